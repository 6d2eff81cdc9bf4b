"""Hour 29, reproducibility gates: one run, five gates, and two digests that must be the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manim import VGroup

from storyreel.design.layout import Frame, Grid
from storyreel.design.tokens import Color, Motion, Space, Type, px
from storyreel.parts.comparison import Comparison
from storyreel.parts.conclusion import Conclusion
from storyreel.parts.counter import Counter
from storyreel.parts.dots import Dots
from storyreel.parts.gate import Gate, Run
from storyreel.parts.motion import Appear, Reframe, Shift, Stamp, Vanish
from storyreel.parts.padlock import Padlock
from storyreel.parts.reels import Reels
from storyreel.parts.terminal import Printed, Printout, Terminal
from storyreel.parts.text import Line
from storyreel.parts.verdict import Verdict
from storyreel.stage.beat import beat
from storyreel.stage.scene import StoryScene

if TYPE_CHECKING:
    from scenes.data.hour29_reproducibility_gates import Data

HEADING_AT = (Grid.STAGE.left + Space.PAD, Grid.STAGE.top - px(84))
COUNTER_AT = (Grid.STAGE.right - Space.PAD, Grid.STAGE.top - px(84))


class ReproducibilityGates(StoryScene["Data"]):
    """A terminal and a gate; then a bench on which two runs are compared; then the verdict."""

    @beat("roll")
    def opening(self) -> None:
        left, right = Grid.STAGE.columns((704.0, 996.0), Space.GUTTER)
        self.terminal = Terminal(left, self.data.preflight.command)
        self.gate = Gate(right, at=0.62)
        self.gate.open_to(1.0)
        self.places = right.rows((150.0, 456.0), 0.0)[0].columns((1.0, 1.0), Space.GUTTER)
        self.run = Run((self.gate.x_at(0.0), self.gate.y))
        self.add(self.terminal, self.gate, self.run)
        self.until("roll")
        self.play(self._roll(0.0, 0.14, Motion.SLOW))

    @beat("print", "exit", "read", "close")
    def preflight(self) -> None:
        data = self.data.preflight
        words = {"ok": data.words.ok, "fail": data.words.fail}
        lines = tuple(
            Printed(words[line.status], line.text, line.status == "fail") for line in data.lines
        )
        self.printout = Printout(self.terminal.body, lines)
        script = Verdict(self.places[0], data.script.who, data.script.says, passed=True)
        self.verdict = Verdict(self.places[1], data.wrapper.who, data.wrapper.says, passed=False)

        self.until("print")
        self.start(self.printout.print(self.between("print", "exit")))
        self.until("exit")
        self.start(Appear(script, (-px(60), 0.0)))
        self.start(self._roll(0.14, 0.4, self.between("exit", "close")))
        self.until("read")
        self.start(self.printout.mark_failures(Motion.MOVE))
        self.until("close")
        self.start(Stamp(self.verdict))
        self.play(self.gate.swing(0.0, Motion.QUICK))
        self.play(self._roll(0.4, 0.36, Motion.QUICK))
        self.said = script

    @beat("dots", "run", "done")
    def tests(self) -> None:
        data = self.data.tests
        count = str(data.count)
        suite = Verdict(
            self.places[1], data.suite.who, data.suite.says.replace("{count}", count), passed=True
        )
        room, foot = self.terminal.body.rows((430.0, 80.0), 0.0)
        dots = Dots(room, data.count, data.columns)
        text = data.result.replace("{count}", count)
        result = Line(text, Type.CODE_STRONG, (foot.left, foot.center[1]), Color.NAVY, role="code")
        command = self.terminal.retitled(data.command)

        self.start(Vanish(VGroup(self.said, self.verdict), (0.0, px(30))))
        self.start(Vanish(self.printout, (0.0, px(60))), Vanish(self.terminal.command))
        self.until("dots")
        self.start(Appear(command), dots.arrive(Motion.MOVE))
        self.until("run")
        suite_time = self.between("run", "done")
        self.start(dots.run(suite_time), self.gate.swing(1.0, suite_time))
        self.until("done")
        self.start(Appear(result), Stamp(suite))
        self.play(self._roll(0.36, 1.0, Motion.SLOW))
        self.finished = VGroup(command, dots, result, suite)

    @beat("spin", "lock", "settled")
    def seed_lock(self) -> None:
        data = self.data.seed_lock
        self.bench = self.terminal.card
        inside = Grid.STAGE.inset(px(56))
        room = inside.rows((90.0, 404.0), 0.0)[1]
        self.heading = self._heading(data.heading)
        names, windows, lock_room = room.inset(0.0, px(56)).columns((160.0, 1180.0, 250.0), px(30))
        reels = Reels(windows, data.free, data.locked)
        labels = VGroup(
            *(
                Line(name, Type.LABEL_STRONG, (row.left, row.center[1]), Color.NAVY)
                for name, row in zip(data.runs, names.rows((1.0, 1.0), 0.0), strict=True)
            )
        )
        middle = lock_room.center
        lock = Padlock((middle[0], middle[1] + px(40)), px(150))
        seed = Line(
            data.seed, Type.LABEL_STRONG, (middle[0], middle[1] - px(130)), Color.NAVY, "center"
        )

        self.start(Vanish(VGroup(self.gate, self.run, self.finished, self.terminal.header)))
        self.play(Reframe(self.bench, Grid.STAGE))
        self.start(Appear(self.heading), Appear(labels), Appear(reels), Appear(lock))
        self.until("spin")
        share = self.between("spin", "lock") / self.between("spin", "settled")
        self.start(reels.spin(self.between("spin", "settled"), share))
        self.until("lock")
        self.start(lock.snap(), Appear(seed))
        self.until("settled")
        self.drawn = VGroup(labels, reels, lock, seed)

    @beat("cells", "sweep", "swept")
    def checkpoint_hash(self) -> None:
        data = self.data.checkpoint_hash
        heading = self._heading(data.heading)
        blocks = Grid.STAGE.inset(Space.PAD, px(44)).rows((96.0, 402.0), px(20))[1]
        self.digests = Comparison(
            blocks.rows((1.0, 1.0), px(34)), data.names, data.first, data.second
        )
        self.counter = Counter(COUNTER_AT, len(data.first))

        self.start(Vanish(self.drawn), Vanish(self.heading))
        self.until("cells")
        self.start(Appear(heading), Appear(self.counter), self.digests.unfold(Motion.SLOW))
        self.until("sweep")
        self._compare(0, len(data.first), self.between("sweep", "swept"))
        self.until("swept")
        self.heading = heading

    @beat("swap", "sweep", "broken", "rest", "swept", "verdict")
    def approved_run(self) -> None:
        data = self.data.approved_run
        total = len(data.other)
        heading = self._heading(data.heading)
        self.until("swap")
        self.start(Vanish(self.heading), Appear(heading))
        self.start(self.digests.replace_lower(data.other, data.name, Motion.SLOW))
        self.start(self.counter.follow(lambda _: 0, Motion.QUICK))
        self.until("sweep")
        first = self.digests.first_difference(data.other) + 1
        self._compare(0, first, self.between("sweep", "broken"), stays=True)
        self.until("rest")
        self._compare(first, total, self.between("rest", "swept"))
        self.until("verdict")
        middle = Frame.of(700, 790, 1220, 910)
        self.refusal = Verdict(middle, None, data.refused, passed=False)
        self.start(Stamp(self.refusal))
        self.heading = heading

    @beat("summary", "wisdom")
    def closing(self) -> None:
        data = self.data.summary
        total = len(self.digests.columns)
        stage = Frame.of(96, 262, 1824, 806)
        same, other = stage.columns((1.0, 1.0), Space.GUTTER)
        approved = Conclusion(same, data.same.title, data.same.verdict, (total, total), passed=True)
        refused = Conclusion(
            other,
            data.other.title,
            data.other.verdict,
            (self.digests.equal_among(total), total),
            passed=False,
        )

        self.start(Vanish(VGroup(self.heading, self.counter, self.refusal)))
        self.until("summary")
        self.start(Reframe(self.bench, other))
        self.start(self.digests.condense(refused.room, Motion.SLOW))
        self.start(Appear(approved), approved.bars.rise(Motion.SLOW))
        self.start(Appear(refused))
        self.until("wisdom")
        self.start(self.furniture.reveal_wisdom())

    # Movements that several beats share

    def _roll(self, begin: float, end: float, run_time: float) -> Shift:
        way = self.gate.x_at(end) - self.gate.x_at(begin)
        return Shift(self.run, (way, 0.0), run_time)

    def _compare(self, begin: int, end: int, run_time: float, stays: bool = False) -> None:
        def count(progress: float) -> int:
            return self.digests.equal_among(begin + (end - begin) * progress)

        self.start(self.digests.sweep(begin, end, run_time, stays))
        self.start(self.counter.follow(count, run_time))

    def _heading(self, text: str) -> Line:
        return Line(text, Type.LABEL, HEADING_AT, Color.SLATE)
