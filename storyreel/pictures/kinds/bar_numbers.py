"""Numbers at bars: which are shown while bars move, and how they are rounded."""

from __future__ import annotations

from dataclasses import replace

from storyreel.design.tokens import px
from storyreel.pictures.elements import Element, Picture
from storyreel.pictures.forms import Number, Point, Polyline
from storyreel.pictures.kinds.labels import width_of

CLOSE = px(12)
"""From so near on, a number fades while a guide passes it."""


def number_of(element: Element) -> Number | None:
    """The number of a bar, where the element is one."""
    is_value = "/value/" in f"/{element.key}"
    return element.form if is_value and isinstance(element.form, Number) else None


def clear_of_guides(picture: Picture) -> Picture:
    """The picture with numbers that fade while a guide passes them."""
    guides = [
        each.form
        for each in picture
        if each.key.split("/")[-1] == "guide" and isinstance(each.form, Polyline)
    ]
    if not guides:
        return picture
    ends = [point for guide in guides for point in (guide.points[0], guide.points[-1])]
    shown = []
    for element in picture:
        number = number_of(element)
        clear = 1.0 if number is None else min(_clearance(number, *ends) / CLOSE, 1.0)
        if clear >= 1:
            shown.append(element)
        elif clear > 0:
            shown.append(element._replace(look=element.look.faded(clear)))
    return tuple(shown)


def _clearance(number: Number, start: Point, stop: Point) -> float:
    """How far a number is from a level or an upright line; 0 where it meets it."""
    words, (x, y) = number.words, number.at
    wide = width_of(words.text, words.style)
    left = x - {"left": 0.0, "center": wide / 2, "right": wide}[words.anchor]
    if abs(start[0] - stop[0]) < abs(start[1] - stop[1]):
        return max(left - start[0], start[0] - left - wide, 0.0)
    return max(abs(y - start[1]) - words.style.size / 3, 0.0)


def summing(picture: Picture, places: int) -> Picture:
    """The picture with numbers rounded so that they sum to 1 as they are shown: all down, and
    those up that lose most, until the sum is right (the largest remainder method)."""
    unit: int = 10**places
    values = {each.key: n.value * unit for each in picture if (n := number_of(each)) is not None}
    told = {key: int(value) for key, value in values.items()}
    by_loss = sorted(values, key=lambda key: told[key] - values[key])
    for key in by_loss[: max(unit - sum(told.values()), 0)]:
        told[key] += 1
    return tuple(
        each._replace(form=replace(each.form, value=told[each.key] / unit))
        if each.key in told and isinstance(each.form, Number)
        else each
        for each in picture
    )
