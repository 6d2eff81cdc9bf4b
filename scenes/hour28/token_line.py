"""The tokens of a note in a line, and how the line shortens when terms become one token each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True, slots=True)
class Use:
    """A use of a term: its first token, the number of its tokens, and which term it is."""

    at: int
    pieces: int
    term: int


class TokenLine:
    """`count` tokens, some of which belong to uses of terms."""

    def __init__(self, count: int, uses: Sequence[Use]) -> None:
        self.count = count
        self.uses = tuple(sorted(uses, key=lambda use: use.at))
        self.first = np.array([use.at for use in self.uses])

    def shares(self, closed: Sequence[float]) -> Any:
        """How far each use is closed, for how far each term is."""
        return np.array([closed[use.term] for use in self.uses])

    def length(self, closed: Sequence[float]) -> float:
        """The places that the line needs: all tokens, less what closed terms have given up."""
        saved = np.array([use.pieces - 1 for use in self.uses])
        return self.count - float(self.shares(closed) @ saved)

    def places(self, closed: Sequence[float]) -> Any:
        """The place of each token (count,), from 0.

        The tokens of a closing use draw together on the place of its first one, and those after it
        move up.
        """
        steps = np.ones(self.count)
        for use, share in zip(self.uses, self.shares(closed), strict=True):
            steps[use.at : use.at + use.pieces - 1] = 1 - share
        places = np.concatenate([[0.0], np.cumsum(steps)[:-1]])
        return places
