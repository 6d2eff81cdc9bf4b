"""Jars of a pharmacy: full ones with a pewter lid, and the new one, empty, with a lid of gold."""

from __future__ import annotations

from manim import LineJointType, VMobject

from scenes.hour28.outlines import LEVEL, body, ink, slab
from storyreel.design.layout import x_at, y_at
from storyreel.design.tokens import Color, px
from storyreel.parts.curves import Points, closed, ellipse, joined
from storyreel.parts.fills import Stop, with_linear_fill, with_soft_edge
from storyreel.parts.rigid import Rigid
from storyreel.parts.solid import filled

HEIGHT = 210
"""Of a jar at scale 1, with its lid, in pixels."""

_PEWTER = ("#53698A", "#B7C4D6", "#7E93B0", "#4A5F7F")
_BRASS = ("#8C6C15", "#F0DC92", "#C9A227", "#8A6A14")
_BLUE = ("#142B4E", "#34598C", "#1E406F", "#10233F")
_PLACES = (0.0, 0.3, 0.6, 1.0)


class _Jar(Rigid):
    """A jar on a soft shadow; its origin is the middle of its foot."""

    def __init__(self, *shapes: VMobject) -> None:
        self._ground = filled(ellipse((3, -1), 57, 8), Color.NAVY)
        self._ground.set_fill(opacity=0.22)
        super().__init__(self._ground, *shapes)
        self.leave()

    def pose(self, x: float, y: float, scale: float = 1.0, tilt: float = 0.0) -> None:
        """Put the foot at a pixel of the frame; `tilt` is in degrees, anticlockwise."""
        self.place((x_at(x), y_at(y)), scale, tilt)
        with_soft_edge(self._ground, px(5) * scale)

    def leave(self) -> None:
        """Be outside of the frame until the next pose."""
        self.pose(-1000, -1000)


class FullJar(_Jar):
    """A jar full of ink: a token that the model has learned."""

    def __init__(self) -> None:
        glass = _across(body(), "#D6E0EC", "#FFFFFF", "#EEF3F9", "#CBD7E5")
        gleams = joined(slab(-44, 34, -34, 112, 5), slab(39, 40, 44, 100, 2.5))
        super().__init__(
            _edged(glass, "#7F95B3", 4),
            _across(ink(), *_BLUE),
            filled(ellipse((0, LEVEL), 52, 9), "#5478A8"),
            filled(gleams, Color.WHITE).set_fill(opacity=0.34),
            *_lid(_PEWTER, "#0F2240"),
        )


class NewJar(_Jar):
    """A jar of clear glass with nothing in it: a token that no training has seen."""

    def __init__(self) -> None:
        super().__init__(*_clear(), *_lid(_BRASS, "#6E5610"))


class OpenJar(_Jar):
    """A new jar without its lid."""

    def __init__(self) -> None:
        super().__init__(*_clear())


def _clear() -> tuple[VMobject, ...]:
    """Clear glass with a golden edge, from back to front."""
    glass = _across(body(), "#E9EFF6", "#FFFFFF", "#FFFFFF", "#E3EAF2")
    floor = filled(ellipse((0, 15.5), 47, 9.5), Color.WHITE).set_fill(opacity=0.0)
    wall = filled(body(8), Color.WHITE).set_fill(opacity=0.0)
    return (
        _edged(glass, Color.GOLD_LINE, 5.5),
        _edged(floor, Color.GOLD_LINE, 2.5, 0.5),
        filled(joined(_streak(-38, 24), _streak(4, 9)), "#9DB0C8").set_fill(opacity=0.2),
        _edged(wall, Color.GOLD, 2, 0.3),
    )


def _streak(left: float, width: float) -> Points:
    """A slanted reflection of a window on the glass."""
    return closed(
        (left - 10, 32), (left - 10 + width, 32), (left + 26 + width, 134), (left + 26, 134)
    )


def _lid(metal: tuple[str, ...], shade: str) -> tuple[VMobject, ...]:
    """A lid with a knob, and the shade at its lower edge."""
    whole = joined(slab(-15, 187, 15, 209, 10), slab(-45, 162, 45, 190, 8))
    return _across(whole, *metal), filled(slab(-45, 162, 45, 168, 3), shade).set_fill(opacity=0.28)


def _across(points: Points, *colors: str) -> VMobject:
    """A shape that is round like a cylinder: its colours go from left to right."""
    shape = filled(points, colors[0])
    stops = tuple(Stop(at, color) for at, color in zip(_PLACES, colors, strict=True))
    left, right = float(shape.points[:, 0].min()), float(shape.points[:, 0].max())
    return with_linear_fill(shape, (left, 0.0), (right, 0.0), stops)


def _edged(shape: VMobject, color: str, width: float, opacity: float = 1.0) -> VMobject:
    """Draw the edge of a shape; `width` is in pixels."""
    shape.joint_type = LineJointType.ROUND
    return shape.set_stroke(color, px(width) * 100, opacity)
