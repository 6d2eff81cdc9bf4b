"""A drawing of what lights a stage: gradients of every kind, and soft shapes."""

from __future__ import annotations

import numpy as np

from storyreel.drawing.drawing import (
    QUANTA_PER_UNIT,
    Box,
    Drawing,
    Item,
    Paint,
    Path,
    PathItem,
    Point,
    Rgba,
    Shadow,
)

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


def showcase(step: int) -> Drawing:
    """A frame of a night stage; `step` moves some of its lights."""
    return Drawing(tuple(lights(step)), NIGHT)
