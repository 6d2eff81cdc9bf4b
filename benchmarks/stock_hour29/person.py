"""The person: plain shapes and one arm."""

from __future__ import annotations

from collections.abc import Iterator
from math import sin

import numpy as np
from manim import (
    PI,
    RIGHT,
    TAU,
    UP,
    Animation,
    CapStyleType,
    Dot,
    Ellipse,
    Line,
    MoveToTarget,
    Polygon,
    Rectangle,
    Rotate,
    RoundedRectangle,
    Sector,
    UpdateFromAlphaFunc,
    VGroup,
    VMobject,
)

from benchmarks.stock_hour29.measures import FLOOR, PERSON, STRIDE, at, px
from benchmarks.stock_hour29.motions import glide, gliding, steady


class Person(VGroup):
    """The one who needs the result, who faces left, with the feet on the floor."""

    def __init__(self, x: float) -> None:
        skin, dark, shoe = "#C4D0DF", "#1B2E4C", "#12233F"
        shadow = Ellipse(1.68, 0.26, stroke_width=0).set_fill("#122746", 0.2).shift(0.04 * RIGHT)
        ends = ((-0.06, -0.21), (0.08, 0.19))
        self.legs = VGroup(*(Line((hip, 1.72, 0), (foot, 0.14, 0)) for hip, foot in ends))
        self.legs.set_stroke(dark, 36 * PERSON * px(100)).set_cap_style(CapStyleType.ROUND)
        self.shoes = VGroup(*(RoundedRectangle(0.06, width=0.54, height=0.17) for _ in "12"))
        self.shoes.set_fill(shoe, 1).set_stroke(width=0)
        torso = RoundedRectangle(0.2, width=0.95, height=1.72, stroke_width=0)
        torso.set_fill(("#2F5076", "#3E628F", "#5273A0"), 1).set_sheen_direction(RIGHT)
        torso.move_to((0.02, 2.42, 0))
        self.arm = VMobject().set_points_as_corners(arm((-0.08, 2.32), (0.02, 1.8)))
        self.arm.set_stroke("#537396", 29 * PERSON * px(100)).set_cap_style(CapStyleType.ROUND)
        self.hand = Dot((0.06, 1.8, 0), 0.145, color=skin)
        head = Ellipse(0.66, 0.78).move_to((0.02, 3.47, 0))
        nose = Polygon((0.33, 3.56, 0), (0.45, 3.38, 0), (0.2, 3.3, 0))
        neck = Rectangle(width=0.26, height=0.4).move_to((0.02, 3.02, 0))
        skins = VGroup(neck, head, nose).set_fill(skin, 1).set_stroke(width=0)
        hair = Sector(radius=0.44, angle=1.25 * PI, start_angle=0.08 * PI)
        hair.shift((-0.04, 3.5, 0)).set_fill(dark, 1).set_stroke(width=0)
        bun, eye = Dot((-0.4, 3.9, 0), 0.19, color=dark), Dot((0.19, 3.51, 0), 0.04, color=dark)
        mouth = Line((0.19, 3.24, 0), (0.31, 3.235, 0)).set_stroke(dark, 3)
        self.head = VGroup(skins, bun, hair, eye, mouth).shift(0.26 * UP)
        super().__init__(shadow, self.legs, self.shoes, torso, self.head, self.arm, self.hand)
        self.stand()
        self.scale(PERSON * px(100), about_point=(0, 0, 0)).stretch(-1, 0, about_point=(0, 0, 0))
        self.feet = at(x, FLOOR)
        self.shift(self.feet)

    def stand(self) -> None:
        for leg, foot in zip(self.legs, self.shoes, strict=True):
            foot.move_to(leg.get_end() + np.array((0.09, -0.06, 0)))

    def nod(self, degrees: float, seconds: float = 0.6) -> Animation:
        """Lower the head by so many degrees."""
        neck = self.feet + px(336 * PERSON) * UP
        turn = degrees * PI / 180
        return Rotate(self.head, turn, about_point=neck, run_time=seconds, rate_func=glide)

    def turn_round(self) -> None:
        self.stretch(-1, 0, about_point=self.feet)

    def walk_to(self, x: float, seconds: float) -> Animation:
        begin, last = self.feet[0], 0.0
        way = at(x, 0)[0] - begin

        def step(person: Person, share: float) -> None:
            nonlocal last
            place = begin + way * share
            person.shift((place - person.feet[0]) * RIGHT)
            person.feet[0] = place
            size = min(1, 5 * share, 5 * (1 - share))
            swing = 0.47 * size * sin(TAU * share * way / px(STRIDE))
            hip = person.feet + px(172 * PERSON) * UP
            for leg, foot, sign in zip(person.legs, person.shoes, (1, -1), strict=True):
                leg.rotate(sign * (swing - last), about_point=hip)
                foot.rotate(sign * (swing - last), about_point=hip)
            last = swing

        return UpdateFromAlphaFunc(self, step, run_time=seconds, rate_func=steady)

    def come(self, x: float, seconds: float) -> Animation:
        """Come to the left."""
        by = self.feet - at(x, FLOOR)
        self.feet = self.feet - by
        return gliding(self, seconds).shift(-by)

    def reach(self, x: float, seconds: float) -> Iterator[Animation]:
        """Step near, and lay a hand on what is there."""
        by = at(x, 0)[0] - self.feet[0]
        self.generate_target().shift(by * RIGHT)
        scale = PERSON * px(100)
        corners = arm((0.28, 2.2), (1.32, 2.72)) * (-scale, scale, 1) + self.feet + by * RIGHT
        self.target[5].set_points_as_corners(corners)
        self.target[6].move_to(corners[-1])
        yield MoveToTarget(self, run_time=seconds, rate_func=glide)


def arm(elbow: tuple[float, float], hand: tuple[float, float]) -> np.ndarray:
    return np.array([(-0.13, 2.9, 0), (*elbow, 0), (*hand, 0)])
