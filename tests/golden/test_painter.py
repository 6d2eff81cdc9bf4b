"""The painter: pictures of a drawing that uses everything a drawing can hold.

The drawing has whole numbers only, so its digest is the same everywhere. The pictures may differ by
a level between processors, because Skia has code of its own for each set of instructions.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path as FilePath

import numpy as np
import pytest
import skia

from storyreel.drawing.drawing import (
    Clip,
    Drawing,
    ImageItem,
    Item,
    PathItem,
    Pixels,
    Sampling,
    drawing_digest,
)
from storyreel.drawing.paints import Cap, Join, Paint, Shadow, Stroke
from storyreel.drawing.path import Path
from storyreel.drawing.quanta import QUANTA_PER_UNIT, Box, Point
from storyreel.paint import path_cache, shadows, skia_conversion
from storyreel.paint.raster import Raster, paint_drawing
from storyreel.paint.shadow_mask import mask_scale
from storyreel.paint.skia_conversion import gradient_shader
from tests.pictures import AssertAlike, AssertGolden, Rgba
from tests.showcase import cutouts, lit

RECORD = FilePath(__file__).with_name("painter.json")
SIZES = {"smoke": (426, 240), "odd": (322, 182)}
STEPS = (0, 2, 5)
MEAN, LEVEL = 0.01, 1
"""The mean difference and the level that another processor may cause.

