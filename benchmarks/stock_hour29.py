"""Hour 29 as a Manim author would write it: `Scene`, `Text`, `animate`, without Storyreel.

It tells the present clip with its words, shapes, times and layers, and lasts 30 s. The ridges of
the fingerprints are data of the clip. Manim can neither blur, clip nor fill with radial gradients,
so this clip differs in a few ways:

- The shadow under a medal is four translucent ellipses; plates and cards have none.
- Glass has a linear gradient. What sinks into the floor sinks behind a copy of the background.
- Gold ridges fade in while two prints meet, where ours show inside of the upper medal alone.
- While a medal turns solid its ridges turn white together, and not where it is filled.
- The person is simpler: plain shapes and one arm, without a change of the mouth.
- Tools and texts grow from a point at the sign of a gate, where ours begin at half their size.

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
    ApplyMethod,
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
    Succession,
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
SCORE, TOOL, SEED, OTHER_SEED = "100 %", ("NumPy", "2.4.6"), "seed 123", "seed 124"
TEXT, TOKENS = ("This is", "some text"), ("1212 318", "617 2420")
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
GATE, PITCH, HALF, TOP = 1560, 760, 178, 280
SIGN, NAME, SUNK = 358, 462, FLOOR - TOP + 12
PAIR, BEFORE = (400, 960), 2.5 * PITCH
LAST_GATE, REFUSED, APPROVED = 802, 330, 1252
CONTACT, OUTSIDE = LAST_GATE - HALF - RADIUS - 30, -320
PLATE, APART = 232.4, 24
AHEAD = 1836
LARGE, OF_WEIGHT = 1.8, 2.14
WEIGHTS, DOT, HUB, FRONT, GROUP = 752, 4.2, 114, 0.16, 47
PERSON, STRIDE = 1.2, 349
CAPITAL = 0.72


# --- time ----------------------------------------------------------------------------------------


@rate_functions.unit_interval
def glide(t: float) -> float:
    return float(rate_functions.smootherstep(t * (1.35 - 0.35 * t)))


@rate_functions.unit_interval
def overshoot(t: float) -> float:
    return 1 + (t - 1) ** 2 * (2.2 * (t - 1) + 1.2)


@rate_functions.unit_interval
def glide_early(t: float) -> float:
    return min(2 * glide(t), 1.0)


settle, steady, leave = (
    rate_functions.ease_out_cubic, rate_functions.linear, rate_functions.ease_in_quad,
)  # fmt: skip


def frames_until(seconds: float) -> int:
    """The nearest number of frames; halves are rounded up."""
    return int(FPS * seconds + 0.5 + 1e-6)


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


def label(text: str, size: float, color: str, y: float) -> Text:
    """Bold, about x = 0, with the middle of its capitals `y` below the upper edge."""
    return on_line(words(text, size, color, "BOLD"), 960, y + CAPITAL * size / 2).set_x(0)


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
    """A glass gate with open badges, and its slot in the floor; made at x = 960."""

    def __init__(self, checks: int, *shapes: VMobject) -> None:
        panel = RoundedRectangle(corner_radius=px(26), width=px(2 * HALF), height=px(SUNK + 14))
        panel.set_fill(GLASS, 0.94).set_stroke("#6F86A6", px(400)).set_sheen_direction(RIGHT)
        panel.move_to(at(960, TOP), aligned_edge=UP)
        side = 960 - HALF + 14
        glint = Line(at(side, TOP + 34), at(side, FLOOR - 30)).set_stroke(WHITE, px(600), 0.7)
        radius, places = sockets(checks)
        wells = (Dot(place, px(radius * 1.22), color=WHITE) for place in places if checks)
        self.badges = VGroup(*(Badge("open", radius, place) for place in places))
        self.body = VGroup(panel, glint, *shapes, *wells)
        if checks:
            self.body.add(self.badges)
        self.slot = RoundedRectangle(corner_radius=px(4), width=px(2 * HALF + 16), height=px(8))
        self.slot.set_fill("#A9BACF", 1).set_stroke(width=0).move_to(at(960, FLOOR))
        self.sunk = 0.0
        super().__init__(self.body)

    def put(self, x: float) -> Gate:
        for part in (self.body, self.slot):
            part.shift(px(x - 960) * RIGHT)
        return self

    def check(self, status: str, seconds: float = 0.3, first: int = 0) -> Animation:
        """Turn the badges over, one after the other, from the one with the index `first`."""
        turns = (badge.turn(status, rate=steady) for badge in self.badges[first:])
        timing = {"lag_ratio": 1 / 3, "run_time": seconds, "rate_func": steady}
        return LaggedStart(*turns, group=self.badges, **timing)

    def sink(self, seconds: float = 0.3) -> Animation:
        return self.move_down(0.0, 1.0, seconds)

    def rise(self, seconds: float) -> Animation:
        return self.move_down(1.0, 0.0, seconds)

    def move_down(self, begin: float, end: float, seconds: float) -> Animation:
        """Move the body between closed (0) and sunk (1); the road may pass by meanwhile."""

        def move(body: VGroup, share: float) -> None:
            sunk = begin + (end - begin) * share
            body.shift(px(SUNK) * (sunk - self.sunk) * DOWN)
            self.sunk = sunk

        return UpdateFromAlphaFunc(self.body, move, run_time=seconds, rate_func=glide)


class CheckGate(Gate):
    """A gate with a sign and a name."""

    def __init__(self, name: str, sign: str, checks: int) -> None:
        disc = Dot(at(960, SIGN), px(56), color=NAVY)
        self.sign = pictogram(sign, 66).move_to(disc)
        super().__init__(checks, disc, self.sign, label(name, 57, NAVY, NAME))


class HashGate(Gate):
    """A gate with a name on two lines, and a window for the print that it stores."""

    def __init__(self, name: str, digest: str) -> None:
        window = Ellipse(px(2 * 0.84 * PRINT), px(2 * 1.02 * PRINT)).move_to(at(960, MIDDLE))
        window.set_fill("#F4F7FB", 1).set_stroke("#6F86A6", px(300))
        lines = zip(name.split(), (326, 390), strict=True)
        super().__init__(0, window, *(label(word, 57, NAVY, y) for word, y in lines))
        self.print = fingerprint(digest, NAVY)

    def store(self, begin: float) -> Animation:
        """Bring a copy of the print from a medal at `begin` into the window."""
        self.body.add(self.print.shift(at(begin, MIDDLE)))
        by = self.slot.get_x() - at(begin, 0)[0]
        return gliding(self.print, 0.3).shift(by * RIGHT)

    def approve(self) -> Animation:
        """Put the badge on."""
        (badge,) = self.badges
        badge.show("passed")
        self.body.add(badge.shift((self.slot.get_x() - badge.get_x() + px(112)) * RIGHT))
        return GrowFromCenter(badge, run_time=0.3, rate_func=overshoot)

    def take_badge_off(self) -> Animation:
        def fade(badge: Badge, share: float) -> None:
            badge.set_opacity(1 - share)

        return UpdateFromAlphaFunc(self.badges[0], fade, run_time=0.1, rate_func=steady)


def sockets(checks: int) -> tuple[float, list[np.ndarray]]:
    """The radius of badges, and where they are on a gate: in the middle, side by side, by threes;
    with 0, the only one is in a corner."""
    if checks == 0:
        return 48, [at(960 + 112, 782)]
    if checks == 1:
        return 92, [at(960, 674)]
    if checks == 2:
        return 66, [at(960 + side, 674) for side in (-80, 80)]
    rows = (divmod(each, 3) for each in range(checks))
    return 34, [at(960 + 106 * (column - 1), 548 + 83 * row) for row, column in rows]


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

    def roll(self, by: float, radius: float = RADIUS) -> None:
        """Turn what is on the face like a wheel of this radius that rolls to the right."""
        for part in self.submobjects[2:-1]:
            if not isinstance(part, Circle):
                part.rotate(-by / px(radius), about_point=self.face.get_center())

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

        return UpdateFromAlphaFunc(self, pose, run_time=0.44, rate_func=glide)

    def grow(self) -> Animation:
        """Uncover the print from its middle."""
        self.put_in(self.ridges)
        self.mask = Annulus()
        self.put_in(self.mask)

        def uncover(mask: Annulus, share: float) -> None:
            inner = max(1.05 * PRINT * share, 0.5)
            ring = Annulus(px(inner), px(RADIUS)).set_fill(FACE, 1).set_sheen_direction(DR)
            mask.become(ring.move_to(self.place))

        return UpdateFromAlphaFunc(self.mask, uncover, run_time=0.4, rate_func=glide)


class Pair(VGroup):
    """Two runs side by side; laid over each other the first one is on top."""

    def __init__(
        self,
        places: tuple[float, float],
        digests: tuple[str, str],
        seeds: tuple[str, str],
        verdict: str,
    ) -> None:
        self.places, self.alike = places, seeds[0] == seeds[1]
        self.front = Medal(NAVY_RIM, NAVY, places[0], digests[0])
        self.back = Medal(SLATE_RIM, SLATE_INK, places[1], digests[1])
        self.scores = score(places[1], SLATE_INK, seeds[1]), score(places[0], NAVY, seeds[0])
        self.badge = Badge(verdict, 60, at(sum(places) / 2 + 165, MIDDLE + 165))
        super().__init__(self.back, self.front)

    def begin_with_scores(self) -> None:
        """Put the numbers on the medals, large and without plates."""
        self.plates = [VGroup(*score[:2]) for score in self.scores]
        for score, plate in zip(self.scores, self.plates, strict=True):
            score.remove(*plate)
            score.save_state().scale(2).set_x(plate.get_x()).shift(px(MIDDLE - CLEAR) * DOWN)
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
        if self.alike:
            fading = partial(self.fade_score, apart)
            yield UpdateFromAlphaFunc(self.scores[0], fading, run_time=seconds, rate_func=glide)
        beside = 0 if self.alike else px(PLATE + APART / 2)
        for score, way in zip(self.scores, (LEFT, RIGHT), strict=True):
            if not self.alike or way is RIGHT:
                yield gliding(score, seconds).shift((apart - beside) * way)

    def fade_score(self, apart: float, score: VGroup, share: float) -> None:
        """Let the score of the second run go to the middle, and give way at once."""
        score.set_x(at(self.places[1], 0)[0] - apart * share)
        score.set_opacity(min(max((0.12 - share) / 0.1, 0), 1))

    def met(self, equal: bool) -> None:
        """Take away what the first medal hides now."""
        self.back.remove(self.back.ridges)
        if equal:
            self.remove(self.scores[0])
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

    def roll_to(self, x: float, radius: float) -> None:
        by = at(x, 0)[0] - self.front.face.get_x()
        self.front.roll(by, radius)
        self.shift(by * RIGHT)


def score(x: float, edge: str, seed: str) -> VGroup:
    """A plate with the seed and the score of a run."""
    plate = RoundedRectangle(corner_radius=px(46), width=px(2 * PLATE), height=px(92))
    plate.set_fill(WHITE, 1).set_stroke(edge, px(600)).move_to(at(x, CLEAR))
    named = words(seed, 50, SLATE, "BOLD").move_to(at(x - 96, CLEAR))
    return VGroup(plate, named, words(SCORE, 58, NAVY, "ULTRABOLD").move_to(at(x + 120.6, CLEAR)))


def passing_through(pair: Pair, begin: float, end: float, seconds: float) -> Animation:
    """Roll by a whole turn, which leaves the ridges upright."""

    def roll(pair: Pair, share: float) -> None:
        pair.roll_to(begin + (end - begin) * share, (end - begin) / TAU)

    return UpdateFromAlphaFunc(pair, roll, run_time=seconds, rate_func=glide)


class ThirdRun(VGroup):
    """A run that comes to the hash gate alone, and is upright there."""

    def __init__(self) -> None:
        self.medal = Medal(SLATE_RIM, SLATE_INK, CONTACT, OTHER)
        self.medal.put_in(self.medal.ridges)
        self.badge = Badge("failed", 60, at(CONTACT - 165, MIDDLE + 165))
        super().__init__(self.medal, score(CONTACT, SLATE_INK, OTHER_SEED))
        self.roll_to(OUTSIDE)

    def roll_to(self, x: float) -> None:
        by = at(x, 0)[0] - self.medal.face.get_x()
        self.medal.roll(by)
        self.shift(by * RIGHT)

    def come(self) -> Animation:
        def roll(run: ThirdRun, share: float) -> None:
            run.roll_to(OUTSIDE + (CONTACT - OUTSIDE) * share)

        return UpdateFromAlphaFunc(self, roll, run_time=0.39, rate_func=settle)

    def compare(self) -> Animation:
        """Lay the stored print, in gold, below the ridges."""
        gold = fingerprint(FIRST, GOLD_LINE).shift(at(LAST_GATE, MIDDLE)).set_fill(opacity=0)
        self.medal.insert(2, gold)
        return gliding(gold, 0.2).shift(px(LAST_GATE - CONTACT) * LEFT).set_fill(opacity=1)

    def judge(self) -> Animation:
        """Let the badge come up."""
        return GrowFromCenter(self.badge, run_time=0.3, rate_func=overshoot)

    def go_back(self) -> Animation:
        """Roll back from the gate, with the badge."""
        self.add(self.badge)

        def roll(run: ThirdRun, share: float) -> None:
            run.roll_to(CONTACT + (REFUSED - CONTACT) * share)

        return UpdateFromAlphaFunc(self, roll, run_time=0.44, rate_func=settle)


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
        return self.text.animate(run_time=0.45, rate_func=glide, path_arc=0.2).restore()

    def shrink_text(self) -> Animation:
        return gliding(self.text, 0.16).scale(0.001)

    def grow_tokens(self) -> Animation:
        self.add(self.tokens)
        return GrowFromCenter(self.tokens, run_time=0.16, rate_func=glide)

    def leave(self) -> Animation:
        return gliding(self.tokens, 0.3).scale(0.001)


def two_lines(lines: tuple[str, str], fill: str, ink: str) -> VGroup:
    """A card about the middle of the picture."""
    card = RoundedRectangle(corner_radius=px(20), width=px(344), height=px(196))
    card.set_fill(fill, 1).set_stroke(NAVY, px(600))
    return VGroup(card, label(lines[0], 62, ink, 540 - 37), label(lines[1], 62, ink, 540 + 37))


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


def weights(spread: float, bent: float) -> np.ndarray:
    """The outlines of all dots about the origin: those of 752 mobjects would be slow to draw."""
    grown = np.clip((spread * (1 + FRONT) - np.arange(WEIGHTS) / WEIGHTS) / FRONT, 0.01, 1)
    places = np.zeros((WEIGHTS, 3))
    places[:, :2] = SUNFLOWER + (LINED_UP - SUNFLOWER) * bent
    dot = Circle(px(DOT), num_components=5).points
    return (dot * grown[:, None, None] + places[:, None, :]).reshape(-1, 3)


def sunflower() -> np.ndarray:
    """Where the weights are at first: shape (752, 2)."""
    index = np.arange(WEIGHTS)
    inner, outer = HUB**2, (FIELD - DOT * 1.6) ** 2
    radii = px(1) * np.sqrt(inner + (outer - inner) * (index + 0.5) / WEIGHTS)
    angles = index * PI * (3 - 5**0.5)
    return np.stack([np.sin(angles), np.cos(angles)], axis=1) * radii[:, None]


def along_ridges(digest: str) -> np.ndarray:
    """As many places along the middle of the ridges of a print, from its middle outwards."""
    loops = [np.array([p.split(",") for p in each.split()], float) for each in RIDGES[digest]]
    loops = [loop * (1, -1) / 10_000 * px(PRINT) for loop in loops]
    sides = np.concatenate([np.roll(loop, -1, axis=0) - loop for loop in loops])
    aheads = np.concatenate([np.roll(loop, -1, axis=0) for loop in loops])
    begins, lengths = aheads - sides, np.hypot(*sides.T)
    area = (begins[:, 0] * aheads[:, 1] - aheads[:, 0] * begins[:, 1]).sum() / 2
    inwards = np.column_stack([sides[:, 1], -sides[:, 0]]) / lengths[:, None]
    middles = begins + sides / 2 - inwards * area / lengths.sum()
    steps = np.linspace(0, lengths.sum(), WEIGHTS, endpoint=False)
    found = middles[np.searchsorted(np.cumsum(lengths), steps, side="right")]
    return found[np.argsort(np.hypot(*found.T), kind="stable")]


def lined_up(begins: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """The ends, in an order in which each begin has one about as far out in its direction."""
    found = np.empty_like(ends)
    for start in range(0, WEIGHTS, GROUP):
        group = slice(start, start + GROUP)
        order, end_order = (np.argsort(np.arctan2(*each[group].T)) for each in (begins, ends))
        found[group][order] = ends[group][end_order]
    return found


SUNFLOWER = sunflower()
LINED_UP = lined_up(SUNFLOWER, along_ridges(FIRST))


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


def seed_card(x: float, seed: str = SEED) -> VGroup:
    sheet = RoundedRectangle(corner_radius=px(18), width=px(300), height=px(150))
    sheet.set_fill(WHITE, 1).set_stroke(NAVY, px(600)).move_to(at(x, MIDDLE - RADIUS - 30))
    text = words(seed, 60, NAVY, "BOLD").move_to(sheet).shift(px(16) * UP)
    return VGroup(sheet, text)


def set_x_between(mobject: Mobject, share: float, begin: float, end: float) -> None:
    mobject.set_x(begin + (end - begin) * share)


class Hour29(Scene):
    """Eight beats: 4.2, 2.2, 3.6, 6.0, 4.4, 1.8, 4.0 and 3.8 s."""

    def construct(self) -> None:
        self.seconds = 0.0
        self.furnish()
        self.opening()
        self.preflight()
        self.tests()
        self.seed_lock()
        self.checkpoint_hash()
        self.approved_run()
        self.third_run()
        self.closing()

    # --- the clock -------------------------------------------------------------------------------

    def during(self, seconds: float, *animations: Animation) -> None:
        """Play animations, and take exactly so much time: Manim rounds up to whole frames."""
        end = self.pass_time(seconds)
        prepared = [prepare_animation(animation) for animation in animations]
        for animation in prepared:
            animation.run_time = min(animation.run_time, end)
        self.play(*prepared, Wait(end))

    def hold(self, seconds: float) -> None:
        self.wait(self.pass_time(seconds) + 1 / FPS)

    def pass_time(self, seconds: float) -> float:
        """A time that Manim rounds up to the frames until then."""
        begin, self.seconds = self.seconds, self.seconds + seconds
        return (frames_until(self.seconds) - frames_until(begin) - 0.5) / FPS

    def swap_caption(self, sentence: str, delay: float) -> tuple[Animation, ...]:
        return (self.drop_caption(delay), self.show_caption(sentence, delay + 0.15))

    def drop_caption(self, delay: float = 0.0) -> Animation:
        return later(delay, FadeOut(self.caption, run_time=0.15, rate_func=leave))

    def show_caption(self, sentence: str, delay: float) -> Animation:
        self.caption = caption(sentence)
        rising = FadeIn(self.caption, shift=px(14) * UP, run_time=0.4, rate_func=settle)
        return later(delay, rising)

    def mark_step(self, step: int) -> Iterator[Animation]:
        """Move the bar under a step, and light its name."""
        x, width = self.spans[step]
        if self.bar in self.mobjects:
            yield gliding(self.bar, 0.6).stretch_to_fit_width(width).set_x(x)
            yield gliding(self.names[self.marked], 0.6).set_color(SLATE)
        else:
            self.add(self.bar)
            yield GrowFromCenter(self.bar, run_time=0.6, rate_func=glide)
        self.marked = step
        yield gliding(self.names[step], 0.6).set_color(NAVY)

    def travel(self, seconds: float, by: float = PITCH) -> Iterator[Animation]:
        """Let the road pass by to the left; gates may sink and badges turn meanwhile."""
        for group in (self.gates, self.slots, self.seams):
            move = partial(set_x_between, begin=group.get_x(), end=group.get_x() - px(by))
            yield UpdateFromAlphaFunc(group, move, run_time=seconds, rate_func=glide)

    def light_on(self, x: float = GATE) -> Animation:
        """Light up below the medals, from a gate; `lights` keeps that layer."""
        light = cone_of_light(x)
        self.lights.add(light)
        return FadeIn(light, run_time=0.3, rate_func=settle)

    def light_off(self) -> Animation:
        """Let the light fade; `forget_light` takes it away."""
        return self.lights[0].animate(run_time=0.3, rate_func=settle).set_fill(opacity=0)

    def forget_light(self) -> None:
        self.lights.remove(self.lights[0])

    def next_gate(self, gate: Gate) -> Iterator[Animation]:
        """Open the gate that has checked, and go on to the next one."""
        yield self.light_off()
        yield gate.sink()
        yield from (later(0.2, passing) for passing in self.travel(0.46))

    # --- what is on stage ------------------------------------------------------------------------

    def furnish(self) -> None:
        ground = Rectangle(width=px(1936), height=px(1096), stroke_width=0)
        ground.set_fill((PEARL, SOFT_GREY), 1).set_sheen_direction(DOWN)
        title = on_line(words("Reproducibility gates", 90, NAVY, "ULTRABOLD"), 96, 134)
        self.furnish_steps()
        self.furnish_road()
        self.first = Pair(PAIR, (FIRST, OTHER), (SEED, OTHER_SEED), "failed")
        self.second = Pair(PAIR, (FIRST, FIRST), (SEED, SEED), "passed")
        self.second.shift(px(BEFORE) * RIGHT)
        self.runs = VGroup(Training(PAIR[0], NAVY), Training(PAIR[1], SLATE_INK))
        self.examples = VGroup(*(Example(x) for x in PAIR))
        self.cards = VGroup()
        self.lights, self.person = VGroup(), Person(1620)
        self.caption = caption("Accuracy 100 %. Equal?")
        self.first.begin_with_scores()
        self.add(ground, title, self.gates, *floor(), self.slots, self.seams)
        self.add(
            self.lights,
            self.cards,
            self.second,
            self.runs,
            self.examples,
            self.first,
            self.names,
            self.person,
            self.caption,
        )

    def furnish_steps(self) -> None:
        self.names = VGroup(*(words(step, 45, SLATE, "MEDIUM") for step in STEPS))
        left = 96.0
        for name in self.names:
            on_line(name, left, 205)
            left += name.width / px(1) + 96
        self.spans = [(name.get_x(), name.width) for name in self.names]
        self.bar = RoundedRectangle(corner_radius=px(3), width=self.spans[0][1], height=px(7))
        self.bar.set_fill(GOLD, 1).set_stroke(width=0).move_to(at(0, 219.5)).set_x(self.spans[0][0])

    def furnish_road(self) -> None:
        self.gates = VGroup(
            CheckGate(STEPS[0], "wrench", 2),
            CheckGate(STEPS[1], "test-tube-diagonal", 12),
            CheckGate(STEPS[2], "dices", 1),
            HashGate(STEPS[3], FIRST),
        )
        for index, gate in enumerate(self.gates):
            gate.put(GATE + BEFORE + PITCH * index)
        self.slots = VGroup(*(gate.slot for gate in self.gates))
        self.seams = VGroup(*(Line(at(x, 858), at(x - 14, 884)) for x in range(-10, 6900, 190)))
        self.seams.set_stroke("#B9C7D8", px(300))

    # --- the beats -------------------------------------------------------------------------------

    def opening(self) -> None:
        first, person = self.first, self.person
        self.hold(0.32)
        self.during(0.58, *first.raise_scores())
        self.during(0.44, first.front.turn(), first.back.turn())
        self.hold(0.41)
        self.during(
            0.9,
            *first.meet(0.45),
            *self.swap_caption("Same score, other model.", 0.02),
            *(later(0.5, first.judge()), later(0.5, person.nod(29, 0.4))),
        )
        first.met(equal=False)
        self.hold(0.95)
        person.turn_round()
        self.during(0.5, person.walk_to(AHEAD, 0.5))
        self.hold(0.1)

    def preflight(self) -> None:
        gate, pairs = self.gates[0], (self.first, self.second)
        place = at(GATE, SIGN)
        self.person.turn_round()
        self.during(
            1.22,
            self.person.nod(-26, 0.3),
            *self.travel(0.52, BEFORE),
            *(gliding(pair, 0.52).shift(px(BEFORE) * LEFT) for pair in pairs),
            *(*self.mark_step(0), *self.swap_caption("New runs, same tools.", 0.0)),
            later(0.52, self.light_on()),
            *(later(0.52, run.take_tool(place)) for run in self.runs),
            later(0.92, gate.check("passed")),
            *(later(0.92, run.name_tool()) for run in self.runs),
        )
        self.remove(self.first)
        self.hold(0.98)

    def tests(self) -> None:
        gate, place = self.gates[1], at(GATE, SIGN)
        self.during(
            0.92,
            *(change for run in self.runs for change in run.put_away()),
            *self.next_gate(self.gates[0]),
            *(*self.mark_step(1), self.drop_caption()),
            self.show_caption("Text to tokens.", 0.39),
            later(0.62, self.light_on()),
            *(later(0.4, example.arrive(place)) for example in self.examples),
        )
        self.forget_light()
        self.hold(0.78)
        self.during(
            0.91,
            *(example.shrink_text() for example in self.examples),
            *(later(0.16, example.grow_tokens()) for example in self.examples),
            later(0.35, gate.badges[0].turn("passed", rate=steady)),
            later(0.38, gate.check("passed", 0.36, first=1)),
            *self.swap_caption("All 12 pass.", 0.36),
        )
        self.hold(0.99)

    def seed_lock(self) -> None:
        badge, runs = self.gates[2].badges[0], self.runs
        self.during(
            1.12,
            *(*self.mark_step(2), self.drop_caption()),
            *(example.leave() for example in self.examples),
            *self.next_gate(self.gates[1]),
            *(later(0.22, run.unfold_hub()) for run in runs),
            *(later(0.22, run.draw_freely(draw)) for run, draw in zip(runs, FREE, strict=True)),
            later(0.66, self.light_on()),
        )
        self.remove(self.examples)
        self.forget_light()
        self.during(0.71, badge.turn("failed"), self.show_caption("No seed: they differ.", 0.15))
        self.hold(1.49)
        self.during(
            0.78,
            *(badge.turn("open"), *self.bring_cards(), self.drop_caption(0.09)),
            *(run.draw_again(draw, LOCKED) for run, draw in zip(runs, FREE, strict=True)),
        )
        self.during(0.71, badge.turn("passed"), self.show_caption("Same seed: match.", 0.15))
        self.hold(1.19)

    def bring_cards(self) -> Iterator[Animation]:
        """Let the cards fly from the gate to above the medals, and drop into their slots."""
        for x in PAIR:
            card = seed_card(x)
            self.cards.add(card)
            card.generate_target().set_y(at(x, CLEAR)[1])
            card.scale(0.5).move_to(at(GATE, SIGN))
            flight = MoveToTarget(card, run_time=0.23, rate_func=glide, path_arc=0.06)
            drop = ApplyMethod(card.shift, px(30) * DOWN, run_time=0.1, rate_func=glide)
            yield Succession(flight, drop, group=card)

    def checkpoint_hash(self) -> None:
        gate, second, runs = self.gates[3], self.second, self.runs
        self.during(
            1.24,
            *(*self.mark_step(3), self.drop_caption()),
            self.show_caption("Trained: 752 weights.", 0.21),
            *(run.fold_wheel() for run in runs),
            *(gliding(card, 0.3).shift(px(180) * DOWN) for card in self.cards),
            *self.next_gate(self.gates[2]),
            *(later(0.2, coming) for run in runs for coming in run.spread()),
            *(later(0.64, coming) for coming in second.show_scores()),
        )
        self.cards.submobjects = []
        self.forget_light()
        self.hold(0.51)
        self.during(
            1.05,
            *(bending for run in runs for bending in run.bend()),
            *self.swap_caption("A print each.", 0.45),
            *(later(0.58, medal.grow()) for medal in (second.front, second.back)),
        )
        for medal in (second.front, second.back):
            medal.remove(medal.mask)
        self.hold(0.4)
        self.remove(runs)
        self.during(0.72, self.light_on(), *(later(0.32, way) for way in second.meet(0.4)))
        second.met(equal=True)
        self.during(
            0.48,
            *(gate.store(sum(PAIR) / 2), later(0.18, gate.approve())),
            *(self.light_off(), self.drop_caption(0.01)),
        )
        self.forget_light()

    def approved_run(self) -> None:
        gate, second, by = self.gates[3], self.second, GATE - LAST_GATE
        self.during(
            0.55,
            *(*second.harden(0.2), later(0.2, second.judge())),
            *(*self.mark_step(4), self.show_caption("Equal: approved.", 0.15)),
        )
        self.hold(0.43)
        self.during(
            0.78,
            Succession(gate.sink(), later(0.18, gate.rise(0.27)), group=gate.body),
            later(0.3, gate.take_badge_off()),
            *(later(0.06, passing) for passing in self.travel(0.52, by)),
            later(0.06, passing_through(second, sum(PAIR) / 2, APPROVED, 0.52)),
            later(0.06, self.person.come(1690, 0.52)),
        )
        self.hold(0.04)

    def third_run(self) -> None:
        third = ThirdRun()
        self.add(third)
        self.during(
            0.6,
            *(*self.mark_step(3), self.drop_caption()),
            *(self.show_caption("Seed 124: 100 %.", 0.2), third.come()),
        )
        self.hold(1.18)
        self.during(
            0.71,
            *(self.light_on(LAST_GATE), third.compare(), later(0.2, third.judge())),
            *self.swap_caption("Other print: stopped.", 0.0),
        )
        self.hold(0.11)
        self.during(
            1.05,
            *(third.go_back(), self.light_off()),
            *(later(0.3, change) for change in self.person.reach(1638, 0.75)),
        )
        self.forget_light()
        self.hold(0.35)

    def closing(self) -> None:
        wisdom = words(
            "Reproducibility gates turn experiments into evidence.", 64, NAVY, "SEMIBOLD"
        )
        frame = RoundedRectangle(corner_radius=px(24), width=wisdom.width + px(112), height=px(118))
        frame.set_fill(WHITE, 1).set_stroke(GOLD, px(600)).move_to(at(960, 969))
        box = VGroup(frame, wisdom.move_to(frame))
        rising = FadeIn(box, shift=px(36) * UP, run_time=0.6, rate_func=settle)
        self.during(0.6, *self.mark_step(4), self.drop_caption(), rising)
        self.hold(3.2)


def cone_of_light(x: float) -> Polygon:
    """From the sign of a gate at `x` to the left, where it has faded out."""
    source, far, near = x - HALF, x - 1480, x - 420
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
