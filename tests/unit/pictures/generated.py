"""Storyboards of pictures for property tests: any kinds, layouts, changes and emphasis."""

from __future__ import annotations

from typing import Any

import hypothesis.strategies as st
import yaml

from storyreel.pictures.kinds import KINDS
from tests.unit.from_schema import WORDS, values

Board = dict[str, Any]

FACTS = {
    "guess": {"value": 4.605, "source": "ln 100"},
    "after": {"value": 12, "illustration": True},
}
NAMES = ("one", "two", "three")
EXAMPLES: dict[str, Board] = {name: yaml.safe_load(kind.example) for name, kind in KINDS.items()}


@st.composite
def states(draw: st.DrawFn, kind: str) -> Board:
    """Fields of a kind: those of its example with some of them others, or a part of the others."""
    schema = KINDS[kind].model_json_schema()
    fields = dict(EXAMPLES[kind])
    names = draw(st.lists(st.sampled_from(sorted(schema["properties"])), max_size=2, unique=True))
    for name in names:
        fields[name] = draw(values(schema["properties"][name], schema, 1))
    return fields


@st.composite
def options(draw: st.DrawFn, parts: list[str]) -> Board:
    """When and how a thing changes, seldom wrong."""
    some = st.lists(st.sampled_from(parts or ["1"]), min_size=1, max_size=2, unique=True)
    optional = {
        "over": st.sampled_from([0.4, 0.8, 2.0]),
        "at": st.sampled_from([0.5, 2, 6.0, "then"]),
        "label": WORDS,
        "mark": some,
        "dim": st.booleans(),
        "focus": some,
    }
    keys = draw(st.lists(st.sampled_from(sorted(optional)), max_size=1))
    return {key: draw(optional[key]) for key in keys}


@st.composite
def things(draw: st.DrawFn, kinds: dict[str, str]) -> Board:
    """Some of the things with their kinds, as they are described in one picture."""
    found: Board = {}
    for name, kind in kinds.items():
        state = draw(states(kind))
        found[name] = {kind: state, **draw(options(_words_in(state)))}
    return found


def _words_in(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [*map(str, value), *(word for part in value.values() for word in _words_in(part))]
    if isinstance(value, list):
        return [word for part in value for word in _words_in(part)]
    return [str(value)]


LAYOUTS = ("{0}", "{0} {1}", "{0}\n{1}", "{0} {0} {1}\n{0} {0} {2}", "{0} .\n{1} {2}")


@st.composite
def boards(draw: st.DrawFn) -> Board:
    """A whole storyboard: two pictures, the second of which changes the first, and a last beat."""
    placed = [name for name, kind in KINDS.items() if kind.placed]
    names = NAMES[: draw(st.integers(1, 3))]
    kinds = {name: draw(st.sampled_from(placed)) for name in names}
    layout = draw(st.sampled_from([each for each in LAYOUTS if f"{{{len(names)}}}" not in each]))
    shown = layout.format(*names)
    kinds = {name: kind for name, kind in kinds.items() if name in shown}
    first = {"id": "first", "step": "First", "duration": 10, "caption": "One.", "layout": shown}
    later = draw(things(dict(draw(st.permutations(sorted(kinds.items())))[:2])))
    second = {"id": "second", "step": "Second", "duration": 10, "caption": "Two.", "picture": later}
    beats: list[Board] = [
        {**first, "picture": draw(things(kinds)), "cues": {"then": 3.0}},
        {**second, "cues": {"then": 4.0}},
        {"id": "close", "duration": 10},
    ]
    if draw(st.booleans()):
        other = draw(st.sampled_from(sorted(KINDS)))
        change = draw(things({draw(st.sampled_from(names)): other}))
        beats[1]["then"] = [{"at": 6.0, **change}]
    head = {"clip": "lesson", "title": "A lesson", "alt": "A lesson.", "facts": FACTS}
    return {**head, "beats": beats, "wisdom": "Pictures say it."}
