"""Sound: resampled, cut to the clip, encoded beside its frames, and decoded at the same times."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
import pytest

from storyreel.drawing.drawing import Drawing
from storyreel.encode.concat import join_segments
from storyreel.encode.segment import SegmentJob, render_segment
from storyreel.encode.settings import EncoderSettings
from storyreel.encode.sound import RATE, Sound
from storyreel.inspection.mp4_boxes import read_boxes


def tone(rate: int, start: float, stop: float, channels: int = 1, level: float = 0.5) -> Sound:
    """A tone of 1 kHz between two times, at a share of the full level; silence before it."""
    times = np.arange(round(stop * rate)) / rate
    wave = np.where(times < start, 0, level * 32767 * np.sin(2000 * np.pi * times))
    return Sound(np.tile(wave.astype(np.int16)[:, None], channels), rate)


def heard(path: Path) -> tuple[npt.NDArray[np.float32], int]:
    """Samples of a file, (channels, n), and their rate."""
    with av.open(str(path)) as container:
        rate = container.streams.audio[0].rate
        parts = [frame.to_ndarray() for frame in container.decode(audio=0)]
    return np.concatenate(parts, axis=1), rate


@pytest.fixture
def joined(
    tiny_settings: EncoderSettings, moving_drawings: tuple[Drawing, ...], tmp_path: Path
) -> Path:
    """A segment of 20 frames, with the name that clips are made from."""
    segment = tmp_path / "segment.mp4"
    render_segment(SegmentJob("s", moving_drawings, tiny_settings, segment))
    return segment


@pytest.mark.parametrize(("rate", "channels"), [(11_025, 1), (44_100, 2), (48_000, 2)])
def test_sound_is_heard_at_its_time_and_level(
    rate: int, channels: int, joined: Path, tiny_settings: EncoderSettings
) -> None:
    clip = joined.with_name("clip.mp4")
    join_segments([joined], clip, tiny_settings, 20, tone(rate, 0.25, 0.5, channels))
    samples, found = heard(clip)
    assert (found, len(samples)) == (RATE, channels)
    loud = np.flatnonzero(np.abs(samples[0]) > 0.1) / RATE
    assert (loud[0], loud[-1]) == pytest.approx((0.25, 0.5), abs=0.002)
    middle = samples[0, round(0.3 * RATE) : round(0.4 * RATE)]
    assert np.abs(middle).max() == pytest.approx(0.5, abs=0.02)


@pytest.mark.parametrize("seconds", [0.1, 30])
def test_sound_and_pictures_end_together(
    seconds: float, joined: Path, tiny_settings: EncoderSettings
) -> None:
    clip = joined.with_name("clip.mp4")
    join_segments([joined], clip, tiny_settings, 20, tone(44_100, 0, seconds))
    boxes = read_boxes(clip)
    assert set(boxes.durations) == {Fraction(20, tiny_settings.rate)}
    assert boxes.edit_lists == 0
    assert not any(boxes.created)
    assert boxes.index_first()


def test_equal_sounds_give_equal_files_and_frames_do_not_depend_on_them(
    joined: Path, tiny_settings: EncoderSettings
) -> None:
    files = {}
    for name, sound in {"a": tone(RATE, 0, 1), "b": tone(RATE, 0, 1), "mute": None}.items():
        path = joined.with_name(f"{name}.mp4")
        join_segments([joined], path, tiny_settings, 20, sound)
        with av.open(str(path)) as container:
            video = [bytes(each) for each in container.demux(video=0) if each.size]
        files[name] = path.read_bytes(), video
    assert files["a"] == files["b"]
    assert files["a"][1] == files["mute"][1]


def test_sound_is_never_more_than_a_packet_before_its_frames(
    joined: Path, tiny_settings: EncoderSettings
) -> None:
    """So players read the file once, from start to end."""
    clip = joined.with_name("clip.mp4")
    join_segments([joined], clip, tiny_settings, 20, tone(RATE, 0, 1))
    ahead = 0.0
    times = {"video": 0.0, "audio": 0.0}
    with av.open(str(clip)) as container:
        for packet in sorted(
            (packet for packet in container.demux() if packet.size), key=lambda each: each.pos or 0
        ):
            assert packet.pts is not None
            assert packet.time_base is not None
            times[packet.stream.type] = float(packet.pts * packet.time_base)
            ahead = max(ahead, abs(times["video"] - times["audio"]))
    assert ahead <= 1024 / RATE + 1 / tiny_settings.rate


def test_silence_continues_what_is_too_short() -> None:
    lasting = tone(24_000, 0, 0.5).lasting(Fraction(1))
    assert lasting.samples.shape == (RATE, 1)
    assert np.abs(lasting.samples[: RATE // 2]).max() > 15_000
    assert not lasting.samples[round(0.51 * RATE) :].any()
