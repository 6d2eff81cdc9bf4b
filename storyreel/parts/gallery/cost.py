"""Samples of what a text costs."""

from __future__ import annotations

from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.parts.basics.shapes import card
from storyreel.parts.cost.attention import AttentionSquare
from storyreel.parts.cost.balance import Gains, Price
from storyreel.parts.cost.bill import Bill, Wedge
from storyreel.parts.cost.note_board import NoteBoard
from storyreel.parts.cost.saving import Amounts, Saving
from storyreel.parts.cost.token_flow import Terms, TokenFlow
from storyreel.parts.gallery.sample import played, sample

TERMS = Terms(60, ((4, 3), (14, 5), (27, 4), (41, 6), (52, 3)))
FUSING = 0.55
SHARE = Amounts("One part", 100.0, 40.0, "100 units", "40 units", "−60 %")
WHOLE = Amounts("All of it", 1000.0, 700.0, "1,000 units", "700 units", "−30 %")


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
