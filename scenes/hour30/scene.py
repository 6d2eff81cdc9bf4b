"""Hour 30, test-to-release pipeline: one failing test, from its question to the open gate."""

from __future__ import annotations

from math import pi

from manim import VGroup

from storyreel.design.layout import Frame, Grid
from storyreel.design.tokens import Color, Seconds, Space, Type, px
from storyreel.parts.motion import Appear, Reframe, Shift, Stamp, Vanish
from storyreel.parts.shapes import card
from storyreel.parts.text import Line
from storyreel.stage.beat import beat
from storyreel.stage.scene import StoryScene

from .data import Data
from .parts import lanes, record
from .parts.case import Case, Suite
from .parts.hop import Tokens
from .parts.release import Release
from .parts.remarks import Agreed, Bracket, Names, Tag
from .parts.shortcuts import Shortcuts
from .parts.tiles import Passage, Tiles, tile_frames

STRIP, BENCH = Grid.STAGE.rows((140.0, 438.0), Space.GUTTER)
INNER = STRIP.inset(Space.PAD, 0.0)
DOT = px(42)
DOTS = Frame(INNER.left - px(14), INNER.bottom, INNER.left + px(1330), INNER.top)
SIDE, TEXT = BENCH.inset(Space.PAD, 0.0).columns((124.0, 1524.0), 0.0)
HEAD, FOOT = BENCH.top - px(62), BENCH.bottom + px(62)
MIDDLE = BENCH.center[1]
IN, OUT, IDS, CHARACTERS = MIDDLE + px(109), MIDDLE - px(109), MIDDLE + px(52), MIDDLE - px(52)
RECORD, LOWER = Grid.SUMMARY.rows((276.0, 246.0), px(24))
RUNS = RECORD.inset(Space.PAD, px(12)).rows((1.0, 1.0, 1.0), 0.0)
ROAD, REFUSED = LOWER.columns((1036.0, 664.0), Space.GUTTER)


