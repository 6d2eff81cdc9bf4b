"""Rooms: cards with a name, one above the other or one at a time, and how they change places."""

from __future__ import annotations

from typing import cast

import numpy as np
from manim import Mobject, VGroup, VMobject

from storyreel.design.easing import glide, settle, staggered, steady
from storyreel.design.layout import Frame, Grid
from storyreel.design.tokens import Color, Seconds, Space, Type, Weight, px
from storyreel.parts.marks import clipped
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import card
from storyreel.parts.text import Line
from storyreel.parts.tone import between
from storyreel.parts.veil import Veil

SHAFT = Frame(Grid.STAGE.left, Grid.STAGE.bottom - px(52), Grid.RIGHT + px(60), Grid.STAGE.top)
"""Where rooms are seen while they change places: the stage, and the shadow below it."""


RIDE = 0.75
"""Seconds that a room takes to come or go."""

LOW = px(240)
NAME_DROP = px(62)


class Room(VGroup):
    """A card with its name; `body` is the room below the name."""

    def __init__(self, frame: Frame, name: str, drop: float | None = None) -> None:
        super().__init__()
        self.plate = card(frame)
        self.label = Line(name, Type.LABEL_STRONG, (0.0, 0.0), Color.NAVY)
        self.add(self.plate, self.label)
        self.stand(frame, drop)

    @property
    def frame(self) -> Frame:
        return self.plate.frame

    @property
    def body(self) -> Frame:
        return body_of(self.frame)

    def stand(self, frame: Frame, drop: float | None = None) -> None:
        """Fill a frame; the name is `drop` below its upper edge, or in the middle of a low room."""
        low = frame.height < LOW
        self._drop = drop if drop is not None else frame.height / 2 if low else NAME_DROP
        self.plate.fit(frame)
        self.label.at = (frame.left + Space.PAD, frame.top - self._drop)
        self.label.write(self.label.text)

    def reach(
        self, frame: Frame, drop: float | None = None, run_time: float = Seconds.MOVE
    ) -> Motion:
        """The room takes another place and size."""
        before, first = self.frame, self._drop
        self.stand(frame, drop)
        last = self._drop
        self.stand(before, first)

        def change(progress: float) -> None:
            self.stand(before.toward(frame, progress), first + (last - first) * progress)

        return Motion(self, change, run_time, glide)

    def part_from(self, source: Frame, run_time: float = Seconds.MOVE) -> Motion:
        """The room is a piece of another card at first, without a name, and becomes itself."""
        home, drop, name = self.frame, self._drop, Veil(self.label)

        def change(progress: float) -> None:
            self.stand(source.toward(home, progress), drop)
            name.set(glide(2 * progress - 0.5))

        return Motion(self, change, run_time, glide)

    def light(self, share: float) -> None:
        """A gold edge: 0 is the card's hairline, 1 says that this is the room."""
        width = Weight.HAIRLINE + (Weight.STRONG - Weight.HAIRLINE) * share
        self.plate.stroke_rgbas[:, :3] = between(Color.HAIRLINE, Color.GOLD, share)
        self.plate.stroke_width = width * 100  # Manim's unit is a hundredth


def body_of(frame: Frame) -> Frame:
    """The room below the name in a room that fills a frame."""
    inner = frame.inset(Space.PAD, px(36))
    return Frame(inner.left, inner.bottom, inner.right, frame.top - px(104))


def part(rooms: list[Room], whole: Frame) -> list[Motion]:
    """A card falls apart into rooms, one above the other, and each goes to its place."""
    pieces = whole.rows((1.0,) * len(rooms), 0.0)
    return [room.part_from(piece) for room, piece in zip(rooms, pieces, strict=True)]


def sample_grid(rooms: list[Room], run_time: float) -> Motion:
    """The edge of one room after the other turns to gold and back."""

    def change(progress: float) -> None:
        for index, room in enumerate(rooms):
            share = staggered(progress, index, len(rooms), 0.4)
            room.light(settle(min(4 * share, 1.0)) * (1 - glide(2 * share - 1)))

    return Motion(VGroup(*rooms), change, run_time, steady)


class Ride(Motion):
    """Something rides up the shaft as a whole: from `begin` to `end` times its height."""

    def __init__(self, group: Mobject, begin: float, end: float, run_time: float = RIDE) -> None:
        super().__init__(group, None, run_time, glide, removes=end > 0)
        self._begin, self._end = begin * SHAFT.height, end * SHAFT.height

    def remember(self) -> None:
        self._leaves = [
            (leaf, leaf.points.copy())
            for leaf in cast(Mobject, self.mobject).family_members_with_points()
            if isinstance(leaf, VMobject)
        ]

    def change(self, progress: float) -> None:
        height = self._begin + (self._end - self._begin) * progress
        box = (SHAFT.left, SHAFT.bottom, SHAFT.right, SHAFT.top)
        for leaf, points in self._leaves:
            leaf.points = points + np.array([0.0, height, 0.0])
            clipped(leaf, box if height else None)


def leave_up(group: Mobject, run_time: float = RIDE) -> Ride:
    """Ride up and out of sight."""
    return Ride(group, 0.0, 1.0, run_time)


def come_up(group: Mobject, run_time: float = RIDE) -> Ride:
    """Rise from below to the place of the group."""
    return Ride(group, -1.0, 0.0, run_time)
