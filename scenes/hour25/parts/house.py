"""The house: your room, the case of apps with its models, and the place where strangers come."""

from __future__ import annotations

from dataclasses import dataclass, replace

from manim import VGroup

from storyreel.design.easing import glide, settle, staggered, steady
from storyreel.design.layout import Frame, x_at, y_at
from storyreel.design.tokens import Color, Seconds, px
from storyreel.parts.curves import ellipse
from storyreel.parts.lamp import Beam, Finish, Lamp, LampLight
from storyreel.parts.light import Glow
from storyreel.parts.motion import Ease, Motion
from storyreel.parts.tone import fill, rgb

from .case import Front, Shelves, Shutter
from .chair import Chair
from .model import Model, Seat
from .plan import FLOOR, PANEL, SHELVES, SHOP, Plan, mix
from .walls import Walls

OUTSIDE = x_at(1424)
"""Where the models hang on your side, before they are put into the case."""
PARKED = px(116)
"""How far from the right end of its shelf a model waits."""
RIM = y_at(362)
LAMP_WIDTH = px(176)
SHADE = Finish(
    ("#1F3D68", "#4A6C9B", "#2F5080", "#1B375F"), "#54749F", Color.GOLD, "#6A86AE", "#3A5A88"
)
"""A lamp that is seen in a bright room and in a dark one."""


@dataclass(frozen=True, slots=True)
class State:
    """The arrangement, and four shares: models put away, shutter up, lamp lit, chair turned."""

    plan: Plan = SHOP
    stored: float = 0.0
    opened: float = 0.0
    lamp: float = 1.0
    turned: float = 0.0

    def toward(self, other: State, share: float) -> State:
        """The interpolation between this state (share 0) and another (share 1)."""
        return State(
            self.plan.toward(other.plan, share),
            mix(self.stored, other.stored, share),
            mix(self.opened, other.opened, share),
            mix(self.lamp, other.lamp, share),
            mix(self.turned, other.turned, share),
        )


class House:
    """Everything that is built in. The groups are layers: what comes and goes is between them."""

    def __init__(self, model: str, sign: str, names: tuple[str, ...], word: str) -> None:
        self.state = State()
        plan = self.state.plan
        self.walls = Walls(plan)
        self.lamp, self.light = Lamp(LAMP_WIDTH, SHADE), LampLight()
        self._spill = Glow((0.0, 0.0), 1.0, "#F6D667", 0.55)
        self._pools = [Glow((0.0, 0.0), 1.0, "#F4CF55", 0.6) for _ in range(2)]
        self.chair = Chair((plan.chair, FLOOR), word)
        self.shelves = Shelves(plan, names)
        self.models = [Model(model, plan.shelf(index), Seat(OUTSIDE)) for index in range(SHELVES)]
        self.front = Front(plan, sign)
        self.shutter = Shutter(plan)
        self.back = VGroup(self.walls, self._spill, *self._pools, self.light, self.lamp)
        self.inside = VGroup(self.shelves, *self.models)
        self._others = (self.chair, self.inside, self.front, self.shutter)
        self.take(self.state)

    def take(self, state: State) -> None:
        """Take a state; the result does not depend on the one before."""
        self.state = state
        plan = state.plan
        self.walls.fit(plan)
        self.walls.lighten(state.lamp)
        self.shelves.fit(plan)
        self.shelves.shine(state.opened)
        self.front.fit(plan)
        self.front.shine(state.opened)
        self.shutter.lift(state.opened)
        self.chair.place((plan.chair, FLOOR - px(8)), state.turned, 1 - state.lamp)
        self._set_lamp(plan, state.lamp)
        self._set_spill(plan, state)
        for index, model in enumerate(self.models):
            shelf = plan.shelf(index)
            x = mix(OUTSIDE, shelf.right - PARKED, state.stored)
            model.hang(shelf, Seat(x))

    def change_to(self, state: State, run_time: float = Seconds.SLOW, ease: Ease = glide) -> Motion:
        """A motion from the present state to another one."""
        start = self.state

        def change(share: float) -> None:
            self.take(start.toward(state, share))

        return Motion(self.back, change, run_time, ease, beside=self._others)

    def put_away(self, run_time: float) -> Motion:
        """The models roll into the case, one after the other."""
        shelves = [self.shelf(index) for index in range(SHELVES)]

        def change(share: float) -> None:
            for index, (model, shelf) in enumerate(zip(self.models, shelves, strict=True)):
                own = glide(staggered(share, index, SHELVES, 0.75))
                model.hang(shelf, Seat(mix(OUTSIDE, self.parked(index), own)))

        self.state = replace(self.state, stored=1.0)
        return Motion(self.inside, change, run_time, steady)

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
        return self.shelf(index).right - PARKED

    def _set_lamp(self, plan: Plan, light: float) -> None:
        x = plan.chair
        self.lamp.hang(x, y_at(PANEL[1]), RIM)
        self.lamp.shine(light)
        self.light.cast(Beam(x, RIM, FLOOR, self.lamp.mouth, px(205)), light)

    def _set_spill(self, plan: Plan, state: State) -> None:
        """The light of the open case on the wall and the floor beside it."""
        case = plan.case
        self._spill.points = ellipse((case.left, case.center[1]), px(320), px(320))
        fill(self._spill, rgb("#F6D667"), state.opened)
        for pool, x in zip(self._pools, (case.left, case.right), strict=True):
            pool.points = ellipse((x, FLOOR - px(10)), px(330), px(20))
            fill(pool, rgb("#F4CF55"), state.opened)
