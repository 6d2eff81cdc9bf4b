"""The sound of a plain scene: what Manim's file writer mixes of the sounds that it adds."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from warnings import catch_warnings, simplefilter

import numpy as np
from manim.scene.scene_file_writer import SceneFileWriter, convert_audio
from manim.typing import StrPath
from manim.utils.sounds import get_full_sound_file_path

from storyreel.base.errors import Problem, RequestError
from storyreel.encode.sound import Sound


def record_sound_files(writer: SceneFileWriter) -> None:
    """Open each sound file in Python first, so that it counts among the files that a scene reads.

    FFmpeg, with which Manim reads all but WAV files, opens files unseen. A file without sound that
    can be read raises RequestError.
    """
    add_sound = writer.add_sound

    def opened(sound_file: StrPath, *args: Any, **kwargs: Any) -> None:
        path = get_full_sound_file_path(sound_file, writer.settings.assets_dir)
        with path.open("rb"), TemporaryDirectory(prefix="storyreel-") as folder:
            if path.suffix in (".wav", ".raw"):
                # pydub needs a program for WAV files of floats, and warns that it is missing.
                with suppress(Exception), catch_warnings():
                    simplefilter("ignore", RuntimeWarning)
                    return add_sound(path, *args, **kwargs)
            return add_sound(_converted(path, Path(folder)), *args, **kwargs)

    writer.add_sound = opened  # type: ignore[method-assign]


def _converted(path: Path, folder: Path) -> Path:
    """The sound as a WAV file of 16-bit integers, as Manim itself converts all but WAV files."""
    target = folder / "sound.wav"
    try:
        convert_audio(path, target, "pcm_s16le")
    except (OSError, ValueError, IndexError) as error:
        what = f"the file {path.name} contains no sound that can be read."
        raise RequestError(Problem(what, "Save it again, as WAV or MP3.")) from error
    return target


def played_sound(writer: SceneFileWriter) -> Sound | None:
    """The sounds of a scene, mixed by Manim at their times and with their gains; None if none."""
    if not writer.includes_sound:
        return None
    mixed = writer.audio_segment.set_sample_width(2)
    samples = np.array(mixed.get_array_of_samples(), np.int16).reshape(-1, mixed.channels)
    if mixed.channels > 2:
        samples = samples.mean(axis=1, keepdims=True).astype(np.int16)
    return Sound(samples, mixed.frame_rate)
