"""The tiles of a word while rule after rule of a vocabulary merges its letters."""

from __future__ import annotations

Span = tuple[int, int]
"""Letters of a tile: index of the first, and of the one after the last."""

Pair = tuple[str, str]


def merge_spans(word: str, spans: tuple[Span, ...], pair: Pair) -> tuple[Span, ...]:
    """The tiles after a rule: every neighbouring pair that it names has become one.

    Raises ValueError where no such pair is left.
    """
    merged: list[Span] = []
    for start, stop in spans:
        if merged and (word[slice(*merged[-1])], word[start:stop]) == pair:
            merged[-1] = (merged[-1][0], stop)
        else:
            merged.append((start, stop))
    if len(merged) == len(spans):
        raise ValueError(f"no neighbours {pair[0]!r} and {pair[1]!r} are left in {word!r}")
    return tuple(merged)


def letters_of(word: str) -> tuple[Span, ...]:
    """A tile for each letter."""
    return tuple((index, index + 1) for index in range(len(word)))