def row_at(y: float, height: float = px(100)) -> Frame:
    return Frame(TEXT.left, y - height / 2, TEXT.right, y + height / 2)


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
        self.row = Tiles(tile_frames(row_at(MIDDLE), len(text)), text)
        self.sides = Names(SIDE.left, (MIDDLE, OUT), trip.rows)
        self.hint = Bracket(self.row.span(trip.leading), trip.hint)

        self.add(self.strip, self.bench, self.suite, self.result, self.row, self.sides[0])
        self.until("spaces")
        self.play(Appear(self.hint))

    @beat("run", "passed", "trip", "back")
    def run_suites(self) -> None:
        data, trip = self.data.suite, self.data.round_trip
        passed = self._report(data.passed, data.before, Color.NAVY)
        upper, self.lower = (tile_frames(row_at(y), len(trip.text)) for y in (IN, OUT))
        after = upper[trip.order[trip.late] + 1].left
        between = Line(trip.between, Type.LABEL, (after, MIDDLE), Color.SLATE)
        self.dot = Case((TEXT.right - DOT, MIDDLE), DOT, failed=1.0)

        self.start(Vanish(self.hint), self.row.move(upper), Shift(self.sides[0], (0, IN - MIDDLE)))
        self.until("run")
        self.start(self.suite.run(self.between("run", "passed")))
        self.until("passed")
        self.start(Vanish(self.result), Appear(passed), Appear(self.sides[1]))
        self.until("trip")
        passage = Passage(self.row, self.lower, trip.order, trip.late)
        self.start(passage.fall(self.between("trip", "back")))
        self.until("back")
        self.start(Appear(between), Stamp(self.dot))
        self.result, self.trip = passed, VGroup(self.row, passage, self.sides, between)

    @beat("join", "lanes", "environment", "fine", "data", "roll", "found")
    def triage(self) -> None:
        data, triage = self.data.suite, self.data.triage
        failed = self._report(data.failed, data.after - data.before, Color.GOLD_TEXT, px(32))
        seat, size = self.suite.places[-1], lanes.RADIUS
        network = lanes.Lanes(BENCH.inset(Space.PAD, px(14)), triage.lanes, seat[0])
        environment, here, *_ = network.lanes
        fine = Agreed((seat[0] + px(90), environment.bay[1]), triage.fine)
        self.found = Tag((here.bay[0] + px(56), here.bay[1]), triage.found)

        self.until("join")
        self.play(self.dot.go(seat, DOT, Seconds.MOVE, (-px(110), 0.0)))
        self.start(Shift(self.result, (0.0, -px(32)), Seconds.QUICK), Appear(failed))
        self.until("lanes")
        self.play(Vanish(self.trip, run_time=Seconds.QUICK / 2))
        self.add(self.suite.seat)
        self.start(network.open(Seconds.MOVE))
        self.bring_to_front(self.dot)
        self.until("environment")
        self.start(self.dot.go(environment.crossing, size, 0.5))
        self.until("fine")
        self.start(Appear(fine, (-px(20), 0.0), run_time=Seconds.QUICK))
        self.until("data")
        self.start(self.dot.go(here.crossing, size, 0.4))
        self.until("roll")
        self.start(self.dot.go(here.bay, size, self.between("roll", "found"), turns=2 * pi))
        self.until("found")
        self.start(Appear(self.found, (-px(20), 0.0), run_time=Seconds.QUICK))
        self.failed, self.network = failed, VGroup(network, fine)

    @beat("text", "ids", "hop", "same")
    def fix(self) -> None:
        data, trip = self.data.fix, self.data.round_trip
        ids = tuple(str(token.id) for token in trip.tokens)
        texts = tuple(trip.shown(token.text) for token in trip.tokens)
        ids_room, text_room = (row_at(y, px(92)) for y in (IDS, CHARACTERS))
        self.tokens = Tokens(ids_room, text_room, ids, texts, trip.stray)
        names = Names(SIDE.left, (IDS, CHARACTERS), data.rows)
        same = Agreed((TEXT.left + px(30), HEAD), data.same)

        self.start(Vanish(self.network), self.dot.go((TEXT.right - DOT, FOOT), DOT))
        self.start(self.found.go((self.tokens.ids[trip.stray].frame.left, HEAD)))
        self.bring_to_front(self.found, self.dot)
        self.until("text")
        self.start(self.tokens.characters.unfold(Seconds.MOVE), Appear(names[1]))
        self.until("ids")
        self.start(self.tokens.number(Seconds.MOVE), Appear(names[0]))
        self.until("hop")
        self.play(Vanish(self.found, run_time=Seconds.QUICK / 2))
        self.start(self.tokens.hop(trip.home, Seconds.SLOW))
        self.until("same")
        self.start(Appear(same))
        self.labels = VGroup(names, same)

    @beat("run", "trip", "passed")
    def rerun(self) -> None:
        data, trip = self.data.suite, self.data.round_trip
        names = Names(SIDE.left, (IN, OUT), trip.rows)
        passed = self._report(data.passed, data.after, Color.NAVY)
        waiting = self._report(data.waiting, data.after, Color.SLATE)
        kept = Agreed((TEXT.left + px(30), MIDDLE), trip.kept)
        row, upper = self.tokens.settled(), tile_frames(row_at(IN), len(trip.text))

        self.bring_to_front(self.dot)
        self.start(Vanish(VGroup(self.result, self.failed)), self.suite.reset(Seconds.MOVE))
        self.start(self.dot.go(self.suite.places[-1], DOT))
        self.play(Vanish(self.labels), Vanish(self.tokens.heads, (0.0, px(40))))
        self.remove(self.tokens.characters)
        self.start(row.move(upper), Appear(names), Appear(waiting))
        self.until("run")
        self.remove(self.dot, self.suite.seat)
        self.suite.admit(self.dot)
        self.start(self.suite.run(self.between("run", "passed")))
        self.until("trip")
        passage = Passage(row, self.lower, range(len(trip.text)))
        self.start(passage.fall(self.between("trip", "passed"), solid=True))
        self.until("passed")
        self.start(Vanish(waiting, run_time=Seconds.QUICK / 2), Stamp(passed), Appear(kept))
        self.result, self.trip = passed, VGroup(row, passage, names, kept)

    @beat("history", "road", "gather", "strike", "open", "roll")
    def release_gate(self) -> None:
        data, suite = self.data.release, self.data.suite
        history = record.Record(RUNS, data.runs, suite.after, suite.history)
        shortcuts = Shortcuts(REFUSED.inset(Space.PAD, px(18)), data.shortcuts)
        self.release = Release(ROAD.raised(-px(19)), data.done)
        dots = record.dots_in(RUNS[2])
        copies = Suite(dots, suite.after, record.DOT, suite.after, 1.0)

        self.start(Vanish(self.trip), Reframe(self.strip, RECORD), Reframe(self.bench, REFUSED))
        self.start(self.suite.move(dots, record.DOT))
        self.start(Shift(self.result, (0.0, RUNS[2].center[1] - INNER.center[1])))
        self.until("history")
        self.start(history.unfold(Seconds.MOVE), Appear(shortcuts))
        self.until("road")
        self.start(Appear(self.release, (-px(60), 0.0)))
        self.until("gather")
        self.start(copies.gather(self.release.begin), Appear(self.release.run, (0.0, 0.0)))
        self.until("strike")
        self.start(shortcuts.strike(self.between("strike", "open")))
        self.until("open")
        self.start(self.release.barrier.swing(1.0, Seconds.MOVE))
        self.until("roll")
        self.start(self.release.roll())

    @beat("wisdom")
    def closing(self) -> None:
        self.start(Appear(self.release.word))
        self.until("wisdom")
        self.start(self.shared.reveal_wisdom())

    def _report(self, text: str, count: int, color: str, rise: float = 0.0) -> Line:
        at = (INNER.right, INNER.center[1] + rise)
        return Line(self.data.suite.said(text, count), Type.CODE_STRONG, at, color, "right", "code")
