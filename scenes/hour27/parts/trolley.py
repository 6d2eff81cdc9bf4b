"""The lamp that looks at the cards: it rolls along the rail, and its light falls on the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import pi, sin

from manim import VGroup

from storyreel.design.easing import glide, settle, steady
from storyreel.design.layout import Frame, x_at, y_at
from storyreel.design.tokens import Seconds, px
from storyreel.parts.lamp import Beam, Lamp, LampLight
from storyreel.parts.motion import Ease, Motion
from storyreel.parts.rigid import Rigid
from storyreel.parts.shapes import Plate
from storyreel.parts.solid import shaded

from .desk import RAIL
from .training_card import TrainingCard

RIM, FLOOR, FOOT = y_at(370), y_at(860), px(208)
"""The height of the rim and of the floor that the light reaches, and half its width there."""
OUTSIDE = x_at(-170)
"""Out of the picture, at its left."""
_SWING = 6.0


@dataclass(frozen=True, slots=True)
class LampState:
    """Where the lamp hangs, how far it is let down, and how bright it is."""

    x: float
    drop: float = 0.0
    brightness: float = 0.0


class Trolley(VGroup):
    """A lamp on a carriage, with its light on desk and cards.

    Its light is a mobject of its own, `light`, which belongs behind the cards.
    """

    def __init__(self, cards: tuple[TrainingCard, ...]) -> None:
        self._cards, self._lamp, self.light = cards, Lamp(), LampLight(strength=(0.72, 0.26))
        carriage = Plate(Frame(-px(26), -px(14), px(26), px(14)), px(9), role="decor")
        self._carriage = Rigid(shaded(carriage, "#31557F", "#12294A"))
        super().__init__(self._lamp, self._carriage)
        self.hang(LampState(OUTSIDE))

    def hang(self, state: LampState, tilt: float = 0.0) -> None:
        """Hang and light the lamp; cards below take its light."""
        self.state = state
        beam = Beam(state.x, RIM - state.drop - px(4), FLOOR, self._lamp.mouth, FOOT)
        self._carriage.place((state.x, RAIL))
        self._lamp.hang(state.x, RAIL, RIM - state.drop, tilt)
        self._lamp.shine(state.brightness)
        self.light.cast(beam, state.brightness)
        for card in self._cards:
            card.light(beam, state.brightness)

    def roll(self, x: float, seconds: float = Seconds.MOVE) -> Motion:
        """Roll to a place; the lamp swings a little."""
        start, way = self.state, x - self.state.x
        swing = -_SWING * max(-1.0, min(way / px(300), 1.0))

        def change(share: float) -> None:
            tilt = swing * sin(2 * pi * share) * (1 - share)
            self.hang(replace(start, x=start.x + way * share), tilt)

        return self._lit(change, seconds, glide)

    def nod(self, depth: float, times: int, seconds: float) -> Motion:
        """Go down and up again, as if to look more closely."""
        start = self.state

        def change(share: float) -> None:
            self.hang(replace(start, drop=depth * sin(pi * times * share) ** 2))

        return self._lit(change, seconds, steady)

    def switch(self, brightness: float, seconds: float = Seconds.QUICK) -> Motion:
        """Change the brightness."""
        start = self.state

        def change(share: float) -> None:
            now = start.brightness + (brightness - start.brightness) * share
            self.hang(replace(start, brightness=now))

        return self._lit(change, seconds, settle)

    def _lit(self, change: Callable[[float], None], seconds: float, ease: Ease) -> Motion:
        """A motion that changes the light, and with it the cards."""
        return Motion(self, change, seconds, ease, beside=(self.light, *self._cards))
