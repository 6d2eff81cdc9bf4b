"""Curves and points: axes, lines, shades, legends."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, pairwise

import pytest

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, px
from storyreel.pictures.elements import Element, color
from storyreel.pictures.emphasis import box_of
from storyreel.pictures.forms import Polyline, Words
from storyreel.pictures.kinds import KINDS
from storyreel.pictures.kinds.kind import NoRoomError
from storyreel.pictures.kinds.points import PointsState
from storyreel.pictures.shared_elements import STAGE
from storyreel.pictures.transitions import mix
from tests.unit.pictures.drawn_kinds import change, drawn, ends, frame, place_of, state


def test_a_curve_is_drawn_as_far_as_its_point_runs() -> None:
    text = "{x: [0, 10], y: [0, 10], line: 10 - x, lines: {even: '5'}, ghost: [even], %s}"
    start, stop = (state("curve", text % f"until: {x}, point: {x}") for x in (2, 8))
    halfway = start.between(stop, 0.5)
    assert halfway is not None
    elements = {element.key: element for element in halfway.draw(STAGE)}
    whole = {element.key: element for element in stop.draw(STAGE)}
    end = ends(elements["curve"])[1]
    assert end == pytest.approx(frame(elements["point"]).center)
    assert ends(elements["line/even"]) == ends(whole["line/even"])


def test_a_line_ends_where_it_leaves_the_chart() -> None:
    chart = drawn("curve", "{x: [0, 10], y: [0, 5], line: 10 - 2 * x}")
    start, stop = ends(chart["curve"])
    axis = ends(chart["axis/x"])
    width = axis[1][0] - axis[0][0]
    assert (start[0] - axis[0][0]) / width == pytest.approx(0.25)
    assert (stop[0] - axis[0][0]) / width == pytest.approx(0.5)


def test_names_of_lines_that_end_together_keep_apart() -> None:
    chart = drawn("curve", "{x: [0, 1], y: [0, 1], lines: {a: x, b: x * 0.99, c: x * 0.98}}")
    rows = sorted(
        element.form.at[1]
        for key, element in chart.items()
        if key.startswith("name/") and isinstance(element.form, Words)
    )
    assert all(b - a >= px(50) for a, b in pairwise(rows))


def test_ticks_of_a_logarithmic_axis_are_evenly_spaced() -> None:
    chart = drawn(
        "curve", "{x: [1, 1000], y: [0, 1], log: x, line: 1 / x, x_ticks: [1, 10, 100, 1000]}"
    )
    xs = [ends(chart[f"tick/x{tick}"])[0][0] for tick in (1, 10, 100, 1000)]
    assert xs[1] - xs[0] == pytest.approx(xs[3] - xs[2])


@pytest.mark.parametrize("ticks", ["[0]", "[-3, -2, -1, 0, 1, 2, 3]"])
def test_the_name_of_an_axis_is_below_its_numbers(ticks: str) -> None:
    """Beside them, it reads like one of them."""
    chart = drawn(
        "curve",
        f"{{x: [-3, 3], y: [0, 1], line: '0.5', x_label: margin of score, x_ticks: {ticks}}}",
    )
    name, number = chart["x_label"].form, chart["number/x0"].form
    assert isinstance(name, Words) and isinstance(number, Words)
    assert name.at[1] < number.at[1] - number.style.size
    assert name.anchor == "right"
    assert ends(chart["axis/x"])[1][0] <= name.at[0] <= STAGE.right


def test_ticks_that_touch_are_refused() -> None:
    with pytest.raises(NoRoomError, match="no room beside"):
        drawn("curve", "{x: [0, 1], y: [0, 1], line: x, x_ticks: [0.501, 0.502]}")


def test_a_point_of_a_cloud_stays_the_same_one() -> None:
    cloud = "{x: [0, 9], y: [0, 9], groups: {week: {count: %d, center: [4, 4], spread: [1, 1]}}}"
    few, many = drawn("points", cloud % 20), drawn("points", cloud % 25)
    assert frame(few["point/week/20"]).center == pytest.approx(frame(many["point/week/20"]).center)


def test_a_group_that_is_named_alone_keeps_its_points() -> None:
    kind = KINDS["points"]
    known = {"x": (0, 9), "y": (0, 9), "groups": {"past": ((1, 1),), "week": ((2, 2),)}}
    carried = kind.carried(known, {"groups": {"past": None, "new": ((3, 3),)}})
    assert carried["groups"] == {"past": ((1, 1),), "new": ((3, 3),)}


def test_a_line_that_is_named_alone_keeps_its_points() -> None:
    kind = KINDS["points"]
    known = {"x": (0, 9), "y": (0, 9), "lines": {"ring": ((1, 1), (2, 2))}}
    carried = kind.carried(known, {"lines": {"ring": None, "path": ((3, 3), (4, 4))}})
    assert carried["lines"] == {"ring": ((1, 1), (2, 2)), "path": ((3, 3), (4, 4))}


def test_more_lines_than_looks_begin_again_with_the_first() -> None:
    lines = ", ".join(f"l{at}: [[0, {at}], [9, {at}]]" for at in range(5))
    points = drawn("points", f"{{x: [0, 9], y: [0, 9], lines: {{{lines}}}}}")
    assert points["line/l4"].look == points["line/l0"].look != points["line/l3"].look


def test_a_plane_without_numbers_and_labels_has_no_axes() -> None:
    plane = "x: [0, 9], y: [0, 9], groups: {week: [[2, 2]]}"
    assert "axis/x" not in drawn("points", f"{{{plane}}}")
    assert "axis/x" in drawn("points", f"{{{plane}, x_label: vibration}}")


def test_a_boundary_bends_continuously() -> None:
    text = "{x: [0, 9], y: [0, 9], lines: {fence: %s}}"
    before = tuple(drawn("points", text % "[[0, 4], [9, 4]]").values())
    after = tuple(drawn("points", text % "[[0, 1], [4, 8], [9, 1]]").values())
    fences = [
        next(e for e in mix(before, after, share) if e.key == "line/fence")
        for share in (0.48, 0.5, 0.52)
    ]
    tops = [max(y for _, y in e.form.points) for e in fences if isinstance(e.form, Polyline)]
    assert tops[0] < tops[1] < tops[2] < tops[0] + px(60)


def test_beads_roll_along_the_line_and_turn_solid_behind_the_wall() -> None:
    text = "{x: [-4, 4], y: [0, 4], line: 'ln(1 + exp(-x))', wall: 0, beads: %s}"
    start, stop = state("curve", text % "[-1, -3]"), state("curve", text % "[3, -2]")
    halfway = start.between(stop, 0.5)
    assert halfway is not None
    elements = {element.key: element for element in halfway.draw(STAGE)}
    still = drawn("curve", text % "[1, -2.5]")
    for bead in ("bead/1", "bead/2"):
        assert frame(elements[bead]).center == pytest.approx(frame(still[bead]).center)
    assert elements["bead/1"].look != elements["bead/2"].look


def test_another_number_of_beads_is_another_picture() -> None:
    text = "{x: [0, 4], y: [0, 4], line: x, beads: %s}"
    assert state("curve", text % "[1]").between(state("curve", text % "[1, 2]"), 0.5) is None


def test_a_line_without_its_name_leaves_the_chart_its_whole_width() -> None:
    lines = "x: [0, 1], y: [0, 1], lines: {a long name: x}"
    named, unnamed = (
        drawn("curve", f"{{{lines}}}"),
        drawn("curve", f"{{{lines}, unnamed: [a long name]}}"),
    )
    assert "name/a long name" in named and "name/a long name" not in unnamed
    assert ends(unnamed["axis/x"])[1][0] > ends(named["axis/x"])[1][0] + px(100)


FENCE = "x: [0, 4], x_label: vibration, y: [0, 2], lines: {fence: [[1, 0], [1, 1], [3, 1], [3, 0]]}"


def test_picked_points_are_gold_and_keep_their_places() -> None:
    text = "{x: [0, 4], y: [0, 2], groups: {a: [[1, 1], [2, 1]]}, gold: {a: %s}}"
    plain, picked = drawn("points", text % "[]"), drawn("points", text % "[2]")
    assert picked["point/a/2"].look.fill == color(Color.GOLD)
    assert picked["point/a/2"].form == plain["point/a/2"].form
    assert picked["point/a/1"] == plain["point/a/1"]


def test_pins_are_where_they_are_said_to_be() -> None:
    points = drawn("points", "{x: [0, 2], y: [0, 2], x_label: a, pins: [[1, 1]]}")
    (left, floor), (right, _) = ends(points["axis/x"])
    center = frame(points["pin/1"]).center
    assert center[0] == pytest.approx((left + right) / 2)
    assert center[1] > floor


def test_a_shade_has_the_tint_of_its_line() -> None:
    gold, navy = (
        drawn("points", f"{{{FENCE}, shade: fence, line_tones: {{fence: {tone}}}}}")
        for tone in ("gold", "solid")
    )
    assert gold["shade"].look.fill == color(Color.GOLD_PALE) != navy["shade"].look.fill
    assert navy["line/fence"].look.stroke == color(Color.NAVY)


def test_all_is_shaded_beyond_a_line_that_leaves_through_the_top() -> None:
    plane = "x: [0, 4], y: [0, 4], x_label: a, lines: {fence: [[%s, 4], [4, 0]]}, shade: fence"
    for start, corners in ((1, 5), (0, 4)):
        points = drawn("points", f"{{{plane % start}}}")
        form = points["shade"].form
        assert isinstance(form, Polyline)
        assert len(form.points) == corners
        assert min(x for x, _ in form.points) == pytest.approx(ends(points["axis/x"])[0][0])


def test_a_shade_is_below_its_line_and_rises_from_the_axis() -> None:
    points = drawn("points", f"{{{FENCE}, shade: fence}}")
    shade, line = points["shade"], points["line/fence"]
    assert isinstance(shade.form, Polyline) and isinstance(line.form, Polyline)
    floor = ends(points["axis/x"])[0][1]
    assert shade.form.points[:4] == line.form.points
    assert {y for _, y in shade.form.points[4:]} == {floor}
    assert isinstance(shade.birth, Polyline) and {y for _, y in shade.birth.points} == {floor}


CAUGHT = (
    "{x: [0, 4], y: [0, 2], groups: {in: [[2, 0.5], [3.5, 0.5]], out: [[2, 1.5], [2, 0.2]]}, "
    "lines: {fence: %s}, shade: fence, belongs: {in: below, out: above}}"
)


def golden(elements: Iterable[Element]) -> set[str]:
    return {e.key for e in elements if e.look.fill == color(Color.GOLD)}


def test_points_on_the_wrong_side_of_a_line_are_gold() -> None:
    points = drawn("points", CAUGHT % "[[1, 0], [1, 1], [3, 1], [3, 0]]")
    assert golden(points.values()) == {"point/in/2", "point/out/2"}


def test_points_turn_gold_as_the_line_passes_them() -> None:
    low, high = (state("points", CAUGHT % f"[[0, {y}], [4, {y}]]") for y in (0.1, 1.1))
    halfway = low.between(high, 0.3)
    assert halfway is not None
    assert golden(low.draw(STAGE)) == {"point/in/1", "point/in/2"}
    assert golden(halfway.draw(STAGE)) == {"point/in/1", "point/in/2", "point/out/2"}
    assert golden(high.draw(STAGE)) == {"point/out/2"}


@pytest.mark.parametrize(
    ("later", "straight"),
    [("[[0, 2], [3, 1.25], [4, 1]]", True), ("[[0, 2], [3, 1.75], [4, 1]]", False)],
)
def test_a_straight_line_that_turns_stays_straight(later: str, straight: bool) -> None:
    level, turned = (state("points", CAUGHT % line) for line in ("[[0, 1], [1, 1], [4, 1]]", later))
    halfway = level.between(turned, 0.5)
    assert isinstance(halfway, PointsState)
    (ax, ay), (x, y), (bx, by) = halfway.drawn_lines["fence"]
    assert (y == pytest.approx(ay + (by - ay) * (x - ax) / (bx - ax))) == straight


def test_a_line_with_another_number_of_points_is_another_picture() -> None:
    straight, bent = (
        state("points", CAUGHT % line) for line in ("[[0, 1], [4, 1]]", "[[0, 1], [2, 2], [4, 1]]")
    )
    assert straight.between(bent, 0.5) is None


WALK = "{x: [0, 4], y: [0, 2], lines: {way: [[0, 0], [2, 0], [2, 2]]}, walked: {way: %s}}"


def test_the_last_step_of_a_walk_is_gold() -> None:
    walk = drawn("points", WALK % 1.5)
    first, last = (ends(walk[f"{key}/way"]) for key in ("line", "step"))
    assert first[1] == last[0]
    assert last[1][0] == pytest.approx(last[0][0])
    assert walk["step/way"].look.stroke == color(Color.GOLD)
    assert "step/way" not in drawn("points", WALK % 0)


def test_a_walk_goes_from_step_to_step_where_all_else_is_the_same() -> None:
    start, end = (state("points", WALK % count) for count in (0, 2))
    assert start.between(end, 0.75) == state("points", WALK % 1.5)
    turned = state("points", (WALK % 2).replace("[2, 2]", "[2, 1]"))
    assert start.between(turned, 0.75) is None


def test_equal_units_keep_the_directions_of_a_line() -> None:
    plane = "x: [0, 1], y: [0, 1], lines: {diagonal: [[0, 0], [1, 1]]}"

    def rise(aspect: str, room: Frame = STAGE) -> float:
        (left, low), (right, high) = ends(
            drawn("points", f"{{{plane}{aspect}}}", room)["line/diagonal"]
        )
        return (high - low) / (right - left)

    assert rise(", aspect: equal") == pytest.approx(1)
    assert rise("") < 0.6


def test_the_name_of_a_place_covers_the_lines_behind_it() -> None:
    place = "x: [0, 4], y: [0, 4], places: {here: [2, 2]}"
    crossed = drawn("points", f"{{{place}, lines: {{way: [[0, 2.5], [4, 2.5]]}}}}")
    keys = sorted(crossed, key=lambda key: crossed[key].depth)
    assert keys.index("line/way") < keys.index("plate/here") < keys.index("name/here")
    assert "plate/here" not in drawn("points", f"{{{place}}}")


def test_a_legend_is_above_the_chart_beside_the_name_of_its_axis() -> None:
    legend = "legend: {ran on: solid, stopped: hollow}"
    for named in ("", ", y_label: alarming words"):
        points = drawn("points", f"{{{FENCE}, {legend}{named}}}")
        first, second = frame(points["sign/ran on"]), frame(points["sign/stopped"])
        assert points["sign/ran on"].look != points["sign/stopped"].look
        assert first.bottom > ends(points["axis/y"])[1][1]
        assert first.right < second.left and second.right < STAGE.right
    with pytest.raises(NoRoomError, match="legend has no room"):
        narrow = Frame(-px(200), STAGE.bottom, px(200), STAGE.top)
        drawn("points", f"{{{FENCE}, {legend}}}", narrow)


def test_a_line_that_begins_to_be_drawn_is_a_point() -> None:
    chart = drawn("curve", "{x: [0, 6], y: [0, 1], line: x / 6, until: 0}")
    assert ends(chart["curve"])[0] == ends(chart["curve"])[1]


def test_a_line_that_is_outside_the_axes_so_far_is_not_drawn() -> None:
    chart = "x: [0, 6], y: [0, 1], line: x - 3"
    assert "curve" not in drawn("curve", f"{{{chart}, until: 1}}")
    assert "curve" in drawn("curve", f"{{{chart}, until: 4}}")


PAIR = "{x: [0, 10], y: [0, 10], lines: {high: x, low: x * 0.1}, until: %s}"


@pytest.mark.parametrize("until", [0, 0.1, 5, 10])
def test_names_of_lines_that_begin_together_are_in_the_order_of_their_ends(until: float) -> None:
    chart = drawn("curve", PAIR % until)
    assert place_of(chart["name/high"])[1] > place_of(chart["name/low"])[1]


@pytest.mark.parametrize("until", [0, 1, 5])
def test_the_name_of_a_line_on_its_way_is_above_the_axis(until: float) -> None:
    chart = drawn("curve", PAIR % until)
    assert place_of(chart["name/low"])[1] >= ends(chart["axis/x"])[0][1] + px(28) * 0.99


def test_the_name_of_a_line_that_rises_from_the_guide_is_above_it() -> None:
    text = "{x: [0, 10], y: [0, 10], lines: {gain: 4 + x * 0.2}, guide: 4, until: %s}"
    begun, done = (drawn("curve", text % until) for until in (1, 10))
    assert place_of(begun["name/gain"])[1] >= ends(begun["guide"])[0][1] + px(28) * 0.99
    assert place_of(done["name/gain"])[1] == pytest.approx(ends(done["line/gain"])[1][1])


@pytest.mark.parametrize(
    ("line", "below"), [("4 + x * 0.1", True), ("x", False), ("8 + 0 * x", False)]
)
def test_the_name_of_a_guide_is_below_it_where_only_above_it_a_line_crosses_it(
    line: str, below: bool
) -> None:
    text = "{x: [0, 10], y: [0, 10], line: %s, guide: 4, guide_label: paid in, until: 0}"
    chart = drawn("curve", text % line)
    assert (place_of(chart["guide_label"])[1] < ends(chart["guide"])[0][1]) is below


def legend_between(first: str, second: str, share: float) -> list[Frame]:
    """Where the words of a legend are that can be seen at a share of a change."""
    ends = (f"{{{FENCE}, legend: {legend}}}" for legend in (first, second))
    picture = mix(*change("points", *ends), share)
    seen = [e for e in picture if "meaning/" in e.key and e.look.fill and e.look.fill[3] > 3000]
    return [box for each in seen if (box := box_of([each]))]


@pytest.mark.parametrize("share", [step / 20 for step in range(1, 20)])
def test_a_word_of_a_legend_enters_when_others_have_made_room(share: float) -> None:
    first, second = "{wrong: gold, ran on: solid, stopped: hollow}", "{wrong: gold, right: pale}"
    boxes = legend_between(first, second, share)
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))


def test_the_words_of_a_first_legend_enter_at_once() -> None:
    assert legend_between("{}", "{right: solid}", 0.3)
