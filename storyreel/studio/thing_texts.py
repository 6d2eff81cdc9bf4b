"""Which value makes a text that a thing of a picture shows.

It comes from what pictures state of the thing up to the moment: a text, a template with facts in
braces, a number, or the fact that a number names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeGuard

from storyreel.drawing.drawing import Tag
from storyreel.pictures.board import OPTIONS
from storyreel.pictures.facts import Arithmetic
from storyreel.pictures.kinds import KINDS
from storyreel.storyboard.compose import KeyPath, Value
from storyreel.storyboard.source import YamlSource
from storyreel.studio.part_names import part_uses
from storyreel.studio.text_source import PartName, TextSource
from storyreel.studio.written_texts import UNREAD, WrittenTexts, holds, plain

NESTED = frozenset({"body", "left", "right"})
"""Fields that hold another thing, of which a later picture may state a part."""

_FUNCTIONS = frozenset({("curve", "line"), ("curve", "lines")})
"""Fields of kinds whose texts are functions: lines are drawn from them, and nothing is written."""

_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)\b")
_OCCURRENCE = re.compile(r"#(\d+)$")
_HOLE = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A value that makes a text; `written` is where the thing states it."""

    path: KeyPath
    written: KeyPath


class ThingTexts:
    """Finds the sources of the texts of things in one storyboard."""

    def __init__(self, source: YamlSource) -> None:
        self._source, self._written = source, WrittenTexts(source)

    def of(self, text: str, tag: Tag, statements: Sequence[KeyPath]) -> TextSource:
        """The source of a text of the thing that pictures state at these paths, in order."""
        stated = self._stated(statements)
        shown = [home for home in stated if home[-2:] not in _FUNCTIONS]
        pieces = (tag.part or "").split("/")
        for makes in (self._texts_that_make, self._numbers_that_make, self._texts_that_hold):
            found = [each for home in shown for each in makes(text, home)]
            if chosen := _chosen(found, pieces):
                return TextSource(chosen)
            if found:
                lines = self._written.lines([each.written for each in found])
                return TextSource(why=f"Several values are equal: change one of them in {lines}.")
        return self._part(text, stated) or TextSource(why=self._reason(text, shown))

    def _part(self, text: str, stated: Sequence[KeyPath]) -> TextSource | None:
        """The part of the thing that has a text as its name, if any."""
        for home in stated:
            names = {str(path[-1]) for path in self._written.paths(home)}
            for name in names:
                if plain(name) == text:
                    thing = str(home[3] if home[2] == "picture" else home[4])
                    return self._named(PartName(thing, name), home)
        return None

    def _named(self, part: PartName, home: KeyPath) -> TextSource:
        lines = self._written.lines(list(self._uses(part.name, home)))
        if part_uses(self._source.value, *part).keys:
            return TextSource(why=f"A new name is written in {lines}.", part=part)
        return TextSource(why=f"This is a name in the storyboard: rename it in {lines}.")

    def _reason(self, text: str, stated: Sequence[KeyPath]) -> str:
        for home in stated:
            for path, value in self._written.texts(home):
                number = self._calculated(value)
                if number is not None and _shows(text, number):
                    line = self._written.lines([path])
                    return f"It is calculated by {value!r}: change the facts, or {line}."
        return "It is calculated, or on its way from one number to the next."

    def _uses(self, name: str, home: KeyPath) -> Iterator[KeyPath]:
        """Where pictures of the thing that states something at `home` have a name of a part."""
        thing = home[3] if home[2] == "picture" else home[4]
        for path in self._source.places:
            if path[:1] == ("beats",) and thing in path[3:5] and len(path) > 4:
                value = self._source.get(path)
                if name in (str(path[-1]), value):
                    yield path

    def _texts_that_make(self, text: str, home: KeyPath) -> Iterator[_Candidate]:
        for path, value in self._words(home):
            if plain(value) == text or ("{" in value and plain(self._filled(value)) == text):
                yield _Candidate(path, path)

    def _numbers_that_make(self, text: str, home: KeyPath) -> Iterator[_Candidate]:
        for path in self._written.paths(home):
            value = self._source.get(path)
            if _is_number(value) and _shows(text, value):
                yield _Candidate(path, path)
            elif isinstance(value, str):
                yield from self._facts_that_make(text, value, path)

    def _facts_that_make(self, text: str, name: str, path: KeyPath) -> Iterator[_Candidate]:
        """The number of a fact with this name, or those of its list."""
        home: KeyPath = ("facts", name, "value")
        if name in self._facts and _shows(text, self._facts[name]):
            yield _Candidate(home, path)
            return
        numbers = self._source.get(home)
        for place, number in enumerate(numbers if isinstance(numbers, tuple) else ()):
            if _is_number(number) and _shows(text, number):
                yield _Candidate((*home, place), (*path, place))

    def _texts_that_hold(self, text: str, home: KeyPath) -> Iterator[_Candidate]:
        """Long texts, which are drawn in several lines or words."""
        for path, value in self._words(home):
            if holds(self._filled(value), text):
                yield _Candidate(path, path)

    def _stated(self, statements: Sequence[KeyPath]) -> list[KeyPath]:
        """Where each field and option of a thing that can be read was stated last."""
        fields: dict[str | int, list[KeyPath]] = {}
        for path in statements:
            thing = self._source.get(path)
            for key in thing if isinstance(thing, dict) else ():
                home = (*path, key)
                inner = self._source.get(home)
                if key in KINDS and isinstance(inner, dict):
                    for name in inner:
                        earlier = fields.get(name, []) if name in NESTED else []
                        fields[name] = [(*home, name), *earlier]
                elif key in OPTIONS:
                    fields[key] = [home]
        return [path for name, paths in fields.items() if name not in UNREAD for path in paths]

    # Values

    @cached_property
    def _facts(self) -> Mapping[str, float]:
        facts = self._source.get(("facts",))
        found: dict[str, float] = {}
        for name in facts if isinstance(facts, dict) else ():
            value = self._source.get(("facts", name, "value"))
            if _is_number(value):
                found[name] = value
        return found

    @cached_property
    def _numbers(self) -> Mapping[str, float | tuple[float, ...]]:
        """The numbers of all facts, also of those that are lists."""
        found: dict[str, float | tuple[float, ...]] = dict(self._facts)
        facts = self._source.get(("facts",))
        for name in facts if isinstance(facts, dict) else ():
            value = self._source.get(("facts", name, "value"))
            if isinstance(value, tuple):
                found[name] = tuple(number for number in value if _is_number(number))
        return found

    def _filled(self, template: str) -> str:
        """A text with the numbers of its holes; as it is where one of them has none."""
        try:
            return Arithmetic(self._numbers).text(template) if _HOLE.search(template) else template
        except ValueError:
            return template

    def _calculated(self, expression: str) -> float | None:
        try:
            return Arithmetic(self._numbers).value(expression)
        except ValueError:
            return None

    def _words(self, home: KeyPath) -> Iterator[tuple[KeyPath, str]]:
        """The texts that may be on screen: not a fact for the part that has the same name."""
        names = {part for path in self._written.paths(home) for part in path[len(home) :]}
        for path, value in self._written.texts(home):
            if not (value in self._facts and value in names):
                yield path, value


