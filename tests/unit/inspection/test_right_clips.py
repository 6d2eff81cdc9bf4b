"""Inspection refuses nothing that is right, and still finds what is planted in it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from storyreel.base.presets import quality_named
from storyreel.drawing.drawing import Drawing
from storyreel.encode.planes import Planes
from storyreel.encode.segment import SegmentJob
from storyreel.encode.settings import encoder_settings
from storyreel.inspection.clip_checks import ClipChecks
from storyreel.inspection.decoder import picture_of
from storyreel.inspection.fidelity import Fidelity, fidelity_of
from storyreel.inspection.findings import judge
from storyreel.inspection.painted_frame import PaintedFrame
from storyreel.inspection.picture import Picture
from storyreel.inspection.rules.file import fidelity_violations
from storyreel.inspection.rules.light import LIGHT_RULES
from storyreel.paint.raster import paint_drawing
from storyreel.workers.checked_segment import render_and_check
from tests.unit.inspection.right_clips import RIGHT_CLIPS, gravel, moving_grid, on_black, slow_fade

Pixels = npt.NDArray[np.uint8]
NOISE = gravel(2)
GRID = moving_grid(100)


def findings(drawings: Sequence[Drawing], quality: str, folder: Path) -> list[str]:
    """What the rules about pictures find in a clip of one segment: severity and rule."""
    settings = encoder_settings("h264", quality_named(quality))
    job = SegmentJob("all", tuple(drawings), settings, folder / "all.mp4")
    checked = render_and_check(job)
    checks = ClipChecks(Fraction(settings.rate), (settings.width, settings.height))
    checks.add(checked.checks, drawings)
    case = checks.case(job.target, None)
    found = [
        f"{violation.severity or 'fail'} fidelity"
        for violation in fidelity_violations(checked.checks.fidelities)
    ]
    found += [f"{each.severity} {each.rule}" for each in judge(LIGHT_RULES, case, None)]
    return [each for each in found if "blank" not in each]  # thin lines alone are nearly blank


@pytest.mark.parametrize("clip", RIGHT_CLIPS)
def test_a_right_clip_is_not_refused(clip: str, tmp_path: Path) -> None:
    assert findings(RIGHT_CLIPS[clip](8), "smoke", tmp_path) == []


@pytest.mark.slow
@pytest.mark.parametrize("quality", ["smoke", "480p", "720p", "1080p", "1440p", "4k"])
@pytest.mark.parametrize("clip", RIGHT_CLIPS)
def test_a_right_clip_is_not_refused_at_any_quality(
    clip: str, quality: str, tmp_path: Path
) -> None:
    assert findings(RIGHT_CLIPS[clip](30), quality, tmp_path) == []


def test_noise_that_moves_is_a_warning(tmp_path: Path) -> None:
    assert set(findings(gravel(3), "smoke", tmp_path)) == {"warn fidelity"}


def test_a_movement_that_freezes_is_found(tmp_path: Path) -> None:
    """Planted: the pictures of a grid stay while its drawings move on."""
    settings = encoder_settings("h264", quality_named("smoke"))
    moving = GRID[::10]
    job = SegmentJob("all", (*moving[:5], *[moving[4]] * 5), settings, tmp_path / "all.mp4")
    checks = ClipChecks(Fraction(settings.rate), (settings.width, settings.height))
    checks.add(render_and_check(job).checks, moving)
    found = judge(LIGHT_RULES, checks.case(job.target, None), None)
    freeze = [each for each in found if each.rule == "freeze"]
    assert [each.frame in (5, 6) for each in freeze] == [True]  # 5 may refine the picture


# planted in a picture


PLANES: list[Planes] = []  # a picture shares the memory of its planes


def as_shown(pixels: Pixels) -> Picture:
    planes = Planes(pixels.shape[1], pixels.shape[0], "yuv420p")
    planes.update(pixels, ())
    PLANES.append(planes)
    return picture_of(planes.frames[0])


def compared(expected: Pixels, shown: Pixels) -> Fidelity:
    return fidelity_of(PaintedFrame.of(expected), as_shown(shown))


def painted(drawing: Drawing) -> Pixels:
    return paint_drawing(drawing, 854, 480)


def shifted(pixels: Pixels) -> Pixels:
    return np.roll(pixels, 1, axis=0)


def another_color(pixels: Pixels) -> Pixels:
    changed = pixels.copy()
    changed[200:280, 300:500, :3] -= 4
    return changed


@pytest.mark.parametrize(
    ("expected", "shown"),
    [
        (painted(GRID[0]), painted(GRID[99])),  # the wrong frame
        (painted(GRID[0]), shifted(painted(GRID[0]))),
        (painted(GRID[0]), painted(on_black([]))),  # all parts are missing
        (painted(slow_fade(20)[19]), another_color(painted(slow_fade(20)[19]))),
        (painted(NOISE[0]), painted(NOISE[1])),
        (painted(NOISE[0]), shifted(painted(NOISE[0]))),
    ],
)
def test_a_wrong_picture_is_found(expected: Pixels, shown: Pixels) -> None:
    assert compared(expected, expected).sufficient
    assert not compared(expected, shown).sufficient
