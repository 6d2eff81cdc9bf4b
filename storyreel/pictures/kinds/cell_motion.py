"""How cells move from one picture of `cells` to another."""

from __future__ import annotations

from collections.abc import Iterator

from storyreel.design.layout import Frame
from storyreel.pictures.elements import Element, Picture
from storyreel.pictures.emphasis import box_of
from storyreel.pictures.forms import Rect
from storyreel.pictures.kinds.kind import entering
from storyreel.pictures.transitions import WHOLE

ARRIVED = (0.6, 1.0)
"""Shares of a change between which numbers enter in cells that move."""

HOMES = {"block": "cell/", "left": "left/cell/", "above": "above/cell/"}
"""The rectangles that cells are in, and how the keys of these cells begin."""


def rooted(picture: Picture, other: Picture) -> Picture:
    """The elements, with numbers that fade in place where the other picture has their cells."""
    kept = {element.key.removeprefix("cell/") for element in other}
    return tuple(
        element._replace(birth=None)
        if element.key.startswith("value/") and element.key.removeprefix("value/") in kept
        else element
        for element in picture
    )


def together(before: Picture, after: Picture) -> Picture:
    """The later elements; those that are elsewhere than before all move at once."""
    forms = {element.key: element.form for element in before}
    return tuple(
        element._replace(span=None)
        if forms.get(element.key, element.form) != element.form
        else element
        for element in after
    )


def numbers_last(before: Picture, after: Picture) -> Picture:
    """The later elements; a new number enters when its cell, which moves, is nearly there."""
    cells = {element.key: element.form for element in before if element.key.startswith("cell/")}
    moving = {
        f"value/{element.key.removeprefix('cell/')}"
        for element in after
        if cells.get(element.key, element.form) != element.form
    }
    return entering(before, after, tuple(moving), ARRIVED)


def evenly(before: Picture, after: Picture) -> Picture:
    """The later elements; a cell that gets another tint in its place takes the whole change."""
    forms = {element.key: element.form for element in before}
    return tuple(
        element._replace(span=WHOLE)
        if element.span is None
        and element.key.startswith(tuple(HOMES.values()))
        and forms.get(element.key) == element.form
        else element
        for element in after
    )


def in_block(cells: Picture, block: Picture) -> Iterator[Element]:
    """Cells of one picture, unseen, at their places in the block and strips of another."""
    small = {element.key: element.form for element in block}
    for element in cells:
        home = next((n for n, start in HOMES.items() if element.key.startswith(start)), "")
        outer, inner = _home(home, cells), small.get(home)
        if outer and isinstance(inner, Rect) and isinstance(element.form, Rect):
            frame = _mapped(element.form.frame, outer, inner.frame)
            yield element.at(Rect(frame), element.look.faded(0.0))


def around_cells(block: Picture, cells: Picture) -> Iterator[Element]:
    """The block and strips of one picture, unseen, around the cells of another that lacks them."""
    known = {element.key for element in cells}
    for element in block:
        frame = _home(element.key, cells) if element.key not in known else None
        if frame and isinstance(element.form, Rect):
            yield element.at(Rect(frame, element.form.radius), element.look.faded(0.0))


def _home(name: str, cells: Picture) -> Frame | None:
    """The rectangle that cells of a picture are in: the one with this key, or around them."""
    if name not in HOMES:
        return None
    drawn = [element for element in cells if element.key == name]
    return box_of(drawn or [e for e in cells if e.key.startswith(HOMES[name])])


def _mapped(frame: Frame, outer: Frame, inner: Frame) -> Frame:
    """A frame within `outer`, where it is once that has become `inner`."""
    across, up = inner.width / outer.width, inner.height / outer.height
    return Frame(
        inner.left + (frame.left - outer.left) * across,
        inner.bottom + (frame.bottom - outer.bottom) * up,
        inner.left + (frame.right - outer.left) * across,
        inner.bottom + (frame.top - outer.bottom) * up,
    )


def grown(picture: Picture) -> Picture:
    """The elements, with cells that grow from their centres, and numbers that fade in place."""
    return tuple(_in_place(element) for element in picture)


def _in_place(element: Element) -> Element:
    if element.key.startswith("cell/") and isinstance(element.form, Rect):
        return element._replace(birth=point(element.form))
    if element.key.startswith("value/"):
        return element._replace(birth=None)
    return element


def point(form: Rect) -> Rect:
    """A rectangle before it has grown from its centre."""
    x, y = form.frame.center
    return Rect(Frame(x, y, x, y))
