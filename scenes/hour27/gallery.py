"""Parts of the dataset generation loop."""

from __future__ import annotations

from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import Type, px
from storyreel.parts.gallery.sample import played, sample
from storyreel.parts.shapes import card

from .parts.artefact import Artefact
from .parts.checks import Checks
from .parts.door import Door
from .parts.draft import Draft, Echo
from .parts.field import Field
from .parts.refusal import Refusal
from .parts.rewrite import Leftover, Rewrite
from .parts.sprout import Sprout
from .parts.stance import alone
from .parts.tally import Tally
from .parts.turn import Turn
from .parts.vacancies import Vacancies

ANSWER = ("Tea", " is", " a", " leaf", ".")


@sample(Tally, 480, 240)
def tally(room: Frame) -> VMobject:
    part = Tally((room.left + px(80), 0.0), "tokens", 3)
    part.show_count(96)
    return part


@sample(Door, 420, 420)
def door(room: Frame) -> VMobject:
    left, right = room.columns((1.0, 1.0), 0.0)
    opened = Door(right)
    opened.open_to(1.0)
    return VGroup(Door(left), opened)


@sample(Checks, 1120, 160)
def checks(room: Frame) -> VMobject:
    part = Checks(room, ("complete", "unique", "readable"))
    played(part.snap(0), part.snap(1))
    return part


@sample(Refusal, 480, 340)
def refusal(room: Frame) -> VMobject:
    plate = room.inset(px(60), 0.0)
    return VGroup(card(plate), Refusal(plate, "no text"))


@sample(Turn, 1500, 150)
def turn(room: Frame) -> VMobject:
    return Turn(room.inset(0.0, px(33)), ("<start>", "user", "<end>"), 1, "nothing said yet")


@sample(Draft, 420, 420)
def draft(room: Frame) -> VMobject:
    part = Draft(alone(room.inset(px(30), 0.0)), "Weather", 200, 260)
    played(part.pour((0.0, room.top), 1.0))
    return part


@sample(Echo, 420, 240)
def echo(room: Frame) -> VMobject:
    width = Echo("Weather", (0.0, 0.0)).advance
    return Echo("Weather", (-width / 2, 0.0))


@sample(Field, 820, 300)
def field(room: Frame) -> VMobject:
    left, right = room.columns((1.0, 1.0), px(40))
    missing, there = Field(left, "answer"), Field(right, "answer")
    played(missing.miss(1.0))
    played(there.miss(1.0), there.fill(1.0))
    return VGroup(card(left), card(right), missing, there)


@sample(Vacancies, 1000, 360)
def vacancies(room: Frame) -> VMobject:
    part = Vacancies(room.columns((1.0, 1.0, 1.0), px(32)), "?")
    played(part.wonder(1.0))
    return part


@sample(Sprout, 640, 320)
def sprout(room: Frame) -> VMobject:
    rows = (("Tell", "me"), ("about", "the"), ("weather",))
    part = Sprout(room, rows, Type.HEADING)
    played(part.grow((room.left, room.top), 1.0))
    return part


@sample(Rewrite, 1180, 420)
def rewrite(room: Frame) -> VMobject:
    part = Rewrite(room, ANSWER, 62, (0, 9, 17, 30, 61))
    played(part.count_out(1.0), part.unfold(1.0))
    return part


@sample(Leftover, 1180, 420)
def leftover(room: Frame) -> VMobject:
    answer = Rewrite(room, ANSWER, 62, (0, 9, 17, 30, 61))
    part = Leftover(answer, "T", "one letter is left")
    played(part.fall(1.0))
    return VGroup(answer.tiles, part, part.why)


@sample(Artefact, 1180, 420)
def artefact(room: Frame) -> VMobject:
    head, _ = room.inset(px(28), 0.0).rows((112.0, 308.0), 0.0)
    part = Artefact(room, head, "Data set", "{count} rows", (room.center[0], room.right))
    played(part.close(1.0))
    return part
