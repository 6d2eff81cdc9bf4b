"""Emphasis: parts marked and dimmed, arrows and brackets that follow what they join."""

from __future__ import annotations

import pytest

from storyreel.base.errors import RequestError
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color
from storyreel.pictures.elements import Element, Look, color
from storyreel.pictures.emphasis import Emphasis, matches
from storyreel.pictures.forms import Polyline, Rect
from tests.unit.pictures.conftest import Loads

GOLD = color(Color.GOLD)[:3]
BARS = "{values: {one: 1, two: 2}}"


def element(pictures: tuple[Element, ...], key: str) -> Element:
    return next(found for found in pictures if found.key == key)


def test_a_marked_part_is_gold_and_the_others_stay(load: Loads) -> None:
    performance = load(f"picture: {{a: {{bars: {BARS}, mark: [two]}}}}").performance
    picture = performance.picture(10.0)
    assert element(picture, "a/bar/two").look.fill == color(Color.GOLD)
    assert element(picture, "a/bar/one").look.fill == color(Color.NAVY)


def test_focus_dims_the_others(load: Loads) -> None:
    performance = load(f"picture: {{a: {{bars: {BARS}, focus: [two]}}}}").performance
    picture = performance.picture(10.0)
    one, two = (element(picture, f"a/bar/{name}").look.fill for name in ("one", "two"))
    assert one and two
    assert one[3] < two[3] == 65535


def test_a_missing_part_is_a_mistake_that_lists_the_parts(load: Loads) -> None:
    with pytest.raises(RequestError, match=r"no part 'three'.*one, .*two"):
        load(f"picture: {{a: {{bars: {BARS}, mark: [three]}}}}")


def test_a_misspelt_cell_of_a_table_is_answered_with_a_cell(load: Loads) -> None:
    table = "table: {header: [unit, right], rows: [[one, 3], [two, 4]]}"
    with pytest.raises(RequestError, match=r"no part 'two/rigth'.*mean 'two/right'"):
        load(f"picture: {{a: {{{table}, mark: [two/rigth]}}}}")
    link = "b: {arrow: {from: a.two/rigth, to: c}}, c: {text: {lines: [here]}}"
    with pytest.raises(RequestError, match=r"'two/rigth'.*mean 'two/right'"):
        load(f"picture: {{a: {{{table}}}, {link}}}")
    cell = element(
        load(f"picture: {{a: {{{table}, mark: [two/right]}}}}").performance.picture(10.0),
        "a/cell/two#1/right#1",
    )
    assert cell.look.fill == color(Color.GOLD_INK)


STAYING = f"""
picture: {{a: {{bars: {BARS}, mark: [two], label: counted}}}}
then:
  - {{at: 2, a: {{bars: {{values: {{one: 2, two: 3}}}}}}}}
  - {{at: 4, a: {{bars: {{values: {{one: 2, three: 3}}}}}}}}
  - {{at: 6, a: {{bars: {{values: {{one: 2, two: 3}}}}, dim: true}}}}
  - {{at: 8, a: {{mark: [], label: null, focus: [one]}}}}
"""


def test_marks_and_labels_stay_until_a_picture_says_otherwise(load: Loads) -> None:
    performance = load(STAYING).performance

    def shown(now: float) -> tuple[bool, bool, list[bool]]:
        picture = performance.picture(now)
        bars = [each for each in picture if each.key.startswith("a/bar/")]
        gold = any(bar.look.fill and bar.look.fill[:3] == GOLD for bar in bars)
        dimmed = [bar.look.fill is not None and bar.look.fill[3] < 65535 for bar in bars]
        return gold, any(each.key == "a/label above" for each in picture), dimmed

    assert shown(3.5) == (True, True, [False, False])
    assert shown(5.5) == (False, True, [False, False]), "a mark ends with its part"
    assert shown(7.5) == (True, True, [True, True])
    assert shown(9.5) == (False, False, [False, True]), "a focus ends what is dimmed as a whole"


def test_what_stays_is_not_required_to_exist_but_what_is_stated_is(load: Loads) -> None:
    gone = "{at: 4, a: {bars: {values: {three: 1}}, mark: [two]}}"
    with pytest.raises(RequestError, match="no part 'two'"):
        load(f"picture: {{a: {{bars: {BARS}, mark: [two]}}}}\nthen: [{gone}]")


LINKED = f"""
layout: a b
picture:
  a: {{bars: {BARS}}}
  b: {{figure: {{value: 3}}}}
  way: {{arrow: {{from: a.two, to: b}}, at: 2}}
then:
  - {{at: 5, layout: b a}}
"""


def shaft(picture: tuple[Element, ...]) -> Polyline:
    form = element(picture, "way/arrow/line").form
    assert isinstance(form, Polyline)
    return form


def test_an_arrow_follows_what_it_joins(load: Loads) -> None:
    performance = load(LINKED).performance
    before, after = shaft(performance.picture(4.5)), shaft(performance.picture(10.0))
    assert before.points[0][0] < before.points[1][0]
    assert after.points[0][0] > after.points[1][0]
    assert before.drawn == after.drawn == 1.0


def test_an_arrow_is_drawn_from_its_start(load: Loads) -> None:
    performance = load(LINKED).performance
    shares = [shaft(performance.picture(2 + step / 10)).drawn for step in range(1, 8)]
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] <= 1


def test_an_arrow_gets_its_head_last(load: Loads) -> None:
    performance = load(LINKED).performance
    tip = shaft(performance.picture(4.5)).points[1]
    for step in range(1, 8):
        line = shaft(performance.picture(2 + step / 10))
        reach = max(x for x, _ in line.corners().tolist())
        assert reach == pytest.approx(tip[0]) or len(line.corners()) == 2


def test_a_light_plate_is_marked_pale_so_that_its_words_can_be_read() -> None:
    plate = Element("plate/a", Rect(Frame(0, 0, 1, 1)), Look(fill=color(Color.WHITE)))
    bar = Element("bar/a", Rect(Frame(0, 0, 1, 1)), Look(fill=color(Color.NAVY)))
    marked = Emphasis(mark=("a",)).applied((plate, bar))
    assert [found.look.fill for found in marked] == [color(Color.GOLD_PALE), color(Color.GOLD)]


def test_an_address_of_several_pieces_means_one_part() -> None:
    assert matches("table/cell/seal/loss", "seal/loss")
    assert matches("table/cell/seal#1/loss#1", "seal/loss")
    assert not matches("table/cell/seal#2/loss#1", "seal/loss")
    assert not matches("table/cell/seal/gain", "seal/loss")
    assert not matches("table/cell/oil seal/loss", "seal/loss")
