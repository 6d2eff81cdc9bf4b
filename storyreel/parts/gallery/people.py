"""People, standing, walking and sitting."""

from __future__ import annotations

from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.parts.figure import Appearance, Pose
from storyreel.parts.gallery.sample import sample
from storyreel.parts.person import Person

LOOKS = (
    Appearance(),
    Appearance("bun", "coat", "#5D7FA9", hair_color="#22385A", skin="#AABBCF", scale=0.95),
    Appearance("curly", top_color="#8CA6C6", skin="#8EA3BE"),
    Appearance("beanie", top_color="#27466F", legs_color="#5B7698", hair_color="#6F8DB3"),
    Appearance("swept", top_color="#2F5384", legs_color="#1B2E4C", glasses=True, phone=False),
)


@sample(Person, 1500, 520)
def person(room: Frame) -> VMobject:
    floor = room.bottom + px(40)
    places = [room.left + px(120 + 210 * index) for index in range(7)]
    first, second, third, fourth, author = LOOKS
    return VGroup(
        Person(first, Pose(places[0], floor)),
        Person(second, Pose(places[1], floor, lit=1.0, mood=1.0)),
        Person(third, Pose(places[2], floor, raised=0.0, mood=-1.0)),
        Person(fourth, Pose(places[3], floor, walking=1.0, phase=0.25)),
        Person(author, Pose(places[4], floor, walking=1.0, phase=0.4, tilt=0.0)),
        Person(author, Pose(places[5], floor, facing=-1.0, sitting=1.0, reaching=1.0)),
    )
