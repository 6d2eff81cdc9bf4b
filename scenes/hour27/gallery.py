"""Parts of the dataset generation loop."""

from __future__ import annotations

from dataclasses import replace

from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.parts.gallery.sample import played, sample
from storyreel.parts.marks import clipped

from .parts.answer import Answer
from .parts.band import Band
from .parts.dashes import planned_sheet
from .parts.desk import Desk, Rail
from .parts.doubt import Doubt
from .parts.ink import WordBar
from .parts.maker import Maker
from .parts.place import Place
from .parts.planned_lamp import PlannedLamp, planned_note
from .parts.rewrite import Rewrite
from .parts.run_loop import RunLoop
from .parts.seed import Caret, Role, SeedLabel
from .parts.spot import Spot
from .parts.training_card import TrainingCard, answer_area
from .parts.trolley import LampState, Trolley
from .parts.turn import Reply, Turn
from .parts.writer import Grip, Writer

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
    part = Turn("user", Reply(QUESTION, TOPIC, 0), 1, SPOT)
    part.ink(0, 1.0)
    part.ink(1, 1.0)
    part.center()
    return part


@sample(Answer, 900, 360)
def answer(room: Frame) -> VMobject:
    part = Answer(500, 1)
    part.put(replace(SPOT, height=500))
    part.center()
    return part


@sample(Rewrite, 900, 720)
def rewrite(room: Frame) -> VMobject:
    below = replace(SPOT, y=SPOT.y - px(300))
    part = Rewrite((QUESTION, ("Which tea", "wakes you at six?")), "not run", SPOT, below)
    part.lay(1.0)
    part.strike(1.0)
    part.word(1.0)
    part.center()
    return part


@sample(planned_sheet, 900, 360)
def sheet(room: Frame) -> VMobject:
    part = planned_sheet(SPOT.outline())
    part.center()
    return part


@sample(Band, 480, 480)
def band(room: Frame) -> VMobject:
    cards = [_card(14.0 * depth - 20, 6.0 * depth - 220) for depth in (2, 1, 0)]
    return VGroup(*cards, Band(cards[-1].place, cards[0].place, "3 of 4"))


@sample(PlannedLamp, 360, 280)
def planned_lamp(room: Frame) -> VMobject:
    return PlannedLamp(0.0, "kind?").center()


@sample(planned_note, 320, 120)
def note(room: Frame) -> VMobject:
    return planned_note("not run here", 0.0).center()


@sample(answer_area, 420, 200)
def lower(room: Frame) -> VMobject:
    return answer_area(160.0).center()


@sample(RunLoop, 360, 360)
def run_loop(room: Frame) -> VMobject:
    loop = RunLoop((0.0, 0.0), 3)
    loop.show_run(2.0)
    return loop


@sample(Doubt, 480, 240)
def doubt(room: Frame) -> VMobject:
    return Doubt("Mars?", 0.0, 0.0).center()


@sample(Maker, 420, 840)
def maker(room: Frame) -> VMobject:
    return clipped(Maker(), None).center()


@sample(Role, 320, 120)
def role(room: Frame) -> VMobject:
    return Role("assistant", SPOT).center()


@sample(SeedLabel, 900, 120)
def seed_label(room: Frame) -> VMobject:
    part = SeedLabel("seed: a first word", SPOT)
    part.center()
    return part


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
