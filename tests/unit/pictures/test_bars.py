"""Bars: lengths, scales, marks, and how they change."""

from __future__ import annotations

import pytest

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, px
from storyreel.pictures.elements import Element, color
from storyreel.pictures.emphasis import box_of
from storyreel.pictures.forms import Number
from storyreel.pictures.kinds.kind import NoRoomError
from storyreel.pictures.kinds.labels import width_of
from storyreel.pictures.shared_elements import STAGE
from storyreel.pictures.transitions import mix
from tests.unit.pictures.drawn_kinds import change, drawn, ends, frame, inside, state


def test_negative_bars_lead_the_other_way() -> None:
    bars = drawn("bars", "{values: {up: 2, down: -1}, digits: 0}")
    zero = ends(bars["floor"])[0][1]
    assert frame(bars["bar/up"]).bottom == pytest.approx(zero)
    assert frame(bars["bar/down"]).top == pytest.approx(zero)
    assert frame(bars["bar/up"]).height == pytest.approx(2 * frame(bars["bar/down"]).height)


def test_bars_to_the_right_are_as_long_as_their_numbers() -> None:
    bars = drawn("bars", "{values: {a: 4, b: 1}, direction: right}")
    assert frame(bars["bar/a"]).width == pytest.approx(4 * frame(bars["bar/b"]).width)
    assert frame(bars["bar/a"]).center[1] > frame(bars["bar/b"]).center[1]


def test_equal_factors_are_equal_steps_on_a_logarithmic_scale() -> None:
    bars = drawn("bars", "{values: {a: 0.01, b: 0.1, c: 1}, log: true, bottom: 0.001}")
    heights = [frame(bars[f"bar/{name}"]).height for name in "abc"]
    assert heights[2] - heights[1] == pytest.approx(heights[1] - heights[0])


def test_a_pair_has_its_earlier_bar_beside_it() -> None:
    bars = drawn("bars", "{values: {seal: 0.82}, before: {seal: 0.24}}")
    before, after = frame(bars["before/seal"]), frame(bars["bar/seal"])
    assert before.right < after.left
    assert before.height / after.height == pytest.approx(0.24 / 0.82)


def test_the_guide_of_bars_becomes_that_of_a_curve() -> None:
    comb = drawn("bars", "{even: 100, level: 1, guide: 1, guide_label: even guess}")
    chart = drawn("curve", "{x: [0, 9], y: [0, 5], line: 5 - x / 2, guide: 4.6}")
    halfway = {e.key: e for e in mix(tuple(comb.values()), tuple(chart.values()), 0.5)}
    low, high = sorted((ends(comb["guide"])[0][1], ends(chart["guide"])[0][1]))
    assert low < ends(halfway["guide"])[0][1] < high


def test_bars_without_names_are_marked_by_their_places() -> None:
    bars = drawn("bars", "{values: [1, 4, 2], mark: 2}")
    assert bars["bar/2"].look != bars["bar/1"].look == bars["bar/3"].look
    assert not [key for key in bars if key.startswith("name/")]
    assert frame(bars["bar/2"]).height == pytest.approx(4 * frame(bars["bar/1"]).height)


def test_bars_that_are_not_above_a_number_are_hollow() -> None:
    bars = drawn("bars", "{values: [0.01, 0, -1, -2], mark: 4, solid_above: 0}")
    fills = [bars[f"bar/{place}"].look.fill for place in range(1, 5)]
    assert fills[0] == color(Color.NAVY)
    assert fills[1:] == [color(Color.PEARL)] * 3
    assert bars["bar/4"].look.stroke == color(Color.GOLD)


def test_a_sweep_changes_bars_one_after_another_in_its_direction() -> None:
    before, after = (
        state("bars", f"{{values: {values}, top: 1, bottom: 0.01, log: true, sweep: left}}")
        for values in ("[0.01, 0.01, 0.01, 1]", "[1, 1, 1, 1]")
    )
    halfway = before.between(after, 0.625)
    assert halfway is not None
    bars = {element.key: frame(element) for element in halfway.draw(STAGE) if "bar/" in element.key}
    heights = [bars[f"bar/{place}"].height for place in range(1, 5)]
    # A quarter of the time is each bar's own; half of the second one's has passed.
    assert heights[1] == pytest.approx(heights[3] / 2)
    assert heights[2] == pytest.approx(heights[3])
    assert heights[0] < 0.02
    assert before.between(after, 1.0) == after


