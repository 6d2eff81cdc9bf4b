"""Characters of texts, and how captions break into lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyreel.storyboard.text import (
    caption_fits,
    caption_lines,
    character_name,
    unwanted,
    words_of,
)


def test_a_caption_of_two_sentences_breaks_between_them_where_they_fit() -> None:
    fitting = "One salary becomes 225. The mean follows, and the median does not."
    assert caption_lines(fitting)[0] == "One salary becomes 225."
    long = "Look. " + "The mean of all seven values follows the largest one of them everywhere"
    assert caption_lines(long)[0] != "Look."


@pytest.mark.parametrize(
    "character", ["\0", "\x7f", "\x85", "\u200b", "\u202e", "\u2028", "\ufeff", "\uffff"]
)
def test_unwanted_characters_are_found(character: str) -> None:
    assert list(unwanted(f"a{character}b")) == [(1, character)]
    assert list(unwanted(f"a{character}b", allowed=character)) == []


def test_letters_of_any_script_and_symbols_are_accepted() -> None:
    assert list(unwanted("Añ 语 ␣ ✓ → é")) == []


def test_unassigned_characters_are_accepted() -> None:
    """Which characters are unassigned depends on the version of Python."""
    assert list(unwanted("\U0001fae9 \U000e0fff")) == []


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
def test_captions_that_fit_and_that_do_not(text: str, fits: bool) -> None:
    assert caption_fits(text) is fits


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_a_no_break_space_stays_within_its_line(space: str) -> None:
    percent = f"12{space}%"
    text = f"The second run is about {percent} lower than the first."
    lines = caption_lines(text)
    assert len(lines) == 2
    assert sum(percent in line for line in lines) == 1
    assert caption_lines(f"About {percent}") == (f"About {percent}",)
    assert words_of(f" a  b{space}c ") == ["a", f"b{space}c"]


@given(st.lists(st.text("abc", min_size=1, max_size=15), min_size=1, max_size=14))
def test_lines_hold_the_words_in_order(words: list[str]) -> None:
    lines = caption_lines(" ".join(words))
    assert " ".join(lines).split() == words
    assert len(lines) <= 2
