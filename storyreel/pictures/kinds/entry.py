"""Entries: words with a state before them, as in {done: write the test}."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from storyreel.base.counted import counted
from storyreel.base.errors import did_you_mean
from storyreel.storyboard.explain import shown
from storyreel.storyboard.values import mistake


def entries_of(states: tuple[str, ...], plain: str | None) -> BeforeValidator:
    """A validator that reads {state: text} as {state: …, text: …}.

    Text without a state has the state `plain`; with None for that, a state is required.
    """

    example = f"{{{next((state for state in states if state != plain), 'user')}: …}}"

    def read(value: Any) -> Any:
        if isinstance(value, str) and plain is not None:
            return {"state": plain, "text": value}
        if not isinstance(value, Mapping):
            what = "text" if plain is not None else f"written as in `{example}`"
            remedy = "Put it in quotes." if plain is not None else "Write it like this."
            raise mistake(f"must be {what}, not {shown(value)}.", remedy)
        if set(value) == {"state", "text"}:
            return value
        if len(value) != 1:
            raise mistake(f"has {counted(len(value), 'key')}.", f"Write `{example}` for each item.")
        ((state, text),) = value.items()
        if not isinstance(text, str):
            what = f"{state!r} must be text, not {shown(text)}."
            raise mistake(what, "Put it in quotes.")
        if states and state not in states:
            named = [each for each in states if each != plain]
            near = did_you_mean(str(state), named)
            quoted = "" if plain is None else ", or put words that contain ': ' in quotes"
            remedy = f"{near}Write one of {', '.join(named)}{quoted}."
            raise mistake(f"unknown state {state!r}.", remedy)
        return {"state": state, "text": text}

    return BeforeValidator(read, json_schema_input_type=_written(states, plain))


def _written(states: tuple[str, ...], plain: str | None) -> Any:
    """How an entry is written, for the JSON Schema: an editor completes the states."""
    one = {"type": "object", "minProperties": 1, "maxProperties": 1}
    text = {"type": "string"}
    named = {**one, "properties": dict.fromkeys(states, text), "additionalProperties": False}
    entry = named if states else {**one, "additionalProperties": text}
    schema = entry if plain is None else {"anyOf": [text, entry]}
    return Annotated[Any, WithJsonSchema(schema)]


def numbered(texts: Iterable[str]) -> list[str]:
    """Each text with the number of its occurrence: keys of parts that may be equal."""
    seen: Counter[str] = Counter()
    keys = []
    for text in texts:
        seen[text] += 1
        keys.append(f"{text}#{seen[text]}")
    return keys
