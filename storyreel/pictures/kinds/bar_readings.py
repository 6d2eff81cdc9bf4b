"""Numbers at the ends of bars: where they are, clear of the guide and of other bars."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storyreel.design.tokens import Type, px
from storyreel.pictures.forms import Anchor, Number, shown
from storyreel.pictures.kinds.bar_plan import ASIDE, BarPlan
from storyreel.pictures.kinds.labels import width_of

if TYPE_CHECKING:
    from storyreel.pictures.kinds.bars import BarsState

NEXT = 0.03
"""Where a bar beside its earlier one begins, in pitches from their middle."""

ABOVE = px(36)
"""From the end of a bar that leads up, or from a guide, to the middle of a number."""


@dataclass(frozen=True, slots=True)
class BarReadings:
    """Places the numbers of a state of `bars`."""

    state: BarsState
    plan: BarPlan

    def number(self, name: str, height: float, at: int) -> Number:
        """The number of a bar of some height, at the end of the bar."""
        share = 0.19 if name in self.state.before else 0.0
        plan, spec = self.plan, self.state.spec
        x, y = plan.point(plan.across(at) + share * plan.pitch, height)
        anchor: Anchor = "center"
        away = -1 if height < 0 else 1
        if plan.direction == "right":
            x, anchor = self._beyond_guide(x, away, height), "left" if away > 0 else "right"
            y = plan.across(at)
        else:
            y = self._clear_of_guide(y + away * ABOVE)
            if name in self.state.before:  # a wide number leaves the earlier bar free
                half = width_of(shown(spec, height), Type.LABEL_STRONG) / 2
                x = max(x, plan.across(at) + NEXT * plan.pitch + half)
        return Number(height, spec, Type.LABEL_STRONG, (x, y), anchor)

    def _beyond_guide(self, x: float, away: int, height: float) -> float:
        """The near end of a number beside a bar that ends at `x`: beyond the guide where the guide
        would cross it."""
        near = x + away * ASIDE
        if self.state.guide is None:
            return near
        guide = self.plan.line(self.state.guide).points[0][0]
        far = near + away * width_of(shown(self.state.spec, height), Type.LABEL_STRONG)
        low, high = sorted((near, far))
        return guide + away * ASIDE if low - ASIDE < guide < high + ASIDE else near

    def _clear_of_guide(self, y: float) -> float:
        """The height of a number, above the guide where the guide would cross it."""
        if self.state.guide is None:
            return y
        guide = self.plan.line(self.state.guide).points[0][1]
        return max(y, guide + ABOVE) if abs(y - guide) < ABOVE else y