def _chosen(found: Sequence[_Candidate], pieces: Sequence[str]) -> KeyPath | None:
    """The one value among candidates; of several, the one that the drawn part is named after."""
    if len({each.path for each in found}) < 2:
        return found[0].path if found else None
    best = max(_likeness(each.written, pieces) for each in found)
    alike = [each for each in found if _likeness(each.written, pieces) == best]
    paths = list(dict.fromkeys(each.path for each in alike))
    if len(paths) == 1:
        return paths[0]
    # Equal words of one list: the key of a drawn one says which of them it is.
    numbered = _OCCURRENCE.search(pieces[-1])
    homes = {each.written[:-1] for each in alike}
    at = int(numbered.group(1)) - 1 if numbered else len(alike)
    return alike[at].path if len(homes) == 1 and at < len(alike) else None


def _likeness(path: KeyPath, pieces: Sequence[str]) -> int:
    """How many parts of a path are in a drawn part's key."""
    return sum(not _names(part).isdisjoint(pieces) for part in path[2:]) + sum(
        piece[:1] in ("x", "y") and f"{piece[0]}_ticks" in path for piece in pieces
    )


def _names(part: str | int) -> set[str]:
    """What keys of drawn parts call a part of a path: places in lists count from 1 there."""
    if isinstance(part, int):
        return {str(part + 1)}
    return {part, "number"} if part == "value" else {part}


def _is_number(value: Value) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _shows(text: str, number: float) -> bool:
    """Whether a text has a number, perhaps rounded or in per cent, and no other one."""
    written = _NUMBER.findall(text.replace("\u2212", "-"))
    if len(written) != 1 or _ORDINAL.search(text):
        return False
    digits = len(written[0].partition(".")[2])
    shown = float(written[0].replace(",", ""))
    scales = (1.0, 100.0) if "%" in text else (1.0,)
    return any(abs(number * scale - shown) <= 0.5001 * 10**-digits for scale in scales)
