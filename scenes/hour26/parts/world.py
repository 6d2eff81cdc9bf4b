"""The world of the clip: everything on stage, posed as a function of time alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from manim import Mobject, VGroup

from storyreel.design.tokens import Space
from storyreel.parts.panel import Panel
from storyreel.parts.shapes import Plate

from .app import App
from .camera import PANEL, Camera, View
from .case_file import CaseFile
from .cycle import Cycle
from .expected import Expected
from .house import ModelHouse
from .prop import Prop
from .scenery import Scenery
from .sheet import Sheet
from .talk import Talk
from .telling import Telling
from .train import Train
from .verdict import Verdict
from .woman import Others, Woman


@dataclass(frozen=True, slots=True)
class Words:
    """What is read on stage."""

    question: tuple[str, ...]
    reply: tuple[str, str, str]
    labels: tuple[str, ...]
    case: tuple[str, str, str]
    names: tuple[str, str, str]
    """The names of the app, of its store and of the model."""
    expected: str
    cycle: tuple[str, ...]
    """The stations of the loop, and last the check that is planned."""


Actor: TypeAlias = Prop | Sheet | Verdict | Woman | Others
"""The parts that know whether they have moved, and whether they are shown."""


class World(Panel):
    """The toy railway with its app, model and clouds, as a camera sees it."""

    def __init__(self, words: Words) -> None:
        _, wrong, right = words.case
        app, store, model = words.names
        self.camera = Camera()
        self.scenery = Scenery(wrong, right)
        self.app, self.model = App(app, store), ModelHouse(model)
        self.woman, self.others = Woman(), Others()
        self.train, self.talk = Train(), Talk(words.question, words.reply)
        self.case = CaseFile(words.labels, words.case)
        *stations, check = words.cycle
        self.telling, self.cycle = Telling(right), Cycle(tuple(stations), check, words.expected)
        self.expected = Expected(words.expected)
        super().__init__(Plate(PANEL, Space.RADIUS), *self._from_back_to_front())
        self._actors = list(_actors_in(self))
        self._view: View | None = None
        self.act(0.0)

    def _from_back_to_front(self) -> tuple[VGroup, ...]:
        app, model, train = self.app, self.model, self.train
        behind = (self.scenery.ground, app.pit, self.scenery.rest)
        track = (model.machine.track, model.back, app.back, train, self.case.others)
        phone = (app.lost, app.front, self.woman, self.others)
        house = (self.case.own, app.store, model.front, model.machine.gear)
        return (*behind, *track, *phone, self.talk, *house, self.telling, self.expected, self.cycle)

    def act(self, time: float) -> tuple[Mobject, ...]:
        """Pose everything as it is at a time, in seconds from the start of the clip.

        Returns what may look different now.
        """
        for each in self._actors:
            each.moved = False
        view = self.camera.at(time)
        looks, self._view = view != self._view, view
        if looks:
            self.look_at((view.focus.real, view.focus.imag), view.zoom)
            self.scenery.act(view)
        people = (self.woman, self.others, self.telling)
        for actor in (self.app, self.model, *people, self.talk, self.expected, self.cycle):
            actor.act(time)
        self._carry(time)
        return tuple([each for each in self._actors if each.moved or (looks and each.shown)])

    def _carry(self, time: float) -> None:
        """Pose the train and its loads, and the cases, of which it takes some to the model."""
        train, talk = self.train, self.talk
        train.act(time)
        bed, cloud = train.bed, train.cloud(time)
        open_question = max(1 - talk.question.opened.at(time) * 4, 0.0)
        loads = ((train.asked, open_question), (train.wrong, 1.0), (train.right, 1.0))
        for load, opacity in loads:
            load.act(time, bed, cloud, opacity)
        self.case.act(time, bed)


def _actors_in(mobject: Mobject) -> Iterator[Actor]:
    """The actors in a mobject; those within others are posed with them."""
    if isinstance(mobject, Actor):
        yield mobject
    else:
        for each in mobject.submobjects:
            yield from _actors_in(each)
