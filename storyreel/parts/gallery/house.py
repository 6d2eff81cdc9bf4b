"""Samples of a doorway, its rooms and the ways to it."""

from __future__ import annotations

from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.parts.gallery.sample import sample
from storyreel.parts.house.doorway import Doorway
from storyreel.parts.house.glimpses import Glimpses
from storyreel.parts.house.rooms import Room
from storyreel.parts.house.ways import TwoWays, Way


@sample(Doorway, 620, 560)
def doorway(room: Frame) -> VMobject:
    shut, opened = (part.inset(px(25), 0.0) for part in room.columns((1.0, 1.0), 0.0))
    ajar = Doorway(opened, "App", ":5000")
    ajar.stand(opened, 1.0)
    return VGroup(Doorway(shut, "App", ":5000"), ajar)


@sample(Room, 700, 420)
def room_with_a_name(room: Frame) -> VMobject:
    part = Room(room.inset(px(16)), "A room")
    part.light(1.0)
    return part


@sample(Glimpses, 680, 560)
def glimpses(room: Frame) -> VMobject:
    places = room.rows((1.0, 1.0, 1.0), px(24))
    names = ("Write", "Label", "Answer")
    rooms = [Room(place, name) for place, name in zip(places, names, strict=True)]
    return VGroup(*rooms, Glimpses(places, (4, 14), (14, 48), (False, False, True, False)))


@sample(Way, 420, 320)
def way(room: Frame) -> VMobject:
    return Way(room.inset(px(30)), "Browser", "a reply")


@sample(TwoWays, 1500, 320)
def two_ways(room: Frame) -> VMobject:
    left, _, middle, _, right = room.columns((328.0, 130.0, 584.0, 130.0, 328.0), 0.0)
    ends = (place.inset(0.0, px(37)) for place in (left, right))
    first, second = Way(next(ends), "Browser", "a reply"), Way(next(ends), "script", "a reply", ">")
    part = TwoWays(middle, "model.pth", first, second)
    return VGroup(part.links, Room(middle, "One model", px(90)), part.file, first, second)
