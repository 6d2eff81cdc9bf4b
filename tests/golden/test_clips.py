"""Every clip: telling frames as they were found good.

After a change of the look, see what has changed with `pytest tests/golden` and its failures, and
keep the new pictures with `pytest tests/golden --update-golden`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from storyreel.base.project import Project
from storyreel.drawing.drawing import Drawing, PathItem
from storyreel.paint.raster import paint_drawing
from storyreel.storyboard.catalog import all_clips

DrawingsOf = Callable[[str, int], tuple[Drawing, ...]]

RATE = 15
SIZE = (384, 216)
MEAN = 0.02
"""Levels of 255: on one machine pictures are equal, between processors a rounding may differ."""
LEVEL = 8
SHARE = 0.0005
TOLERANCE = {"mean": MEAN, "level": LEVEL, "share_over_level": SHARE}

MOMENTS = {
    "hour25": {
        "opening": 0.0,
        "message-at-the-door": 5.4,
        "tokens-numbered": 10.2,
        "staircase": 13.0,
        "row-padding": 17.6,
        "prompts-compared": 24.8,
        "closing": 29.8,
    },
    "hour26": {
        "opening": 0.0,
        "question-in-tokens": 4.2,
        "fork": 9.8,
        "judged": 15.4,
        "thumb-falling": 18.0,
        "retrained": 25.2,
        "closing": 29.8,
    },
    "hour27": {
        "opening": 2.2,
        "sprouting": 4.0,
        "pouring": 9.0,
        "rewritten": 13.8,
        "gate": 18.6,
        "sealing": 23.0,
        "closing": 29.8,
    },
    "hour28": {
        "opening": 0.0,
        "merging": 4.0,
        "index-error": 10.0,
        "found": 15.8,
        "note-fusing": 19.0,
        "bill": 24.8,
        "closing": 29.8,
    },
    "hour29": {
        "opening": 0.0,
        "preflight-read": 6.8,
        "tests-running": 8.6,
        "seed-lock-spinning": 12.6,
        "hash-sweeping": 18.2,
        "approved-run-broken": 22.2,
        "closing-condensing": 25.6,
        "closing": 29.8,
    },
    "hour30": {
        "opening": 0.0,
        "space-lost": 6.2,
        "triage": 10.6,
        "space-hopping": 14.4,
        "rerun": 18.6,
        "gate-opening": 24.0,
        "closing": 29.8,
    },
}
"""Seconds, by clip and what is seen then."""

NAMED = [
    pytest.param(clip, moment, id=f"{clip}-{moment}")
    for clip, moments in MOMENTS.items()
    for moment in moments
]


@pytest.mark.parametrize(("name", "moment"), NAMED)
def test_frames_look_as_they_were_found_good(
    name: str, moment: str, drawings_of: DrawingsOf, assert_golden: Callable[..., None]
) -> None:
    drawing = drawings_of(name, RATE)[round(MOMENTS[name][moment] * RATE)]
    assert_golden(paint_drawing(drawing, *SIZE), f"{name}/{moment}", **TOLERANCE)


def test_every_clip_has_golden_frames_and_every_golden_frame_a_moment(project: Project) -> None:
    assert list(MOMENTS) == [files.id for files in all_clips(project)]
    frames = Path(__file__).parent / "frames"
    kept = {str(path.relative_to(frames).with_suffix("")) for path in frames.rglob("*.png")}
    assert kept == {f"{name}/{moment}" for name, moments in MOMENTS.items() for moment in moments}


@pytest.mark.parametrize("defect", ["a line moved by a pixel", "a line of text lost"])
def test_golden_frames_can_fail(
    defect: str, drawings_of: DrawingsOf, assert_alike_here: Callable[..., Any]
) -> None:
    sound = drawings_of("hour29", RATE)[-1]
    texts = [i for i in sound.items if isinstance(i, PathItem) and i.tag and i.tag.text]
    lost = min(texts, key=lambda item: item.path.box.width)
    pixel = round(552960 * 8 / SIZE[1])
    moved = replace(lost, path=replace(lost.path, points=lost.path.points + np.int32(pixel)))
    changed = [moved if "moved" in defect else None if i is lost else i for i in sound.items]
    planted = replace(sound, items=tuple(i for i in changed if i is not None))
    with pytest.raises(AssertionError, match="worst"):
        assert_alike_here(
            paint_drawing(planted, *SIZE), paint_drawing(sound, *SIZE), "planted", **TOLERANCE
        )
