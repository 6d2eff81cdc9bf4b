"""The scenery: ground, clouds and track, on stage from the first frame to the last."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.tokens import Color, Type, px
from storyreel.parts.solid import shaded
from storyreel.parts.text import Line

from .camera import CUMULUS, GROUND, PANEL, STORM, View, at
from .clouds import Rain, Storm, WhiteCloud
from .ink import DEEP, area, lines, slab
from .prop import Prop, Similarity
from .railway import FixedTrack

WHITE_BASE, STORM_BASE = 500.0, 556.0
"""The heights of the bases of the clouds, in pixels of the world."""
WHITE_SIZE, STORM_SIZE = 0.95, 0.49
NAME, EDGE = Type.HEADING.sized(42), px(14)
"""The names of the clouds, and how near to the edge of the panel they fade."""
HILLS = (
    *((-4000, 0), (-600, 92), (200, 40), (900, 120), (1700, 30), (2600, 110)),
    (5000, 0),
)


class Scenery(VGroup):
    """Sky, ground, track, and the two clouds with their names."""

    def __init__(self, wrong: str, right: str) -> None:
        self._sky, self._ground, self._track = _sky(), _ground(), FixedTrack()
        self._white, self._storm, self._rain = WhiteCloud(), Storm(), Rain()
        self._names = (
            (_name(wrong, Color.NAVY), at(CUMULUS, WHITE_BASE - 50)),
            (_plate(right), at(STORM, STORM_BASE - 102)),
        )
        self.ground = VGroup(self._sky, self._ground)
        names = (name for name, _ in self._names)
        self.rest = VGroup(self._white, self._rain, self._storm, *names, self._track)
        super().__init__(self.ground, self.rest)

    def act(self, view: View) -> None:
        self._sky.pose(Similarity(1 / view.zoom, view.focus))
        self._ground.pose(at(0, GROUND))
        self._track.pose(at(0, 0))
        self._white.pose(at(CUMULUS, WHITE_BASE, WHITE_SIZE))
        for prop in (self._rain, self._storm):
            prop.pose(at(STORM, STORM_BASE, STORM_SIZE))
        for name, place in self._names:
            name.pose(place, _in_sight(name.right + place.move.real, view))


def _sky() -> Prop:
    return Prop(shaded(slab(-900, -400, 900, 400, 0, "#E6EDF6"), "#E3EBF5", "#F8FAFD"))


def _ground() -> Prop:
    """Hills and the ground, far beyond both edges; the origin is at the left on the ground."""
    return Prop(
        area(HILLS, "#E3EAF3"),
        shaded(slab(-4000, -900, 6000, 0, 0, "#D3DDE9"), "#DAE3EE", "#C3D0E0"),
        lines([(-4000, 0), (6000, 0)], color="#B4C3D6", width=4),
    )


def _name(word: str, color: str) -> Prop:
    return Prop(Line(word, NAME, (0.0, 0.0), color, "center"))


def _plate(word: str) -> Prop:
    """A name on a plate, for a cloud that is not as wide."""
    line = Line(word, NAME, (0.0, 0.0), Color.WHITE, "center")
    half = line.advance / px(2) + 18
    return Prop(slab(-half, -29, half, 29, 29, DEEP), line)


def _in_sight(right: float, view: View) -> float:
    """The opacity of a name with this right edge: it fades before the panel could cut it."""
    right = view.seen(complex(right, 0.0)).real
    return min(max((PANEL.right - right) / EDGE, 0.0), 1.0)
