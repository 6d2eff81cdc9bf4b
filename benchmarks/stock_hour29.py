"""Hour 29 as a Manim author would write it: `Scene`, `Text`, `animate`, without Storyreel.

It tells the present clip with its words, shapes, times and layers, and lasts 30 s. The ridges of
the fingerprints are data of the clip. Manim can neither blur, clip nor fill with radial gradients,
so this clip differs in a few ways:

- The shadow under a medal is four translucent ellipses; plates and cards have none.
- Glass has a linear gradient. What sinks into the floor sinks behind a copy of the background.
- Gold ridges fade in while two medals meet, where ours show inside of the upper medal alone.
- While a medal turns solid its ridges turn white together, and not where it is filled.
- The person is simpler: plain shapes, without a bend at joints or a change of the mouth.

    PYTHONPATH=. manim render --renderer cairo --disable_caching -r 1920,1080 --fps 30 \
        benchmarks/stock_hour29.py Hour29
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from functools import partial
from importlib.resources import files
from math import atan, cos, dist, pi, sin
from tempfile import TemporaryDirectory

import manimpango
import numpy as np
from manim import (
    DOWN,
    DR,
    LEFT,
    PI,
    RIGHT,
    TAU,
    UP,
    Animation,
    Annulus,
    CapStyleType,
    Circle,
    Dot,
    Ellipse,
    FadeIn,
    FadeOut,
    GrowFromCenter,
    LaggedStart,
    Line,
    Mobject,
    MoveToTarget,
    Polygon,
    Rectangle,
    Rotate,
    RoundedRectangle,
    Scene,
    Sector,
    SVGMobject,
    Text,
    UpdateFromAlphaFunc,
    VGroup,
    VMobject,
    Wait,
    config,
    rate_functions,
    squish_rate_func,
)
from manim.animation.animation import prepare_animation

from scenes.hour29.ridges import RIDGES

PEARL, SOFT_GREY, WHITE = "#FAFAFA", "#F0F4F8", "#FFFFFF"
CHARCOAL, NAVY, SLATE, LINE = "#2D3748", "#1A365D", "#5B6B82", "#778CA7"
GOLD, GOLD_LINE = "#C9A227", "#A6831B"
NAVY_RIM, SLATE_RIM = ("#3A629A", NAVY, "#10233F"), ("#A9B8CB", "#7487A1", "#52637C")
SLATE_INK, WHITE_INK = "#5B6F8C", "#F6F9FC"
FACE, SOLID = ("#FFFFFF", "#F9FBFD", "#DDE6F1"), ("#3A6199", "#1F4071", "#11264A")
GLASS = ("#D4DEED", "#BFCFE0", "#A8BDD4")

STEPS = ("Preflight", "Tests", "Seed lock", "Checkpoint hash", "Approved run")
FIRST, OTHER = RIDGES
SCORE, SEED = "100 %", "seed 123"
FREE, LOCKED = (0.451629, 0.969553), 0.682352

FPS = 30
config.background_color = PEARL
for name in ("Medium", "SemiBold", "Bold", "ExtraBold"):
    manimpango.register_font(str(files("font_manrope") / "files" / f"Manrope-{name}.ttf"))


# --- measures, in pixels of a picture with 1080 lines --------------------------------------------


def px(pixels: float) -> float:
    return pixels * 8 / 1080


def at(x: float, y: float) -> np.ndarray:
    """A place, from the upper left corner."""
    return np.array((px(x - 960), px(540 - y), 0.0))


FLOOR, RADIUS, RIM, PRINT, FIELD = 850, 230, 16, 186, 200
MIDDLE, CLEAR = FLOOR - RADIUS, 330
NESTED = RADIUS - 20
GATE, PITCH, HALF, TOP = 1520, 760, 96, 292
SIGN, WORD, SUNK = TOP + 74, TOP + 186, FLOOR - TOP + 12
PAIR = (440, 1010)
LAST_GATE, REFUSED, APPROVED = 840, 440, 1232
LARGE = 1.8
WEIGHTS, DOT, HUB, FRONT = 752, 4.7, 60, 0.16


# --- time ----------------------------------------------------------------------------------------


@rate_functions.unit_interval
def glide(t: float) -> float:
    return float(rate_functions.smootherstep(t * (1.35 - 0.35 * t)))


@rate_functions.unit_interval
def overshoot(t: float) -> float:
    return 1 + (t - 1) ** 2 * (2.2 * (t - 1) + 1.2)


settle, steady, leave = (
    rate_functions.ease_out_cubic, rate_functions.linear, rate_functions.ease_in_quad,
)  # fmt: skip


def later(delay: float, animation: Animation) -> Animation:
    """The same animation with a delay."""
    animation = prepare_animation(animation)
    total = delay + animation.run_time
    animation.rate_func = squish_rate_func(animation.rate_func, delay / total, 1)
    animation.run_time = total
    return animation


def gliding(mobject: Mobject, seconds: float) -> Mobject:
    return mobject.animate(run_time=seconds, rate_func=glide)


# --- parts ---------------------------------------------------------------------------------------


def words(text: str, size: float, color: str, weight: str) -> Text:
    return Text(text, font="Manrope", weight=weight, font_size=size * 48 / 90, color=color)


def on_line(text: Text, left: float, baseline: float) -> Text:
    """Put the first letter, a capital, on a baseline."""
    place = at(left, baseline)
    return text.shift(place - text[0].get_corner(DOWN + LEFT))


def caption(sentence: str) -> Text:
    text = words(sentence, 60.5, CHARCOAL, "SEMIBOLD")
    return on_line(text, 960, 1002).set_x(0)


def pictogram(name: str, size: float) -> SVGMobject:
    """A sign of the Lucide set; `size` is the side of its box of 24 units."""
    with (
        zipfile.ZipFile(str(files("lucide") / "lucide.zip")) as signs,
        TemporaryDirectory() as folder,
    ):
        sign = SVGMobject(signs.extract(f"{name}.svg", folder), height=None, width=None)
    sign.set_fill(opacity=0).set_stroke(WHITE, 1.9 / 24 * px(size) * 100)
    for line in sign.family_members_with_points():
        line.set_cap_style(CapStyleType.ROUND)
    return sign.scale(px(size) / 24)


def fingerprint(digest: str, ink: str) -> VMobject:
    """The ridges of a digest as one shape, so that islands in them stay empty."""
    shape = VMobject(fill_color=ink, fill_opacity=1, stroke_width=0)
    for outline in RIDGES[digest]:
        pairs = [point.split(",") for point in outline.split()]
        loop = np.array([(int(x), -int(y), 0) for x, y in pairs]) / 10_000 * px(PRINT)
        slope = (np.roll(loop, -1, axis=0) - np.roll(loop, 1, axis=0)) / 6
        after, slope_after = np.roll(loop, -1, axis=0), np.roll(slope, -1, axis=0)
        curves = np.stack([loop, loop + slope, after - slope_after, after], axis=1)
        shape.append_points(curves.reshape(-1, 3))
    return shape


def glass(radius: float, colors: tuple[str, ...]) -> Circle:
    disc = Circle(px(radius), stroke_width=0).set_fill(colors, 1)
    return disc.set_sheen_direction(DR)


class Badge(VGroup):
    """The status of a check: open, passed or failed."""

    def __init__(self, status: str, radius: float, place: np.ndarray) -> None:
        super().__init__(*face(status, radius))
        self.status, self.radius = status, radius
        self.move_to(place)

    def show(self, status: str) -> None:
        self.status = status
        for part, other in zip(self, face(status, self.radius).move_to(self), strict=True):
            part.become(other)

    def turn(self, status: str, seconds: float = 0.3, rate: object = glide) -> Animation:
        """Turn about the vertical axis to another status."""

        def pose(badge: Badge, share: float) -> None:
            if share >= 0.5 and badge.status != status:
                badge.show(status)
            badge.stretch_to_fit_width(badge.height * max(abs(cos(pi * share)), 0.04))

        return UpdateFromAlphaFunc(self, pose, run_time=seconds, rate_func=rate)


def face(status: str, radius: float) -> VGroup:
    r, width = px(radius), px(radius) * 16
    ring = Circle(r * 0.92).set_fill(WHITE, 1).set_stroke(LINE, width)
    if status == "open":
        none = VMobject(stroke_width=0).set_points_as_corners(np.zeros((2, 3)))
        return VGroup(ring, none)
    if status == "failed":
        sign, color = VMobject(), GOLD_LINE
        for end in ((0.36, -0.36, 0), (0.36, 0.36, 0)):
            sign.append_points(Line(-np.array(end), end).points)
        ring.set_stroke(GOLD_LINE)
    else:
        sign, color = VMobject(), WHITE
        sign.set_points_as_corners(
            np.array([(-0.46, -0.02, 0), (-0.12, -0.34, 0), (0.48, 0.36, 0)])
        )
        ring = Circle(r * 1.08).set_fill(NAVY, 1).set_stroke(WHITE, width)
    sign.set_stroke(color, r * 20).scale(r, about_point=(0, 0, 0))
    return VGroup(ring, sign.set_cap_style(CapStyleType.ROUND))


class Gate(VGroup):
    """A glass gate with a sign and open badges, and its slot in the floor."""

    def __init__(self, sign: str, word: str, checks: int, x: float) -> None:
        panel = RoundedRectangle(corner_radius=px(26), width=px(2 * HALF), height=px(SUNK + 14))
        panel.set_fill(GLASS, 0.94).set_stroke("#6F86A6", px(400)).set_sheen_direction(RIGHT)
        panel.move_to(at(x, TOP), aligned_edge=UP)
        glint = Line(at(x - HALF + 16, TOP + 34), at(x - HALF + 16, FLOOR - 30))
        glint.set_stroke(WHITE, px(600), 0.7)
        disc = Dot(at(x, SIGN), px(56), color=NAVY)
        name = words(word, 54, NAVY, "BOLD")
        name.move_to(at(x, 0)).set_y(at(x, WORD)[1] + name[0].height / 2)
        self.sign = pictogram(sign, 66).move_to(disc)
        radius = {1: 54, 2: 46}.get(checks, 23)
        places = [at(x + right, FLOOR - height) for right, height in sockets(checks)]
        wells = (Dot(place, px(radius * 1.22), color=WHITE) for place in places)
        self.badges = VGroup(*(Badge("open", radius, place) for place in places))
        self.body = VGroup(panel, glint, disc, self.sign, name, *wells, self.badges)
        self.slot = RoundedRectangle(corner_radius=px(4), width=px(2 * HALF + 16), height=px(8))
        self.slot.set_fill("#A9BACF", 1).set_stroke(width=0).move_to(at(x, FLOOR))
        super().__init__(self.body)

    def check(self, status: str, seconds: float = 0.3, rate: object = glide) -> Animation:
        """Turn the badges over, one after the other."""
        turns = (badge.turn(status, rate=rate) for badge in self.badges)
        timing = {"lag_ratio": 1 / 3, "run_time": seconds, "rate_func": steady}
        return LaggedStart(*turns, group=self.badges, **timing)

    def sink(self, seconds: float = 0.6) -> Animation:
        return self.move_down(px(SUNK), seconds)

    def rise(self, seconds: float) -> Animation:
        return self.move_down(-px(SUNK), seconds)

    def move_down(self, by: float, seconds: float) -> Animation:
        """Move the body; badges on it may turn meanwhile."""
        move = partial(set_between, dim=1, begin=self.body.get_y(), end=self.body.get_y() - by)
        return UpdateFromAlphaFunc(self.body, move, run_time=seconds, rate_func=glide)


def sockets(checks: int) -> list[tuple[float, float]]:
    """Right of the middle of a gate, and above the floor."""
    if checks <= 2:
        return [(0, 180 + 65 * (checks - 1) - 130 * each) for each in range(checks)]
    return [(42 if each % 2 else -42, 300 - 52 * (each // 2)) for each in range(checks)]


class Medal(VGroup):
    """A run: a glass medal on the floor, with a blank face and a fingerprint on its back."""

    def __init__(self, rim: tuple[str, ...], ink: str, x: float, digest: str) -> None:
        self.place = at(x, MIDDLE)
        shadow = VGroup(*(Ellipse(px(285 + 2 * g), px(20 + g)) for g in (-22, -6, 10, 26)))
        shadow.set_stroke(width=0).set_fill(NAVY, 0.08).move_to(at(x, FLOOR + 10))
        self.face = glass(RADIUS, FACE).move_to(self.place)
        self.rim = Circle(px(RADIUS - RIM / 2)).set_stroke(rim, px(RIM) * 100)
        self.rim.set_sheen_direction(DR).move_to(self.place)
        self.ridges = fingerprint(digest, ink).shift(self.place)
        self.faced = 1.0
        super().__init__(shadow, self.face, self.rim)

    def put_in(self, mobject: Mobject) -> None:
        """Draw something on the face, inside of the rim."""
        self.insert(self.submobjects.index(self.rim), mobject)

    def turn(self) -> Animation:
        """Turn about the vertical axis, until the back shows its print."""

        self.put_in(self.ridges)

        def pose(medal: Medal, share: float) -> None:
            medal.ridges.set_fill(opacity=float(share > 0.5))
            width = max(abs(cos(pi * share)), 0.02)
            for part in medal.submobjects[1:]:
                part.stretch(width / medal.faced, 0, about_point=medal.place)
            medal.faced = width

        return UpdateFromAlphaFunc(self, pose, run_time=0.6, rate_func=glide)

    def grow(self) -> Animation:
        """Uncover the print from its middle."""
        self.put_in(self.ridges)
        self.mask = Annulus()
        self.put_in(self.mask)

        def uncover(mask: Annulus, share: float) -> None:
            inner = max(1.05 * PRINT * share, 0.5)
            ring = Annulus(px(inner), px(RADIUS)).set_fill(FACE, 1).set_sheen_direction(DR)
            mask.become(ring.move_to(self.place))

        return UpdateFromAlphaFunc(self.mask, uncover, run_time=0.9, rate_func=glide)


class Pair(VGroup):
    """Two runs side by side; laid over each other the first one is on top."""

    def __init__(self, places: tuple[float, float], digests: tuple[str, str], verdict: str) -> None:
        self.places = places
        self.front = Medal(NAVY_RIM, NAVY, places[0], digests[0])
        self.back = Medal(SLATE_RIM, SLATE_INK, places[1], digests[1])
        self.scores = (score(places[1], SLATE_INK), score(places[0], NAVY))
        self.badge = Badge(verdict, 60, at(sum(places) / 2 + 165, MIDDLE + 165))
        super().__init__(self.back, self.front)

    def begin_with_scores(self) -> None:
        """Put the numbers on the medals, large and without plates."""
        self.plates = [score[0] for score in self.scores]
        for score, plate in zip(self.scores, self.plates, strict=True):
            score.remove(plate)
            score.save_state().scale(116 / 74).shift(px(MIDDLE - CLEAR) * DOWN)
        self.add(*self.scores)

    def raise_scores(self) -> Iterator[Animation]:
        """Let the numbers rise onto plates that appear above the medals."""
        for score, plate in zip(self.scores, self.plates, strict=True):
            yield gliding(score[0], 0.6).become(score.saved_state[0])
            score.insert(0, plate)
            yield FadeIn(plate, shift=px(MIDDLE - CLEAR) * UP, run_time=0.6, rate_func=glide)

    def show_scores(self) -> Iterator[Animation]:
        self.add(*self.scores)
        return (FadeIn(each, run_time=0.6, rate_func=settle) for each in self.scores)

    def meet(self, seconds: float) -> Iterator[Animation]:
        """Lay the first over the second, whose ridges show through in gold."""
        apart = px(self.places[1] - self.places[0]) / 2
        front, back = self.front, self.back
        self.gold = back.ridges.copy().set_fill(GOLD_LINE, 0)
        front.insert(2, self.gold)
        front.generate_target().shift(apart * RIGHT)
        front.target[2].set_fill(opacity=1).shift(2 * apart * LEFT)
        for glass_part in (front.target[1], front.target[-1]):
            glass_part.scale(NESTED / RADIUS)
        yield MoveToTarget(front, run_time=seconds, rate_func=glide)
        yield gliding(back, seconds).shift(apart * LEFT)
        yield gliding(self.scores[0], seconds).shift(apart * LEFT).set_opacity(0)
        yield gliding(self.scores[1], seconds).shift(apart * RIGHT)

    def met(self, equal: bool) -> None:
        """Take away what the first medal hides now."""
        self.back.remove(self.back.ridges)
        self.remove(self.scores[0])
        if equal:
            self.front.remove(self.gold)

    def harden(self, seconds: float) -> Iterator[Animation]:
        """Fill the first medal with navy from its middle; its ridges turn white."""
        solid = glass((RADIUS - RIM * 0.6) * NESTED / RADIUS, SOLID).move_to(self.front.face)
        self.front.insert(2, solid)
        yield GrowFromCenter(solid, run_time=seconds, rate_func=glide)
        yield gliding(self.front.ridges, seconds).set_fill(WHITE_INK)

    def judge(self) -> Animation:
        self.add(self.badge)
        return GrowFromCenter(self.badge, run_time=0.3, rate_func=overshoot)

    def roll_to(self, x: float, radius: float = RADIUS) -> None:
        """Roll on the floor, with the ridges turning as on a wheel of this radius."""
        middle = self.front.face.get_center()
        by = at(x, MIDDLE)[0] - middle[0]
        for part in self.front.submobjects[2:-1]:
            if not isinstance(part, Circle):
                part.rotate(-by / px(radius), about_point=middle)
        self.shift(by * RIGHT)


def score(x: float, edge: str) -> VGroup:
    plate = RoundedRectangle(corner_radius=px(46), width=px(304), height=px(92))
    plate.set_fill(WHITE, 1).set_stroke(edge, px(600)).move_to(at(x, CLEAR))
    return VGroup(plate, words(SCORE, 74, NAVY, "ULTRABOLD").move_to(plate))


def rolling(pair: Pair, begin: float, end: float, seconds: float, rate: object) -> Animation:
    def roll(pair: Pair, share: float) -> None:
        pair.roll_to(begin + (end - begin) * share)

    return UpdateFromAlphaFunc(pair, roll, run_time=seconds, rate_func=rate)


def passing_through(pair: Pair, begin: float, end: float, seconds: float) -> Animation:
    """Roll by a whole turn, which leaves the ridges upright."""

    def roll(pair: Pair, share: float) -> None:
        pair.roll_to(begin + (end - begin) * share, (end - begin) / TAU)

    return UpdateFromAlphaFunc(pair, roll, run_time=seconds, rate_func=glide)


class Training(VGroup):
    """The hub with the sign of a tool, the wheel of chance and the weights of one run."""

    def __init__(self, x: float, ink: str) -> None:
        self.place = at(x, MIDDLE)
        self.hub = Dot(self.place, px(50), color=NAVY)
        self.sign = pictogram("wrench", 56).move_to(self.place)
        self.tool = VGroup(self.hub, self.sign)
        self.wheel = wheel(ink).move_to(self.place)
        self.dots = VMobject(fill_color=ink, fill_opacity=1, stroke_width=0)
        self.turned = 0.0
        super().__init__()

    def take_tool(self, begin: np.ndarray) -> Animation:
        """Let the tool fly from a gate's sign to the middle of the medal."""
        self.add(self.tool)
        self.tool.generate_target()
        self.tool.target.scale(LARGE)
        self.tool.move_to(begin).scale(0.5)
        arc = 4 * atan(2 * px(40) / dist(begin, self.place))
        return MoveToTarget(self.tool, run_time=0.5, rate_func=glide, path_arc=arc)

    def roll(self, seconds: float) -> Animation:
        return Rotate(self.sign, -PITCH / RADIUS, run_time=seconds, rate_func=glide)

    def open_wheel(self) -> Iterator[Animation]:
        self.insert(0, self.wheel)
        yield GrowFromCenter(self.wheel, run_time=0.35, rate_func=glide)
        yield gliding(self.hub, 0.35).scale(1 / LARGE)
        yield gliding(self.sign, 0.35).scale(1 / LARGE).set_stroke(opacity=0)

    def spin_to(self, turned: float, seconds: float) -> Animation:
        """Turn the wheel clockwise, to so many turns from where its mark is at the top."""
        by, self.turned = turned - self.turned, turned
        return Rotate(self.wheel, -TAU * by, run_time=seconds, rate_func=glide)

    def fold_wheel(self) -> Animation:
        self.tool.remove(self.sign)
        return gliding(self.wheel, 0.3).scale(0.001)

    def spread(self) -> Animation:
        """Let the weights come up from the middle."""
        self.insert(0, self.dots)
        return self.moving_dots(lambda share: (share, 0.0), 0.6, steady)

    def press(self) -> Animation:
        """Press all weights into the hub."""
        return self.moving_dots(lambda share: (1.0, share), 0.4, glide)

    def moving_dots(self, state: object, seconds: float, rate: object) -> Animation:
        def pose(dots: VMobject, share: float) -> None:
            spread, pressed = state(share)
            dots.set_points(sunflower(spread, pressed) + self.place)
            dots.set_fill(opacity=float(pressed < 1))

        return UpdateFromAlphaFunc(self.dots, pose, run_time=seconds, rate_func=rate)

    def clear(self) -> Animation:
        return self.hub.animate(run_time=0.3, rate_func=settle).scale(0.001)


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


