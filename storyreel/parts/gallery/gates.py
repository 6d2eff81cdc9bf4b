"""A road with barriers, and a padlock."""

from __future__ import annotations

from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.parts.gallery.sample import sample
from storyreel.parts.padlock import Padlock
from storyreel.parts.road import Barrier, Road, Runner, barriers_along


@sample(Road, 1500, 360)
def road(room: Frame) -> VMobject:
    part = Road(room)
    barriers = barriers_along(part, 4)
    for barrier in barriers[:2]:
        barrier.put(barrier.x, barrier.road_y, 1.0)
    return VGroup(part, *barriers, Runner((part.x_at(0.42), part.y)))


@sample(Barrier, 480, 360)
def barrier(room: Frame) -> VMobject:
    low = room.center[1] - px(40)
    return VGroup(Barrier(-px(140), low), Barrier(px(0), low, 1.0))


@sample(Runner, 300, 240)
def run(room: Frame) -> VMobject:
    return Runner(room.center, px(70))


@sample(Padlock, 480, 300)
def padlock(room: Frame) -> VMobject:
    left, right = (cell.center for cell in room.columns((1.0, 1.0), 0.0))
    shut = Padlock((right[0], px(10)), px(140))
    shut.close_to(1.0)
    return VGroup(Padlock((left[0], px(10)), px(140)), shut)
