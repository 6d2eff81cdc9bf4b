"""What pictures have said about each thing so far, and what the next one adds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from storyreel.base.errors import did_you_mean
from storyreel.pictures.board import OPTIONS, lasting_options
from storyreel.pictures.kinds import KINDS
from storyreel.storyboard.compose import KeyPath, Value
from storyreel.storyboard.explain import shown
from storyreel.storyboard.source import Mistake

OTHER_WORDS = {
    **dict.fromkeys(("pie", "donut", "doughnut"), "Shares are shown by `bars`, `meter` or `dots`."),
    **dict.fromkeys(("plot", "graph", "chart", "function"), "Write `curve`, or `points`."),
    **dict.fromkeys(("scatter", "scatterplot"), "Write `points`."),
    **dict.fromkeys(("histogram", "barchart", "columns"), "Write `bars`."),
    **dict.fromkeys(("equation", "math", "latex", "tex"), "Write `formula`."),
    **dict.fromkeys(("photo", "picture", "img"), "Write `image`."),
    **dict.fromkeys(("number", "counter"), "Write `figure`."),
    **dict.fromkeys(("bullets", "checklist"), "Write `list`."),
    **dict.fromkeys(("matrix", "grid"), "Write `cells`, or `table`."),
    **dict.fromkeys(("diagram", "flowchart"), "Write `flow`."),
}
"""What to write for words of other programs."""

_KIND_NAMES = ", ".join(KINDS)


@dataclass(frozen=True, slots=True)
class Written:
    """What is known of a thing: its kind, fields and options, and where each was written.

    `said` are the options that the last change states.
    """

    kind: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    paths: Mapping[str, KeyPath] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    option_paths: Mapping[str, KeyPath] = field(default_factory=dict)
    said: frozenset[str] = frozenset()

    def with_fields(self, fields: Mapping[str, Any], home: KeyPath) -> Written:
        """The same with fields written below `home`, as the kind carries them over."""
        paths = {name: (*home, name) for name in fields}
        carried = KINDS[self.kind].carried(self.fields, fields)
        return replace(self, fields=carried, paths={**self.paths, **paths})

    def with_options(self, options: Mapping[str, Any], home: KeyPath) -> Written:
        """The same with the options of a change that is written at `home`."""
        paths = {name: (*home, name) for name in options}
        return replace(
            self,
            options=lasting_options(self.options, options),
            option_paths={**self.option_paths, **paths},
            said=frozenset(options),
        )

    @property
    def placed(self) -> bool:
        """Whether the thing needs a place in the layout."""
        return KINDS[self.kind].placed


class KnownThings:
    """The things on stage by name, as they are described.

    Mistakes in descriptions are added to `mistakes`.
    """

    def __init__(self, mistakes: list[Mistake]) -> None:
        self._mistakes = mistakes
        self._things: dict[str, Written] = {}
        self._gone: dict[str, Written] = {}
        """What things were like when they left the stage."""

        self.faulty: set[str] = set()
        """Names whose description is wrong: further mistakes with them would follow from that."""

    def __contains__(self, name: object) -> bool:
        return name in self._things

    def __getitem__(self, name: str) -> Written:
        return self._things[name]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the things."""
        return tuple(self._things)

    def has_left(self, name: str) -> bool:
        """Whether a thing has been on stage and left it."""
        return name in self._gone

    def leave(self, names: Iterable[str]) -> None:
        """Take things off the stage."""
        for name in names:
            if name in self._things:
                self._gone[name] = self._things.pop(name)

    def bring_back(self, names: Iterable[str]) -> None:
        """Bring things that have left back to the stage, as they were then."""
        for name in names:
            if name in self._gone and name not in self._things:
                self._things[name] = self._gone[name]

    def describe(self, name: str, thing: Any, path: KeyPath) -> bool:
        """Add what a picture says of a thing; False after saying what is wrong."""
        kind = self._kind(name, thing, path)
        if kind is None:
            self.faulty.add(name)
            return False
        known = self._things.get(name)
        if known is None or known.kind != kind:
            known = Written(kind)
        if kind in thing:
            known = known.with_fields(thing[kind], (*path, kind))
        options = {key: value for key, value in thing.items() if key in OPTIONS}
        self._things[name] = known.with_options(options, path)
        return True

    def stay(self, name: str, path: KeyPath) -> None:
        """Keep a thing through a change, written at `path`, that does not describe it."""
        self._things[name] = self._things[name].with_options({}, path)

    def _kind(self, name: str, thing: Any, path: KeyPath) -> str | None:
        """The kind that a thing is said to be, or else was; None after saying what is wrong."""
        if not isinstance(thing, Mapping):
            self._mistake(path, *_no_thing(name, thing))
            return None
        known = self._things.get(name)
        unknown = [key for key in thing if key not in KINDS and key not in OPTIONS]
        kinds = [key for key in thing if key in KINDS] or ([known.kind] if known else [])
        if unknown:
            what, remedy = _misplaced(name, thing, unknown[0], kinds) or _unknown(unknown[0])
            self._mistake((*path, unknown[0]), what, remedy, at_key=True)
        elif len(kinds) > 1:
            what = f"is of {len(kinds)} kinds: {' and '.join(kinds)}."
            self._mistake(path, what, "Write one kind for each name.")
        elif not kinds:
            self._mistake(path, "has no kind.", f"Write one of {_KIND_NAMES}.")
        elif not isinstance(thing.get(kinds[0], {}), Mapping):
            example = f"Write fields, as in `{kinds[0]}: {KINDS[kinds[0]].example}`."
            what = f"must be a mapping, not {shown(plain_value(thing[kinds[0]]))}."
            self._mistake((*path, kinds[0]), what, example)
        elif option := self._option_within(kinds[0], thing.get(kinds[0], {})):
            self._mistake(
                (*path, kinds[0], option),
                f"{option!r} is an option of the thing, not a field of `{kinds[0]}`.",
                f"Write it beside the kind, as in `{{{kinds[0]}: {{…}}, {option}: …}}`.",
                at_key=True,
            )
        else:
            return str(kinds[0])
        return None

    @staticmethod
    def _option_within(kind: str, fields: Mapping[str, Any]) -> str | None:
        """An option that is written as a field of a kind."""
        known = KINDS[kind].written_keys()
        return next((key for key in fields if key in OPTIONS and key not in known), None)

    def _mistake(self, path: KeyPath, what: str, remedy: str, at_key: bool = False) -> None:
        self._mistakes.append(Mistake(path, what, remedy, at_key))


