"""Glyph tags: the letters of Manim's own texts say which text they belong to.

Manim draws each glyph of a text as a mobject of its own. Inspection puts those of one text together
again and judges it like a line of ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, singledispatch
from typing import Any, NamedTuple

from manim import (
    DecimalNumber,
    MarkupText,
    Mobject,
    Paragraph,
    SingleStringMathTex,
    Tex,
    Text,
    Typst,
)

from storyreel.drawing.drawing import Tag, TextGlyph
from storyreel.parts.marks import tag_of, tagged
from storyreel.stage.shown_words import shown_words


class _Text(NamedTuple):
    """A text of Manim: the mobject that holds its glyphs, its role, and its words where known."""

    mobject: Mobject
    role: str
    words: str | None


def tag_glyphs(mobjects: Iterable[Mobject]) -> None:
    """Tag the glyphs of all texts among mobjects and their submobjects, as they are now.

    A tag of the text itself takes precedence over that of its class.
    """
    waiting = list(mobjects)
    while waiting:
        mobject = waiting.pop()
        if not _is_text(type(mobject)):  # type: ignore[arg-type]
            waiting += mobject.submobjects
            continue
        for text in _texts_in(mobject):
            _tag_text(text)


def _tag_text(text: _Text) -> None:
    own = tag_of(text.mobject)
    if own is not None and own.text is None:
        role, words = own.role, None
    else:
        role, words = (own.role, own.text) if own else (text.role, text.words)
    glyphs = [member for member in text.mobject.get_family() if len(member.points)]
    letters = "".join((words or "").split())
    if words is None or not any(map(str.isalnum, letters)):
        tags = [Tag(role if own else "graphic")] * len(glyphs)
    else:
        text_id = id(text.mobject)
        known: Iterable[str | None] = (
            letters if len(letters) == len(glyphs) else [None] * len(glyphs)
        )
        tags = [Tag(role, words, glyph=TextGlyph(text_id, letter)) for letter in known]
    for glyph, tag in zip(glyphs, tags, strict=True):
        if tag_of(glyph) != tag:
            tagged(glyph, tag)


@singledispatch
def _texts_in(mobject: Mobject) -> Iterable[_Text]:
    """The texts in a mobject."""
    return ()


@cache
def _is_text(kind: type[Any]) -> bool:
    """Whether there are texts in mobjects of a class."""
    return _texts_in.dispatch(kind) is not _texts_in.dispatch(Mobject)


@_texts_in.register(Text)
@_texts_in.register(MarkupText)
def _words(text: Text | MarkupText) -> Iterator[_Text]:
    yield _Text(text, "label", shown_words(text))


@_texts_in.register
def _lines(paragraph: Paragraph) -> Iterator[_Text]:
    lines = paragraph.lines_text.original_text.split("\n")
    for line, words in zip(paragraph.submobjects, lines, strict=False):
        yield _Text(line, "label", _beginning(words, len(line.submobjects)))


def _beginning(words: str, letters: int) -> str:
    """The words up to their n-th letter: `Code` removes what it appends to align its lines."""
    ends = [end for end, letter in enumerate(words, start=1) if not letter.isspace()]
    return words[: ends[letters - 1]] if 0 < letters < len(ends) else words


@_texts_in.register
def _number(number: DecimalNumber) -> Iterator[_Text]:
    yield _Text(number, "number", str(number._get_num_string(number.number)))


@_texts_in.register
def _formula(formula: SingleStringMathTex) -> Iterator[_Text]:
    role = "label" if isinstance(formula, Tex) else "token"
    yield _Text(formula, role, formula.tex_string)


@_texts_in.register
def _typst(text: Typst) -> Iterator[_Text]:
    yield _Text(text, "token", text.typst_code)
