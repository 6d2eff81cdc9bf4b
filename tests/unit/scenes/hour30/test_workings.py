"""The workings: which line is first decides where the extra space comes out, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import Mobject

from scenes.hour30.parts.places import slot
from scenes.hour30.parts.route import Program
from scenes.hour30.parts.workings import Lines, Workings, script
from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.drawing.drawing import Drawing
from storyreel.drawing.quanta import quantise

TEXT, WORD = "  Hello World.", 6
OLD = (6, 0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13)
Draw = Callable[..., Drawing]
Box = Callable[[Mobject], Frame]


@pytest.fixture
def workings() -> Workings:
    part = Workings(TEXT, OLD, Lines("write", "word", "extra"))
    part.open(1.0)
    return part


@pytest.mark.parametrize("program", Program)
def test_everything_is_read_once_in_order_before_it_is_laid(program: Program) -> None:
    plan = script(WORD, len(TEXT), program)
    assert [at for step in plan.reads for at in range(step.first, step.last)] == [*range(14)]
    read = {at: step.time.end for step in plan.reads for at in range(step.first, step.last)}
    assert all(
        read[at] <= step.time.start for step in plan.lays for at in range(step.first, step.last)
    )


@pytest.mark.parametrize("program", Program)
def test_a_line_lays_only_while_it_is_marked(program: Program) -> None:
    plan = script(WORD, len(TEXT), program)
    marked = [time for _, time in sorted(plan.lines, key=lambda line: line[1].start)]
    laid = sorted((step.time for step in plan.lays), key=lambda time: time.start)
    for line, step in zip(marked, laid, strict=True):
        assert line.start <= step.start and step.end <= line.end


@pytest.mark.parametrize(("program", "places"), [("WORD_FIRST", OLD), ("SPACE_FIRST", range(14))])
def test_the_end_of_a_run_is_what_the_program_lays(
    workings: Workings, box: Box, program: str, places: tuple[int, ...]
) -> None:
    order = Program[program]
    workings.run(workings.script(order).seconds, order)
    laid = [box(letter).center[0] for letter in list(workings)[-len(TEXT) :]]
    assert laid == pytest.approx([slot(at) for at in places], abs=0.12)


TRAY = 1.5
"""A second at which the first word has been read, and nothing has been laid."""


def test_both_programs_have_the_same_on_the_tray(workings: Workings, draw: Draw) -> None:
    workings.run(TRAY, Program.WORD_FIRST)
    before = draw(workings)
    workings.run(0.3, Program.SPACE_FIRST)
    workings.run(TRAY, Program.SPACE_FIRST)
    assert draw(workings) == before


def test_the_lines_of_the_program_exchange_their_places(workings: Workings, draw: Draw) -> None:
    def heights() -> list[float]:
        texts = {item.tag.text: item.box for item in draw(workings).items if item.tag}
        return [texts[name].bottom for name in ("word", "extra")]

    before = heights()
    workings.swap(1.0)
    assert heights() == pytest.approx(before[::-1], abs=0.1) and before[0] != before[1]


def test_the_longer_line_of_the_program_has_the_same_room_at_both_ends(
    workings: Workings, box: Box
) -> None:
    card, verb, text, _ = (box(part) for part in workings[5])
    left, right = verb.left - card.left, card.right - text.right
    assert left == pytest.approx(right, abs=px(1)) and left > px(12)


def test_lines_that_change_places_cover_neither_each_other_nor_their_numbers(
    workings: Workings, box: Box
) -> None:
    _, _, *numbers, word, space = workings[:6]
    for share in range(101):
        workings.swap(share / 100)
        assert not box(word).overlaps(box(space)), share
        for number in numbers:
            seen = number.fill_rgbas[0, 3] > 0
            assert not (seen and box(space).overlaps(box(number))), share


def test_a_letter_leaves_the_wire_in_its_colour_and_is_dark_on_the_sheet(
    workings: Workings, box: Box
) -> None:
    sheet, letter = box(workings[0]), workings[-len(TEXT) + 2]
    word = script(WORD, len(TEXT), Program.WORD_FIRST).reads[2].time
    opacities = []
    for frame in range(round(word.start * 60), round(word.end * 60) + 1):
        workings.run(frame / 60, Program.WORD_FIRST)
        red, *_, opacity = letter.fill_rgbas[0]
        opacities.append(opacity)
        if opacity and box(letter).bottom > sheet.top:
            assert red > 0.9
        elif opacity and box(letter).top < sheet.top:
            assert red < 0.3
    assert opacities == sorted(opacities) and sum(0.1 < each < 0.9 for each in opacities) > 1
    assert opacities[0] < 0.01


def test_shut_workings_show_nothing(workings: Workings, draw: Draw) -> None:
    workings.run(0.0, Program.WORD_FIRST)
    workings.open(0.0)
    assert not draw(workings).items


def test_the_lines_of_the_program_are_on_the_sheet_as_soon_as_they_are_seen(
    workings: Workings, draw: Draw, box: Box
) -> None:
    seen = 0
    for share in range(101):
        workings.open(share / 100)
        edge = quantise(box(workings[0]).right)
        texts = [item for item in draw(workings).items if item.tag and item.tag.text]
        assert all(item.box.right < edge for item in texts), share
        seen += bool(texts)
    assert seen > 20
