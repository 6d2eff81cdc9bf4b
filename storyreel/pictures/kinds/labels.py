"""Lines of words in kinds: as elements, fitted to a room, and measured."""

from __future__ import annotations

from dataclasses import replace

from storyreel.design.text import shape_line
from storyreel.design.tokens import TextStyle, px
from storyreel.pictures.elements import Element, Look
from storyreel.pictures.forms import Anchor, Point, Words
from storyreel.pictures.kinds.kind import NoRoomError
from storyreel.pictures.looks import INK

CLOSE_UNITS = ("°", "%")
"""Units that follow a number without a space."""

SMALLEST = px(45)
"""Size of the smallest text: capitals of 3% of the frame's height."""


def words(
    key: str,
    text: str,
    style: TextStyle,
    at: Point,
    anchor: Anchor = "center",
    look: Look = INK,
) -> Element:
    """A line of text as an element, with the role of a label."""
    return Element(key, Words(text, style, at, anchor), look, "label")


def fitted(text: str, style: TextStyle, width: float, height: float) -> TextStyle:
    """The style at the largest size, not above its own, at which a text fits a room.

    Raises NoRoomError where that is below the smallest size that can be read.
    """
    advance = shape_line(text, style).advance
    size = min(style.size, style.size * width / advance if advance else style.size, height * 1.15)
    if size < min(SMALLEST, style.size) * 0.999:
        raise NoRoomError(
            f"{text!r} does not fit at a size that can be read.",
            "Write it shorter.",
        )
    return replace(style, size=size)


def width_of(text: str, style: TextStyle) -> float:
    """The advance of a text in a style."""
    return shape_line(text, style).advance
