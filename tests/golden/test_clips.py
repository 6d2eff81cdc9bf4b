"""Golden frames of every clip: `frames/CLIP/moments.toml` names their times.

After a change of the look, compare the pictures of the failures; then keep the new ones with
`pytest tests/golden --update-golden`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import Drawing, PathItem
from storyreel.paint.raster import paint_drawing
from storyreel.stage.stills import draw_frames
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import compile_timeline
from tests.clips import CLIP_IDS

DrawingsOf = Callable[[str, int], tuple[Drawing, ...]]

FRAMES = Path(__file__).parent / "frames"
RATE = 15
SIZE = (384, 216)
MEAN = 0.02
"""Levels of 255: pictures are equal on one machine; processors may round differently."""
LEVEL = 8
SHARE = 0.0005
TOLERANCE = {"mean": MEAN, "level": LEVEL, "share_over_level": SHARE}

MOMENTS: dict[str, dict[str, float]] = {
    path.parent.name: tomllib.loads(path.read_text("utf-8"))
    for path in sorted(FRAMES.glob("*/moments.toml"))
}
"""Seconds, by clip and by what is visible then."""

NAMED = [
    pytest.param(clip, moment, id=f"{clip}-{moment}")
    for clip, moments in MOMENTS.items()
    for moment in moments
]


@pytest.fixture(scope="module")
def drawing_at(shipped: Callable[[str], Loaded]) -> Callable[[str, str], Drawing]:
    """The drawing of a named moment; a clip performs its moments alone, and once."""

    @cache
    def moments(name: str) -> dict[str, Drawing]:
        loaded = shipped(name)
        frames = [round(seconds * RATE) for seconds in MOMENTS[name].values()]
        timeline = compile_timeline(loaded.storyboard, Fps(RATE))
        return dict(zip(MOMENTS[name], draw_frames(loaded, timeline, frames), strict=True))

    return lambda name, moment: moments(name)[moment]


@pytest.mark.parametrize(("name", "moment"), NAMED)
def test_frames_equal_the_golden_ones(
    name: str,
    moment: str,
    drawing_at: Callable[[str, str], Drawing],
    assert_golden: Callable[..., None],
) -> None:
    drawing = drawing_at(name, moment)
    assert_golden(paint_drawing(drawing, *SIZE), f"{name}/{moment}", **TOLERANCE)


@pytest.mark.parametrize("name", CLIP_IDS)
def test_every_clip_has_golden_frames(name: str) -> None:
    wanted = f"write tests/golden/frames/{name}/moments.toml, then run with --update-golden"
    assert MOMENTS.get(name), wanted


@pytest.mark.parametrize("name", MOMENTS)
def test_every_golden_frame_has_a_moment_and_a_clip(name: str) -> None:
    assert name in CLIP_IDS
    assert {path.stem for path in (FRAMES / name).glob("*.png")} == MOMENTS[name].keys()


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
