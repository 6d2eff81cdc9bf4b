"""Prose in plain, idiomatic English: docstrings, comments, messages and Markdown."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.project_files import name_of, own_files

STILTED = re.compile(
    r"""
      \b mend (?:s|ed|ing)? \b
    | \b (?:is|are) \s no \s (?!longer\b|more\b|less\b|fewer\b|greater\b|larger\b|smaller\b)
    | \b is \s not \s able \b
    | \b nobody \b
    | \b whatever \b
    | \b wherever \s it \b
    | \b what \s is \s \w+ \s is \b
    | \b tells? \s of \b
    | \b as \s it \s were \b
    | \b said \s of \b
    | \b the \s very \s (?:same|bytes|files) \b
    | \b stands? \b (?!\s+(?:for|alone|still|out|in)\b)
    | \b (?: it | everything | what | that | something | nothing | text ) \s lies \b
    | \b not \s to \s be \s (?:trusted|had) \b
    | \b (?: anew | thrice | thereof | therein | hereby ) \b
    | \b (?: rushes | easel | understudy | crews? ) \b
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Turns of phrase that no native speaker writes, and metaphors that only insiders know."""

EXEMPT = ("tests/unit/test_language.py",)
"""Quotes what it searches for."""


def prose(path: Path) -> Iterator[tuple[int, str]]:
    """The line and text of each docstring, comment and message of a Python or Markdown file."""
    text = path.read_text("utf-8")
    if path.suffix == ".md":
        yield from enumerate(text.splitlines(), 1)
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value
    for line, code in enumerate(text.splitlines(), 1):
        if "#" in code:  # of a comment or in a string, which is read above as well
            yield line, code[code.index("#") :]


def stilted(text: str) -> list[str]:
    """The phrases of a text that do not read naturally."""
    return [" ".join(found[0].split()) for found in STILTED.finditer(text)]


def test_prose_reads_naturally() -> None:
    files = [
        path
        for path in own_files()
        if path.suffix in (".py", ".md") and not name_of(path).startswith(EXEMPT)
    ]
    found = [
        f"{name_of(path)}:{line}: {phrase!r}"
        for path in files
        for line, text in prose(path)
        for phrase in stilted(text)
    ]
    assert found == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Mend the scene.",
        "a font that is no font",
        "the machine is not able",
        "so that nobody reads it",
        "the same whatever the quality",
        "it keeps its name wherever it goes",
        "From here on only what is new is looked at.",
        "what it tells of the stream",
        "What stands is left",
        "Everything stands\nbeside its place",
        "what lies below it",
        "the rushes of a segment",
    ],
)
def test_a_planted_phrase_is_found(sentence: str) -> None:
    assert stilted(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Fix the scene.",
        "The file is no longer needed, and there are no more frames.",
        "A dot stands for one test.",
        "Amend the commit.",
        "The image lies outside the frame.",
        "Use whichever comes first.",
    ],
)
def test_plain_english_passes(sentence: str) -> None:
    assert stilted(sentence) == []


def test_prose_is_read_from_docstrings_comments_messages_and_markdown(tmp_path: Path) -> None:
    module, page = tmp_path / "module.py", tmp_path / "page.md"
    module.write_text('"""One."""\n\nx = 1  # two\nprint(f"three {x} four")\n', encoding="utf-8")
    page.write_text("five\nsix\n", encoding="utf-8")
    found = sorted(prose(module))
    assert found == [(1, "One."), (3, "# two"), (4, " four"), (4, "three ")]
    assert list(prose(page)) == [(1, "five"), (2, "six")]
