"""Hour 28, tokenizer extension: seven jars give way to one, the line shortens, the jar is empty."""

from __future__ import annotations

from collections.abc import Callable

from manim import Mobject

from storyreel.design.easing import glide, steady
from storyreel.parts.motion import Motion
from storyreel.stage.beat import beat
from storyreel.stage.scene import StoryScene

from .close_up import CloseUp
from .data import Data
from .parts.pharmacist import DOUBTFUL, PLEASED, READY
from .pharmacy import Pharmacy
from .whole_line import WholeLine


class TokenizerExtensionImpact(StoryScene):
    """A term's jars, the whole note, a new jar, a shorter line, and what only training can fill."""

    data: Data

    @beat("mark", "open", "cut", "taken", "light", "back", "count", "counted")
    def before(self) -> None:
        self.world = world = Pharmacy(self.data)
        self.close_up, self.whole = CloseUp(world), WholeLine(world)
        self.near = (world.counter, world.pharmacist, world.jars, world.paper)
        self.shelf = (world.shelf, world.stock, world.added, world.shelf_plate)
        self.added = (world.added, world.shelf_plate, world.others, world.names)
        self.add(world)
        self.until("mark")
        self._move(world.page.mark, 0.6, world.page)
        self.until("open")
        parts = (world.page, world.counter, world.pharmacist, *self.shelf)
        self._timed(self.close_up.open, "open", "cut", *parts)
        self.until("cut")
        self.close_up.lay_card()
        self._timed(self.close_up.cut, "cut", "taken", world.jars, world.paper)
        self.until("light")
        self._move(self.whole.mark, 0.5, world.rack, ease=steady)
        self.until("back")
        self._timed(self.whole.step_back, "back", "count", world.rack, *self.near)
        self._move(world.lift_shelf, self.between("back", "count") * 0.6, *self.shelf)
        self.until("count")
        self.whole.settle_excerpt()
        self._timed(self.whole.count_up, "count", "counted", world.rack, world.tally)

    @beat("near", "arrive", "arrived")
    def extend(self) -> None:
        world = self.world
        self.until("near")
        self.whole.unmark()
        parts = (world.rack, world.tally, *self.near, *self.shelf)
        self._timed(self.whole.leave_for_shelf, "near", "arrive", *parts)
        self.until("arrive")
        world.tally.hide()
        self._timed(self.close_up.arrive, "arrive", "arrived", world.shelf, *self.added)

    @beat("pan", "rise", "take", "risen", "join", "joined", "taken")
    def after(self) -> None:
        world = self.world
        self.until("pan")
        self.whole.take_excerpt()
        parts = (world.rack, *self.near, *self.shelf, *self.added)
        self._timed(self.close_up.pan, "pan", "rise", *parts)
        self.until("rise")
        self._timed(self.close_up.rise, "rise", "risen", world.jars)
        self.until("take")
        self._timed(self.close_up.take, "take", "taken", world.new, world.pharmacist)
        self.until("join")
        self._timed(self.close_up.join, "join", "joined", world.paper, ease=glide)
        self.until("joined")
        self.close_up.put_in_frame()
        self.until("taken")
        self.start(world.pharmacist.turn_to(*PLEASED))

    @beat(
        "back",
        "first",
        "last",
        "close",
        "closed",
        "lift",
        "bar",
        "lifted",
        "grown",
        "passing",
        "passed",
    )
    def sequence_length(self) -> None:
        world = self.world
        self.until("back")
        parts = (world.rack, world.tally, *self.near, *self.shelf, world.new, world.plate)
        self._timed(self.whole.step_back_again, "back", "first", *parts)
        self.until("first")
        self.whole.settle_line()
        self._timed(self.whole.replace_terms, "first", "last", world.rack, world.tally)
        self.until("close")
        self._timed(self.whole.close_up, "close", "closed", world.rack)
        self.until("lift")
        self._timed(self.whole.lift, "lift", "lifted", world.rack, world.tally)
        self.until("bar")
        self._timed(lambda share: world.bars.grow(share, 0.0), "bar", "grown", world.bars)
        self.until("passing")
        world.tally.hide()
        self._timed(lambda share: world.bars.grow(1.0, share), "passing", "passed", world.bars)

    @beat("clear", "cleared", "teach", "taught", "fail", "miss")
    def training_cost(self) -> None:
        world = self.world
        self.until("clear")
        figures = (world.gain, world.spent)
        parts = (world.bars, *figures, world.counter, world.pharmacist, world.lesson)
        self._timed(self.whole.bring_jars, "clear", "cleared", *parts)
        self.until("teach")
        self._timed(self.whole.teach, "teach", "taught", world.lesson.content, world.spent)
        self.until("fail")
        self._move(self.whole.fail, 0.3, world.cost)
        self.start(world.pharmacist.turn_to(*DOUBTFUL, 0.3))
        self.until("miss")
        self._move(self.whole.miss, 0.3, world.quality)

    @beat("wisdom", "ready")
    def closing(self) -> None:
        self.until("wisdom")
        self.start(self.shared.reveal_wisdom())
        self.until("ready")
        self.start(self.world.pharmacist.turn_to(*READY))

    # What several beats share

    def _timed(
        self,
        change: Callable[[float], None],
        cue: str,
        later: str,
        *parts: Mobject,
        ease: Callable[[float], float] = steady,
    ) -> None:
        """Start a change that lasts from one cue to another."""
        self._move(change, self.between(cue, later), *parts, ease=ease)

    def _move(
        self,
        change: Callable[[float], None],
        run_time: float,
        *parts: Mobject,
        ease: Callable[[float], float] = glide,
    ) -> None:
        """Start a change of some parts."""
        first, *others = parts
        self.start(Motion(first, change, run_time, ease, beside=tuple(others)))
