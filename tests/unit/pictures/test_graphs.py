"""Flows, layers, relays and routes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pydantic import ValidationError

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.pictures.elements import Element
from storyreel.pictures.forms import Number, Polyline, Rect
from storyreel.pictures.kinds.kind import NoRoomError
from storyreel.pictures.shared_elements import STAGE
from tests.unit.pictures.drawn_kinds import drawn, ends, frame, state

DIAMOND = "edges: [Ask -> Look up -> Answer, Ask -> Guess -> Answer, Ask -> Answer, Answer -> Ask]"


@pytest.mark.parametrize("direction", ["right", "down"])
def test_arrows_lead_around_boxes(direction: str) -> None:
    flow = drawn("flow", f"{{{DIAMOND}, direction: {direction}}}")
    boxes = {key[4:]: frame(e) for key, e in flow.items() if key.startswith("box/")}
    for key, element in flow.items():
        if key.startswith("edge/"):
            assert isinstance(element.form, Polyline)
            for x, y in element.form.points[2:-2]:
                inside = [
                    name
                    for name, box in boxes.items()
                    if box.left < x < box.right and box.bottom < y < box.top
                ]
                assert not inside, key


def test_boxes_do_not_overlap() -> None:
    boxes = [
        frame(element)
        for key, element in drawn("flow", f"{{{DIAMOND}}}").items()
        if key.startswith("box/")
    ]
    for at, a in enumerate(boxes):
        for b in boxes[at + 1 :]:
            assert a.right < b.left or b.right < a.left or a.top < b.bottom or b.top < a.bottom


def test_a_thing_travels_along_the_arrows() -> None:
    start = state("flow", f"{{{DIAMOND}, at: Look up}}")
    stop = state("flow", f"{{{DIAMOND}, at: Ask}}")
    halfway = start.between(stop, 0.5)
    assert halfway is not None
    elements = {element.key: element for element in halfway.draw(STAGE)}
    x, y = frame(elements["thing"]).center
    route = elements["edge/Answer -> Ask"].form
    assert isinstance(route, Polyline)
    xs, ys = zip(*route.points, strict=True)
    assert min(xs) <= x <= max(xs) and min(ys) - px(1) <= y <= max(ys) + px(1)


def test_a_thing_without_a_way_moves_straight() -> None:
    start, stop = (state("flow", f"{{edges: [a -> b, a -> c], at: {at}}}") for at in "bc")
    assert start.between(stop, 0.5) is None


PAIRS = "{{edges: [a -> c, a -> d, b -> c, b -> d], {more}}}"


def test_a_way_of_count_0_has_its_number_alone_and_can_be_travelled() -> None:
    texts = [PAIRS.format(more=f"counts: {{a -> c: 3, b -> c: 0}}, at: {at}") for at in "bc"]
    start, stop = (state("flow", text) for text in texts)
    flow = drawn("flow", texts[0])
    assert "edge/a -> c" in flow
    assert "edge/b -> c" not in flow
    assert isinstance(flow["count/b -> c"].form, Number)
    assert "count/b -> d" not in flow
    half = start.between(stop, 0.5)
    assert half is not None


def test_counted_ways_are_as_wide_as_their_counts() -> None:
    flow = drawn("flow", PAIRS.format(more="most: 8, counts: {a -> c: 8, a -> d: 4}"))
    wide, half = (flow[f"edge/a -> {name}"].look.width for name in "cd")
    assert half == pytest.approx(wide / 2)


def test_with_a_scale_and_no_counts_no_way_is_drawn() -> None:
    flow = drawn("flow", PAIRS.format(more="most: 8"))
    assert not [key for key in flow if key.startswith(("edge/", "count/"))]


ALL_COUNTS = "counts: {a -> c: 21, a -> d: 7, b -> c: 0, b -> d: 1}"


@pytest.mark.parametrize("more", ["", ", direction: down"])
def test_counts_of_ways_between_the_same_boxes_are_apart(more: str) -> None:
    flow = drawn("flow", PAIRS.format(more=ALL_COUNTS + more))
    assert len([key for key in flow if key.startswith("plate/")]) == 4


@pytest.mark.parametrize("direction", ["right", "down"])
@pytest.mark.parametrize("edges", ["[a -> b -> c]", "[Ask -> Look -> Answer, Ask -> Answer]"])
@pytest.mark.parametrize("width", [1.0, 0.6])
def test_ways_are_seen_before_and_after_their_counts(
    direction: str, edges: str, width: float
) -> None:
    """They were hidden behind the counts where arrows lead down."""
    room = replace(STAGE, right=STAGE.left + STAGE.width * width)
    first = "a -> b" if "b" in edges else "Ask -> Look"
    text = f"{{edges: {edges}, direction: {direction}, counts: {{{first}: 12}}}}"
    flow = drawn("flow", text, room)
    start, stop = ends(flow[f"edge/{first}"])
    plate = frame(flow[f"plate/{first}"])
    if direction == "down":
        free = start[1] - plate.top, plate.bottom - stop[1]
    else:
        free = plate.left - start[0], stop[0] - plate.right
    assert min(free) > px(12)


def test_counts_that_would_overlap_are_refused() -> None:
    low = Frame(STAGE.left, 0.0, STAGE.right, px(270))
    with pytest.raises(NoRoomError, match="overlaps a box or another count"):
        drawn("flow", PAIRS.format(more=ALL_COUNTS + ", digits: 6"), low)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("counts: {a -> c -> d: 3}", "has no arrow"),
        ("counts: {a -> c: 9}, most: 8", "from 0 to 8"),
        ("counts: {a -> c: -1}", "from 0 to"),
    ],
)
def test_a_flow_refuses_counts_that_it_cannot_show(more: str, told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        state("flow", PAIRS.format(more=more))


def test_layers_are_above_bars_of_as_many_numbers() -> None:
    layers = drawn("layers", "{units: [2, 2, 2, 2, 2, 2, 2, 2, 2, 2]}")
    bars = drawn("bars", "{values: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]}")
    for place in (1, 4, 10):
        unit, bar = frame(layers[f"unit/l{place}/1"]), frame(bars[f"bar/{place}"])
        assert unit.center[0] == pytest.approx(bar.center[0])


def relay_at(at: float, more: str = "") -> dict[str, Element]:
    return drawn("relay", f"{{strengths: [0.25, 1, 4], at: {at}{more}}}")


def pipe(parts: dict[str, Element]) -> list[tuple[float, float]]:
    """Where the pipe is from left to right, and how high it is there."""
    form = parts["signal"].form
    assert isinstance(form, Polyline)
    rim = form.points[: len(form.points) // 2]
    middle = frame(parts["plate/1"]).center[1]
    return sorted((x, 2 * (y - middle)) for x, y in rim)


def test_a_signal_is_as_many_plates_high_as_it_is_strong() -> None:
    parts = relay_at(3)
    plate = frame(parts["plate/1"]).height
    heights = [high for _, high in pipe(parts)]
    assert heights == pytest.approx([plate / 4, plate / 4, plate, plate * 4, plate * 4])


@pytest.mark.parametrize(
    ("more", "behind"), [("", "plate/1"), (", direction: left", "plate/3")], ids=["on", "back"]
)
def test_a_signal_reaches_from_where_it_began_to_where_it_is(more: str, behind: str) -> None:
    parts = relay_at(2, more)
    ends = pipe(parts)[0][0], pipe(parts)[-1][0]
    plates = frame(parts[behind]), frame(parts["plate/2"])
    assert ends == pytest.approx(
        (min(plate.left for plate in plates), max(plate.right for plate in plates))
    )


def test_a_signal_between_two_plates_is_between_them_in_place_and_strength() -> None:
    start, stop = (state("relay", f"{{strengths: [1, 3], at: {at}, digits: 1}}") for at in (1, 2))
    half = start.between(stop, 0.5)
    assert half is not None
    parts = {element.key: element for element in half.draw(STAGE)}
    number, first, second = parts["number"].form, frame(parts["plate/1"]), frame(parts["plate/2"])
    assert isinstance(number, Number)
    assert number.value == pytest.approx(2)
    assert number.at[0] == pytest.approx((first.center[0] + second.center[0]) / 2)
    assert pipe(parts)[-1][1] == pytest.approx(first.height * 2)


def test_a_number_stays_in_the_room_at_the_last_plate() -> None:
    number = relay_at(3, ", digits: 3")["number"].form
    assert isinstance(number, Number)
    words = number.words
    assert words.left + words.advance <= STAGE.right + px(1)


def test_relays_with_one_per_have_plates_of_one_height() -> None:
    rooms = Frame(0.0, 0.0, px(900), px(200)), Frame(0.0, 0.0, px(700), px(400))
    texts = ("{strengths: [1, 0.1, 0], per: 9}", "{strengths: [1, 2, 3], weight: 1, per: 9}")
    weak, strong = (drawn("relay", *each) for each in zip(texts, rooms, strict=True))
    assert frame(weak["plate/1"]).height == pytest.approx(frame(strong["plate/1"]).height)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("strengths: [1, 2], at: 3", "Write 1 to 2"),
        ("strengths: [1, -1]", "strengths from 0"),
    ],
)
def test_a_relay_refuses_what_it_cannot_show(fields: str, told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        state("relay", f"{{{fields}}}")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{{strengths: {[1] * 16}}}", "16 plates do not fit"),
        ("{strengths: [1, 9], per: 2}", "2 plates do not fit"),
    ],
)
def test_a_relay_without_room_says_so(text: str, told: str) -> None:
    with pytest.raises(NoRoomError, match=told):
        drawn("relay", text, Frame(0, 0, px(600), px(300)))


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_a_pulse_lights_the_layer_that_it_has_reached(share: float) -> None:
    start, stop = (state("layers", f"{{units: [2, 3, 2], pulse: {at}}}") for at in (1, 3))
    between = start.between(stop, share)
    assert between is not None
    elements = {element.key: element for element in between.draw(STAGE)}
    gold = drawn("layers", "{units: [1], pulse: 1}")["unit/l1/1"].look
    lit = {key.split("/")[1] for key, element in elements.items() if element.look == gold}
    assert lit == {f"l{1 + round(share * 2)}"}


def test_a_gate_is_open_before_the_traveller_comes() -> None:
    start = state("route", "{stops: [a, b], gates: {b: closed}, at: a}")
    stop = state("route", "{stops: [a, b], gates: {b: open}, at: b}")
    for step in range(1, 20):
        now = start.between(stop, step / 20)
        assert now is not None
        elements = {element.key: element for element in now.draw(STAGE)}
        arm = ends(elements["arm/b"])[1]
        if frame(elements["traveller"]).right > ends(elements["arm/b"])[0][0]:
            assert arm[1] > frame(elements["traveller"]).top - px(30), step


@pytest.mark.parametrize(
    ("road", "start", "stop"),
    [
        ("gates: {b: open}", "a", "b"),
        ("gates: {c: closed}", "a", "b"),
        ("gates: {b: closed}", "b", "c"),
        ("gates: {up: closed}, switch: down", "a", "down"),
        ("gates: {b: closed}", "a", "a"),
    ],
    ids=["open", "gate beyond", "gate behind", "gate of the other branch", "waits"],
)
def test_a_traveller_may_drive_where_the_road_is_free(road: str, start: str, stop: str) -> None:
    written = f"{{stops: [a, b, c], fork: [up, down], {road}, at: %s}}"
    assert state("route", written % stop).objection(state("route", written % start)) is None


def test_a_traveller_takes_the_branch() -> None:
    road = "{stops: [a, b], fork: [up, down], switch: down, at: %s}"
    start, stop = state("route", road % "a"), state("route", road % "down")
    low = [
        min(
            e.form.frame.center[1]
            for e in now.draw(STAGE)
            if e.key == "traveller" and isinstance(e.form, Rect)
        )
        for share in (0.2, 0.8, 1.0)
        if (now := start.between(stop, share)) is not None
    ]
    assert low[0] > low[1] > low[2]
