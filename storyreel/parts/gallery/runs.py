"""Samples of runs side by side."""

from __future__ import annotations

from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, px
from storyreel.parts.gallery.sample import played, sample
from storyreel.parts.runs.column import Column
from storyreel.parts.runs.comparison import Comparison, Fingerprint, Head
from storyreel.parts.runs.conclusion import Conclusion
from storyreel.parts.runs.draws import Draws
from storyreel.parts.runs.reels import Reel, ReelPair, Reels

FREE = ("17", "82", "45", "09", "63", "28", "91", "54", "36", "70")
UPPER, LOWER = "5e1fa93c7b20d846", "5e1fa93c0f9d417b"


@sample(Comparison, 1280, 240)
def comparison(room: Frame) -> VMobject:
    part = Comparison((room.inset(0.0, px(20)),), ("A", "B"), UPPER, LOWER)
    played(part.unfold(1.0), part.sweep(0, len(UPPER), 1.0), share=0.7)
    return part


@sample(Column, 420, 260)
def column(room: Frame) -> VMobject:
    frames = room.inset(px(20), px(20)).columns((1.0, 1.0, 1.0), px(30))
    parts = [Column(f, a, b) for f, a, b in zip(frames, "7ca", "7cf", strict=True)]
    for part in parts[1:]:
        part.show_compared(1.0)
    return VGroup(*parts)


@sample(Head, 300, 240)
def head(room: Frame) -> VMobject:
    return Head("A", Frame(-px(32), -px(40), px(100), px(40)))


@sample(Fingerprint, 640, 300)
def fingerprint(room: Frame) -> VMobject:
    part = Fingerprint(room, UPPER, LOWER, Color.NAVY)
    played(part.rise(1.0))
    return part


@sample(Conclusion, 850, 546)
def conclusion(room: Frame) -> VMobject:
    part = Conclusion(room, "Two runs, one recipe", "Same", (16, 16), True)
    bars = Fingerprint(part.room, UPPER, UPPER, Color.WHITE)
    played(bars.rise(1.0))
    return VGroup(part, bars)


@sample(Draws, 1700, 420)
def draws(room: Frame) -> VMobject:
    part = Draws(room, ("A", "B"), FREE, ("31", "07", "88", "52"), "seed 7")
    played(part.reels.spin(1.0, 0.5))
    played(part.lock.snap())
    return VGroup(part, part.seed)


@sample(Reels, 760, 300)
def reels(room: Frame) -> VMobject:
    part = Reels(room, FREE, ("31", "07", "88", "52"))
    played(part.spin(1.0, 0.5), share=0.8)
    return part


@sample(ReelPair, 300, 300)
def reel_pair(room: Frame) -> VMobject:
    part = ReelPair(room.inset(px(60), 0.0), FREE[:3], (*FREE[4:6], FREE[2]))
    for reel in part.reels:
        reel.turn_to(1.0)
    part.fuse(1.0)
    return part


@sample(Reel, 300, 240)
def reel(room: Frame) -> VMobject:
    part = Reel(room.inset(px(60), px(50)), FREE[:4])
    part.turn_to(0.42)
    return part
