"""The complete state of a thing, checked by the model of its kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pydantic import ValidationError

from storyreel.design.layout import Frame
from storyreel.pictures.board import ThingOptions
from storyreel.pictures.facts import Arithmetic, Facts
from storyreel.pictures.kinds import KINDS
from storyreel.pictures.kinds.fields import PictureSurroundings
from storyreel.pictures.known_numbers import KnownNumbers
from storyreel.pictures.known_things import Written
from storyreel.pictures.stated import Stated
from storyreel.storyboard.compose import KeyPath
from storyreel.storyboard.explain import misspelt_keys, mistakes_of
from storyreel.storyboard.record import Model
from storyreel.storyboard.source import Mistake, YamlSource

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class StateReader:
    """Reads states of things from what is written about them.

    Mistakes are added to `mistakes`; one in a value that stayed is placed where that value was
    written.
    """

    facts: Facts
    source: YamlSource
    surroundings: PictureSurroundings
    mistakes: list[Mistake]

    def stated(self, name: str, thing: Written, frame: Frame, path: KeyPath) -> Stated | None:
        """What a thing is in its frame from the change at `path` on; None after saying what is
        wrong with it."""
        context = self._with_facts()
        options = self._valid(ThingOptions, thing.options, thing.option_paths, path, context)
        home = (*path, thing.kind)
        state = self._valid(KINDS[thing.kind], thing.fields, thing.paths, home, context)
        if options is None or state is None:
            return None
        ledger = context.arithmetic.ledger
        numbers = KnownNumbers.of(thing.fields, ledger, self.facts).also(state.scale_numbers)
        line = self.source.locate(path).line
        return Stated(name, state, options, frame, path, thing.paths, numbers, line, thing.said)

    def _valid(
        self,
        model: type[M],
        fields: Mapping[str, Any],
        written: Mapping[str, KeyPath],
        home: KeyPath,
        context: PictureSurroundings,
    ) -> M | None:
        """A model of some fields; None after saying what is wrong, where each was written."""
        try:
            return model.model_validate(dict(fields), context=context)
        except ValidationError as error:
            view = self._view(fields)
            misspelt = misspelt_keys(error, view)
            for mistake in mistakes_of(error, view):
                if mistake.path in misspelt:
                    continue
                first, *rest = mistake.path or ("",)
                place = written.get(str(first), (*home, *mistake.path[:1]))
                self.mistakes.append(replace(mistake, path=(*place, *rest)))
            return None

    def _with_facts(self) -> PictureSurroundings:
        """The surroundings with the facts, and a ledger of its own."""
        values = {name: fact.value for name, fact in self.facts.items()}
        return replace(self.surroundings, arithmetic=Arithmetic(values))

    def _view(self, fields: Mapping[str, Any]) -> YamlSource:
        """Merged fields as a source of their own, for messages about them."""
        here = self.source.places[()]
        places = {path: here for path in _paths(fields)}
        return replace(self.source, value=dict(fields), places=places)


def _paths(value: object, home: KeyPath = ()) -> Iterator[KeyPath]:
    """The paths of a value and of everything in it."""
    yield home
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from _paths(part, (*home, key))
    elif isinstance(value, (tuple, list)):
        for at, part in enumerate(value):
            yield from _paths(part, (*home, at))
