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
from .parts.car import Car
from .parts.count import Count
from .parts.cursor import Cursor, Span
from .parts.legend import Legend
from .parts.letters import Reading
from .parts.night import Night
from .parts.places import HORIZON, MARK, STAGE, slot
from .parts.receipt import Receipt
from .parts.route import Program, Route
from .parts.signal import Signal
from .parts.suite import Suite
from .parts.views import DARK, DAY, SUITE, View
from .parts.ways import Ways
from .parts.workings import Lines, Workings
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


@sample(letters.Character, 300, 240)
def character(room: Frame) -> VMobject:
    part = letters.Character("H")
    part.put((0.0, 0.0))
    part.light(1.0)
    return part


@sample(Car, 460, 300)
def car(room: Frame) -> VMobject:
    part = Car("tokenizer")
    part.drive(0.0)
    return part.shift((0.0, -HORIZON - px(70), 0.0))


@sample(Cursor, 400, 240)
def cursor(room: Frame) -> VMobject:
    part = Cursor()
    part.mark(Span(-px(60), px(60)))
    plate = Plate(room.inset(px(50), px(40)), px(20), Night.SKY[1])
    return VGroup(plate, part.shift((0.0, -MARK, 0.0)))


@sample(Workings, 1740, 680)
def workings(room: Frame) -> VMobject:
    part = Workings(TEXT, ORDER, Lines("put", "word", "rest"))
    part.open(1.0)
    part.run(1.5, Program.WORD_FIRST)
    return seen(DARK, yard.Yard(), part)


@sample(Receipt, 1740, 680)
def receipt(room: Frame) -> VMobject:
    part = Receipt(TEXT, ORDER)
    part.rise(1.0, Program.SPACE_FIRST)
    return seen(DAY, yard.Day(), part)


@sample(Count, 1740, 680)
def count(room: Frame) -> VMobject:
    part = Count("of")
    part.state(3, 11)
    part.reveal(1.0)
    return seen(SUITE, yard.Yard(), part)


@sample(Legend, 1740, 680)
def legend(room: Frame) -> VMobject:
    return VGroup(night(), Legend((-px(180), 0.0), "first space"))


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
    return seen(SUITE, yard.Yard(), part)


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
    words = Words(
        "a b", TEXT, ORDER, "tokenizer", Lines("put", "word", "rest"), ("in", "out"), "first", "of"
    )
    part = World(8, words)
    part.read(ROUTE.end)
    return part
