"""Hour 27, dataset generation loop: five drafts from an empty turn, of which four are usable."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.layout import Frame, Grid, y_at
from storyreel.design.tokens import Color, Seconds, Type, px
from storyreel.parts.counter import Counter
from storyreel.parts.motion import Appear, Reframe, Shift, Stamp, Vanish
from storyreel.parts.shapes import card
from storyreel.parts.text import Line
from storyreel.stage.beat import beat
from storyreel.stage.scene import StoryScene

from .data import Data
from .parts.artefact import Artefact
from .parts.checks import Checks
from .parts.door import Door
from .parts.draft import NAME, Draft
from .parts.field import Field
from .parts.refusal import Refusal
from .parts.rewrite import Leftover, Rewrite
from .parts.sprout import Sprout
from .parts.stance import Stance, alone, listed, pages, shelved
from .parts.tally import Tally
from .parts.turn import Turn
from .parts.vacancies import Vacancies

SEED, BELOW = Frame.of(96, 284, 1824, 368), Frame.of(96, 404, 1824, 868)
TRAY, YARD = Frame.of(96, 284, 1332, 868), Frame.of(1504, 284, 1824, 868)
ALLEY = Frame.of(1334, 284, 1502, 868)
HEAD, SHELF, _ = TRAY.inset(px(28), 0.0).rows((112.0, 444.0, 28.0), 0.0)
YARD_HEAD, REFUSED = YARD.rows((112.0, 472.0), 0.0)
BENCH = Frame.of(136, 376, 1292, 840)
SEALED, REFUSED_LOW = Frame.of(96, 372, 1332, 808), Frame.of(1504, 484, 1824, 808)
SHELF_LOW, DROP, INSIGHT = Frame.of(124, 484, 1304, 780), px(88), (Grid.LEFT, y_at(318))
QUESTION, POUR = NAME.sized(84), 2 * Seconds.MOVE


class DatasetGenerationLoop(StoryScene):
    """A turn and its drafts; a bench beside them; then a tray that four of them reach."""

    data: Data

    @beat("wonder")
    def opening(self) -> None:
        seed = self.data.seed
        self.turn = Turn(SEED, seed.header, seed.speaker, seed.empty)
        self.pages = pages(BELOW, len(self.data.drafts.rows))
        self.places = Vacancies(tuple(page.frame for page in self.pages), seed.unknown)
        self.add(self.turn, self.places)
        self.start(self.turn.blink(self.storyboard.beats[0].duration))
        self.until("wonder")
        self.start(self.places.wonder(Seconds.SLOW))

    @beat("sprout", "words", "grown")
    def seed_set(self) -> None:
        rows = self.data.drafts.rows
        longest = max(row.tokens for row in rows)
        stances = [alone(BELOW), *self.pages[1:]]
        self.drafts = [
            Draft(stance, row.name, row.tokens, longest)
            for stance, row in zip(stances, rows, strict=True)
        ]
        self.usable = [draft for draft in self.drafts if draft.tokens]
        (self.blank,) = (draft for draft in self.drafts if not draft.tokens)
        self.sprout = Sprout(BELOW.inset(px(56), px(40)), self.data.seed.question, QUESTION)
        self.drafts[0].name_shown(False)
        self.until("sprout")
        self.start(self.drafts[0].emerge(self.turn.mouth, Seconds.MOVE))
        self.start(self.turn.clear(Seconds.QUICK), self.places.forget(Seconds.QUICK))
        self.until("words")
        self.start(self.sprout.grow(self.turn.mouth, self.between("words", "grown")))

    @beat("spread", "named", "ask", "asked")
    def synthetic_expansion(self) -> None:
        first, *others = self.drafts
        page = self.pages[0]
        count = self.data.drafts.unit, len(str(first.capacity))
        self.tallies = [Tally(page.foot_at, *count) for page in self.pages]
        size, time = NAME.size / QUESTION.size, self.between("spread", "named")

        self.until("spread")
        self.start(first.travel(page, time))
        self.start(self.sprout.wither(first.name_line.text, page.name_at, size, time))
        for draft in others:
            self.start(draft.emerge(self.turn.mouth, Seconds.MOVE))
            self.wait(Seconds.STAGGER)
        self.until("named")
        first.name_shown(True)
        self.until("ask")
        self.remove(self.places)
        pace = self.between("ask", "asked") / len(self.drafts)
        for draft, tally in zip(self.drafts, self.tallies, strict=True):
            self.start(draft.echo().go(self.turn.slot.center, 2 * pace))
            self.add(tally)
            self.wait(pace)
            self.start(draft.pour(self.turn.mouth, POUR), tally.follow(draft.landed, POUR))

    @beat("tiles", "count", "unfold", "whole", "trap", "lost")
    def reflection_cleanup(self) -> None:
        data = self.data.reflection
        self.bench = card(TRAY)
        heading = Line(data.heading, Type.LABEL, (BENCH.left, TRAY.top - px(52)), Color.SLATE)
        rewrite = Rewrite(BENCH, data.original, data.rewritten, data.kept)
        leftover = Leftover(rewrite, data.fallback, data.missing)
        self.start(Vanish(self.turn, (0.0, px(40))), Vanish(VGroup(*self.tallies)))
        for draft, stance in zip(self.drafts, listed(YARD, len(self.drafts)), strict=True):
            self.start(draft.travel(stance, Seconds.SLOW, wide_after=0.3))
        self.start(Appear(self.bench, (-px(80), 0.0)))
        self.bring_to_front(*self.drafts)
        self.until("tiles")
        self.start(Appear(VGroup(heading, rewrite.tiles)))
        self.until("count")
        self.start(rewrite.count_out(Seconds.MOVE))
        self.until("unfold")
        self.start(rewrite.unfold(self.between("unfold", "whole")))
        self.until("trap")
        self.start(rewrite.collapse(leftover.at, Seconds.MOVE), leftover.fall(Seconds.SLOW))
        self.until("lost")
        self.start(Appear(leftover.why, (px(60), 0.0)))
        self.on_bench = VGroup(heading, rewrite, leftover, leftover.why)

    @beat("open", "first", "third", "blank", "last", "refused", "schema", "set", "later", "truth")
    def quality_gate(self) -> None:
        data, blank, before = self.data.gate, self.blank, self.drafts.index(self.blank)
        shelf = shelved(SHELF, len(self.usable), px(10), px(104))
        self.checks, self.door = Checks(HEAD, data.locks), Door(ALLEY)
        self.fields = VGroup(*(Field(stance.frame, data.field) for stance in shelf))
        self.refusal = Refusal(REFUSED, data.reason)
        self.count = Counter((YARD_HEAD.right - px(60), YARD_HEAD.center[1]), len(self.drafts))
        self.count.show_count(len(self.usable))
        self.start(Appear(self.door))
        self.play(Vanish(self.on_bench))
        self.start(Appear(self.checks))
        self.bring_to_front(*self.drafts)
        self.until("open")
        self.start(self.door.swing(1.0, Seconds.QUICK))
        self.until("first")
        self._deal(self.usable[:before], shelf[:before], self.between("first", "third"))
        self.start(blank.bounce(self.door.face, self.between("third", "blank")))
        self.start(self.door.swing(0.0, Seconds.QUICK))
        self.until("blank")
        self.start(self.checks.snap(0), blank.refuse(Seconds.QUICK))
        self.wait(Seconds.QUICK)
        self.start(self.door.swing(1.0, Seconds.QUICK))
        self.until("last")
        self._deal(self.usable[before:], shelf[before:], self.between("last", "refused"))
        self.start(blank.travel(alone(REFUSED), Seconds.MOVE), self.door.swing(0.0, Seconds.MOVE))
        self.until("schema")
        self.start(Appear(self.refusal), Stamp(self.count))
        self.start(*(field.miss(Seconds.QUICK) for field in self.fields))
        self.until("set")
        self.start(*(field.fill(Seconds.QUICK) for field in self.fields), self.checks.snap(1))
        self.until("later")
        self.start(self.checks.snap(2))
        self.until("truth")
        self.start(self.checks.snap(3))

    @beat("gather", "seal", "sealed")
    def training_ready(self) -> None:
        data = self.data.ready
        ends = tuple(draft.stance.frame.right for draft in self.usable)
        self.artefact = Artefact(TRAY, HEAD, data.title, data.kept, ends)
        says = data.refused.replace("{count}", str(len(self.drafts) - len(self.usable)))
        self.refused = Line(says, Type.HEADING, YARD_HEAD.center, Color.GOLD_TEXT, "center")
        self.until("gather")
        self.start(self.checks.gather(self.artefact.seal_at, Seconds.SLOW))
        self.until("seal")
        self.add(self.artefact)
        self.bring_to_front(*self.drafts, *self.fields, self.refusal)
        self.start(self.artefact.close(self.between("seal", "sealed")))
        self.until("sealed")
        self.remove(self.bench)
        self.play(Vanish(VGroup(self.count, self.door)))
        self.start(Appear(self.refused))

    @beat("insight")
    def closing(self) -> None:
        insight = Line(self.data.summary.insight, Type.HEADING, INSIGHT, Color.NAVY)
        low = shelved(SHELF_LOW, len(self.usable), px(7.4), px(22))
        down = Shift(VGroup(self.artefact.header, self.refused), (0.0, -DROP), Seconds.SLOW)
        self.start(Vanish(self.fields), Reframe(self.artefact.plate, SEALED, Seconds.SLOW), down)
        for draft, stance in zip(self.usable, low, strict=True):
            self.start(draft.travel(stance, Seconds.SLOW))
        self.start(self.blank.travel(alone(REFUSED_LOW), Seconds.SLOW))
        self.start(self.refusal.settle(REFUSED_LOW, Seconds.SLOW))
        self.until("insight")
        self.start(Appear(insight), self.shared.reveal_wisdom())

    def _deal(self, drafts: list[Draft], stances: list[Stance], time: float) -> None:
        """Send drafts through the door to their places, one closely after the other."""
        for draft, stance in zip(drafts, stances, strict=True):
            self.start(draft.travel(stance, Seconds.MOVE + 0.1, high_after=0.35))
            self.wait(time / len(drafts))
