"""Samples of what a model does with tokens."""

from __future__ import annotations

from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.parts.gallery.sample import played, sample
from storyreel.parts.gallery.tokens import TOKENS
from storyreel.parts.passes.classifying import Classifying
from storyreel.parts.passes.generating import Generating
from storyreel.parts.passes.mismatch import Mismatch
from storyreel.parts.passes.outputs import Outputs
from storyreel.parts.passes.padding import PaddedRow
from storyreel.parts.passes.staircase import Staircase
from storyreel.parts.passes.wrapping import Wrapping
from storyreel.parts.tokens.strip import TokenStrip

OURS = (5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610)
THEIRS = (5, 8, 13, 21, 34, 55, 90, 12, 61)


@sample(Staircase, 640, 400)
def staircase(room: Frame) -> VMobject:
    part = Staircase(room, 4, 12)
    part.climb_to(12)
    return part


@sample(Generating, 1300, 480)
def generating(room: Frame) -> VMobject:
    part = Generating(room, 4, 12, ("passes", "cells read", "with a cache"))
    strip = TokenStrip(TOKENS, part.first_row())
    played(*part.read_slowly(strip, 1.0), *part.read_on(strip, 1.0))
    part.spare()
    return part


@sample(PaddedRow, 1100, 160)
def padded(room: Frame) -> VMobject:
    return PaddedRow(room.inset(0.0, px(20)), 14, 48).fill()


@sample(Outputs, 780, 260)
def outputs(room: Frame) -> VMobject:
    pills = Frame(room.left, room.bottom + px(10), room.right, room.bottom + px(120))
    part = Outputs(pills, (room.right - px(20), room.top), ("yes", "no"), 1)
    played(part.choose())
    return VGroup(part, part.chosen)


@sample(Classifying, 1100, 560)
def classifying(room: Frame) -> VMobject:
    words, labels = ("own", "pads"), ("yes", "no")
    part = Classifying(room.raised(-px(30)), TOKENS, 32, words, labels, 1)
    played(*part.come((0.0, 0.0), 1.0), *part.line_up(1.0), *part.pad(1.0), *part.show_outputs())
    played(part.row.scan(1.0), part.outputs.choose())
    return part


@sample(Mismatch, 760, 260)
def mismatch(room: Frame) -> VMobject:
    part = Mismatch(room.inset(0.0, px(40)), OURS, THEIRS)
    played(part.arrive(1.0), part.compare(1.0))
    return part


@sample(Wrapping, 1400, 480)
def wrapping(room: Frame) -> VMobject:
    part = Wrapping(
        room, "As trained and as sent", ("trained", "sent"), (OURS, THEIRS), "{count} agree"
    )
    played(*part.lay_out(1.0), part.rows.compare(1.0), part.agree(), part.judge())
    return part
