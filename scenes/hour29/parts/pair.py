"""A pair of runs: two medals with their scores, which can be laid over each other."""

from __future__ import annotations

from dataclasses import dataclass, replace

from manim import VGroup

from storyreel.design.tokens import Color, px
from storyreel.parts.badge import Status, StatusBadge

from .measures import MIDDLE, RADIUS
from .medal import NAVY, SLATE, Medal
from .score import Score

BADGE = px(60)
BADGE_AT = px(165)
"""Right of and below the middle of the medals."""
APART = px(24)
"""The distance of two plates above medals that lie on each other."""


@dataclass(frozen=True, slots=True)
class _State:
    shift: float = 0.0
    met: float = 0.0
    risen: float = 0.0
    scored: float = 1.0
    judged: float = 0.0


class Pair(VGroup):
    """Two runs side by side, the first navy and the second slate.

    Laid over each other the first lies on top; where the print of the second differs, it shows in
    gold. Plates with two seeds stay side by side; of two equal plates one is left. Each method
    sets what it names absolutely.
    """

    def __init__(
        self,
        places: tuple[float, float],
        digests: tuple[str, str],
        seeds: tuple[str, str],
        score: str,
        verdict: Status,
    ) -> None:
        super().__init__()
        (left, right), (first, second) = places, digests
        self._places = places
        self.back = Medal(SLATE, right, second)
        self.front = Medal(NAVY, left, first, below=second)
        self.scores = (
            Score(score, seeds[1], right, SLATE.ink),
            Score(score, seeds[0], left, Color.NAVY),
        )
        self._alike = seeds[0] == seeds[1]
        self._badge = StatusBadge((0.0, 0.0), BADGE, verdict)
        self.add(self.back, self.front, *self.scores, self._badge)
        self._state = _State()
        self._show()

    @property
    def medals(self) -> tuple[Medal, Medal]:
        return self.front, self.back

    @property
    def middle(self) -> float:
        """Where the two meet, without the shift."""
        return sum(self._places) / 2

    def shift_by(self, by: float) -> None:
        """Place both this far to the right of where they began."""
        self._change(shift=by)

    def roll_to(self, x: float, rest: float) -> None:
        """Place the middle at `x`, turned as medals are that roll and are upright at `rest`."""
        for medal in self.medals:
            medal.roll((rest - x) / RADIUS)
        self.shift_by(x - self.middle)

    def meet(self, share: float) -> None:
        """0: side by side; 1: the first on the second."""
        self._change(met=share)

    def raise_scores(self, share: float, opacity: float = 1.0) -> None:
        """0: on the medals; 1: on plates above them."""
        self._change(risen=share, scored=opacity)

    def turn(self, share: float) -> None:
        """Turn both medals: 0 shows the faces, 1 the backs with the prints."""
        for medal in self.medals:
            medal.turn(share)

    def grow(self, share: float) -> None:
        """Let both prints grow."""
        for medal in self.medals:
            medal.grow(share)

    def score_out(self, share: float) -> None:
        """Let the scores come out from behind the medals, onto the plates above them."""
        self._change(risen=1.0, scored=share)

    def blank(self) -> None:
        """Begin without scores, and with backs that have no print yet."""
        self.raise_scores(1.0, 0.0)
        for medal in self.medals:
            medal.turn(1.0)
            medal.grow(0.0)

    def judge(self, share: float) -> None:
        """Put the badge on; slightly more than 1 is larger."""
        self._change(judged=share)

    def _change(self, **changes: object) -> None:
        state = replace(self._state, **changes)  # type: ignore[arg-type]
        if state != self._state:
            self._state = state
            self._show()

    def _show(self) -> None:
        state = self._state
        left, right = (
            place + (self.middle - place) * state.met + state.shift for place in self._places
        )
        self.back.put(right)
        self.front.put(left)
        self.front.nest(state.met)
        self.front.lie_on(right if state.met > 0 else None)
        beside = 0.0 if self._alike else (self.scores[0].half_width + APART / 2) * state.met
        other = state.scored * (_alone(state.met) if self._alike else 1.0)
        self.scores[0].put(right + beside, state.risen, other)
        self.scores[1].put(left - beside, state.risen, state.scored)
        place = (left + BADGE_AT, MIDDLE - BADGE_AT)
        self._badge.put(place, max(state.judged, 1e-3), float(state.judged > 0))


def _alone(met: float) -> float:
    """The opacity of the score that gives way to an equal one when the two meet."""
    return min(max((0.12 - met) / 0.1, 0.0), 1.0)
