"""Samples of what lets something through, or does not."""

from __future__ import annotations

from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.parts.basics.shapes import card
from storyreel.parts.gallery.sample import played, sample
from storyreel.parts.gates.branch_names import BranchNames
from storyreel.parts.gates.checks import Checks
from storyreel.parts.gates.door import Door
from storyreel.parts.gates.forked_road import Course, ForkedRoad
from storyreel.parts.gates.gate import Barrier, Road, Run, barriers_along
from storyreel.parts.gates.padlock import Padlock
from storyreel.parts.gates.refusal import Refusal
from storyreel.parts.gates.release import Release
from storyreel.parts.gates.shortcuts import Shortcuts
from storyreel.parts.gates.two_lane_gate import TwoLaneGate


@sample(Road, 1500, 360)
def road(room: Frame) -> VMobject:
    part = Road(room)
    barriers = barriers_along(part, 4)
    for barrier in barriers[:2]:
        barrier.stand(barrier.x, barrier.road_y, 1.0)
    return VGroup(part, *barriers, Run((part.x_at(0.42), part.y)))


@sample(Barrier, 480, 360)
def barrier(room: Frame) -> VMobject:
    low = room.center[1] - px(40)
    return VGroup(Barrier(-px(140), low), Barrier(px(0), low, 1.0))


@sample(Run, 300, 240)
def run(room: Frame) -> VMobject:
    return Run(room.center, px(70))


@sample(Release, 1040, 360)
def release(room: Frame) -> VMobject:
    part = Release(room, "shipped")
    part.barrier.swing(1.0, 1.0).finish()
    return VGroup(part, part.run, part.word)


@sample(ForkedRoad, 1500, 400)
def forked_road(room: Frame) -> VMobject:
    return _fork(room)


@sample(BranchNames, 900, 400)
def branch_names(room: Frame) -> VMobject:
    return VGroup(_fork(room), BranchNames(("one way", "another"), _course(room)))


@sample(TwoLaneGate, 480, 460)
def two_lane_gate(room: Frame) -> VMobject:
    x, y = room.center
    post = Frame(x - px(59), room.bottom + px(30), x + px(59), room.top - px(90))
    part = TwoLaneGate(post, "Tests", (y + px(70), y - px(130)))
    return VGroup(part, part.findings)


def _course(room: Frame) -> Course:
    left, right = room.left + px(56), room.right - px(56)
    ends = room.top - px(100), room.bottom + px(100)
    return Course(left, left + room.width * 0.3, left + room.width * 0.45, right, 0.0, ends)


def _fork(room: Frame) -> ForkedRoad:
    part = ForkedRoad(_course(room))
    played(part.open(1.0), part.build(part.course.right, 1.0))
    played(part.ride(0, part.course.right - px(120), 1.0))
    return part


@sample(Door, 420, 420)
def door(room: Frame) -> VMobject:
    left, right = room.columns((1.0, 1.0), 0.0)
    opened = Door(right)
    opened.open_to(1.0)
    return VGroup(Door(left), opened)


@sample(Padlock, 480, 300)
def padlock(room: Frame) -> VMobject:
    left, right = (cell.center for cell in room.columns((1.0, 1.0), 0.0))
    shut = Padlock((right[0], px(10)), px(140))
    shut.close_to(1.0)
    return VGroup(Padlock((left[0], px(10)), px(140)), shut)


@sample(Checks, 1120, 160)
def checks(room: Frame) -> VMobject:
    part = Checks(room, ("complete", "unique", "readable"))
    played(part.snap(0), part.snap(1))
    return part


@sample(Refusal, 480, 340)
def refusal(room: Frame) -> VMobject:
    plate = room.inset(px(60), 0.0)
    return VGroup(card(plate), Refusal(plate, "no text"))


@sample(Shortcuts, 700, 300)
def shortcuts(room: Frame) -> VMobject:
    part = Shortcuts(room, ("skip the test", "raise the limit", "try again later"))
    played(part.strike(1.0), share=0.7)
    return part
