"""Clips that are right but hard to encode: inspection must not refuse them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from storyreel.drawing.drawing import Drawing, ImageItem, PathItem, Pixels
from storyreel.drawing.paints import Paint
from storyreel.drawing.path import Path
from storyreel.drawing.quanta import FRAME_HEIGHT, Box, quantise
from tests.unit.inspection.cases import drawing, item

BLUE, DARK = "58C4DD", (0, 0, 0, 65535)
PIXEL = FRAME_HEIGHT / 480
"""The height of a pixel at 480p, in scene units."""


def level(y: float, width: float, color: str = BLUE) -> PathItem:
    return item((-6, y - width / 2, 6, y + width / 2), color)


def grid(dx: float, dy: float, width: float = 0.02) -> list[PathItem]:
    """Thin blue lines at a distance of a unit, as in Manim's NumberPlane."""
    upright = [item((x + dx, -4, x + dx + width, 4), BLUE) for x in range(-7, 8)]
    return [*upright, *(item((-7, y + dy, 7, y + dy + width), BLUE) for y in range(-4, 5))]


def on_black(items: Sequence[PathItem]) -> Drawing:
    return Drawing(tuple(items), DARK)


def thin_lines(frames: int) -> list[Drawing]:
    """A line of one pixel at 480p on another row in each frame, and halfway between two rows."""
    return [on_black([level((81.5 - k / 2) * PIXEL, PIXEL)]) for k in range(frames)]


def moving_line(frames: int) -> list[Drawing]:
    return [on_black([level(0.3 * k / 120, 0.02)]) for k in range(frames)]


def moving_grid(frames: int) -> list[Drawing]:
    return [on_black(grid(0, 0.208 + 0.5 * k / 120)) for k in range(frames)]


def still_grid(frames: int) -> list[Drawing]:
    return [on_black(grid(0.1, 0.1937))] * frames


def slow_start(frames: int) -> list[Drawing]:
    """A line begins to grow between two opaque discs, most of it below one of them."""
    discs = [disc(-3, 0.5), disc(3, 0.5)]
    return [
        on_black([level_between(-3, -3 + 0.52 + 6 * (k / 400) ** 2), *discs]) for k in range(frames)
    ]


def level_between(left: float, right: float) -> PathItem:
    return item((left, -0.02, right, 0.02), "FFFFFF")


def disc(x: float, radius: float, color: str = "1C758A") -> PathItem:
    """A disc as a polygon of 64 corners."""
    angles = np.linspace(0, 2 * np.pi, 65)
    corners = np.stack([x + radius * np.cos(angles), radius * np.sin(angles)], axis=1)
    ends = corners[1:]
    thirds = [corners[:-1] + (ends - corners[:-1]) * k / 3 for k in (1, 2)]
    curves = np.stack([*thirds, ends], axis=1).reshape(-1, 2)
    path = Path(quantise(np.vstack([corners[:1], curves])), (0,), (True,))
    return PathItem(path, fill=item((0, 0, 1, 1), color).fill)


def fading_tiles(frames: int) -> list[Drawing]:
    """White tiles appear one after the other on the nearly white background of clips."""
    return [
        drawing(
            *(
                item((x, y, x + 0.9, y + 0.9), f"FFFFFF{tile_alpha(k, x - y):02X}")
                for x in range(-6, 6)
                for y in range(-3, 3)
            )
        )
        for k in range(frames)
    ]


def slow_fade(frames: int) -> list[Drawing]:
    """White tiles appear together, by less than a level of eight bits from frame to frame."""
    places = [(x, y) for x in range(-6, 6) for y in range(-3, 3)]
    return [
        drawing(
            *(item((x, y, x + 0.9, y + 0.9), f"FFFFFF{min(255, 4 * k):02X}") for x, y in places)
        )
        for k in range(frames)
    ]


def tile_alpha(frame: int, place: int) -> int:
    return int(np.clip(255 * (frame - 2 * place) / 18, 0, 255))


def gradients(frames: int) -> list[Drawing]:
    """A sky from one corner to the other, with a plate that slides over it."""
    corners = [tuple(int(quantise(v)) for v in at) for at in ((-7.1, 4), (7.1, -4))]
    sky = PathItem(
        item((-7.2, -4.1, 7.2, 4.1)).path,
        Paint(
            ((6682, 13878, 23901, 65535), (51657, 41634, 10023, 65535)),
            (corners[0][0], corners[0][1]),
            (corners[1][0], corners[1][1]),
        ),
    )
    return [drawing(sky, item((k / 30 - 2, -1, k / 30, 1), "FAFAFA")) for k in range(frames)]


def gravel(frames: int) -> list[Drawing]:
    """Noise that grows: no encoder can follow it at the bit rate of a clip."""
    random = np.random.default_rng(0)
    rgba = random.integers(0, 255, (480, 854, 4), np.uint8)
    rgba[..., 3] = 255
    pixels = Pixels(rgba)
    drawings = []
    for k in range(frames):
        across, down = 7.1 * (1 + k / 60), 4 * (1 + k / 60)
        box = Box(*(int(quantise(value)) for value in (-across, -down, across, down)))
        corners = (box.left, box.top), (box.right, box.top), (box.left, box.bottom)
        drawings.append(Drawing((ImageItem(pixels, corners),), DARK))
    return drawings


RIGHT_CLIPS: dict[str, Callable[[int], list[Drawing]]] = {
    "thin lines": thin_lines,
    "a moving line": moving_line,
    "a moving grid": moving_grid,
    "a still grid": still_grid,
    "a slow start": slow_start,
    "fading tiles": fading_tiles,
    "a slow fade": slow_fade,
    "gradients": gradients,
}
