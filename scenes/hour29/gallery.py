"""Parts of the reproducibility gates."""

from __future__ import annotations

from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, px
from storyreel.parts.badge import Status
from storyreel.parts.gallery.sample import sample
from storyreel.parts.tone import rgb

from .parts.chance import SeedCard, Wheel
from .parts.example import Example
from .parts.fingerprint import Fingerprint
from .parts.gate import CheckGate, HashGate
from .parts.light import Light
from .parts.medal import NAVY, SLATE, Medal
from .parts.pair import Pair
from .parts.road import Road
from .parts.score import Score
from .parts.third_run import ThirdRun
from .parts.training import Tool, Training
from .parts.weights import Weights
from .ridges import RIDGES

ONE, OTHER = RIDGES


@sample(Fingerprint, 700, 420)
def fingerprint(room: Frame) -> VMobject:
    left, right = (cell.center for cell in room.columns((1.0, 1.0), 0.0))
    prints = Fingerprint(ONE, rgb(Color.NAVY)), Fingerprint(OTHER, rgb(SLATE.ink))
    for each, at in zip(prints, (left, right), strict=True):
        each.put(at)
    return VGroup(*prints)


@sample(Medal, 1100, 680)
def medal(room: Frame) -> VMobject:
    left, right = (cell.center[0] for cell in room.columns((1.0, 1.0), 0.0))
    turned, solid = Medal(SLATE, left, OTHER), Medal(NAVY, right, ONE)
    turned.turn(1.0)
    solid.turn(1.0)
    solid.harden(0.7)
    return VGroup(turned, solid)


@sample(Pair, 1100, 680)
def pair(room: Frame) -> VMobject:
    places = room.left + px(250), room.right - px(250)
    part = Pair(places, (ONE, OTHER), ("seed 7", "seed 8"), "9 of 10", Status.FAILED)
    part.raise_scores(1.0)
    for each in part.medals:
        each.turn(1.0)
    part.meet(0.7)
    return part


@sample(Score, 700, 680)
def score(room: Frame) -> VMobject:
    left, right = (cell.center[0] for cell in room.columns((1.0, 1.0), 0.0))
    risen = Score("9 of 10", "seed 7", right, Color.NAVY)
    risen.put(right, 1.0)
    return VGroup(Score("9 of 10", "seed 7", left, Color.NAVY), risen)


@sample(CheckGate, 1300, 680)
def check_gate(room: Frame) -> VMobject:
    gates = (
        CheckGate("Key", "key", 1),
        CheckGate("List", "list-checks", 8),
        CheckGate("Scale", "scale", 2),
    )
    for each, x in zip(gates, (-px(400), 0.0, px(400)), strict=True):
        each.put(x)
    gates[0].check(1.0, Status.FAILED)
    gates[1].check(0.6)
    gates[2].sink(0.5)
    return VGroup(*gates)


@sample(HashGate, 440, 680)
def hash_gate(room: Frame) -> VMobject:
    part = HashGate("Stored print", ONE)
    part.store(0.0, 1.0)
    part.check(1.0)
    return part


@sample(Road, 2300, 700)
def road(room: Frame) -> VMobject:
    part = Road((CheckGate("Key", "key", 1), CheckGate("Scale", "scale", 2)))
    part.stand_at(0.8)
    return part


@sample(Wheel, 520, 680)
def wheel(room: Frame) -> VMobject:
    part = Wheel(0.0, Color.NAVY)
    part.turn(0.3)
    return part


@sample(SeedCard, 420, 680)
def seed_card(room: Frame) -> VMobject:
    part = SeedCard("seed 7", 0.0)
    part.pull_out(0.0)
    return part


@sample(Weights, 520, 680)
def weights(room: Frame) -> VMobject:
    part = Weights(0.0, Color.NAVY, 200, ONE)
    part.spread(1.0)
    return part


@sample(Tool, 300, 240)
def tool(room: Frame) -> VMobject:
    part = Tool()
    part.put(room.center)
    return part


@sample(Training, 1100, 680)
def training(room: Frame) -> VMobject:
    left, right = (cell.center[0] for cell in room.columns((1.0, 1.0), 0.0))
    early, late = (
        Training(x, ink, ("Tool", "1.0"), Weights(x, ink, 200, ONE))
        for x, ink in ((left, Color.NAVY), (right, SLATE.ink))
    )
    early.open_wheel(0.6)
    late.spread(0.8)
    return VGroup(early, late)


@sample(Example, 460, 400)
def example(room: Frame) -> VMobject:
    part = Example(0.0, ("A", "short", "text"), ("1", "23", "456"))
    part.arrive((0.0, 0.0), 1.0)
    return part


@sample(ThirdRun, 620, 680)
def third_run(room: Frame) -> VMobject:
    part = ThirdRun(OTHER, ONE, "9 of 10", "seed 7", 0.0)
    part.roll_compared(0.0)
    part.judge(1.0)
    return part


@sample(Light, 1700, 700)
def light(room: Frame) -> VMobject:
    part = Light(room.right - px(180))
    part.shine(1.0)
    return part
