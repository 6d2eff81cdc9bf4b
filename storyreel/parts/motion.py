"""Motions: animations that are pure functions of time and copy no mobjects."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any, cast

import numpy as np
from manim import Animation, Mobject, Scene, VMobject

from storyreel.design.easing import after, glide, leave, overshoot, settle
from storyreel.design.tokens import Seconds, px
from storyreel.parts.tone import opacities

Ease = Callable[[float], float]


class Motion(Animation):
    """A change of a mobject that depends on the share of its run time alone.

    `change(progress)` sets the state for a progress from 0 to 1, or slightly above 1 if the easing
    overshoots. `remember()` is called once, when the motion begins.

    A motion may change only its mobject and the mobjects `beside` it, with their submobjects.
    While nothing but motions is running, the stage draws only these again. It samples the others
    from time to time, and raises an error if one has changed.
    """

    def __init__(
        self,
        mobject: Mobject,
        change: Callable[[float], None] | None = None,
        run_time: float = Seconds.MOVE,
        ease: Ease = settle,
        removes: bool = False,
        beside: tuple[Mobject, ...] = (),
    ) -> None:
        super().__init__(mobject, run_time=run_time, rate_func=ease, remover=removes)
        self._change = change
        self.changing: tuple[Mobject, ...] = (mobject, *beside)

    def remember(self) -> None:
        """Record the state that the motion starts from."""

    def change(self, progress: float) -> None:
        """Set the state at this progress."""
        if self._change is not None:
            self._change(progress)

    def begin(self) -> None:
        self.remember()
        self.interpolate(0.0)

    def interpolate(self, alpha: float) -> None:
        self.change(self.rate_func(alpha))

    def finish(self) -> None:
        self.interpolate(1.0)

    def update_mobjects(self, dt: float) -> None:
        """Do nothing: `change` alone moves mobjects."""

    def clean_up_from_scene(self, scene: Scene) -> None:
        if self.remover:
            scene.remove(cast(Mobject, self.mobject))


@dataclass(slots=True)
class _Leaf:
    """The recorded state of one mobject: where its points are among all, and its opacities."""

    mobject: VMobject
    place: slice
    fill: Any
    stroke: Any


class Reshaping(Motion):
    """Moves, scales and fades a mobject relative to its recorded state, about its `middle`."""

    def remember(self) -> None:
        members = [
            member
            for member in cast(Mobject, self.mobject).family_members_with_points()
            if isinstance(member, VMobject)
        ]
        stops = [0, *accumulate(len(member.points) for member in members)]
        self._leaves = [
            _Leaf(
                member,
                slice(*ends),
                opacities(member.fill_rgbas),
                opacities(member.stroke_rgbas),
            )
            for member, ends in zip(members, pairwise(stops), strict=True)
        ]
        points = [member.points for member in members] or [np.zeros((1, 3))]
        self._points = np.concatenate(points)
        self.middle = (self._points.min(axis=0) + self._points.max(axis=0)) / 2
        self._from_middle = self._points - self.middle

    def reshape(self, opacity: float, shift: tuple[float, float], scale: float = 1.0) -> None:
        """Set opacity, shift (scene units) and scale, relative to the recorded state."""
        points = self._from_middle * scale
        points += self.middle
        points += (*shift, 0.0)
        for leaf in self._leaves:
            leaf.mobject.points = points[leaf.place]
            leaf.mobject.fill_rgbas[:, 3] = leaf.fill * opacity
            leaf.mobject.stroke_rgbas[:, 3] = leaf.stroke * opacity


class Appear(Reshaping):
    """Fade in from `shift` away (scene units) and from `scale` times the size."""

    def __init__(
        self,
        mobject: Mobject,
        shift: tuple[float, float] = (0.0, -px(24)),
        scale: float = 1.0,
        run_time: float = Seconds.MOVE,
        ease: Ease = settle,
    ) -> None:
        super().__init__(mobject, run_time=run_time, ease=ease)
        self._from, self._scale = shift, scale

    def change(self, progress: float) -> None:
        rest = 1 - progress
        shift = (self._from[0] * rest, self._from[1] * rest)
        self.reshape(min(progress * 1.4, 1.0), shift, 1 + (self._scale - 1) * rest)


class Vanish(Reshaping):
    """Fade out towards `shift` (scene units) and leave the scene."""

    def __init__(
        self,
        mobject: Mobject,
        shift: tuple[float, float] = (0.0, 0.0),
        run_time: float = Seconds.QUICK,
    ) -> None:
        super().__init__(mobject, run_time=run_time, ease=leave, removes=True)
        self._to = shift

    def change(self, progress: float) -> None:
        self.reshape(1 - progress, (self._to[0] * progress, self._to[1] * progress))


def exchange(old: Mobject, new: Mobject) -> tuple[Vanish, Appear]:
    """Replace one mobject by another: the old one has vanished when the new one appears."""
    gone = Seconds.QUICK / 2
    late = after(gone / Seconds.MOVE, settle)
    return Vanish(old, run_time=gone), Appear(new, ease=late)


class Shift(Reshaping):
    """Move by `by`, in scene units."""

    def __init__(
        self,
        mobject: Mobject,
        by: tuple[float, float],
        run_time: float = Seconds.MOVE,
        ease: Ease = glide,
    ) -> None:
        super().__init__(mobject, run_time=run_time, ease=ease)
        self._by = by

    def change(self, progress: float) -> None:
        self.reshape(1.0, (self._by[0] * progress, self._by[1] * progress))


class Stamp(Reshaping):
    """Appear like a stamp: from large and faint, overshooting to slightly too small."""

    def __init__(self, mobject: Mobject, run_time: float = Seconds.MOVE) -> None:
        super().__init__(mobject, run_time=run_time, ease=overshoot)

    def change(self, progress: float) -> None:
        self.reshape(min(max(progress, 0.0) * 2, 1.0), (0.0, 0.0), 1 + 0.45 * (1 - progress))