def sunflower(spread: float, pressed: float) -> np.ndarray:
    """The outlines of all dots about the origin: those of 752 mobjects would be slow to draw."""
    index = np.arange(WEIGHTS)
    inner, outer = HUB**2, (FIELD - DOT * 1.6) ** 2
    radii = px(1) * np.sqrt(inner + (outer - inner) * (index + 0.5) / WEIGHTS) * (1 - pressed)
    angles = index * PI * (3 - 5**0.5) + 1.6 * pressed**2
    grown = np.clip((spread * (1 + FRONT) - index / WEIGHTS) / FRONT, 0.01, 1) * (
        1 - 0.35 * pressed
    )
    places = np.stack([np.sin(angles) * radii, np.cos(angles) * radii, radii * 0], axis=1)
    dot = Circle(px(DOT), num_components=5).points
    return (dot * grown[:, None, None] + places[:, None, :]).reshape(-1, 3)


class Person(VGroup):
    """The one who needs the result, who faces left, with the feet on the floor."""

    def __init__(self, x: float) -> None:
        skin, dark, shoe = "#C4D0DF", "#1B2E4C", "#12233F"
        shadow = Ellipse(1.68, 0.26, stroke_width=0).set_fill("#122746", 0.2).shift(0.04 * RIGHT)
        self.legs = VGroup(*(Line((x, 1.46, 0), (x, 0.14, 0)) for x in (-0.06, 0.08)))
        self.legs.set_stroke(dark, 36 * 1.08 * px(100)).set_cap_style(CapStyleType.ROUND)
        self.shoes = VGroup(*(RoundedRectangle(0.06, width=0.54, height=0.17) for _ in "12"))
        self.shoes.set_fill(shoe, 1).set_stroke(width=0)
        torso = RoundedRectangle(0.2, width=0.95, height=1.72, stroke_width=0)
        torso.set_fill(("#2F5076", "#3E628F", "#5273A0"), 1).set_sheen_direction(RIGHT)
        torso.move_to((0.02, 2.16, 0))
        self.arm = VMobject().set_points_as_corners(arm((-0.08, 2.06), (0.02, 1.54)))
        self.arm.set_stroke("#537396", 29 * 1.08 * px(100)).set_cap_style(CapStyleType.ROUND)
        self.hand = Dot((0.06, 1.54, 0), 0.145, color=skin)
        head = Ellipse(0.66, 0.78).move_to((0.02, 3.47, 0))
        nose = Polygon((0.33, 3.56, 0), (0.45, 3.38, 0), (0.2, 3.3, 0))
        neck = Rectangle(width=0.26, height=0.4).move_to((0.02, 3.02, 0))
        skins = VGroup(neck, head, nose).set_fill(skin, 1).set_stroke(width=0)
        hair = Sector(radius=0.44, angle=1.25 * PI, start_angle=0.08 * PI)
        hair.shift((-0.04, 3.5, 0)).set_fill(dark, 1).set_stroke(width=0)
        bun, eye = Dot((-0.4, 3.9, 0), 0.19, color=dark), Dot((0.19, 3.51, 0), 0.04, color=dark)
        mouth = Line((0.19, 3.24, 0), (0.31, 3.235, 0)).set_stroke(dark, 3)
        self.head = VGroup(skins, bun, hair, eye, mouth)
        super().__init__(shadow, self.legs, self.shoes, torso, self.head, self.arm, self.hand)
        self.stand()
        self.scale(1.08 * px(100), about_point=(0, 0, 0)).stretch(-1, 0, about_point=(0, 0, 0))
        self.feet = at(x, FLOOR)
        self.shift(self.feet)

    def stand(self) -> None:
        for leg, foot in zip(self.legs, self.shoes, strict=True):
            foot.move_to(leg.get_end() + np.array((0.09, -0.06, 0)))

    def nod(self, degrees: float, seconds: float = 0.6) -> Animation:
        """Lower the head by so many degrees."""
        neck = self.feet + px(310 * 1.08) * UP
        turn = degrees * PI / 180
        return Rotate(self.head, turn, about_point=neck, run_time=seconds, rate_func=glide)

    def walk_to(self, x: float, seconds: float) -> Animation:
        """Turn, and walk to the right."""
        self.stretch(-1, 0, about_point=self.feet)
        begin, last = self.feet[0], 0.0

        def step(person: Person, share: float) -> None:
            nonlocal last
            place = begin + (at(x, 0)[0] - begin) * share
            person.shift((place - person.feet[0]) * RIGHT)
            person.feet[0] = place
            swing = 0.47 * sin(6 * pi * share)
            hip = person.feet + px(146 * 1.08) * UP
            for leg, foot, sign in zip(person.legs, person.shoes, (1, -1), strict=True):
                leg.rotate(sign * (swing - last), about_point=hip)
                foot.rotate(sign * (swing - last), about_point=hip)
            last = swing

        return UpdateFromAlphaFunc(self, step, run_time=seconds, rate_func=steady)

    def come(self, by: float, seconds: float) -> Animation:
        """Come to the left with the road."""
        self.feet = self.feet + by * LEFT
        return gliding(self, seconds).shift(by * LEFT)

    def reach(self, x: float, seconds: float) -> Iterator[Animation]:
        """Step near, and lay a hand on what is there."""
        by = at(x, 0)[0] - self.feet[0]
        self.generate_target().shift(by * RIGHT)
        scale = 1.08 * px(100)
        corners = arm((0.28, 1.94), (1.32, 2.46)) * (-scale, scale, 1) + self.feet + by * RIGHT
        self.target[5].set_points_as_corners(corners)
        self.target[6].move_to(corners[-1])
        yield MoveToTarget(self, run_time=seconds, rate_func=glide)


