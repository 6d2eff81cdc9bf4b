"""A pen, a lamp with its light, and how such things are built."""

from __future__ import annotations

from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, px
from storyreel.parts.curves import Curve, closed
from storyreel.parts.gallery.sample import sample
from storyreel.parts.lamp import GOLD, STEEL, Beam, Lamp, LampLight
from storyreel.parts.pen import Pen
from storyreel.parts.rigid import Rigid
from storyreel.parts.shapes import Disc
from storyreel.parts.solid import filled, shaded


@sample(Pen, 760, 320)
def pen(room: Frame) -> VMobject:
    lying, writing = Pen("Model"), Pen("Model")
    lying.pose((room.left + px(16), px(-90)))
    writing.pose((px(60), px(-100)), tilt=35.0, lift=0.5)
    return VGroup(lying, writing)


@sample(Lamp, 760, 240)
def lamp(room: Frame) -> VMobject:
    lamps = Lamp(), Lamp(px(140), STEEL), Lamp(px(140), GOLD)
    for each, x in zip(lamps, (-220, 40, 240), strict=True):
        each.hang(px(x), room.top, px(-60), tilt=6.0)
        each.shine(float(each is not lamps[0]))
    return VGroup(*lamps)


@sample(LampLight, 760, 420)
def light(room: Frame) -> VMobject:
    part, shade = LampLight(), Lamp(px(160))
    rim, floor = room.top - px(120), room.bottom + px(60)
    shade.hang(0.0, room.top, rim)
    shade.shine(1.0)
    part.cast(Beam(0.0, rim, floor, shade.mouth, px(190)), 1.0)
    return VGroup(part, shade)


@sample(Rigid, 300, 240)
def rigid(room: Frame) -> VMobject:
    arrow = filled(closed((-90, 30), (90, 0), (-90, -30)))
    part = Rigid(arrow, Disc((0.0, 0.0), px(12), Color.WHITE))
    part.place(room.center, tilt=30.0)
    return part


@sample(filled, 300, 240)
def leaf(room: Frame) -> VMobject:
    tip: Curve = (10, 70), (80, 60), (110, 0)
    back: Curve = (80, -60), (10, -70), (-110, 0)
    return shaded(filled(closed((-110, 0), tip, back)), "#35547F", Color.NAVY)
