"""Parts of the tokenizer extension impact."""

from __future__ import annotations

from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.parts.gallery.sample import played, sample
from storyreel.parts.shapes import card

from .parts.arrow import arrow
from .parts.attention import AttentionSquare
from .parts.balance import Gains, Price
from .parts.bill import Bill, Wedge
from .parts.embedding import EmbeddingTable
from .parts.figure import Figure
from .parts.merging import Merging
from .parts.new_row import NewRow
from .parts.noise import Noise
from .parts.note_board import NoteBoard
from .parts.passage import Passage
from .parts.ranks import Ranks
from .parts.saving import Amounts, Saving
from .parts.seeker import Seeker
from .parts.token_flow import Terms, TokenFlow
from .parts.untrained import UntrainedRow

WORD = "marmalade"
MERGES = (("m", "a"), ("a", "d"), ("l", "ad"), ("ma", "r"))
TERMS = Terms(60, ((4, 3), (14, 5), (27, 4), (41, 6), (52, 3)))
FUSING = 0.55
SHARE = Amounts("One part", 100.0, 40.0, "100 units", "40 units", "−60 %")
WHOLE = Amounts("All of it", 1000.0, 700.0, "1,000 units", "700 units", "−30 %")


@sample(arrow, 480, 240)
def pointing(room: Frame) -> VMobject:
    return arrow(room.left + px(40), room.right - px(40), 0.0)


@sample(Figure, 560, 240)
def figure(room: Frame) -> VMobject:
    return Figure("128", "tokens", (room.left + px(60), 0.0))


@sample(Merging, 1100, 240)
def merging(room: Frame) -> VMobject:
    part = Merging(WORD, MERGES, (room.left, 0.0))
    played(part.fall_apart(1.0), part.merge(1.0))
    return part


@sample(Passage, 1100, 200)
def passage(room: Frame) -> VMobject:
    return Passage(room, WORD, MERGES)


@sample(Ranks, 1000, 200)
def ranks(room: Frame) -> VMobject:
    part = Ranks("merge rank", ("7", "52", "310", "1,204"), (room.left + px(40), 0.0))
    for index in range(2):
        part.show_lit(index, 1.0)
    return part


@sample(Seeker, 420, 240)
def seeker(room: Frame) -> VMobject:
    return Seeker("4096", room.center)


@sample(EmbeddingTable, 1728, 368)
def table(room: Frame) -> VMobject:
    part = EmbeddingTable(room, ("4094", "4095"), "64 numbers")
    return VGroup(part, part.refusal("IndexError"))


@sample(NewRow, 1728, 368)
def new_row(room: Frame) -> VMobject:
    whole = EmbeddingTable(room, ("4094", "4095"), "64 numbers")
    return VGroup(whole, NewRow(whole, 4096, ("rows", "IndexError", "noise"), 512, 8))


@sample(Noise, 560, 240)
def noise(room: Frame) -> VMobject:
    return Noise(room, 512, 16, 7)


@sample(UntrainedRow, 1728, 160)
def untrained(room: Frame) -> VMobject:
    part = UntrainedRow(room.inset(0.0, px(44)), "4096", "untrained", 512, 8)
    return VGroup(part.words, part.noise, part.badge)


@sample(TokenFlow, 700, 340)
def flow(room: Frame) -> VMobject:
    part = TokenFlow(room, TERMS, 12)
    part.show_fused(FUSING)
    return part


@sample(AttentionSquare, 420, 420)
def attention(room: Frame) -> VMobject:
    part = AttentionSquare(room, TERMS)
    part.show_fused(FUSING)
    return part


@sample(NoteBoard, 1728, 620)
def board(room: Frame) -> VMobject:
    note, beside = room.columns((955.0, 745.0), px(28))
    part = NoteBoard(note, beside, TERMS, 12, ("40 words", "tokens", "cells"))
    played(*part.arrive())
    played(*part.fuse(1.0), share=FUSING)
    return VGroup(card(note), part)


@sample(Saving, 1300, 240)
def saving(room: Frame) -> VMobject:
    part = Saving(room, WHOLE)
    return VGroup(part, part.words, part.less)


@sample(Bill, 1728, 560)
def bill(room: Frame) -> VMobject:
    return Bill(room, SHARE, WHOLE, (100.0, 40.0), "a tenth of it")


@sample(Wedge, 640, 240)
def wedge(room: Frame) -> VMobject:
    wide = Frame(room.left, room.top - px(30), room.right, room.top)
    narrow = Frame(room.left, room.bottom, room.left + px(90), room.bottom + px(30))
    return Wedge(wide, narrow)


@sample(Gains, 1116, 380)
def gains(room: Frame) -> VMobject:
    figures = (("−60 %", "of one part"), ("−30 %", "in all"), ("2×", "pace"))
    part = Gains(room, "What is won", figures)
    return VGroup(part.plate, part)


@sample(Price, 640, 380)
def price(room: Frame) -> VMobject:
    return Price(room, "What is paid", "4096", "untrained")
