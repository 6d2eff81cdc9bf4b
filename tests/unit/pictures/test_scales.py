"""Number lines, meters, compasses and timelines."""

from __future__ import annotations

import math
from itertools import combinations

import pytest

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, px
from storyreel.pictures.elements import Element, color
from storyreel.pictures.emphasis import box_of
from storyreel.pictures.forms import Number, Polyline, Words
from storyreel.pictures.shared_elements import STAGE
from storyreel.pictures.transitions import mix
from tests.unit.pictures.drawn_kinds import change, drawn, ends, frame, place_of, refused, state


def names_on(values: str, more: str = "") -> dict[str, Words]:
    """The names above a number line from 0 to 5."""
    line = drawn("numberline", f"{{span: [0, 5], values: {{{values}}}{more}}}")
    forms = {key.removeprefix("name/"): each.form for key, each in line.items()}
    return {key: form for key, form in forms.items() if isinstance(form, Words)}


@pytest.mark.parametrize("values", ["held out: 2.07, training: 2.1", "training: 2.3, held out: 2"])
def test_names_of_values_that_would_collide_are_side_by_side(values: str) -> None:
    names = names_on(values)
    held, trained = names["held out"], names["training"]
    assert held.at[1] == trained.at[1]
    assert held.left + held.advance < trained.left


@pytest.mark.parametrize(
    ("values", "more"),
    [
        ("held out: 2, training: 2.1, expected: 2.2", ""),
        ("held out: 4.9, training: 5", ""),
        ("held out: 2.07, training: 2.1", ", intervals: {usual: [1, 3]}"),
    ],
    ids=["three", "at the end", "with an interval"],
)
def test_names_step_up_where_they_have_no_room_side_by_side(values: str, more: str) -> None:
    names = names_on(values, more)
    heights = [name.at[1] for key, name in names.items() if key in values]
    assert max(heights) - min(heights) > px(50)


def test_a_stem_does_not_run_through_a_name_below_it() -> None:
    line = drawn("numberline", "{span: [0, 5], values: {held out: 4.9, training: 5}}")
    stems = [ends(each) for key, each in line.items() if key.startswith("stem/")]
    lower = min((line["name/held out"], line["name/training"]), key=lambda each: place_of(each)[1])
    assert isinstance(lower.form, Words)
    left, middle = lower.form.left, place_of(lower)[1]
    assert len(stems) == 2
    assert not [key for key in line if key.startswith("stem/") and "held out" in key], "its mark"
    for (x, start), (_, stop) in stems:
        assert left < x < left + lower.form.advance
        assert stop < middle - px(15) or start > middle + px(15)
        assert stop - start > px(10), "a shorter one would look like a speck"


def test_dots_that_meet_stack_and_keep_their_identity() -> None:
    line = drawn("numberline", "{span: [0, 1], dots: [0.5, 0.5, 0.2]}")
    assert frame(line["dot/2"]).bottom >= frame(line["dot/1"]).top
    assert frame(line["dot/3"]).bottom == pytest.approx(frame(line["dot/1"]).bottom)


def test_numbers_of_fine_ticks_keep_apart() -> None:
    ticks = ", ".join(str(1 + at / 64) for at in range(65))
    line = drawn("numberline", f"{{span: [1, 2], ticks: [{ticks}]}}")
    numbers = [key for key in line if key.startswith("number/")]
    assert len([key for key in line if key.startswith("tick/")]) == 65
    assert 2 <= len(numbers) < 20


@pytest.mark.parametrize(("value", "gold"), [("drift", True), ("drift / 3", False)])
def test_a_meter_is_gold_from_its_threshold_on(value: str, gold: bool) -> None:
    meter = drawn("meter", f"{{value: {value}, to: 0.1, threshold: 0.0073, digits: 3}}")
    marked = drawn("meter", "{value: 1, threshold: 0.5}")["filling"].look
    assert (meter["filling"].look == marked) == gold
    reading = meter["reading"].form
    assert isinstance(reading, Number)


