"""Two rows of tokens, aligned: equal tokens share a column, different ones share a gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from storyreel.design.layout import Frame
from storyreel.design.tokens import px

from .pieces import SEAM, WORD_GAP, in_line

Tokens = Sequence[tuple[str, int]]

ROW, ROW_GAP = px(84), px(10)


@dataclass(frozen=True, slots=True)
class Pair:
    """One column: indices of the upper and of the lower tokens, either of which may be empty."""

    upper: tuple[int, ...]
    lower: tuple[int, ...]
    equal: bool


@dataclass(frozen=True, slots=True)
class Places:
    """The places of the upper and lower tokens, and the capsules around equal ones."""

    upper: list[Frame]
    lower: list[Frame]
    capsules: list[Frame]


class Alignment:
    """Which tokens of two rows are the same, by their ids."""

    def __init__(self, upper: Tokens, lower: Tokens) -> None:
        self._texts = [text for text, _ in upper], [text for text, _ in lower]
        ids = [number for _, number in upper], [number for _, number in lower]
        self.pairs: list[Pair] = []
        for kind, a, b, c, d in SequenceMatcher(None, *ids, autojunk=False).get_opcodes():
            if kind == "equal":
                self.pairs += [Pair((a + k,), (c + k,), True) for k in range(b - a)]
            else:
                self.pairs.append(Pair(tuple(range(a, b)), tuple(range(c, d)), False))

    def different(self) -> tuple[set[int], set[int]]:
        """The upper and the lower tokens that the other row lacks."""
        odd = [pair for pair in self.pairs if not pair.equal]
        return {i for pair in odd for i in pair.upper}, {i for pair in odd for i in pair.lower}

    def places(self, left: float, right: float, tops: tuple[float, ...]) -> Places:
        """Blocks of two rows each, as many columns in a block as fit between `left` and `right`.

        `tops` are the upper edges of the first blocks; others follow at the distance of the last.
        """
        upper: dict[int, Frame] = {}
        lower: dict[int, Frame] = {}
        capsules: list[Frame] = []
        block, x = 0, left
        for pair in self.pairs:
            above = [self._texts[0][index] for index in pair.upper]
            below = [self._texts[1][index] for index in pair.lower]
            gap = 0.0 if x == left else WORD_GAP if (above or below)[0].startswith(" ") else SEAM
            width = max(_length(above), _length(below))
            if x + gap + width > right:
                block, x, gap = block + 1, left, 0.0
            x += gap
            top = _top(tops, block)
            high = top - ROW / 2
            low = high - ROW - ROW_GAP
            upper |= zip(pair.upper, in_line(above, x, high, ROW), strict=True)
            lower |= zip(pair.lower, in_line(below, x, low, ROW), strict=True)
            if pair.equal:
                capsules.append(Frame(x, low - ROW / 2, x + width, top))
            x += width
        return Places(
            [upper[index] for index in sorted(upper)],
            [lower[index] for index in sorted(lower)],
            capsules,
        )


def _length(texts: list[str]) -> float:
    return in_line(texts, 0.0, 0.0, ROW)[-1].right if texts else 0.0


def _top(tops: tuple[float, ...], block: int) -> float:
    """The upper edge of a block, also of one that ends below the stage."""
    beyond = block - len(tops) + 1
    if beyond <= 0:
        return tops[block]
    return tops[-1] - beyond * (tops[-2] - tops[-1] if len(tops) > 1 else 3 * ROW)
