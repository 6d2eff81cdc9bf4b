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
        benchmarks/stock_hour29/scene.py Hour29
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Animation,
    ApplyMethod,
    FadeIn,
    FadeOut,
    GrowFromCenter,
    Line,
    MoveToTarget,
    Rectangle,
    RoundedRectangle,
    Succession,
    UpdateFromAlphaFunc,
    VGroup,
    config,
)

from benchmarks.stock_hour29.gates import CheckGate, Gate, HashGate
from benchmarks.stock_hour29.ground import cone_of_light, floor
from benchmarks.stock_hour29.measures import (
    AHEAD,
    APPROVED,
    BEFORE,
    CLEAR,
    FIRST,
    FREE,
    GATE,
    GOLD,
    LAST_GATE,
    LOCKED,
    NAVY,
    OTHER,
    OTHER_SEED,
    PAIR,
    PEARL,
    PITCH,
    SEED,
    SIGN,
    SLATE,
    SLATE_INK,
    SOFT_GREY,
    STEPS,
    WHITE,
    at,
    px,
)
from benchmarks.stock_hour29.medals import Pair, ThirdRun, passing_through
from benchmarks.stock_hour29.motions import (
    glide,
    gliding,
    handed_out,
    later,
    leave,
    set_x_between,
    settle,
    steady,
)
from benchmarks.stock_hour29.parts import seed_card
from benchmarks.stock_hour29.person import Person
from benchmarks.stock_hour29.text import caption, on_line, words
from benchmarks.stock_hour29.timed_scene import TimedScene
from benchmarks.stock_hour29.training import Example, Training

config.background_color = PEARL


class Hour29(TimedScene):
    """Eight beats: 4.2, 2.2, 3.6, 6.0, 4.4, 1.8, 4.0 and 3.8 s."""

    def construct(self) -> None:
        self.furnish()
        self.opening()
        self.preflight()
        self.tests()
        self.seed_lock()
        self.checkpoint_hash()
        self.approved_run()
        self.third_run()
        self.closing()

    # --- captions, steps and light ---------------------------------------------------------------

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
        for group in (self.gates, self.seams):
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
        self.caption = caption("Accuracy 100%. Equal?")
        self.first.begin_with_scores()
        self.add(ground, title, self.person, self.gates, *floor(), self.seams)
        self.add(
            self.lights,
            self.cards,
            self.second,
            self.runs,
            self.examples,
            self.first,
            self.names,
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
            *handed_out(0.52, (run.take_tool(place) for run in self.runs)),
            later(0.92, gate.check("passed")),
            *(later(0.92, run.name_tool()) for run in self.runs),
        )
        self.remove(self.first)
        self.hold(0.98)

    def tests(self) -> None:
        gate, place = self.gates[1], at(GATE, SIGN)
        self.during(
            0.94,
            *(change for run in self.runs for change in run.put_away()),
            *self.next_gate(self.gates[0]),
            *(*self.mark_step(1), self.drop_caption()),
            self.show_caption("Text to tokens.", 0.39),
            later(0.62, self.light_on()),
            *handed_out(0.54, (example.arrive(place) for example in self.examples)),
        )
        self.forget_light()
        self.hold(0.84)
        self.during(
            0.85,
            *(example.shrink_text() for example in self.examples),
            *(later(0.13, example.grow_tokens()) for example in self.examples),
            later(0.29, gate.badges[0].turn("passed", rate=steady)),
            later(0.32, gate.check("passed", 0.36, first=1)),
            *self.swap_caption("All 12 pass.", 0.29),
        )
        self.hold(0.97)

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
            *(badge.turn("open"), self.drop_caption(0.09)),
            *handed_out(0.0, self.bring_cards()),
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
            self.show_caption("752 weights.", 0.21),
            *(run.fold_wheel() for run in runs),
            *(gliding(card, 0.3).shift(px(180) * DOWN) for card in self.cards),
            *self.next_gate(self.gates[2]),
            *(later(0.2, coming) for run in runs for coming in run.spread()),
            *(later(0.64, coming) for coming in second.show_scores()),
        )
        self.cards.submobjects = []
        self.forget_light()
        self.hold(0.38)
        self.during(
            1.18,
            *self.swap_caption("Hashed: a print each.", 0.0),
            *(later(0.13, bending) for run in runs for bending in run.bend()),
            *(later(0.71, medal.grow()) for medal in (second.front, second.back)),
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
            self.show_caption("Equal: approved.", 0.15),
        )
        self.hold(0.43)
        self.during(
            0.78,
            Succession(gate.sink(), later(0.18, gate.rise(0.27)), group=gate.body),
            later(0.3, gate.take_badge_off()),
            *(later(0.06, passing) for passing in self.travel(0.52, by)),
            later(0.06, passing_through(second, sum(PAIR) / 2, APPROVED, 0.52)),
            later(0.06, self.person.come(1750, 0.52)),
        )
        self.hold(0.04)

    def third_run(self) -> None:
        third = ThirdRun()
        self.add(third)
        self.during(
            0.6,
            *(self.drop_caption(), self.show_caption("Seed 124: 100%.", 0.15), third.come()),
        )
        self.hold(1.18)
        self.during(
            0.71,
            *(self.light_on(LAST_GATE), third.compare(), later(0.2, third.judge())),
            *self.swap_caption("Other print: stopped.", 0.0),
        )
        self.hold(0.11)
        self.add(self.person)
        self.during(
            1.03,
            *(third.go_back(), self.light_off()),
            *(later(0.28, change) for change in self.person.reach(1698, 0.75)),
        )
        self.forget_light()
        self.hold(0.37)

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
