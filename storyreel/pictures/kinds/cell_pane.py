"""The pane before frozen cells, with a padlock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.pictures.elements import Element, Look
from storyreel.pictures.forms import Outline, Point, Rect
from storyreel.pictures.kinds.cell_looks import FULL
from storyreel.pictures.kinds.icon import STROKE, pictogram
from storyreel.pictures.kinds.signs import PANE, PLATE

PANE_EDGE = px(4)
LARGEST_LOCK = px(190)
SMALLEST_LOCK = px(60)
LOCK_SHARE = 0.42
"""Size of the plate with a padlock, as a share of the block's shorter side."""

LOCK_SIGN = 0.6
"""Size of the padlock, as a share of its plate."""


def frozen_pane(block: Frame) -> Iterator[Element]:
    """The pane before a block, which slides on from the left, and a padlock on it if there is
    room."""
    pane = block.inset(-PANE_EDGE)
    away = Rect(replace(pane, right=pane.left + px(8)), px(4))
    yield Element("pane", Rect(pane, px(10)), PANE, "decor", birth=away, depth=1)
    size = min(LARGEST_LOCK, LOCK_SHARE * min(block.width, block.height))
    if size >= SMALLEST_LOCK:
        yield from _padlock(block.center, size)


def _padlock(center: Point, size: float) -> Iterator[Element]:
    """A padlock on a round plate."""
    around = Frame(*center, *center).inset(-size / 2)
    yield Element("lock/plate", Rect(around, size / 2), PLATE, "decor", depth=2)
    lines = Outline(pictogram("lock"), center, size * LOCK_SIGN, closed=False)
    look = Look(stroke=FULL, width=STROKE * size * LOCK_SIGN)
    yield Element("lock/sign", lines, look, "decor", depth=2)
