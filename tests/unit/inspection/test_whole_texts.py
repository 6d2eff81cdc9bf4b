"""Whole texts: glyphs that are items of their own become one item per text and style."""

from __future__ import annotations

import pytest

from storyreel.drawing.drawing import Drawing, PathItem, Tag, TextGlyph
from storyreel.drawing.quanta import FRAME_HEIGHT, QUANTA_PER_UNIT
from storyreel.inspection.visible_items import cap_height
from storyreel.inspection.whole_texts import with_whole_texts
from tests.unit.inspection.cases import GOLD, NAVY, drawing, item


def glyph(
    letter: str | None, left: float, height: float, color: str = NAVY, text_id: int = 1
) -> PathItem:
    tag = Tag("label", "words", glyph=TextGlyph(text_id, letter))
    return item((left, 0, left + 0.3, height), color, tag)


def whole(*glyphs: PathItem) -> list[PathItem]:
    (joined,) = with_whole_texts([drawing(*glyphs)])
    return [each for each in joined.items if isinstance(each, PathItem)]


def test_a_text_is_one_item_with_all_outlines() -> None:
    shape = item((3, 0, 4, 1))
    text, other = whole(glyph("a", 0, 0.3), glyph("b", 1, 0.4), shape)
    assert text.tag is not None
    assert (text.tag.text, text.tag.glyph, len(text.path.starts)) == ("words", None, 2)
    assert other is shape


def test_two_texts_and_two_colours_stay_apart() -> None:
    assert len(whole(glyph("a", 0, 1), glyph("a", 1, 1, text_id=2))) == 2
    assert len(whole(glyph("a", 0, 1), glyph("b", 1, 1, GOLD))) == 2


@pytest.mark.parametrize(
    ("glyphs", "capital"),
    [
        ([("H", 0.4), ("(", 0.5)], 0.4),
        ([("a", 0.29), ("g", 0.4)], 0.29 / 0.73),
        ([(None, 0.4), (None, 0.3), (None, 0.3), (None, 2.0)], 0.4),  # an integral
    ],
)
def test_the_height_of_a_capital(glyphs: list[tuple[str | None, float]], capital: float) -> None:
    (text,) = whole(*(glyph(letter, place, high) for place, (letter, high) in enumerate(glyphs)))
    assert text.tag is not None
    height = cap_height(text, text.tag)
    assert height == pytest.approx(capital / FRAME_HEIGHT, abs=2 / QUANTA_PER_UNIT)


def test_a_text_is_outside_the_frame_with_all_of_its_glyphs() -> None:
    inside, far = glyph("a", 0, 1), (glyph("b", 9, 1), glyph("c", 10, 1))
    (joined,) = with_whole_texts([Drawing((inside,), outside=far)])
    assert joined.outside == ()
    (joined,) = with_whole_texts([Drawing((item((0, 0, 1, 1)),), outside=far)])
    assert [text.tag and text.tag.text for text in joined.outside] == ["words"]


def test_drawings_without_glyphs_are_left_as_they_are() -> None:
    one = drawing(item((0, 0, 1, 1)))
    assert with_whole_texts([one, one])[1] is one
