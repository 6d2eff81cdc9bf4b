"""Hour 29, reproducibility gates: one run, five gates, and two digests that must be the same."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.layout import Grid
from storyreel.design.tokens import Color, Seconds, Space, px
from storyreel.parts.motion import Appear, Collapse, Reframe, Stamp, Vanish
from storyreel.parts.road import Barrier, Road, Runner, barriers_along
from storyreel.parts.verdict import VerdictPlate
from storyreel.stage.beat import beat
from storyreel.stage.scene import StoryScene

from .data import Data
from .parts import bench
from .parts.comparison import Comparison, Fingerprint
from .parts.conclusion import Conclusion
from .parts.dots import Dots
from .parts.draws import Draws
from .parts.terminal import Printed, Printout, Terminal, last_line

TERMINAL, YARD = Grid.STAGE.columns((704.0, 996.0), Space.GUTTER)
VERDICTS, LANE = YARD.rows((150.0, 456.0), 0.0)
PLACES = VERDICTS.columns((1.0, 1.0), Space.GUTTER)
GATE = 0.62


class ReproducibilityGates(StoryScene):
    """A run before its gates; then a bench on which two runs are compared; then the verdict."""

    data: Data

    @beat("roll")
    def opening(self) -> None:
        self.road = Road(Grid.STAGE)
        self.barriers = barriers_along(self.road, len(self.storyboard.rail))
        self.run = Runner((self.road.x_at(0.0), self.road.y))
        self.add(self.road, *self.barriers, self.run)
        self.until("roll")
        self.play(self._roll(0.07, Seconds.SLOW))

    @beat("terminal", "print", "exit", "read", "close")
    def preflight(self) -> None:
        data = self.data.preflight
        words = {"ok": data.words.ok, "fail": data.words.fail}
        lines = tuple(
            Printed(words[line.status], line.text, line.status == "fail") for line in data.lines
        )
        self.terminal = Terminal(TERMINAL, data.command)
        self.printout = Printout(self.terminal.body, lines)
        script = VerdictPlate(PLACES[0], data.script.who, data.script.says, passed=True)
        test = VerdictPlate(PLACES[1], data.wrapper.who, data.wrapper.says, passed=False)
        self.barrier, *others = self.barriers

        lane = Road(LANE)
        self.start(Vanish(VGroup(*others), (px(160), 0.0), Seconds.MOVE))
        self.start(self.road.reach(LANE), self.barrier.travel(lane.x_at(GATE), lane.y))
        self.start(self.run.go((lane.x_at(0.1), lane.y)))
        self.until("terminal")
        self.start(Appear(self.terminal, (-px(80), 0.0)))
        self.until("print")
        self.start(self.printout.print(self.between("print", "exit")))
        self.until("exit")
        self.start(Appear(script, (-px(60), 0.0)), self.barrier.swing(1.0, Seconds.MOVE))
        self.until("read")
        self.start(self.printout.mark_failures(Seconds.MOVE))
        self.start(self._roll(0.4, self.between("read", "close")))
        self.until("close")
        self.start(Stamp(test))
        self.play(self.barrier.swing(0.0, Seconds.QUICK))
        self.play(self._roll(0.36, Seconds.QUICK))
        self.said = VGroup(script, test)

    @beat("dots", "run", "done")
    def tests(self) -> None:
        data = self.data.tests
        count = str(data.count)
        says = data.suite.says.replace("{count}", count)
        suite = VerdictPlate(PLACES[1], data.suite.who, says, passed=True)
        room, foot = self.terminal.body.rows((430.0, 80.0), 0.0)
        dots = Dots(room, data.count, data.columns)
        result = last_line(data.result.replace("{count}", count), foot)
        command = self.terminal.retitled(data.command)
        last, self.barrier = self.barrier, Barrier(self.barrier.x, self.barrier.road_y)

        self.start(Vanish(self.said, (0.0, px(30))), Vanish(self.printout, (0.0, px(60))))
        self.start(Vanish(self.terminal.command), Vanish(last, (-px(120), 0.0)))
        self.until("dots")
        self.start(Appear(command), dots.arrive(Seconds.MOVE), Appear(self.barrier, (px(120), 0.0)))
        self.until("run")
        suite_time = self.between("run", "done")
        self.start(dots.run(suite_time), self.barrier.swing(1.0, suite_time))
        self.until("done")
        self.start(Appear(result), Stamp(suite))
        self.play(self._roll(1.0, Seconds.SLOW))
        self.passed = VGroup(command, dots, result, suite)

    @beat("reels", "spin", "lock", "settled")
    def seed_lock(self) -> None:
        data = self.data.seed_lock
        self.bench = self.terminal.card
        self.heading = bench.heading(data.heading)
        room = bench.ROOM.inset(0.0, px(30))
        self.draws = Draws(room, data.runs, data.free, data.locked, data.seed)
        twin = Runner(self.run.place)
        self.runs = VGroup(self.run, twin)
        first, second = self.draws.places

        self.start(Vanish(VGroup(self.road, self.barrier, self.passed, self.terminal.header)))
        self.start(Reframe(self.bench, Grid.STAGE))
        self.bring_to_front(self.run)
        self.start(self.run.go(first), twin.go(second))
        self.until("reels")
        self.start(Appear(self.heading), Appear(self.draws))
        self.until("spin")
        share = self.between("spin", "lock") / self.between("spin", "settled")
        self.start(self.draws.reels.spin(self.between("spin", "settled"), share))
        self.until("lock")
        self.start(self.draws.lock.snap(), Appear(self.draws.seed))

    @beat("cells", "sweep", "swept")
    def checkpoint_hash(self) -> None:
        data = self.data.checkpoint_hash
        heading = bench.heading(data.heading)
        blocks = bench.ROOM.rows((1.0, 1.0), px(34))
        self.digests = Comparison(blocks, data.names, data.first, data.second)
        self.counter = bench.count_of(len(data.first))
        self.badge = bench.badge(passed=True)

        draws = self.draws
        self.start(Vanish(VGroup(draws.names, draws.lock, draws.seed)), Vanish(self.heading))
        self.start(Collapse(draws.reels, bench.ROOM.left))
        for run, head in zip(self.runs, self.digests.heads[0], strict=True):
            self.start(run.go(head.place))
        self.until("cells")
        self.start(Vanish(self.runs), Appear(heading), Appear(self.counter))
        self.start(self.digests.unfold(Seconds.SLOW))
        self.until("sweep")
        self._compare(0, len(data.first), self.between("sweep", "swept"))
        self.until("swept")
        self.start(Stamp(self.badge))
        self.heading = heading

    @beat("swap", "sweep", "broken", "rest", "swept")
    def approved_run(self) -> None:
        data = self.data.approved_run
        total = len(data.other)
        heading = bench.heading(data.heading)
        refused = bench.badge(passed=False)

        self.start(Vanish(self.badge), Vanish(self.heading))
        self.until("swap")
        down = self.counter.follow(lambda gone: round(total * (1 - gone)), Seconds.SLOW)
        self.start(Appear(heading), down)
        self.start(self.digests.replace_lower(data.other, data.name, Seconds.SLOW))
        self.until("sweep")
        first = self.digests.first_difference(data.other) + 1
        self._compare(0, first, self.between("sweep", "broken"), stays=True)
        self.until("rest")
        self._compare(first, total, self.between("rest", "swept"))
        self.until("swept")
        self.start(Stamp(refused))
        self.measured = VGroup(heading, refused, self.counter)

    @beat("cards", "wisdom")
    def closing(self) -> None:
        data = self.data.summary
        digests = self.data.checkpoint_hash
        total = len(digests.first)
        same, other = Grid.SUMMARY.columns((1.0, 1.0), Space.GUTTER)
        approved = Conclusion(same, data.same.title, data.same.verdict, (total, total), True)
        agreed = (self.digests.equal_among(total), total)
        refused = Conclusion(other, data.other.title, data.other.verdict, agreed, False)
        print_ = Fingerprint(approved.room, digests.first, digests.second, Color.WHITE)

        self.start(Vanish(self.measured), Reframe(self.bench, other, Seconds.SLOW * 0.8))
        self.start(self.digests.condense(refused.room, Seconds.SLOW * 0.8))
        self.until("cards")
        self.start(Appear(approved, (-px(60), 0.0)), Appear(refused, (0.0, 0.0)))
        self.bring_to_front(self.digests)
        self.start(print_.rise(Seconds.SLOW))
        self.until("wisdom")
        self.start(self.shared.reveal_wisdom())

    # What several beats share

    def _roll(self, share: float, run_time: float) -> object:
        return self.run.go((self.road.x_at(share), self.road.y), run_time)

    def _compare(self, begin: int, end: int, run_time: float, stays: bool = False) -> None:
        def count(progress: float) -> int:
            return self.digests.equal_among(begin + (end - begin) * progress)

        self.start(self.digests.sweep(begin, end, run_time, stays))
        self.start(self.counter.follow(count, run_time))
