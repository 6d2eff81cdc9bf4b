"""Parts of the dataset generation loop."""

from __future__ import annotations

from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.parts.gallery.sample import played, sample
from storyreel.parts.marks import clipped

from .parts.band import Band
from .parts.copy import DraftCopy
from .parts.desk import Desk, Rail
from .parts.effort import Effort
from .parts.ink import WordBar
from .parts.maker import Maker
from .parts.place import Place
from .parts.planned_lamp import PlannedLamp
from .parts.redraft import Redraft
from .parts.seed import Caret, Role
from .parts.training_card import TrainingCard
from .parts.trolley import LampState, Trolley
from .parts.writer import Grip, Writer

QUESTION = ("Which tea", "wakes you", "at six?")


def _card(x: float, low: float, question: tuple[str, ...] = QUESTION) -> TrainingCard:
    return TrainingCard(question, 400 if question else 0, 3, Place(px(x), px(low)))


@sample(TrainingCard, 1120, 480)
def training_card(room: Frame) -> VMobject:
    cards = [
        _card(x, -215.0, asked)
        for x, asked in zip((-370, 0, 370), (QUESTION, (), QUESTION), strict=True)
    ]
    cards[1].put(Place(0.0, px(-215), tilt=-3.0))
    cards[1].refuse(1.0)
    cards[2].open(0.0)
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


@sample(DraftCopy, 420, 480)
def draft_copy(room: Frame) -> VMobject:
    return DraftCopy(QUESTION, ("planned",), Place(0.0, px(-215)))


@sample(Band, 480, 480)
def band(room: Frame) -> VMobject:
    cards = [_card(14.0 * depth - 20, 6.0 * depth - 220) for depth in (2, 1, 0)]
    return VGroup(*cards, Band(cards[-1].place, cards[0].place, "3 of 4"))


@sample(PlannedLamp, 360, 280)
def planned_lamp(room: Frame) -> VMobject:
    return PlannedLamp(0.0, "kind?", "not run").center()


@sample(Redraft, 900, 420)
def redraft(room: Frame) -> VMobject:
    draft = Redraft("reader", "not run", px(450), px(-280))
    draft.put(1.0)
    draft.open(0.0)
    return draft.center()


@sample(Effort, 200, 200)
def effort(room: Frame) -> VMobject:
    part = Effort()
    part.reveal(1.0)
    return part.center()


@sample(Maker, 420, 840)
def maker(room: Frame) -> VMobject:
    return clipped(Maker(), None).center()


@sample(Role, 320, 120)
def role(room: Frame) -> VMobject:
    return Role("assistant", Place(0.0)).center()


@sample(Caret, 160, 160)
def caret(room: Frame) -> VMobject:
    return Caret(Place(0.0, scale=1.5)).center()


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
