"""`formula`: mathematics, typeset without LaTeX."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated, Any, ClassVar
from xml.etree import ElementTree

import numpy as np
from pydantic import AfterValidator, Field

from storyreel.design.layout import Frame
from storyreel.design.svg import shape_curves
from storyreel.design.tokens import px
from storyreel.pictures.choreography import giving_way
from storyreel.pictures.elements import Element, Picture
from storyreel.pictures.forms import Contours, Outline, Points
from storyreel.pictures.kinds.formula_syntax import check_structure
from storyreel.pictures.kinds.kind import Kind, NoRoomError
from storyreel.pictures.looks import NAVY
from storyreel.storyboard.text import character_name
from storyreel.storyboard.values import mistake

SIZE = 100.0
"""Points of the font at which formulas are typeset, before they are scaled."""

LARGEST = px(120)
SMALLEST = px(52)
"""Sizes of the font in a picture."""


_BINARY_MOD = re.compile(r"\\bmod(?![A-Za-z])")


def _spaced(latex: str) -> str:
    """A formula in which `\\bmod` has the space of a sign, which the library leaves out."""
    return _BINARY_MOD.sub(r"\\:\\mathrm{mod}\\:", latex)


@lru_cache(maxsize=256)
def typeset(latex: str) -> tuple[Contours, float, float]:
    """A formula's outline about its centre, with its width and height, in sizes of its font."""
    from ziamath.zmath import Latex  # noqa: PLC0415 - it reads a font when it is imported

    root = ElementTree.fromstring(Latex(_spaced(latex), size=SIZE).svg())
    symbols = {}
    for node in root.iter():
        if node.tag.endswith("symbol"):
            symbols["#" + node.attrib["id"]] = node
    points = np.concatenate(list(_outlines(root, symbols))) / SIZE
    low, high = points.min(axis=0), points.max(axis=0)
    contours = Contours.of_curves((points - (low + high) / 2) * (1, -1))
    return contours, float(high[0] - low[0]), float(high[1] - low[1])


def _outlines(root: Any, symbols: dict[str, Any]) -> Iterator[Points]:
    for node in root:
        tag = node.tag.rpartition("}")[2]
        if tag == "g":
            yield from _outlines(node, symbols)
        elif tag == "use":
            href = next(value for key, value in node.attrib.items() if key.endswith("href"))
            yield from _used(node.attrib, symbols[href])
        else:
            yield shape_curves(tag, node.attrib)


def _used(attributes: dict[str, str], symbol: Any) -> Iterator[Points]:
    """The curves of a symbol where it is used."""
    x0, y0, width, height = map(float, symbol.attrib["viewBox"].split())
    if not (width and height):
        return  # a blank
    x, y, wide, high = (float(attributes[key]) for key in ("x", "y", "width", "height"))
    scale = np.array((wide / width, high / height))
    for child in symbol:
        yield (shape_curves("path", child.attrib) - (x0, y0)) * scale + (x, y)


SIGNS = {
    "%": ("begins a comment", r"Write \%."),
    "$": ("is not needed around a formula", r"Delete it, or write \$."),
}
"""Signs that mean something else than themselves, what, and what to do."""

_SIGN = re.compile(r"(?<!\\)(?:\\\\)*([%$])")


def _parsed(latex: str) -> str:
    if found := _SIGN.search(latex):
        means, remedy = SIGNS[found[1]]
        raise mistake(f"{found[1]} {means}.", remedy)
    check_structure(latex)
    try:
        typeset(latex)
        letters = _letters(latex)
    except Exception:  # the library raises many types, with words of its own
        remedy = (
            "Close every { with a }, give every command its arguments, and write & in matrices "
            "alone."
        )
        raise mistake("cannot be typeset.", remedy) from None
    _check(letters)
    return latex


def _letters(latex: str) -> list[str]:
    """The letters, numbers, signs and words that a formula shows."""
    from ziamath.tex import tex2mml  # noqa: PLC0415 - it reads a font when it is imported

    return [
        text for text in ElementTree.fromstring(tex2mml(_spaced(latex))).itertext() if text.strip()
    ]


def _check(letters: list[str]) -> None:
    """Refuse commands that the library does not know, which it shows as they are written, and
    characters that its font lacks."""
    from ziamath.zmath import loadedfonts  # noqa: PLC0415 - it reads a font when it is imported

    unknown = next((text for text in letters if text.startswith("\\")), None)
    if unknown:
        what = f"the command {unknown} is unknown." if len(unknown) > 1 else r"a \ has no command."
        raise mistake(what, r"Write names as in \operatorname{name}, and words as in \text{words}.")
    has = loadedfonts["default"].glyphindex
    missing = [c for c in dict.fromkeys("".join(letters)) if not c.isspace() and not has(c)]
    if missing:
        names = ", ".join(map(character_name, missing))
        raise mistake(f"contains {names}, which the font lacks.", "Use other characters.")


class FormulaState(Kind):
    r"""A formula in LaTeX's notation, in single quotes, such as `'\ln 2'`. Words are written as in
    `\text{of all}`, upright letters as in `\mathrm{CO_2}`, names of functions as in
    `\operatorname{rank}`."""

    name: ClassVar[str] = "formula"
    example: ClassVar[str] = r"{tex: '-\ln\frac{1}{100} = 4.605'}"

    tex: Annotated[
        str, AfterValidator(_parsed), Field(max_length=200, description="In LaTeX's notation.")
    ]

    def change_from(
        self, earlier: Kind | None, before: Picture, after: Picture
    ) -> tuple[Picture, Picture]:
        """A formula comes when the one before has left."""
        return giving_way(before, after, "formula")

    def draw(self, room: Frame) -> Iterator[Element]:
        contours, width, height = typeset(self.tex)
        size = min(LARGEST, room.width / width, room.height / height)
        if size < SMALLEST:
            raise NoRoomError("the formula is too small to be read here.")
        yield Element(f"formula/{self.tex}", Outline(contours, room.center, size), NAVY, "graphic")
