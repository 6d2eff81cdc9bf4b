"""The sounds of a plain scene: when they are heard, how loud, and from which files."""

from __future__ import annotations

import struct
import wave
from pathlib import Path

import numpy as np
import pytest

from storyreel.base.errors import RequestError
from storyreel.base.timebase import Fps
from storyreel.encode.sound import Sound
from storyreel.stage.file_reads import recorded_reads
from storyreel.stage.plain_scene import perform_scene
from storyreel.stage.plain_stage import PlainStage
from storyreel.stage.scene_file import SceneFile

LEVEL = 16_000


def click(path: Path) -> Path:
    """A tenth of a second of sound at a constant level."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(44_100)
        file.writeframes(np.full(4410, LEVEL, np.int16).tobytes())
    return path


def sound_of(folder: Path, *lines: str) -> Sound | None:
    body = "".join(f"        {line}\n" for line in lines)
    path = folder / "theirs.py"
    path.write_text(
        "from manim import *\n\n\nclass Theirs(Scene):\n    def construct(self):\n" + body
    )
    file = SceneFile(path, "theirs.py", "Theirs")
    return perform_scene(file, PlainStage(Fps(15)), lambda *_: None).sound


def level_at(sound: Sound | None, seconds: float) -> int:
    assert sound is not None
    return int(sound.samples[round(seconds * sound.rate), 0])


def test_sounds_are_heard_at_the_scenes_time_and_with_their_gain(tmp_path: Path) -> None:
    name = click(tmp_path / "click.wav")
    sound = sound_of(
        tmp_path,
        "self.wait(0.25)",
        f"self.add_sound({str(name)!r})",
        f"self.add_sound({str(name)!r}, time_offset=0.5, gain=-20)",
        "self.wait(1)",
    )
    assert [level_at(sound, time) for time in (0.24, 0.26, 0.34, 0.36)] == [0, LEVEL, LEVEL, 0]
    assert level_at(sound, 0.8) == pytest.approx(LEVEL / 10, abs=1)


def test_sounds_that_overlap_are_added(tmp_path: Path) -> None:
    name = str(click(tmp_path / "click.wav"))
    twice = (f"self.add_sound({name!r}, gain=-6.0206)",) * 2
    assert level_at(sound_of(tmp_path, *twice, "self.wait(1)"), 0.05) == pytest.approx(LEVEL, abs=4)


def test_skipped_sections_are_silent_and_scenes_without_sounds_have_none(tmp_path: Path) -> None:
    name = str(click(tmp_path / "click.wav"))
    skipped = "self.next_section('gone', skip_animations=True)"
    added = f"self.add_sound({name!r})"
    assert sound_of(tmp_path, "self.wait(1)", skipped, "self.wait(1)", added) is None


def test_a_missing_sound_is_an_error_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match=r"theirs\.py:6: .*nowhere\.wav does not exist"):
        sound_of(tmp_path, "self.add_sound('nowhere.wav')", "self.wait(1)")


def test_a_file_of_floats_is_heard_without_programs(tmp_path: Path) -> None:
    path, samples = tmp_path / "floats.wav", np.full((4410, 2), 0.5, np.float32).tobytes()
    form = struct.pack("<IHHIIHH", 16, 3, 2, 44_100, 352_800, 8, 32)
    data = b"WAVEfmt " + form + b"data" + struct.pack("<I", len(samples)) + samples
    path.write_bytes(b"RIFF" + struct.pack("<I", len(data)) + data)
    sound = sound_of(tmp_path, f"self.add_sound({str(path)!r})", "self.wait(0.2)")
    assert level_at(sound, 0.05) == pytest.approx(16_384, abs=1)


@pytest.mark.parametrize("name", ["broken.wav", "broken.mp3"])
@pytest.mark.filterwarnings("error::RuntimeWarning")
def test_a_file_without_sound_is_an_error_that_names_it(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"RIFF and no more")
    added = f"self.add_sound({str(tmp_path / name)!r})"
    with pytest.raises(RequestError, match=rf"theirs\.py:6: .*{name} contains no sound"):
        sound_of(tmp_path, added, "self.wait(0.1)")


def test_sound_files_count_among_those_that_the_scene_reads(tmp_path: Path) -> None:
    name = click(tmp_path / "click.wav")
    with recorded_reads() as reads:
        sound_of(tmp_path, f"self.add_sound({str(name)!r})", "self.wait(0.1)")
    assert reads.data_files(tmp_path) == (name,)
