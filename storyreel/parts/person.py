"""A person of few shapes, seen from the side, on foot, on a chair, with a phone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import cos, pi, radians, sin
from typing import TypeAlias

import numpy as np
from manim import CapStyleType, LineJointType, VMobject

from storyreel.design.easing import glide, steady
from storyreel.design.tokens import Color, Seconds, px
from storyreel.drawing.drawing import Tag
from storyreel.parts.curves import Point, Points, ellipse, joined, outline, placed, turned
from storyreel.parts.figure import (
    HIP,
    NECK,
    SHIN,
    THIGH,
    Appearance,
    Pose,
    face,
    hair,
    shoe,
    torso,
)
from storyreel.parts.light import Glow
from storyreel.parts.marks import tagged
from storyreel.parts.motion import Ease, Motion
from storyreel.parts.shape import Shape, ShapeGroup
from storyreel.parts.tone import Rgb, between, fill, mixed, rgb

DEEP = "#0F1F38"
"""What shaded sides are mixed with."""
SHADE = "#122746"
"""The shadow on the floor."""
WARM = "#F4DFA0"
"""Skin in the light of a phone."""
SCREEN_DARK, SCREEN_LIT = "#9FB2CA", "#F6D667"
STRIDE = 27.0
"""The largest angle of a thigh while walking, in degrees."""
ROLL = 0.55
"""How far a foot turns with its shin, as a share."""
STEP = 4 * (THIGH + SHIN) * sin(radians(STRIDE))
"""How far one turn of the stride goes, in pixels at scale 1: feet on the floor do not slide."""
NARROWEST = 0.45
"""The width of a person who turns about and is seen from the front, as a share."""


class _Limb(Shape):
    """A bent line with round ends: an arm or a leg."""

    def __init__(self, width: float, color: Rgb) -> None:
        """`width` is in scene units."""
        super().__init__()
        self.set_cap_style(CapStyleType.ROUND)
        self.joint_type = LineJointType.ROUND
        self.stroke_rgbas = np.array([[*color, 1.0]])
        self.stroke_width = width * 100  # Manim's unit is a hundredth
        tagged(self, Tag("decor"))


class _Shape(Shape):
    """A filled outline without an edge."""

    def __init__(self, color: Rgb, opacity: float = 1.0) -> None:
        super().__init__(Color.WHITE)
        self.fill_rgbas = np.array([[*color, opacity]])
        tagged(self, Tag("decor"))


@dataclass(frozen=True, slots=True)
class _Body:
    """Where the joints are, in pixels at scale 1 from the feet, and shoes that turn with shins."""

    lift: float
    shift: float
    thighs: tuple[float, float]
    shins: tuple[float, float]
    shoes: tuple[Points, Points]
    hand: Point
    elbow: Point
    far_hand: Point
    far_elbow: Point


_Part: TypeAlias = tuple[VMobject, Points]
"""A shape with its outline, in pixels at scale 1 and facing right."""


class Person(ShapeGroup):
    """A person in a pose; `take` sets any pose, `change_to` and `walk_to` are motions."""

    def __init__(self, look: Appearance, pose: Pose) -> None:
        super().__init__()
        self.look = look
        self._build()
        self.take(pose)

    def take(self, pose: Pose) -> Person:
        """Take a pose; the result does not depend on the one before."""
        self.pose = pose
        body = _body(pose, self.look)
        trunk = placed(torso(self.look.top), (body.shift, body.lift))
        parts = [(self._ground, _SHADOW), *self._legs(body), (self._torso, trunk)]
        parts += self._head(pose, body)
        parts += self._arms(body)
        if self.look.phone:
            parts += self._phone_in_hand(pose, body)
        feet, scale = (pose.x, pose.floor), px(self.look.scale)
        size = scale * _width(pose), scale
        for shape, points in _together(parts, lambda points: placed(points, feet, size)):
            shape.points = points
        self._color(pose)
        return self

    def change_to(self, pose: Pose, run_time: float = Seconds.MOVE, ease: Ease = glide) -> Motion:
        """A motion from the present pose to another one."""
        start = self.pose
        return Motion(self, lambda share: self._take(start.toward(pose, share)), run_time, ease)

    def walk_to(self, x: float, run_time: float, ease: Ease = steady) -> Motion:
        """A motion to another place, on foot and facing forward; ends standing."""
        start = self.pose
        way = x - start.x
        turns = abs(way) / px(STEP * self.look.scale)

        def change(share: float) -> None:
            stride = min(1.0, 5 * share, 5 * (1 - share))
            place = start.but(x=start.x + way * share, phase=turns * share, walking=stride)
            self._take(place.but(facing=1.0 if way > 0 else -1.0))

        return Motion(self, change, run_time, ease)

    @property
    def phone(self) -> Point:
        """The upper end of the phone, in scene units: where a message leaves and arrives."""
        hand = _body(self.pose, self.look).hand
        return self._to_scene((hand[0] + 20.0, hand[1] + 60.0))

    @property
    def top(self) -> Point:
        """The highest point that hair reaches, in scene units."""
        return self._to_scene((0.0, 416.0 + _body(self.pose, self.look).lift))

    # Building

    def _build(self) -> None:
        look = self.look
        dark = {c: between(c, DEEP, 0.30) for c in (look.top_color, look.legs_color)}
        shoes = rgb("#12233F")
        near = between(look.top_color, Color.WHITE, 0.11)
        self._ground = Glow((0.0, 0.0), 1.0, SHADE, 0.32)
        self._far_arm = self._limb(25, dark[look.top_color])
        self._far_leg, self._far_shoe = self._limb(34, dark[look.legs_color]), _Shape(shoes)
        self._near_leg, self._near_shoe = self._limb(36, rgb(look.legs_color)), _Shape(shoes)
        self._torso = _Shape(rgb(look.top_color))
        self._torso.fill_rgbas = np.array(
            [
                [*between(look.top_color, DEEP, 0.28), 1.0],
                [*rgb(look.top_color), 1.0],
                [*between(look.top_color, Color.WHITE, 0.10), 1.0],
            ]
        )
        self._torso.set_sheen_direction(np.array([1.0, 0.0, 0.0]))
        self._neck, self._face, self._ear = (_Shape(rgb(look.skin)) for _ in range(3))
        self._eye = _Shape(rgb(DEEP))
        self._mouth = self._limb(3.6, rgb(DEEP))
        self._hair = [_Shape(rgb(look.hair_color)) for _ in hair(look.hair)]
        for brim in self._hair[1:]:
            fill(brim, between(look.hair_color, Color.WHITE, 0.25))
        self._glasses = self._limb(3.4, rgb(Color.NAVY))
        self._glow = Glow((0.0, 0.0), 1.0, SCREEN_LIT, 0.62)
        self._phone, self._screen = _Shape(rgb(DEEP)), _Shape(rgb(SCREEN_DARK))
        self._near_arm, self._hand = self._limb(29, near), _Shape(rgb(look.skin))
        self.add(self._ground, self._far_arm, self._far_leg, self._far_shoe)
        self.add(self._near_leg, self._near_shoe, self._torso, self._neck, self._face)
        self.add(self._ear, self._eye, self._mouth, *self._hair, self._glasses)
        if look.phone:
            self.add(self._glow, self._phone, self._screen)
        self.add(self._near_arm, self._hand)

    def _limb(self, width: float, color: Rgb) -> _Limb:
        """A limb whose width is in pixels at scale 1."""
        return _Limb(px(width * self.look.scale), color)

    # Posing

    def _take(self, pose: Pose) -> None:
        self.take(pose)

    def _to_scene(self, point: Point) -> Point:
        pose, scale = self.pose, px(self.look.scale)
        return pose.x + point[0] * scale * _width(pose), pose.floor + point[1] * scale

    def _legs(self, body: _Body) -> list[_Part]:
        hip = HIP + body.lift - 2.0
        legs = (self._near_leg, self._near_shoe, 8.0), (self._far_leg, self._far_shoe, -6.0)
        parts: list[_Part] = []
        turns = zip(legs, body.thighs, body.shins, body.shoes, strict=True)
        for (leg, foot, x), thigh, shin, shoe_points in turns:
            start = (x + body.shift, hip)
            knee = _along(start, THIGH, thigh)
            ankle = _along(knee, SHIN, shin)
            parts.append((leg, _bent(start, knee, (ankle[0], ankle[1] + 4.0))))
            parts.append((foot, placed(shoe_points, (ankle[0] - 1.0, ankle[1]))))
        return parts

    def _head(self, pose: Pose, body: _Body) -> list[_Part]:
        nod = -(pose.tilt + 13.0 * max(0.0, -pose.mood) - 5.0 * max(0.0, pose.mood))
        sunk = -5.0 * max(0.0, -pose.mood)
        upright: list[_Part] = [
            (self._neck, _NECK),
            (self._face, face()),
            (self._ear, _EAR),
            (self._eye, _EYE),
            (self._mouth, _smile(pose.mood)),
            *zip(self._hair, hair(self.look.hair), strict=True),
        ]
        if self.look.glasses:
            upright.append((self._glasses, _SPECTACLES))
        place = body.shift, body.lift + sunk
        return _together(upright, lambda points: placed(turned(points, nod, NECK), place))

    def _arms(self, body: _Body) -> list[_Part]:
        shoulder = (-13.0 + body.shift, 264.0 + body.lift)
        far_shoulder = (14.0 + body.shift, 264.0 + body.lift)
        return [
            (self._near_arm, _bent(shoulder, body.elbow, body.hand)),
            (self._far_arm, _bent(far_shoulder, body.far_elbow, body.far_hand)),
            (self._hand, placed(_HAND, (body.hand[0] + 4.0, body.hand[1]))),
        ]

    def _phone_in_hand(self, pose: Pose, body: _Body) -> list[_Part]:
        middle = (body.hand[0] + 11.0, body.hand[1] + 22.0)
        angle = 17.0 - 40.0 * (1 - pose.raised)
        upright: list[_Part] = [(self._phone, _PHONE), (self._screen, _SCREEN)]
        return [
            *_together(upright, lambda points: placed(turned(points, angle), middle)),
            (self._glow, placed(_LIGHT, (middle[0] - 8.0, middle[1]))),
        ]

    def _color(self, pose: Pose) -> None:
        """Set what the light of the phone and the floor change."""
        skin = between(self.look.skin, WARM, pose.lit)
        fill(self._ground, rgb(SHADE), 1 - pose.sitting)
        fill(self._face, skin)
        fill(self._neck, mixed(skin, rgb(Color.NAVY), 0.16))
        fill(self._ear, mixed(skin, rgb(Color.NAVY), 0.14))
        fill(self._hand, skin)
        if self.look.phone:
            fill(self._screen, between(SCREEN_DARK, SCREEN_LIT, pose.lit))
            fill(self._glow, rgb(SCREEN_LIT), pose.lit)


def _together(parts: Sequence[_Part], move: Callable[[Points], Points]) -> list[_Part]:
    """The parts with their outlines moved in one call, which costs as much as that for one part."""
    moved = move(np.concatenate([points for _, points in parts]))
    stops = accumulate((len(points) for _, points in parts), initial=0)
    return [
        (shape, moved[start:stop])
        for (shape, _), (start, stop) in zip(parts, pairwise(stops), strict=True)
    ]


def _width(pose: Pose) -> float:
    """The share of the width that is seen, negative when facing left."""
    if abs(pose.facing) >= NARROWEST:
        return pose.facing
    return NARROWEST if pose.facing >= 0 else -NARROWEST


def _body(pose: Pose, look: Appearance) -> _Body:
    near, far = (_leg(pose, half) for half in (0.0, 0.5))
    still = (5.0, 3.0), (-7.0, -4.0)
    thighs = tuple(
        _mix(_mix(rest[0], leg[0], pose.walking), seat, pose.sitting)
        for rest, leg, seat in zip(still, (near, far), (84.0, 81.0), strict=True)
    )
    shins = tuple(
        _mix(_mix(rest[1], leg[1], pose.walking), seat, pose.sitting)
        for rest, leg, seat in zip(still, (near, far), (-2.0, -5.0), strict=True)
    )
    shoes = turned(shoe(), shins[0] * ROLL), turned(shoe(), shins[1] * ROLL)
    lift = max(map(_reach, thighs, shins, shoes)) + 2.0 - HIP
    shift = -8.0 * pose.sitting
    swing = sin(2 * pi * pose.phase) * pose.walking

    def at(x: float, y: float) -> Point:
        return x + shift, y + lift

    hanging = at(-8 - 30 * swing, 206), at(2 - 52 * swing, 154)
    ahead = at(28, 194), at(_mix(104, 132, pose.reaching), _mix(210, 246, pose.reaching))
    share = max(pose.sitting, pose.reaching)
    elbow, hand = (_point(a, b, share) for a, b in zip(hanging, ahead, strict=True))
    far_hanging = at(14 + 30 * swing, 206), at(22 + 52 * swing, 156)
    far_ahead = at(62, 212), at(112, _mix(226, 260, pose.reaching))
    far_elbow, far_hand = (_point(a, b, share) for a, b in zip(far_hanging, far_ahead, strict=True))
    if look.phone:
        low, high = (at(0, 196), at(60, 164)), (at(8, 194), at(82, 232))
        elbow, hand = (_point(a, b, pose.raised) for a, b in zip(low, high, strict=True))
        far_elbow = _point(far_elbow, at(52, 206), pose.raised)
        far_hand = _point(far_hand, (hand[0] + 2, hand[1] + 2), pose.raised)
    thighs, shins = (thighs[0], thighs[1]), (shins[0], shins[1])
    return _Body(lift, shift, thighs, shins, shoes, hand, elbow, far_hand, far_elbow)


def _leg(pose: Pose, half: float) -> tuple[float, float]:
    """Thigh and shin, forward from straight down in degrees, `half` a turn into the stride."""
    turn = 2 * pi * (pose.phase + half)
    thigh = STRIDE * sin(turn)
    return thigh, thigh - 26.0 * max(0.0, cos(turn))


def _reach(thigh: float, shin: float, shoe_points: Points) -> float:
    """How far below the hip the sole ends."""
    sole = shoe_points[:, 1].min()
    return THIGH * cos(radians(thigh)) + SHIN * cos(radians(shin)) - float(sole)


def _along(start: Point, length: float, angle: float) -> Point:
    """The point `length` below `start`, forward by `angle` degrees."""
    return start[0] + length * sin(radians(angle)), start[1] - length * cos(radians(angle))


def _bent(start: Point, joint: Point, end: Point) -> Points:
    """Two straight parts with a rounded joint."""
    before, after = _point(start, joint, 0.74), _point(joint, end, 0.26)
    handles = _point(before, joint, 2 / 3), _point(after, joint, 2 / 3)
    return outline(start, before, (*handles, after), end)


def _pillar(left: float, low: float, right: float, high: float) -> Points:
    """An upright bar with rounded ends."""
    r = (right - left) / 2
    return outline(
        (right, low + r),
        (right, high - r),
        ((right, high), (left, high), (left, high - r)),
        (left, low + r),
        ((left, low), (right, low), (right, low + r)),
    )


def _smile(mood: float) -> Points:
    """A short mouth, its corner up with a good mood and down with a bad one."""
    return outline(
        (19.0, 324.0 + 3.0 * mood), ((23.0, 322.0 - mood), (27.0, 322.0 - mood), (31.0, 323.5))
    )


def _mix(first: float, second: float, share: float) -> float:
    return first + (second - first) * share


def _point(first: Point, second: Point, share: float) -> Point:
    return _mix(first[0], second[0], share), _mix(first[1], second[1], share)


_SHADOW = ellipse((4.0, 0.0), 84.0, 13.0)
"""The shadow on the floor, and what else has one shape in every pose, in pixels at scale 1."""

_NECK, _EAR, _EYE = (
    _pillar(-11.0, 282.0, 15.0, 322.0),
    ellipse((-12.5, 343.0), 6.5, 9.0),
    ellipse((19.0, 351.0), 3.2, 4.6),
)
_SPECTACLES = joined(ellipse((22.0, 349.0), 11.5, 9.5), outline((10.5, 350.0), (-10.0, 352.0)))
"""One lens and the earpiece."""

_HAND, _LIGHT = ellipse((0.0, 0.0), 14.5, 14.5), ellipse((0.0, 0.0), 104.0, 104.0)
_PHONE, _SCREEN = _pillar(-8.0, -40.0, 8.0, 44.0), _pillar(-9.0, -36.0, -3.0, 41.0)
