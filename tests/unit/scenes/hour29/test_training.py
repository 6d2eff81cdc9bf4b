"""What happens on a medal: the tool, the wheel, the card and the weights are placed absolutely."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import Mobject

from scenes.hour29.parts.chance import SeedCard, Wheel
from scenes.hour29.parts.fingerprint import Fingerprint
from scenes.hour29.parts.measures import FIELD, MIDDLE, RADIUS
from scenes.hour29.parts.training import Training
from scenes.hour29.parts.weights import Weights
from scenes.hour29.ridges import RIDGES
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, px
from storyreel.drawing.drawing import Drawing, PathItem
from storyreel.paint.raster import paint_drawing
from storyreel.parts.tone import rgb

Draw = Callable[..., Drawing]
Box = Callable[[Mobject], Frame]
X = -2.0
SIGN = (4.0, 2.0)
COUNT = 120
ONE = next(iter(RIDGES))


def run() -> Training:
    return Training(X, Color.NAVY, ("Tool", "1.0"), Weights(X, Color.NAVY, COUNT, ONE))


def test_nothing_is_seen_at_first(draw: Draw) -> None:
    assert draw(run(), SeedCard("seed 7", X)).items == ()


def test_wheels_with_equal_draws_look_equal_and_others_do_not(draw: Draw) -> None:
    wheels = [Wheel(X, Color.NAVY) for _ in range(3)]
    for wheel, turns in zip(wheels, (2.682352, 2.682352, 2.451629), strict=True):
        wheel.turn(turns)
    first, second, other = (draw(wheel) for wheel in wheels)
    assert first == second != other


def test_the_marked_field_is_at_the_top_before_it_turns(box: Box) -> None:
    wheel = Wheel(X, Color.NAVY)
    wheel.turn(0.0)
    marked = box(wheel.submobjects[-1])
    assert marked.center[0] == pytest.approx(X)
    assert (marked.bottom, marked.top) == pytest.approx((MIDDLE, MIDDLE + FIELD), abs=0.02)
    wheel.turn(0.25)
    assert box(wheel.submobjects[-1]).left == pytest.approx(X), "clockwise"


def test_a_card_flies_into_its_slot_behind_the_medal(box: Box) -> None:
    card = SeedCard("seed 7", X)
    card.arrive(SIGN, 1e-6)
    assert box(card).center == pytest.approx(SIGN, abs=0.3)
    card.arrive(SIGN, 1.0)
    rim = MIDDLE + RADIUS
    assert box(card).center[0] == pytest.approx(X, abs=0.01)
    assert box(card).bottom < rim < box(card.submobjects[1]).bottom, "the words are above the rim"
    card.pull_out(0.9)
    assert box(card).top < rim


def test_weights_come_up_and_line_up_as_ridges(draw: Draw) -> None:
    weights = Weights(X, Color.NAVY, COUNT, ONE)
    inks = []
    for share in (0.0, 0.3, 0.6, 1.0):
        weights.spread(share)
        blue = paint_drawing(draw(weights), 320, 180)[..., :3].max(axis=2)
        inks.append(int((blue != blue[0, 0]).sum()))
    assert inks == sorted(set(inks)) and inks[0] == 0
    (item,) = draw(weights).items
    assert isinstance(item, PathItem) and len(item.path.starts) == COUNT
    spread = on_ridges(weights, draw)
    weights.spread(1.0, 1.0)
    assert spread < 0.7 * COUNT < 0.97 * COUNT <= on_ridges(weights, draw)


def on_ridges(weights: Weights, draw: Draw) -> int:
    """How many of the dots have their middles on a ridge of the print."""
    print_ = Fingerprint(ONE, rgb(Color.NAVY))
    print_.put((X, MIDDLE))
    pixels = paint_drawing(draw(print_), 1920, 1080)[..., 2].astype(int)
    x, y = weights.points.reshape(COUNT, -1, 3)[:, :, :2].mean(axis=1).T / px(1.0)
    at = pixels[(540 - y).astype(int), (960 + x).astype(int)]
    return int((abs(at - pixels[0, 0]) > 40).sum())


def test_nothing_of_a_tool_is_left_when_it_is_put_away(draw: Draw) -> None:
    taken = run()
    taken.take_tool(SIGN, 1.0)
    taken.name_tool(1.0)
    with_tool = draw(taken)
    taken.put_away(0.0)
    assert draw(taken) == with_tool
    taken.put_away(1.0)
    assert draw(taken).items == ()
