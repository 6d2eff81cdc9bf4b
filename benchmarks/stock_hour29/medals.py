"""Runs as medals: one alone, a pair that is laid together, and a third one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from math import cos, pi

from manim import (
    DOWN,
    DR,
    LEFT,
    RIGHT,
    TAU,
    UP,
    Animation,
    Annulus,
    Circle,
    Ellipse,
    FadeIn,
    GrowFromCenter,
    Mobject,
    MoveToTarget,
    UpdateFromAlphaFunc,
    VGroup,
)

from benchmarks.stock_hour29.badge import Badge
from benchmarks.stock_hour29.measures import (
    APART,
    CLEAR,
    CONTACT,
    FACE,
    FIRST,
    FLOOR,
    GOLD_LINE,
    LAST_GATE,
    MIDDLE,
    NAVY,
    NAVY_RIM,
    NESTED,
    OTHER,
    OTHER_SEED,
    OUTSIDE,
    PLATE,
    PRINT,
    RADIUS,
    REFUSED,
    RIM,
    SLATE_INK,
    SLATE_RIM,
    SOLID,
    WHITE_INK,
    at,
    px,
)
from benchmarks.stock_hour29.motions import glide, gliding, overshoot, settle
from benchmarks.stock_hour29.parts import fingerprint, glass, score_plate


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
        self.scores = (
            score_plate(places[1], SLATE_INK, seeds[1]),
            score_plate(places[0], NAVY, seeds[0]),
        )
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
        super().__init__(self.medal, score_plate(CONTACT, SLATE_INK, OTHER_SEED))
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
