"""Numbers agree in every frame with what is drawn beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pytest

from storyreel.design.easing import glide
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color
from storyreel.drawing.quanta import QUANTA_PER_UNIT
from storyreel.pictures import passages
from storyreel.pictures.clips import PictureClip
from storyreel.pictures.elements import Element, Picture, color
from storyreel.pictures.forms import Number, Rect
from storyreel.pictures.kinds.kind import Kind
from storyreel.pictures.shared_elements import STAGE
from storyreel.pictures.transitions import mix
from tests.unit.pictures.conftest import Loads
from tests.unit.pictures.drawn_kinds import frame, state

FRAMES = [1 + step / 30 for step in range(75)]
LEARN = """
layout: model right
picture:
  model: {{dots: {{count: 20, solid: 0, columns: 5, sweep: true}}}}
  right: {{figure: {{value: 0}}}}
then:
  - at: 1
    model: {{dots: {{solid: 20}}, over: 2.0}}
    right: {{figure: {{value: {number}}}, over: 1.2}}
"""


def numbers(clip: PictureClip, name: str) -> list[float]:
    """What a figure shows in each frame."""
    found = []
    for now in FRAMES:
        picture = {e.key: e.form for e in clip.performance.picture(now)}
        form = picture[f"{name}/number"]
        assert isinstance(form, Number)
        found.append(form.value)
    return found


def solid(picture: Picture) -> int:
    """How many dots are more navy than pearl."""
    reds = [e.look.fill[0] for e in picture if "/dot/" in e.key and e.look.fill is not None]
    middle = (color(Color.NAVY)[0] + color(Color.PEARL)[0]) / 2
    return sum(1 for red in reds if red < middle)


def test_what_is_counted_is_drawn_once_in_a_frame(
    load: Loads, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A law of cost: the number asks for the picture that the dots show."""
    drawn: list[float] = []

    def counted(before: Picture, after: Picture, share: float) -> Picture:
        drawn.append(share)
        return mix(before, after, share)

    monkeypatch.setattr(passages, "mix", counted)
    load(LEARN.format(number=20)).performance.picture(2.0)
    assert len(drawn) == 1


def test_a_number_that_counts_dots_is_what_is_drawn_in_every_frame(load: Loads) -> None:
    clip = load(LEARN.format(number=20))
    drawn = [solid(clip.performance.picture(now)) for now in FRAMES]
    assert numbers(clip, "right") == drawn
    assert len(set(drawn)) > 15


def test_a_number_that_ends_elsewhere_runs_by_itself(load: Loads) -> None:
    values = numbers(load(LEARN.format(number=19)), "right")
    assert any(value % 1 for value in values)
    assert values[36:] == [19] * (len(values) - 36)


def test_a_number_counts_points_in_gold(load: Loads) -> None:
    groups = "groups: {ran: [[1, 1], [2, 2], [3, 3], [4, 4]]}"
    clip = load(
        "layout: chart wrong\n"
        "picture:\n"
        f"  chart: {{points: {{x: [0, 9], y: [0, 9], {groups}, gold: {{ran: [1, 2, 3]}}}}}}\n"
        "  wrong: {figure: {value: 3}}\n"
        "then:\n"
        "  - {at: 1, chart: {points: {gold: {ran: [4]}}, over: 2}, wrong: {figure: {value: 1}}}\n"
    )
    assert Counter(numbers(clip, "wrong")).keys() == {3, 1}


def test_a_shipped_clip_counts_the_machines_that_are_on_the_wrong_side(
    shipped: Callable[[str], PictureClip],
) -> None:
    clip, gold = shipped("factory05"), color(Color.GOLD)
    seen = set()
    for second in range(5, 22):
        picture = clip.performance.picture(second)
        counted = next(e.form for e in picture if e.key == "wrong/number")
        assert isinstance(counted, Number)
        drawn = sum(1 for e in picture if "/point/" in e.key and e.look.fill == gold)
        assert counted.value == drawn
        seen.add(drawn)
    assert {51, 26, 6, 0} <= seen


def between(kind: str, first: str, second: str, share: float) -> dict[str, Element]:
    """What a change of one thing shows at a share of its time."""
    before, after = state(kind, first), state(kind, second)
    return on_the_way(before, after, _drawn(before), share)


def entering(kind: str, text: str, share: float) -> dict[str, Element]:
    return on_the_way(None, state(kind, text), (), share)


def on_the_way(
    before: Kind | None, after: Kind, earlier: Picture, share: float
) -> dict[str, Element]:
    start, stop = after.change_from(before, earlier, _drawn(after))
    return {e.key: e for e in after.agreeing(before, mix(start, stop, share))}


def _drawn(kind: Kind) -> Picture:
    return tuple(kind.draw(STAGE))


