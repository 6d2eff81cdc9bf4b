"""The parser's events to data, once, noting where everything stands and what is refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NoReturn, TypeAlias

import yaml

from storyreel.base.errors import Location, Problem, RequestError
from storyreel.storyboard.scalars import resolve_plain
from storyreel.storyboard.text import character_name, unwanted

MAX_DEPTH = 32
MAX_EVENTS = 20_000

_SYNTAX = (yaml.YAMLError, ValueError, OverflowError)
"""What a parser raises over a text that is not YAML."""

Value: TypeAlias = "dict[str, Value] | tuple[Value, ...] | str | int | float | bool | None"
KeyPath: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value begins, and its key if it has one."""

    value: Location
    key: Location | None = None


class Composer:
    """Turns the parser's events into data, once, noting positions and mistakes on the way."""

    def __init__(self, text: str, shown: str, problems: Sequence[Problem]) -> None:
        self._text = text
        self._shown = shown
        self._before = problems

    def compose(self) -> Value:
        """The document's data; raises RequestError, with all that was found, where it ends."""
        if yaml.__with_libyaml__:
            # In a twentieth of the time. What is nested too deeply for it is stopped before.
            self._begin(yaml.CSafeLoader(self._text))
            with suppress(*_SYNTAX):
                return self._document()
        self._begin(yaml.SafeLoader(self._text))  # it says better what is wrong
        try:
            return self._document()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark or self._loader.get_mark()
            what = ", ".join(filter(None, (error.context, error.problem)))
            self._stop(f"not YAML: {what}.", _syntax_remedy(what), self._at(mark))
        except _SYNTAX as error:
            self._stop(f"not YAML: {error}.", _syntax_remedy(""), self._at(self._loader.get_mark()))

    def _begin(self, loader: Any) -> None:
        self._loader = loader
        self._events = self._guarded()
        self.problems = [*self._before]
        self.places: dict[KeyPath, Place] = {}

    def _document(self) -> Value:
        next(self._events)
        if isinstance(next(self._events), yaml.StreamEndEvent):
            self._stop("is empty.", "Write the storyboard.", Location(self._shown))
        value = self._node(next(self._events), ())
        next(self._events)
        after = next(self._events)
        if isinstance(after, yaml.DocumentStartEvent):
            self._stop(
                "a second document begins here.",
                "Keep one storyboard in a file, without '---' lines.",
                self._at(after.start_mark),
            )
        return value

    def _guarded(self) -> Iterator[Any]:
        depth = 0
        for count in range(MAX_EVENTS + 1):
            if not self._loader.check_event():
                return
            event = self._loader.get_event()
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                self._stop(
                    f"nested deeper than {MAX_DEPTH} levels.",
                    "Look for brackets that are not closed.",
                    self._at(event.start_mark),
                )
            if count == MAX_EVENTS:
                self._stop(
                    f"more than {MAX_EVENTS:,} entries.",
                    "A storyboard has a few hundred.",
                    self._at(event.start_mark),
                )
            yield event

    def _node(self, event: Any, path: KeyPath | None, key: Location | None = None) -> Value:
        """The data of one node; its place is noted unless `path` is None."""
        where = self._at(event.start_mark)
        if path is not None:
            self.places[path] = Place(where, key)
        if isinstance(event, yaml.AliasEvent):
            self._note(f"alias *{event.anchor}.", "Write the value out.", where)
            return None
        if event.anchor:
            self._note(f"anchor &{event.anchor}.", "Delete it.", where)
        if event.tag:
            self._note(f"tag {event.tag}.", "Delete it; put text in quotes.", where)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._scalar(event, where)

    def _mapping(self, path: KeyPath | None) -> dict[str, Value]:
        mapping: dict[str, Value] = {}
        lines: dict[str, int | None] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            where = self._at(event.start_mark)
            name = self._key(event, where)
            if name in mapping:
                line = lines[name]
                self._note(f"duplicate key {name!r}, first on line {line}.", "Keep one.", where)
                name = None
            value_path = None if path is None or name is None else (*path, name)
            value = self._node(next(self._events), value_path, where)
            if name is not None:
                mapping[name], lines[name] = value, where.line
        return mapping

    def _key(self, event: Any, where: Location) -> str | None:
        name = self._node(event, None)
        if isinstance(event, yaml.ScalarEvent) and event.implicit[0] and name == "<<":
            self._note("merge key <<.", "Write the keys out.", where)
            return None
        if not isinstance(name, str):
            self._note("this key is not a text.", "Put it in quotes.", where)
            return None
        return name

    def _sequence(self, path: KeyPath | None) -> tuple[Value, ...]:
        items: list[Value] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, None if path is None else (*path, len(items))))
        return tuple(items)

    def _scalar(self, event: Any, where: Location) -> Value:
        if event.implicit[0]:
            return resolve_plain(event.value)
        text: str = event.value
        hidden = list(unwanted(text, "\n\t"))
        for _, character in hidden:
            self._note(f"contains {character_name(character)}.", "Delete it.", where)
        wrong = {index for index, _ in hidden}
        return "".join(c for index, c in enumerate(text) if index not in wrong)

    def _at(self, mark: Any) -> Location:
        return Location(self._shown, mark.line + 1, mark.column + 1)

    def _note(self, what: str, remedy: str, where: Location) -> None:
        self.problems.append(Problem(what, remedy, where))

    def _stop(self, what: str, remedy: str, where: Location) -> NoReturn:
        raise RequestError(*self.problems, Problem(what, remedy, where))


def _syntax_remedy(what: str) -> str:
    """What usually mends a syntax error, by a phrase of the parser's message."""
    remedies = {
        "mapping values are not allowed": "Put a text that contains ': ' in quotes.",
        "'\\t'": "Indent with blanks, not with tabs.",
        "while scanning a quoted scalar": "Close the quotes.",
        "while scanning a block scalar": "Write '>-' or '|-' and an indented text below.",
        "flow": "Check the brackets and the commas between them.",
        "expected <block end>": "Check the indentation of this line against those above.",
        "cannot start any token": "Put the text in quotes.",
    }
    found = (remedy for phrase, remedy in remedies.items() if phrase in what)
    return next(found, "Check indentation, colons and quotes here.")
