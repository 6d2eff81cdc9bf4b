"""The camera: what part of the world the panel shows, and the places of the world."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from storyreel.design.easing import glide
from storyreel.design.layout import Frame, x_at, y_at

from .ink import spot
from .prop import Similarity

PANEL_LEFT, PANEL_BOTTOM = 96, 892
PANEL = Frame.of(PANEL_LEFT, 252, 1824, PANEL_BOTTOM)
"""The window through which the camera looks."""

GROUND, RAIL = 812.0, 800.0
"""The heights of the ground and of the rails, in pixels of the world."""
WOMAN, APP, REST, HOUSE, HINGE, CUMULUS, STORM = 160, 338, 612, 1160, 1270, 1596, 2010
"""Pixel columns of the woman, the app, the waiting engine, the model, its track and the clouds."""
ABOVE = 590
"""How far the loop is above the stage, in pixels."""
LOADING = 930
"""The pixel column of the engine while the model takes cases from it."""


@dataclass(frozen=True, slots=True)
class View:
    """What the camera looks at: a place of the world, and how large it is."""

    focus: complex
    zoom: float

    @classmethod
    def of(cls, left: float, bottom: float, zoom: float) -> View:
        """The view with this left and bottom edge, in pixels of the world."""
        half = complex(PANEL.width, PANEL.height) / 2 / zoom
        return cls(complex(x_at(left), y_at(bottom)) + half, zoom)

    def toward(self, other: View, share: float) -> View:
        """The view on the way to another one: the zoom changes evenly, edges go straight."""
        zoom = self.zoom ** (1 - share) * other.zoom**share
        if self.zoom != other.zoom:
            share = (1 / self.zoom - 1 / zoom) / (1 / self.zoom - 1 / other.zoom)
        return View(self.focus + (other.focus - self.focus) * share, zoom)

    def seen(self, place: complex) -> complex:
        """Where a place of the world is on stage."""
        return complex(*PANEL.center) + (place - self.focus) * self.zoom


NEAR = View.of(20, 866, 1.75)
"""Woman, app and waiting engine, for what is read."""
BELOW = View.of(-170, 915, 1.55)
"""The same, with room for others at the left, and for the hole below the app."""
SWITCH = View.of(945, 830, 1.26)
"""The model, its switch and both clouds, for the rides."""
LEARNING = View.of(762, 830, 1.17)
"""The model with the engine before it, the switch and both clouds."""
TOLD = View.of(-192, 708, 2.2)
"""The heads of woman and friend, with what she says and he thinks."""
LOOP = View.of(PANEL_LEFT, PANEL_BOTTOM - ABOVE, 1.0)
"""The sky far above everything, for the loop."""


@dataclass(frozen=True, slots=True)
class _Move:
    start: float
    seconds: float
    before: View
    after: View
    ease: Callable[[float], float]


class Camera:
    """A camera that goes from view to view."""

    def __init__(self) -> None:
        self._moves: list[_Move] = []

    def look(
        self, start: float, view: View, seconds: float, ease: Callable[[float], float] = glide
    ) -> None:
        """Go to a view from `start` on, from the one of that time."""
        self._moves.append(_Move(start, seconds, self.at(start), view, ease))

    def at(self, time: float) -> View:
        """The view at a time, in seconds from the start of the clip."""
        for move in reversed(self._moves):
            if move.start <= time:
                share = move.ease((time - move.start) / move.seconds)
                return move.before.toward(move.after, share)
        return NEAR


def at(x: float, y: float, size: float = 1.0, turn: complex = 1) -> Similarity:
    """The pose in the world of a prop whose origin is at a pixel of it."""
    return Similarity(size * turn, spot(x, y))
