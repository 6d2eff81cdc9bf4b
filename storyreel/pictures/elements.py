"""Elements, of which pictures consist: forms with their looks.

A picture is a list of elements, from bottom to top, each with a key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeAlias

from storyreel.drawing.paints import Rgba
from storyreel.pictures.forms import (
    Form,
    Pace,
    Point,
    between,
    point_scaled,
)

Picture: TypeAlias = tuple["Element", ...]

Paints: TypeAlias = tuple[Rgba | None, Rgba | None]
"""Fill and stroke of a look, without their opacity."""


def color(name: str, opacity: float = 1.0) -> Rgba:
    """A colour such as "#1A365D" with its opacity, as channels from 0 to 65535."""
    red, green, blue = (int(name[at : at + 2], 16) * 257 for at in (1, 3, 5))
    return red, green, blue, round(65535 * opacity)


class Look(NamedTuple):
    """What paints a form; `width` is of the stroke, `lift` the strength of a shadow (0 to 1)."""

    fill: Rgba | None = None
    stroke: Rgba | None = None
    width: float = 0.0
    lift: float = 0.0
    dash: float = 0.0
    """Length of a dash, and of the gap after it; 0 is a whole line."""

    sink: Rgba | None = None
    """With it, the fill changes evenly from the top of the form to this colour at its bottom."""

    glow: float = 0.0
    """The strength of a gold light around the form, from 0 to 1, in place of a shadow."""

    @property
    def paints(self) -> Paints:
        """Fill and stroke without their opacity."""
        fill, stroke = self.fill, self.stroke
        return fill and (*fill[:3], 65535), stroke and (*stroke[:3], 65535)

    def faded(self, opacity: float) -> Look:
        """The same with all opacities multiplied."""
        if opacity >= 1:
            return self
        return self._replace(
            fill=_faded(self.fill, opacity),
            stroke=_faded(self.stroke, opacity),
            lift=self.lift * opacity,
            sink=_faded(self.sink, opacity),
        )

    def scaled(self, factor: float) -> Look:
        """The same with lines as many times as wide."""
        return self._replace(width=self.width * factor, dash=self.dash * factor)

    def mix(self, other: Look, share: float) -> Look:
        if share >= 1 or self == other:
            return other
        return Look(
            _mixed(self.fill, other.fill, share),
            _mixed(self.stroke, other.stroke, share),
            between(self.width, other.width, share),
            between(self.lift, other.lift, share),
            other.dash if share > 0.5 else self.dash,
            _mixed(self.sink, other.sink, share),
        )


class Element(NamedTuple):
    """One form with its look.

    `birth` is the form that it grows from and shrinks to, if it is not to rise and fade; it shows
    for the share `rest` of its entry. `role` says what it is to a viewer (see
    `storyreel.drawing.drawing.Tag`). `depth` sorts elements: a higher one lies above. `span` are
    the shares of a change between which it enters, moves or leaves; without one it follows the
    other elements that enter, or takes the whole change. `arc` is how far aside it is half-way
    between two places. A `passing` element shows only meanwhile.
    """

    key: str
    form: Form
    look: Look
    role: str = "graphic"
    birth: Form | None = None
    rest: float = 0.0
    depth: int = 0
    owner: str | None = None
    quoted: bool = False
    """Whether its words are quoted, so that their numbers need no fact."""

    unsourced: str | None = None
    """A number in its text that no fact carries."""

    line: int | None = None
    """The line of the storyboard that says so."""

    span: tuple[float, float] | None = None
    arc: Point = (0.0, 0.0)
    reach: tuple[float, float] | None = None
    """How far below and above its place it may swing; None for as far as it likes."""

    passing: bool = False
    pace: Pace | None = None
    """With it, the form changes as the digits of a number come, and not evenly."""

    def with_role(self, role: str) -> Element:
        """The same element as something else to a viewer."""
        return self._replace(role=role)

    def scaled(self, factor: float) -> Element:
        """The element scaled about the centre of the frame."""
        return self._replace(
            form=self.form.scaled(factor),
            look=self.look.scaled(factor),
            birth=None if self.birth is None else self.birth.scaled(factor),
            arc=point_scaled(self.arc, factor),
            reach=None if self.reach is None else point_scaled(self.reach, factor),
        )

    def at(self, form: Form, look: Look | None = None) -> Element:
        return self._replace(form=form, look=self.look if look is None else look)


def inside(home: str, picture: Picture) -> Picture:
    """The elements whose keys begin with `home` and a slash, with keys without it."""
    return tuple(
        element._replace(key=element.key.removeprefix(f"{home}/"))
        for element in picture
        if element.key.startswith(f"{home}/")
    )


def below(home: str, picture: Iterable[Element]) -> Picture:
    """The elements with `home` and a slash before their keys."""
    return tuple(element._replace(key=f"{home}/{element.key}") for element in picture)


def renamed(picture: Picture, names: Mapping[str, str]) -> Picture:
    """The elements with the keys that `names` gives to theirs."""
    return tuple(
        element._replace(key=names[element.key]) if element.key in names else element
        for element in picture
    )


def _faded(paint: Rgba | None, opacity: float) -> Rgba | None:
    if paint is None:
        return None
    return (*paint[:3], round(paint[3] * max(opacity, 0.0)))


def _mixed(first: Rgba | None, second: Rgba | None, share: float) -> Rgba | None:
    if first is None and second is None:
        return None
    a = first or (*(second or (0, 0, 0, 0))[:3], 0)
    b = second or (*a[:3], 0)
    red, green, blue, alpha = (round(between(x, y, share)) for x, y in zip(a, b, strict=True))
    return red, green, blue, alpha
