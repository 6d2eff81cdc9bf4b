"""Jars, missing ink, shelf, counter and tally: where they are, and what they say."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import Mobject

from scenes.hour28.outlines import LEVEL
from scenes.hour28.parts.furniture import PharmacyCounter, VocabularyShelf
from scenes.hour28.parts.jars import HEIGHT, FullJar, NewJar
from scenes.hour28.parts.lesson import SCALE, Lesson
from scenes.hour28.parts.missing_ink import MissingInk
from scenes.hour28.parts.note_page import NotePage
from scenes.hour28.parts.pharmacist import Pharmacist
from scenes.hour28.parts.remark import Remark
from scenes.hour28.parts.tally import Tally
from scenes.hour28.parts.verdict import Figure
from scenes.hour28.parts.work_bars import WorkBars
from scenes.hour28.view import FEET
from storyreel.design.layout import Frame, x_at, y_at
from storyreel.design.tokens import px
from storyreel.drawing.drawing import Drawing
from storyreel.drawing.quanta import quantise

Box = Callable[[Mobject], Frame]
Draw = Callable[..., Drawing]
Texts = Callable[[Mobject], list[str]]
Fills = Callable[[Mobject], list[str]]


@pytest.mark.parametrize("make", [FullJar, NewJar])
def test_a_jar_stands_where_it_is_put(make: type[FullJar | NewJar], box: Box) -> None:
    jar = make()
    jar.pose(700.0, 800.0, 2.0)
    reach = box(jar)
    assert (reach.left + reach.right) / 2 == pytest.approx(x_at(700.0), abs=px(7))
    assert reach.top == pytest.approx(y_at(800.0 - 2 * HEIGHT), abs=px(3))


def test_a_jar_is_nowhere_until_it_is_put_somewhere(draw: Draw) -> None:
    jar = FullJar()
    assert draw(jar).items == ()
    jar.pose(700.0, 800.0)
    assert draw(jar).items != ()
    jar.leave()
    assert draw(jar).items == ()


def test_a_pose_does_not_depend_on_those_before_it(draw: Draw) -> None:
    jar, other = NewJar(), NewJar()
    jar.pose(100.0, 200.0, 0.3, tilt=30.0)
    jar.pose(700.0, 800.0, 1.5)
    other.pose(700.0, 800.0, 1.5)
    assert draw(jar) == draw(other)


def test_a_new_jar_has_no_ink(fills: Fills) -> None:
    full, new = FullJar(), NewJar()
    for jar in (full, new):
        jar.pose(960.0, 700.0)
    assert "#5478A8" in fills(full) and "#5478A8" not in fills(new)


def test_missing_ink_fits_into_its_jar(box: Box) -> None:
    part, jar = MissingInk(2.0), NewJar()
    assert len(part.dashes.points) == 0
    part.pose(960.0, 700.0)
    jar.pose(960.0, 700.0, 2.0)
    glass, ink = box(jar), box(part.dashes)
    assert glass.left < ink.left < ink.right < glass.right
    assert glass.bottom < ink.bottom < ink.top < glass.top


def test_a_lifted_shelf_is_outside_of_the_stage(box: Box) -> None:
    shelf = VocabularyShelf("Vocabulary", ("9 jars",))
    assert box(shelf).top < y_at(480)
    shelf.lift(1.0)
    assert box(shelf).bottom > y_at(246)


def test_a_shelf_says_how_much_it_holds(texts: Texts) -> None:
    shelf = VocabularyShelf("Vocabulary", ("9 jars", "10 jars"))
    assert texts(shelf) == ["Vocabulary", "9 jars"]
    shelf.hold(1)
    assert texts(shelf) == ["Vocabulary", "10 jars"]


def test_a_figure_is_read_once_it_is_revealed(texts: Texts) -> None:
    figure = Figure("−7", 150.0, (960.0, 500.0), "center")
    assert texts(figure) == []
    figure.reveal(1.0)
    assert texts(figure) == ["−7"]


def test_the_counter_reaches_from_a_column_to_the_right(box: Box) -> None:
    counter = PharmacyCounter()
    right = box(counter).right
    counter.slide(0.0, left=1000.0)
    assert (box(counter).left, box(counter).right) == pytest.approx((x_at(1000.0), right))
    counter.slide(1.0)
    assert box(counter).left > x_at(1920.0)


def test_a_tally_shows_a_count_with_its_unit(texts: Texts, box: Box) -> None:
    tally = Tally("tokens")
    tally.display((960.0, 400.0), 40)
    assert texts(tally) == ["40", "tokens"]
    assert box(tally.unit).top < box(tally.number).bottom
    tally.hide()
    assert texts(tally) == []


def test_the_page_closes_in_on_an_excerpt(box: Box, texts: Texts) -> None:
    page = NotePage(("one jar of jam", "and one of quince jelly"), "quince jelly")
    page.mark(1.0)
    assert texts(page) == ["one jar of jam", "and one of quince jelly"]
    assert box(page.marker).left > box(page.lines[1]).left
    page.close_in(1.0, 960.0, 600.0, 1.5)
    sheet = box(page.paper)
    assert (sheet.left + sheet.right) / 2 == pytest.approx(x_at(960.0), abs=px(1))
    assert box(page.lines[1]).right == pytest.approx(sheet.right, abs=px(30))
    assert box(page.lines[0]).bottom > sheet.top - px(20)


def test_the_bars_are_as_long_as_the_work_and_figures_come_with_whole_bars(
    draw: Draw, texts: Texts
) -> None:
    part = WorkBars("work", ("old", "new"), "kJ", (8.0, 6.0))
    assert texts(part) == []
    part.grow(1.0, 0.5)
    assert texts(part) == ["work", "old", "8.00 kJ"]
    part.grow(1.0, 1.0)
    assert texts(part) == ["work", "old", "new", "−25%", "8.00 kJ", "6.00 kJ"]
    old, new = (item.box for item in draw(part).items[:2])
    assert new.width / old.width == pytest.approx(0.75, abs=0.005)


def test_bars_leave_by_the_left_side(box: Box) -> None:
    part = WorkBars("work", ("old", "new"), "kJ", (8.0, 6.0))
    part.grow(1.0, 1.0)
    part.slide(1.0)
    assert box(part).right < x_at(0)


def test_each_use_gives_its_jar_a_drop(box: Box, texts: Texts) -> None:
    lesson = Lesson((0, 1, 0), "full")
    lesson.slide(0.0)
    assert texts(lesson) == ["2×", "1×", "full"]
    fallen = []
    for step in range(11):
        lesson.teach(step / 10)
        fallen.append(lesson.fallen)
    assert fallen == sorted(fallen)
    assert set(fallen) == {0, 1, 2, 3}
    first, second = lesson.ink
    assert box(first).top > box(second).top
    assert box(first).top < y_at(FEET - LEVEL * SCALE / 3), "nearly empty"


def test_a_lesson_that_is_aside_is_out_of_the_picture(box: Box) -> None:
    lesson = Lesson((0, 1), "full")
    lesson.slide(2000.0)
    assert box(lesson).left > x_at(1920)


def test_a_remark_is_read_once_it_is_revealed(texts: Texts) -> None:
    remark = Remark(("price:", "unknown"), 960.0, 310.0)
    assert texts(remark) == []
    remark.reveal(1.0)
    assert texts(remark) == ["price:", "unknown"]


def test_the_pharmacist_moves_with_the_counter_and_is_seen_above_it(draw: Draw) -> None:
    person = Pharmacist()
    person.shift_by(0.0)
    assert all(item.box.bottom >= quantise(y_at(FEET)) for item in draw(person).items)
    at = person.pose.x
    person.shift_by(100.0)
    assert person.pose.x == pytest.approx(at + px(100))
