"""Hour 30, test-to-release pipeline: one failing test, from its question to the open gate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manim import VGroup

from storyreel.design.layout import Frame, Grid
from storyreel.design.tokens import Color, Motion, Space, Type, Weight, px
from storyreel.parts.case import Case, Suite
from storyreel.parts.gate import Barrier, Road, Run
from storyreel.parts.hop import Tokens
from storyreel.parts.lanes import RADIUS, Lanes
from storyreel.parts.motion import Appear, Reframe, Shift, Stamp, Vanish
from storyreel.parts.shapes import Strokes, card
from storyreel.parts.shortcuts import Shortcuts
from storyreel.parts.text import Line
from storyreel.parts.tiles import Passage, Tiles, tile_frames
from storyreel.stage.beat import beat
from storyreel.stage.scene import StoryScene

if TYPE_CHECKING:
    from scenes.data.hour30_test_to_release_pipeline import Data

STRIP, BENCH = Grid.STAGE.rows((140.0, 438.0), Space.GUTTER)
INNER = STRIP.inset(Space.PAD, 0.0)
DOTS, RESULT = INNER.columns((1296.0, 352.0), 0.0)
DOT = px(42)
SIDE, TEXT = BENCH.inset(Space.PAD, 0.0).columns((100.0, 1548.0), 0.0)
ROW = px(100)
IN_Y, OUT_Y = BENCH.top - px(110), BENCH.bottom + px(110)
IDS_Y, TEXT_Y = BENCH.center[1] + px(52), BENCH.center[1] - px(52)
ASIDE = (TEXT.right - DOT, BENCH.center[1])
CORNER = (TEXT.right - DOT, BENCH.top - px(62))
RECORD, FOOT = Grid.SUMMARY.rows((276.0, 246.0), px(24))
YARD, REFUSED = FOOT.columns((1036.0, 664.0), Space.GUTTER)
RUNS = RECORD.inset(Space.PAD, px(12)).rows((1.0, 1.0, 1.0), 0.0)
NAMED, RUN_DOTS = px(330), px(980)


def row_at(y: float, room: Frame = TEXT, height: float = ROW) -> Frame:
    return Frame(room.left, y - height / 2, room.right, y + height / 2)


class TestToReleasePipeline(StoryScene):
    """A suite above a bench: what the tests say, and what they are about."""

    data: Data

    @beat("spaces")
    def opening(self) -> None:
        data, trip = self.data.suite, self.data.round_trip
        text = trip.shown(trip.text)
        self.strip, self.bench = card(STRIP), card(BENCH)
        self.suite = Suite(DOTS, data.after, DOT, data.before)
        self.result = self._report(data.waiting, data.before, Color.SLATE)
        self.row = Tiles(tile_frames(row_at(BENCH.center[1]), len(text)), text)
        self.name_in = self._side(trip.rows[0], BENCH.center[1])
        self.add(self.strip, self.bench, self.suite, self.result, self.row, self.name_in)

        first, last = (
            self.row.tiles[i].frame for i in (0, len(text) - len(trip.text.lstrip()) - 1)
        )
        y, drop = first.bottom - px(40), px(22)
        corners = ((first.left, y + drop), (first.left, y), (last.right, y), (last.right, y + drop))
        bracket = Strokes(corners, color=Color.GOLD_LINE, width=Weight.STRONG)
        hint = Line(trip.hint, Type.LABEL_STRONG, (first.left, y - px(50)), Color.GOLD_TEXT)
        self.hint = VGroup(bracket, hint)
        self.until("spaces")
        self.play(Appear(self.hint))

    @beat("run", "passed", "trip", "back")
    def run_suites(self) -> None:
        data, trip = self.data.suite, self.data.round_trip
        passed = self._report(data.passed, data.before, Color.NAVY)
        self.cells = {y: tile_frames(row_at(y), len(trip.text)) for y in (IN_Y, OUT_Y)}
        name_out = self._side(trip.rows[1], OUT_Y)
        self.dot = Case(ASIDE, DOT, failed=1.0)

        self.start(Vanish(self.hint), self.row.move(self.cells[IN_Y]))
        self.start(Shift(self.name_in, (0.0, IN_Y - BENCH.center[1])))
        self.until("run")
        self.start(self.suite.run(self.between("run", "passed")))
        self.until("passed")
        self.start(Vanish(self.result), Appear(passed))
        self.until("trip")
        passage = Passage(self.row, self.cells[OUT_Y], trip.order, trip.home)
        self.start(passage.fall(self.between("trip", "back")), Appear(name_out))
        self.until("back")
        self.start(Stamp(self.dot))
        self.result, self.trip = passed, VGroup(self.row, passage, self.name_in, name_out)

    @beat("join", "lanes", "environment", "fine", "data", "roll", "found")
    def triage(self) -> None:
        data, triage = self.data.suite, self.data.triage
        failed = self._report(data.failed, data.after - data.before, Color.GOLD_TEXT, px(32))
        self.lanes = Lanes(BENCH, triage.lanes)
        environment, here, *_ = self.lanes.lanes
        tick = Case(environment.bay, RADIUS, passed=1.0)
        fine = environment.remark(triage.fine, Color.NAVY)
        found = here.remark(triage.found, Color.GOLD_TEXT)
        seat = self.suite.places[-1]

        self.until("join")
        self.start(self.dot.go(seat, DOT, Motion.SLOW, (px(90), 0.0)))
        self.start(Shift(self.result, (0.0, -px(32))), Appear(failed))
        self.until("lanes")
        self.start(Vanish(self.trip), Vanish(self.bench), self.lanes.part(Motion.MOVE))
        self.bring_to_front(self.dot)
        self.until("environment")
        self.start(self.dot.go((seat[0], environment.bay[1]), RADIUS, 0.5))
        self.until("fine")
        self.start(Stamp(tick, 0.4), Appear(fine, (-px(20), 0.0)))
        self.until("data")
        self.start(self.dot.go((seat[0], here.bay[1]), RADIUS, 0.4))
        self.until("roll")
        turns = (seat[0] - here.bay[0]) / RADIUS
        self.start(self.dot.go(here.bay, RADIUS, self.between("roll", "found"), turns=turns))
        self.until("found")
        self.start(Appear(found, (-px(20), 0.0)))
        self.failed, self.said = failed, VGroup(tick, fine, found, here.title, here.ring)

    @beat("text", "ids", "hop", "same")
    def fix(self) -> None:
        data, trip = self.data.fix, self.data.round_trip
        self.bench = self.lanes.lanes[1].plate
        others = VGroup(*(lane for i, lane in enumerate(self.lanes.lanes) if i != 1))
        ids = tuple(str(token.id) for token in trip.tokens)
        texts = tuple(trip.shown(token.text) for token in trip.tokens)
        ids_room, text_room = row_at(IDS_Y, height=px(92)), row_at(TEXT_Y, height=px(92))
        self.tokens = Tokens(ids_room, text_room, ids, texts, trip.stray)
        name_text, name_ids = self._side(data.rows[1], TEXT_Y), self._side(data.rows[0], IDS_Y)
        same = Line(
            data.same, Type.LABEL_STRONG, (CORNER[0] - px(80), CORNER[1]), Color.NAVY, "right"
        )

        self.start(Vanish(self.said), Vanish(others))
        self.start(Reframe(self.bench, BENCH), self.dot.go(CORNER, DOT))
        self.until("text")
        self.start(self.tokens.characters.unfold(Motion.MOVE), Appear(name_text))
        self.until("ids")
        self.start(self.tokens.number(Motion.MOVE), Appear(name_ids))
        self.until("hop")
        self.start(self.tokens.hop(trip.home, Motion.SLOW))
        self.until("same")
        self.start(Appear(same))
        self.names = VGroup(name_text, name_ids, same)

    @beat("clear", "run", "trip", "passed")
    def rerun(self) -> None:
        data, trip = self.data.suite, self.data.round_trip
        names = VGroup(self._side(trip.rows[0], IN_Y), self._side(trip.rows[1], OUT_Y))
        passed = self._report(data.passed, data.after, Color.NAVY)
        before = [tile.frame for tile in self.tokens.characters.tiles]
        row = Tiles(sorted(before, key=lambda frame: frame.left), trip.shown(trip.text))

        self.until("clear")
        self.start(Vanish(self.names), Vanish(self.tokens.heads, (0.0, px(30))))
        self.remove(self.tokens.characters)
        self.start(row.move(self.cells[IN_Y]), Appear(names))
        self.start(self.dot.go(self.suite.places[-1], DOT, Motion.MOVE))
        self.start(self.suite.reset(Motion.MOVE), Vanish(VGroup(self.result, self.failed)))
        self.until("run")
        self.remove(self.dot)
        self.suite.admit(self.dot)
        self.start(self.suite.run(self.between("run", "passed")))
        self.until("trip")
        passage = Passage(row, self.cells[OUT_Y], range(len(trip.text)))
        self.start(passage.fall(self.between("trip", "passed"), solid=True))
        self.until("passed")
        self.start(Stamp(passed))
        self.result, self.trip = passed, VGroup(row, passage, names)

    @beat("history", "road", "gather", "shortcuts", "strike", "open", "roll")
    def release_gate(self) -> None:
        data, suite = self.data.release, self.data.suite
        shares = [(suite.before, 0), (suite.before, suite.after - suite.before), (suite.after, 0)]
        rows = [
            VGroup(Line(name, Type.LABEL, (run.left, run.center[1]), Color.CHARCOAL))
            for name, run in zip(data.runs, RUNS, strict=True)
        ]
        for row, run, (passed, failed) in zip(rows[:2], RUNS, shares, strict=False):
            dots = Suite(self._dots(run), suite.after, px(30), passed, 1.0)
            row.add(dots)
            word, color, count = (suite.passed, Color.NAVY, passed)
            if failed:
                row.add(Case(dots.places[-1], px(30), failed=1.0))
                word, color, count = (suite.failed, Color.GOLD_TEXT, failed)
            text = word.replace("{count}", str(count))
            row.add(
                Line(text, Type.CODE_STRONG, (run.right, run.center[1]), color, "right", "code")
            )
        road = Road(YARD)
        road.lie_in(YARD.raised(-px(19)))
        barrier = Barrier(road.x_at(0.6), road.y)
        go = Run((road.x_at(0.0), road.y))
        copies = Suite(self._dots(RUNS[2]), suite.after, px(30), suite.after, 1.0)
        shortcuts = Shortcuts(REFUSED.inset(Space.PAD, px(18)), data.shortcuts)

        self.start(Vanish(self.trip), Reframe(self.strip, RECORD), Reframe(self.bench, REFUSED))
        self.start(self.suite.move(self._dots(RUNS[2]), px(30)))
        self.start(Shift(self.result, (0.0, RUNS[2].center[1] - INNER.center[1])))
        self.until("history")
        for row, rise in zip(rows, (-px(84), -px(42), 0.0), strict=True):
            self.start(Appear(row, (0.0, rise)))
        self.until("road")
        self.start(Appear(VGroup(road, barrier), (-px(60), 0.0)))
        self.until("gather")
        self.start(copies.gather((road.x_at(0.0), road.y)), Appear(go, (0.0, 0.0), 0.4))
        self.until("shortcuts")
        self.start(Appear(shortcuts))
        self.until("strike")
        self.start(shortcuts.strike(self.between("strike", "open")))
        self.until("open")
        self.start(barrier.swing(1.0, Motion.MOVE))
        self.until("roll")
        self.start(go.go((road.x_at(1.0), road.y), Motion.SLOW))

    @beat("wisdom")
    def closing(self) -> None:
        self.until("wisdom")
        self.start(self.furniture.reveal_wisdom())

    # What several beats share

    def _report(self, text: str, count: int, color: str, rise: float = 0.0) -> Line:
        at = (RESULT.right, RESULT.center[1] + rise)
        return Line(
            text.replace("{count}", str(count)), Type.CODE_STRONG, at, color, "right", "code"
        )

    def _side(self, text: str, y: float) -> Line:
        return Line(text, Type.LABEL_STRONG, (SIDE.left, y), Color.SLATE)

    def _dots(self, run: Frame) -> Frame:
        return Frame(run.left + NAMED, run.bottom, run.left + NAMED + RUN_DOTS, run.top)
