"""Samples of tests."""

from __future__ import annotations

from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.parts.gallery.sample import played, sample
from storyreel.parts.suites.case import Case, Suite
from storyreel.parts.suites.dots import Dots
from storyreel.parts.suites.lanes import Lane, Lanes
from storyreel.parts.suites.record import Record
from storyreel.parts.suites.terminal import Printed, Printout, Terminal

LINES = (
    Printed("ok", "config is complete", False),
    Printed("ok", "data is where it should be", False),
    Printed("no", "disk is almost full", True),
)


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


@sample(Case, 480, 240)
def case(room: Frame) -> VMobject:
    waiting, passed, failed = (cell.center for cell in room.columns((1.0, 1.0, 1.0), 0.0))
    radius = px(58)
    return VGroup(
        Case(waiting, radius), Case(passed, radius, passed=1.0), Case(failed, radius, failed=1.0)
    )


@sample(Suite, 1200, 160)
def suite(room: Frame) -> VMobject:
    part = Suite(room, 10, px(46), 9)
    played(part.run(1.0), share=0.66)
    return VGroup(part.seat, part)


@sample(Lane, 820, 160)
def lane(room: Frame) -> VMobject:
    return Lane(room, "Data", room.right)


@sample(Lanes, 900, 400)
def lanes(room: Frame) -> VMobject:
    part = Lanes(room, ("Machine", "Data", "Code"), room.right - px(60))
    played(part.open(1.0))
    case = part.lanes[1].bay
    return VGroup(part, Case(case, px(31), failed=1.0))


@sample(Record, 1780, 300)
def record(room: Frame) -> VMobject:
    rows = room.rows((1.0, 1.0, 1.0), 0.0)
    runs = ((11, 1, "1 failed"), (12, 0, "12 passed"), (12, 0, "12 passed"))
    part = Record(rows, ("Monday", "Tuesday", "Today"), 12, runs)
    played(part.unfold(1.0))
    return part