@pytest.mark.parametrize("direction", ["up", "right"])
def test_the_number_of_a_bar_that_crosses_zero_keeps_beyond_its_end(direction: str) -> None:
    before, after = (
        state(
            "bars",
            f"{{values: [{value}, 2], top: 4, bottom: -1, digits: 1, direction: {direction}}}",
        )
        for value in (-0.5, 3)
    )
    for share in (0.1, 0.3, 0.6):
        halfway = before.between(after, share)
        assert halfway is not None
        elements = {each.key: each for each in halfway.draw(STAGE)}
        bar, number = frame(elements["bar/1"]), box_of([elements["value/1"]])
        assert number is not None
        if direction == "right":
            assert number.left > bar.right or number.right < bar.left
        else:
            assert number.bottom > bar.top or number.top < bar.bottom


def test_bars_that_keep_their_side_or_have_no_numbers_change_as_elements() -> None:
    for fields, first, second in (("digits: 1", 1, 3), ("top: 4", -1, 3)):
        before = state("bars", f"{{values: [{first}, 2], {fields}}}")
        assert before.between(state("bars", f"{{values: [{second}, 2], {fields}}}"), 0.5) is None


def test_without_a_sweep_bars_change_together() -> None:
    first, second = state("bars", "{values: [1, 2]}"), state("bars", "{values: [2, 1]}")
    assert first.between(second, 0.5) is None
    assert first.between(state("bars", "{values: [2, 1, 3], sweep: left}"), 0.5) is None


def number_at(element: Element) -> tuple[float, float]:
    """The middle of a bar's number."""
    assert isinstance(element.form, Number)
    return element.form.words.at


def test_a_guide_that_would_cross_a_number_lifts_it() -> None:
    values = "{a: 0.9, b: 0.11, c: 0.01}, top: 1, digits: 2"
    free = drawn("bars", f"{{values: {values}}}")
    guided = drawn("bars", f"{{values: {values}, guide: 0.15}}")
    guide = ends(guided["guide"])[0][1]
    lowest = guide + px(20)
    assert number_at(guided["value/b"])[1] > lowest > number_at(free["value/b"])[1]
    assert number_at(guided["value/c"])[1] > lowest
    assert number_at(guided["value/a"]) == number_at(free["value/a"]), "far from the guide"


def test_a_wide_number_leaves_the_earlier_bar_free() -> None:
    many = "b: 0.1, c: 0.1, d: 0.1, e: 0.1, f: 0.1, g: 0.1"
    kept = ", before: {a: 0.5}, percent: true, top: 0.5"
    wide = drawn("bars", f"{{values: {{a: 0.162, {many}}}, digits: 1{kept}}}")
    narrow = drawn("bars", f"{{values: {{a: 0.01, {many}}}, digits: 0{kept}}}")
    number = wide["value/a"].form
    assert isinstance(number, Number)
    width = width_of(number.words.text, Type.LABEL_STRONG)
    assert width > frame(wide["bar/a"]).width, "it is wider than its bar"
    assert number.words.at[0] - width / 2 >= frame(wide["before/a"]).right
    bar = frame(narrow["bar/a"])
    assert bar.left < number_at(narrow["value/a"])[0] < bar.right


def steadied(*texts: str) -> list[dict[str, Element]]:
    """What the states of one thing draw, in the order of its clip."""
    states = [state("bars", text) for text in texts]
    return [{e.key: e for e in each.steadied(states).draw(STAGE)} for each in states]


def overlap(one: Frame, other: Frame) -> bool:
    across = one.left < other.right and other.left < one.right
    return across and one.bottom < other.top and other.bottom < one.top


def extent(element: Element) -> Frame:
    box = box_of((element,))
    assert box is not None
    return box


@pytest.mark.parametrize("direction", ["up", "right"])
def test_bars_keep_their_lengths_when_numbers_and_labels_appear(direction: str) -> None:
    head = f"values: {{Ana: 20, Gus: 50}}, direction: {direction}, top: 300"
    bare, told, named = steadied(
        f"{{{head}}}",
        f"{{{head}, digits: 0}}",
        f"{{{head}, digits: 0, guide: 35, guide_label: mean, mark: Ana, label: least}}",
    )
    assert frame(bare["bar/Gus"]) == frame(told["bar/Gus"]) == frame(named["bar/Gus"])


@pytest.mark.parametrize(
    "values", ["{a: 1, b: 4, c: 9}", "{a: 9, b: 4, c: 1}", "{a: 9, b: 4, c: 9}"]
)
@pytest.mark.parametrize("digits", ["", ", digits: 0"])
def test_the_name_of_a_guide_is_clear_of_bars_that_are_higher(values: str, digits: str) -> None:
    text = f"{{values: {values}, guide: 5, guide_label: alarm{digits}}}"
    bars = drawn("bars", text)
    label = extent(bars["guide_label"])
    assert inside(label, STAGE)
    others = [e for key, e in bars.items() if key.startswith(("bar/", "value/"))]
    assert not [e.key for e in others if overlap(extent(e), label)]


