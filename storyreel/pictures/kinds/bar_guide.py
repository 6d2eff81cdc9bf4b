"""The guide across bars, and its name where bars and their numbers leave room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from storyreel.design.layout import Frame
from storyreel.design.tokens import Type, px
from storyreel.pictures.elements import Element
from storyreel.pictures.forms import Words
from storyreel.pictures.kinds.bar_plan import GAP, VALUE_ROOM, BarPlan, BarPlanner
from storyreel.pictures.kinds.bar_readings import BarReadings
from storyreel.pictures.kinds.curve_drawing import GUIDE
from storyreel.pictures.kinds.kind import NoRoomError
from storyreel.pictures.kinds.labels import width_of, words

if TYPE_CHECKING:
    from storyreel.pictures.kinds.bars import BarsState

GUIDE_LABEL = px(36)
"""From a guide to its name above it."""


@dataclass(frozen=True, slots=True)
class BarGuide:
    """Draws the guide of a state of `bars`, where it has one."""

    state: BarsState
    plan: BarPlan
    room: Frame

    def draw(self) -> Iterator[Element]:
        """The line and its name."""
        if self.state.guide is None:
            return
        yield Element("guide", self.plan.line(self.state.guide), GUIDE)
        if self.state.guide_label:
            yield self.label(self.state.guide, self.state.guide_label)

    def label(self, guide: float, label: str) -> Element:
        """The name of the guide: above the line where bars leave room, else beside its end."""
        room, wide = self.room, width_of(label, Type.LABEL)
        if wide > room.width:
            raise NoRoomError(
                f"{label!r} is wider than the bars' place.",
                "Write it shorter.",
            )
        (left, _), (right, y) = self.plan.line(guide).points
        if self.plan.direction == "right":
            x = min(max(right, room.left + wide / 2), room.right - wide / 2)
            return words("guide_label", label, Type.LABEL, (x, y + px(40)))
        above = y + GUIDE_LABEL
        at_right, at_left = max(right, room.left + wide), min(left, room.right - wide)
        heights = above, above + VALUE_ROOM  # the higher one is above numbers at the line
        for states, height in product((self._alike, (self.state,)), heights):
            if self._free(states, (at_right - wide, at_right), height):
                return words("guide_label", label, Type.LABEL, (at_right, height), "right")
            if self._free(states, (at_left, at_left + wide), height):
                return words("guide_label", label, Type.LABEL, (at_left, height), "left")
        x = min(right + GAP, room.right - wide)
        return words("guide_label", label, Type.LABEL, (x, y), "left")

    @property
    def _alike(self) -> tuple[BarsState, ...]:
        """The states of the thing with this guide and these bars: its name stays in one place."""
        names = [name for name, _, _ in self.state.heights()]
        guide = self.state.guide, self.state.guide_label
        return tuple(
            each
            for each in (self.state, *self.state.family)
            if (each.guide, each.guide_label) == guide
            and [name for name, _, _ in each.heights()] == names
        )

    def _free(self, states: Sequence[BarsState], sides: tuple[float, float], y: float) -> bool:
        """Whether words at a height, between two sides, are clear of bars and their numbers."""
        return all(self._free_of(state, sides, y) for state in states)

    def _free_of(self, state: BarsState, sides: tuple[float, float], y: float) -> bool:
        plan = self.plan
        for at, (name, height, _) in enumerate(state.heights()):
            top = max(height, state.before.get(name, height))
            x = plan.across(at)
            half = 0.36 * plan.pitch
            if state.numbered:
                number = BarReadings(state, plan).number(name, height, at).words
                half = max(half, width_of(number.text, number.style) / 2)
                if abs(number.at[1] - y) < GUIDE_LABEL and _meet(sides, x, half):
                    return False
            if plan.point(x, top)[1] > y - px(22) and _meet(sides, x, half):
                return False
        return True


def room_beside(state: BarsState, room: Frame) -> float:
    """The room that the name of the guide needs beside bars that leave none above it."""
    if not state.guide_label or state.guide is None or state.direction == "right":
        return 0.0
    plan = BarPlanner(state).plan(room)
    label = BarGuide(state, plan, room).label(state.guide, state.guide_label).form
    assert isinstance(label, Words)
    beside = label.at[1] < plan.line(state.guide).points[0][1] + GUIDE_LABEL / 2
    needed = width_of(state.guide_label, Type.LABEL) + GAP
    return needed if beside and plan.frame.right + needed > room.right else 0.0


def _meet(sides: tuple[float, float], x: float, half: float) -> bool:
    """Whether something as wide as `half` to either side of `x` reaches between two sides."""
    return sides[0] < x + half and x - half < sides[1]
