"""Hints: the encoder believes them, and a true one costs nothing of the picture."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from storyreel.drawing.damage import PixelRect
from storyreel.encode.encoder import Encoder, encoder_build
from storyreel.encode.h264.hints import hints_work, set_changed
from storyreel.encode.planes import Planes, Samples, plane_array
from storyreel.encode.settings import EncoderSettings

CHANGED = PixelRect(32, 16, 64, 48)
ELSEWHERE = PixelRect(96, 0, 112, 16)

pytestmark = pytest.mark.skipif(not hints_work(), reason="this FFmpeg takes no hints")


def lumas(
    settings: EncoderSettings, target: Path, told: list[PixelRect] | None
) -> tuple[Samples, Samples]:
    """The second frame as drawn and as decoded; it is black inside CHANGED, the first is not."""
    planes = Planes(settings.width, settings.height, settings.pix_fmt)
    pixels = np.full((settings.height, settings.width, 4), 255, np.uint8)
    pixels[::9, :, :3] = 60
    with Encoder(settings, target) as encoder:
        planes.update(pixels, ())
        encoder.write(planes.frames)
        pixels[CHANGED.top : CHANGED.bottom, CHANGED.left : CHANGED.right, :3] = 0
        planes.update(pixels, [CHANGED])
        encoder.write(planes.frames, told)
        drawn = plane_array(planes.frames[0], 0).copy()
    with av.open(str(target)) as container:
        *_, last = container.decode(video=0)
    return drawn, plane_array(last, 0)


@pytest.mark.parametrize("told", [None, [CHANGED], [ELSEWHERE, CHANGED]])
def test_a_true_hint_gives_the_picture(
    tiny_settings: EncoderSettings, tmp_path: Path, told: list[PixelRect] | None
) -> None:
    drawn, decoded = lumas(tiny_settings, tmp_path / "a.mp4", told)
    assert np.abs(drawn.astype(int) - decoded).max() < 40


def test_a_false_hint_is_believed(tiny_settings: EncoderSettings, tmp_path: Path) -> None:
    """Otherwise hints would not arrive, and nothing would say so."""
    drawn, decoded = lumas(tiny_settings, tmp_path / "a.mp4", [ELSEWHERE])
    assert np.abs(drawn.astype(int) - decoded).max() > 150


def test_a_hint_is_taken_away_again() -> None:
    for last, kinds in (([CHANGED], ["VIDEO_HINT"]), (None, []), ([], [])):
        frame = av.VideoFrame(64, 64, "yuv420p")
        set_changed(frame, [CHANGED, ELSEWHERE])
        set_changed(frame, last)
        found: Any = frame.side_data
        assert [data.type.name for data in found] == kinds


def test_the_build_says_that_hints_are_given() -> None:
    assert encoder_build("libx264").endswith("told what changed")