def test_a_golden_meter_is_gold_below_its_threshold() -> None:
    golden, plain = (drawn("meter", f"{{value: 0.2, tone: {tone}}}") for tone in ("gold", "navy"))
    assert golden["filling"].look.fill == color(Color.GOLD) != plain["filling"].look.fill


@pytest.mark.parametrize(("share", "gold"), [(0.4, False), (0.6, True)])
def test_a_meter_changes_its_colour_where_it_crosses_the_threshold(
    share: float, gold: bool
) -> None:
    low, high = (state("meter", f"{{value: {value}, threshold: 0.5}}") for value in (0, 1))
    now = low.between(high, share)
    assert now is not None
    looks = [
        {element.key: element.look for element in meter.draw(STAGE)}["filling"]
        for meter in (low, now, high)
    ]
    assert looks[1] == looks[2 if gold else 0]


def test_a_meter_fills_upward_in_a_high_room_and_to_the_right_in_a_wide_one() -> None:
    high = drawn("meter", "{value: 0.25}", Frame(0.0, 0.0, px(300), px(560)))
    wide = drawn("meter", "{value: 0.25}")
    assert frame(high["filling"]).height == pytest.approx(frame(high["track"]).height / 4)
    assert frame(wide["filling"]).width == pytest.approx(frame(wide["track"]).width / 4)


def test_needles_turn_without_getting_shorter() -> None:
    start = state("compass", "{count: 8, spread: 90}")
    stop = state("compass", "{count: 8, spread: 9, toward: 40}")
    halfway = start.between(stop, 0.5)
    assert halfway is not None
    lengths = [
        math.dist(*ends(element))
        for now in (start, halfway, stop)
        for element in now.draw(STAGE)
        if element.key.startswith("needle/")
    ]
    assert max(lengths) == pytest.approx(min(lengths))


def test_a_long_needle_shrinks_to_the_rim_without_turning() -> None:
    start, stop = (state("compass", f"{{gold: 40, reach: {r}, largest: 2}}") for r in (2, 1))
    halfway = start.between(stop, 0.5)
    assert halfway is not None
    tips = []
    for now in (start, halfway, stop):
        elements = {element.key: element for element in now.draw(STAGE)}
        hub, tip = ends(elements["needle/gold"])
        tips.append((math.dist(hub, tip), math.atan2(tip[0] - hub[0], tip[1] - hub[1])))
        radius = frame(elements["dial"]).width / 2
    assert [length / radius for length, _ in tips] == pytest.approx([2, 1.5, 1])
    assert [angle for _, angle in tips] == pytest.approx([math.radians(40)] * 3)


def test_needles_grow_to_their_lengths_while_they_turn() -> None:
    start, stop = (
        state("compass", f"{{angles: [0, 90], lengths: {lengths}, thickness: {bold}}}")
        for lengths, bold in (("[0.2, 0.6]", 1), ("[0.4, 0.6]", 3))
    )
    halfway = start.between(stop, 0.5)
    assert halfway is not None
    parts = {element.key: element for element in halfway.draw(STAGE)}
    radius = frame(parts["dial"]).width / 2
    shares = [math.dist(*ends(parts[f"needle/{at}"])) / radius for at in (1, 2)]
    assert shares == pytest.approx([0.3, 0.6])
    thin, bold = (next(e for e in now.draw(STAGE) if e.key == "needle/1") for now in (start, stop))
    assert bold.look.width == pytest.approx(3 * thin.look.width)


def test_a_needle_springs_from_the_hub_with_its_head() -> None:
    parts = drawn("compass", "{angles: [90]}")
    hub = frame(parts["hub"]).center
    radius = frame(parts["dial"]).width / 2
    for key in ("needle/1", "head/1"):
        birth = parts[key].birth
        assert isinstance(birth, Polyline)
        assert max(math.dist(hub, point) for point in birth.points) < radius / 10


@pytest.mark.parametrize("length", [0.03, 0.1, 0.8])
def test_the_head_of_a_short_needle_leaves_its_shaft_to_be_seen(length: float) -> None:
    dial = drawn("compass", f"{{angles: [90], lengths: [{length}], thickness: 3}}")
    (left, _), (right, _) = ends(dial["needle/1"])
    head = dial["head/1"].form
    assert isinstance(head, Polyline)
    assert min(x for x, _ in head.points) > (left + right) / 2


