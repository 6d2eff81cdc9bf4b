"""The gallery of kinds: the example of each, drawn, with the YAML that made it."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from storyreel.design.layout import Frame
from storyreel.drawing.drawing import Drawing
from storyreel.pictures.board import ThingOptions
from storyreel.pictures.changes import GUTTER
from storyreel.pictures.drawing_items import DrawingBuilder
from storyreel.pictures.elements import Picture
from storyreel.pictures.emphasis import resolved
from storyreel.pictures.kinds import KINDS
from storyreel.pictures.kinds.fields import PictureSurroundings
from storyreel.pictures.kinds.kind import Kind
from storyreel.pictures.layout import row_layout
from storyreel.pictures.passages import drawn
from storyreel.pictures.shared_elements import title_and_background
from storyreel.pictures.stated import Stated
from storyreel.pictures.zoom import largest_zoom

ROOM = Frame.of(410, 240, 1510, 840)
"""Where an example is drawn: about half of the stage, in the middle of the frame."""

JOINED: dict[str, dict[str, dict[str, Any]]] = {
    "arrow": {
        "odds": {"bars": {"even": 100, "mark": 62, "top": 4}},
        "loss": {"figure": {"value": 4.605, "digits": 3, "note": "loss"}},
    },
    "bracket": {"row": {"tokens": {"pieces": ["the", "bee", "makes", "honey"], "mark": [4]}}},
}
"""What the examples of kinds that join other things refer to."""


NO_IMAGE: dict[str, dict[str, Any]] = {"icon": {"show": "image", "word": "an image of yours"}}
"""What a project without the example's image shows instead."""


@dataclass(frozen=True, slots=True)
class KindExhibit:
    """One kind in the gallery. `yaml` is what an author writes for what the drawing shows."""

    name: str
    summary: str
    yaml: str
    drawing: Drawing


def exhibits(assets: Path) -> Iterator[KindExhibit]:
    """Every kind, in the order of the gallery."""
    context = PictureSurroundings(lambda text, face: (), assets)
    for name, kind in KINDS.items():
        fields = yaml.safe_load(kind.example)
        there = name != "image" or (assets / fields["file"]).is_file()
        thing = {name: fields} if there else NO_IMAGE
        things = {**JOINED.get(name, {}), "thing": thing}
        elements = resolved(_elements(things, context))
        background = title_and_background(name)[:1]
        drawing = DrawingBuilder().drawing((*background, *elements))
        yield KindExhibit(name, summary_of(kind), f"{name}: {kind.example}", drawing)


def summary_of(kind: type[Kind]) -> str:
    """The first sentence of a kind's documentation."""
    text = " ".join(inspect.cleandoc(kind.__doc__ or "").split())
    first, dot, _ = text.partition(". ")
    return first + "." if dot else text


def _elements(
    things: dict[str, dict[str, dict[str, Any]]], context: PictureSurroundings
) -> Picture:
    """The elements of things side by side."""
    states = {
        name: KINDS[kind].model_validate(fields, context=context, strict=False)
        for name, thing in things.items()
        for kind, fields in thing.items()
    }
    placed = tuple(name for name, state in states.items() if state.placed)
    frames = row_layout(placed).frames(ROOM, GUTTER)
    return tuple(
        element
        for name, state in states.items()
        for element in drawn(_stated(name, state, frames.get(name, ROOM)))
    )


def _stated(name: str, state: Kind, frame: Frame) -> Stated:
    """A thing in its frame, as large as it is there in a clip."""
    return Stated(name, state, ThingOptions(), frame, (), zoom=largest_zoom(state, frame))
