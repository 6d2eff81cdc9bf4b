"""A sample: one part, built in a frame with words of its own, as it stands in the gallery."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import TypeAlias

from manim import VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.parts.basics.motion import Motion

Part: TypeAlias = type[VMobject] | Callable[..., VMobject]
Draw: TypeAlias = Callable[[Frame], VMobject]


@dataclass(frozen=True, slots=True)
class Sample:
    """A part, the room it is shown in (about the middle of the frame), and how it is built."""

    part: Part
    room: Frame
    draw: Draw

    @property
    def name(self) -> str:
        return self.part.__name__

    @property
    def says(self) -> str:
        """The first sentence of what the part says of itself."""
        return (self.part.__doc__ or "").strip().split("\n\n")[0].replace("\n", " ")


def sample(part: Part, width: float, height: float) -> Callable[[Draw], Sample]:
    """Make a function the sample of a part, in a room of that many pixels at 1080 lines."""
    half_width, half_height = px(width) / 2, px(height) / 2
    room = Frame(-half_width, -half_height, half_width, half_height)
    return lambda draw: Sample(part, room, draw)


def samples_of(module: ModuleType) -> tuple[Sample, ...]:
    """The samples that a module defines, in its order."""
    return tuple(value for value in vars(module).values() if isinstance(value, Sample))


def played(*motions: Motion, share: float = 1.0) -> None:
    """Show the state at a share of the time of motions, one after the other."""
    for motion in motions:
        motion.begin()
        motion.interpolate(share)
