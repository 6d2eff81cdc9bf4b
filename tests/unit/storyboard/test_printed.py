"""Texts that a handout prints are found with their lines, and so are characters that it lacks."""

from __future__ import annotations

from pathlib import Path

from storyreel.design.fonts import missing_characters
from storyreel.storyboard.printed import unprintable
from storyreel.storyboard.source import YamlSource, read_source

BOARD = """\
title: About 12\u202f%
alt: \u7d50\u679c
insight: Fine words.
sources: [good, "\u7d50\u679c"]
facts: {one: {value: 1, source: "\u0939\u093f"}}
beats:
  - {id: first, caption: {text: "\u7d50"}, notes: "\u7d50\u679c\u7d50\u679c"}
data: {text: "\u7d50"}
"""


def board(tmp_path: Path) -> YamlSource:
    path = tmp_path / "lesson.yaml"
    path.write_text(BOARD, "utf-8")
    return read_source(path, path.name)


def test_what_cannot_be_printed_is_found_with_its_place(tmp_path: Path) -> None:
    found = list(unprintable(board(tmp_path), lambda text: missing_characters(text, "sans")))
    assert [mistake.path for mistake in found] == [
        ("sources", 1),
        ("facts", "one", "source"),
        ("beats", 0, "caption", "text"),
        ("beats", 0, "notes"),
    ]
    assert found[0].what == (
        "the handout's font lacks '\u7d50' (U+7D50 CJK UNIFIED IDEOGRAPH-7D50), "
        "'\u679c' (U+679C CJK UNIFIED IDEOGRAPH-679C)."
    )


def test_only_a_few_characters_are_named(tmp_path: Path) -> None:
    found = list(unprintable(board(tmp_path), lambda text: "abcdef" if "Fine" in text else ""))
    assert found[0].what.endswith("'d' (U+0064 LATIN SMALL LETTER D) and 2 more.")
