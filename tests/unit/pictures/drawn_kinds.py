"""Kinds of pictures as tests make and draw them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.pictures.elements import Element, Picture
from storyreel.pictures.facts import Arithmetic
from storyreel.pictures.forms import Number, Point, Polyline, Rect, Words
from storyreel.pictures.kinds import KINDS
from storyreel.pictures.kinds.fields import PictureSurroundings
from storyreel.pictures.kinds.kind import Kind
from storyreel.pictures.shared_elements import STAGE

CONTEXT = PictureSurroundings(
    lambda text, face: (), Path(), Arithmetic({"drift": 0.015, "loss": 1.069})
)
LONG = "unusually long words follow one another and have to be broken into several lines"
HALF = Frame(STAGE.left, STAGE.bottom, -px(28), STAGE.top)


def frozen(value: Any) -> Any:
    """A value as a storyboard's source has it: lists are tuples."""
    if isinstance(value, list):
        return tuple(map(frozen, value))
    return {key: frozen(item) for key, item in value.items()} if isinstance(value, dict) else value


def state(kind: str, text: str) -> Kind:
    return KINDS[kind].model_validate(frozen(yaml.safe_load(text)), context=CONTEXT)


def drawn(kind: str, text: str, room: Frame = STAGE) -> dict[str, Element]:
    return {element.key: element for element in state(kind, text).draw(room)}


def frame(element: Element) -> Frame:
    assert isinstance(element.form, Rect)
    return element.form.frame


def inside(inner: Frame, outer: Frame) -> bool:
    return (
        outer.left <= inner.left
        and inner.right <= outer.right
        and outer.bottom <= inner.bottom
        and inner.top <= outer.top
    )


def ends(element: Element) -> tuple[tuple[float, float], tuple[float, float]]:
    assert isinstance(element.form, Polyline)
    return element.form.points[0], element.form.points[-1]


def change(kind: str, first: str, second: str) -> tuple[Picture, Picture]:
    """The two ends of a change on the whole stage."""
    earlier, later = state(kind, first), state(kind, second)
    return later.change_from(earlier, tuple(earlier.draw(STAGE)), tuple(later.draw(STAGE)))


def texts(picture: Picture) -> dict[str, str]:
    """The words of elements by their keys."""
    return {
        element.key: element.form.text for element in picture if isinstance(element.form, Words)
    }


def place_of(element: Element) -> Point:
    """Where the words of an element are."""
    assert isinstance(element.form, (Words, Number))
    return element.form.at


def refused(kind: str, text: str, what: str) -> None:
    with pytest.raises(ValidationError, match=what):
        state(kind, text)