def arm(elbow: tuple[float, float], hand: tuple[float, float]) -> np.ndarray:
    return np.array([(-0.13, 2.64, 0), (*elbow, 0), (*hand, 0)])


def seed_card(x: float) -> VGroup:
    sheet = RoundedRectangle(corner_radius=px(18), width=px(300), height=px(150))
    sheet.set_fill(WHITE, 1).set_stroke(NAVY, px(600)).move_to(at(x, MIDDLE - RADIUS - 30))
    text = words(SEED, 60, NAVY, "BOLD").move_to(sheet).shift(px(16) * UP)
    return VGroup(sheet, text)


def set_between(mobject: Mobject, share: float, dim: int, begin: float, end: float) -> None:
    mobject.set_coord(begin + (end - begin) * share, dim)


class Hour29(Scene):
    """Seven beats: 5.6, 2.6, 2.4, 6.6, 4.2, 4.8 and 3.8 s."""

    def construct(self) -> None:
        self.furnish()
        self.opening()
        self.preflight()
        self.tests()
        self.seed_lock()
        self.checkpoint_hash()
        self.approved_run()
        self.closing()

    # --- the clock -------------------------------------------------------------------------------

    def during(self, seconds: float, *animations: Animation) -> None:
        """Play animations, and take exactly so much time: Manim rounds up to whole frames."""
        end = seconds - 0.5 / FPS
        prepared = [prepare_animation(animation) for animation in animations]
        for animation in prepared:
            animation.run_time = min(animation.run_time, end)
        self.play(*prepared, Wait(end))

    def hold(self, seconds: float) -> None:
        self.wait(seconds + 0.5 / FPS)

    def swap_caption(self, sentence: str, delay: float) -> tuple[Animation, ...]:
        return (self.drop_caption(), self.show_caption(sentence, delay))

    def drop_caption(self, delay: float = 0.0) -> Animation:
        return later(delay, FadeOut(self.caption, run_time=0.15, rate_func=leave))

    def show_caption(self, sentence: str, delay: float) -> Animation:
        self.caption = caption(sentence)
        rising = FadeIn(self.caption, shift=px(14) * UP, run_time=0.4, rate_func=settle)
        return later(delay, rising)

    def mark_step(self, step: int) -> Iterator[Animation]:
        """Move the bar under a step, and light its name."""
        x, width = self.spans[step]
        if step:
            yield gliding(self.bar, 0.6).stretch_to_fit_width(width).set_x(x)
            yield gliding(self.names[step - 1], 0.6).set_color(SLATE)
        else:
            self.add(self.bar)
            yield GrowFromCenter(self.bar, run_time=0.6, rate_func=glide)
        yield gliding(self.names[step], 0.6).set_color(NAVY)

    def travel(self, seconds: float, by: float = PITCH) -> Iterator[Animation]:
        """Let the road pass by to the left; the badges on it may turn meanwhile."""
        for group in (self.gates, self.slots, self.seams):
            move = partial(set_between, dim=0, begin=group.get_x(), end=group.get_x() - px(by))
            yield UpdateFromAlphaFunc(group, move, run_time=seconds, rate_func=glide)

    def light_on(self, x: float = GATE) -> Animation:
        """Light up below the medals, from a gate; `lights` keeps that layer."""
        self.lights.submobjects = [cone_of_light(x)]
        return FadeIn(self.lights[0], run_time=0.3, rate_func=settle)

    def light_off(self) -> Animation:
        return self.lights[0].animate(run_time=0.3, rate_func=settle).set_fill(opacity=0)

    def open_gate(self, gate: Gate) -> None:
        self.during(0.6, self.light_off(), gate.sink())
        self.lights.submobjects = []

    # --- what is on stage ------------------------------------------------------------------------

    def furnish(self) -> None:
        ground = Rectangle(width=px(1936), height=px(1096), stroke_width=0)
        ground.set_fill((PEARL, SOFT_GREY), 1).set_sheen_direction(DOWN)
        title = on_line(words("Reproducibility gates", 90, NAVY, "ULTRABOLD"), 96, 134)
        self.names = VGroup(*(words(step, 45, SLATE, "MEDIUM") for step in STEPS))
        left = 96.0
        for name in self.names:
            on_line(name, left, 205)
            left += name.width / px(1) + 96
        self.spans = [(name.get_x(), name.width) for name in self.names]
        self.bar = RoundedRectangle(corner_radius=px(3), width=self.spans[0][1], height=px(7))
        self.bar.set_fill(GOLD, 1).set_stroke(width=0).move_to(at(0, 219.5)).set_x(self.spans[0][0])
        begin = 2.4 * PITCH
        signs = (
            ("wrench", "Tools", 2),
            ("test-tube-diagonal", "Tests", 12),
            ("dices", "Seed", 1),
            ("fingerprint-pattern", "Hash", 1),
        )
        self.gates = VGroup(
            *(Gate(*sign, GATE + begin + PITCH * k) for k, sign in enumerate(signs))
        )
        self.slots = VGroup(*(gate.slot for gate in self.gates))
        self.seams = VGroup(*(Line(at(x, 858), at(x - 14, 884)) for x in range(-10, 6600, 190)))
        self.seams.set_stroke("#B9C7D8", px(300))
        self.first = Pair((480, 1120), (FIRST, OTHER), "failed")
        self.second = Pair(PAIR, (FIRST, FIRST), "passed").shift(px(begin) * RIGHT)
        self.runs = VGroup(Training(PAIR[0], NAVY), Training(PAIR[1], SLATE_INK))
        self.cards = VGroup()
        self.lights, self.person = VGroup(), Person(1620)
        self.caption = caption("Both 100 %. The same model?")
        self.first.begin_with_scores()
        self.add(ground, title, self.gates, *floor(), self.slots, self.seams)
        self.add(
            self.lights,
            self.cards,
            self.second,
            self.runs,
            self.first,
            self.names,
            self.person,
            self.caption,
        )

    # --- the beats -------------------------------------------------------------------------------

    def opening(self) -> None:
        first, person = self.first, self.person
        self.hold(0.5)
        self.during(0.6, *first.raise_scores())
        self.during(1.0, first.front.turn(), later(0.4, first.back.turn()))
        self.hold(0.3)
        self.during(0.4, *first.meet(0.4))
        first.met(equal=False)
        captions = self.swap_caption("Same score, different models.", 0.15)
        self.during(0.6, first.judge(), *captions, person.nod(35))
        self.hold(1.2)
        self.during(1.0, person.walk_to(2080, 1.0))
        self.remove(person)

    def preflight(self) -> None:
        gate, by = self.gates[0], 2.4 * PITCH
        pairs = (gliding(pair, 0.7).shift(px(by) * LEFT) for pair in (self.first, self.second))
        captions = self.swap_caption("New runs, same tools.", 0.25)
        self.during(0.7, *self.travel(0.7, by), *pairs, *captions, *self.mark_step(0))
        self.remove(self.first)
        tools = (run.take_tool(gate.sign.get_center()) for run in self.runs)
        self.during(0.5, self.light_on(), *tools)
        self.during(0.3, gate.check("passed", rate=steady))
        self.hold(0.3)
        self.open_gate(gate)
        self.hold(0.2)

    def roll_on(self, seconds: float) -> list[Animation]:
        return [*self.travel(seconds), *(run.roll(seconds) for run in self.runs)]

    def tests(self) -> None:
        gate = self.gates[1]
        self.during(
            1.5,
            *(*self.roll_on(0.5), *self.mark_step(1)),
            *self.swap_caption("Twelve tests pass.", 0.55),
            later(0.5, self.light_on()),
            later(0.5, gate.check("passed", 1.0, steady)),
        )
        self.hold(0.2)
        self.open_gate(gate)
        self.hold(0.1)

    def seed_lock(self) -> None:
        gate, runs = self.gates[2], self.runs
        wheels = (later(0.45, opening) for run in runs for opening in run.open_wheel())
        gone = self.drop_caption()
        self.during(0.8, *self.roll_on(0.45), *self.mark_step(2), gone, *wheels)
        spins = (run.spin_to(3 + draw, 0.9) for run, draw in zip(runs, FREE, strict=True))
        differs = self.show_caption("No seed: chance differs.", 0.5)
        self.during(0.9, *spins, self.light_on(), differs)
        self.during(0.3, gate.check("failed"))
        self.hold(1.5)
        self.during(0.2, self.drop_caption(0.05))
        for run, draw in zip(runs, FREE, strict=True):
            card = seed_card(PAIR[len(self.cards)]).save_state()
            self.cards.add(card.scale(0.3).move_to(gate.sign))
            back = run.spin_to(3 + round(draw), 0.2)
            self.during(
                0.2, back, card.animate(run_time=0.2, rate_func=glide, path_arc=0.4).restore()
            )
        begun = [run.turned for run in runs]
        self.during(
            1.0,
            runs[0].spin_to(begun[0] + 2 + LOCKED, 0.5),
            later(0.5, runs[1].spin_to(begun[1] + 2 + LOCKED, 0.5)),
            self.show_caption("Seed 123: it repeats.", 0.45),
        )
        self.during(0.3, gate.check("passed"))
        self.hold(0.4)
        self.open_gate(gate)
        self.hold(0.2)

    def checkpoint_hash(self) -> None:
        gate, second, runs = self.gates[3], self.second, self.runs
        self.during(
            1.0,
            *(run.fold_wheel() for run in runs),
            *(gliding(card, 0.3).shift(px(180) * DOWN) for card in self.cards),
            *(later(0.3, passing) for passing in self.travel(0.7)),
            *(*self.mark_step(3), self.drop_caption()),
            *(later(0.3, run.spread()) for run in runs),
            *(later(0.3, showing) for showing in second.show_scores()),
        )
        self.cards.submobjects = []
        self.hold(0.2)
        self.during(
            1.3,
            *(run.press() for run in runs),
            self.show_caption("Hash: 752 weights, one print.", 0.15),
            *(later(0.4, run.clear()) for run in runs),
            *(later(0.4, medal.grow()) for medal in (second.front, second.back)),
        )
        self.remove(runs)
        for medal in (second.front, second.back):
            medal.remove(medal.mask)
        self.hold(0.1)
        self.during(0.8, *second.meet(0.8), self.light_on())
        second.met(equal=True)
        self.during(0.3, gate.check("passed"))
        self.hold(0.5)

    def approved_run(self) -> None:
        gate, first, second, person = self.gates[3], self.first, self.second, self.person
        self.during(
            1.2,
            *(*second.harden(0.4), *self.mark_step(4), later(0.4, second.judge())),
            *self.swap_caption("Same print: approved.", 0.35),
            *(later(0.7, self.light_off()), later(0.7, gate.sink(0.5))),
        )
        self.lights.submobjects = []
        by = GATE - LAST_GATE
        self.person = person = Person(1670 + by)
        person.head.rotate(25 * PI / 180, about_point=person.feet + px(335) * UP)
        self.add(person)
        passing = passing_through(second, sum(PAIR) / 2, APPROVED, 0.7)
        self.during(0.7, *self.travel(0.7, by), passing, person.come(px(by), 0.7))
        gate.badges[0].show("open")
        first.roll_to(REFUSED)
        edge, contact = -240, LAST_GATE - HALF - RADIUS
        first.roll_to(edge)
        self.add(first)
        self.during(
            1.2,
            *(gate.rise(0.25), person.nod(-20)),
            later(0.25, rolling(first, edge, contact, 0.4, settle)),
            later(0.65, self.light_on(LAST_GATE)),
            later(0.8, gate.check("failed")),
            *(self.drop_caption(0.65), self.show_caption("Different: stopped.", 0.8)),
        )
        self.during(0.6, rolling(first, contact, REFUSED, 0.6, settle), self.light_off())
        self.lights.submobjects = []
        self.hold(1.1)

    def closing(self) -> None:
        wisdom = words(
            "Reproducibility gates turn experiments into evidence.", 64, NAVY, "SEMIBOLD"
        )
        frame = RoundedRectangle(corner_radius=px(24), width=wisdom.width + px(112), height=px(118))
        frame.set_fill(WHITE, 1).set_stroke(GOLD, px(600)).move_to(at(960, 969))
        box = VGroup(frame, wisdom.move_to(frame))
        rising = FadeIn(box, shift=px(36) * UP, run_time=0.6, rate_func=settle)
        self.during(0.8, self.drop_caption(), rising, *self.person.reach(1608, 0.8))
        self.hold(3.0)


