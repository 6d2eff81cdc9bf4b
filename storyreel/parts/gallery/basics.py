"""Shapes, text, badges, cells and a counter."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Space, Type, Weight, px
from storyreel.parts import cells
from storyreel.parts.badge import Status, StatusBadge
from storyreel.parts.counter import Counter
from storyreel.parts.gallery.sample import sample
from storyreel.parts.light import Glow
from storyreel.parts.panel import Panel
from storyreel.parts.pictogram import Pictogram
from storyreel.parts.shape import Shape, ShapeGroup
from storyreel.parts.shapes import Disc, Plate, Strokes, card, check, cross
from storyreel.parts.split_line import SplitLine
from storyreel.parts.text import Line
from storyreel.parts.traces import DashedTrace, Trace


@sample(Line, 560, 240)
def line(room: Frame) -> VMobject:
    upper, middle, lower = (row.center[1] for row in room.rows((1.0, 1.0, 1.0), 0.0))
    return VGroup(
        Line("A heading", Type.HEADING, (room.left, upper), Color.NAVY),
        Line("A label, in slate", Type.LABEL, (room.left, middle), Color.SLATE),
        Line('code("mono")', Type.CODE, (room.left, lower), role="code"),
    )


@sample(Plate, 560, 240)
def plate(room: Frame) -> VMobject:
    left, middle, right = room.inset(0.0, px(40)).columns((1.0, 1.0, 1.0), px(28))
    return VGroup(
        Plate(left, fill=Color.NAVY),
        Plate(middle, px(28), Color.GOLD_PALE, Color.GOLD_LINE, Weight.STRONG),
        Plate(right, right.height, Color.CELL, Color.LINE, Weight.LINE),
    )


@sample(card, 560, 240)
def white_card(room: Frame) -> VMobject:
    return card(room.inset(px(20)))


@sample(Disc, 480, 240)
def disc(room: Frame) -> VMobject:
    left, middle, right = (c.center for c in room.columns((1.0, 1.0, 1.0), 0.0))
    ring = Disc(middle, px(62), Color.WHITE, Color.LINE)
    return VGroup(
        Disc(left, px(62)), ring, Disc(right, px(62), Color.WHITE, Color.GOLD, Weight.STRONG)
    )


@sample(Glow, 560, 240)
def glow(room: Frame) -> VMobject:
    left, right = (c.center for c in room.columns((1.0, 1.0), 0.0))
    floor = Glow(right, px(120), Color.NAVY, 0.3).stretch(0.35, 1)
    return VGroup(Glow(left, px(120)), floor)


@sample(Panel, 900, 360)
def panel(room: Frame) -> VMobject:
    windows = [Plate(half, Space.RADIUS, Color.CELL) for half in room.columns((1.0, 1.0), px(28))]
    edges = [Plate(each.frame, Space.RADIUS, None, Color.LINE) for each in windows]

    def world() -> tuple[VMobject, ...]:
        words = Line("near", Type.LABEL, (0.0, 0.0), anchor="center")
        return Disc((0.0, 0.0), px(110), Color.WHITE, Color.NAVY), words

    far = Panel(windows[0], *world()).look_at((0.0, 0.0), 0.8)
    near = Panel(windows[1], *world()).look_at((px(20), 0.0), 2.0)
    return VGroup(*windows, far, near, *edges)


@sample(Strokes, 480, 240)
def strokes(room: Frame) -> VMobject:
    inner = room.inset(px(30), px(50))
    x, y = inner.center
    roof = ((inner.left, inner.bottom), (x, inner.top), (inner.right, inner.bottom))
    level = ((inner.left, y), (inner.right, y))
    return VGroup(
        Strokes(level, color=Color.LINE, width=Weight.LINE),
        Strokes(roof, color=Color.NAVY, width=px(14)),
    )


@sample(Shape, 480, 240)
def shape(room: Frame) -> VMobject:
    return _sail(room)


@sample(ShapeGroup, 480, 240)
def shape_group(room: Frame) -> VMobject:
    left, right = room.columns((1.0, 1.0), 0.0)
    return ShapeGroup(_sail(left), _sail(right))


def _sail(room: Frame) -> Shape:
    """A shape that is given its points, three straight lines."""
    inner = room.inset(px(60), px(40))
    left, right = (inner.left, inner.bottom, 0.0), (inner.right, inner.bottom, 0.0)
    sail = Shape(Color.GOLD_PALE, Color.GOLD_LINE, Weight.STRONG)
    sail.set_points_as_corners([left, (inner.center[0], inner.top, 0.0), right, left])
    return sail


@sample(Trace, 480, 240)
def trace(room: Frame) -> VMobject:
    whole, part = (_arch(room, color) for color in (Color.HAIRLINE, Color.NAVY))
    return VGroup(whole, Trace(part).show_part(0.1, 0.7))


@sample(DashedTrace, 480, 240)
def dashed_trace(room: Frame) -> VMobject:
    return DashedTrace(_arch(room, Color.GOLD_LINE), px(34), px(22)).show_part(0.0, 0.8)


def _arch(room: Frame, color: str) -> Strokes:
    """A line over a hill."""
    inner, (x, y) = room.inset(px(30), px(50)), room.center
    arch = Strokes(((inner.left, inner.bottom), (x, y)), color=color, width=px(12))
    low, high = (inner.left, inner.bottom, 0.0), (inner.left, inner.top + px(60), 0.0)
    right, far = (inner.right, inner.top + px(60), 0.0), (inner.right, inner.bottom, 0.0)
    arch.points = np.array((low, high, right, far))
    return arch


@sample(SplitLine, 640, 240)
def split_line(room: Frame) -> VMobject:
    words = Line("tokenizer", Type.FIGURE, room.center, Color.NAVY, "center")
    return SplitLine(words, "token", "izer").spread(px(40))


@sample(check, 300, 240)
def tick(room: Frame) -> VMobject:
    return check(room.center, px(130), Color.NAVY)


@sample(cross, 300, 240)
def x_mark(room: Frame) -> VMobject:
    return cross(room.center, px(140))


@sample(cells.Cells, 560, 240)
def pile(room: Frame) -> VMobject:
    lying = cells.Pile(14, px(40))
    places = np.array([room.left, room.bottom]) + lying.places(75)
    return cells.Cells(radius=0.2).lay(places, lying.side)


@sample(StatusBadge, 760, 240)
def status_badge(room: Frame) -> VMobject:
    places = [cell.center for cell in room.columns((1.0,) * 5, 0.0)]
    badges = [StatusBadge(at, px(58), each) for at, each in zip(places, Status, strict=False)]
    turning = StatusBadge(places[-1], px(58))
    turning.turn(Status.OPEN, Status.PASSED, 0.7)
    return VGroup(*badges, turning)


@sample(Counter, 480, 240)
def counter(room: Frame) -> VMobject:
    part = Counter((room.right - px(90), 0.0), 64)
    part.show_count(42)
    return part


@sample(Pictogram, 560, 240)
def pictogram(room: Frame) -> VMobject:
    names = ("wrench", "dices", "fingerprint-pattern")
    places = [cell.center for cell in room.columns((1.0, 1.0, 1.0), 0.0)]
    return VGroup(*(Pictogram(name, at, px(130)) for name, at in zip(names, places, strict=True)))
