"""Numbers with their nouns."""

from __future__ import annotations

import pytest

from storyreel.base.counted import counted


@pytest.mark.parametrize(
    ("number", "nouns", "words"),
    [
        (0, ("cell",), "0 cells"),
        (1, ("cell",), "1 cell"),
        (2, ("cell",), "2 cells"),
        (1, ("entry", "entries"), "1 entry"),
        (2, ("entry", "entries"), "2 entries"),
    ],
)
def test_one_thing_is_singular(number: int, nouns: tuple[str, ...], words: str) -> None:
    assert counted(number, *nouns) == words
