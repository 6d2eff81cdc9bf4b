"""Parts of the inference UI feedback loop."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, px
from storyreel.parts.gallery.sample import sample
from storyreel.parts.text import Line

from .parts.app import App, OpenVerdict
from .parts.camera import ABOVE, APP, GROUND, HOUSE, RAIL, REST, SWITCH, WOMAN
from .parts.case_card import CardState, CaseCard, KeptCase
from .parts.case_file import CaseFile
from .parts.clouds import NotRun, Rain, Storm, WhiteCloud
from .parts.cycle import COUNT, Cycle
from .parts.engine import Engine, Sign
from .parts.expected import Expected
from .parts.house import ModelHouse, dial, expected_dial
from .parts.ink import dot, slab, spot, step
from .parts.note import Note
from .parts.prop import Prop, Similarity
from .parts.railway import STEELY, ExpectedPiece, FixedTrack, Piece
from .parts.scenery import Scenery
from .parts.sheet import Bubble, Paper, Sheet
from .parts.talk import Talk
from .parts.telling import Telling
from .parts.train import Load, Train
from .parts.verdict import Verdict
from .parts.woman import Others, Woman
from .parts.world import Words, World

NAVY = Paper(Color.NAVY, "#5F80AB", 2.5)
M = TypeVar("M", bound=VMobject)


def _posed(prop: Prop, x: float, y: float, size: float = 1.0) -> Prop:
    """A prop with its origin at a place of the room, in pixels from the middle."""
    prop.pose(Similarity(size, step(x, y)))
    return prop


def _shown(part: M, x: float, y: float) -> M:
    """A part of the world, with a pixel of the world in the middle of the room."""
    middle = spot(x, y)
    part.shift(np.array((-middle.real, -middle.imag, 0.0)))
    return part


@sample(Prop, 300, 200)
def prop(room: Frame) -> VMobject:
    return _posed(Prop(slab(-60, -40, 60, 40, 12, Color.NAVY), dot(0, 0, 20, Color.GOLD)), 0, 0)


@sample(WhiteCloud, 420, 260)
def white_cloud(room: Frame) -> VMobject:
    return _posed(WhiteCloud(), 0, -80)


@sample(Storm, 640, 620)
def storm(room: Frame) -> VMobject:
    return _posed(Storm(), 30, -150)


@sample(Rain, 480, 160)
def rain(room: Frame) -> VMobject:
    return _posed(Rain(), 0, 60)


@sample(NotRun, 640, 560)
def not_run(room: Frame) -> VMobject:
    return _posed(NotRun(), 20, -200)


@sample(FixedTrack, 1840, 320)
def fixed_track(room: Frame) -> VMobject:
    track = FixedTrack()
    track.pose(Similarity(1, spot(0, 0)))
    return _shown(track, 1330, 750)


@sample(Piece, 300, 120)
def piece(room: Frame) -> VMobject:
    return _posed(Piece(STEELY), -110, 0)


@sample(Engine, 320, 220)
def engine(room: Frame) -> VMobject:
    part = Engine()
    part.ride(Similarity(1, step(0, -70)), 0.0)
    return part


@sample(Sign, 200, 160)
def sign(room: Frame) -> VMobject:
    return _posed(Sign(), 0, -55)


@sample(ModelHouse, 480, 560)
def model_house(room: Frame) -> VMobject:
    part = ModelHouse("Name")
    part.act(0.0)
    return _shown(part, HOUSE + 100, RAIL - 210)


@sample(App, 260, 400)
def app(room: Frame) -> VMobject:
    part = App("Name", "Shelf")
    part.pit.set_opacity(0.0)
    part.act(0.0)
    return _shown(VGroup(part.back, part.lost, part.front, part.store), APP, GROUND - 140)


@sample(Sheet, 420, 220)
def sheet(room: Frame) -> VMobject:
    part = Sheet(room.inset(px(40)), 16, Paper(Color.WHITE, Color.GOLD_LINE, 5))
    part.take(room.inset(px(40)))
    return part


@sample(Bubble, 640, 220)
def bubble(room: Frame) -> VMobject:
    frame = room.inset(px(40))
    words = Prop(Line("What is said?", Type.LABEL, (0.0, 0.0), Color.WHITE, "center"))
    part = Bubble(frame, frame, NAVY, words)
    part.take(1.0, 1.0, 1.0)
    return part


@sample(CaseCard, 640, 420)
def case_card(room: Frame) -> VMobject:
    part = CaseCard(room.inset(px(40)), ("first", "second", "third"), ("one", "two", "three"))
    part.take(CardState(0j))
    return part


@sample(CaseFile, 640, 420)
def case_file(room: Frame) -> VMobject:
    part = CaseFile(("first", "second", "third"), ("one", "two", "three"))
    part.shown.cut(0.0, 1.0)
    part.pencil.cut(0.0, 1.0)
    part.act(0.0, Similarity())
    return _shown(part, 685, 661)


@sample(Load, 300, 240)
def load(room: Frame) -> VMobject:
    part = Load(1.0, 0, 0j, WhiteCloud())
    part.size.cut(0.0, 0.8)
    part.boarded.cut(0.0, 1.0)
    part.act(0.0, Similarity(1, step(0, -60)), 0j, 1.0)
    return part


@sample(Train, 460, 360)
def train(room: Frame) -> VMobject:
    part = Train()
    part.wrong.size.cut(0.0, 1.0)
    part.wrong.boarded.cut(0.0, 1.0)
    part.act(0.0)
    part.wrong.act(0.0, part.bed, 0j, 1.0)
    return _shown(VGroup(part[0], part.wrong), REST, RAIL - 90)


@sample(Talk, 560, 220)
def talk(room: Frame) -> VMobject:
    part = Talk(("What is asked,", "and of whom?"), ("It is", "this", "one."))
    part.question.opened.cut(0.0, 1.0)
    part.question.said.cut(0.0, 1.0)
    part.act(0.0)
    return _shown(part, 686, 591)


STATIONS = ("ask", "hear", "note", "learn", "test")


@sample(Cycle, 1560, 720)
def cycle(room: Frame) -> VMobject:
    part = Cycle(STATIONS[:4], STATIONS[4], "not run")
    part.drawn.cut(0.0, COUNT)
    part.act(0.0)
    return _shown(part, 960, 590 - ABOVE)


@sample(Telling, 560, 180)
def telling(room: Frame) -> VMobject:
    part = Telling("small")
    part.thought.cut(0.0, 1.0)
    part.said.cut(0.0, 1.0)
    part.act(0.0)
    return _shown(part, 150, 480)


@sample(Note, 420, 120)
def note(room: Frame) -> VMobject:
    return _posed(Note("not run"), 0, 0)


@sample(Expected, 420, 120)
def expected(room: Frame) -> VMobject:
    part = Expected("not run")
    part.shown.cut(0.0, 1.0)
    part.act(0.0)
    return _shown(part, 1592, 612)


@sample(Verdict, 160, 160)
def verdict(room: Frame) -> VMobject:
    part = Verdict()
    part.pose(Similarity(1.6), 1.0)
    return part


@sample(OpenVerdict, 160, 160)
def open_verdict(room: Frame) -> VMobject:
    return _posed(OpenVerdict(), 0, 0)


@sample(dial, 120, 120)
def turned_dial(room: Frame) -> VMobject:
    return _posed(dial(STEELY), 0, 0, 2)


@sample(expected_dial, 120, 120)
def dashed_dial(room: Frame) -> VMobject:
    return _posed(expected_dial(), 0, 0, 2)


@sample(ExpectedPiece, 300, 120)
def expected_piece(room: Frame) -> VMobject:
    return _posed(ExpectedPiece(), -110, 0)


@sample(KeptCase, 240, 160)
def kept_case(room: Frame) -> VMobject:
    return _posed(KeptCase(Color.GOLD_TEXT), 0, 0)


@sample(Woman, 260, 360)
def woman(room: Frame) -> VMobject:
    part = Woman()
    part.mood.cut(0.0, 1.0)
    part.act(0.0)
    return _shown(part, WOMAN, GROUND - 145)


@sample(Others, 420, 360)
def others(room: Frame) -> VMobject:
    part = Others()
    for coming in part.come:
        coming.cut(0.0, 1.0)
    part.act(0.0)
    return _shown(part, -26, GROUND - 145)


@sample(Scenery, 900, 620)
def scenery(room: Frame) -> VMobject:
    part = Scenery("small", "large")
    part.act(SWITCH)
    return _shown(VGroup(*part.rest[:5]), 1800, 520)


@sample(World, 1760, 680)
def world(room: Frame) -> VMobject:
    words, names = ("It is", "small", "one."), ("App", "Shelf", "Model")
    labels = ("a", "b", "c")
    return World(Words(("What is it?",), words, labels, words, names, "not run", STATIONS))
