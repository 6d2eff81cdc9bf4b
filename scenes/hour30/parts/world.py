"""The world of the clip: the yard with its lamps, the two texts, the car and who waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import pi, sin

from manim import Mobject

from storyreel.design.easing import glide, steady
from storyreel.design.layout import x_at
from storyreel.design.tokens import px
from storyreel.parts.badge import Status
from storyreel.parts.figure import Appearance, Pose
from storyreel.parts.motion import Ease, Motion
from storyreel.parts.panel import CameraMove, Panel
from storyreel.parts.person import Person
from storyreel.parts.shapes import Plate

from .car import Car
from .letters import Reading, RoadText, WireText
from .places import HORIZON, STAGE, START, UPPER, toward
from .question import Question, Thread, X, landing
from .route import Program, Route
from .signal import Signal
from .suite import Suite
from .views import WHOLE, View
from .ways import Ways
from .yard import Day, Gate, Wall, Yard

_TOUCH, _FOLDED = UPPER - px(20), HORIZON + px(152)
_WAITER = Appearance(hair="bun", top="coat", phone=False, scale=0.52)
_POSE = Pose(x=x_at(1848), floor=HORIZON, facing=-1.0, mood=-0.4, tilt=8.0)
_GLAD = _POSE.but(mood=1.0, tilt=-2.0)
_ROW_NAMES = x_at(-604), x_at(584)


@dataclass(frozen=True, slots=True)
class Words:
    """What is read on stage."""

    example: str
    """The text of the first of the old tests."""
    text: str
    order: tuple[int, ...]
    """For each character of the text, where the old program puts it."""
    lines: tuple[str, str]
    """The two lines of the program: the word and the space."""
    rows: tuple[str, str]
    """The names of the upper and the lower row."""


class World(Panel):
    """The yard as a camera sees it; motions change it, each as a function of its own progress."""

    def __init__(self, tests: int, words: Words) -> None:
        self.route = Route(words.order[0], len(words.text))
        self.suite = Suite(tests, words.example, self.route)
        self.wire = WireText(words.text)
        self.road = RoadText(words.text, words.order, self.route)
        self.question = Question()
        self.astray, self.home = Thread(0, words.order[0]), Thread(0, 0)
        self.ways = Ways(_ROW_NAMES[1], *words.rows)
        self.gate, self.signal = Gate(), Signal()
        self.car = Car(words.lines)
        self.waiter = Person(_WAITER, _POSE)
        super().__init__(
            Plate(STAGE, px(30)),
            Yard(),
            self.question.light,
            self.suite,
            self.gate.light,
            Ways(_ROW_NAMES[0], *words.rows),
            self.ways,
            self.wire,
            self.road,
            self.astray,
            self.home,
            Day(),
            self.gate.board,
            Wall(),
            self.signal,
            self.waiter,
            self.car,
            self.road.first,
            self.question.lamp,
            self.question.badge,
        )
        self.head, self.program, self.ahead = START, Program.WORD_FIRST, 0.0
        self.read(START)
        self.look_at(WHOLE.center, WHOLE.zoom)

    def read(self, head: float) -> None:
        """Let the car have read up to `head`: everything that it lays follows."""
        self.head = head
        self.suite.lay(head)
        word = max(_bell(self.route.writing.share(head)), _bell(self.route.rest.share(head)))
        self.car.flank.run(word, _bell(self.route.space(self.program).share(head)))
        self._park()
        self.road.lay(Reading(head, self.program, self.car.flank.pocket))

    def move_on(self, ahead: float) -> None:
        """Move the car on by a length, without reading."""
        self.ahead = ahead
        self._park()

    def _park(self) -> None:
        x = self.route.car(self.head) + self.ahead
        lift = min(self.ahead / px(40), 1.0) if self.ahead > 0 else 0.0
        tip = self.route.tip(self.head) + self.ahead, _TOUCH
        folded = x + px(84), _FOLDED
        self.car.drive(x, toward(tip, folded, glide(lift)))

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
        old = (self.suite.laid, self.suite.badges) if min(here, there) < self.route.ready else ()
        new = (self.road, self.road.first) if max(here, there) > self.route.ready else ()
        return (*old, *new)

    def leave(self, ahead: float, run_time: float, ease: Ease = glide) -> Motion:
        """Drive on without reading."""
        start = self.ahead
        return Motion(
            self.car, lambda share: self.move_on(start + (ahead - start) * share), run_time, ease
        )

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

    def open(self, first: float, last: float, run_time: float) -> Motion:
        """Open or shut the flank of the car."""
        flank = self.car.flank
        return Motion(flank, lambda share: flank.open(first + (last - first) * share), run_time)

    def swap(self, run_time: float) -> Motion:
        """Exchange the two lines of the program."""
        return Motion(self.car.flank, self.car.flank.swap, run_time)

    def greet(self, run_time: float) -> Motion:
        """The waiting person is glad: the gate opens."""
        return self.waiter.change_to(_GLAD, run_time)

    def embrace(self, run_time: float) -> Motion:
        """The waiting person lays both hands on the car that has come."""
        return self.waiter.change_to(_GLAD.but(reaching=1.0), run_time)

    def stop(self, run_time: float) -> Motion:
        """The waiting person has seen something, and stops the car with both hands."""
        return self.waiter.change_to(_POSE.but(reaching=1.0, mood=-1.0, tilt=6.0), run_time)

    def lower(self, run_time: float) -> Motion:
        """The waiting person lowers the hands."""
        return self.waiter.change_to(_POSE, run_time)

    def agree(self, run_time: float) -> Motion:
        """All old lamps show their answers larger for a moment: together they open the gate."""
        badges = self.suite.badges
        return Motion(badges, lambda share: self.suite.swell(_swelling(share)), run_time, steady)

    def agree_all(self, run_time: float) -> Motion:
        """As `agree`, with the twelfth lamp."""

        def change(share: float) -> None:
            self.suite.swell(_swelling(share))
            self.question.swell(_swelling(share))

        badges, new = self.suite.badges, self.question.badge
        return Motion(badges, change, run_time, steady, beside=(new,))

    def glow(self, run_time: float) -> Motion:
        """The twelfth lamp brightens once."""

        def change(share: float) -> None:
            self.question.shine(1.0, 1.0 + 0.07 * sin(pi * share) ** 2)

        return Motion(self.question.light, change, run_time, steady, beside=(self.question.lamp,))


def _swelling(share: float) -> float:
    """A scale that grows by a fifth and returns."""
    return 1 + 0.2 * sin(pi * share)


def _bell(share: float) -> float:
    """Up to 1 at the start of a stretch, and down at its end."""
    return min(share * 12, 1.0, (1 - share) * 12)
