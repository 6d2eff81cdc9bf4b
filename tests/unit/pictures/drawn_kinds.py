"""Kinds of pictures as tests make and draw them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.pictures.elements import Element
from storyreel.pictures.facts import Arithmetic
from storyreel.pictures.forms import Polyline, Rect
from storyreel.pictures.house import STAGE
from storyreel.pictures.kinds import KINDS
from storyreel.pictures.kinds.kind import Kind, PictureSurroundings

CONTEXT = PictureSurroundings(
    lambda text, face: (), Path(), Arithmetic({"drift": 0.015, "loss": 1.069})
)
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
