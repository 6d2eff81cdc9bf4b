"""Which numbers of a text come from facts: the rule behind the warning `unsourced`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from storyreel.pictures.facts import Facts, Ledger


@dataclass(frozen=True, slots=True)
class KnownNumbers:
    """Where the numbers of a thing come from.

    `known` are numbers that facts carry, or that follow from them or from a list of the thing.
    `facts` are the names of the facts that its expressions use, `illustration` is whether one of
    these is made up.
    """

    known: frozenset[float] = frozenset()
    facts: frozenset[str] = frozenset()
    illustration: bool = False

    @classmethod
    def of(cls, fields: Mapping[str, Any], ledger: Ledger, facts: Facts) -> KnownNumbers:
        """The known numbers of a thing with these fields, whose expressions are in the ledger."""
        known = {number for fact in facts.values() for number in fact.numbers} | ledger.results
        known |= {float(count) for count in _counts(fields)}
        known |= set(_scale_numbers(fields))
        illustration = any(facts[name].illustration for name in ledger.names)
        return cls(frozenset(known), frozenset(ledger.names), illustration)

    def also(self, numbers: Iterable[float]) -> KnownNumbers:
        """The same with more known numbers."""
        return replace(self, known=self.known | frozenset(numbers))

    def unknown_in(self, text: str) -> str | None:
        """The first number of a text that nothing carries, as it is written; None where all are."""
        unknown = (each for each in written_numbers(text) if not each.is_one_of(self.known))
        return next((each.text for each in unknown), None)


@dataclass(frozen=True, slots=True)
class WrittenNumber:
    """A number in a text, with its digits after the point and the scale of its unit."""

    text: str
    value: float
    digits: int
    scale: float

    def is_one_of(self, numbers: Iterable[float]) -> bool:
        """Whether it is one of the numbers, rounded, in per cent, or in thousands or millions."""
        return any(
            abs(abs(number) * scale - self.value) <= 0.5001 * 10**-self.digits
            for number in numbers
            for scale in {1.0, self.scale}
        )


def written_numbers(text: str) -> Iterator[WrittenNumber]:
    """The quantities in a text.

    Ordinals ("step 3", "2nd", "#4") and digits of names ("H100") do not count.
    """
    for match in _SHOWN.finditer(_ORDINAL.sub(" ", text)):
        written, unit = match[1].replace(",", ""), match[2] or ""
        digits = len(written.partition(".")[2])
        yield WrittenNumber(match[0].strip(), float(written), digits, _SCALE[unit.lower()])


SCALES = frozenset({"x", "y", "span", "ticks", "x_ticks", "y_ticks", "numbers", "dates", "events"})
"""Fields whose numbers are the scale of a chart, or times."""

_SCALE = {"": 1.0, "%": 100.0, "k": 1e-3, "m": 1e-6, "b": 1e-9}
_SHOWN = re.compile(r"(?<![\w.:/-])(\d[\d,]*(?:\.\d+)?)(?:\s?(%|[kKmMB](?!\w)))?(?![\w:]|-\w)")
"""A number in a text, with what scales it."""

_ORDINAL = re.compile(
    r"\b\d+(?:st|nd|rd|th)\b|(?:#|\b(?:step|stage|phase|part|layer|level|line|row|column|day|week"
    r"|hour|run|round|seed|epoch|version|no\.?|number)\s)\s?\d+",
    re.IGNORECASE,
)
"""Numbers that count places in an order."""


def _counts(value: object) -> Iterator[int]:
    """The length of every list, and of every mapping, in a value."""
    if isinstance(value, Mapping):
        yield len(value)
        for part in value.values():
            yield from _counts(part)
    elif isinstance(value, (list, tuple)):
        yield len(value)
        for part in value:
            yield from _counts(part)


def _scale_numbers(value: object) -> Iterator[float]:
    """The numbers of all scales in a value."""
    if isinstance(value, Mapping):
        for name, part in value.items():
            yield from _numbers(part) if name in SCALES else _scale_numbers(part)


def _numbers(value: object) -> Iterator[float]:
    """Every number in a value."""
    if isinstance(value, (int, float)):
        yield float(value)
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _numbers(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _numbers(part)
