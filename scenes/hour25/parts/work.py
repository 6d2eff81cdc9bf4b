"""What happens on a shelf: a model reads, adds what comes next, and the answer is delivered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from manim import Mobject, VMobject

from storyreel.design.easing import glide, steady
from storyreel.parts.marks import tag_of
from storyreel.parts.motion import Ease, Motion

from .model import Model, Seat
from .plan import clamp, mix

_SEEN = 0.2
"""The share of its light from which a reading counts as begun."""

Show = Callable[[float, tuple[float, float]], object]
"""Shows a number of added tokens; the newest one falls from a globe."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One model and what it reads: all of it at once, below its light."""

    model: Model
    things: tuple[Any, ...]
    beside: tuple[Any, ...] = ()
    """What else changes while tokens are added."""

    def come(self, run_time: float) -> Motion:
        """Go to the middle of the shelf, without light."""
        model, here = self.model, self.model.seat

        def change(share: float) -> None:
            model.hang(model.shelf, Seat(mix(here.x, self._middle, share)))

        return Motion(model, change, run_time, glide)

    def read(self, begin: Callable[[bool], object], run_time: float) -> Motion:
        """Light everything, and stay lit; `begin` is given whether the light can be seen."""
        here = self.model.seat

        def change(share: float) -> None:
            self._shine(here.x, mix(here.beam, 1.0, share))
            begin(share > _SEEN)

        return Motion(self.model, change, run_time, glide, beside=self.things + self.beside)

    def add(self, show: Show, index: int, run_time: float) -> Motion:
        """Put out the light, and let one more token fall."""
        model, here = self.model, self.model.seat

        def change(share: float) -> None:
            show(index + glide(share), model.globe)
            self._shine(here.x, here.beam * clamp(1 - 2 * share))

        return Motion(model, change, run_time, steady, beside=self.things + self.beside)

    def pour(self, show: Show, counts: tuple[float, float], run_time: float, ease: Ease) -> Motion:
        """Keep everything lit while many tokens are added."""
        model, here = self.model, self.model.seat

        def change(share: float) -> None:
            show(mix(*counts, ease(share)), model.globe)
            self._shine(here.x, min(share * 6, 1.0))

        return Motion(model, change, run_time, steady, beside=self.things + self.beside)

    def choose(self, at: float, reach: float, run_time: float) -> Motion:
        """Narrow the light to a place; what has been read stays lit."""
        model, here = self.model, self.model.seat

        def change(share: float) -> None:
            x = mix(here.x, at, share)
            model.hang(model.shelf, Seat(x, 1.0, mix(here.reach, reach, share)))

        return Motion(model, change, run_time, glide)

    def park(self, x: float, run_time: float) -> Motion:
        """Put out the light and go back to where models wait."""
        here = self.model.seat

        def change(share: float) -> None:
            beam = here.beam * clamp(1 - 2.5 * share)
            self.model.hang(self.model.shelf, Seat(mix(here.x, x, glide(share)), beam, here.reach))
            self._light(beam)

        return Motion(self.model, change, run_time, steady, beside=self.things + self.beside)

    @property
    def _middle(self) -> float:
        return self.model.shelf.center[0]

    def _shine(self, x: float, beam: float) -> None:
        self.model.hang(self.model.shelf, Seat(x, beam, self.model.shelf.width))
        self._light(beam)

    def _light(self, beam: float) -> None:
        for thing in self.things:
            thing.light(beam)


def hurry(share: float) -> float:
    """Few at first, then faster and faster."""
    return share**3


class Delivery(Motion):
    """Shrinks a mobject into a point, along an arc; its words vanish first."""

    def __init__(self, mobject: Mobject, to: tuple[float, float], run_time: float) -> None:
        super().__init__(mobject, run_time=run_time, ease=glide, removes=True)
        self._to = np.array([*to, 0.0])

    def remember(self) -> None:
        self._leaves = [
            (leaf, leaf.points.copy(), leaf.fill_rgbas[:, 3].copy(), _is_text(leaf))
            for leaf in cast(VMobject, self.mobject).family_members_with_points()
            if isinstance(leaf, VMobject)
        ]
        everything = np.concatenate([points for _, points, _, _ in self._leaves])
        self._middle = (everything.min(axis=0) + everything.max(axis=0)) / 2

    def change(self, progress: float) -> None:
        middle = self._middle + (self._to - self._middle) * progress
        middle[1] += 0.5 * np.sin(np.pi * progress)
        size = mix(1.0, 0.06, progress)
        for leaf, points, fill, text in self._leaves:
            leaf.points = (points - self._middle) * size + middle
            leaf.fill_rgbas[:, 3] = fill * (clamp(1.4 - 3 * progress) if text else 1.0)


def _is_text(leaf: VMobject) -> bool:
    tag = tag_of(leaf)
    return tag is not None and tag.text is not None
