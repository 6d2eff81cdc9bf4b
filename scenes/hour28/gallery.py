"""Parts of the tokenizer extension impact."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.parts.gallery.sample import sample
from storyreel.parts.marks import clipped

from .parts.furniture import PharmacyCounter, VocabularyShelf
from .parts.jars import FullJar, NewJar, OpenJar
from .parts.lesson import Lesson
from .parts.letters import Letters, written
from .parts.mini_jars import full_minis, new_minis
from .parts.missing_ink import MissingInk
from .parts.note_page import NotePage
from .parts.papers import CutPaper, NamePlate
from .parts.pharmacist import Pharmacist
from .parts.rack import Rack, RackState
from .parts.remark import Remark
from .parts.tally import Tally
from .parts.verdict import Figure
from .parts.work_bars import WorkBars
from .token_line import TokenLine, Use
from .view import MINI, View

X, Y = 960.0, 540.0
ROW = np.stack([X + np.linspace(-200, 200, 6), np.full(6, Y + 30)], axis=1)


@sample(FullJar, 320, 340)
def full_jar(room: Frame) -> VMobject:
    part = FullJar()
    part.pose(X, Y + 140, 1.3)
    return part


@sample(NewJar, 320, 340)
def new_jar(room: Frame) -> VMobject:
    part = NewJar()
    part.pose(X, Y + 140, 1.3, tilt=4.0)
    return part


@sample(MissingInk, 420, 420)
def missing_ink(room: Frame) -> VMobject:
    jar, part = NewJar(), MissingInk(1.8)
    jar.pose(X, Y + 195, 1.8)
    part.pose(X, Y + 195)
    return VGroup(jar, part)


@sample(full_minis, 560, 160)
def small_full_jars(room: Frame) -> VMobject:
    part = full_minis()
    part.lay_out(ROW, np.full(6, 2 * MINI), 2 * MINI)
    return part


@sample(new_minis, 560, 160)
def small_new_jars(room: Frame) -> VMobject:
    part = new_minis()
    part.lay_out(ROW, np.full(6, 2 * MINI), 2 * MINI)
    return part


@sample(PharmacyCounter, 900, 200)
def counter(room: Frame) -> VMobject:
    part = PharmacyCounter()
    part.slide(0.0, left=1000)
    return part.move_to((0.0, 0.0, 0.0))


@sample(VocabularyShelf, 1800, 160)
def shelf(room: Frame) -> VMobject:
    part = VocabularyShelf("Vocabulary", ("9 jars", "10 jars"))
    part.place((0.0, 0.2))
    return part


@sample(Letters, 400, 160)
def letters(room: Frame) -> VMobject:
    part, width = written("quince")
    part.pose(X - width / 2, Y)
    return part


@sample(CutPaper, 900, 160)
def cut_paper(room: Frame) -> VMobject:
    part = CutPaper("of marmalade", (2, 4, 3, 3))
    part.lay([X - 300, X - 120, X + 80, X + 260], Y)
    return part


@sample(NamePlate, 700, 160)
def name_plate(room: Frame) -> VMobject:
    part = NamePlate("quince jelly")
    part.pose(X, Y)
    return part


@sample(NotePage, 1800, 660)
def note_page(room: Frame) -> VMobject:
    lines = ["Stir the fruit of the quince", "for marmalade until it sets,", "and fill the jars."]
    part = NotePage(lines, "for marmalade")
    part.mark(1.0)
    return part.move_to((0.0, 0.0, 0.0))


@sample(Figure, 560, 240)
def figure(room: Frame) -> VMobject:
    part = Figure("−7", 150, (X, Y), "center")
    part.reveal(1.0)
    return part


@sample(Remark, 700, 280)
def remark(room: Frame) -> VMobject:
    part = Remark(("price:", "unknown"), X, Y)
    part.reveal(1.0)
    return part


@sample(WorkBars, 1860, 640)
def work_bars(room: Frame) -> VMobject:
    part = WorkBars("one basket", ("9 shirts", "6 shirts"), "kJ", (5.2, 3.5))
    part.grow(1.0, 1.0)
    return part.move_to((0.0, 0.0, 0.0))


@sample(OpenJar, 320, 340)
def open_jar(room: Frame) -> VMobject:
    part = OpenJar()
    part.pose(X, Y + 140, 1.3)
    return part


@sample(Lesson, 1100, 420)
def lesson(room: Frame) -> VMobject:
    part = Lesson((0, 1, 0, 2), "full")
    part.slide(0.0)
    part.teach(0.6)
    return part.center()


@sample(Pharmacist, 320, 560)
def pharmacist(room: Frame) -> VMobject:
    return clipped(Pharmacist(), None).center()


@sample(Tally, 860, 320)
def tally(room: Frame) -> VMobject:
    part = Tally("tokens")
    part.display((X, Y - 60), 128)
    return part


@sample(Rack, 1500, 700)
def rack(room: Frame) -> VMobject:
    part = Rack(TokenLine(153, (Use(20, 4, 0), Use(75, 4, 0), Use(120, 5, 1))))
    state = RackState(
        View(0.0),
        (1.0, 0.0),
        counted=200.0,
        left=(1.0, 0.0),
        lit=(0.0, 0.0, 1.0),
    )
    part.present(state)
    return part.move_to((0.0, 0.0, 0.0))
