"""A pair of runs: gold is seen where, and only where, two prints that lie on each other differ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from scenes.hour29.parts.medal import Medal
from scenes.hour29.parts.pair import Pair
from scenes.hour29.parts.score import Score
from scenes.hour29.ridges import RIDGES
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color
from storyreel.drawing.drawing import Drawing, PathItem
from storyreel.paint.raster import paint_drawing
from storyreel.parts.badge import Status
from storyreel.parts.tone import rgb

Draw = Callable[..., Drawing]
ONE, OTHER = RIDGES
PLACES = (-3.0, 3.0)
GOLD = tuple(round(share * 65535) for share in rgb(Color.GOLD_LINE))


def pair(second: str, seeds: tuple[str, str] = ("seed 7", "seed 7")) -> Pair:
    made = Pair(PLACES, (ONE, second), seeds, "100%", Status.PASSED)
    for medal in made.medals:
        medal.turn(1.0)
    made.raise_scores(1.0)
    return made


def gold_pixels(drawing: Drawing) -> int:
    """How many pixels change when gold is left out."""
    plain = replace(drawing, items=tuple(i for i in drawing.items if not _is_gold(i)))
    with_gold, without = (paint_drawing(each, 640, 360).astype(int) for each in (drawing, plain))
    return int((np.abs(with_gold - without).max(axis=2) > 24).sum())


def _is_gold(item: object) -> bool:
    fill = item.fill if isinstance(item, PathItem) else None
    return fill is not None and fill.colors[0][:3] == GOLD


@pytest.mark.parametrize("second", [ONE, OTHER])
def test_side_by_side_there_is_no_gold(second: str, draw: Draw) -> None:
    assert gold_pixels(draw(pair(second))) == 0


def test_prints_that_differ_stay_gold_when_they_have_met(draw: Draw) -> None:
    met = pair(OTHER)
    met.meet(1.0)
    assert gold_pixels(draw(met)) > 500


def test_gold_vanishes_where_equal_prints_meet(draw: Draw) -> None:
    met, counts = pair(ONE), []
    for share in (0.95, 0.99, 0.998, 1.0):
        met.meet(share)
        counts.append(gold_pixels(draw(met)))
    assert counts[0] > counts[1] > counts[2] >= counts[3] == 0


def test_both_rims_are_seen_when_they_have_met(draw: Draw) -> None:
    met = pair(ONE)
    met.meet(1.0)
    outlined = [i for i in draw(met).items if isinstance(i, PathItem) and i.stroke and not i.fill]
    assert len({item.path.box.width for item in outlined}) == 2


@pytest.mark.parametrize(("seeds", "left"), [(("seed 7", "seed 7"), 1), (("seed 7", "seed 8"), 2)])
def test_of_two_equal_plates_one_is_left(
    seeds: tuple[str, str], left: int, texts: Callable[[Pair], list[str]]
) -> None:
    meeting = pair(OTHER, seeds)
    assert texts(meeting).count("100%") == 2
    meeting.meet(1.0)
    assert texts(meeting).count("100%") == left


def test_a_seed_is_shown_beside_its_score_when_that_has_left_its_place(draw: Draw) -> None:
    score, seen = Score("100%", "seed 7", 0.0, "#000000"), 0
    for step in range(41):
        score.put(0.0, step / 40)
        words = {
            item.tag.text: item.box for item in draw(score).items if item.tag and item.tag.text
        }
        if "seed 7" in words:
            assert not words["seed 7"].overlaps(words["100%"])
            seen += 1
    assert 4 < seen < 20


def test_plates_with_two_seeds_stay_apart(box: Callable[..., Frame]) -> None:
    meeting = pair(OTHER, ("seed 7", "seed 8"))
    for met in (0.0, 0.3, 0.6, 1.0):
        meeting.meet(met)
        right, left = map(box, meeting.scores)
        assert left.right < right.left


def test_a_pair_that_rolls_is_upright_where_it_rests(draw: Draw) -> None:
    rolled, put = pair(OTHER), pair(OTHER)
    for each in (rolled, put):
        each.meet(1.0)
    rolled.roll_to(-2.0, 1.0)
    put.shift_by(-2.0)
    assert draw(rolled) != draw(put)
    rolled.roll_to(1.0, 1.0)
    put.shift_by(1.0)
    assert draw(rolled) == draw(put)


def test_calls_in_any_order_give_the_same_pair(draw: Draw) -> None:
    one, other = pair(OTHER), pair(OTHER)
    one.meet(0.4)
    one.judge(0.8)
    one.shift_by(0.7)
    other.shift_by(0.7)
    other.meet(0.9)
    other.judge(0.8)
    other.meet(0.4)
    assert draw(one) == draw(other)


def test_a_solid_medal_is_navy_with_white_ridges(fills: Callable[[Medal], list[str]]) -> None:
    medal = pair(ONE).front
    medal.harden(1.0)
    assert Color.NAVY not in fills(medal), "the ridges are not navy any longer"
    assert "#F6F9FC" in fills(medal)


def test_a_medal_shows_its_print_on_the_back_alone(draw: Draw) -> None:
    front, back = (
        Pair(PLACES, (ONE, OTHER), ("seed 7", "seed 7"), "100%", Status.OPEN).front
        for _ in range(2)
    )
    back.turn(1.0)
    assert len(draw(back).items) == len(draw(front).items) + 1


def test_medals_are_posed_only_where_they_change() -> None:
    made = pair(OTHER)
    made.shift_by(1.0)
    before = [member.points for medal in made.medals for member in medal]
    made.shift_by(1.0)
    for medal in made.medals:
        medal.turn(1.0)
    assert all(
        member.points is points
        for member, points in zip((each for m in made.medals for each in m), before, strict=True)
    )
    made.shift_by(1.5)
    assert made.front.place[0] == PLACES[0] + 1.5
