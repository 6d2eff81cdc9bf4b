"""Characters without a glyph and fonts that are missing, in texts of plain scenes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from manim import MarkupText, Text
from manimpango import MarkupUtils

from storyreel.base.timebase import Fps
from storyreel.inspection.findings import Severity
from storyreel.render.sources.manim_scene import ManimSceneSource
from storyreel.stage.text_problems import TextProblem, recorded_text_problems

pytestmark = pytest.mark.usefixtures("files_of_manim")


def test_characters_that_no_font_has_are_named() -> None:
    with recorded_text_problems() as problems:
        Text("gate \u0378 \U00050123")
        Text("gate \u0378 \U00050123")
        MarkupText("a <b>\u0378</b> &amp; b")
    assert problems == [
        TextProblem("gate \u0378 \U00050123", characters="\u0378\U00050123"),
        TextProblem("a \u0378 & b", characters="\u0378"),
    ]


LETTER_1_16 = '<path style=" stroke:none;fill-rule:nonzero;fill:rgb(0%,0%,0%);" d="M 1 4"/>'
LETTER_1_18 = '<path fill-rule="nonzero" fill="rgb(0%, 0%, 0%)" fill-opacity="1" d="M 1 4"/>'
BOX_1_16 = '<path style="fill:none;stroke-width:0.36;stroke:rgb(0%,0%,0%);" d="M 1 4"/>'
BOX_1_18 = '<path fill="none" stroke-width="0.36" stroke="rgb(0%, 0%, 0%)" d="M 1 4"/>'


@pytest.mark.parametrize(
    ("written", "characters"),
    [
        (LETTER_1_16, ""),
        (LETTER_1_18, ""),
        (LETTER_1_16 + BOX_1_16, "g"),
        (LETTER_1_18 + BOX_1_18, "g"),
    ],
)
def test_boxes_are_found_as_each_version_of_cairo_writes_them(
    written: str, characters: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def write(*args: object, **rest: object) -> str:
        file = tmp_path / "text.svg"
        file.write_text(f"<svg>{written}</svg>", encoding="utf-8")
        return str(file)

    monkeypatch.setattr(Text, "_text2svg", write)
    monkeypatch.setattr(
        MarkupUtils, "text2svg", lambda *args, **rest: shutil.copy(write(), args[7])
    )
    with recorded_text_problems() as problems:
        Text("g")
    assert [each.characters for each in problems] == ([characters] if characters else [])


def test_a_font_that_is_not_installed_is_named() -> None:
    with recorded_text_problems() as problems:
        Text("gate", font="No Such Font")
    assert problems == [TextProblem("gate", font="No Such Font")]


def test_texts_without_a_problem_pass() -> None:
    with recorded_text_problems() as problems:
        Text("gate", font="Monospace")
        Text("gate", font=Text.font_list()[0])
        MarkupText("<u>under</u> <s>through</s>")
    assert problems == []


def test_texts_are_not_examined_after_the_block() -> None:
    with recorded_text_problems() as problems:
        pass
    Text("\u0379")
    assert problems == []


def test_a_plain_scene_is_published_with_a_warning(tmp_path: Path) -> None:
    scene = tmp_path / "scene.py"
    scene.write_text(
        "from manim import *\n\n\nclass Gate(Scene):\n    def construct(self):\n"
        "        self.add(Text('a \\u0378'), Text('b', font='No Such Font'))\n"
        "        self.wait(0.1)\n",
        encoding="utf-8",
    )
    source = ManimSceneSource(scene, "scene.py", "Gate")
    with source.performer(Fps(15), 1, tmp_path) as performer:
        performer.draw(lambda segment: None)
        found = performer.judge()
    assert [(each.rule, each.severity, each.text) for each in found] == [
        ("fonts", Severity.WARN, "a \u0378"),
        ("fonts", Severity.WARN, "b"),
    ]
    assert "U+0378" in found[0].message
    assert "'No Such Font' is not installed" in found[1].message
