"""Samples of a reply beside its reference, and of what is learnt from it."""

from __future__ import annotations

from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.parts.feedback.case_card import CaseCard
from storyreel.parts.feedback.drawer import Drawer, OpenDrawer
from storyreel.parts.feedback.thumb import OpenApp, ThumbDown
from storyreel.parts.gallery.sample import played, sample


@sample(CaseCard, 900, 460)
def case_card(room: Frame) -> VMobject:
    part = CaseCard(room, ("prompt", "reply", "expected", "version"))
    return VGroup(part, part.tell("model-2"))


@sample(Drawer, 560, 240)
def drawer(room: Frame) -> VMobject:
    return Drawer(room.inset(px(20), px(70)), "Cases")


@sample(OpenDrawer, 1500, 160)
def open_drawer(room: Frame) -> VMobject:
    place = room.inset(0.0, px(30))
    front, _ = place.columns((500.0, 1000.0), 0.0)
    part = OpenDrawer(place, front, ("prompt", "reply", "expected"))
    played(part.pull(1.0))
    return VGroup(part, Drawer(front, "Cases").front)


@sample(OpenApp, 560, 420)
def open_app(room: Frame) -> VMobject:
    part = OpenApp(room.inset(px(30), 0.0), "App", "keeps nothing")
    return VGroup(part, ThumbDown(part.start))


@sample(ThumbDown, 300, 240)
def thumb(room: Frame) -> VMobject:
    return ThumbDown(room.center, px(90))
