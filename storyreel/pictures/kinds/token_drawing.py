"""How a state of `tokens` is drawn: tiles, panes before them, bars and arcs above them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.pictures.elements import Element, Look, color
from storyreel.pictures.forms import Point, Polyline, Rect
from storyreel.pictures.kinds.entry import numbered
from storyreel.pictures.kinds.labels import words
from storyreel.pictures.kinds.signs import PANE
from storyreel.pictures.kinds.token_plan import GAP, PANE_EDGE, TokenPlan
from storyreel.pictures.looks import SOFT
from storyreel.pictures.paths import arrow

if TYPE_CHECKING:
    from storyreel.pictures.kinds.tokens import TokensState

TILE = Look(fill=color(Color.WHITE), stroke=color(Color.GRID), width=Weight.HAIRLINE, lift=1.0)
MARKED = Look(fill=color(Color.GOLD_PALE), stroke=color(Color.GOLD), width=Weight.STRONG, lift=1.0)
EMPTY = Look(stroke=color(Color.OUTLINE), width=Weight.HAIRLINE, dash=px(9))
GAP_MARKED = Look(stroke=color(Color.DEEP_GOLD), width=Weight.LINE, dash=px(9))
BAR = Look(fill=color(Color.NAVY))
BAR_MARKED = Look(fill=color(Color.GOLD), stroke=color(Color.DEEP_GOLD), width=Weight.LINE)
BAR_WIDTH = px(64)
BAR_GAP = px(22)
LOWEST = px(6)
"""Height of a bar of 0, so that it can be seen."""

ARC = Look(stroke=color(Color.DEEP_GOLD), width=px(8))
ARC_STEPS = 96
"""Straight pieces of an arc."""

BEYOND = px(20)
"""How far a tile that swings aside may leave its room: the panel and cards have wider edges."""

ARC_HEAD = px(20)
ARC_FLATNESS = 0.7
"""Exponent of an arc's length that gives its height: shorter arcs are lower, but not by as much."""


@dataclass(frozen=True, slots=True)
class TokenDrawing:
    """Draws a state of `tokens` as it was planned."""

    state: TokensState
    plan: TokenPlan

    def draw(self, room: Frame) -> Iterator[Element]:
        """The elements of the tiles, and of what is above them, in a room."""
        keys = numbered(self.state.pieces)
        for place, key in enumerate(keys):
            yield from self._tile(key, place, room)
        yield from self._panes()
        if self.state.arcs:
            yield from self._arcs(keys, room.top)
        elif self.state.has_above:
            yield from self._bars(keys, room.top)

    def _tile(self, key: str, place: int, room: Frame) -> Iterator[Element]:
        """A tile, with its piece and its id; it hardly leaves the room where it swings aside."""
        frame, scale = self.plan.frames[place], self.plan.scale
        hidden, marked = place + 1 in self.state.hide, place + 1 in self.state.mark
        look = (GAP_MARKED if marked else EMPTY) if hidden else MARKED if marked else TILE
        reach = frame.bottom - room.bottom + BEYOND, room.top + BEYOND - frame.top
        yield Element(f"tile/{key}", Rect(frame, px(16) * scale), look, reach=reach)
        if not hidden:
            style = replace(Type.CODE, size=Type.CODE.size * scale)
            word = words(f"word/{key}", self.state.pieces[place], style, frame.center)
            yield word.with_role("token")
        if self.state.ids:
            style = replace(Type.LABEL, size=Type.LABEL.size * min(scale, 1.3))
            below = (frame.center[0], frame.bottom - px(44) * scale)
            number = words(f"id/{key}", str(self.state.ids[place]), style, below, look=SOFT)
            yield number.with_role("number")

    def _panes(self) -> Iterator[Element]:
        """The pane before the covered tiles of each row; it slides on from the left."""
        frames, scale = self.plan.frames, self.plan.scale
        covered = sorted(self.state.cover)
        rows = [list(row) for _, row in groupby(covered, lambda place: frames[place - 1].bottom)]
        for number, row in enumerate(rows, 1):
            first, last = frames[row[0] - 1], frames[row[-1] - 1]
            pane = Frame(
                first.left - PANE_EDGE,
                first.bottom - PANE_EDGE,
                last.right + min(PANE_EDGE, GAP * scale / 2),
                first.top + PANE_EDGE,
            )
            away = Rect(Frame(pane.left, pane.bottom, pane.left + px(8), pane.top), px(4))
            form = Rect(pane, px(22) * scale)
            key = "pane" if number == 1 else f"pane/{number}"
            yield Element(key, form, PANE, "decor", birth=away, depth=1)

    def _bars(self, keys: list[str], ceiling: float) -> Iterator[Element]:
        """A bar above each tile that has a number."""
        full = self.state.top or max(value for _, value in self.state.bars) or 1.0
        for place, value in self.state.bars:
            tile = self.plan.frames[place - 1]
            x, floor = tile.center[0], tile.top + BAR_GAP
            half = min(BAR_WIDTH, tile.width * 0.7) / 2
            height = max((ceiling - floor) * value / full, LOWEST)
            bar = Rect(Frame(x - half, floor, x + half, floor + height), px(3))
            birth = Rect(Frame(x - half, floor, x + half, floor + px(1)), 0.0)
            look = BAR_MARKED if place in self.state.mark else BAR
            yield Element(f"bar/{keys[place - 1]}", bar, look, birth=birth)

    def _arcs(self, keys: list[str], ceiling: float) -> Iterator[Element]:
        """Half ellipses from tile to tile, each with a head; the longest is the highest."""
        frames = self.plan.frames
        spans = [abs(frames[b - 1].center[0] - frames[a - 1].center[0]) for a, b in self.state.arcs]
        joined = len({stop for _, stop in self.state.arcs}) == 1
        for (start, stop), span in zip(self.state.arcs, spans, strict=True):
            first, last = frames[start - 1], frames[stop - 1]
            floor = first.top + BAR_GAP
            high = (ceiling - floor) * (span / max(spans)) ** ARC_FLATNESS
            line = _arc((first.center[0], floor), (last.center[0], floor), high)
            # Arcs that all lead to one tile follow it where the next picture has another one.
            key = keys[start - 1] + ("" if joined else f"/{keys[stop - 1]}")
            yield Element(f"arc/{key}", line, ARC)


def _arc(start: Point, stop: Point, high: float) -> Polyline:
    """A half ellipse from one point to another as high as it, which rises to a height, with a head
    that points down."""
    (ax, floor), (bx, _) = start, stop
    angles = (math.pi * step / ARC_STEPS for step in range(ARC_STEPS + 1))
    points = [
        ((ax + bx) / 2 - (bx - ax) / 2 * math.cos(angle), floor + high * math.sin(angle))
        for angle in angles
    ]
    *_, tip = points
    head = arrow(((tip[0], tip[1] + ARC_HEAD), tip), ARC_HEAD)
    return Polyline((*points, *head.points[2:]))
