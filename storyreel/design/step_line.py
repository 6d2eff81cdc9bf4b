"""The step line under the title: the names of the steps, and the bar under the current one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from storyreel.design.easing import glide
from storyreel.design.layout import Frame, Grid
from storyreel.design.text import shape_line
from storyreel.design.tokens import Seconds, Type, px

GAP = px(96)
"""Between two names, where there is room."""

SMALLEST_GAP = px(24)
BAR_TOP, BAR_BOTTOM = px(11), px(18)
"""The edges of the bar below the baseline."""

OR = "or"
"""The word between alternatives."""

_OR_GAP = px(30)
_CAPSULE_PAD = px(26)
_ROUNDING = 1e-9

Step = str | tuple[str, ...]
"""The name of a step, or those of several steps of which a case takes one."""


class Place(NamedTuple):
    """A word of the line: its text, its left end and its width."""

    text: str
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class StepLine:
    """The places of all words: `names` in order, `joints` between alternatives.

    `capsules` frame the groups of alternatives.
    """

    names: tuple[Place, ...]
    joints: tuple[Place, ...] = ()
    capsules: tuple[Frame, ...] = ()

    @classmethod
    def of(cls, steps: Sequence[Step]) -> StepLine:
        """Steps from the left margin, as far apart as the room allows, at most `GAP`."""
        groups = [_Group.of(step) for step in steps]
        room = Grid.RIGHT - Grid.LEFT - sum(group.width for group in groups)
        gap = min(room / max(len(groups) - 1, 1), GAP)
        names: list[Place] = []
        joints: list[Place] = []
        capsules: list[Frame] = []
        left = Grid.LEFT
        for group in groups:
            names += (place._replace(left=place.left + left) for place in group.names)
            joints += (place._replace(left=place.left + left) for place in group.joints)
            if group.joints:
                low, high = Grid.STEP_BASELINE - px(27), Grid.STEP_BASELINE + px(48)
                capsules.append(Frame(left, low, left + group.width, high))
            left += group.width + gap
        return cls(tuple(names), tuple(joints), tuple(capsules))

    @property
    def fits(self) -> bool:
        """Whether the names fit side by side."""
        pairs = zip(self.names, self.names[1:], strict=False)
        apart = all(one.left + one.width + SMALLEST_GAP <= other.left for one, other in pairs)
        right = self.names[-1].left + self.names[-1].width
        return apart and right <= Grid.RIGHT + _ROUNDING

    def bar(self, at: float) -> Frame:
        """The bar at step `at`, counted from 0; between two steps it is on its way."""
        last = len(self.names) - 1
        first = min(max(int(at), 0), last)
        one, other = self.names[first], self.names[min(first + 1, last)]
        share = min(max(at - first, 0.0), 1.0)
        left = one.left + (other.left - one.left) * share
        width = one.width + (other.width - one.width) * share
        low = Grid.STEP_BASELINE - BAR_BOTTOM
        return Frame(left, low, left + width, low + BAR_BOTTOM - BAR_TOP)


def bar_position(
    steps: Sequence[tuple[float, int | None]], now: float, over: float = Seconds.MOVE
) -> float:
    """The step, from 0, that the bar is at: between two of them for `over` seconds after a change.

    `steps` are the times at which beats begin, each with its step. A beat without one keeps that of
    the beat before, and the first ones that of the first beat with one.
    """
    named = [(start, step) for start, step in steps if step is not None]
    place = before = named[0][1] if named else 0
    since = 0.0
    for start, step in named:
        if start > now:
            break
        if step != place:
            before, place, since = place, step, start
    return before + (place - before) * glide(min((now - since) / over, 1.0))


@dataclass(frozen=True, slots=True)
class _Group:
    """One step, or alternatives with the words between them, from 0 to its width."""

    names: tuple[Place, ...]
    joints: tuple[Place, ...]
    width: float

    @classmethod
    def of(cls, step: Step) -> _Group:
        if isinstance(step, str):
            width = shape_line(step, Type.STEP).advance
            return cls((Place(step, 0.0, width),), (), width)
        names: list[Place] = []
        joints: list[Place] = []
        left, joint = _CAPSULE_PAD, shape_line(OR, Type.STEP).advance
        for name in step:
            if names:
                joints.append(Place(OR, left, joint))
                left += joint + _OR_GAP
            width = shape_line(name, Type.STEP).advance
            names.append(Place(name, left, width))
            left += width + _OR_GAP
        return cls(tuple(names), tuple(joints), left - _OR_GAP + _CAPSULE_PAD)
