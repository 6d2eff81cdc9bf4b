"""Parts of the test-to-release pipeline."""

from __future__ import annotations

from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.parts.badge import Status
from storyreel.parts.gallery.sample import sample
from storyreel.parts.panel import Panel
from storyreel.parts.shapes import Plate

from .parts import filled, letters, question, yard
from .parts.car import Car, Flank
from .parts.letters import Reading
from .parts.night import Night
from .parts.places import HORIZON, STAGE, slot
from .parts.route import Program, Route
from .parts.signal import Signal
from .parts.suite import Suite
from .parts.views import DARK, FIRST_LAMP, View
from .parts.ways import Ways
from .parts.world import Words, World

TEXT, ORDER = "  Smal words.", (5, 0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12)
ROUTE = Route(ORDER[0], len(TEXT))


def night() -> VMobject:
    """Something dark to show light on."""
    return Plate(STAGE, px(30), Night.SKY[1])


def seen(view: View, *parts: VMobject) -> VMobject:
    """What the camera sees of something large."""
    return Panel(Plate(STAGE, px(30)), *parts).look_at(view.center, view.zoom)


@sample(filled.shape, 300, 240)
def shape(room: Frame) -> VMobject:
    outline = Plate(room.inset(px(40))).points
    return filled.shape(outline, "#A9C0DD", "#3A5A88")


@sample(letters.SpaceBox, 300, 240)
def space_box(room: Frame) -> VMobject:
    first = letters.SpaceBox((-px(40), 0.0), gold=True)
    second = letters.SpaceBox((px(40), 0.0))
    for box in (first, second):
        box.light(1.0)
    return VGroup(first, second)


@sample(Car, 400, 300)
def car(room: Frame) -> VMobject:
    part = Car(("word", "space"))
    part.drive(0.0, (px(60), HORIZON + px(190)))
    return part.shift((0.0, -HORIZON - px(100), 0.0))


@sample(Flank, 400, 240)
def flank(room: Frame) -> VMobject:
    part = Flank(("word", "space"))
    part.open(1.0)
    part.run(1.0, 0.0)
    plate = Plate(room.inset(px(50), px(40)), px(20), "#6686B0")
    return VGroup(plate, part.shift((0.0, -HORIZON - px(88), 0.0)))


@sample(yard.Yard, 1740, 680)
def dark_yard(room: Frame) -> VMobject:
    return seen(DARK, yard.Yard())


@sample(yard.Day, 1740, 680)
def day(room: Frame) -> VMobject:
    return seen(DARK, yard.Day())


@sample(yard.Wall, 1740, 680)
def wall(room: Frame) -> VMobject:
    return seen(DARK, yard.Wall())


@sample(yard.Gate, 1740, 680)
def gate(room: Frame) -> VMobject:
    part = yard.Gate()
    part.lift(0.3)
    return seen(DARK, yard.Yard(), part)


@sample(Signal, 1740, 680)
def signal(room: Frame) -> VMobject:
    part = Signal()
    part.tell(slot(6.5), Status.OPEN, Status.PASSED, 0.3)
    return seen(DARK, yard.Yard(), yard.Wall(), part)


@sample(Suite, 1740, 680)
def suite(room: Frame) -> VMobject:
    part = Suite(8, "a b", ROUTE)
    part.lay(slot(-6))
    return seen(FIRST_LAMP, yard.Yard(), part)


@sample(letters.WireText, 1740, 680)
def wire_text(room: Frame) -> VMobject:
    return VGroup(night(), letters.WireText(TEXT))


@sample(letters.RoadText, 1740, 680)
def road_text(room: Frame) -> VMobject:
    part = letters.RoadText(TEXT, ORDER, ROUTE)
    part.lay(Reading(ROUTE.end, Program.WORD_FIRST, (0.0, 0.0)))
    return VGroup(night(), part, part.first)


@sample(question.Question, 1740, 680)
def lamp(room: Frame) -> VMobject:
    part = question.Question()
    part.drop(1.0)
    part.shine(1.0)
    part.badge.display(Status.FAILED)
    return seen(DARK, yard.Yard(), part)


@sample(question.Thread, 1740, 680)
def thread(room: Frame) -> VMobject:
    part = question.Thread(0, 5)
    part.fall(1.0)
    return VGroup(night(), part)


@sample(Ways, 1740, 680)
def ways(room: Frame) -> VMobject:
    return VGroup(night(), Ways(slot(-1.6), "in", "out"))


@sample(World, 1740, 680)
def world(room: Frame) -> VMobject:
    part = World(8, Words("a b", TEXT, ORDER, ("word", "space"), ("in", "out")))
    part.read(ROUTE.end)
    return part
