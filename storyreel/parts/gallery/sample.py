"""A sample of a part, and the subject that groups samples."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import TypeAlias

from manim import VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.parts.motion import Motion

Part: TypeAlias = type[VMobject] | Callable[..., VMobject]
Draw: TypeAlias = Callable[[Frame], VMobject]


@dataclass(frozen=True, slots=True)
class Sample:
    """A part, the frame that its sample fills (centred at the origin), and how to build it."""

    part: Part
    room: Frame
    draw: Draw

    @property
    def name(self) -> str:
        return self.part.__name__

    @property
    def summary(self) -> str:
        """The first paragraph of the part's docstring, on one line."""
        return (self.part.__doc__ or "").strip().split("\n\n")[0].replace("\n", " ")


@dataclass(frozen=True, slots=True)
class Subject:
    """A group of samples: its name, its summary, and the samples in order."""

    name: str
    summary: str
    samples: tuple[Sample, ...]

    @classmethod
    def of(cls, module: ModuleType, name: str) -> Subject:
        """The samples of a module in order of definition, described by the module's docstring."""
        samples = tuple(value for value in vars(module).values() if isinstance(value, Sample))
        return cls(name, (module.__doc__ or "").strip(), samples)


def sample(part: Part, width: float, height: float) -> Callable[[Draw], Sample]:
    """Make a function the sample of `part`; width and height are pixels at 1080 lines."""
    half_width, half_height = px(width) / 2, px(height) / 2
    room = Frame(-half_width, -half_height, half_width, half_height)
    return lambda draw: Sample(part, room, draw)


def played(*motions: Motion, share: float = 1.0) -> None:
    """Apply motions one after the other, each up to `share` of its time."""
    for motion in motions:
        motion.begin()
        motion.interpolate(share)
