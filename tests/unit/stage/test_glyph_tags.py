"""Manim's own texts and shapes in a clip are judged like the clip's own."""

from __future__ import annotations

from typing import Any

import pytest
from manim import Code, DecimalNumber, MarkupText, Mobject, Square, Text, VGroup

from storyreel.drawing.drawing import Tag
from storyreel.inspection.run import judge_drawings
from storyreel.parts.marks import tag_of, tagged
from storyreel.stage.glyph_tags import tag_glyphs

pytestmark = pytest.mark.usefixtures("files_of_manim")

IN_PANGO: dict[str, Any] = {"mob_class": Text}
"""Numbers without LaTeX."""


def texts_of(mobject: Mobject) -> dict[str, str]:
    """The letters of each text in a mobject, by its words; `?` is a letter that is not known."""
    tag_glyphs([mobject])
    found: dict[str, str] = {}
    for member in mobject.get_family():
        tag = tag_of(member)
        if tag and tag.glyph:
            found[tag.text or ""] = found.get(tag.text or "", "") + (tag.glyph.letter or "?")
    return found


@pytest.mark.parametrize(
    ("mobject", "texts"),
    [
        (lambda: VGroup(Text("run 1"), Square()), {"run 1": "run1"}),
        (lambda: MarkupText("a <b>B</b>"), {"a B": "aB"}),
        (lambda: DecimalNumber(0.5, **IN_PANGO), {"0.50": "0.50"}),
        (
            lambda: Code(code_string="x = 1\n\nreturn x", language="python"),
            {"x = 1": "x=1", "return x": "returnx", "1": "1", "2": "2", "3": "3"},
        ),
        (lambda: Text("→"), {}),  # a sign is judged as a graphic
        (Square, {}),
    ],
)
def test_glyphs_know_their_text(mobject: Any, texts: dict[str, str]) -> None:
    assert texts_of(mobject()) == texts


def test_a_copy_is_another_text() -> None:
    text = Text("run")
    tag_glyphs([text])
    copy = text.copy()
    tag_glyphs([text, copy])
    (one, *_), (other, *_) = (map(tag_of, each.submobjects) for each in (text, copy))
    assert one and other and one.glyph and other.glyph
    assert one.glyph.text_id != other.glyph.text_id


def test_the_tag_of_a_text_takes_precedence() -> None:
    assert texts_of(tagged(Text("42"), Tag("decor"))) == {}


def findings(stage: Any, body: str, frames: int = 60) -> list[tuple[str, str | None]]:
    """The rules that a clip breaks with this opening, and the words they are broken by."""
    loaded = stage.load(opening=body)
    drawings = stage.perform(frames=frames, opening=body)
    found = judge_drawings(stage.timeline(loaded), loaded.storyboard, drawings)
    judged = {"contrast", "graphics", "overlap", "safe-area", "text-size"}
    return [(each.rule, each.text) for each in found if each.rule in judged]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("self.add(Text('words'))", []),
        ("self.add(Text('words', color=WHITE))", [("contrast", "words")]),
        ("self.add(Text('words', font_size=14))", [("text-size", "words")]),
        ("self.add(Text('words').to_edge(LEFT, buff=0.1))", [("safe-area", "words")]),
        ("self.add(Text('words'), Text('other'))", [("overlap", "other")]),
        ("self.add(Square())", []),
        ("self.add(Square(color=WHITE))", [("graphics", None)]),
        ("self.add(Square().to_edge(LEFT, buff=0.1))", [("safe-area", None)]),
    ],
)
def test_what_manim_draws_is_judged(
    stage: Any, body: str, expected: list[tuple[str, str | None]]
) -> None:
    assert findings(stage, body, frames=15) == expected
