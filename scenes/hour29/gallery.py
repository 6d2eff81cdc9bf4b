"""Parts of the reproducibility gates."""

from __future__ import annotations

from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, px
from storyreel.parts.gallery.sample import played, sample

from .parts.column import Column
from .parts.comparison import Comparison, Fingerprint, Head
from .parts.conclusion import Conclusion
from .parts.dots import Dots
from .parts.draws import Draws
from .parts.reels import Reel, ReelPair, Reels
from .parts.terminal import Printed, Printout, Terminal

LINES = (
    Printed("ok", "config is complete", False),
    Printed("ok", "data is where it should be", False),
    Printed("no", "disk is almost full", True),
)
FREE = ("17", "82", "45", "09", "63", "28", "91", "54", "36", "70")
UPPER, LOWER = "5e1fa93c7b20d846", "5e1fa93c0f9d417b"


@sample(Terminal, 960, 420)
def terminal(room: Frame) -> VMobject:
    part = Terminal(room, "check --all")
    lines = Printout(part.body, LINES)
    played(lines.print(1.0))
    return VGroup(part, lines)


@sample(Printout, 860, 300)
def printout(room: Frame) -> VMobject:
    part = Printout(room, LINES)
    played(part.print(1.0), part.mark_failures(1.0))
    return part


@sample(Dots, 700, 300)
def dots(room: Frame) -> VMobject:
    part = Dots(room, 12, 6, px(44))
    played(part.arrive(1.0))
    part.passed(0.6)
    return part


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
