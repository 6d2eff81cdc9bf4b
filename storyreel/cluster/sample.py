"""The sample: a short segment of everything that drawings can hold, to compare machines by.

Its coordinates are whole numbers, so only the painter and the encoder decide its bytes.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path as FilePath

import numpy as np

from storyreel.base.presets import LADDER
from storyreel.drawing.drawing import Clip, Drawing, ImageItem, Item, PathItem, Pixels, Sampling
from storyreel.drawing.paints import Cap, Join, Paint, Shadow, Stroke
from storyreel.drawing.path import FillRule, Path
from storyreel.drawing.quanta import QUANTA_PER_UNIT, Box
from storyreel.encode.segment import SegmentJob, SegmentRenderer
from storyreel.encode.settings import encoder_settings

_FRAMES = 6
_UNIT = QUANTA_PER_UNIT
_DARK, _WARM, _GREEN = (6682, 13878, 23901), (51657, 41634, 10023), (13878, 28784, 20303)
_WAVE = ((-5, 0), (-4, 3), (-1, 3), (0, 0), (1, -3), (4, -3), (5, 0), (4, -1), (0, -2), (-5, 0))
"""Three curves; the second and third meet in a sharp corner."""


@dataclass(frozen=True, slots=True)
class SampleDigests:
    """SHA-256 of the painted pictures of the sample, and of its encoded file."""

    pictures: str
    file: str


@cache
def sample_digests(codec: str) -> SampleDigests:
    """Render the sample with a codec, at the smallest quality; raises what rendering raises."""
    settings = encoder_settings(codec, LADDER["smoke"])
    pictures = hashlib.sha256()
    with tempfile.TemporaryDirectory(prefix="storyreel-sample-") as folder:
        target = FilePath(folder) / f"sample{settings.suffix}"
        renderer = SegmentRenderer(SegmentJob("sample", tuple(_drawings()), settings, target))
        for _, pixels in renderer:
            pictures.update(pixels.tobytes())
        return SampleDigests(pictures.hexdigest(), renderer.result.sha256)


def _drawings() -> Iterator[Drawing]:
    """A few moving frames; the last one is held."""
    for frame in range(_FRAMES):
        step = min(frame, _FRAMES - 2) * _UNIT // 8
        yield Drawing((*_surfaces(step), *_lines(step), *_images(step)))


def _surfaces(step: int) -> Iterator[Item]:
    """Gradients, and shapes with transparency, a shadow and clips."""
    ground = Box(-8 * _UNIT, -4 * _UNIT, 8 * _UNIT, 4 * _UNIT)
    down = ((0, 4 * _UNIT), (0, -4 * _UNIT))
    yield PathItem(Path.rectangle(ground), Paint(((*_DARK, 65535), (*_GREEN, 65535)), *down))
    card = Path.rectangle(Box(-6 * _UNIT + step, -3 * _UNIT, -2 * _UNIT + step, _UNIT))
    shadow = Shadow(_UNIT // 8, -_UNIT // 8, _UNIT // 4, (0, 0, 0, 20000))
    yield PathItem(card, Paint(((*_WARM, 50000),)), shadow=shadow)
    window = Clip(Path.rectangle(Box(-3 * _UNIT, -2 * _UNIT, 3 * _UNIT, 2 * _UNIT)))
    wave = _wave(step, closed=True)
    yield PathItem(wave, Paint(((*_GREEN, 30000),)), clips=(window,))
    radii = ((4 * _UNIT, _UNIT), (2 * _UNIT, 3 * _UNIT))
    light = Paint.radial(((*_WARM, 60000), (*_WARM, 0)), (2 * _UNIT, step), radii, (9000, 60000))
    hole = Clip(replace(wave, rule=FillRule.EVEN_ODD), inside=False)
    yield PathItem(Path.rectangle(ground), light, clips=(window, hole))


def _lines(step: int) -> Iterator[Item]:
    """A line with each join and cap."""
    across = ((-5 * _UNIT, 0), (5 * _UNIT, _UNIT))
    ink = Paint(((*_WARM, 65535), (*_DARK, 20000), (*_GREEN, 65535)), *across)
    for number, (join, cap) in enumerate(zip(Join, Cap, strict=True)):
        path = _wave(step + number * _UNIT, closed=False)
        halo = Stroke(Paint(((*_DARK, 65535),)), _UNIT // 3, join, cap)
        yield PathItem(path, stroke=Stroke(ink, _UNIT // 8, join, cap), back_stroke=halo)


def _images(step: int) -> Iterator[Item]:
    """A small image, tilted and enlarged, in each way to sample it."""
    levels = np.arange(6 * 5 * 4, dtype=np.uint16) * 37 % 256
    pixels = Pixels(levels.astype(np.uint8).reshape(6, 5, 4))
    for number, sampling in enumerate(Sampling):
        left, top = (2 * number - 5) * _UNIT, 3 * _UNIT + step
        corners = ((left, top), (left + _UNIT, top + _UNIT // 2), (left, top - _UNIT))
        yield ImageItem(pixels, corners, sampling)


def _wave(shift: int, *, closed: bool) -> Path:
    points = np.array(_WAVE, np.int64) * _UNIT + (0, shift)
    return Path(points.astype(np.int32), (0,), (closed,))
