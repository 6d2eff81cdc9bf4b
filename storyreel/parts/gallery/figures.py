"""Samples of numbers that count."""

from __future__ import annotations

from manim import VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.parts.figures.counter import Counter
from storyreel.parts.figures.figure import Figure
from storyreel.parts.figures.score_bar import ScoreBar
from storyreel.parts.figures.tally import Tally
from storyreel.parts.figures.total import Total
from storyreel.parts.gallery.sample import sample


@sample(Counter, 480, 240)
def counter(room: Frame) -> VMobject:
    part = Counter((room.right - px(90), 0.0), 64)
    part.show_count(42)
    return part


@sample(Figure, 560, 240)
def figure(room: Frame) -> VMobject:
    return Figure("128", "tokens", (room.left + px(60), 0.0))


@sample(Total, 480, 240)
def total(room: Frame) -> VMobject:
    return Total((room.right - px(80), px(30)), "cells read", count=12_480)


@sample(Tally, 480, 240)
def tally(room: Frame) -> VMobject:
    part = Tally((room.left + px(80), 0.0), "tokens", 3)
    part.show_count(96)
    return part


@sample(ScoreBar, 1400, 160)
def score_bar(room: Frame) -> VMobject:
    part = ScoreBar(room, "Score", 73, 100)
    part.reach(1.0)
    return part
