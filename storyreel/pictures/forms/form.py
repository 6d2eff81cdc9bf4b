"""Any form, and the way from one to another of the same shape."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

from storyreel.pictures.forms.link import Link
from storyreel.pictures.forms.outline import Outline
from storyreel.pictures.forms.photo import Photo
from storyreel.pictures.forms.polyline import Polyline
from storyreel.pictures.forms.rect import Rect
from storyreel.pictures.forms.words import Number, Typed, Words

Form: TypeAlias = Rect | Polyline | Words | Typed | Number | Outline | Photo | Link


def same_shape(first: Form, second: Form) -> bool:
    """Whether there is a continuous way from one form to the other."""
    if isinstance(first, Words) and isinstance(second, Words):
        return first.text == second.text
    if isinstance(first, Typed) and isinstance(second, Typed):
        return first.whole.text == second.whole.text
    if isinstance(first, Photo) and isinstance(second, Photo):
        return first.pixels is second.pixels
    if isinstance(first, Outline) and isinstance(second, Outline):
        return first.unit is second.unit
    if isinstance(first, Link) and isinstance(second, Link):
        return (first.start, first.stop, first.text) == (second.start, second.stop, second.text)
    return type(first) is type(second)


def mix_forms(first: Form, second: Form, share: float) -> Form:
    """The form between two of the same shape."""
    assert same_shape(first, second)
    return first.mix(second, share)  # type: ignore[arg-type]  # the same class, by the line above


def with_heights(form: Form, other: Form) -> Form:
    """The form at the heights of another one of the same shape."""
    match form, other:
        case Rect(), Rect():
            frame = replace(form.frame, bottom=other.frame.bottom, top=other.frame.top)
            return replace(form, frame=frame)
        case ((Words() | Number()), (Words() | Number())):
            return replace(form, at=(form.at[0], other.at[1]))
        case Polyline(), Polyline():
            ends = zip(form.points, other.points, strict=True)
            return replace(form, points=tuple((x, y) for (x, _), (_, y) in ends))
        case _:
            return form
