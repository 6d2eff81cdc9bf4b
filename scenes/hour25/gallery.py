"""Parts of UI productization."""

from __future__ import annotations

from typing import cast

from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, px
from storyreel.parts.gallery.sample import played, sample

from .parts import cell_sheet, snapping, strip
from .parts.browser import Browser, Form, Message, Sent, Waiting, packet_frame
from .parts.classifying import Classifying
from .parts.doorway import Doorway
from .parts.generating import Generating
from .parts.glimpses import Glimpses
from .parts.mismatch import Mismatch
from .parts.outputs import Outputs
from .parts.outside import Outside
from .parts.padding import PaddedRow
from .parts.rooms import Room
from .parts.staircase import Staircase
from .parts.strip import TokenStrip
from .parts.template import Part, Prompt, Strip, sketch
from .parts.tiling import Cuts, joined_frames, parted_frames
from .parts.total import Total
from .parts.ways import TwoWays, Way
from .parts.wrapping import Wrapping

LINES = (
    Part("Below is a task.", False),
    Part("### Instruction:", False),
    Part("Name a fruit.", True),
    Part("### Response:", False),
)
TOKENS = (
    strip.Token("Small", 18712),
    strip.Token(" words", 2456),
    strip.Token(" travel", 3067),
    strip.Token(" far", 1290),
)
STYLE, HEIGHT = Type.CODE_STRONG, px(100)
OURS = (5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610)
THEIRS = (5, 8, 13, 21, 34, 55, 90, 12, 61)


@sample(cell_sheet.Cells, 560, 240)
def sheet(room: Frame) -> VMobject:
    boxes = cell_sheet.row_of(room.inset(0.0, px(50)), 40, px(4))
    full, rest = cell_sheet.Cells(Color.NAVY), cell_sheet.Cells(Color.LINE)
    last = cell_sheet.Cells(Color.GOLD_PALE, px(3)).lie(boxes[36:])
    return VGroup(full.lie(boxes[:22]), rest.lie(boxes[22:36]), last)


@sample(Total, 480, 240)
def total(room: Frame) -> VMobject:
    return Total((room.right - px(80), px(30)), "cells read", count=12_480)


@sample(Browser, 760, 600)
def browser(room: Frame) -> VMobject:
    return Browser(room, "localhost:5000")


@sample(Outside, 760, 600)
def outside(room: Frame) -> VMobject:
    return Outside(room, "localhost:5000", "Name a fruit.")


@sample(Message, 560, 340)
def message(room: Frame) -> VMobject:
    upper, middle, lower = room.rows((1.0, 1.0, 1.0), px(28))
    asks, replies = upper.inset(px(60), 0.0), middle.inset(px(100), 0.0)
    packet = Message("", asks)
    packet.stand(Form(packet_frame(lower.center), 1.0))
    return VGroup(Message("Name a fruit.", asks), Message("An apple.", replies, reply=True), packet)


@sample(Sent, 560, 240)
def sent(room: Frame) -> VMobject:
    return Sent("Name a fruit.", room.inset(px(60), px(74)))


@sample(Waiting, 300, 240)
def waiting(room: Frame) -> VMobject:
    return Waiting(room.inset(px(66), px(74)))


@sample(Prompt, 800, 520)
def prompt(room: Frame) -> VMobject:
    part = Prompt(room, LINES, "An apple.")
    played(part.say((0.0, 0.0), 1.0), part.wrap(1.0))
    return VGroup(part, part.answer)


@sample(Strip, 760, 240)
def prompt_strip(room: Frame) -> VMobject:
    upper, lower = room.rows((1.0, 1.0), px(24))
    return VGroup(Strip(upper, LINES[1]), Strip(lower, LINES[2]))


@sample(sketch, 420, 260)
def small_prompt(room: Frame) -> VMobject:
    return sketch(room.inset(px(40), 0.0), [part.own for part in LINES])


@sample(strip.TokenStrip, 1080, 260)
def token_strip(room: Frame) -> VMobject:
    frames = parted_frames(TOKENS, (0.0, px(30)), STYLE, HEIGHT)
    part = strip.TokenStrip(TOKENS, frames)
    played(part.number(1.0))
    return part


@sample(strip.Tile, 480, 260)
def token(room: Frame) -> VMobject:
    frame = Frame(-px(140), -px(20), px(140), px(80))
    look = strip.Look(frame, told=1.0)
    return strip.Tile(TOKENS[1], look, STYLE, Color.NAVY, Color.WHITE, px(140))


@sample(Cuts, 900, 240)
def cuts(room: Frame) -> VMobject:
    frames = joined_frames(TOKENS, (0.0, 0.0), STYLE, HEIGHT)
    part = Cuts([frame.left for frame in frames[1:]], -px(90), px(90))
    played(part.draw(1.0))
    return VGroup(strip.TokenStrip(TOKENS, frames), part)


@sample(snapping.Snapping, 1300, 260)
def snapped(room: Frame) -> VMobject:
    text = "".join(piece.text for piece in TOKENS)
    part = snapping.Snapping(text, TOKENS, (0.0, 0.0))
    moving = part.unfold((room.left, 0.0)), part.cut(1.0)
    played(*moving)
    return VGroup(*(cast(VMobject, motion.mobject) for motion in moving))


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
    texts = [token.text for token in TOKENS]
    part = Classifying(room.raised(-px(30)), texts, 32, words, labels, 1)
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


@sample(Doorway, 620, 560)
def doorway(room: Frame) -> VMobject:
    shut, opened = (part.inset(px(25), 0.0) for part in room.columns((1.0, 1.0), 0.0))
    ajar = Doorway(opened, "App", ":5000")
    ajar.stand(opened, 1.0)
    return VGroup(Doorway(shut, "App", ":5000"), ajar)


@sample(Room, 700, 420)
def room_with_a_name(room: Frame) -> VMobject:
    part = Room(room.inset(px(16)), "A room")
    part.light(1.0)
    return part


@sample(Glimpses, 680, 560)
def glimpses(room: Frame) -> VMobject:
    places = room.rows((1.0, 1.0, 1.0), px(24))
    names = ("Write", "Label", "Answer")
    rooms = [Room(place, name) for place, name in zip(places, names, strict=True)]
    return VGroup(*rooms, Glimpses(places, (4, 14), (14, 48), (False, False, True, False)))


@sample(Way, 420, 320)
def way(room: Frame) -> VMobject:
    return Way(room.inset(px(30)), "Browser", "a reply")


@sample(TwoWays, 1500, 320)
def two_ways(room: Frame) -> VMobject:
    left, _, middle, _, right = room.columns((328.0, 130.0, 584.0, 130.0, 328.0), 0.0)
    ends = (place.inset(0.0, px(37)) for place in (left, right))
    first, second = Way(next(ends), "Browser", "a reply"), Way(next(ends), "script", "a reply", ">")
    part = TwoWays(middle, "model.pth", first, second)
    return VGroup(part.links, Room(middle, "One model", px(90)), part.file, first, second)
