"""The pace at which a layout changes while a number in it counts: as its digits come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from storyreel.pictures.forms.geometry import between
from storyreel.pictures.forms.words import Number

DECADES = range(-6, 13)
"""Powers of ten at which a number may get another digit."""


@dataclass(frozen=True, slots=True)
class Pace:
    """The share of a change of layout that belongs to each share of a count.

    A number that counts to a million has six digits after a tenth of its way. At this pace its
    size and place change as its digits come, and the width of its text goes evenly from that of
    the first text to that of the last.
    """

    sizes: tuple[float, float]
    level: bool
    """Whether only what is level has this pace: heights change evenly."""

    lengths: tuple[tuple[float, float], ...]
    """Shares of the count, and how long the text is from there on, in sizes of its font."""

    @classmethod
    def of(cls, first: Number, last: Number, slack: float, level: bool = False) -> Pace | None:
        """The pace of a number; None where it can count while its layout changes evenly, and goes
        beyond both its ends by no more than `slack`, in sizes of its font."""
        lengths = tuple(_lengths(first, last))
        if lengths[0][1] == lengths[-1][1] or not _leaves(first, last, lengths, slack):
            return None
        return cls((first.style.size, last.style.size), level, lengths)

    @property
    def longest(self) -> float:
        """How long the text is at its longest, in sizes of its font."""
        return max(length for _, length in self.lengths)

    def at(self, share: float) -> float:
        """The share of the change of layout at a share of the count."""
        if share <= 0 or share >= 1:
            return min(max(share, 0.0), 1.0)
        (first, last), (short, long) = self.sizes, (self.lengths[0][1], self.lengths[-1][1])
        come = (self._length(share) - short) / (long - short)
        come = min(max(come, 0.0), 1.0)
        if first == last:
            return come
        size = between(first * short, last * long, come) / between(short, long, come)
        return (first - size) / (first - last)

    def _length(self, share: float) -> float:
        """How long the text is at a share of the count; it grows evenly from digit to digit."""
        for (start, length), (stop, following) in pairwise(self.lengths):
            if share < stop:
                return between(length, following, (share - start) / (stop - start))
        return self.lengths[-1][1]


def _lengths(first: Number, last: Number) -> Iterator[tuple[float, float]]:
    """The shares of a count at which its text may get longer or shorter, and its lengths there."""
    way = last.value - first.value
    steps = (sign * 10.0**decade for decade in DECADES for sign in (1, -1))
    passed = {(step - first.value) / way: step for step in steps} if way else {}
    within = {share: value for share, value in passed.items() if 0 < share < 1}
    for share, value in sorted({**within, 0.0: first.value, 1.0: last.value}.items()):
        text = Number(value, last.spec, last.style, last.at).words
        yield share, text.advance / last.style.size


def _leaves(
    first: Number, last: Number, lengths: tuple[tuple[float, float], ...], slack: float
) -> bool:
    """Whether the number goes beyond both its ends where its layout changes evenly."""
    ends = first.words, last.words
    left = min(text.left for text in ends)
    right = max(text.left + text.advance for text in ends)
    for share, _ in lengths:
        text = first.mix(last, share).words
        free = slack * text.style.size
        if text.left < left - free or text.left + text.advance > right + free:
            return True
    return False
