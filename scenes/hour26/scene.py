"""Hour 26, the feedback loop: a toy railway whose track moves for recorded cases alone."""

from __future__ import annotations

from storyreel.design.easing import leave, settle, steady
from storyreel.design.tokens import Seconds
from storyreel.parts.motion import Motion
from storyreel.stage.beat import beat
from storyreel.stage.scene import StoryScene

from .data import Data
from .parts.app import DRAWN
from .parts.camera import BELOW, LEARNING, LOOP, NEAR, SWITCH, TOLD
from .parts.case_file import OTHERS
from .parts.cycle import COUNT, HALF
from .parts.train import Load
from .parts.world import Words, World

RIDE, PAN, HOP, OPEN, FADE, TAP = 0.66, 0.46, 0.34, 0.2, 0.1, 0.34
LAG, LIGHT, FLIP = 0.2, 0.45, 0.12
TYPED, DRAW, SHRINK = 0.54, 0.24, 0.66
"""How long the engine rides, the camera goes along, a load hops, a bubble opens, words fade and a
hand reaches, how long the question is typed, half the loop drawn, and a case shrinks, in seconds;
by how much the camera follows a returning engine, the opacity of one that did not run, and how long
a person turns."""
OPENED = 0.16
"""After so many seconds of opening, a bubble has room for its words."""


class _Rolling(Motion):
    """The world over a span of time; names in each frame what has changed in it."""

    def __init__(self, world: World, start: float, seconds: float) -> None:
        super().__init__(world, run_time=seconds, ease=steady)
        self._world, self._start = world, start

    def change(self, progress: float) -> None:
        self.changing = self._world.act(self._start + progress * self.run_time)


