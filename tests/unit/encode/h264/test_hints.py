"""Hints: the encoder trusts them, and a true one leaves the picture as it is."""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import Any

import av
import av.frame
import numpy as np
import pytest

from storyreel.drawing.damage import PixelRect
from storyreel.encode.encoder import Encoder, encoder_build
from storyreel.encode.h264 import hints
from storyreel.encode.h264.hints import hint_changes, hints_work
from storyreel.encode.planes import Planes, Samples, plane_arrays
from storyreel.encode.settings import EncoderSettings

CHANGED = PixelRect(32, 16, 64, 48)
ELSEWHERE = PixelRect(96, 0, 112, 16)


def test_the_installed_pyav_takes_hints() -> None:
    """Without hints, clips are right but slow, and nothing else would say so."""
    assert hints_work()


class Stranger:
    """Not a frame of PyAV."""


@pytest.mark.parametrize("frame_type", [Stranger, av.Packet, av.VideoFrame])
def test_an_object_of_another_layout_is_not_touched(
    frame_type: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(av.frame, "Frame", frame_type)
    assert not hints_work.__wrapped__()


def test_an_unreadable_pointer_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hints, "address_of", lambda frame: 8)
    assert not hints_work.__wrapped__()


def test_a_pointer_to_something_else_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    other = ctypes.create_string_buffer(64)
    monkeypatch.setattr(hints, "address_of", lambda frame: ctypes.addressof(other))
    assert not hints_work.__wrapped__()


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
        drawn = plane_arrays(planes.frames[0])[0].copy()
    with av.open(str(target)) as container:
        *_, last = container.decode(video=0)
    return drawn, plane_arrays(last)[0]


@pytest.mark.parametrize("told", [None, [CHANGED], [ELSEWHERE, CHANGED]])
def test_a_true_hint_gives_the_picture(
    tiny_settings: EncoderSettings, tmp_path: Path, told: list[PixelRect] | None
) -> None:
    drawn, decoded = lumas(tiny_settings, tmp_path / "a.mp4", told)
    assert np.abs(drawn.astype(int) - decoded).max() < 40


def test_a_false_hint_is_believed(tiny_settings: EncoderSettings, tmp_path: Path) -> None:
    """Proves that hints arrive at the encoder."""
    drawn, decoded = lumas(tiny_settings, tmp_path / "a.mp4", [ELSEWHERE])
    assert np.abs(drawn.astype(int) - decoded).max() > 150


def test_a_hint_can_be_removed() -> None:
    for last, kinds in (([CHANGED], ["VIDEO_HINT"]), (None, []), ([], [])):
        frame = av.VideoFrame(64, 64, "yuv420p")
        hint_changes(frame, [CHANGED, ELSEWHERE])
        hint_changes(frame, last)
        found: Any = frame.side_data
        assert [data.type.name for data in found] == kinds


def test_the_build_says_that_hints_are_given() -> None:
    assert encoder_build("libx264").endswith("with hints")
