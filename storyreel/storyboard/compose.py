"""Compose the data of a YAML text from a parser's events, with the position of every value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NoReturn, TypeAlias

import yaml

from storyreel.base.errors import Location, Problem, RequestError
from storyreel.storyboard.fallback_parser import FallbackLoader
from storyreel.storyboard.scalars import resolve_plain
from storyreel.storyboard.syntax_errors import explain_syntax_error
from storyreel.storyboard.text import INVISIBLE_JOINERS, character_name, unwanted

MAX_DEPTH = 32
MAX_EVENTS = 20_000

_SYNTAX_ERRORS = (yaml.YAMLError, ValueError, OverflowError)
"""What a parser raises for a text that is not YAML."""

_KEY_AND_VALUE = re.compile(r"([A-Za-z_]\w*):(\S+)")
_ACCIDENTAL_COMMENT = re.compile(r" #|[ \t]+#(?=[^\s#])")
"""After a text: a comment that YAML style would not write like this, such as ` #1 of 100`."""

_ESCAPES = {
    **dict(zip("\0\a\b\r\v\f\x1b", (r"\0", r"\a", r"\b", r"\r", r"\v", r"\f", r"\e"), strict=True)),
    **dict(zip("\u2028\u2029", (r"\L", r"\P"), strict=True)),
}
"""Characters that no text may contain, and how they come into a text in double quotes."""

Value: TypeAlias = "dict[str, Value] | tuple[Value, ...] | str | int | float | bool | None"
KeyPath: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class SourcePosition:
    """Where a value begins, and its key if it has one.

    `joined` says that it is a text of several lines that YAML joins; `escapes`, one in double
    quotes.
    """

    value: Location
    key: Location | None = None
    joined: bool = False
    escapes: bool = False


class Composer:
    """Composes a document, and collects positions, problems and warnings on the way.

    Problems leave the structure readable: composing goes on after them. `merged` are the paths of
    mappings with a merge key.
    """

    def __init__(self, text: str, shown: str, problems: Sequence[Problem]) -> None:
        self._text = text
        self._lines = re.split(r"\r\n|\r|\n", text)
        self._shown = shown
        self._earlier_problems = problems

    def compose(self) -> Value:
        """The document's data; raises RequestError with all problems if it is not YAML."""
        if yaml.__with_libyaml__:
            # Twenty times as fast. Deep nesting, which would exhaust its stack, is stopped early.
            self._begin(yaml.CSafeLoader(self._text))
            with suppress(*_SYNTAX_ERRORS):
                return self._document()
        self._begin(FallbackLoader(self._text))  # its errors say more
        try:
            return self._document()
        except yaml.MarkedYAMLError as error:
            problem = explain_syntax_error(self._text, error, self._shown)
            raise RequestError(*self.problems, problem) from error
        except _SYNTAX_ERRORS as error:
            place = self._at(self._loader.get_mark())
            self._stop(f"not valid YAML: {error}.", "Check this line.", place)

    def _begin(self, loader: Any) -> None:
        self._loader = loader
        self._events = self._limited_events()
        self._repeated_key: Any = None
        self.problems = [*self._earlier_problems]
        self.warnings: list[Problem] = []
        self.places: dict[KeyPath, SourcePosition] = {}
        self.merged: set[KeyPath] = set()

    def _document(self) -> Value:
        next(self._events)
        if isinstance(next(self._events), yaml.StreamEndEvent):
            self._stop("the file is empty.", "Write the storyboard.", Location(self._shown))
        value = self._node(next(self._events), ())
        next(self._events)
        after = next(self._events)
        if isinstance(after, yaml.DocumentStartEvent):
            self._stop(
                "a second document begins here.",
                "Keep one storyboard per file, without '---' lines.",
                self._at(after.start_mark),
            )
        return value

    def _limited_events(self) -> Iterator[Any]:
        depth = 0
        for count in range(MAX_EVENTS + 1):
            if not self._loader.check_event():
                return
            event = self._loader.get_event()
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                self._stop(
                    f"the nesting is deeper than {MAX_DEPTH} levels.",
                    "Look for brackets that are not closed.",
                    self._at(event.start_mark),
                )
            if count == MAX_EVENTS:
                self._stop(
                    f"the file has more than {MAX_EVENTS:,} entries.",
                    "A storyboard has a few hundred. Is this the right file?",
                    self._at(event.start_mark),
                )
            yield event

    def _node(self, event: Any, path: KeyPath | None, key: Location | None = None) -> Value:
        """The data of one node; its position is recorded unless `path` is None."""
        where = self._at(event.start_mark)
        if path is not None:
            is_text = isinstance(event, yaml.ScalarEvent)
            self.places[path] = SourcePosition(
                where,
                key,
                joined=is_text and self._is_joined(event),
                escapes=is_text and event.style == '"',
            )
        if isinstance(event, yaml.AliasEvent):
            what = f"*{event.anchor} is a YAML alias, which storyboards do not support."
            self._note(what, "Write the value out, or put the text in quotes.", where)
            return None
        if event.anchor:
            what = f"&{event.anchor} is a YAML anchor, which storyboards do not support."
            self._note(what, "Delete it, or put the text in quotes.", where)
        if event.tag:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            what = f"{tag} is a YAML tag, which storyboards do not support."
            self._note(what, "Delete it, or put the text in quotes.", where)
        if isinstance(event, yaml.MappingStartEvent):
            in_block_item = (
                not event.flow_style and bool(path) and isinstance((path or ())[-1], int)
            )
            return self._mapping(path, in_block_item)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._scalar(event, where)

    def _mapping(self, path: KeyPath | None, in_block_item: bool) -> dict[str, Value]:
        """The mapping whose keys follow.

        In an item of a block list it ends early where its first key comes again: there the dash of
        the next item is missing. That key is left in `_repeated_key`. Where no item has its dash,
        only the first key that comes again is a mistake.
        """
        mapping: dict[str, Value] = {}
        lines: dict[str, int | None] = {}
        dashes_missing = False
        event, self._repeated_key = self._repeated_key, None
        event = event or next(self._events)
        while not isinstance(event, yaml.MappingEndEvent):
            where = self._at(event.start_mark)
            if _is_merge_key(event):
                self._merge(where)
                self.merged |= {path} if path is not None else set()
                event = next(self._events)
                continue
            name = self._key(event, where)
            if name in mapping:
                if in_block_item and name == next(iter(mapping)):
                    self._repeated_key = event
                    break
                is_first = name == next(iter(mapping)) and lines[name] != where.line
                begins_item = bool(path) and is_first
                if not dashes_missing:
                    item = (
                        f", or write `- {name}: …` for each item of a list" if begins_item else ""
                    )
                    what = f"the key {name!r} is already on line {lines[name]}."
                    self._note(what, f"Keep one of them{item}.", where)
                dashes_missing |= begins_item
                name = None
            value_path = None if path is None or name is None else (*path, name)
            value = self._node(next(self._events), value_path, where)
            if name is not None:
                name, value = self._separated(name, value, event, where)
                mapping[name], lines[name] = value, where.line
            event = next(self._events)
        return mapping

    def _merge(self, where: Location) -> None:
        """Note a merge key, and skip its value: what is wrong with it does not matter."""
        what = "<< is a YAML merge key, which storyboards do not support."
        self._note(what, "Write the keys out.", where)
        known = len(self.problems)
        self._node(next(self._events), None)
        del self.problems[known:]

    def _key(self, event: Any, where: Location) -> str | None:
        name = self._node(event, None)
        if not isinstance(name, str):
            if isinstance(name, int | float) and self._is_after_comma(where):
                what = f"the comma before {event.value!r} ends the value."
                remedy = "Write numbers without commas, and lists in square brackets."
                self._note(what, remedy, where)
                return None
            self._note("this key is not text.", "Put it in quotes.", where)
            return None
        return name

    def _is_after_comma(self, where: Location) -> bool:
        """Whether a key without a value follows a comma on its line."""
        value = self._loader.peek_event()
        if not isinstance(value, yaml.ScalarEvent) or value.value or not value.implicit[0]:
            return False
        before = self._lines[(where.line or 1) - 1][: (where.column or 1) - 1]
        return before.rstrip().endswith(",")

    def _separated(self, name: str, value: Value, event: Any, where: Location) -> tuple[str, Value]:
        """Key and value; `{key:value}` without a space, which YAML takes for a key, in two."""
        joined = _KEY_AND_VALUE.fullmatch(name)
        if value is not None or not joined or not event.implicit[0]:
            return name, value
        key, text = joined.groups()
        self._note(
            f"a space is missing after the colon of {key!r}.", f"Write `{key}: {text}`.", where
        )
        return key, resolve_plain(text)

    def _sequence(self, path: KeyPath | None) -> tuple[Value, ...]:
        items: list[Value] = []

        def next_path() -> KeyPath | None:
            return None if path is None else (*path, len(items))

        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, next_path()))
            while key := self._repeated_key:
                where = self._at(key.start_mark)
                what = f"the key {key.value!r} is repeated: a new item begins with a dash."
                self._note(what, f"Write `- {key.value}: …`.", where)
                if (item := next_path()) is not None:
                    self.places[item] = SourcePosition(where)
                items.append(self._mapping(item, in_block_item=True))
        return tuple(items)

    def _scalar(self, event: Any, where: Location) -> Value:
        if event.implicit[0]:
            value = resolve_plain(event.value)
            if isinstance(value, str) and " " in value:
                self._warn_of_comment(event.end_mark)
            return value
        text: str = event.value
        hidden = list(unwanted(text, "\n\t" + INVISIBLE_JOINERS))
        for _, character in hidden:
            what = f"the text contains {character_name(character)}."
            remedy = "Delete this character."
            if event.style == '"' and (escape := _ESCAPES.get(character)):
                what = f"in double quotes, {escape} is {character_name(character)}."
                remedy = "Put the text in single quotes."
            self._note(what, remedy, where)
        wrong = {index for index, _ in hidden}
        return "".join(c for index, c in enumerate(text) if index not in wrong)

    def _is_joined(self, event: Any) -> bool:
        """Whether a text has several lines that YAML joins into one."""
        if event.style not in (None, "", ">") or event.start_mark.line == event.end_mark.line:
            return False
        lines = self._text[event.start_mark.index : event.end_mark.index].split("\n")
        written = [line for line in lines if line.strip()]
        return len(written) > (2 if event.style == ">" else 1)

    def _warn_of_comment(self, end: Any) -> None:
        """Warn if a comment after an unquoted text looks like a part of it."""
        rest = self._lines[end.line][end.column :] if end.line < len(self._lines) else ""
        if comment := _ACCIDENTAL_COMMENT.match(rest):
            self.warnings.append(
                Problem(
                    "the text ends before '#': the rest of the line is a comment.",
                    "Put the text in quotes, or the comment on a line of its own.",
                    Location(self._shown, end.line + 1, end.column + comment.end()),
                )
            )

    def _at(self, mark: Any) -> Location:
        return Location(self._shown, mark.line + 1, mark.column + 1)

    def _note(self, what: str, remedy: str, where: Location) -> None:
        self.problems.append(Problem(what, remedy, where))

    def _stop(self, what: str, remedy: str, where: Location) -> NoReturn:
        raise RequestError(*self.problems, Problem(what, remedy, where))


def _is_merge_key(event: Any) -> bool:
    return isinstance(event, yaml.ScalarEvent) and event.implicit[0] and event.value == "<<"
