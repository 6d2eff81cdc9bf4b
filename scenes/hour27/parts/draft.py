"""A draft: a card for one row of a data set, with its name and a pile of its tokens."""

from __future__ import annotations

import numpy as np
from manim import ManimColor, VGroup

from storyreel.design.easing import after, glide, leave, overshoot, settle, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.parts.cells import Cells
from storyreel.parts.marks import with_shadow
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import LIFTED_SHADOW, Plate, card
from storyreel.parts.text import Line
from storyreel.parts.veil import Veil

from .stance import Stance

NAME = Type.LABEL_STRONG
BUD = px(24)
PLATE = px(32)
"""Half the height of a plate that a name travels on."""

IN_FLIGHT = 0.3
"""Share of a pour that a single token is on its way."""

LEVEL, FALL = 0.7, 0.5
"""When a token that is poured is over its place, and when it begins to fall: shares of its way."""

DIP = px(18)
"""How far below its source a token runs: midway between the source and the cards."""

FADE = 0.7, 0.85
"""From when to when a name that was sent fades, before the next one comes."""

HIT, BACK = 0.42, 0.5
"""When a draft that is refused meets the door, and when it starts back, as shares of the time."""


class Draft(VGroup):
    """A card with a name and `tokens` cells. `capacity` is the longest draft that is shown."""

    def __init__(self, stance: Stance, name: str, tokens: int, capacity: int) -> None:
        super().__init__()
        self.tokens, self.capacity, self.stance = tokens, capacity, stance
        self.plate = card(stance.frame)
        self.name_line = Line(name, NAME, stance.name_at, Color.NAVY)
        self.cells = Cells()
        self._lid = Plate(stance.frame, self.plate.radius, role="decor")
        # Tokens fly above other cards, and fall behind the name of their own.
        self.cells.z_index, self._lid.z_index, self.name_line.z_index = 1, 1.2, 1.3
        self.add(self.plate, self.name_line, self.cells, self._lid)
        self._poured = 0
        self._lid_veil = Veil(self._lid, 0.0)
        self._name_veil = Veil(self.name_line)

    def stand(self, frame: Frame, pad: float, head: float) -> None:
        """Put plate and name there."""
        self.plate.fit(frame)
        self.name_line.at = (frame.left + pad, frame.top - head)
        self.name_line.write(self.name_line.text)

    def name_shown(self, shown: bool) -> None:
        """Show the name or not."""
        self._name_veil.set(1.0 if shown else 0.0)

    def travel(
        self, stance: Stance, run_time: float, wide_after: float = 0.0, high_after: float = 0.0
    ) -> Motion:
        """Go to another stance; its width and its height may wait for a share of the time."""
        before, self.stance = self.stance, stance
        here, there = (each.pile.places(self._poured) for each in (before, stance))
        sideways, upright = after(wide_after, glide), after(high_after, glide)

        def change(progress: float) -> None:
            wide, high = sideways(progress), upright(progress)
            level, tall = (before.frame.toward(stance.frame, share) for share in (wide, high))
            frame = Frame(level.left, tall.bottom, level.right, tall.top)
            inner = zip(_inner(before), _inner(stance), strict=True)
            pad, head, base, indent = (now + (then - now) * high for now, then in inner)
            self.stand(frame, pad, head)
            origin = np.array([frame.left + pad + indent, frame.bottom + base])
            side = before.pile.side + (stance.pile.side - before.pile.side) * high
            self.cells.lay(origin + here + (there - here) * high, side)

        return Motion(self, change, run_time, steady)

    def emerge(self, source: tuple[float, float], run_time: float) -> Motion:
        """Grow out of a point; the name comes when there is room for it."""
        plate, name = Veil(self.plate, 0.0), Veil(self.name_line, 0.0)
        to = self.stance
        bud = Frame(source[0], source[1], source[0], source[1]).inset(-BUD)

        def change(progress: float) -> None:
            plate.set(min(progress * 8, 1.0))
            name.set(max(progress * 3 - 2, 0.0))
            self.stand(bud.toward(to.frame, progress), to.pad, to.head)

        return Motion(self, change, run_time, glide)

    def pour(self, source: tuple[float, float], run_time: float) -> Motion:
        """The tokens come from `source` onto the pile, in order, as many a second for all.

        They run level above the cards and fall where they belong, behind the name.
        """
        self._poured = self.tokens
        to = np.array(self.stance.origin) + self.stance.pile.places(self.tokens)
        begin = np.array(source)
        top = self.stance.frame.inset(px(3))
        self._lid.fit(Frame(top.left, top.top - self.stance.head - px(24), top.right, top.top))

        def change(progress: float) -> None:
            self._lid_veil.set(1.0 if 0 < progress < 1 else 0.0)
            share = np.clip(self._flights(progress), 0.0, 1.0)
            level = np.clip(share / LEVEL, 0.0, 1.0)
            down = np.clip((share - FALL) / (1 - FALL), 0.0, 1.0)
            dip = np.stack([0 * share, -DIP * np.clip(share / 0.1, 0.0, 1.0)], axis=1)
            along = np.stack([level * (2 - level), down], axis=1)
            places = begin + dip + (to - begin - dip) * along
            self.cells.lay(places, np.where(share > 0, self.stance.pile.side, 0.0))

        return Motion(self, change, run_time, steady)

    def landed(self, progress: float) -> int:
        """How many tokens lie on the pile at a share of the pour."""
        return int((self._flights(progress) >= 1 - 1e-9).sum())

    def bounce(self, face: float, time: float) -> Motion:
        """Go left, meet a door at x = `face` after a `time`, give way a little, and come back."""
        frame, pad, head = self.stance.frame, self.stance.pad, self.stance.head
        by = frame.left - face

        def change(progress: float) -> None:
            if progress < HIT:
                left = right = -by * leave(progress / HIT)
            elif progress < BACK:
                dent = (progress - HIT) / (BACK - HIT)
                left, right = -by, -by - px(26) * 4 * dent * (1 - dent)
            else:
                left = right = -by * (1 - overshoot((progress - BACK) / (1 - BACK)))
            self.stand(
                Frame(frame.left + left, frame.bottom, frame.right + right, frame.top), pad, head
            )

        return Motion(self, change, time / HIT, steady)

    def refuse(self, run_time: float) -> Motion:
        """The card becomes hollow: a gold edge, a name in gold."""

        def change(progress: float) -> None:
            width = Weight.HAIRLINE + (Weight.STRONG - Weight.HAIRLINE) * progress
            self.plate.set_stroke(_mix(Color.HAIRLINE, Color.GOLD_LINE, progress), width * 100)
            self.name_line.set_fill(_mix(Color.NAVY, Color.GOLD_TEXT, progress))

        return Motion(self, change, run_time, settle)

    def echo(self) -> Echo:
        """A copy of the name, to be sent somewhere."""
        return Echo(self.name_line.text, self.stance.name_at)

    def _flights(self, progress: float) -> np.ndarray:
        """How far each token has come, not clamped."""
        starts = np.arange(self.tokens) / self.capacity * (1 - IN_FLIGHT)
        return np.asarray((progress - starts) / IN_FLIGHT)


