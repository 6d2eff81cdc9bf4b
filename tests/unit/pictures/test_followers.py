"""Figures and meters that follow a point of a chart say in every frame where it is."""

from __future__ import annotations

import math

import pytest

from storyreel.base.errors import RequestError
from storyreel.base.timebase import Fps
from storyreel.inspection.run import judge_drawings
from storyreel.pictures.clips import PictureClip
from storyreel.pictures.forms import Number, Polyline, Rect
from storyreel.storyboard.timeline import compile_timeline
from tests.unit.pictures.conftest import Loads

CHART = "{curve: {x: [0, 60], y: [0, 1], line: 1 - exp(-x * (x - 1) / 730), point: 1}}"
FRAMES = [1 + step / 10 for step in range(60)]


def board(figure: str, then: str = "") -> str:
    return (
        "layout: chart chance\n"
        "picture:\n"
        f"  chart: {CHART}\n"
        f"  chance: {{figure: {{{figure}}}}}\n"
        "then:\n"
        f"  - {{at: 1, chart: {{curve: {{point: 23}}, over: 3}}{then}}}\n"
    )


def line(x: float) -> float:
    return 1 - math.exp(-x * (x - 1) / 730)


def number(clip: PictureClip, now: float, part: str = "number") -> Number:
    form = next(e.form for e in clip.performance.picture(now) if e.key == f"chance/{part}")
    assert isinstance(form, Number)
    return form


def height(clip: PictureClip, now: float) -> float:
    """The y of the point as it is drawn, from 0 at the axis to 1 at the top of the chart."""
    picture = {e.key: e.form for e in clip.performance.picture(now)}
    point, axis = picture["chart/point"], picture["chart/axis/y"]
    assert isinstance(point, Rect) and isinstance(axis, Polyline)
    (_, bottom), (_, top) = axis.points
    return (point.frame.center[1] - bottom) / (top - bottom)


def test_a_figure_says_the_height_of_the_point_in_every_frame(load: Loads) -> None:
    clip = load(board("of: chart.point, percent: true, digits: 1"))
    for now in FRAMES:
        assert number(clip, now).value == pytest.approx(height(clip, now), abs=1e-9)
    assert number(clip, 1).words.text == "0.0%"
    assert number(clip, 6).words.text == f"{line(23):.1%}"
    assert len({number(clip, now).words.text for now in FRAMES}) > 15


def test_a_figure_keeps_its_size_and_place_while_it_follows(load: Loads) -> None:
    clip = load(board("of: chart.point, percent: true, digits: 1"))
    assert len({(n.style.size, n.at) for n in (number(clip, now) for now in FRAMES)}) == 1


def test_a_figure_follows_the_x_of_a_point(load: Loads) -> None:
    clip = load(board("of: chart.point.x"))
    assert (number(clip, 1).value, number(clip, 6).value) == (1, 23)
    middle = number(clip, 2.5).value
    assert 1 < middle < 23
    assert height(clip, 2.5) == pytest.approx(line(middle), abs=1e-3)


def test_a_meter_follows_a_point(load: Loads) -> None:
    clip = load(board("").replace("figure: {}", "meter: {of: chart.point, digits: 2}"))
    for now in FRAMES:
        assert number(clip, now, "reading").value == pytest.approx(height(clip, now), abs=1e-9)


def test_a_figure_that_ends_to_follow_counts_on_from_where_the_point_is(load: Loads) -> None:
    text = board("of: chart.point, digits: 2") + "  - {at: 6, chance: {figure: {value: guess}}}\n"
    clip = load(text)
    assert number(clip, 6).value == pytest.approx(line(23), abs=1e-3)
    assert number(clip, 8).value == 4.605


def test_a_figure_that_leaves_with_its_chart_keeps_its_number(load: Loads) -> None:
    clip = load(
        board("of: chart.point, digits: 2")
        + "  - {at: 6, layout: word, word: {text: {lines: [Next]}}}\n"
    )
    for now in (6, 6.05, 6.1):
        assert number(clip, now).value == pytest.approx(line(23), abs=1e-3)


def test_a_number_of_a_chart_needs_no_fact(load: Loads) -> None:
    clip = load(board("of: chart.point, digits: 2"))
    drawings = [drawing for _, drawing in clip.performance.drawings(Fps(10), range(300))]
    timeline = compile_timeline(clip.storyboard, Fps(10))
    found = judge_drawings(timeline, clip.storyboard, drawings, clip.source)
    assert not [each for each in found if each.rule == "unsourced"]


@pytest.mark.parametrize(
    ("figure", "says"),
    [
        ("of: chart.curve", "'chart.curve' is not a number that can be followed."),
        ("of: chat.point", "refers to 'chat', which is not on stage. Did you mean 'chart'?"),
        ("of: chart.point, value: 3", "has both `of` and `value`."),
        ("of: chart.point, from: 3", "has both `of` and `from`."),
        ("note: a", "needs `value` or `of`."),
        ("value: 3, span: [0, 1]", "unknown key 'span'."),
        ("value: 1, percent: true, unit: s", "has both `percent` and `unit`."),
    ],
)
def test_what_cannot_be_followed_is_refused(load: Loads, figure: str, says: str) -> None:
    with pytest.raises(RequestError) as caught:
        load(board(figure))
    problems = "\n".join(f"{p.what} {p.remedy}" for p in caught.value.problems)
    assert says in problems


def warnings(clip: PictureClip) -> list[str]:
    return [f"{p.what} {p.remedy}" for p in clip.source.warnings if "by itself" in p.what]


def test_a_figure_that_runs_beside_its_point_is_a_warning(load: Loads) -> None:
    counts = board("value: 0, digits: 1", ", chance: {figure: {value: 50}, over: 3}")
    (warning,) = warnings(load(counts))
    assert "Write `of: chart.point, percent: true` in place of `value`." in warning


@pytest.mark.parametrize(
    ("figure", "then"),
    [
        ("of: chart.point", ""),
        ("value: 0, digits: 1", ", chance: {figure: {value: 40}, over: 3}"),
        ("value: 1, digits: 1", ", chance: {figure: {value: 23}, over: 3}"),
        ("value: 0.5, digits: 1", ""),
    ],
    ids=["tied", "another number", "the x at the same time", "does not count"],
)
def test_other_figures_beside_a_point_are_not(load: Loads, figure: str, then: str) -> None:
    assert not warnings(load(board(figure, then)))


def test_a_figure_that_counts_after_the_point_has_moved_is_not(load: Loads) -> None:
    later = "  - {at: 6, chance: {figure: {value: 50}, over: 3}}\n"
    assert not warnings(load(board("value: 0, digits: 1") + later))


def test_a_chart_that_leaves_before_its_figure_is_a_mistake_that_names_the_beat(
    load: Loads,
) -> None:
    with pytest.raises(RequestError) as caught:
        load(board("of: chart.point") + "  - {at: 6, layout: chance}\n")
    (problem,) = caught.value.problems
    what = "refers to 'chart', which is not on stage in beat 'first', 6 s after its start."
    assert what in problem.what


@pytest.mark.parametrize("ends", ["from: chance, to: chart.point", "from: chart, to: chance"])
def test_an_arrow_may_begin_or_end_at_a_figure_that_follows(load: Loads, ends: str) -> None:
    link = f"\n  - {{at: 5, link: {{arrow: {{{ends}}}}}}}\n"
    clip = load(board("of: chart.point").rstrip() + link)
    assert any(element.key.startswith("link/") for element in clip.performance.picture(9))
