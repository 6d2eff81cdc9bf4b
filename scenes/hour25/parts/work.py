"""What happens on a shelf: a model reads, adds what comes next, and the answer is delivered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, cast

import numpy as np
from manim import Mobject, VMobject

from storyreel.design.easing import glide, steady
from storyreel.design.layout import Frame
from storyreel.parts.marks import tag_of
from storyreel.parts.motion import Ease, Motion

from .model import MARGIN, NARROW, Model, Seat, parked
from .plan import clamp, mix, part_of
from .speech import Question
from .tile import Tile

Show = Callable[[float, tuple[float, float]], object]
"""Shows a number of added tokens; the newest one falls from a globe."""


class Readable(Protocol):
    """What a model can read: light falls on it."""

    def light(self, x: float, reach: float, amount: float = 1.0) -> object: ...


@dataclass(frozen=True, slots=True)
class Reading:
    """One model and what it reads: from `start` to `end`, in scene units."""

    model: Model
    things: tuple[Any, ...]
    start: float

    def to(self, end: float, run_time: float, ahead: float = 0.4) -> Motion:
        """Go to the start, which takes a share `ahead` of the time, and read to the end."""
        model, here = self.model, self.model.seat

        def change(share: float) -> None:
            back = glide(part_of(share, 0.0, ahead))
            on = glide(part_of(share, ahead, 1.0))
            beam = mix(here.beam, 0.0, clamp(share / ahead * 3)) + part_of(
                share, ahead * 0.7, ahead
            )
            x = mix(mix(here.x, self.start, back), end, on)
            self._shine(Seat(x, min(beam, 1.0)))

        return Motion(model, change, run_time, steady, beside=self.things)

    def add(self, show: Show, index: int, over: float, run_time: float) -> Motion:
        """Move over the place at `over`, and let one more token fall there."""
        model, here = self.model, self.model.seat

        def change(share: float) -> None:
            x = mix(here.x, over, glide(part_of(share, 0.0, 0.45)))
            self._hang(Seat(x, here.beam * clamp(1.4 - 2 * share)))
            show(index + glide(part_of(share, 0.3, 1.0)), model.globe)
            self._light()

        return Motion(model, change, run_time, steady, beside=self.things)

    def pour(
        self, show: Show, counts: tuple[float, float], end: float, run_time: float, ease: Ease
    ) -> Motion:
        """Light everything at once while many tokens are added, and move on with them."""
        model, here = self.model, self.model.seat
        wide = model.shelf.width * 1.2

        def change(share: float) -> None:
            back, on = glide(part_of(share, 0.0, 0.22)), part_of(share, 0.22, 1.0)
            x = mix(mix(here.x, self.start, back), end, on)
            self._hang(Seat(x, back, mix(NARROW, wide, back)))
            show(mix(*counts, ease(on)), model.globe)
            self._light()

        return Motion(model, change, run_time, steady, beside=self.things)

    def park(self, x: float, run_time: float) -> Motion:
        """Put out the light and go back to where models wait."""
        here = self.model.seat

        def change(share: float) -> None:
            beam = here.beam * clamp(1 - 2.5 * share)
            self._shine(Seat(mix(here.x, x, glide(share)), beam, here.reach))

        return Motion(self.model, change, run_time, steady, beside=self.things)

    def _shine(self, seat: Seat) -> None:
        self._hang(seat)
        self._light()

    def _hang(self, seat: Seat) -> None:
        shelf = self.model.shelf
        seat = seat.at(min(max(seat.x, shelf.left + MARGIN), parked(shelf)))
        self.model.hang(shelf, seat)

    def _light(self) -> None:
        seat = self.model.seat
        for thing in self.things:
            thing.light(seat.x, seat.reach, seat.beam)


def hurry(share: float) -> float:
    """Few at first, then faster and faster."""
    return share**3


def flash(model: Model, question: Question, run_time: float) -> Motion:
    """A model shines once on a question beside it."""
    seat, shelf = model.seat, model.shelf

    def change(share: float) -> None:
        light = glide(1 - abs(2 * share - 1))
        model.hang(shelf, Seat(seat.x, shine=light))
        question.light(light)

    return Motion(model, change, run_time, steady, beside=(question,))


def grow(tile: Tile, frame: Frame, run_time: float) -> Motion:
    """A tile grows out of the middle of its frame."""
    return Motion(tile, lambda share: _grow(tile, frame, share), run_time)


def _grow(tile: Tile, frame: Frame, share: float) -> None:
    tile.drop(frame.center, frame, share)


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
