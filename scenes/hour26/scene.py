"""Hour 26, the feedback loop: a toy railway whose track moves for recorded cases alone."""

from __future__ import annotations

from storyreel.design.easing import leave, settle, steady
from storyreel.design.tokens import Seconds, px
from storyreel.parts.motion import Motion
from storyreel.stage.beat import beat
from storyreel.stage.scene import StoryScene

from .data import Data
from .parts.app import DRAWN, SCREEN
from .parts.camera import AWAY, BELOW, CLOSE, LEARNING, OUTWARD, WHOLE
from .parts.case_file import ROOF, WINDOW
from .parts.train import Load
from .parts.world import Words, World

PUSH, HOP, OPEN, FADE = 0.8, 0.5, 0.35, 0.2
"""How long the camera goes, a load hops, a bubble opens and words fade, in seconds."""
RIDE_BACK = 0.9


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
        world.talk.question.said.go(self.at("open") + OPEN, 1.0, FADE)
        self.roll()

    @beat("fold", "board")
    def ask(self) -> None:
        world, fold = self.world, self.at("fold")
        world.talk.question.said.go(fold, 0.0, FADE)
        world.talk.question.opened.go(fold + FADE / 2, 0.0, OPEN)
        world.camera.look(fold, OUTWARD, PUSH)
        world.train.asked.boarded.go(self.at("board"), 1.0, 0.4)
        self.roll()

    @beat("leave", "pick", "change", "return", "bring")
    def answer(self) -> None:
        world = self.world
        self._ride("leave", "change")
        world.camera.look(self.at("leave") + 0.3, AWAY, 1.1)
        self._change(world.train.wrong, self.at("change"))
        world.train.ridden.go(self.at("return"), 0.0, self.between("return", "bring"))
        world.camera.look(self.at("return") + 0.1, OUTWARD, 1.0)
        world.train.wrong.boarded.go(self.at("bring"), 0.0, HOP)
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

    @beat("fall", "follow")
    def lost(self) -> None:
        self.world.app.fallen.go(self.at("fall"), 1.0, 1.8, leave)
        self.world.camera.look(self.at("follow"), BELOW, 1.6, follow)
        self.roll()

    @beat("back", "board", "leave", "change", "return")
    def again(self) -> None:
        world, talk, back = self.world, self.world.talk, self.at("back")
        for gone in (talk.reply.said, talk.reply.opened, talk.marked, talk.crossed):
            gone.cut(back, 0.0)
        for gone in (world.train.wrong.size, world.app.thumb, world.woman.mood):
            gone.cut(back, 0.0)
        world.camera.look(back, OUTWARD, 0.7)
        self._board()
        self._ride("leave", "change")
        world.camera.look(self.at("leave") + 0.2, AWAY, PUSH)
        self._change(world.train.wrong, self.at("change"))
        world.train.ridden.go(self.at("return"), 0.0, PUSH)
        world.camera.look(self.at("return") + 0.1, OUTWARD, 0.7)
        talk.crossed.go(self.at("return") + HOP, 1.0, Seconds.QUICK, steady)
        world.woman.mood.go(self.at("return") + HOP, -1.0, FADE * 2)
        self.roll()

    @beat("near", "copy", "write", "right", "build", "drop", "land")
    def record(self) -> None:
        world, case, near = self.world, self.world.case, self.at("near")
        world.camera.look(near, CLOSE, 0.7)
        world.train.wrong.boarded.go(near + FADE, 0.0, HOP)
        case.small.cut(near, 1.0)
        case.shown.go(self.at("copy"), 1.0, FADE)
        world.talk.gone.go(self.at("copy"), 1.0, FADE)
        case.small.go(self.at("copy") + FADE / 2, 0.0)
        world.woman.mood.go(self.at("copy"), 0.0)
        self._write()
        world.app.drawer.go(self.at("build"), 1.0, HOP)
        case.small.go(self.at("drop"), 1.0)
        case.place.go(self.at("land") - Seconds.QUICK, DRAWN, Seconds.QUICK, leave)
        self.roll()

    @beat("carry", "near", "enter", "learn", "expect", "switch")
    def retrain(self) -> None:
        world, case, carry = self.world, self.world.case, self.at("carry")
        world.camera.look(carry, LEARNING, PUSH)
        case.place.go(carry, SCREEN + 1j * px(330), 0.4)
        case.stacked.go(carry + 0.3, 1.0, Seconds.MOVE, settle)
        case.place.go(carry + 0.35, ROOF, Seconds.MOVE)
        case.place.go(self.at("enter"), WINDOW, Seconds.MOVE)
        case.inside.go(self.at("enter"), 1.0, Seconds.MOVE)
        world.model.turned.go(self.at("learn"), 1.0)
        world.expected.go(self.at("expect"), 1.0, Seconds.QUICK)
        world.model.moved.go(self.at("switch"), 1.0, PUSH)
        self.roll()

    @beat("board", "leave", "change")
    def retry(self) -> None:
        world = self.world
        world.train.level.cut(self.at("board"), 1.0)
        world.camera.look(self.at("board"), WHOLE, 0.7)
        self._board()
        self._ride("leave", "change")
        self._change(world.train.right, self.at("change"))
        self.roll()

    @beat("return", "wisdom")
    def closing(self) -> None:
        self.world.train.ridden.go(self.at("return"), 0.0, RIDE_BACK)
        self.world.woman.mood.go(self.at("return") + Seconds.QUICK, 1.0, HOP)
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
        woman.reach.go(write - 0.7, 1.0, 0.4)
        case.pencil.go(write - Seconds.QUICK, 1.0, Seconds.QUICK)
        case.underlined.go(write, 1.0, self.between("write", "right"), steady)
        case.pencil.go(self.at("right"), 0.0, Seconds.QUICK)
        case.written.go(self.at("right"), 1.0, Seconds.QUICK)
        woman.reach.go(self.at("build") + HOP, 0.0, HOP)


def follow(share: float) -> float:
    """The easing of the camera that follows a fall: smoothly away and smoothly to its end."""
    share = min(max(share, 0.0), 1.0)
    return share * share * (3 - 2 * share)