def cone_of_light(x: float) -> Polygon:
    """From the sign of a gate at `x` to the left, where it has faded out."""
    source, far, near = x - 57, x - 1410, x - 340
    sign = at(source, SIGN - 14), at(source, SIGN + 14)
    corners = (sign[0], at(far, CLEAR), at(far, FLOOR), at(near, FLOOR), sign[1])
    cone = Polygon(*corners, stroke_width=0)
    cone.set_fill(["#EFCF73"] * 6, [0.44, 0.34, 0.24, 0.16, 0.08, 0.0])
    return cone.set_sheen_direction(LEFT)


def floor() -> tuple[Rectangle, ...]:
    """A copy of the background, behind which gates sink, with the floor and its edge on it."""
    below = Rectangle(width=px(1936), height=px(1088 - FLOOR), stroke_width=0)
    below.set_fill(("#F2F5F9", SOFT_GREY), 1).set_sheen_direction(DOWN)
    ground = Rectangle(width=px(1940), height=px(64), stroke_width=0)
    ground.set_fill(("#D9E2ED", "#EEF3F8"), [1, 0]).set_sheen_direction(DOWN)
    edge = Rectangle(width=px(1940), height=px(3), stroke_width=0).set_fill("#B4C2D4", 1)
    top = at(960, FLOOR)
    return (
        below.move_to(top, aligned_edge=UP), ground.move_to(top, aligned_edge=UP), edge.move_to(top)
    )  # fmt: skip
