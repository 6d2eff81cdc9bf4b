"""Lines of text as outlines: shaping, widths, and missing characters."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from storyreel.base.errors import RequestError
from storyreel.design.fonts import FontId
from storyreel.design.text import shape_line
from storyreel.design.tokens import TextStyle, Type, px

SANS = TextStyle(FontId("sans", "medium"), 1.0)
MONO = TextStyle(FontId("mono", "regular"), 1.0)


def width(text: str, style: TextStyle) -> float:
    return shape_line(text, style).advance


def test_letter_pairs_are_kerned() -> None:
    assert width("AV", SANS) < width("A", SANS) + width("V", SANS) - 0.02


def test_tabular_figures_have_equal_widths() -> None:
    tabular = {round(width(digit, replace(SANS, tabular=True)), 9) for digit in "0123456789"}
    assert len(tabular) == 1
    assert len({round(width(digit, SANS), 9) for digit in "0123456789"}) > 1, "the test can fail"


def test_monospaced_characters_have_equal_widths_and_no_ligatures() -> None:
    assert width("->!==ilW ", MONO) == pytest.approx(9 * width("0", MONO))
    for glyph, character in zip(shape_line("->!==fi", MONO).glyphs, "->!==fi", strict=True):
        place = np.array([glyph.cluster * width("0", MONO), 0.0, 0.0])
        assert np.allclose(glyph.curves, shape_line(character, MONO).curves + place), character


def test_cap_height_is_the_height_of_a_capital() -> None:
    for style in (SANS, MONO, Type.TITLE):
        line = shape_line("H", style)
        assert line.curves[:, 1].max() == pytest.approx(line.cap_height, rel=0.02)
        assert line.curves[:, 1].min() == pytest.approx(0.0, abs=1e-9)


def test_no_break_spaces_keep_their_width() -> None:
    space = width("2 %", SANS) - width("2%", SANS)
    assert width("2\u00a0%", SANS) == pytest.approx(width("2 %", SANS))
    assert space / 3 < width("2\u202f%", SANS) - width("2%", SANS) < space


def test_size_scales_everything() -> None:
    small, large = shape_line("Seed", SANS), shape_line("Seed", replace(SANS, size=3.0))
    assert np.allclose(small.curves * 3, large.curves)
    assert large.advance == pytest.approx(3 * small.advance)


def test_tracking_is_added_after_each_character() -> None:
    assert width("abc", replace(SANS, tracking=0.1)) == pytest.approx(width("abc", SANS) + 0.3)


@pytest.mark.parametrize("text", ["Bag8%g", "ä", "é i"])
def test_outlines_are_closed_sub_paths_of_joined_curves(text: str) -> None:
    curves = shape_line(text, SANS).curves.reshape(-1, 4, 3)
    begins = [0]
    begins += [i for i in range(1, len(curves)) if not np.allclose(curves[i, 0], curves[i - 1, 3])]
    assert len(begins) >= len(text.replace(" ", ""))
    for begin, end in zip(begins, [*begins[1:], len(curves)], strict=True):
        assert np.allclose(curves[begin, 0], curves[end - 1, 3])
    assert not curves[..., 2].any()


def test_glyphs_are_in_order_and_refer_to_their_character() -> None:
    glyphs = shape_line("abc", SANS).glyphs
    assert [glyph.cluster for glyph in glyphs] == [0, 1, 2]
    lefts = [glyph.curves[:, 0].min() for glyph in glyphs]
    assert lefts == sorted(lefts)


@pytest.mark.parametrize(("text", "spaces"), [("", 0), (" ", 1), ("   ", 3)])
def test_text_without_ink_has_no_curves_but_its_width(text: str, spaces: int) -> None:
    line = shape_line(text, MONO)
    assert line.curves.shape == (0, 3)
    assert line.advance == pytest.approx(spaces * width("0", MONO))


def test_a_missing_character_is_named() -> None:
    with pytest.raises(RequestError) as caught:
        shape_line("token 漢 and 漢字", MONO)
    assert str(caught.value) == (
        "The font mono.regular lacks '漢' (U+6F22), '字' (U+5B57) of the text 'token 漢 and 漢字'. "
        "Use other characters."
    )


def test_a_style_can_be_resized() -> None:
    assert Type.CODE.sized(108).size == pytest.approx(px(108))
    assert Type.CODE.sized(108).font == Type.CODE.font
