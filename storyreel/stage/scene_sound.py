"""The sound of a plain scene: what Manim's file writer mixes of the sounds that it adds."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim.scene.scene_file_writer import SceneFileWriter
from manim.typing import StrPath
from manim.utils.sounds import get_full_sound_file_path

from storyreel.encode.sound import Sound


def record_sound_files(writer: SceneFileWriter) -> None:
    """Open each sound file in Python first, so that it counts among the files that a scene reads.

    FFmpeg, with which Manim reads all but WAV files, opens files unseen.
    """
    add_sound = writer.add_sound

    def opened(sound_file: StrPath, *args: Any, **kwargs: Any) -> None:
        with get_full_sound_file_path(sound_file, writer.settings.assets_dir).open("rb"):
            add_sound(sound_file, *args, **kwargs)

    writer.add_sound = opened  # type: ignore[method-assign]


def played_sound(writer: SceneFileWriter) -> Sound | None:
    """The sounds of a scene, mixed by Manim at their times and with their gains; None if none."""
    if not writer.includes_sound:
        return None
    mixed = writer.audio_segment.set_sample_width(2)
    samples = np.array(mixed.get_array_of_samples(), np.int16).reshape(-1, mixed.channels)
    if mixed.channels > 2:
        samples = samples.mean(axis=1, keepdims=True).astype(np.int16)
    return Sound(samples, mixed.frame_rate)
