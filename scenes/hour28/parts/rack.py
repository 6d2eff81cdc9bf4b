"""The whole note as a folded line of jars on a rail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from manim import CapStyleType, LineJointType, VGroup, VMobject

from scenes.hour28.data import COLUMNS, ROWS
from scenes.hour28.outlines import NOTHING
from scenes.hour28.parts.mini_jars import full_minis, new_minis
from scenes.hour28.token_line import TokenLine
from scenes.hour28.view import MINI, View
from storyreel.design.easing import overshoot
from storyreel.design.layout import x_at, y_at
from storyreel.design.tokens import px
from storyreel.drawing.drawing import Tag
from storyreel.parts.marks import tagged

PASS = 7
"""The places that a pass is on at the same time."""

SWEEP = 8
"""The tokens whose jars are growing at the same time while they are counted."""

RAIL, BELOW = 7.0, 5.0
"""The width of the rail, and its middle below the feet of the jars, in pixels."""

_BEND = 12
"""Pieces that a bend of the rail is drawn with."""


@dataclass(frozen=True, slots=True)
class RackState:
    """What a rack shows."""

    view: View
    closed: tuple[float, ...]
    """For each term, how far what follows its uses has moved up."""

    counted: float
    """The tokens that have a jar, from the first."""

    kept: range = range(0)
    """Tokens that have a jar before they are counted."""

    absent: range = range(0)
    """Tokens whose jars are elsewhere."""

    gathered: tuple[float, ...] = ()
    """For each use, how far its pieces have drawn together; what follows stays where it is."""

    left: tuple[float, ...] = ()
    """For each term, how far the old jars of its uses have left."""

    lit: tuple[float, ...] = ()
    """For each use in the order of the line, how far its places are lit."""

    pass_at: float | None = None
    """The place that a pass over all tokens has reached."""


class Rack(VGroup):
    """A folded line of jars: `present` gives it a state."""

    def __init__(self, line: TokenLine) -> None:
        self.line = line
        self.edge, self.rail = _stroke("#AFBFD2", RAIL), _stroke("#E3EAF2", RAIL - 3.0)
        self.light = _stroke("#4F7DB8", RAIL)
        self.full, self.new = full_minis(), new_minis()
        super().__init__(self.edge, self.rail, self.light, self.full, self.new)

    def present(self, state: RackState) -> None:
        """Show jars, rail and lit places."""
        places = self.line.places(state.closed)
        self._lay_rail(state)
        self._light(state, places)
        self._stand(state, places)

    def _lay_rail(self, state: RackState) -> None:
        """The rail, which keeps the length that the line had at first."""
        points = _stretch(state.view.seats, -0.5, self.line.count - 0.5)
        self.edge.points = self.rail.points = points

    def _light(self, state: RackState, places: Any) -> None:
        pieces = []
        for use, lit in zip(self.line.uses, state.lit, strict=False):
            if lit > 0:
                first, last = places[use.at] - 0.45, places[use.at + use.pieces - 1] + 0.45
                middle, half = (first + last) / 2, (last - first) / 2 * lit
                seats = state.view.close_seats if use.at in state.absent else state.view.seats
                pieces.append(_stretch(seats, middle - half, middle + half))
        pieces += self._gleam(state)
        self.light.points = np.concatenate(pieces) if pieces else NOTHING
        self.light.stroke_width = px(RAIL * (1 + 0.7 * state.view.close)) * 100

    def _gleam(self, state: RackState) -> list[Any]:
        """The stretch of the rail that a pass is on."""
        if state.pass_at is None:
            return []
        end = self.line.length(state.closed) - 0.5
        first, last = (min(max(state.pass_at - by, -0.5), end) for by in (PASS, 0))
        return [_stretch(state.view.seats, first, last)] if first < last else []

    def _stand(self, state: RackState, places: Any) -> None:
        scales = np.clip((state.counted - np.arange(self.line.count)) / SWEEP, 0.0, 1.0)
        for growing in np.flatnonzero((scales > 0.0) & (scales < 1.0)):
            scales[growing] = overshoot(scales[growing])
        scales[state.kept.start : state.kept.stop] = 1.0
        scales *= MINI
        scales[state.absent.start : state.absent.stop] = 0.0
        for use, share in zip(self.line.uses, state.gathered, strict=False):
            pieces = places[use.at : use.at + use.pieces]
            pieces -= (pieces - places[use.at]) * share
        feet = state.view.seats(places)
        feet[:, 1] -= _hops(state.pass_at, places)
        landed = np.zeros(len(self.line.uses))
        for index, use in enumerate(self.line.uses):
            gone = state.left[use.term] if state.left else 0.0
            scales[use.at : use.at + use.pieces] *= 1 - gone
            landed[index] = MINI if gone == 1 else 0.0
        goals = feet[self.line.first]
        self.full.lay_out(feet, scales, MINI)
        self.new.lay_out(goals, landed, MINI)


def _hops(at: float | None, places: Any) -> Any:
    """How high each jar hops, in pixels, while a pass goes over the places."""
    if at is None:
        return 0.0
    behind = np.clip((at - places) / PASS, 0.0, 1.0)
    return 13 * np.sin(np.pi * behind)


def _stretch(seats: Callable[[Any], Any], first: float, last: float) -> Any:
    """The rail below some places, as straight pieces (4 n, 3); bends have many."""
    rows = np.arange(0, ROWS)[:, None] * COLUMNS
    bends = (rows + (COLUMNS - 1) + np.linspace(0, 1, _BEND + 1)[None]).ravel()
    inner = np.concatenate([bends, rows.ravel()])
    at = np.unique(np.concatenate([[first], inner[(inner > first) & (inner < last)], [last]]))
    feet = seats(at)
    points = np.zeros((len(at), 3))
    points[:, 0] = x_at(0) + px(1) * feet[:, 0]
    points[:, 1] = y_at(BELOW) - px(1) * feet[:, 1]
    start, stop = points[:-1], points[1:]
    curves = [start, start + (stop - start) / 3, start + (stop - start) * 2 / 3, stop]
    return np.stack(curves, axis=1).reshape(-1, 3)


def _stroke(color: str, width: float) -> VMobject:
    stroke = VMobject(stroke_color=color, stroke_width=px(width) * 100, fill_opacity=0.0)
    stroke.set_cap_style(CapStyleType.ROUND)
    stroke.joint_type = LineJointType.ROUND
    stroke.points = NOTHING
    return tagged(stroke, Tag("decor"))