SHARES = [step / 20 for step in range(1, 20)]


def test_a_bar_has_no_number_while_the_number_would_be_wrong() -> None:
    for share in SHARES:
        bars = between(
            "bars", "{values: [0], digits: 0, top: 1}", "{values: [1], digits: 0, top: 1}", share
        )
        height = glide(share)
        assert ("value/1" in bars) == (min(height, 1 - height) <= 0.02)


def test_a_number_that_is_near_enough_counts_with_its_bar() -> None:
    for share in SHARES:
        bars = between(
            "bars",
            "{values: [0.1], digits: 0, percent: true, top: 1}",
            "{values: [0.9], digits: 0, percent: true, top: 1}",
            share,
        )
        number = bars["value/1"].form
        assert isinstance(number, Number)
        assert number.value == pytest.approx(0.1 + 0.8 * glide(share))


def test_bars_and_their_numbers_enter_together() -> None:
    text = "{values: {a: 50, b: 100}, digits: 0}"
    full = {e.key: e for e in _drawn(state("bars", text))}
    for share in SHARES:
        bars = entering("bars", text, share)
        for name, value in {"a": 50, "b": 100}.items():
            if f"value/{name}" in bars:
                number = bars[f"value/{name}"].form
                assert isinstance(number, Number)
                height = frame(bars[f"bar/{name}"]).height / frame(full[f"bar/{name}"]).height
                assert number.value == pytest.approx(value * height, abs=1)


PAST = "{a: 0.24, b: 0.2, c: 0.11, d: 0.1, e: 0.1, f: 0.06, g: 0.19}"
BOTH = "{a: 0.8249, b: 0, c: 0, d: 0, e: 0, f: 0.1751, g: 0}"


def percentages(first: str, second: str, share: float) -> list[float]:
    start, stop = (
        f"{{values: {values}, digits: 0, percent: true, top: 1}}" for values in (first, second)
    )
    forms = [element.form for element in between("bars", start, stop, share).values()]
    return [round(form.value * 100) for form in forms if isinstance(form, Number)]


def test_shares_of_a_whole_sum_to_it_in_every_frame() -> None:
    assert {sum(percentages(PAST, BOTH, share)) for share in SHARES} == {100}


def test_shares_of_no_whole_are_rounded_each_for_itself() -> None:
    few = "{a: 0.5, b: 0.1}"
    assert percentages(few, "{a: 0.1, b: 0.5}", 0.999)[0] == 10


def test_earlier_bars_are_at_their_height_at_once() -> None:
    text = "{values: {a: 1}, before: {a: 2}, top: 2}"
    early = between("bars", "{values: {a: 1}, top: 2}", text, 0.1)
    full = {e.key: e for e in _drawn(state("bars", text))}
    assert frame(early["before/a"]) == frame(full["before/a"])


def test_the_name_of_a_guide_is_above_the_numbers_of_bars_below_it() -> None:
    text = (
        "{values: {a: 0.9, b: 0.11}, percent: true, digits: 0, top: 1, "
        "guide: 0.15, guide_label: look-up}"
    )
    bars = {e.key: e.form.path() for e in _drawn(state("bars", text))}
    name, number = bars["guide_label"], bars["value/b"]
    assert name is not None and number is not None
    assert name.box.bottom > number.box.top


def test_a_meter_enters_with_its_number() -> None:
    text = "{value: 0.8, percent: true}"
    full = {e.key: e for e in _drawn(state("meter", text))}
    for share in SHARES:
        meter = entering("meter", text, share)
        number = meter["reading"].form
        assert isinstance(number, Number)
        filled = frame(meter["filling"]).width / frame(full["filling"]).width
        assert number.value == pytest.approx(0.8 * filled)


def test_words_above_a_thing_change_without_a_ghost(load: Loads) -> None:
    clip = load(
        "layout: row\n"
        "picture: {row: {tokens: {pieces: [a, b]}, label: week 1}}\n"
        "then:\n"
        "  - {at: 1, row: {tokens: {pieces: [a, c]}, label: week 2, over: 1.0}}\n"
    )
    seen = []
    for step in range(31):
        for element in clip.performance.picture(1 + step / 30):
            if element.key == "row/label above" and element.look.fill is not None:
                seen.append(element.look.fill[3] == 65535)
    assert seen.count(False) <= 10


def test_crosses_stay_above_their_dots_until_these_change() -> None:
    dots = "pattern: '{}', sweep: true"
    halfway = between("dots", f"{{{dots.format('xxxx')}}}", f"{{{dots.format('####')}}}", 0.6)
    keys = list(halfway)
    assert "cross/2/rising" in keys and "cross/1/rising" not in keys
    assert keys.index("cross/2/rising") > keys.index("dot/2")


