"""Every kind in the smallest and in the largest rectangle that it accepts."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.pictures.elements import Element
from storyreel.pictures.emphasis import box_of
from storyreel.pictures.kinds import KINDS
from storyreel.pictures.kinds.kind import Kind, NoRoomError, PictureSurroundings

ASSETS = Path(__file__).parents[3] / "assets"
CONTEXT = PictureSurroundings(lambda text, face: (), ASSETS)
SPILL = px(20)
"""How far strokes and descenders may reach beyond the rectangle, less than half a gutter."""


def room(share: float) -> Frame:
    """A part of the stage with its proportions."""
    width, height = px(1700 * share), px(570 * share)
    return Frame(-width / 2, -height / 2, width / 2, height / 2)


def drawn(kind: Kind, share: float) -> tuple[Element, ...]:
    """Its elements; none where it does not fit."""
    try:
        return tuple(kind.draw(room(share)))
    except NoRoomError:
        return ()


def spill(elements: tuple[Element, ...], frame: Frame) -> float:
    box = box_of(elements)
    assert box is not None
    beyond = (frame.left - box.left, box.right - frame.right, frame.bottom - box.bottom)
    return max(*beyond, box.top - frame.top)


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.placed])
def test_it_stays_in_its_rectangle_from_the_smallest_to_the_largest(name: str) -> None:
    example = yaml.safe_load(KINDS[name].example)
    kind = KINDS[name].model_validate(example, context=CONTEXT, strict=False)
    shares = [step / 50 for step in range(5, 51)]
    smallest = next(share for share in shares if drawn(kind, share))
    for share in (smallest, 1.0):
        assert spill(drawn(kind, share), room(share)) <= SPILL, share
    assert smallest <= 0.7, "it can be shown beside other things"
