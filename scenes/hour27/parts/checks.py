"""The checks of a gate: named padlocks in a row, shut one after the other."""

from __future__ import annotations

import numpy as np
from manim import ManimColor, Mobject, VGroup

from storyreel.design.easing import glide, overshoot
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Seconds, Type, Weight, px
from storyreel.parts.motion import Motion
from storyreel.parts.padlock import Padlock
from storyreel.parts.text import Line, width_of
from storyreel.parts.veil import Veil

SIZE = px(54)
GAP = px(18)
LIFT = px(10)


class _Lock(Padlock):
    """A small padlock: hollow while it is open, solid when it is shut."""

    def close_to(self, share: float) -> None:
        body = self.submobjects[2]
        body.set_fill(_toward(Color.WHITE, share))
        body.set_stroke(_toward(Color.SLATE, share), Weight.LINE * 100)
        for leaf, points in self._shackle:
            leaf.points = points + np.array([0.0, LIFT * (1 - share), 0.0])
            leaf.set_stroke(_toward(Color.SLATE, share))


class Checks(VGroup):
    """A lock and its name for each check, spread over the width of a frame."""

    def __init__(self, frame: Frame, names: tuple[str, ...]) -> None:
        super().__init__()
        widths = [SIZE + GAP + width_of(name, Type.LABEL_STRONG) for name in names]
        between = (frame.width - sum(widths)) / (len(names) - 1)
        left, y = frame.left, frame.center[1]
        self.locks: list[_Lock] = []
        self._names: list[Line] = []
        for name, width in zip(names, widths, strict=True):
            self.locks.append(_Lock((left + SIZE / 2, y + px(4)), SIZE))
            at = (left + SIZE + GAP, y)
            self._names.append(Line(name, Type.LABEL_STRONG, at, Color.SLATE))
            left += width + between
        self.add(*self.locks, *self._names)

    def snap(self, index: int, run_time: float = Seconds.QUICK) -> Motion:
        """That lock snaps shut, and its name takes the colour of what is done."""
        lock, name = self.locks[index], self._names[index]

        def change(progress: float) -> None:
            lock.close_to(progress)
            name.set_fill(_toward(Color.SLATE, progress))

        return Motion(self, change, run_time, overshoot)

    def gather(self, to: tuple[float, float], run_time: float) -> Motion:
        """The names fade and all locks come together in one point, and are gone."""
        names = [Veil(name) for name in self._names]
        locks = [(Veil(lock), *_base(lock)) for lock in self.locks]
        end = np.array([*to, 0.0])

        def change(progress: float) -> None:
            for veil in names:
                veil.set(1 - min(progress * 2.5, 1.0))
            for veil, leaves, center in locks:
                veil.set(min((1 - progress) * 4, 1.0))
                for leaf, points in leaves:
                    leaf.points = points + (end - center) * progress

        return Motion(self, change, run_time, glide, removes=True)


def _base(lock: _Lock) -> tuple[list[tuple[Mobject, np.ndarray]], np.ndarray]:
    leaves = [(leaf, leaf.points.copy()) for leaf in lock.family_members_with_points()]
    return leaves, np.array(lock.get_center())


def _toward(color: str, share: float) -> ManimColor:
    """From a colour to that of what is done."""
    return ManimColor(color).interpolate(ManimColor(Color.NAVY), min(max(share, 0.0), 1.0))
