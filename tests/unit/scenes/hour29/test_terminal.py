"""The terminal: lines that are printed one after the other, and failures that are marked."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from manim import Mobject

from scenes.hour29.parts.terminal import Printed, Printout, Terminal
from storyreel.design.layout import Frame, Grid
from storyreel.drawing.drawing import Drawing
from storyreel.parts.text import Line

Box = Callable[[Mobject], Frame]
Texts = Callable[[Mobject], list[str]]
LINES = tuple(
    Printed("[FAIL]" if failed else "[OK]", text, failed)
    for text, failed in (("tqdm", False), ("torch", True), ("numpy", False), ("jupyter", True))
)


def test_lines_are_printed_in_order(texts: Texts) -> None:
    printout = Printout(Grid.STAGE, LINES)
    motion = printout.print(1.0)
    motion.begin()
    assert texts(printout) == []
    motion.interpolate(0.5)
    assert texts(printout) == ["[OK]", "tqdm", "[FAIL]", "torch"]
    motion.finish()
    assert texts(printout)[1::2] == ["tqdm", "torch", "numpy", "jupyter"]


def test_only_failures_are_marked_and_not_before_they_are_read(
    draw: Callable[..., Drawing], box: Box
) -> None:
    printout = Printout(Grid.STAGE, LINES)
    printout.print(1.0).finish()
    unmarked = len(draw(printout).items)
    printout.mark_failures(1.0).finish()
    assert len(draw(printout).items) == unmarked + 2
    for mark, row in zip(printout.marks, (printout.rows[1], printout.rows[3]), strict=True):
        around, inside = box(mark), box(row)
        assert around.left < inside.left < inside.right < around.right
        assert around.bottom < inside.bottom < inside.top < around.top


def test_rows_stand_apart_in_their_frame_with_texts_in_a_column(box: Box) -> None:
    printout = Printout(Grid.STAGE, LINES)
    bounds = [box(row) for row in printout.rows]
    for upper, lower in pairwise(bounds):
        assert upper.bottom > lower.top
    assert Grid.STAGE.top > bounds[0].top and bounds[-1].bottom > Grid.STAGE.bottom
    texts = [line for row in printout.rows for line in row[1:] if isinstance(line, Line)]
    assert len({line.at[0] for line in texts}) == 1


def test_a_command_can_be_exchanged_in_its_place() -> None:
    terminal = Terminal(Grid.STAGE, "environment check")
    other = terminal.retitled("pytest tests.py")
    assert (other.at, other.style) == (terminal.command.at, terminal.command.style)
    assert other.text == "pytest tests.py"


def test_the_body_lies_below_the_header_inside_the_card(box: Box) -> None:
    terminal = Terminal(Grid.STAGE, "environment check")
    assert terminal.body.top < box(terminal.header).bottom
    assert terminal.body.left > Grid.STAGE.left and terminal.body.right < Grid.STAGE.right
    assert box(terminal.command).right < Grid.STAGE.right
    assert box(terminal).width == pytest.approx(Grid.STAGE.width)


def test_failures_that_follow_one_another_share_a_mark(box: Box) -> None:
    words = (("[FAIL]", True), ("[FAIL]", True), ("[OK]", False), ("[FAIL]", True))
    lines = tuple(Printed(word, "torch" * (k + 1), bad) for k, (word, bad) in enumerate(words))
    printout = Printout(Grid.STAGE, lines)
    both, alone = (box(mark) for mark in printout.marks)
    for row, mark in ((0, both), (1, both), (3, alone)):
        inside = box(printout.rows[row])
        assert mark.left < inside.left < inside.right < mark.right
        assert mark.bottom < inside.bottom < inside.top < mark.top
    assert both.bottom > alone.top