Both were zero between x86-64 processors with SSE 4.2 alone, with AVX2 and with AVX-512. A painter
that is brighter by one level exceeds the mean.
"""

NAVY, GOLD, PINE = ((6682, 13878, 23901), (51657, 41634, 10023), (13878, 28784, 20303))
CURVES = ((-5, 0), (-4, 3), (-1, 3), (0, 0), (1, -3), (4, -3), (5, 0), (4, -1), (0, -2), (-5, 0))


def quanta(*units: float) -> tuple[int, ...]:
    """Units in quanta; multiples of an eighth, so that nothing is rounded."""
    return tuple(map(quantum, units))


def quantum(unit: float) -> int:
    return int(unit * 8) * QUANTA_PER_UNIT // 8


def place(x: float, y: float) -> tuple[int, int]:
    return quantum(x), quantum(y)


def shown(step: int) -> Drawing:
    """A frame with everything: curves, all joins and caps, gradients, shadows, clips, images."""
    left, bottom, right, top = quanta(-6 + step / 8, -3, -2 + step / 8, 1)
    card = Path.rectangle(Box(left, bottom, right, top))
    points = np.array([quanta(x, y + step / 4) for x, y in CURVES], np.int32)
    curve = Path(points, (0,), (False,))
    loop = Path(points, (0,), (True,))
    clip = Path.rectangle(Box(*quanta(-3, -2, 3, 2)))
    fade = 65535 - 4000 * step
    levels = np.arange(6 * 5 * 4, dtype=np.uint16) * 37 % 256
    pixels = Pixels(levels.astype(np.uint8).reshape(6, 5, 4))
    corner, across, down = place(2, 3), place(5, 3.5), place(1.5, 1)
    items: list[Item] = [
        PathItem(
            Path.rectangle(Box(*quanta(-8, -4.5, 8, 4.5))),
            fill=Paint(((*NAVY, 65535), (*PINE, 65535)), place(0, 4), place(0, -4)),
        ),
        PathItem(
            card,
            fill=Paint(((*GOLD, fade),)),
            shadow=Shadow(*place(0.125, -0.125), quantum(0.25), (0, 0, 0, fade // 3)),
        ),
        PathItem(loop, fill=Paint(((*PINE, 30000),)), clips=(Clip(clip),)),
        ImageItem(pixels, (corner, across, down), sampling=Sampling.CUBIC),
        ImageItem(pixels, (place(5, -1), place(7, -1), place(5, -3)), sampling=Sampling.NEAREST),
    ]
    ink = Paint(((*GOLD, 65535), (*NAVY, 20000), (*PINE, 65535)), place(-5, 0), place(5, 1))
    for number, (join, cap) in enumerate(zip(Join, Cap, strict=True)):
        shift = np.array(quanta(0, number - 1), np.int32)
        path = replace(curve, points=curve.points + shift)
        wide = Stroke(Paint(((*NAVY, 65535),)), quantum(0.375), join, cap)
        items.append(PathItem(path, stroke=Stroke(ink, quantum(0.125), join, cap)))
        items.append(
            PathItem(path, back_stroke=wide, fill=Paint(((*GOLD, 9000),)), clips=(Clip(clip),))
        )
    return Drawing(tuple(items))


FRAMES: dict[str, Callable[[int], Drawing]] = {"": shown, "lights-": lit, "cutouts-": cutouts}
"""Drawings of a step, by what their pictures are called before their size."""


def painted(size: str, frames: str = "") -> dict[str, Rgba]:
    """The steps, painted one after another into the same pixels."""
    canvas = Raster(*SIZES[size])
    pictures = {}
    for step in STEPS:
        canvas.paint(FRAMES[frames](step))
        pictures[f"painter/{frames}{size}-{step}"] = canvas.pixels.copy()
    return pictures


def test_drawings_are_the_recorded_ones(pytestconfig: pytest.Config) -> None:
    found = {
        f"{name}{step}": drawing_digest([drawn(step)])
        for name, drawn in FRAMES.items()
        for step in STEPS
    }
    if pytestconfig.getoption("--update-golden"):
        RECORD.write_text(json.dumps(found, indent=2) + "\n", "utf-8")
    assert json.loads(RECORD.read_text("utf-8")) == found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("frames", FRAMES)
def test_pictures_are_the_recorded_ones(
    frames: str, size: str, assert_golden: AssertGolden
) -> None:
    for name, pixels in painted(size, frames).items():
        assert_golden(pixels, name, mean=MEAN, level=LEVEL)


@pytest.mark.parametrize("frames", FRAMES)
def test_painting_at_once_gives_what_painting_step_by_step_gives(frames: str) -> None:
    for size, (width, height) in SIZES.items():
        for step, pixels in zip(STEPS, painted(size, frames).values(), strict=True):
            assert np.array_equal(pixels, paint_drawing(FRAMES[frames](step), width, height))


def test_one_quantum_changes_the_digest() -> None:
    drawing = shown(0)
    first = drawing.items[0]
    assert isinstance(first, PathItem)
    moved = replace(first, path=replace(first.path, points=first.path.points + 1))
    other = Drawing((moved, *drawing.items[1:]))
    assert drawing_digest([other]) != drawing_digest([drawing])


def wider_shadow(sigma: float) -> int:
    return 2 * mask_scale(sigma)


def brighter(paint: Paint, place: Callable[[Point], tuple[float, float]]) -> skia.GradientShader:
    """A gradient whose colours are one level of 255 brighter."""

    def lifted(level: int) -> int:
        return min(65535, level + 257)

    colors = tuple((lifted(r), lifted(g), lifted(b), alpha) for r, g, b, alpha in paint.colors)
    return gradient_shader(replace(paint, colors=colors), place)


@pytest.mark.parametrize(
    ("module", "name", "planted"),
    [
        (skia_conversion, "MITER_LIMIT", 1.5),
        (shadows, "mask_scale", wider_shadow),
        (path_cache, "gradient_shader", brighter),
    ],
)
def test_a_changed_painter_is_noticed(
    module: object, name: str, planted: object, monkeypatch: pytest.MonkeyPatch, tmp_path: FilePath
) -> None:
    before = painted("smoke")
    compare = AssertAlike(tmp_path)
    for picture, pixels in painted("smoke").items():
        compare(pixels, before[picture], FilePath(picture).name)
    monkeypatch.setattr(module, name, planted)
    for picture, pixels in painted("smoke").items():
        with pytest.raises(AssertionError, match="mean"):
            compare(pixels, before[picture], FilePath(picture).name, mean=MEAN, level=LEVEL)
