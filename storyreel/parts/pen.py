"""A fountain pen that writes: the sign for a model that produces text."""

from __future__ import annotations

from manim import VMobject

from storyreel.design.fonts import FontId
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, TextStyle, px
from storyreel.parts.curves import Curve, closed
from storyreel.parts.marks import SoftShadow, with_shadow
from storyreel.parts.rigid import Rigid
from storyreel.parts.shapes import QUARTER, Disc, Plate, Strokes
from storyreel.parts.solid import filled, shaded
from storyreel.parts.text import Line

LENGTH = px(330)
"""From the tip of the nib to the end of the barrel."""
_THICK = 27.0
_NAME = TextStyle(FontId("sans", "bold"), px(50))
_STEEL = ("#F3F6FA", "#B4C2D3", "#74879F")
_GRIP = ("#3B587F", "#14294A", "#0F2039")
_BARREL = ("#35547F", "#1F3D68", Color.NAVY, "#122746")


class Pen(Rigid):
    """A fountain pen with a name on its barrel; its origin is the tip of the nib."""

    def __init__(self, name: str) -> None:
        """`name` is up to about seven letters."""
        self._body = _body()
        super().__init__(
            self._body,
            *_nib(),
            shaded(_grip(), *_GRIP),
            shaded(Plate(_frame(105, -25, 114, 25), px(3), role="decor"), *_STEEL),
            shaded(_barrel(), *_BARREL),
            _gleam(),
            Line(name, _NAME, (px(216), 0.0), Color.WHITE, "center"),
        )
        self.pose((0.0, 0.0))

    def pose(
        self, nib: tuple[float, float], tilt: float = 0.0, lift: float = 0.0, scale: float = 1.0
    ) -> None:
        """Place the nib; `tilt` in degrees raises the barrel, and `lift` 0 touches the paper.

        The shadow of a lifted pen is farther away and softer.
        """
        self.place(nib, scale, tilt)
        fall, blur = px(10 + 16 * lift) * scale, px(7 + 7 * lift) * scale
        with_shadow(self._body, SoftShadow(0.55 * fall, -fall, blur, Color.NAVY, 0.2))


def _body() -> VMobject:
    """The silhouette, which casts the shadow of the whole pen."""
    upper: tuple[Curve, ...] = (((20, 14), (40, 15), (62, 15)), (108, 22), (112, _THICK))
    lower: tuple[Curve, ...] = ((108, -22), (62, -15), ((40, -15), (20, -14), (0, 0)))
    return filled(closed((0, 0), *upper, *_round_end(), *lower), "#14294A")


def _nib() -> tuple[VMobject, ...]:
    """The blade, with its slit and its hole."""
    upper: Curve = (14, 6), (30, 17), (64, 15)
    blade = closed((0, 0), upper, (64, -15), ((30, -17), (14, -6), (0, 0)))
    dark = "#46566E"
    slit = Strokes(((px(4), 0.0), (px(40), 0.0)), color=dark, width=px(2), role="decor")
    hole = Disc((px(42), 0.0), px(4), dark, role="decor")
    return shaded(filled(blade), *_STEEL), slit, hole


def _grip() -> VMobject:
    inner: Curve = (55.3, -5), (55.3, 5), (58, 15.5)
    return filled(closed((58, 15.5), (108, 22), (108, -22), (58, -15.5), inner))


def _barrel() -> VMobject:
    return filled(closed((114, _THICK), *_round_end()))


def _round_end() -> tuple[Curve, ...]:
    """Along the upper edge of the barrel, round its end and back along the lower edge."""
    end, middle, handle = 330.0, 330 - _THICK, _THICK * QUARTER
    return (
        (middle, _THICK),
        ((middle + handle, _THICK), (end, handle), (end, 0)),
        ((end, -handle), (middle + handle, -_THICK), (middle, -_THICK)),
        (114, -_THICK),
    )


def _gleam() -> VMobject:
    plate = Plate(_frame(122, 16, 312, 21), px(2.5), role="decor")
    return plate.set_fill(opacity=0.22)


def _frame(left: float, bottom: float, right: float, top: float) -> Frame:
    return Frame(px(left), px(bottom), px(right), px(top))
