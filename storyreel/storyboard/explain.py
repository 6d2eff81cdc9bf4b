"""Validation errors in an author's words: what a value must be, what it is, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sized
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from storyreel.base.counted import counted, shortly
from storyreel.base.errors import did_you_mean, nearest
from storyreel.storyboard.compose import KeyPath, Value
from storyreel.storyboard.source import Mistake, YamlSource, part_of
from storyreel.storyboard.values import PATTERNS

LONGEST_QUOTE = 40
FEW = 3
"""So many mistakes that are alike in the entries of a list are reported one by one."""

_WRITTEN_NUMBER = re.compile(r"(?P<whole>-?\d+)(?:(?:\.|,(?!\d{3}))(?P<rest>\d+))?\s*[a-z%]*")
"""A number with a decimal comma, or with a unit; three digits after a comma may be thousands."""

_EQUALS = re.compile(r"(?P<key>\w+) *= *(?P<value>.*)")

EXPECTED = {
    "string_type": "text",
    "float_type": "a number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "none_required": "empty",
    "literal_error": "{expected}",
    "finite_number": "a finite number",
    "greater_than": "more than {gt:.10g}",
    "greater_than_equal": "at least {ge:.10g}",
    "less_than": "less than {lt:.10g}",
    "less_than_equal": "at most {le:.10g}",
    "multiple_of": "a multiple of {multiple_of:.10g}",
}
"""What a value must be, by error type; the alternatives of one value are joined by `or`."""

REMEDIES = {
    "string_type": "Write text.",
    "float_type": "Write a number, as in 4.5, without quotes.",
    "int_type": "Write a whole number, as in 12, without quotes.",
    "int_from_float": "Write a whole number, as in 12.",
    "bool_type": "Write true or false, without quotes.",
    "tuple_type": "Write `[one, two]`, or one line per item that begins with `- `.",
    "dict_type": "Write lines of `key: value`.",
    "model_type": "Write lines of `key: value`.",
    "literal_error": "Write it exactly like this.",
    "finite_number": "Write a number, as in 4.5.",
    "greater_than": "Write a larger number.",
    "greater_than_equal": "Write a larger number.",
    "less_than": "Write a smaller number.",
    "less_than_equal": "Write a smaller number.",
}


CONTAINERS = frozenset({"tuple_type", "dict_type", "model_type"})
"""Errors of values that must be a list or a mapping."""

FORMS = frozenset(name for name in EXPECTED if name.endswith("_type"))
"""Errors of values of another form: a list instead of a text, a text instead of a number."""

LIMITS = frozenset(
    {"finite_number", "greater_than", "greater_than_equal", "less_than", "less_than_equal"}
)
"""Errors of numbers where a number may be."""


def mistakes_of(error: ValidationError, source: YamlSource) -> list[Mistake]:
    """One mistake per wrong value, in the order of the model."""
    details = _of_the_written_form([(_path(each, source), each) for each in error.errors()], source)
    details.sort(key=lambda pair: [str(part).zfill(9) for part in pair[0]])
    found = _summed_up(
        mistake
        for path, group in groupby(details, key=lambda pair: pair[0])
        for mistake in _explain(path, [detail for _, detail in group], source.get(path))
    )
    # An error is never passed over, even where its words do not fit the source.
    return found or [Mistake(_path(each, source), *_in_its_words(each)) for each in error.errors()]


def _summed_up(mistakes: Iterable[Mistake]) -> list[Mistake]:
    """The mistakes; of many that are alike in the entries of a list, the first and their number."""
    alike: dict[object, list[Mistake]] = {}
    for mistake in mistakes:
        alike_path = tuple(
            None if isinstance(part, int) and mistake.path[:at] != ("beats",) else part
            for at, part in enumerate(mistake.path)
        )
        kind = (alike_path, mistake.remedy, mistake.at_key)
        alike.setdefault(kind, []).append(mistake)
    return [
        each
        for found in alike.values()
        for each in (found if len(found) <= FEW else [_first_of(found)])
    ]


def _first_of(mistakes: list[Mistake]) -> Mistake:
    first, rest = mistakes[0], len(mistakes) - 1
    return replace(first, what=f"{first.what} {rest} more entries have such a mistake.")


def misspelt_keys(error: ValidationError, source: YamlSource) -> set[KeyPath]:
    """Missing keys that unknown keys probably mean: one mistake, reported as an unknown key."""
    meant: set[KeyPath] = set()
    for detail in error.errors():
        if detail["type"] == "unknown_key":
            *home, written = _path(detail, source)
            near = nearest(str(written), detail["ctx"]["keys"])
            if near and (*home, near) not in source.places:
                meant.add((*home, near))
    return meant


def _of_the_written_form(
    details: list[tuple[KeyPath, ErrorDetails]], source: YamlSource
) -> list[tuple[KeyPath, ErrorDetails]]:
    """The errors without those of alternatives of another form.

    Where a mapping, a list or a text may be written, a list with a mistake in it is not asked to be
    a mapping or a text, and a text with one is not asked to be a list.
    """
    taken = {path[:depth] for path, _ in details for depth in range(len(path))}
    taken |= {path for path, detail in details if detail["type"] not in EXPECTED}

    def is_of_another_form(path: KeyPath, detail: ErrorDetails) -> bool:
        is_container = isinstance(source.get(path), (tuple, dict))
        return path in taken and detail["type"] in (FORMS if is_container else CONTAINERS)

    return [(path, detail) for path, detail in details if not is_of_another_form(path, detail)]


def _path(detail: ErrorDetails, source: YamlSource) -> KeyPath:
    """An error's location as a path of the source, without pydantic's tags for alternatives."""
    path: KeyPath = ()
    value = source.value
    loc = detail["loc"]
    may_be_missing = detail["type"] not in EXPECTED
    for index, part in enumerate(loc):
        is_last_key = isinstance(value, dict) and index == len(loc) - 1 and part != "[key]"
        missing_key = may_be_missing and is_last_key
        if (*path, part) in source.places or missing_key:
            value = part_of(value, part)
            path = (*path, part)
    return path


def _explain(path: KeyPath, details: list[ErrorDetails], value: Value) -> Iterator[Mistake]:
    expected: list[str] = []
    remedies: list[str] = []
    if LIMITS.intersection(detail["type"] for detail in details):
        # A number may be written, so one beyond its limits is not asked to be a text.
        details = [detail for detail in details if detail["type"] != "string_type"]
    for detail in details:
        kind, context = detail["type"], detail.get("ctx", {})
        if _is_choice(detail, details):
            expected.append("a name")
            remedies.append("Change it.")
        elif kind in EXPECTED:
            expected.append(EXPECTED[kind].format_map(context))
            remedies.append(REMEDIES.get(kind, "Change the value."))
        else:
            yield from _other(path, kind, context, detail, value)
    if expected:
        choices = [word for one in expected for word in re.findall(r"'([^']+)'", one)]
        near = did_you_mean(value, choices).strip() if isinstance(value, str) else ""
        what = f"must be {' or '.join(dict.fromkeys(expected))}, not {shown(value)}."
        general = remedies[0] if len(expected) == 1 else "Write one of them."
        yield Mistake(path, what, near or _conversion(expected, value) or general)


def _conversion(expected: list[str], value: Value) -> str:
    """How a value becomes what it must be; empty where that is in doubt."""
    if "text" in expected and isinstance(value, int | float):
        return "Put it in quotes."
    if "a number" in expected and (number := number_in(value)) not in (None, value):
        if str(value).rstrip().endswith("%"):
            return f"Write `{_hundredth(number)}`, and `percent: true` where it is shown."
        return f"Write `{number}`: digits and a decimal point alone."
    return ""


def _hundredth(number: str) -> str:
    """A number in per cent as a share, in as many digits as it needs."""
    return f"{Decimal(number).scaleb(-2).normalize():f}"


def _is_choice(detail: ErrorDetails, details: list[ErrorDetails]) -> bool:
    """Whether a name is one of several things that a value may be."""
    return detail["type"] == "string_pattern_mismatch" and any(
        other["type"] in EXPECTED for other in details
    )


def number_in(value: Value) -> str | None:
    """The number that a text such as `5,2` or `5.2 s` means; None where that is in doubt."""
    found = _WRITTEN_NUMBER.fullmatch(value) if isinstance(value, str) else None
    return ".".join(filter(None, found.group("whole", "rest"))) if found else None


def _other(
    path: KeyPath, kind: str, context: dict[str, object], detail: ErrorDetails, value: Value
) -> Iterator[Mistake]:
    at_key = kind == "unknown_key" or "[key]" in detail["loc"]
    match kind:
        case "missing" if isinstance(detail["loc"][-1], int):
            length = len(value) if isinstance(value, Sized) else 0
            yield Mistake(path, f"has only {length} of its entries.", "Add the others.")
        case "missing":
            yield Mistake(path, "this key is missing.", f"Add `{path[-1]}: …`.")
        case "unknown_key":
            keys = [str(key) for key in _listed(context["keys"])]
            if equals := _EQUALS.fullmatch(str(path[-1])):
                remedy = f"Write `{equals['key']}: {equals['value']}`."
                yield Mistake(path, "there is an equals sign instead of a colon.", remedy, True)
                return
            near = did_you_mean(str(path[-1]), keys)
            yield Mistake(
                path, "this key is unknown.", f"{near}Valid keys: {', '.join(keys)}.", True
            )
        case "mistake":
            part = tuple(key for key in _listed(context["at"]) if isinstance(key, str | int))
            yield Mistake(path, str(context["what"]), str(context["remedy"]), at_key, part)
        case "string_pattern_mismatch":
            text = str(path[-1]) if at_key else str(value)
            pattern = str(context["pattern"])
            wanted = PATTERNS.get(pattern, f"text that matches {pattern}")
            what = f"must be {wanted}, not {shown(text)} ({len(text)} characters)."
            yield Mistake(path, what, "Change it.", at_key)
        case "too_short" | "too_long" | "string_too_short" | "string_too_long":
            measured = detail["input"] if at_key else _validated(detail, value)
            yield from _length(path, measured, context, at_key)
        case _:
            yield Mistake(path, *_in_its_words(detail), at_key)


def _in_its_words(detail: ErrorDetails) -> tuple[str, str]:
    return f"{detail['msg']}.", "Change the value."


def _validated(detail: ErrorDetails, value: Value) -> object:
    """What has been counted: the written entries; a text, or a list of a fact, as it was filled.

    Pydantic does not count entries that have errors of their own; the source counts all.
    """
    return value if isinstance(value, tuple | dict) else detail["input"]


def _length(
    path: KeyPath, value: object, context: dict[str, object], at_key: bool
) -> Iterator[Mistake]:
    length = len(value) if isinstance(value, Sized) else 0
    one, many = ("character", "characters") if isinstance(value, str) else ("entry", "entries")
    has = f"has {counted(length, one, many)}"
    low, high = context.get("min_length"), context.get("max_length")
    if isinstance(low, int) and length < low:
        yield Mistake(path, f"{has}, but needs at least {low}.", "Add more.", at_key)
    if isinstance(high, int) and length > high:
        yield Mistake(path, f"{has}, but may have at most {high}.", "Shorten it.", at_key)


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


def shown(value: Value) -> str:
    """A value in a few words."""
    match value:
        case None:
            return "empty"
        case bool():
            return str(value).lower()
        case str():
            cut = value if len(value) <= LONGEST_QUOTE else value[: LONGEST_QUOTE - 1] + "…"
            return f"the text {cut!r}"
        case int() | float():
            return f"the number {shortly(value)}"
        case dict():
            return "a mapping"
        case _:
            return "a list"