class InferenceUiFeedbackLoop(StoryScene):
    """The same question three times; a thumb is lost, a case is kept, and the track moves."""

    data: Data

    @beat("tap", "open")
    def opening(self) -> None:
        self.world = world = World(self._words())
        self.add(world)
        self._tap(self.at("tap"))
        world.train.asked.size.go(self.at("tap") + TAP / 2, 1.0, TAP, settle)
        world.talk.question.opened.go(self.at("open"), 1.0, OPEN)
        world.talk.question.said.go(self.at("open") + OPENED, 1.0, TYPED, steady)
        self.roll()

    @beat("fold", "board", "leave")
    def ask(self) -> None:
        talk, fold = self.world.talk, self.at("fold")
        talk.question.said.go(fold, 0.0, FADE)
        talk.question.opened.go(fold + FADE / 2, 0.0, OPEN)
        self.world.train.asked.boarded.go(self.at("board"), 1.0, HOP)
        self._ride()
        self.roll()

    @beat("change", "return", "bring", "read")
    def answer(self) -> None:
        talk, read = self.world.talk, self.at("read")
        self._change(self.world.train.wrong, self.at("change"))
        self._bring()
        talk.reply.opened.go(read, 1.0, OPEN)
        talk.reply.said.go(read + OPENED, 1.0, FADE)
        self.roll()

    @beat("thumb", "wrong")
    def judge(self) -> None:
        world, talk = self.world, self.world.talk
        wrong = self.at("wrong")
        self._tap(self.at("thumb") - TAP)
        world.woman.mood.go(self.at("thumb") - TAP, -1.0, TAP)
        world.app.thumb.go(self.at("thumb"), 1.0, FADE, steady)
        talk.marked.go(wrong, 1.0, FADE)
        talk.crossed.go(wrong + FADE, 1.0, Seconds.QUICK, steady)
        self.roll()

    @beat("fold", "fall")
    def lost(self) -> None:
        world, talk, fold = self.world, self.world.talk, self.at("fold")
        world.camera.look(fold, BELOW, 0.46)
        world.app.fallen.go(self.at("fall"), 1.0, 1.1, leave)
        for gone in (talk.reply.said, talk.marked, talk.crossed):
            gone.go(fold, 0.0, FADE)
        talk.reply.opened.go(fold + FADE / 2, 0.0, OPEN)
        world.train.wrong.size.go(fold + FADE / 2, 0.0, OPEN)
        self.roll()

    @beat("come", "think", "say", "tell", "back")
    def people(self) -> None:
        self.shared.steps.unmark()
        world, come, think = self.world, self.at("come"), self.at("think")
        world.camera.look(come, TOLD, 0.4)
        world.app.thumb.cut(come, 0.0)
        world.others.come[0].go(come, 1.0, 0.46)
        world.woman.facing.go(come, -1.0, FLIP)
        world.woman.mood.go(come, 0.2, 0.3)
        world.telling.thought.go(think, 1.0, FADE)
        world.telling.said.go(self.at("say"), 1.0, FADE)
        world.telling.told.go(self.at("tell"), 1.0, 0.3, steady)
        world.telling.said.go(self.at("back"), 0.0, FADE)
        world.telling.thought.go(self.at("back"), 0.0, FADE)
        world.woman.facing.go(self.at("back"), 1.0, FLIP)
        world.camera.look(self.at("back"), NEAR, 0.44)
        self.roll()

    @beat("tap", "board", "leave")
    def again(self) -> None:
        world = self.world
        world.woman.mood.go(self.at("tap"), 0.0)
        self._ask_again()
        self._ride()
        self.roll()

    @beat("change", "return", "bring", "rest")
    def same(self) -> None:
        self._change(self.world.train.wrong, self.at("change"))
        self._bring()
        self.world.woman.mood.go(self.at("bring"), -1.0, Seconds.QUICK)
        self.roll()
        self.until("rest")
        self.shared.steps.unmark()

    @beat("copy", "write", "right", "build", "land", "come", "add", "load")
    def record(self) -> None:
        world, case = self.world, self.world.case
        copy, build, land = self.at("copy"), self.at("build"), self.at("land")
        case.small.cut(copy, 1.0)
        case.shown.go(copy, 1.0, FADE)
        world.train.wrong.size.cut(copy + FADE, 0.0)
        case.small.go(copy + FADE / 2, 0.0, 0.4, steady)
        world.woman.mood.go(copy, 0.0)
        self._write()
        world.app.drawer.go(build, 1.0, 0.3)
        case.small.go(build, 1.0, SHRINK, steady)
        world.camera.look(build + SHRINK / 2, BELOW, 0.46)
        case.place.go(land, DRAWN, Seconds.QUICK, leave)
        world.woman.mood.go(land, 0.6)
        self._add_others()
        case.boarded.go(self.at("load"), 1.0, HOP)
        self.roll()

    @beat("ride", "enter", "next", "tip", "rest")
    def retrain(self) -> None:
        world, enter, ride = self.world, self.at("enter"), self.at("ride")
        pace = self.at("next") - enter
        world.train.loading.go(ride, 1.0, 0.46)
        world.camera.look(ride, LEARNING, 0.46)
        world.case.entered.go(enter, OTHERS + 1, pace * (OTHERS + 1), steady)
        for dial in range(OTHERS + 1):
            turned = (dial + 1) / (OTHERS + 1)
            world.model.turned.go(enter + pace * (dial + 1) - 0.16, turned, 0.4)
        world.model.moved.go(self.at("tip"), 1.0, 0.4)
        world.expected.shown.go(self.at("next"), 1.0, FADE)
        self.roll()
        self.until("rest")
        self.shared.steps.unmark()

    @beat("back", "tap", "board", "leave")
    def retry(self) -> None:
        world, back = self.world, self.at("back")
        world.expected.shown.go(back, 0.0, FADE)
        world.train.light.go(back, LIGHT, HOP)
        world.train.loading.go(back, 0.0, HOP)
        world.camera.look(back, NEAR, HOP)
        world.train.level.cut(self.at("board"), 1.0)
        for coming in world.others.come[1:]:
            coming.cut(self.at("board"), 0.0)
        self._ask_again()
        self._ride()
        world.expected.shown.go(self.at("leave") + 0.36, 1.0, FADE)
        self.roll()

    @beat("change", "return", "bring")
    def expected(self) -> None:
        world = self.world
        self._change(world.train.right, self.at("change"))
        self._bring()
        world.expected.shown.go(self.at("return") + LAG, 0.0, FADE)
        world.expected.answered.cut(self.at("return") + LAG + FADE, 1.0)
        world.expected.shown.go(self.at("bring") - 0.2, 1.0, FADE)
        world.woman.mood.go(self.at("bring"), 0.6, HOP)
        self.roll()

    @beat("wisdom", "turn", "draw", "next")
    def closing(self) -> None:
        self.shared.steps.unmark()
        world, turn = self.world, self.at("turn")
        world.expected.shown.go(turn, 0.0, FADE)
        world.camera.look(turn, LOOP, PAN)
        world.cycle.drawn.go(self.at("draw"), HALF, DRAW, steady)
        world.cycle.drawn.go(self.at("next"), COUNT, DRAW, steady)
        self.roll()
        self.until("wisdom")
        self.start(self.shared.reveal_wisdom())

    # What several beats do

    def at(self, cue: str) -> float:
        """The time of a cue of this beat, in seconds from the start of the clip."""
        fps = self.timeline.fps
        return float(fps.seconds(self.beat_now.frames.start) + self.beat_now.cues[cue])

    def roll(self) -> None:
        """Let the world move for the whole beat."""
        fps, frames = self.timeline.fps, self.beat_now.frames
        start = float(fps.seconds(frames.start))
        self.start(_Rolling(self.world, start, float(fps.seconds(frames.stop)) - start))

    def _words(self) -> Words:
        data, reply, case = self.data, self.data.reply, self.data.case
        return Words(
            data.question,
            (reply.before, reply.word, reply.after),
            case.labels,
            (case.subject, reply.word, case.right),
            (data.app, data.store, data.model),
            data.expected,
            (*data.loop, data.check),
        )

    def _tap(self, start: float) -> None:
        """Let the woman tap the app, and take her hand back."""
        reach = self.world.woman.reach
        reach.go(start, 1.0, TAP)
        reach.go(start + 1.5 * TAP, 0.0, TAP)

    def _ask_again(self) -> None:
        """Ask again: the sign appears at the app under her hand, and boards the engine."""
        asked, tap = self.world.train.asked, self.at("tap")
        self._tap(tap)
        for gone in (asked.raised, asked.boarded, asked.size):
            gone.cut(tap, 0.0)
        asked.size.go(tap + TAP / 2, 1.0, FADE, settle)
        asked.boarded.go(self.at("board"), 1.0, HOP)

    def _ride(self) -> None:
        """Ride away with the question, into the next beat."""
        start = self.at("leave")
        self.world.camera.look(start, SWITCH, PAN)
        self.world.train.ridden.go(start, 1.0, RIDE)

    def _bring(self) -> None:
        """Ride back with the answer, seen first at its cloud, which then moves into the app."""
        train, start, bring = self.world.train, self.at("return"), self.at("bring")
        self.world.camera.look(start + LAG, NEAR, bring - start - LAG - 0.04)
        train.ridden.go(start, 0.0, bring - start - 0.04)
        for load in (train.wrong, train.right):
            load.boarded.go(bring, 0.0, HOP)

    def _change(self, load: Load, start: float) -> None:
        """The question goes up into the cloud, and a small cloud comes down for it."""
        asked = self.world.train.asked
        asked.raised.go(start, 1.0, 0.2, leave)
        asked.size.cut(start + 0.2, 0.0)
        for there in (load.boarded, load.raised):
            there.cut(start, 1.0)
        load.size.cut(start + 0.2, 1.0)
        load.raised.go(start + 0.2, 0.0, 0.25, settle)

    def _write(self) -> None:
        """Write the right answer: a line is drawn, and the whole word is there at once."""
        case, woman, write, right = (
            self.world.case,
            self.world.woman,
            self.at("write"),
            self.at("right"),
        )
        woman.reach.go(self.at("copy"), 1.0, 0.4)
        case.pencil.go(write - FADE, 1.0, FADE)
        case.underlined.go(write, 1.0, right - write, steady)
        case.pencil.go(right, 0.0, FADE)
        case.written.go(right, 1.0, FADE / 2)
        woman.reach.go(self.at("build"), 0.0, 0.4)

    def _add_others(self) -> None:
        """Let others come, and put their cases on hers, one after another."""
        others, come, add = self.world.others, self.at("come"), self.at("add")
        for coming in others.come[1:]:
            coming.go(come, 1.0, 0.46)
        for index, reach in enumerate(others.reach):
            reach.go(add + index * 0.33, 1.0, 0.2)
            reach.go(add + index * 0.33 + 0.3, 0.0, 0.3)
        self.world.case.added.go(add, OTHERS, OTHERS * 0.33, steady)
