"""The engine with what it carries: the question, and the clouds that it brings for it."""

from __future__ import annotations

from math import pi, sin

from manim import VGroup

from storyreel.design.tokens import px

from .camera import APP, CUMULUS, LOADING, REST, STORM, at
from .clouds import NotRun, Storm, WhiteCloud
from .engine import BED, FLOOR, Engine, Sign
from .ink import spot, step
from .keyed import Keyed, KeyedPart
from .prop import Prop, Similarity
from .railway import LEVEL, UPPER
from .scenery import STORM_BASE, WHITE_BASE


class Load(KeyedPart, VGroup):
    """Something that the engine carries, between the app, the bed and its cloud."""

    def __init__(self, size: float, lift: float, home: complex, *props: Prop) -> None:
        """`size` is the scale on the bed, `lift` how far above it the origin is, in pixels, and
        `home` the place in the app.
        """
        self.size, self.boarded, self.raised = Keyed(0.0), Keyed(0.0), Keyed(0.0)
        self._scale, self._lift, self._home, self._props = size, step(0, lift), home, props
        self.values = self.size, self.boarded, self.raised
        super().__init__(*props)

    def take(self, bed: Similarity, cloud: complex, opacity: float, *values: float) -> None:
        """Pose the props between a bed and the cloud that this load comes from or goes to."""
        size, boarded, raised = values
        home = self._home
        move = home + (bed.at(self._lift) - home) * boarded + 1j * px(20) * sin(pi * boarded)
        turn = 1 + (bed.turn - 1) * boarded * (1 - raised)
        scale = self._scale * size * (1 - 0.86 * raised)
        pose = Similarity(max(scale, 1e-3) * turn, move + (cloud - move) * raised)
        for prop in self._props:
            prop.pose(pose, opacity * (size > 0))


class Train(KeyedPart, VGroup):
    """The engine with its loads: the question, and the two clouds that it may bring."""

    def __init__(self) -> None:
        self.ridden, self.level, self.loading = Keyed(0.0), Keyed(0.0), Keyed(0.0)
        self.light = Keyed(1.0)
        """The opacity of the engine: less than 1 on a ride that did not run."""

        self.asked = Load(1.0, 0, spot(APP, 746), Sign())
        self.wrong = Load(0.5, 0, spot(APP, 686), WhiteCloud())
        self.right = Load(0.25, 34, spot(APP, 720), NotRun(), Storm())
        self._engine = Engine()
        self.bed = Similarity()
        """The pose of the bed of the engine in the world."""

        self.values = self.ridden, self.level, self.loading, self.light
        super().__init__(self._engine, self.asked, self.wrong, self.right)

    def take(self, ridden: float, level: float, loading: float, light: float) -> None:
        route, goal = (LEVEL, STORM) if level else (UPPER, CUMULUS)
        start, end = route.distance(REST), route.distance(goal + BED)
        distance = start + (end - start) * ridden
        distance += (route.distance(LOADING) - start) * loading
        place, turn = route.stand(distance)
        pose = at(place.real, place.imag, 1.0, turn)
        self._engine.ride(pose, distance, light)
        self.bed = Similarity(1, step(-BED, FLOOR)).then(pose)

    def cloud(self, time: float) -> complex:
        """Where the question goes."""
        return (
            spot(STORM, STORM_BASE - 10) if self.level.at(time) else spot(CUMULUS, WHITE_BASE - 10)
        )
