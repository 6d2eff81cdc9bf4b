"""Samples of shapes, text and remarks."""

from __future__ import annotations

import numpy as np
from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.parts.basics import cell_sheet, cells
from storyreel.parts.basics.arrow import arrow
from storyreel.parts.basics.note import Note
from storyreel.parts.basics.remarks import Agreed, Bracket, Names, Tag
from storyreel.parts.basics.shapes import Disc, Plate, Strokes, card, check, cross
from storyreel.parts.basics.text import Line
from storyreel.parts.basics.verdict import Badge, Verdict
from storyreel.parts.basics.verdict_line import VerdictLine
from storyreel.parts.gallery.sample import sample


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


@sample(arrow, 480, 240)
def pointing(room: Frame) -> VMobject:
    return arrow(room.left + px(40), room.right - px(40), 0.0)


@sample(check, 300, 240)
def tick(room: Frame) -> VMobject:
    return check(room.center, px(130), Color.NAVY)


@sample(cross, 300, 240)
def x_mark(room: Frame) -> VMobject:
    return cross(room.center, px(140))


@sample(Badge, 480, 240)
def badge(room: Frame) -> VMobject:
    left, right = (c.center for c in room.columns((1.0, 1.0), 0.0))
    return VGroup(Badge(left, px(78), passed=True), Badge(right, px(78), passed=False))


@sample(Verdict, 640, 360)
def verdict(room: Frame) -> VMobject:
    upper, lower = room.rows((1.0, 1.0), px(28))
    return VGroup(
        Verdict(upper, "Reviewer", "agreed", passed=True),
        Verdict(lower, "Reviewer", "refused", passed=False),
    )


@sample(VerdictLine, 560, 240)
def verdict_line(room: Frame) -> VMobject:
    upper, lower = (row.center[1] for row in room.rows((1.0, 1.0), 0.0))
    return VGroup(
        VerdictLine("kept in full", (room.left + px(60), upper), passed=True),
        VerdictLine("half is gone", (room.left + px(60), lower), passed=False),
    )


@sample(Note, 560, 240)
def note(room: Frame) -> VMobject:
    return Note("illustration", (room.left + px(110), 0.0))


@sample(Tag, 560, 240)
def tag(room: Frame) -> VMobject:
    text = "Found: a gap"
    width = Line(text, Type.LABEL_STRONG, (0.0, 0.0)).advance
    return Tag((-width / 2 - px(26), 0.0), text)


@sample(Agreed, 560, 240)
def agreed(room: Frame) -> VMobject:
    return Agreed((room.left + px(80), 0.0), "both the same")


@sample(Bracket, 560, 240)
def bracket(room: Frame) -> VMobject:
    box = Frame(room.left + px(60), px(20), room.right - px(60), px(100))
    under = Frame(box.left, box.bottom, box.left + box.width * 0.6, box.top)
    return VGroup(Plate(box, fill=Color.CELL), Bracket(under, "this part"))


@sample(Names, 560, 240)
def names(room: Frame) -> VMobject:
    rows = room.rows((1.0, 1.0), px(24))
    beside = (Plate(Frame(px(-60), r.bottom, r.right, r.top), fill=Color.CELL) for r in rows)
    heights = tuple(row.center[1] for row in rows)
    return VGroup(*beside, Names(room.left, heights, ("input", "output")))


@sample(cells.Cells, 560, 240)
def pile(room: Frame) -> VMobject:
    lying = cells.Pile(14, px(40))
    places = np.array([room.left, room.bottom]) + lying.places(75)
    return cells.Cells(radius=0.2).lay(places, lying.side)


@sample(cell_sheet.Cells, 560, 240)
def sheet(room: Frame) -> VMobject:
    boxes = cell_sheet.row_of(room.inset(0.0, px(50)), 40, px(4))
    full, rest = cell_sheet.Cells(Color.NAVY), cell_sheet.Cells(Color.LINE)
    last = cell_sheet.Cells(Color.GOLD_PALE, px(3)).lie(boxes[36:])
    return VGroup(full.lie(boxes[:22]), rest.lie(boxes[22:36]), last)
