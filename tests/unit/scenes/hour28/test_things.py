"""Jars, missing ink, shelf, counter and tally: where they are, and what they say."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import Mobject

from scenes.hour28.parts.furniture import PharmacyCounter, VocabularyShelf
from scenes.hour28.parts.jars import HEIGHT, FullJar, NewJar
from scenes.hour28.parts.missing_ink import MissingInk
from scenes.hour28.parts.note_page import NotePage
from scenes.hour28.parts.pharmacist import Pharmacist
from scenes.hour28.parts.tally import Tally
from scenes.hour28.parts.term_list import TermList
from scenes.hour28.parts.work_bars import LEFT, ROWS, WorkBars
from scenes.hour28.view import FEET
from storyreel.design.layout import Frame, x_at, y_at
from storyreel.design.tokens import Color, px
from storyreel.drawing.drawing import Drawing, quantise

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


def test_missing_ink_rises_from_the_floor_and_is_then_named(box: Box, texts: Texts) -> None:
    part = MissingInk("untrained", (960.0, 700.0), 2.0)
    assert len(part.dashes.points) == 0
    tops, floors = [], []
    for share in (0.1, 0.4, 0.7):
        part.draw(share)
        assert texts(part) == []
        tops.append(box(part.dashes).top)
        floors.append(box(part.dashes).bottom)
    assert tops[0] < tops[1] < tops[2]
    assert floors == pytest.approx([floors[0]] * 3, abs=px(2))
    part.draw(1.0)
    assert texts(part) == ["untrained"]


def test_missing_ink_fits_into_its_jar(box: Box) -> None:
    part, jar = MissingInk("untrained", (960.0, 700.0), 2.38), NewJar()
    part.draw(1.0)
    jar.pose(960.0, 700.0, 2.38)
    glass, ink = box(jar), box(part)
    assert glass.left < ink.left < ink.right < glass.right
    assert box(part.word).left > ink.left


def test_a_lifted_shelf_is_outside_of_the_stage(box: Box) -> None:
    shelf = VocabularyShelf("Vocabulary")
    assert box(shelf).top < y_at(480)
    shelf.lift(1.0)
    assert box(shelf).bottom > y_at(246)


def test_the_counter_reaches_from_a_column_to_the_right(box: Box) -> None:
    counter = PharmacyCounter()
    right = box(counter).right
    counter.slide(0.0, left=1000.0)
    assert (box(counter).left, box(counter).right) == pytest.approx((x_at(1000.0), right))
    counter.slide(1.0)
    assert box(counter).left > x_at(1920.0)


def test_a_tally_shows_the_count_alone_and_then_beside_the_number_before(
    texts: Texts, fills: Fills
) -> None:
    tally = Tally(153, "tokens")
    tally.display((960.0, 400.0), 40)
    assert texts(tally) == ["40", "tokens"]
    assert fills(tally)[0] == Color.NAVY
    tally.display((960.0, 400.0), 140, 1.0)
    assert texts(tally) == ["153", "140", "tokens"]
    assert fills(tally)[:2] == [Color.SLATE, Color.NAVY]


def test_terms_come_from_the_right_side_and_tell_what_they_save(box: Box, texts: Texts) -> None:
    terms = TermList(("plum", "quince"), (8, 3))
    assert texts(terms) == []
    terms.enter(1, 0.0)
    assert box(terms.plates[1]).left > x_at(1920.0)
    terms.enter(1, 1.0)
    assert box(terms.jars[1]).right < box(terms.plates[1]).left
    assert box(terms.plates[1]).right < x_at(1824.0)
    terms.tell(1, 1.0)
    assert texts(terms) == ["quince", "−3"]
    terms.hide(1)
    assert texts(terms) == []


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


def test_the_bars_are_as_long_as_the_work(draw: Draw, texts: Texts) -> None:
    part = WorkBars("work", 0.75)
    assert texts(part) == []
    part.grow(1.0, 0.5)
    assert texts(part) == ["work"]
    part.grow(1.0, 1.0)
    assert texts(part) == ["work", "−25 %"]
    old, new = (item.box for item in draw(part).items[:2])
    assert new.width / old.width == pytest.approx(0.75, abs=0.005)


def test_the_numbers_land_before_the_bars(box: Box) -> None:
    tally = Tally(153, "tokens")
    tally.land((1400.0, 300.0), 103, 1.0, 0.4)
    for number, row in ((tally.old, ROWS[0]), (tally.new, ROWS[1])):
        reach = box(number)
        assert reach.right < x_at(LEFT)
        assert (reach.top + reach.bottom) / 2 == pytest.approx(y_at(row), abs=px(3))


def test_the_pharmacist_moves_with_the_counter_and_is_seen_above_it(box: Box, draw: Draw) -> None:
    person = Pharmacist()
    person.shift_by(0.0)
    assert all(item.box.bottom >= quantise(y_at(FEET)) for item in draw(person).items)
    at = person.pose.x
    person.shift_by(100.0)
    assert person.pose.x == pytest.approx(at + px(100))
    person.feel(0.5, 3.0)
    assert (person.pose.mood, person.pose.tilt) == (0.5, 3.0)