@pytest.mark.parametrize("spread", [90, 27, 9])
def test_half_of_the_needles_are_within_the_spread(spread: int) -> None:
    compass = state("compass", f"{{count: 24, spread: {spread}, toward: 10}}")
    inside = [angle for angle in compass.needles if abs(angle - 10) < spread]  # type: ignore[attr-defined]
    assert len(inside) == 12


def test_events_are_solid_up_to_now() -> None:
    line = drawn("timeline", "{span: [0, 52], events: {a: 6, b: 20, c: 40}, now: 20}")
    a, b, c = (line[f"event/{name}"].look for name in "abc")
    assert a == b != c


def test_ticks_at_equal_distances_begin_at_the_first_number() -> None:
    line = drawn("numberline", "{span: [1, 2], every: 0.0078125, numbers: [1, 2]}")
    assert len([key for key in line if key.startswith("tick/")]) == 129


def test_ticks_spread_from_the_end_when_the_line_shows_more() -> None:
    first, second = (
        state("numberline", f"{{span: [1, {last}], every: 0.25, numbers: [1]}}")
        for last in (1.5, 3)
    )
    near, far = (tuple(each.draw(STAGE)) for each in (first, second))
    middle = {e.key: e for e in mix(*second.change_from(first, near, far), 0.5)}
    whole = {e.key: e for e in far}
    right = ends(whole["line"])[1][0]
    assert ends(whole["tick/2"])[0][0] < ends(middle["tick/2"])[0][0] < right
    back = {e.key: e for e in mix(*first.change_from(second, far, near), 0.5)}
    gone = ends(back["tick/2"])[0][0] - ends(whole["tick/2"])[0][0]
    assert gone == pytest.approx(right - ends(middle["tick/2"])[0][0])


def test_few_dots_are_larger_than_many() -> None:
    few = drawn("numberline", "{span: [0, 9], dots: [3]}")
    many = drawn("numberline", f"{{span: [0, 9], dots: {[n / 7 for n in range(60)]}}}")
    assert frame(few["dot/1"]).width > 1.2 * frame(many["dot/1"]).width


def test_stacked_dots_leave_the_disc_of_a_named_value_free() -> None:
    line = drawn("numberline", "{span: [0, 10], dots: [4, 4, 9], values: {mean: 4}}")
    disc = frame(line["value/mean"])
    assert frame(line["dot/1"]).bottom > disc.top
    assert frame(line["dot/2"]).bottom > frame(line["dot/1"]).top
    assert frame(line["dot/3"]).bottom < disc.top
    name = box_of((line["name/mean"],))
    assert name is not None and name.bottom > frame(line["dot/2"]).top


def test_needles_of_a_chain_follow_one_another_tip_to_tail_to_their_total() -> None:
    text = "{angles: [90, 0], lengths: [0.3, 0.4], chain: 1, total: true}"
    parts = drawn("compass", text)
    hub, joint = ends(parts["needle/1"])
    start, tip = ends(parts["needle/2"])
    radius = frame(parts["dial"]).width / 2
    assert hub == pytest.approx(frame(parts["hub"]).center)
    assert start == pytest.approx(joint)
    for end, wanted in zip(ends(parts["needle/total"]), (hub, tip), strict=True):
        assert end == pytest.approx(wanted)
    assert math.dist(hub, tip) / radius == pytest.approx(0.5)


def test_needles_move_into_their_chain_without_turning() -> None:
    start, stop = (
        state("compass", f"{{angles: [90, 0], lengths: [0.3, 0.4], chain: {c}}}") for c in (0, 1)
    )
    halfway = start.between(stop, 0.5)
    assert halfway is not None
    parts = {element.key: element for element in halfway.draw(STAGE)}
    (ax, ay), (bx, by) = ends(parts["needle/2"])
    radius = frame(parts["dial"]).width / 2
    assert ((ax - STAGE.center[0]) / radius, ay) == pytest.approx((0.15, STAGE.center[1]))
    assert ((bx - ax) / radius, (by - ay) / radius) == pytest.approx((0, 0.4))


