"""Two clouds: a small white one, and one that towers and rains."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from storyreel.design.tokens import Color, px
from storyreel.parts.curves import closed
from storyreel.parts.fills import Stop, with_radial_fill
from storyreel.parts.marks import SoftShadow, with_shadow
from storyreel.parts.shapes import Strokes
from storyreel.parts.solid import filled, shaded
from storyreel.parts.tone import Rgb, mixed, rgb

from .ink import MIST, Places, area, bolt, dashed, lines
from .prop import Prop

Puff: TypeAlias = tuple[float, float, float]
"""Centre and radius in pixels, y upwards from the flat base."""

WHITE: tuple[Puff, ...] = (
    *((-34, 100, 58), (48, 88, 52), (-100, 54, 46), (102, 50, 42), (6, 52, 66)),
    *((-114, 38, 38), (-60, 18, 52), (14, 18, 52), (76, 18, 50), (116, 36, 36)),
)
CROWNS = WHITE[:4]
"""The puffs of the white cloud that catch the light."""
WHITES = ("#FFFFFF", "#FBFCFE", "#E6EDF5", "#CBD7E5")

TOP: tuple[Puff, ...] = ((-112, 318, 58), (-28, 330, 68), (66, 328, 64), (140, 312, 50))
TOWER: tuple[Puff, ...] = (
    *((-104, 240, 70), (-8, 256, 84), (96, 244, 76)),
    *((-142, 158, 70), (-52, 164, 84), (58, 166, 86), (142, 154, 68)),
    *((-176, 62, 62), (-104, 70, 76), (0, 74, 88), (104, 70, 78), (178, 60, 62)),
)
"""The puffs of the storm, from the back to the front."""
HEIGHT = 420.0
RAMP = ("#0E2140", "#17315A", "#33578A", "#6485B2", "#9DB5D3", "#CBD8E8")
"""The colours of the storm from its base to its height."""
ANVIL = closed(
    (-286, 388),
    ((-210, 412), (-96, 424), (20, 424)),
    ((110, 424), (176, 414), (210, 394)),
    ((228, 382), (224, 362), (200, 350)),
    ((170, 336), (160, 310), (158, 280)),
    (-124, 280),
    ((-130, 326), (-170, 350), (-220, 362)),
    ((-246, 368), (-270, 370), (-286, 374)),
    ((-298, 378), (-298, 386), (-286, 388)),
)
"""The top of the storm, which the wind has drawn out to the left."""


class WhiteCloud(Prop):
    """A small white cloud with a flat base; its origin is the middle of the base."""

    def __init__(self) -> None:
        body = area(outline(WHITE, (0.0, 40.0)), "#FFFFFF")
        body.set_stroke("#9FB2C9", px(3.4) * 100, 1.0)
        shadow = SoftShadow(0.0, -px(9), px(16), Color.NAVY, 0.14)
        super().__init__(with_shadow(shaded(body, *WHITES), shadow), *map(_crown, CROWNS))


class Storm(Prop):
    """A cloud that towers up to its anvil, with a flash; its origin is the middle of the base."""

    def __init__(self) -> None:
        body = shaded(area(outline(TOWER, (0.0, 120.0)), RAMP[0]), *reversed(RAMP))
        super().__init__(
            shaded(filled(ANVIL, MIST), "#DCE6F1", "#A9BED8"),
            *map(_lobe, TOP),
            with_shadow(body, SoftShadow(0.0, -px(14), px(26), Color.NAVY, 0.2)),
            *map(_lobe, TOWER),
            bolt(-8, -58, 1.1, "#F6DC7C", Color.GOLD),
        )


class Rain(Prop):
    """The rain below the storm."""

    def __init__(self) -> None:
        tops = [(x, -10 - x * 7 % 13, 46 + x * 5 % 31) for x in range(-180, 210, 26)]
        drops = [((x, y), (x - 26, y - length)) for x, y, length in tops]
        super().__init__(lines(*drops, color="#8FA6C4", width=4.5))


class NotRun(Prop):
    """The dashed line round a storm that was not run."""

    def __init__(self) -> None:
        ends = (-250.0, 386.0, 12.0), (190.0, 386.0, 24.0)
        line = outline((*TOWER, *TOP, *ends), (0.0, 200.0), 30.0)
        super().__init__(dashed(line, "#4A6791", 14, 44, 32))


def outline(puffs: Sequence[Puff], center: tuple[float, float], wider: float = 0.0) -> Places:
    """The outer line of overlapping puffs above their base, as seen from a place inside.

    `wider` is how far outside the puffs the line runs, in pixels.
    """
    turns = np.linspace(0.0, 2 * np.pi, 181)
    cos, sin = np.cos(turns), np.sin(turns)
    reach = np.zeros_like(turns)
    for x, y, radius in puffs:
        dx, dy, size = x - center[0], y - center[1], radius + wider
        along, beside = dx * cos + dy * sin, dx * sin - dy * cos
        far = along + np.sqrt(np.maximum(size**2 - beside**2, 0.0))
        reach = np.maximum(reach, np.where(np.abs(beside) < size, far, 0.0))
    floor = np.where(sin < -1e-9, (center[1] + wider) / np.maximum(-sin, 1e-9), np.inf)
    reach = np.minimum(reach, floor)
    xs, ys = center[0] + reach * cos, center[1] + reach * sin
    return [(float(x), float(y)) for x, y in zip(xs, ys, strict=True)]


def _lobe(puff: Puff) -> Strokes:
    """A puff of the storm, whose light crown melts into the body below it."""
    x, y, radius = puff
    low, middle = _tone(y - radius * 0.5), _tone(y + radius * 0.1)
    rim = _hex(mixed(_ramp(y + radius), (1.0, 1.0, 1.0), 0.2))
    center = px(x + 0.16 * radius), px(y - 0.5 * radius)
    # A lobe lets a little of those behind it through: it is light, and no card for the name.
    stops = Stop(0.0, low, 0.94), Stop(0.62, middle, 0.97), Stop(1.0, rim)
    return with_radial_fill(_puff(puff, middle), center, px(1.5 * radius), stops)


def _crown(puff: Puff) -> Strokes:
    """Light on a white puff, clear towards the body below it."""
    x, y, radius = puff
    center = px(x + 0.2 * radius), px(y - 0.36 * radius)
    stops = Stop(0.0, "#FFFFFF", 0.0), Stop(0.55, "#FFFFFF", 0.0), Stop(1.0, "#FFFFFF", 0.95)
    return with_radial_fill(_puff((x, y, radius - 2), "#FFFFFF"), center, px(1.36 * radius), stops)


def _puff(puff: Puff, fill: str) -> Strokes:
    """A circle that the base cuts off."""
    x, y, radius = puff
    turns = np.linspace(0, 2 * np.pi, 49)[:-1]
    corners = zip(x + radius * np.cos(turns), y + radius * np.sin(turns), strict=True)
    return area([(float(a), max(float(b), 0.0)) for a, b in corners], fill)


def _tone(y: float) -> str:
    return _hex(_ramp(y))


def _ramp(y: float) -> Rgb:
    """The colour of the storm at a height above its base."""
    place = min(max(y / HEIGHT, 0.0), 1.0) * (len(RAMP) - 1)
    index = min(int(place), len(RAMP) - 2)
    return mixed(rgb(RAMP[index]), rgb(RAMP[index + 1]), place - index)


def _hex(color: Rgb) -> str:
    return "#" + "".join(f"{round(255 * share):02X}" for share in color)
