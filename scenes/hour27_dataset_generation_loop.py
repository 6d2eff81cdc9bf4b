"""Hour 27, dataset generation loop: five drafts from an empty turn, of which four are usable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manim import VGroup

from storyreel.design.layout import Frame, Grid
from storyreel.design.tokens import Color, Motion, Space, Type, px
from storyreel.parts.artefact import Artefact
from storyreel.parts.cells import Pile
from storyreel.parts.checks import Checks
from storyreel.parts.counter import Counter
from storyreel.parts.door import Door
from storyreel.parts.draft import NAME, Draft, Stance
from storyreel.parts.field import Field
from storyreel.parts.motion import Appear, Reframe, Shift, Stamp, Vanish
from storyreel.parts.rewrite import Leftover, Rewrite
from storyreel.parts.shapes import Plate, card
from storyreel.parts.sprout import Sprout
from storyreel.parts.tally import Tally
from storyreel.parts.text import Line
from storyreel.parts.turn import Turn
from storyreel.parts.verdict import Badge
from storyreel.stage.beat import beat
from storyreel.stage.scene import StoryScene

if TYPE_CHECKING:
    from scenes.data.hour27_dataset_generation_loop import Data

SEED = Frame.of(96, 284, 1824, 368)
BELOW = Frame.of(96, 404, 1824, 868)
TRAY, YARD = Frame.of(96, 284, 1332, 868), Frame.of(1504, 284, 1824, 868)
ALLEY = Frame.of(1334, 284, 1502, 868)
HEAD, SHELF, _ = TRAY.inset(px(28), 0.0).rows((112.0, 444.0, 28.0), 0.0)
YARD_HEAD, REFUSED = YARD.rows((112.0, 472.0), 0.0)
BENCH = Frame.of(136, 388, 1292, 784)
SEALED = Frame.of(96, 372, 1332, 808)
DROP = px(88)
SHELF_LOW, REFUSED_LOW = Frame.of(124, 484, 1304, 780), Frame.of(1504, 484, 1824, 808)
FOOT = px(50)
QUESTION = NAME.sized(84)

WIDE = Pile(24, px(11))
PAGES = [Stance(frame, WIDE, px(28), px(54), px(92)) for frame in BELOW.columns((1.0,) * 5, px(32))]
LISTED = [
    Stance(frame, Pile(6, px(2.64), upright=True), px(28), px(42), px(18))
    for frame in YARD.rows((1.0,) * 5, px(14))
]


def shelved(room: Frame, pile: Pile, base: float) -> list[Stance]:
    """Four drafts side by side in the tray, with the pile in the middle of the card."""
    frames, pad = room.columns((1.0,) * 4, px(20)), px(20)
    indent = (frames[0].width - pile.line * pile.pitch) / 2 - pad
    return [Stance(frame, pile, pad, px(50), base, indent) for frame in frames]


class DatasetGenerationLoop(StoryScene):
    """A turn and its drafts; a bench beside them; then a tray that four of them reach."""

    data: Data

    @beat("places")
    def opening(self) -> None:
        seed = self.data.seed
        self.turn = Turn(SEED, seed.header, seed.speaker, seed.empty)
        places = [
            Plate(stance.frame, Space.RADIUS, Color.CELL, Color.HAIRLINE, role="decor")
            for stance in PAGES
        ]
        self.places = VGroup(*places)
        self.add(self.turn)
        self.start(self.turn.blink(2.4))
        self.until("places")
        for index, place in enumerate(places):
            self.start(Appear(place, (0.0, -px(40)), run_time=Motion.MOVE + 0.08 * index))

    @beat("sprout", "grown")
    def seed_set(self) -> None:
        seed, data = self.data.seed, self.data.drafts
        capacity = max(row.tokens for row in data.rows)
        stances = [Stance(BELOW, WIDE, px(56), px(54), px(92)), *PAGES[1:]]
        self.drafts = [
            Draft(stance, row.name, row.tokens, capacity)
            for stance, row in zip(stances, data.rows, strict=True)
        ]
        first = self.drafts[0]
        first.name_shown(False)
        self.sprout = Sprout(BELOW.inset(px(56), px(40)), seed.question, QUESTION)
        self.until("sprout")
        self.start(first.emerge(self.turn.mouth, Motion.MOVE), self.turn.clear(Motion.QUICK))
        self.start(self.sprout.grow(self.turn.mouth, self.between("sprout", "grown")))

    @beat("spread", "ask")
    def synthetic_expansion(self) -> None:
        data = self.data.drafts
        first, *others = self.drafts
        size = NAME.size / QUESTION.size
        digits = max(len(str(row.tokens)) for row in data.rows)
        self.tallies = [
            Tally((s.frame.left + s.pad, s.frame.bottom + FOOT), data.unit, digits) for s in PAGES
        ]
        self.until("spread")
        self.start(first.travel(PAGES[0], Motion.MOVE))
        wither = self.sprout.wither(first.name_line.text, PAGES[0].name_at, size, Motion.MOVE)
        self.start(wither)
        for draft in others:
            self.start(draft.emerge(self.turn.mouth, Motion.MOVE))
            self.wait(0.1)
        self.until("ask")
        first.name_shown(True)
        self.remove(*self.places)
        for draft, tally in zip(self.drafts, self.tallies, strict=True):
            self._ask(draft, tally)

    @beat("tiles", "count", "unfold", "trap", "lost")
    def reflection_cleanup(self) -> None:
        data = self.data.reflection
        self.bench = card(TRAY)
        heading = Line(data.heading, Type.LABEL, (BENCH.left, TRAY.top - px(48)), Color.SLATE)
        rewrite = Rewrite(BENCH, data.original, data.rewritten, data.kept)
        tile, text = rewrite.tiles[0]
        at = (BENCH.left + tile.frame.height / 2, rewrite.new_room.center[1])
        leftover = Leftover(tile, text, at, data.fallback)
        beside = at[0] + px(170)
        missing = Line(data.missing, Type.CODE, (beside, at[1]), Color.GOLD_TEXT, role="code")
        badge = Badge((at[0] + px(104), at[1]), px(34), passed=False)

        self.start(Vanish(self.turn, (0.0, px(40))), Vanish(VGroup(*self.tallies)))
        for draft, stance in zip(self.drafts, LISTED, strict=True):
            self.start(draft.travel(stance, Motion.SLOW, wide_after=0.3))
        self.start(Appear(self.bench, (-px(80), 0.0)))
        self.bring_to_front(*self.drafts)
        self.until("tiles")
        self.start(Appear(VGroup(heading, rewrite.tiles)))
        self.until("count")
        self.start(rewrite.count_out(Motion.MOVE))
        self.until("unfold")
        self.start(rewrite.unfold(1.0))
        self.until("trap")
        self.start(rewrite.collapse(at, Motion.MOVE), leftover.fall(Motion.SLOW))
        self.until("lost")
        self.start(Appear(missing, (px(60), 0.0)))
        self.play(Stamp(badge))
        self.bench_top = VGroup(heading, rewrite, leftover, missing, badge)

    @beat("open", "first", "blank", "reopen", "last", "refused", "schema", "set", "later", "truth")
    def quality_gate(self) -> None:
        data, rows = self.data.gate, self.data.drafts.rows
        usable = [draft for draft in self.drafts if draft.tokens]
        (self.blank,) = (draft for draft in self.drafts if not draft.tokens)
        stances = shelved(SHELF, Pile(24, px(10)), px(104))
        early = [draft for draft in usable if draft.stance.frame.top > self.blank.stance.frame.top]
        self.checks = Checks(HEAD, data.locks)
        self.door = Door(ALLEY)
        self.fields = VGroup(*(Field(_foot(stance.frame), data.field) for stance in stances))
        self.count = Counter((YARD_HEAD.right - px(60), YARD_HEAD.center[1]), len(rows))
        self.count.show_count(len(usable))
        x, y = REFUSED.center
        reason = Line(
            data.reason, Type.LABEL_STRONG, (x, REFUSED.bottom + FOOT), Color.GOLD_TEXT, "center"
        )
        self.reason = VGroup(Badge((x, y), px(64), passed=False), reason)

        self.start(Vanish(self.bench_top), Appear(self.door))
        self.start(Appear(self.checks))
        self.bring_to_front(*self.drafts)
        self.until("open")
        self.start(self.door.swing(1.0, Motion.QUICK))
        self.until("first")
        places = iter(stances)
        for draft in early:
            self._deal(draft, next(places))
        self.start(self.blank.bounce(self.blank.stance.frame.left - ALLEY.center[0], 0.9))
        self.wait(0.1)
        self.start(self.door.swing(0.0, 0.2))
        self.until("blank")
        self.start(self.checks.snap(0), self.blank.refuse(Motion.QUICK))
        self.until("reopen")
        self.start(self.door.swing(1.0, Motion.QUICK))
        self.until("last")
        for draft in usable[len(early) :]:
            self._deal(draft, next(places))
        self.until("refused")
        refused = Stance(REFUSED, WIDE, px(28), px(50), px(92))
        self.start(self.blank.travel(refused, Motion.MOVE), self.door.swing(0.0, Motion.MOVE))
        self.until("schema")
        self.start(Appear(self.reason), Stamp(self.count))
        self.add(self.fields)
        self.start(*(field.miss(Motion.QUICK) for field in self.fields))
        self.until("set")
        self.start(*(field.fill(Motion.QUICK) for field in self.fields), self.checks.snap(1))
        self.until("later")
        self.start(self.checks.snap(2))
        self.until("truth")
        self.start(self.checks.snap(3))

    @beat("gather", "seal", "sealed")
    def training_ready(self) -> None:
        data = self.data.ready
        shelf = shelved(SHELF, WIDE, 0.0)
        ends = tuple(stance.frame.right for stance in shelf)
        self.artefact = Artefact(TRAY, HEAD, data.title, data.kept, ends)
        says = data.refused.format(count=sum(not draft.tokens for draft in self.drafts))
        self.refused = Line(says, Type.HEADING, YARD_HEAD.center, Color.GOLD_TEXT, "center")

        self.until("gather")
        self.start(self.checks.gather(self.artefact.seal_at, Motion.SLOW))
        self.until("seal")
        self.add(self.artefact)
        self.bring_to_front(*self.drafts, self.fields, self.reason)
        self.start(self.artefact.close(self.between("seal", "sealed")))
        self.until("sealed")
        self.remove(self.bench)
        self.start(Vanish(self.count), Vanish(self.door))
        self.wait(Motion.QUICK)
        self.start(Appear(self.refused))

    @beat("insight", "wisdom")
    def closing(self) -> None:
        insight = Line(
            self.data.summary.insight, Type.HEADING, (Grid.LEFT, SEED.center[1]), Color.NAVY
        )
        usable = [draft for draft in self.drafts if draft.tokens]
        low = shelved(SHELF_LOW, Pile(24, px(7.4)), px(22))
        self.start(Vanish(self.fields), Reframe(self.artefact.plate, SEALED, Motion.SLOW))
        self.start(Shift(VGroup(self.artefact.header, self.refused), (0.0, -DROP), Motion.SLOW))
        for draft, stance in zip(usable, low, strict=True):
            self.start(draft.travel(stance, Motion.SLOW))
        refused = Stance(REFUSED_LOW, WIDE, px(28), px(50), px(92))
        self.start(self.blank.travel(refused, Motion.SLOW))
        self.start(Shift(self.reason, (0.0, px(20)), Motion.SLOW))
        self.until("insight")
        self.start(Appear(insight))
        self.until("wisdom")
        self.start(self.furniture.reveal_wisdom())

    # What several beats share

    def _ask(self, draft: Draft, tally: Tally) -> None:
        """Send the name of a draft into the turn; its tokens come back."""
        self.start(draft.echo().go(self.turn.slot.center, 0.7))
        self.add(tally)
        self.wait(0.34)
        self.start(draft.pour(self.turn.mouth, 1.2), tally.follow(draft.landed, 1.2))

    def _deal(self, draft: Draft, stance: Stance) -> None:
        """Send a draft through the door to its place; the next one may follow it closely."""
        self.start(draft.travel(stance, 0.7, high_after=0.35))
        self.wait(0.26)


def _foot(frame: Frame) -> Frame:
    """Where the field of a draft stands."""
    return Frame(
        frame.left + px(20), frame.bottom + px(24), frame.right - px(20), frame.bottom + px(84)
    )
