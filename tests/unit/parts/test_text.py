"""Lines of text are positioned by their capital letters."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import Mobject

from storyreel.design.layout import Frame
from storyreel.design.text import shape_line
from storyreel.design.tokens import Type
from storyreel.drawing.drawing import Drawing
from storyreel.parts.marks import tag_of
from storyreel.parts.text import Anchor, Line, baseline_at, width_of

Box = Callable[[Mobject], Frame]


@pytest.mark.parametrize(("anchor", "share"), [("left", 0.0), ("center", 0.5), ("right", 1.0)])
def test_the_anchor_is_a_share_of_the_advance(anchor: Anchor, share: float) -> None:
    line = Line("Seed lock", Type.LABEL, (1.0, 2.0), anchor=anchor)
    left = 1.0 - share * width_of("Seed lock", Type.LABEL)
    bearing = shape_line("Seed lock", Type.LABEL).curves[:, 0].min()
    assert line.points[:, 0].min() == pytest.approx(left + bearing)


def test_capitals_are_centred_on_the_anchor(box: Box) -> None:
    bounds = box(Line("H", Type.TITLE, (0.0, 1.0)))
    assert bounds.center[1] == pytest.approx(1.0, abs=0.003)
    assert bounds.height == pytest.approx(shape_line("H", Type.TITLE).cap_height, rel=0.02)


def test_a_line_can_be_placed_on_a_baseline(box: Box) -> None:
    line = Line("Hp", Type.CAPTION, (0.0, baseline_at(-1.0, Type.CAPTION)))
    alone = Line("H", Type.CAPTION, (0.0, baseline_at(-1.0, Type.CAPTION)))
    assert box(alone).bottom == pytest.approx(-1.0)
    assert box(line).bottom < -1.0, "descenders hang below"


def test_a_replaced_text_keeps_its_place(draw: Callable[..., Drawing]) -> None:
    line = Line("first", Type.CODE, (1.0, 1.0), anchor="right")
    assert draw(line.write("second")) == draw(Line("second", Type.CODE, (1.0, 1.0), anchor="right"))
    assert line.text == "second"
    assert line.advance == width_of("second", Type.CODE)


@pytest.mark.parametrize("text", ["H", "Hp", "cat", "-", "123"])
def test_the_tag_has_text_role_and_size_of_capitals(text: str, box: Box) -> None:
    line = Line(text, Type.CODE, (0.0, 0.0), role="code")
    tag = tag_of(line)
    assert tag and (tag.text, tag.role) == (text, "code")
    assert tag.cap_share is not None
    line.scale(0.5)
    capitals = tag.cap_share * box(line).height
    assert capitals == pytest.approx(shape_line("H", Type.CODE).cap_height / 2)


@pytest.mark.parametrize("text", ["", " "])
def test_a_line_without_ink_is_not_drawn(text: str, draw: Callable[..., Drawing]) -> None:
    assert draw(Line(text, Type.CODE, (0.0, 0.0))).items == ()