def test_a_dot_that_has_entered_has_its_cross() -> None:
    text = "{pattern: '######xx'}"
    full = {e.key: e.form for e in _drawn(state("dots", text))}
    seen = [
        dots
        for dots in (entering("dots", text, step / 60) for step in range(60))
        if "dot/6" in dots and dots["dot/6"].form == full["dot/6"]
    ]
    assert seen
    assert all(dots["cross/6/rising"].form == full["cross/6/rising"] for dots in seen)


def test_dots_that_were_refused_are_struck_through_and_not_gold() -> None:
    refused = {e.key: e.look for e in _drawn(state("dots", "{pattern: '-x'}"))}
    gold = {color(Color.GOLD), color(Color.GOLD_LINE)}
    assert not {refused["dot/0"].stroke, refused["strike/0"].stroke} & gold
    assert "cross/1/falling" in refused and "strike/1" not in refused


def test_a_raised_gate_leaves_the_road_free() -> None:
    for opening, free in {"open": True, "closed": False}.items():
        road = {
            e.key: e for e in _drawn(state("route", f"{{stops: [a, b], gates: {{b: {opening}}}}}"))
        }
        box, arm = road["road"].form.path(), road["arm/b"].form.path()
        assert box is not None and arm is not None
        assert (arm.box.bottom > box.box.top) == free


def test_a_disc_of_a_road_is_larger_in_a_higher_room() -> None:
    road = state("route", "{stops: [a, b], at: a}")
    sizes = []
    for height in (4.0, 2.4):
        traveller = next(e for e in road.draw(Frame(-6, 0, 6, height)) if e.key == "traveller")
        assert isinstance(traveller.form, Rect)
        sizes.append(traveller.form.frame.width)
    assert sizes[0] > sizes[1]


def test_a_bar_that_counts_dots_is_as_high_as_they_are_many(load: Loads) -> None:
    clip = load(
        "layout: exam score\n"
        "picture:\n"
        "  exam: {dots: {count: 8, sweep: true}}\n"
        "  score: {bars: {values: {first: 2, second: 0}, digits: 0, top: 8}}\n"
        "then:\n"
        "  - at: 1\n"
        "    exam: {dots: {solid: 8}, over: 2}\n"
        "    score: {bars: {values: {first: 2, second: 8}}}\n"
    )
    heights = {frame(by_key(clip, 4)["score/bar/second"]).height: 8}
    full = max(heights)
    for now in FRAMES:
        picture = by_key(clip, now)
        number = picture["score/value/second"].form
        assert isinstance(number, Number)
        assert number.value == solid(tuple(picture.values()))
        assert frame(picture["score/bar/second"]).height == pytest.approx(
            full * number.value / 8, abs=0.02
        )


def by_key(clip: PictureClip, now: float) -> dict[str, Element]:
    return {element.key: element for element in clip.performance.picture(now)}


def test_a_number_with_an_earlier_one_does_not_count_unless_it_is_told_to() -> None:
    for text, counts in {"before: 4": False, "before: 4, from: 4": True}.items():
        form = entering("figure", f"{{value: 90, {text}}}", 0.9)["number"].form
        assert isinstance(form, Number)
        assert (form.value != 90) == counts


def test_two_pictograms_are_never_shown_together() -> None:
    shown = [
        {key for key in between("icon", "{show: ban}", "{show: check}", share) if "icon/" in key}
        for share in SHARES
    ]
    assert {"icon/ban"} in shown and {"icon/check"} in shown
    assert max(map(len, shown)) == 1


def test_names_of_a_number_line_are_above_its_dots_and_beside_its_threshold() -> None:
    dots = ", ".join(["2"] * 12)
    text = f"{{span: [0, 9], dots: [{dots}], values: {{here: 2, there: 5}}, threshold: 5.2}}"
    line = {e.key: e for e in _drawn(state("numberline", text))}
    highest = max(frame(e).top for key, e in line.items() if key.startswith("dot/"))
    here, there, wall = (line[key].form.path() for key in ("name/here", "name/there", "threshold"))
    assert here is not None and there is not None and wall is not None
    assert here.box.bottom / QUANTA_PER_UNIT > highest
    assert there.box.right < wall.box.left


def test_counts_of_ways_that_part_late_are_farther_on() -> None:
    edges = "edges: [a -> b, a -> c, a -> d, a -> e]"
    counts = "counts: {a -> b: 1, a -> c: 2, a -> d: 3, a -> e: 4}"
    plates = [
        frame(element)
        for key, element in ((e.key, e) for e in _drawn(state("flow", f"{{{edges}, {counts}}}")))
        if key.startswith("plate/")
    ]
    assert len(plates) == 4
    tops = sorted((plate.top, plate.bottom) for plate in plates)
    assert all(low[0] <= high[1] for low, high in pairwise(tops))
