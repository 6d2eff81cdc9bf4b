"""Samples of windows, messages, prompts and turns."""

from __future__ import annotations

from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.parts.dialogue.browser import (
    Browser,
    Form,
    Message,
    Sent,
    Waiting,
    packet_frame,
)
from storyreel.parts.dialogue.chat import Bubble, Composer
from storyreel.parts.dialogue.outside import Outside
from storyreel.parts.dialogue.template import Part, Prompt, Strip, sketch
from storyreel.parts.dialogue.turn import Turn
from storyreel.parts.gallery.sample import played, sample

LINES = (
    Part("Below is a task.", False),
    Part("### Instruction:", False),
    Part("Name a fruit.", True),
    Part("### Response:", False),
)


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
def strip(room: Frame) -> VMobject:
    upper, lower = room.rows((1.0, 1.0), px(24))
    return VGroup(Strip(upper, LINES[1]), Strip(lower, LINES[2]))


@sample(sketch, 420, 260)
def small_prompt(room: Frame) -> VMobject:
    return sketch(room.inset(px(40), 0.0), [part.own for part in LINES])


@sample(Turn, 1500, 150)
def turn(room: Frame) -> VMobject:
    return Turn(room.inset(0.0, px(33)), ("<start>", "user", "<end>"), 1, "nothing said yet")


@sample(Composer, 900, 340)
def composer(room: Frame) -> VMobject:
    return Composer(room)


@sample(Bubble, 900, 200)
def bubble(room: Frame) -> VMobject:
    part = Bubble(
        room.left, room.top - px(50), ("A reply", " that", " grows", " word", " by word.")
    )
    part.write(4)
    return part
