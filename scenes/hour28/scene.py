"""Hour 28, tokenizer extension: seven jars give way to one, the line shortens, the jar is empty."""

from __future__ import annotations

from collections.abc import Callable

from manim import Mobject

from storyreel.design.easing import glide, settle, steady
from storyreel.parts.motion import Motion
from storyreel.stage.beat import beat
from storyreel.stage.scene import StoryScene

from .close_up import CloseUp
from .data import Data
from .parts.pharmacist import PATIENT, PLEASED
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

    @beat("near", "arrive")
    def extend(self) -> None:
        world = self.world
        self.until("near")
        self.whole.take_excerpt()
        parts = (world.rack, world.tally, *self.near, *self.shelf)
        self._timed(self.whole.come_close, "near", "arrive", *parts)
        self.until("arrive")
        world.tally.hide()
        self._move(
            lambda share: self.close_up.arrive(2.2 * share),
            2.2,
            world.added,
            world.shelf_plate,
            ease=steady,
        )

    @beat("rise", "take", "join", "joined")
    def after(self) -> None:
        world = self.world
        self.until("rise")
        self._timed(self.close_up.rise, "rise", "take", world.jars)
        self.until("take")
        self._move(lambda share: self.close_up.take(1.7 * share), 1.7, world.new, ease=steady)
        self.until("join")
        self._timed(self.close_up.join, "join", "joined", world.paper, ease=glide)
        self.until("joined")
        self.close_up.put_in_frame()
        self.start(world.pharmacist.turn_to(*PLEASED))

    @beat("back", "first", "others", "done")
    def sequence_length(self) -> None:
        world = self.world
        self.until("back")
        run_time = self.between("back", "first")
        parts = (world.rack, world.tally, *self.near, *self.shelf, world.new, world.plate)
        self._move(self.whole.step_back_again, run_time, *parts, ease=steady)
        self.until("first")
        self.whole.settle_line()
        self._close(0, self.between("first", "others"))
        self.until("others")
        terms = len(self.data.note.terms)
        for term in range(1, terms):
            run_time = self.between("others", "done") / (terms - 1)
            self._close(term, run_time)
            self.wait(run_time)

    @beat("clear", "passing", "passed", "bring", "miss", "missed")
    def training_cost(self) -> None:
        world = self.world
        self.until("clear")
        listed = (world.terms, world.tally, world.bars)
        self._timed(self.whole.clear_terms, "clear", "passing", *listed)
        self.until("passing")
        self._timed(self.whole.go_over, "passing", "passed", world.rack, world.bars)
        self.until("bring")
        world.pharmacist.feel(*PATIENT)
        parts = (world.terms, world.counter, world.pharmacist)
        self._timed(self.whole.bring_jar, "bring", "miss", *parts, ease=settle)
        self.until("miss")
        self._timed(self.whole.miss, "miss", "missed", world.missing)

    @beat("wisdom")
    def closing(self) -> None:
        self.until("wisdom")
        self.start(self.shared.reveal_wisdom())

    # What several beats share

    def _close(self, term: int, run_time: float) -> None:
        world = self.world
        parts = (world.rack, world.tally, world.terms)
        self._move(lambda share: self.whole.close(term, share), run_time, *parts, ease=steady)

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
