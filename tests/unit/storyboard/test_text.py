from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyreel.storyboard.text import caption_fits, caption_lines, character_name, unwanted


@pytest.mark.parametrize(
    "character", ["\0", "\x7f", "\x85", "\u200b", "\u202e", "\u2028", "\ufeff"]
)
def test_unwanted_characters_are_found(character: str) -> None:
    assert list(unwanted(f"a{character}b")) == [(1, character)]
    assert list(unwanted(f"a{character}b", allowed=character)) == []


def test_letters_of_any_script_and_symbols_are_wanted() -> None:
    assert list(unwanted("Añ 语 ␣ ✓ → é")) == []


def test_characters_have_printable_names() -> None:
    assert character_name("\u202e") == "U+202E RIGHT-TO-LEFT OVERRIDE"
    assert character_name("\n") == "U+000A LINE BREAK"
    assert character_name("\x07") == "U+0007 CONTROL CHARACTER"
    assert character_name("\ud800").startswith("U+D800")


def test_a_short_caption_is_one_line() -> None:
    assert caption_lines("x" * 20 + " " + "y" * 21) == ("x" * 20 + " " + "y" * 21,)


def test_a_long_caption_is_two_lines_of_nearly_equal_length() -> None:
    text = "Reproducibility gates turn experiments into evidence."
    assert caption_lines(text) == ("Reproducibility gates turn", "experiments into evidence.")


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("x" * 42, True),
        ("x" * 43, False),
        ("x" * 42 + " " + "y" * 42, True),
        ("x" * 43 + " y", False),
        ("a " + "x" * 30 + " " + "y" * 20 + " " + "z" * 20, True),
        ("x" * 30 + " " + "y" * 30 + " " + "z" * 30, False),
    ],
)
def test_what_fits(text: str, fits: bool) -> None:
    assert caption_fits(text) is fits


@given(st.lists(st.text("abc", min_size=1, max_size=15), min_size=1, max_size=14))
def test_lines_hold_the_words_in_order(words: list[str]) -> None:
    lines = caption_lines(" ".join(words))
    assert " ".join(lines).split() == words
    assert len(lines) <= 2
