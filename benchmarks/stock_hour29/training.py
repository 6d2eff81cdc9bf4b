"""What is on the medals while a run is trained: a test, a tool, a wheel and weights."""

from __future__ import annotations

from collections.abc import Iterator
from math import atan, cos, dist, sin

import numpy as np
from manim import (
    PI,
    TAU,
    Animation,
    Circle,
    Dot,
    FadeIn,
    GrowFromCenter,
    Line,
    MoveToTarget,
    Rotate,
    Sector,
    Succession,
    UpdateFromAlphaFunc,
    VGroup,
    VMobject,
    Wait,
)

from benchmarks.stock_hour29.measures import (
    FIELD,
    LARGE,
    MIDDLE,
    NAVY,
    OF_WEIGHT,
    TEXT,
    TOKENS,
    TOOL,
    WEIGHTS,
    WHITE,
    at,
    px,
)
from benchmarks.stock_hour29.motions import glide, glide_early, gliding, later, settle, steady
from benchmarks.stock_hour29.parts import pictogram, two_lines
from benchmarks.stock_hour29.text import label
from benchmarks.stock_hour29.weights import weights


class Example(VGroup):
    """The text and the tokens of one test, on the medal of a run."""

    def __init__(self, x: float) -> None:
        self.text = two_lines(TEXT, WHITE, NAVY).shift(at(x, MIDDLE))
        self.tokens = two_lines(TOKENS, NAVY, WHITE).shift(at(x, MIDDLE))
        super().__init__()

    def arrive(self, begin: np.ndarray) -> Animation:
        """Let the text fly from a place to the medal."""
        self.add(self.text)
        self.text.save_state().scale(0.001).move_to(begin)
        return self.text.animate(run_time=0.4, rate_func=glide, path_arc=0.2).restore()

    def shrink_text(self) -> Animation:
        return gliding(self.text, 0.13).scale(0.001)

    def grow_tokens(self) -> Animation:
        self.add(self.tokens)
        return GrowFromCenter(self.tokens, run_time=0.13, rate_func=glide)

    def leave(self) -> Animation:
        return gliding(self.tokens, 0.3).scale(0.001)


class Training(VGroup):
    """The hub with the sign of a tool, the wheel of chance and the weights of one run."""

    def __init__(self, x: float, ink: str) -> None:
        self.place = at(x, MIDDLE)
        self.tool_place, self.hub = at(x, MIDDLE - 70), Dot(self.place, px(50), color=NAVY)
        sign = pictogram("wrench", 56).move_to(self.tool_place)
        self.tool = VGroup(Dot(self.tool_place, px(50), color=NAVY), sign)
        lines = zip(TOOL, (540 + 62, 540 + 138), strict=True)
        self.tool_name = VGroup(*(label(each, 62, NAVY, y) for each, y in lines)).shift(self.place)
        self.number = label(str(WEIGHTS), 84, WHITE, 540).shift(self.place)
        self.wheel = wheel(ink).move_to(self.place)
        self.dots = VMobject(fill_color=ink, fill_opacity=1, stroke_width=0)
        super().__init__()

    def take_tool(self, begin: np.ndarray) -> Animation:
        """Let the tool fly from a gate's sign to the medal."""
        self.add(self.tool)
        self.tool.generate_target()
        self.tool.target.scale(LARGE)
        self.tool.move_to(begin).scale(0.001)
        arc = 4 * atan(2 * px(40) / dist(begin, self.tool_place))
        return MoveToTarget(self.tool, run_time=0.35, rate_func=glide, path_arc=arc)

    def name_tool(self) -> Animation:
        self.add(self.tool_name)
        return FadeIn(self.tool_name, run_time=0.3, rate_func=steady)

    def put_away(self) -> Iterator[Animation]:
        """Let the tool shrink away, and its name fade."""
        yield gliding(self.tool, 0.2).scale(0.001)
        yield gliding(self.tool_name, 0.2).set_fill(opacity=0)

    def unfold_hub(self) -> Animation:
        """Let the hub of the wheel grow."""
        self.remove(self.tool, self.tool_name)
        self.add(self.wheel, self.hub)
        return GrowFromCenter(self.hub, run_time=0.2, rate_func=glide)

    def draw_freely(self, draw: float) -> Animation:
        """Let the wheel grow, and draw."""
        opening = GrowFromCenter(self.wheel, run_time=0.2, rate_func=glide)
        return Succession(opening, Wait(0.02), self.spin(2 + draw, 0.64), group=self.wheel)

    def draw_again(self, draw: float, locked: float) -> Animation:
        """Turn the mark back to the top on the shortest way, and draw."""
        back, drawing = self.spin(round(draw) - draw, 0.33), self.spin(1 + locked, 0.4)
        return Succession(back, Wait(0.01), drawing, group=self.wheel)

    def spin(self, turns: float, seconds: float) -> Animation:
        """Turn the wheel clockwise."""
        return Rotate(self.wheel, -TAU * turns, run_time=seconds, rate_func=settle)

    def fold_wheel(self) -> Animation:
        return gliding(self.wheel, 0.3).scale(0.001)

    def spread(self) -> Iterator[Animation]:
        """Let the weights come up around the hub, which shows how many there are."""
        self.insert(1, self.dots)
        self.add(self.number)
        yield self.moving_dots(lambda share: (share, 0.0), 0.3, steady)
        yield self.hub.animate(run_time=0.3, rate_func=steady).scale(OF_WEIGHT)
        yield later(0.225, GrowFromCenter(self.number, run_time=0.075, rate_func=steady))

    def bend(self) -> Iterator[Animation]:
        """Let all weights go to their places on the ridges; the hub shrinks."""
        yield self.moving_dots(lambda share: (1.0, share), 0.75, glide)
        for part in (self.hub, self.number):
            yield part.animate(run_time=0.75, rate_func=glide_early).scale(0.001)

    def moving_dots(self, state: object, seconds: float, rate: object) -> Animation:
        def pose(dots: VMobject, share: float) -> None:
            dots.set_points(weights(*state(share)) + self.place)

        return UpdateFromAlphaFunc(self.dots, pose, run_time=seconds, rate_func=rate)


def wheel(ink: str) -> VGroup:
    """Twelve fields, one of them marked."""
    step, rule = TAU / 12, {"stroke_color": "#B4C3D6", "stroke_width": px(250)}
    ground = Circle(px(FIELD)).set_fill("#F7F9FC", 1).set_stroke("#B4C3D6", px(300))
    fields = VGroup()
    for each in (2, 4, 6, 8, 10, 0):
        field = Sector(radius=px(FIELD), angle=step, start_angle=PI / 2 - (each + 0.5) * step)
        fields.add(field.set_fill("#DBE4EF" if each else ink, 1).set_stroke(width=0))
    turns = [(each + 0.5) * step for each in range(12)]
    ends = [px(FIELD) * np.array((sin(turn), cos(turn), 0)) for turn in turns]
    spokes = [Line((0, 0, 0), end, **rule) for end in ends]
    return VGroup(ground, *fields[:-1], *spokes, fields[-1])
