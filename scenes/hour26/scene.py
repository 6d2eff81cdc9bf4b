"""Hour 26, the feedback loop: a toy railway whose track moves for recorded cases alone."""

from __future__ import annotations

from storyreel.design.easing import leave, settle, steady
from storyreel.design.tokens import Seconds
from storyreel.parts.motion import Motion
from storyreel.stage.beat import beat
from storyreel.stage.scene import StoryScene

from .data import Data
from .parts.app import DRAWN
from .parts.camera import BELOW, CLOSE, LEARNING, WHOLE
from .parts.case_file import OTHERS
from .parts.train import Load
from .parts.world import Words, World

PUSH, HOP, OPEN, FADE = 0.8, 0.5, 0.3, 0.2
"""How long the camera goes, a load hops, a bubble opens and words fade, in seconds."""
NOTCHES = 3
"""In how many steps the switch moves."""


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

    @beat("ask", "near", "open")
    def opening(self) -> None:
        self.world = world = World(self._words())
        self.add(world)
        ask = self.at("ask")
        world.woman.reach.go(ask - 0.3, 1.0, HOP)
        world.train.asked.size.go(ask, 1.0, Seconds.MOVE, settle)
        world.woman.reach.go(ask + HOP, 0.0, HOP)
        world.camera.look(self.at("near"), CLOSE, PUSH)
        world.talk.question.opened.go(self.at("open"), 1.0, OPEN)
        world.talk.question.said.go(self.at("open") + OPEN * 0.6, 1.0, FADE)
        self.roll()

    @beat("fold", "board")
    def ask(self) -> None:
        world, fold = self.world, self.at("fold")
        world.talk.question.said.go(fold, 0.0, FADE)
        world.talk.question.opened.go(fold + FADE / 2, 0.0, OPEN)
        world.camera.look(fold, WHOLE, PUSH)
        world.train.asked.boarded.go(self.at("board"), 1.0, 0.4)
        self.roll()

    @beat("leave", "change", "return", "bring")
    def answer(self) -> None:
        self._ride("leave", "change")
        self._change(self.world.train.wrong, self.at("change"))
        self._bring()
        self.roll()

    @beat("near", "read", "told", "wrong", "thumb")
    def judge(self) -> None:
        world, talk = self.world, self.world.talk
        read, wrong = self.at("read"), self.at("wrong")
        world.camera.look(self.at("near"), CLOSE, PUSH)
        talk.reply.opened.go(read, 1.0, OPEN)
        talk.reply.said.go(self.at("told"), 1.0, FADE)
        world.woman.mood.go(wrong - 0.4, -1.0)
        talk.marked.go(wrong, 1.0, FADE)
        talk.crossed.go(wrong + FADE, 1.0, Seconds.QUICK, steady)
        world.app.thumb.go(self.at("thumb"), 1.0, Seconds.QUICK, steady)
        self.roll()

    @beat("fold", "fall")
    def lost(self) -> None:
        world, talk, fold = self.world, self.world.talk, self.at("fold")
        world.camera.look(self.at("fall"), BELOW, PUSH, follow)
        world.app.fallen.go(self.at("fall"), 1.0, 1.5, leave)
        for gone in (talk.reply.said, talk.marked, talk.crossed):
            gone.go(fold, 0.0, FADE)
        talk.reply.opened.go(fold + FADE / 2, 0.0, OPEN)
        world.train.wrong.size.go(fold + FADE / 2, 0.0, OPEN)
        self.roll()

    @beat("back", "board", "leave", "stop")
    def again(self) -> None:
        world, back = self.world, self.at("back")
        world.app.thumb.cut(back, 0.0)
        world.woman.mood.go(back, 0.0)
        world.camera.look(back, WHOLE, 0.7)
        self._board()
        self._ride("leave", "stop")
        self.roll()

    @beat("change", "return", "bring")
    def same(self) -> None:
        self._change(self.world.train.wrong, self.at("change"))
        self._bring()
        self.world.woman.mood.go(self.at("bring"), -1.0, FADE * 2)
        self.roll()

    @beat("near", "copy", "write", "right", "build", "drop", "stays", "land", "others")
    def record(self) -> None:
        world, case = self.world, self.world.case
        world.camera.look(self.at("near"), CLOSE, 0.7)
        case.small.cut(self.at("near"), 1.0)
        case.shown.go(self.at("copy"), 1.0, FADE)
        world.train.wrong.size.cut(self.at("copy") + FADE, 0.0)
        case.small.go(self.at("copy") + FADE / 2, 0.0, PUSH)
        world.woman.mood.go(self.at("copy"), 0.0)
        self._write()
        world.app.drawer.go(self.at("build"), 1.0, HOP)
        case.small.go(self.at("drop"), 1.0, PUSH)
        case.place.go(self.at("land") - Seconds.QUICK, DRAWN, Seconds.QUICK, leave)
        world.camera.look(self.at("land"), LEARNING, 0.7)
        case.added.go(self.at("others"), OTHERS, 0.9, steady)
        self.roll()

    @beat("board", "say", "ride", "expect", "enter", "learnt", "back")
    def retrain(self) -> None:
        world, enter, learnt = self.world, self.at("enter"), self.at("learnt")
        world.case.boarded.go(self.at("board"), 1.0, 0.4)
        world.train.loading.go(self.at("ride"), 1.0, HOP)
        world.expected.go(self.at("expect"), 1.0, Seconds.QUICK)
        world.case.entered.go(enter, OTHERS + 1, learnt - enter, steady)
        for step in range(NOTCHES):
            share = (step + 1) / NOTCHES
            start = enter + (learnt - enter) * share
            world.model.turned.go(start - HOP, share, HOP)
            world.model.moved.go(start, share, HOP)
        world.train.loading.go(self.at("back"), 0.0, HOP)
        self.roll()

    @beat("near", "board", "leave", "stop")
    def retry(self) -> None:
        world = self.world
        world.train.level.cut(self.at("board"), 1.0)
        world.camera.look(self.at("near"), WHOLE, 0.7)
        self._board()
        self._ride("leave", "stop")
        self.roll()

    @beat("change", "return", "near", "bring", "open")
    def expected(self) -> None:
        world, talk = self.world, self.world.talk
        self._change(world.train.right, self.at("change"))
        self._bring()
        world.camera.look(self.at("near"), LEARNING, PUSH)
        world.woman.mood.go(self.at("bring"), 1.0, HOP)
        talk.expected.opened.go(self.at("open"), 1.0, OPEN)
        talk.expected.said.go(self.at("open") + OPEN * 0.6, 1.0, FADE)
        self.roll()

    @beat("wisdom", "relief")
    def closing(self) -> None:
        world, relief = self.world, self.at("relief")
        world.woman.reach.go(relief, 1.0, 0.8)
        world.woman.mood.go(relief, 1.0, 0.8)
        self.roll()
        self.until("wisdom")
        self.start(self.shared.reveal_wisdom())

    # What several beats do

    def at(self, cue: str) -> float:
        """The time of a cue of this beat, in seconds from the start of the clip."""
        return float(self.clock.now + self.beat_now.cues[cue])

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
            (data.app, data.model),
            data.expected,
        )

    def _board(self) -> None:
        """Ask again: the sign appears at the app, and boards the engine."""
        asked, start = self.world.train.asked, self.at("board")
        for gone in (asked.raised, asked.boarded, asked.size):
            gone.cut(start, 0.0)
        asked.size.go(start, 1.0, FADE, settle)
        asked.boarded.go(start + FADE / 2, 1.0, 0.4)

    def _ride(self, cue: str, later: str) -> None:
        """Ride away with the question between two cues."""
        self.world.train.ridden.go(self.at(cue), 1.0, self.between(cue, later))

    def _bring(self) -> None:
        """Ride back with the answer, which then moves into the app."""
        train, bring = self.world.train, self.at("bring")
        train.ridden.go(self.at("return"), 0.0, self.between("return", "bring"))
        for load in (train.wrong, train.right):
            load.boarded.go(bring, 0.0, HOP)

    def _change(self, load: Load, start: float) -> None:
        """The question goes up into the cloud, and a small cloud comes down for it."""
        asked = self.world.train.asked
        asked.raised.go(start, 1.0, Seconds.QUICK, leave)
        asked.size.cut(start + Seconds.QUICK, 0.0)
        for there in (load.boarded, load.raised):
            there.cut(start, 1.0)
        load.size.cut(start + FADE, 1.0)
        load.raised.go(start + FADE, 0.0, 0.4, settle)

    def _write(self) -> None:
        """Write the right answer: a line is drawn, and the whole word is there at once."""
        case, woman, write = self.world.case, self.world.woman, self.at("write")
        woman.reach.go(self.at("copy"), 1.0, 0.4)
        case.pencil.go(write - Seconds.QUICK, 1.0, Seconds.QUICK)
        case.underlined.go(write, 1.0, self.between("write", "right"), steady)
        case.pencil.go(self.at("right"), 0.0, Seconds.QUICK)
        case.written.go(self.at("right"), 1.0, Seconds.QUICK)
        woman.reach.go(self.at("build") + HOP, 0.0, HOP)


def follow(share: float) -> float:
    """The easing of the camera that follows a fall: smoothly away and smoothly to its end."""
    share = min(max(share, 0.0), 1.0)
    return share * share * (3 - 2 * share)
