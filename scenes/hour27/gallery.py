"""Parts of the dataset generation loop."""

from __future__ import annotations

from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.parts.gallery.sample import played, sample
from storyreel.parts.marks import clipped

from .parts.band import Band
from .parts.desk import Desk, Rail
from .parts.end_mark import EndMark
from .parts.ink import WordBar
from .parts.maker import Maker
from .parts.place import Place
from .parts.planned_lamp import PlannedLamp
from .parts.planned_turn import PlannedSeed, PlannedTurn
from .parts.seed import Caret, Role
from .parts.training_card import TrainingCard
from .parts.trolley import LampState, Trolley
from .parts.turn import Spot, Turn
from .parts.way import Way, planned_way, way_round
from .parts.writer import Grip, Writer
from .parts.written_tag import WrittenTag

TOPIC = ("tea that", "wakes you")
QUESTION = ("Which is the tea that", "wakes you at six?")
SPOT = Spot(0.0, 0.0, 800, 240)


def _card(x: float, low: float, topic: tuple[str, ...] = TOPIC) -> TrainingCard:
    return TrainingCard(topic, 400 if topic else 0, 3, Place(px(x), px(low)))


@sample(TrainingCard, 1120, 480)
def training_card(room: Frame) -> VMobject:
    cards = [
        _card(x, -215.0, asked) for x, asked in zip((-370, 0, 370), (TOPIC, (), TOPIC), strict=True)
    ]
    cards[1].put(Place(0.0, px(-215), tilt=-3.0))
    cards[1].refuse(1.0)
    return VGroup(*cards)


@sample(Trolley, 480, 640)
def trolley(room: Frame) -> VMobject:
    card = _card(0.0, 0.0)
    card.put(Place(0.0))
    lamp = Trolley((card,))
    lamp.hang(LampState(0.0, brightness=1.0))
    return VGroup(lamp.light, card, lamp).center()


@sample(Writer, 480, 200)
def writer(room: Frame) -> VMobject:
    pen = Writer("Model")
    pen.hold(Grip(px(-150), px(-50), 15.0, 0.5))
    return pen


@sample(Turn, 900, 360)
def turn(room: Frame) -> VMobject:
    part = Turn((QUESTION,), SPOT)
    part.ink(0, 1.0)
    return part.center()


@sample(PlannedTurn, 900, 360)
def planned_turn(room: Frame) -> VMobject:
    part = PlannedTurn(QUESTION, "not run", SPOT)
    part.word(1.0)
    return part.center()


@sample(PlannedSeed, 900, 360)
def planned_seed(room: Frame) -> VMobject:
    return PlannedSeed(SPOT).center()


@sample(WrittenTag, 420, 140)
def written_tag(room: Frame) -> VMobject:
    return WrittenTag("written", (0.0, 0.0)).center()


@sample(Band, 480, 480)
def band(room: Frame) -> VMobject:
    cards = [_card(14.0 * depth - 20, 6.0 * depth - 220) for depth in (2, 1, 0)]
    return VGroup(*cards, Band(cards[-1].place, cards[0].place, "3 of 4"))


@sample(PlannedLamp, 360, 280)
def planned_lamp(room: Frame) -> VMobject:
    return PlannedLamp(0.0, "kind?").center()


@sample(Way, 1000, 420)
def way(room: Frame) -> VMobject:
    ways = way_round("again"), planned_way("again", "not run")
    for each in ways:
        each.reveal(1.0)
    return VGroup(*ways).scale(0.6).center()


@sample(way_round, 600, 420)
def round_way(room: Frame) -> VMobject:
    part = way_round("again")
    part.reveal(1.0)
    return part.center()


@sample(planned_way, 1000, 600)
def dashed_way(room: Frame) -> VMobject:
    part = planned_way("again", "not run")
    part.reveal(1.0)
    return part.center()


@sample(EndMark, 240, 160)
def end_mark(room: Frame) -> VMobject:
    return EndMark("end", SPOT).center()


@sample(Maker, 420, 840)
def maker(room: Frame) -> VMobject:
    return clipped(Maker(), None).center()


@sample(Role, 320, 120)
def role(room: Frame) -> VMobject:
    return Role("assistant", SPOT).center()


@sample(Caret, 160, 160)
def caret(room: Frame) -> VMobject:
    return Caret(SPOT).center()


@sample(WordBar, 480, 120)
def word_bar(room: Frame) -> VMobject:
    return WordBar(292.0, 0, 5).center()


@sample(Desk, 2000, 140)
def desk(room: Frame) -> VMobject:
    return Desk().center()


@sample(Rail, 2000, 60)
def rail(room: Frame) -> VMobject:
    part = Rail()
    played(part.extend(1.0))
    return part.center()