class Echo(VGroup):
    """The name of a draft on its way, on a plate: it goes somewhere, waits and fades."""

    def __init__(self, text: str, at: tuple[float, float]) -> None:
        super().__init__()
        self._line = Line(text, NAME, at, Color.NAVY)
        self.at, self.advance = at, self._line.advance
        self._plate = Plate(self._around(), PLATE, Color.WHITE, Color.LINE, role="decor")
        self.add(with_shadow(self._plate, LIFTED_SHADOW), self._line)
        for leaf in self:
            leaf.z_index = 2
        self._veil = Veil(self)

    def go(self, to: tuple[float, float], run_time: float) -> Motion:
        """Centre it on `to` in the first half of the time; be gone at the end of it."""
        x, y = self.at
        end = (to[0] - self.advance / 2, to[1])

        def change(progress: float) -> None:
            share = glide(min(progress / 0.5, 1.0))
            self.at = self._line.at = (x + (end[0] - x) * share, y + (end[1] - y) * share)
            self._line.write(self._line.text)
            self._plate.fit(self._around())
            self._veil.set(1 - min(max(progress - FADE[0], 0.0) / (FADE[1] - FADE[0]), 1.0))

        return Motion(self, change, run_time, steady, removes=True)

    def _around(self) -> Frame:
        (x, y), pad = self.at, px(16)
        return Frame(x - pad, y - PLATE, x + self.advance + pad, y + PLATE)


def _inner(stance: Stance) -> tuple[float, ...]:
    return stance.pad, stance.head, stance.base, stance.indent


def _mix(first: str, second: str, share: float) -> ManimColor:
    return ManimColor(first).interpolate(ManimColor(second), share)
