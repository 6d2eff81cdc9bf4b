"""The world of the clip: the yard with its lamps, the two texts, the car and who waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from manim import Mobject

from storyreel.design.easing import glide, overshoot, steady
from storyreel.design.layout import x_at, y_at
from storyreel.design.tokens import px
from storyreel.parts.badge import Status
from storyreel.parts.figure import Appearance, Pose
from storyreel.parts.motion import Ease, Motion
from storyreel.parts.panel import CameraMove, Panel
from storyreel.parts.person import Person
from storyreel.parts.shapes import Plate

from .car import Car
from .count import Count
from .cursor import Cursor, Span
from .legend import Legend
from .letters import Reading, RoadText, WireText
from .places import HORIZON, STAGE, START, column, slot
from .question import Question, Thread, X, landing
from .receipt import Receipt
from .route import Program, Route
from .signal import Signal
from .suite import Suite
from .views import SUITE, View
from .ways import Ways
from .workings import Lines, Workings
from .yard import Day, Gate, Wall, Yard

_WAITER = Appearance(hair="bun", top="coat", phone=False, scale=0.62)
_POSE = Pose(x=x_at(1918), floor=HORIZON, facing=-1.0, mood=-0.2, tilt=8.0)
_GLAD = _POSE.but(mood=1.0, tilt=-4.0)
_FIRST_ROW, _ROW = column(0) - px(220), x_at(576)
"""Where the names of the rows are: left of the first slip, and left of the long text."""
_LEGEND = x_at(548), y_at(332)


@dataclass(frozen=True, slots=True)
class Words:
    """What is read on stage."""

    example: str
    """The text of the first of the old tests."""
    text: str
    order: tuple[int, ...]
    """For each character of the text, where the old program puts it."""
    program: str
    """The name of the program, which the car has on its side."""
    lines: Lines
    rows: tuple[str, str]
    """The names of the upper and the lower row."""
    label: str
    """What the sign for a space means."""
    of: str
    """Between the number of passed tests and the number of all."""


class World(Panel):
    """The yard as a camera sees it; motions change it, each as a function of its own progress."""

    def __init__(self, tests: int, words: Words) -> None:
        self.route = Route(words.order[0], len(words.text))
        self.suite = Suite(tests, words.example, self.route)
        self.wire = WireText(words.text)
        self.road = RoadText(words.text, words.order, self.route)
        self.question = Question()
        self.astray = Thread(0, words.order[0])
        self.ways = Ways(_ROW, *words.rows)
        self.gate, self.signal = Gate(), Signal()
        self.car, self.cursor, self.count = Car(words.program), Cursor(), Count(words.of)
        self.workings = Workings(words.text, words.order, words.lines)
        self.receipt = Receipt(words.text, words.order)
        self.waiter = Person(_WAITER, _POSE)
        super().__init__(
            Plate(STAGE, px(30)),
            Yard(),
            self.question.light,
            self.suite,
            self.gate.light,
            Ways(_FIRST_ROW, *words.rows),
            self.ways,
            Legend(_LEGEND, words.label),
            self.count,
            self.wire,
            self.cursor,
            self.road,
            self.astray,
            Day(),
            self.gate.board,
            Wall(),
            self.signal,
            self.receipt,
            self.waiter,
            self.car,
            self.road.first,
            self.workings,
            self.question.lamp,
            self.question.badge,
        )
        self.head, self.program, self.ahead = START, Program.WORD_FIRST, 0.0
        self.tests = tests
        self.read(START)
        self.wire.hang(0.0)
        self.look_at(SUITE.center, SUITE.zoom)

    def read(self, head: float) -> None:
        """Let the car have read up to `head`: everything that it lays follows."""
        self.head = head
        self.suite.lay(head)
        self._count()
        self._park()
        self.road.lay(Reading(head, self.program, self.car.window))

    def move_on(self, ahead: float) -> None:
        """Move the car on by a length, without reading."""
        self.ahead = ahead
        self._park()

    def _park(self) -> None:
        self.car.drive(self.route.car(self.head) + self.ahead)
        tip = self.route.tip(self.head)
        if self._reads(tip) and self.ahead == 0:
            self.cursor.mark(Span(tip - px(24), tip + px(24)))
        else:
            self.cursor.hide()

    def _reads(self, tip: float) -> bool:
        """Whether there is something to read at a place on the wire."""
        slips = column(0) - px(112) <= tip <= column(len(self.suite.checks) - 1) + px(62)
        return slips or slot(0) <= tip < self.route.tip(self.route.end)

    def _count(self) -> None:
        new = self.question.badge.status is Status.PASSED
        self.count.state(self.suite.passed + new, self.tests)

    # Motions

    def look(self, view: View, run_time: float) -> Motion:
        """Move the camera to another view."""
        return CameraMove(self, view.center, view.zoom, run_time)

    def drive(self, head: float, run_time: float, ease: Ease = glide) -> Motion:
        """Drive, and read or take back, up to another place."""
        start, ahead = self.head, self.ahead

        def change(share: float) -> None:
            self.ahead = ahead * (1 - share)
            self.read(start + (head - start) * share)

        return Motion(self.car, change, run_time, ease, beside=self._between(start, head))

    def _between(self, here: float, there: float) -> tuple[Mobject, ...]:
        """What the car changes between two places, in either direction."""
        suite = self.suite.laid, self.suite.badges, self.count
        old = suite if min(here, there) < self.route.ready else ()
        new = (self.road, self.road.first) if max(here, there) > self.route.ready else ()
        return (*old, *new, self.cursor)

    def leave(self, ahead: float, run_time: float, ease: Ease = glide) -> Motion:
        """Drive on without reading."""
        start = self.ahead

        def change(share: float) -> None:
            self.move_on(start + (ahead - start) * share)

        return Motion(self.car, change, run_time, ease, beside=(self.cursor,))

    def lift_gate(self, first: float, last: float, run_time: float, ease: Ease = glide) -> Motion:
        """Move the gate from one height to another; 0 is shut."""

        def change(share: float) -> None:
            self.gate.lift(first + (last - first) * share)

        return Motion(self.gate.board, change, run_time, ease, beside=(self.gate.light,))

    def tell_gate(self, start: float, status: Status, run_time: float) -> Motion:
        """Let a verdict run along the wire from a lamp at `start` to the signal over the gate."""
        tell = partial(self.signal.tell, start, self.signal.status, status)
        return Motion(self.signal, tell, run_time, steady)

    def turn_signal(self, status: Status, run_time: float) -> Motion:
        """Turn the signal over the gate, without a verdict from a lamp."""
        turn = partial(self.signal.turn, self.signal.status, status)
        return Motion(self.signal, turn, run_time)

    def hang_lamp(self, tests: int, run_time: float) -> Motion:
        """Let the twelfth lamp down; from now on there are so many tests."""
        question = self.question
        self.tests = tests

        def change(share: float) -> None:
            question.drop(share)
            self._count()

        return Motion(
            question.lamp, change, run_time, overshoot, beside=(question.badge, self.count)
        )

    def light_up(self, run_time: float, ease: Ease = glide) -> Motion:
        """Let the light of the twelfth lamp fall on the road."""

        def change(share: float) -> None:
            self.question.shine(share)
            self.wire.light(share)
            self.ways.light(landing(share) / landing(1.0))
            self.road.light(X, landing(share))

        lit = self.wire, self.ways, self.road, self.road.first
        moved = (self.question.lamp, *lit)
        return Motion(self.question.light, change, run_time, ease, beside=moved)

    def hang_text(self, run_time: float) -> Motion:
        """Let the text of the one who waits come along the wire."""
        return Motion(self.wire, self.wire.hang, run_time)

    def show_count(self, first: float, last: float, run_time: float) -> Motion:
        """Show or hide the count of passed tests."""

        def change(share: float) -> None:
            self.count.reveal(first + (last - first) * share)

        return Motion(self.count, change, run_time)

    def show_count_below(self, first: float, last: float, run_time: float) -> Motion:
        """Show or hide the count below the old lamps alone."""

        def change(share: float) -> None:
            self.count.reveal_below(first + (last - first) * share)

        return Motion(self.count, change, run_time)

    def open(self, first: float, last: float, run_time: float) -> Motion:
        """Unfold or fold the workings of the car."""
        workings = self.workings

        def change(share: float) -> None:
            workings.open(first + (last - first) * share)
            self.cursor.hide()

        return Motion(workings, change, run_time, beside=(self.cursor,))

    def run(self, first: float, last: float, run_time: float, ease: Ease = steady) -> Motion:
        """Run the workings from a second of their script to another, forwards or backwards."""
        workings, program = self.workings, self.program

        def change(share: float) -> None:
            workings.run(first + (last - first) * share, program)

        return Motion(workings, change, run_time, ease)

    def swap(self, run_time: float) -> Motion:
        """Exchange the two lines of the program."""
        return Motion(self.workings, self.workings.swap, run_time, steady)

    def judge(self, status: Status, run_time: float) -> Motion:
        """Turn the badge of the twelfth lamp; the count follows."""
        badge = self.question.badge
        before = badge.status

        def change(share: float) -> None:
            badge.turn(before, status, share)
            self._count()

        return Motion(badge, change, run_time, beside=(self.count,))

    @property
    def seconds(self) -> float:
        """The length of the script of the workings."""
        return self.workings.script(self.program).seconds

    def fall(self, run_time: float) -> Motion:
        """Let the thread down to the place where the first space came out."""
        return Motion(self.astray, self.astray.fall, run_time, glide)

    def rise(self, run_time: float) -> Motion:
        """Take the thread up again."""
        return Motion(self.astray, lambda share: self.astray.fall(1 - share), run_time, glide)

    def hand_over(self, first: float, last: float, run_time: float) -> Motion:
        """Let the sheet with the laid text rise out of the car, or return into it."""
        receipt, program = self.receipt, self.program

        def change(share: float) -> None:
            receipt.rise(first + (last - first) * share, program)

        return Motion(receipt, change, run_time)

    def read_wrong(self, run_time: float) -> Motion:
        """The waiting person reads, and is disappointed."""
        return self.waiter.change_to(_POSE.but(mood=-1.0, tilt=-6.0), run_time)

    def greet(self, run_time: float) -> Motion:
        """The waiting person is glad: the gate opens."""
        return self.waiter.change_to(_GLAD, run_time)

    def embrace(self, run_time: float) -> Motion:
        """The waiting person lays both hands on the car that has come."""
        return self.waiter.change_to(_GLAD.but(reaching=1.0), run_time)

    def send_back(self, run_time: float) -> Motion:
        """The waiting person pushes the car with both hands."""
        return self.waiter.change_to(_POSE.but(reaching=1.0, mood=-1.0, tilt=6.0), run_time)

    def lower(self, run_time: float) -> Motion:
        """The waiting person lowers the hands."""
        return self.waiter.change_to(_POSE, run_time)
