"""What a viewer sees of an item that is clipped."""

from __future__ import annotations

from dataclasses import replace

import pytest

from storyreel.drawing.drawing import Clip, Clips, Drawing, Item, Tag
from storyreel.drawing.paints import Paint
from storyreel.drawing.path import Path
from storyreel.drawing.quanta import Box
from storyreel.inspection import visible_items
from storyreel.inspection.visible_items import OpaqueTexts, ShownText, shape_box, shown_text
from tests.unit.inspection.cases import words

TEXT = words("run 1", "label")
BOX = TEXT.path.box


def rectangle(left: int, bottom: int, right: int, top: int) -> Path:
    """A rectangle that is larger than the text's box by these lengths."""
    return Path.rectangle(
        Box(BOX.left - left, BOX.bottom - bottom, BOX.right + right, BOX.top + top)
    )


AROUND, HALF = rectangle(9, 9, 9, 9), rectangle(9, 9, -BOX.width // 2, 9)


@pytest.mark.parametrize(
    ("clips", "expected"),
    [
        ((), BOX),
        ((Clip(AROUND),), BOX),
        ((Clip(HALF),), BOX._replace(right=HALF.box.right)),
        ((Clip(HALF), Clip(rectangle(9, 9, -BOX.width - 9, 9))), None),
        ((Clip(AROUND, inside=False),), None),
        ((Clip(rectangle(9, 9, -1, 9), inside=False),), BOX),
    ],
    ids=["whole", "in a frame", "cut", "cut off", "in a hole", "almost in a hole"],
)
def test_the_box_is_what_the_clips_leave(clips: Clips, expected: Box | None) -> None:
    assert shape_box(replace(TEXT, clips=clips)) == expected


def test_a_text_that_is_cut_in_another_way_is_another_text() -> None:
    views = [
        shown_text(replace(TEXT, clips=clips)) for clips in ((), (Clip(HALF),), (Clip(AROUND),))
    ]
    assert len({view.key for view in views if view}) == 3


def test_each_text_is_measured_once_however_often_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    """A law of cost: what the rules ask of a text does not grow with the frames that show it."""
    measured: list[object] = []

    def counting(item: Item) -> Box | None:
        measured.append(item)
        return shape_box(item)

    monkeypatch.setattr(visible_items, "shape_box", counting)
    texts = OpaqueTexts()
    for _ in range(5):
        (found,) = texts.of(Drawing((TEXT,)))
        assert found.box == found.box == BOX
    assert len(measured) == 1


@pytest.mark.parametrize(("alpha", "visible"), [(0.3, True), (0.2, False)])
def test_a_text_counts_from_the_least_opacity_on(alpha: float, visible: bool) -> None:
    paint = Paint(((0, 0, 0, round(alpha * 65535)),))
    assert bool(OpaqueTexts(0.25).of(Drawing((replace(TEXT, fill=paint),)))) == visible


def test_graphics_are_not_examined_as_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    examined: list[Item] = []

    def counting(item: Item) -> ShownText | None:
        examined.append(item)
        return shown_text(item)

    monkeypatch.setattr(visible_items, "shown_text", counting)
    graphics = [replace(TEXT, tag=tag) for tag in (None, Tag("graphic"), Tag("label", text=""))]
    found = OpaqueTexts().among([*graphics, TEXT])
    assert [text.item for text in found] == examined == [TEXT]
