"""Parts of the tokenizer extension impact."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.parts.gallery.sample import sample
from storyreel.parts.marks import clipped

from .parts.furniture import PharmacyCounter, VocabularyShelf
from .parts.jars import FullJar, NewJar
from .parts.letters import Letters, written
from .parts.mini_jars import full_minis, new_minis
from .parts.missing_ink import MissingInk
from .parts.note_page import NotePage
from .parts.papers import CutPaper, NamePlate
from .parts.pharmacist import Pharmacist
from .parts.rack import Flight, Rack, RackState
from .parts.tally import Tally
from .parts.term_list import TermList
from .parts.work_bars import WorkBars
from .token_line import TokenLine, Use
from .view import MINI, PANEL, View

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
    jar, part = NewJar(), MissingInk("no ink", (X, Y + 195), 1.8)
    jar.pose(X, Y + 195, 1.8)
    part.draw(1.0)
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
    part = VocabularyShelf("Vocabulary")
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


@sample(TermList, 900, 260)
def term_list(room: Frame) -> VMobject:
    part = TermList(("marmalade", "quince jelly"), (8, 3))
    for row in range(2):
        part.enter(row, 1.0)
        part.tell(row, 1.0)
    return part.move_to((0.0, 0.0, 0.0))


@sample(WorkBars, 1000, 320)
def work_bars(room: Frame) -> VMobject:
    part = WorkBars("ironing", 0.75)
    part.grow(1.0, 1.0)
    return part.move_to((0.0, 0.0, 0.0))


@sample(Pharmacist, 320, 560)
def pharmacist(room: Frame) -> VMobject:
    return clipped(Pharmacist(), None).center()


@sample(Tally, 860, 320)
def tally(room: Frame) -> VMobject:
    part = Tally(153, "tokens")
    part.display((X, Y - 50), 128, 1.0)
    return part


@sample(Rack, 1000, 700)
def rack(room: Frame) -> VMobject:
    part = Rack(TokenLine(153, (Use(20, 4, 0), Use(75, 4, 0), Use(120, 5, 1))))
    flight = Flight(2, 0.8, (PANEL, 600.0))
    state = RackState(
        View(0.0),
        (1.0, 0.0),
        counted=200.0,
        left=(1.0, 0.0),
        lit=(0.0, 0.0, 1.0),
        flights=(flight,),
    )
    part.present(state)
    return part.move_to((0.0, 0.0, 0.0))
