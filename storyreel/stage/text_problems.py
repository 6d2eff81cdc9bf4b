"""Text problems: characters that no font has, and fonts that the machine lacks, in Manim's texts.

Pango draws a box with the code of a character that no font has, and replaces a font that it does
not find, both without an error.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, TypeAlias

from manim import MarkupText, Text
from manimpango import MarkupUtils

from storyreel.stage.shown_words import shown_words

_BOX = re.compile(r"""<path (?:style="fill:none;[^"]*stroke:|fill="none"[^>]* stroke=")""")
"""The outline of a box in an SVG file of Pango; glyphs and underlines are filled. cairo writes
styles up to version 1.16, and attributes from 1.18 on."""

_GENERIC_FONTS = frozenset(
    {"", "sans", "sans-serif", "serif", "mono", "monospace", "system-ui", "cursive", "fantasy"}
)
"""Families that stand for a font of the machine."""

_INVISIBLE = frozenset({"Cf", "Mn", "Zs"})
"""Unicode categories of joiners, selectors and marks, which show nothing alone."""

AnyText: TypeAlias = Text | MarkupText


@dataclass(frozen=True, slots=True)
class TextProblem:
    """A text with the characters that are shown as boxes, or the font that is not installed."""

    text: str
    characters: str = ""
    font: str = ""


@contextmanager
def recorded_text_problems() -> Iterator[list[TextProblem]]:
    """Within the block, Manim's texts are examined as they are made; each problem occurs once."""
    problems: dict[TextProblem, None] = {}
    found: list[TextProblem] = []

    def examine(text: AnyText, file: Path) -> None:
        for problem in _problems(text, file):
            if problem not in problems:
                problems[problem] = None
                found.append(problem)

    classes: tuple[Any, ...] = (Text, MarkupText)
    original = {kind: kind._text2svg for kind in classes}
    for kind, render in original.items():
        kind._text2svg = _examined(render, examine)
    try:
        yield found
    finally:
        for kind, render in original.items():
            kind._text2svg = render


def _examined(render: Any, examine: Callable[[AnyText, Path], None]) -> Any:
    """The method of a text that writes its SVG file, followed by an examination."""

    @wraps(render)
    def render_and_examine(text: AnyText, *args: Any) -> str:
        file = str(render(text, *args))
        examine(text, Path(file))
        return file

    return render_and_examine


def _problems(text: AnyText, file: Path) -> Iterator[TextProblem]:
    words = shown_words(text)
    families = [family.strip() for family in text.font.split(",")]
    if not any(_is_installed(family) for family in families):
        yield TextProblem(words, font=text.font)
    if _has_boxes(file):
        probe = file.with_suffix(".probe.svg")
        boxes = [c for c in dict.fromkeys(words) if _is_box(c, text.font, probe)]
        yield TextProblem(words, characters="".join(boxes), font=text.font)


def _is_installed(family: str) -> bool:
    installed = {name.lower() for name in Text.font_list()}
    return family.lower() in installed | _GENERIC_FONTS


def _has_boxes(file: Path) -> bool:
    return _BOX.search(file.read_text(encoding="utf-8")) is not None


def _is_box(character: str, font: str, probe: Path) -> bool:
    """Whether Pango draws a character as a box."""
    if character.isspace() or unicodedata.category(character) in _INVISIBLE:
        return False
    from html import escape  # noqa: PLC0415 - a large table, and few texts have boxes

    markup = escape(character)
    MarkupUtils.text2svg(
        markup, font, "NORMAL", "NORMAL", 10, 0, False, str(probe), 10, 10, 100, 100,
        justify=False, pango_width=100,
    )  # fmt: skip
    return _has_boxes(probe)
