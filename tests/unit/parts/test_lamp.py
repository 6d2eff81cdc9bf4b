"""The lamp and its light: hung and lit absolutely; the light fills its beam and no more."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import Mobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.drawing.drawing import Drawing
from storyreel.parts.lamp import GOLD, STEEL, Beam, Lamp, LampLight

Draw = Callable[..., Drawing]
Box = Callable[[Mobject], Frame]
BEAM = Beam(1.0, 2.0, -2.0, 0.5, 1.5)


def test_a_lamp_hangs_from_its_ceiling_with_its_rim_where_it_is_asked(box: Box) -> None:
    lamp = Lamp(px(220))
    lamp.hang(1.0, 3.0, 1.0)
    cord, head = lamp.submobjects
    assert box(cord).top == pytest.approx(3.0, abs=1e-3)
    assert box(head).center[0] == pytest.approx(1.0, abs=1e-3)
    assert box(head).top == pytest.approx(1.0 + px(92.5), abs=px(4))
    assert lamp.mouth < px(110)


def test_a_lamp_swings_about_the_end_of_its_cord(box: Box) -> None:
    lamp = Lamp()
    lamp.hang(0.0, 3.0, 1.0, tilt=10.0)
    straight = Lamp()
    straight.hang(0.0, 3.0, 1.0)
    assert box(lamp.submobjects[0]) == box(straight.submobjects[0])
    assert box(lamp.submobjects[1]).center[0] > px(8)


@pytest.mark.parametrize("finish", [STEEL, GOLD])
def test_a_lit_lamp_differs_from_a_dark_one_in_bulb_and_rim(finish: object, draw: Draw) -> None:
    lamp = Lamp(finish=finish)  # type: ignore[arg-type]
    dark = draw(lamp)
    lamp.shine(1.0)
    changed = [a.key != b.key for a, b in zip(dark.items, draw(lamp).items, strict=True)]
    assert sum(changed) == 2
    lamp.shine(0.0)
    assert draw(lamp) == dark


def test_a_narrow_lamp_is_the_same_lamp_smaller(box: Box) -> None:
    small, large = Lamp(px(110)), Lamp(px(220))
    for lamp in (small, large):
        lamp.hang(0.0, 3.0, 0.0)
    assert box(small.submobjects[1]).width * 2 == pytest.approx(box(large.submobjects[1]).width)
    assert small.mouth * 2 == pytest.approx(large.mouth)


def test_light_falls_from_the_rim_to_the_floor_as_a_front(draw: Draw) -> None:
    light = LampLight()
    lows = []
    for reach in (0.25, 0.5, 1.0):
        light.cast(BEAM, 1.0, reach)
        lows.append(min(item.path.box.bottom for item in draw(light).items[-3:]))  # type: ignore[union-attr]
    assert lows == sorted(lows, reverse=True)
    assert lows[-1] == draw(light).items[-1].path.box.bottom  # type: ignore[union-attr]


def test_no_light_is_drawn_in_the_dark(draw: Draw) -> None:
    light = LampLight()
    light.cast(BEAM, 0.0)
    assert draw(light).items == ()
    light.cast(BEAM, 0.01)
    assert draw(light).items


def test_light_is_the_same_however_it_was_reached(draw: Draw) -> None:
    direct, dimmed = LampLight(), LampLight()
    dimmed.cast(Beam(0.0, 1.0, 0.0, 0.1, 0.2), 0.3, 0.5)
    for light in (direct, dimmed):
        light.cast(BEAM, 0.8, 0.7)
    assert draw(dimmed) == draw(direct)


def test_the_middle_of_a_beam_stays_in_the_middle() -> None:
    half = BEAM.narrowed(0.5)
    assert (half.x, half.mouth, half.foot) == (1.0, 0.25, 0.75)
    assert half.points()[:, 0].mean() == pytest.approx(1.0)