def test_the_name_of_a_guide_stays_where_no_bar_will_reach_it() -> None:
    low, high = (
        f"{{values: {{a: 4, b: 1, c: {last}}}, top: 9, guide: 5, guide_label: alarm}}"
        for last in (1, 9)
    )
    first, second = steadied(low, high)
    assert first["guide_label"].form == second["guide_label"].form
    alone = extent(drawn("bars", low)["guide_label"])
    assert alone.left > extent(first["guide_label"]).right


@pytest.mark.parametrize("digits", ["", ", digits: 0"])
def test_the_label_of_a_marked_bar_is_at_its_end(digits: str) -> None:
    text = f"{{values: {{a: 9, b: 3}}, direction: right, mark: a, label: most{digits}}}"
    bars = drawn("bars", text)
    label = extent(bars["label"])
    assert label.left > frame(bars["bar/a"]).right
    assert label.center[1] == pytest.approx(frame(bars["bar/a"]).center[1], abs=px(12))
    assert inside(label, STAGE)
    assert not digits or label.left > extent(bars["value/a"]).right


def test_the_label_of_an_upright_bar_has_no_room_below_a_higher_neighbour() -> None:
    text = "{values: {a: 5, b: 9, c: 2}, mark: %s, label: the one that is largest}"
    assert "label" in drawn("bars", text % "b")
    with pytest.raises(NoRoomError, match="drawn over the bar beside it"):
        drawn("bars", text % "c")


def test_a_number_is_beyond_a_guide_that_would_cross_it() -> None:
    text = "{values: {a: 45, b: 225}, direction: right, digits: 0, top: 240, guide: %s}"
    crossed, clear = drawn("bars", text % 50), drawn("bars", text % 100)
    guide = ends(crossed["guide"])[0][0]
    assert extent(crossed["value/a"]).left > guide
    assert extent(clear["value/a"]).right < ends(clear["guide"])[0][0]
    assert extent(clear["value/a"]).left == pytest.approx(
        frame(clear["bar/a"]).right + px(14), 0.02
    )


def test_a_number_fades_while_a_guide_passes_it() -> None:
    text = "{values: {a: 45, b: 225}, direction: right, digits: 0, top: 240, guide: %s}"
    first, second = (state("bars", text % guide) for guide in (35, 100))
    pictures = [
        second.agreeing(first, mix(tuple(first.draw(STAGE)), tuple(second.draw(STAGE)), k / 30))
        for k in range(1, 30)
    ]
    shown = [{e.key: e for e in picture} for picture in pictures]
    clear = [p for p in shown if "value/a" in p]
    assert 0 < len(clear) < len(shown)
    for picture in clear:
        number, x = extent(picture["value/a"]), ends(picture["guide"])[0][0]
        assert not number.left + px(1) < x < number.right - px(1)


def test_numbers_that_come_back_count_along_with_their_bars() -> None:
    texts = [
        f"{{values: {{a: {value}}}, direction: right, top: 300{digits}}}"
        for value, digits in ((50, ""), (250, ", digits: 0"))
    ]
    first, second = (tuple(picture.values()) for picture in steadied(*texts))
    earlier, later = (state("bars", text) for text in texts)
    halfway = {e.key: e for e in mix(*later.change_from(earlier, first, second), 0.4)}
    number, bar = halfway["value/a"].form, frame(halfway["bar/a"])
    assert isinstance(number, Number)
    full = next(frame(e) for e in second if e.key == "bar/a")
    assert 50 < number.value < 250
    assert number.value == pytest.approx(250 * bar.width / full.width, abs=1)
    assert number.at[0] == pytest.approx(bar.right + px(14))


def test_new_bars_enter_when_those_in_their_places_have_moved_aside() -> None:
    few, many = "{values: {a: 3, b: 2}}", "{values: {a: 3, b: 2, c: 1, d: 1, e: 2, f: 1}}"
    before, after = change("bars", few, many)
    early, late = ({element.key for element in mix(before, after, at)} for at in (0.55, 0.95))
    assert not {"bar/c", "name/c", "bar/f", "name/f"} & early
    assert {"bar/c", "name/c", "bar/f", "name/f"} <= late


def test_a_new_bar_beside_those_that_were_there_enters_at_once() -> None:
    before, after = change("bars", "{values: {a: 3}}", "{values: {a: 3, b: 2}}")
    assert "bar/b" in {element.key for element in mix(before, after, 0.5)}
