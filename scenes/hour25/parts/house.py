"""The house: your room, the case of apps with its models, and the place where strangers come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from manim import VGroup

from storyreel.design.easing import glide, settle, staggered, steady
from storyreel.design.layout import Frame, x_at, y_at
from storyreel.design.tokens import Color, Seconds, Type, px
from storyreel.parts.curves import ellipse
from storyreel.parts.lamp import Beam, Finish, Lamp, LampLight
from storyreel.parts.light import Glow
from storyreel.parts.motion import Ease, Motion
from storyreel.parts.text import Line
from storyreel.parts.tone import fill, rgb

from .case import Front, Shelves, Shutter
from .chair import Chair
from .model import Model, Seat, parked
from .plan import FLOOR, PANEL, SHELVES, SHOP, Plan, clamp, mix
from .walls import Walls
from .window import Window

OUTSIDE = x_at(1426)
"""Where the models hang on your side, before they are put into the case."""
RIM = y_at(362)
WINDOW = (1738.0, 392.0, 1848.0, 560.0)
"""Left, top, right and bottom of the window of your room in pixels."""
LAMP_WIDTH = px(176)
TRAINED, ABOVE = Type.LABEL_STRONG.sized(56), y_at(298)
"""The type and the height of the word above the models."""
_DAWN = 0.1
"""How bright your room is by day without its lamp, as a share."""
SHADE = Finish(
    ("#1F3D68", "#4A6C9B", "#2F5080", "#1B375F"), "#54749F", Color.GOLD, "#6A86AE", "#3A5A88"
)
"""A lamp that is seen in a bright room and in a dark one."""


@dataclass(frozen=True, slots=True)
class State:
    """The arrangement, and what has happened, in shares from 0 to 1.

    Models are `stored`, the shutter is `opened`, the `lamp` is lit, the chair is `turned`, a light
    is on at your `home`, and it is `day`.
    """

    plan: Plan = SHOP
    stored: float = 0.0
    opened: float = 0.0
    lamp: float = 1.0
    turned: float = 0.0
    home: float = 0.0
    day: float = 1.0

    def toward(self, other: State, share: float) -> State:
        """The interpolation between this state (share 0) and another (share 1)."""
        return State(
            self.plan.toward(other.plan, share),
            mix(self.stored, other.stored, share),
            mix(self.opened, other.opened, share),
            mix(self.lamp, other.lamp, share),
            mix(self.turned, other.turned, share),
            mix(self.home, other.home, share),
            mix(self.day, other.day, share),
        )


@dataclass(frozen=True, slots=True)
class Names:
    """The words that are fixed to things."""

    models: tuple[str, ...]
    trained: str
    sign: str
    shelves: tuple[str, ...]
    apps: tuple[str, ...]
    chair: str


class House:
    """Everything that is built in. The groups are layers: what comes and goes is between them."""

    def __init__(self, names: Names) -> None:
        self.state = State()
        plan = self.state.plan
        self.walls = Walls(plan)
        self.window = Window(Frame.of(*WINDOW))
        self.lamp, self.light = Lamp(LAMP_WIDTH, SHADE), LampLight()
        self._spill = Glow((0.0, 0.0), 1.0, "#F6D667", 0.55)
        self._pools = [Glow((0.0, 0.0), 1.0, "#F4CF55", 0.6) for _ in range(2)]
        self.chair = Chair((plan.chair, FLOOR), names.chair)
        self.shelves = Shelves(plan, names.shelves)
        self.models = [
            Model(name, plan.shelf(index), Seat(OUTSIDE)) for index, name in enumerate(names.models)
        ]
        self.trained = Line(names.trained, TRAINED, (OUTSIDE, ABOVE), Color.NAVY, "center")
        self.front = Front(plan, names.sign, names.apps)
        self.shutter = Shutter(plan)
        self.back = VGroup(
            self.walls, self.window, self._spill, *self._pools, self.light, self.lamp, self.trained
        )
        self.inside = VGroup(self.shelves, *(model.rail for model in self.models))
        self.case = VGroup(self.inside, self.front, self.shutter, *self.models)
        self._others = (self.chair, self.case)
        self.take(self.state)

    def take(self, state: State) -> None:
        """Take a state; the result does not depend on the one before."""
        self.state = state
        plan = state.plan
        self.walls.fit(plan)
        self.walls.lighten(max(state.lamp, _DAWN * state.day))
        self.walls.pass_day(state.day)
        self.window.pass_day(state.day)
        self.shelves.fit(plan)
        self.front.fit(plan)
        self.shutter.lift(state.opened)
        self.window.light_home(state.home)
        self.chair.place((plan.chair, FLOOR - px(8)), state.turned, 1 - state.lamp)
        self._set_lamp(plan, state.lamp)
        self._store((state.stored,) * SHELVES)

    def change_to(self, state: State, run_time: float = Seconds.SLOW, ease: Ease = glide) -> Motion:
        """A motion from the present state to another one."""
        start = self.state

        def change(share: float) -> None:
            self.take(start.toward(state, share))

        return Motion(self.back, change, run_time, ease, beside=self._others)

    def put_away(self, run_time: float) -> Motion:
        """The models roll into the case, one after the other."""

        def change(share: float) -> None:
            self._store(
                tuple(glide(staggered(share, index, SHELVES, 0.75)) for index in range(SHELVES))
            )

        self.state = replace(self.state, stored=1.0)
        return Motion(self.back, change, run_time, steady, beside=(self.case,))

    def show_off(self, run_time: float) -> Motion:
        """The models shine one after the other, for you alone."""

        def change(share: float) -> None:
            for index, model in enumerate(self.models):
                own = staggered(share, index, SHELVES, 0.5)
                model.hang(model.shelf, Seat(OUTSIDE, shine=glide(1 - abs(2 * own - 1))))

        return Motion(self.case, change, run_time, steady)

    def serve(self, shine: Callable[[int, float], float], run_time: float) -> Motion:
        """The models shine while each has a text; `shine` gives how much each does at a share."""

        def change(now: float) -> None:
            for index, model in enumerate(self.models):
                model.hang(model.shelf, Seat(model.seat.x, shine=shine(index, now)))

        return Motion(self.case, change, run_time, steady)

    def turn_chair(self, run_time: float) -> Motion:
        """The chair swivels until its back is seen."""
        at = self.chair.at
        self.state = replace(self.state, turned=1.0)
        return Motion(self.chair, lambda share: self._turn(at, share), run_time, settle)

    def _turn(self, at: tuple[float, float], share: float) -> None:
        self.chair.place(at, share, 0.0)

    def shelf(self, index: int) -> Frame:
        """The inside of a shelf as it is now."""
        return self.state.plan.shelf(index)

    def parked(self, index: int) -> float:
        """Where the model of a shelf waits."""
        return parked(self.shelf(index))

    def _set_lamp(self, plan: Plan, light: float) -> None:
        x = plan.chair
        self.lamp.hang(x, y_at(PANEL[1]), RIM)
        self.lamp.shine(light)
        self.light.cast(Beam(x, RIM, FLOOR, self.lamp.mouth, px(205)), light)

    def _store(self, shares: tuple[float, ...]) -> None:
        """Hang each model between your side (0) and its place in the case (1), which it lights."""
        for index, (model, share) in enumerate(zip(self.models, shares, strict=True)):
            shelf = self.shelf(index)
            model.hang(shelf, Seat(mix(OUTSIDE, parked(shelf), share)))
        lights = tuple(clamp(4 * share - 3) for share in shares)
        fill(self.trained, rgb(Color.NAVY), clamp(1 - 4 * max(shares)))
        self.shelves.shine(lights)
        self.front.shine(lights)
        self._set_spill(self.state.plan, sum(lights) / SHELVES)

    def _set_spill(self, plan: Plan, light: float) -> None:
        """The light of the case on the wall and the floor beside it."""
        case = plan.case
        self._spill.points = ellipse((case.left, case.center[1]), px(320), px(320))
        fill(self._spill, rgb("#F6D667"), light)
        for pool, x in zip(self._pools, (case.left, case.right), strict=True):
            pool.points = ellipse((x, FLOOR - px(10)), px(330), px(20))
            fill(pool, rgb("#F4CF55"), light)