def test_the_half_away_from_the_gold_needle_is_shaded() -> None:
    half = drawn("compass", "{gold: 0, angles: [10], behind: true}")["behind"].form
    assert isinstance(half, Polyline)
    assert max(y for _, y in half.points) == pytest.approx(STAGE.center[1])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{angles: [90, 90], lengths: [0.6, 0.6], chain: 1}", "1.20 radii"),
        ("{angles: [90], behind: true}", "`behind` without a gold needle"),
    ],
)
def test_a_chain_beyond_the_dial_and_a_half_of_no_needle_are_refused(
    text: str, message: str
) -> None:
    refused("compass", text, message)


def test_a_chain_within_the_dial_is_accepted() -> None:
    assert drawn("compass", "{angles: [90, 90], lengths: [0.5, 0.5], chain: 1}")


def test_names_of_events_with_a_date_below_are_above_the_line() -> None:
    line = drawn(
        "timeline", "{span: [0, 3], events: {a: 0, b: 1, c: 2, d: 3}, dates: [0, 1, 2, 3]}"
    )
    names = {place_of(line[f"name/{name}"])[1] for name in "abcd"}
    assert len(names) == 1 and names.pop() > place_of(line["date/1"])[1]


@pytest.mark.parametrize("every", [1, 0.5, 0.2])
def test_no_stem_crosses_a_date(every: float) -> None:
    events = ", ".join(f"a long event {at}: {at * every}" for at in range(6))
    line = drawn("timeline", f"{{span: [0, 6], events: {{{events}}}, dates: [0, 2, 4], unit: day}}")
    dates = [box_of([line[f"date/{date}"]]) for date in (0, 2, 4)]
    stems = [ends(each) for key, each in line.items() if key.startswith("stem/")]
    assert stems
    for (x, start), (_, stop) in stems:
        for date in filter(None, dates):
            beside = not date.left < x < date.right
            assert beside or max(start, stop) <= date.bottom or min(start, stop) >= date.top


LINE = "span: [0, 100]\nvalues: "
SHARES = [step / 20 for step in range(1, 20)]


def names_between(first: str, second: str, share: float) -> dict[str, Element]:
    """The names of values that are visible at a share of a change."""
    picture = mix(*change("numberline", LINE + first, LINE + second), share)
    return {
        each.key: each
        for each in picture
        if each.key.startswith("name/") and each.look.fill and each.look.fill[3] > 9000
    }


def overlap(elements: dict[str, Element]) -> bool:
    """Whether two of some words overlap."""
    boxes = [box for each in elements.values() if (box := box_of([each]))]
    return any(one.overlaps(other) for one, other in combinations(boxes, 2))


def test_a_value_enters_once_names_have_made_room_for_its_own() -> None:
    pairs = "{stop first: 48}", "{stop first: 48, be careful: 52}"
    assert not any(overlap(names_between(*pairs, share)) for share in SHARES)


def test_a_value_that_needs_no_room_enters_at_once() -> None:
    assert len(names_between("{stop: 20}", "{stop: 20, go: 80}", 0.4)) == 2


def test_names_that_change_their_order_pass_above_one_another() -> None:
    pairs = "{stop first: 48, be careful: 52}", "{stop first: 52, be careful: 48}"
    assert not any(overlap(names_between(*pairs, share)) for share in SHARES)
    picture = {e.key: e for e in mix(*change("numberline", *(LINE + p for p in pairs)), 0.5)}
    discs = [frame(picture[f"value/{name}"]).center[1] for name in ("stop first", "be careful")]
    assert discs[0] == discs[1]


def test_names_that_keep_their_order_stay_at_their_height() -> None:
    picture = names_between("{a: 20, b: 80}", "{a: 30, b: 90}", 0.5)
    heights = {place_of(each)[1] for each in picture.values()}
    assert len(heights) == 1
