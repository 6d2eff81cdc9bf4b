"""Parts of the test-to-release pipeline."""

from __future__ import annotations

from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, px
from storyreel.parts.gallery.sample import played, sample
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line

from .parts import hop, tiles
from .parts.case import Case, Suite
from .parts.lanes import Lane, Lanes
from .parts.record import Record
from .parts.release import Release
from .parts.remarks import Agreed, Bracket, Names, Tag
from .parts.shortcuts import Shortcuts


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


@sample(Release, 1040, 360)
def release(room: Frame) -> VMobject:
    part = Release(room, "shipped")
    part.barrier.swing(1.0, 1.0).finish()
    return VGroup(part, part.run, part.word)


@sample(Shortcuts, 700, 300)
def shortcuts(room: Frame) -> VMobject:
    part = Shortcuts(room, ("skip the test", "raise the limit", "try again later"))
    played(part.strike(1.0), share=0.7)
    return part


@sample(tiles.Tile, 480, 240)
def tile(room: Frame) -> VMobject:
    places = room.inset(px(20), px(60)).columns((1.0, 1.0, 1.0), px(30))
    plain, odd, solid = (tiles.Tile(f, t) for f, t in zip(places, "abc", strict=True))
    odd.lie(odd.frame, odd=1.0)
    solid.lie(solid.frame, solid=1.0)
    return VGroup(plain, odd, solid)


@sample(tiles.Tiles, 900, 240)
def row(room: Frame) -> VMobject:
    text = "a␣row␣of␣it"
    return tiles.Tiles(tiles.tile_frames(room.inset(0.0, px(70)), len(text)), text)


@sample(tiles.Passage, 760, 360)
def passage(room: Frame) -> VMobject:
    upper, _, lower = room.rows((100.0, 160.0, 100.0), 0.0)
    source = tiles.Tiles(tiles.tile_frames(upper, 8), "shuffled")
    order = (6, 0, 1, 2, 3, 4, 5, 7)
    part = tiles.Passage(source, tiles.tile_frames(lower, 8), order, 0)
    played(part.fall(1.0))
    return VGroup(source, part)


@sample(tiles.Trail, 480, 260)
def trail(room: Frame) -> VMobject:
    inner = room.inset(px(60), px(30))
    part = tiles.Trail((inner.left, inner.top), (inner.right, inner.bottom))
    part.reach(1.0)
    return part


@sample(hop.Tokens, 1000, 280)
def tokens(room: Frame) -> VMobject:
    ids, text = room.rows((1.0, 1.0), px(20))
    return hop.Tokens(ids, text, ("712", "45", "9", "381"), ("Smal", "lwo", "␣", "rds"), 2)