def _no_thing(name: str, value: object) -> tuple[str, str]:
    """What is wrong with a name in a picture whose value is not a mapping, and what to do."""
    if name in OPTIONS:
        what = f"{name!r} is an option of a thing, not of the picture."
        return what, f"Write it within its thing, as in `odds: {{bars: …, {name}: …}}`."
    near = did_you_mean(name, ["layout", "at"]).rstrip()
    what = f"must be a mapping, not {shown(plain_value(value))}."
    return what, near or "Write a kind, as in {figure: {value: 3}}."


def _misplaced(
    name: str, thing: Mapping[str, Any], key: str, kinds: Sequence[str]
) -> tuple[str, str] | None:
    """What is wrong with a key of a thing that belongs a level deeper or higher, and what to do."""
    if names_a_kind(thing[key]):
        what = f"{key!r} is within {name!r}, but describes a thing of its own."
        return what, f"Write it beside {name!r}: close the brace of {name!r} before it."
    for kind in kinds:
        if key in KINDS[kind].written_keys():
            what = f"{key!r} is a field of `{kind}`, not of the thing."
            return what, f"Write it within the kind, as in `{kind}: {{{key}: …}}`."
    return None


def _unknown(key: str) -> tuple[str, str]:
    """What is wrong with a key of a thing that no thing has, and what to write instead."""
    remedy = (
        OTHER_WORDS.get(str(key).lower())
        or did_you_mean(key, [*KINDS, *OPTIONS]).rstrip()
        or f"The kinds are {_KIND_NAMES}; every kind takes {', '.join(OPTIONS)}."
    )
    return f"{key!r} is neither a kind nor an option.", remedy


def names_a_kind(thing: object) -> bool:
    """Whether what a picture says of a thing describes it from its beginning."""
    return isinstance(thing, Mapping) and any(key in KINDS for key in thing)


def plain_value(value: object) -> Value:
    """A value as messages show it."""
    return value if isinstance(value, (str, int, float, dict)) or value is None else ()
