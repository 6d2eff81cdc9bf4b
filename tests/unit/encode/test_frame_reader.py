"""Frames read back from a video: the right ones, in the right colours."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from storyreel.base.errors import MachineError
from storyreel.drawing.drawing import Drawing
from storyreel.encode.frame_reader import read_frames
from storyreel.encode.segment import SegmentJob, render_segment
from storyreel.encode.settings import EncoderSettings
from storyreel.paint.raster import paint_drawing


@pytest.fixture
def video(
    tmp_path: Path, tiny_settings: EncoderSettings, moving_drawings: tuple[Drawing, ...]
) -> Path:
    path = tmp_path / "clip.mp4"
    render_segment(SegmentJob("clip", moving_drawings, tiny_settings, path))
    return path


def test_frames_come_in_order_as_they_were_painted(
    video: Path, tiny_settings: EncoderSettings, moving_drawings: tuple[Drawing, ...]
) -> None:
    read = list(read_frames(video, [19, 0, 5]))
    assert len(read) == 3
    for frame, pixels in zip((0, 5, 19), read, strict=True):
        size = tiny_settings.width, tiny_settings.height
        painted = paint_drawing(moving_drawings[frame], *size)[..., :3].astype(int)
        assert np.abs(pixels - painted).mean() < 2


def test_the_same_frame_twice_is_read_once(video: Path) -> None:
    assert len(list(read_frames(video, [3, 3]))) == 1


def test_a_frame_after_the_end_is_an_error(video: Path) -> None:
    with pytest.raises(MachineError, match=r"clip\.mp4 has no frame 20"):
        list(read_frames(video, [1, 20]))


@pytest.mark.parametrize("content", [b"", b"not a video"])
def test_a_file_that_is_not_a_video_is_an_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "clip.mp4"
    path.write_bytes(content)
    with pytest.raises(MachineError, match=r"cannot be decoded.*--force"):
        list(read_frames(path, [0]))


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(MachineError, match="cannot be decoded"):
        list(read_frames(tmp_path / "missing.mp4", [0]))
