"""Drawings of what lights a stage, and of what cuts shapes."""

from __future__ import annotations

from dataclasses import replace
from math import cos, pi, sin

import numpy as np

from storyreel.drawing.drawing import Clip, Drawing, ImageItem, Item, PathItem, Pixels, Sampling
from storyreel.drawing.paints import Cap, Join, Paint, Rgba, Shadow, Stroke
from storyreel.drawing.path import FillRule, Path
from storyreel.drawing.quanta import QUANTA_PER_UNIT, Box, Point

NAVY, GOLD, WHITE = (6682, 13878, 23901), (51657, 41634, 10023), (65535, 65535, 65535)
NIGHT = (0x0F0F, 0x1F1F, 0x3636, 65535)
CURVES = ((-2, 0), (-2, 2), (-1, 2), (0, 1), (1, 0), (2, 1), (2, -1), (1, -3), (-1, -1), (-2, 0))


def place(x: float, y: float) -> Point:
    """A place in eighths of a unit, so that nothing is rounded."""
    return int(x * 8) * QUANTA_PER_UNIT // 8, int(y * 8) * QUANTA_PER_UNIT // 8


def rectangle(left: float, bottom: float, right: float, top: float) -> Path:
    return Path.rectangle(Box(*place(left, bottom), *place(right, top)))


def blob(x: float, y: float) -> Path:
    points = np.array([place(x + dx, y + dy) for dx, dy in CURVES], np.int32)
    return Path(points, (0,), (True,))


def polygon(*corners: tuple[float, float]) -> Path:
    """A closed polygon, to the nearest eighth of a unit."""
    starts = np.array([place(round(x * 8) / 8, round(y * 8) / 8) for x, y in corners])
    ends = np.roll(starts, -1, axis=0)
    curves = np.stack([starts, ends, ends], axis=1).reshape(-1, 2)
    return Path(np.vstack([starts[:1], curves]).astype(np.int32), (0,), (True,))


def moved(path: Path, x: float, y: float) -> Path:
    return replace(path, points=path.points + np.array(place(x, y), np.int32))


def joined(one: Path, other: Path) -> Path:
    points = np.vstack([one.points, other.points])
    return Path(points, (0, len(one.points)), (True, True))


def seen(color: tuple[int, int, int], alpha: float = 1.0) -> Rgba:
    return (*color, round(alpha * 65535))


def lights(step: int) -> list[Item]:
    """Glows, ellipses, gradients with offsets, and a shape that is blurred."""
    x = step / 4
    fading = seen(GOLD, 0.9), seen(GOLD, 0.4), seen(GOLD, 0)
    glow = Paint.radial(fading, place(x - 5, 2), (place(x - 3, 2), place(x - 5, 4)))
    floor = Paint.radial(
        (seen(WHITE, 0.8), seen(NAVY)), place(0, 2), (place(2, 2.5), place(0.125, 2.75))
    )
    medal = Paint.radial(
        (seen(WHITE), seen(GOLD), seen(GOLD), seen(NAVY)),
        place(5 - x, 2),
        (place(6.5 - x, 2), place(5 - x, 3.5)),
        (0, 20_000, 50_000, 52_000),
    )
    ramp = Paint(
        (seen(GOLD), seen(WHITE, 0.2), seen(NAVY)),
        place(-6, -3),
        place(-3, -2),
        None,
        (0, 9000, 65535),
    )
    return [
        PathItem(rectangle(x - 7, 0, x - 3, 4), fill=glow),
        PathItem(blob(0, 2), fill=floor),
        PathItem(rectangle(3, 0.5, 7, 3.5), fill=medal),
        PathItem(rectangle(-6, -3.5, -2, -1), fill=ramp),
        PathItem(blob(1 + x, -2), shadow=Shadow(0, 0, place(0.125, 0)[0], seen(GOLD, 0.7))),
    ]


def cuts(step: int) -> list[Item]:
    """Even-odd shapes, and items that one path or several cut, from inside and outside."""
    x = step / 4
    star = polygon(*((2 * cos(turn), 2 * sin(turn)) for turn in np.arange(5) * 0.8 * pi + pi / 2))
    holed = replace(moved(star, -5, 1.5), rule=FillRule.EVEN_ODD)
    two = joined(rectangle(-1 + x, -3, 1 + x, -1), rectangle(0 + x, -2, 2 + x, 0))
    gold = Paint((seen(GOLD),))
    edge = Stroke(Paint((seen(WHITE),)), place(0.125, 0)[0], Join.ROUND, Cap.ROUND)
    glow = Paint.radial((seen(WHITE), seen(NAVY)), place(0, 1), (place(2, 1), place(0, 3)))
    levels = np.arange(6 * 5 * 4, dtype=np.uint16) * 37 % 256
    pixels = Pixels(levels.astype(np.uint8).reshape(6, 5, 4))
    window, hole = Clip(blob(5, 2)), Clip(rectangle(4 + x, 1, 5 + x, 3), inside=False)
    return [
        PathItem(holed, fill=gold, stroke=edge),
        PathItem(
            rectangle(-2, -1, 2, 3),
            fill=glow,
            clips=(Clip(moved(holed, 5, -0.5)),),
        ),
        PathItem(rectangle(2, 0, 7, 4), fill=gold, stroke=edge, clips=(window, hole)),
        PathItem(blob(5, 2), stroke=edge, clips=(window, hole)),
        PathItem(
            rectangle(-2, -3.5, 3, -0.5),
            fill=gold,
            shadow=Shadow(0, 0, place(0.125, 0)[0], seen(WHITE, 0.3)),
            clips=(Clip(two, inside=False),),
        ),
        ImageItem(
            pixels,
            (place(-7, -1), place(-3, -1), place(-7, -3)),
            Sampling.NEAREST,
            (Clip(blob(-5, -2)), Clip(rectangle(-5 - x, -2, -4 - x, -1.5), inside=False)),
        ),
    ]


def lit(step: int) -> Drawing:
    """A frame of a night stage; `step` moves some of its lights."""
    return Drawing(tuple(lights(step)), NIGHT)


def cutouts(step: int) -> Drawing:
    """A frame of shapes with holes; `step` moves some of what cuts them."""
    return Drawing(tuple(cuts(step)), NIGHT)
