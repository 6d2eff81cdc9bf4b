"""The rail under the title: the steps of the flow, joined by a line, with the current one lit."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.easing import glide
from storyreel.design.layout import Grid
from storyreel.design.tokens import Color, Motion, Type, Weight, px
from storyreel.parts.motion import Motion as Change
from storyreel.parts.shapes import Disc, Strokes, check
from storyreel.parts.text import Line, width_of
from storyreel.parts.veil import Veil

RADIUS = px(21)
GAP = px(14)
SHORTEST_LINK = px(16)


class _Step(VGroup):
    """One step: a ring (to come), a lit disc (current) or a ticked one (done), and its name."""

    def __init__(self, name: str, left: float) -> None:
        super().__init__()
        center = (left + RADIUS, Grid.RAIL_CENTER)
        label_at = (left + 2 * RADIUS + GAP, Grid.RAIL_CENTER)
        halo = Disc(center, RADIUS * 1.5, Color.GOLD, role="decor").set_opacity(0.28)
        ring = Disc(center, RADIUS - Weight.LINE / 2, Color.WHITE, Color.LINE)
        disc = Disc(center, RADIUS)
        dot = Disc(center, RADIUS * 0.42, Color.GOLD)
        tick = check(center, RADIUS * 1.05)
        plain = Line(name, Type.LABEL, label_at, Color.SLATE, role="rail")
        strong = Line(name, Type.LABEL_STRONG, label_at, Color.NAVY, role="rail")
        past = Line(name, Type.LABEL, label_at, Color.CHARCOAL, role="rail")
        self.add(halo, ring, disc, dot, tick, plain, strong, past)
        self._to_come = [Veil(ring), Veil(plain)]
        self._lit = [Veil(halo), Veil(dot), Veil(strong)]
        self._done = [Veil(tick), Veil(past)]
        self._disc = Veil(disc)

    def show(self, lit: float, done: float) -> None:
        for veil in self._to_come:
            veil.set(1 - lit - done)
        for veil in self._lit:
            veil.set(lit)
        for veil in self._done:
            veil.set(done)
        self._disc.set(lit + done)


class Rail(VGroup):
    """All steps, spread evenly over the width of the grid: every link is equally long."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        widths = [2 * RADIUS + GAP + width_of(name, Type.LABEL_STRONG) for name in names]
        room = Grid.RIGHT - Grid.LEFT - sum(widths)
        link = max(room / (len(names) - 1), SHORTEST_LINK + 2 * GAP)
        self.steps: list[_Step] = []
        left = Grid.LEFT
        for index, (name, width) in enumerate(zip(names, widths, strict=True)):
            if index:
                ends = ((left - link + GAP, Grid.RAIL_CENTER), (left - GAP, Grid.RAIL_CENTER))
                self.add(Strokes(ends, color=Color.LINE, width=Weight.LINE, role="decor"))
            step = _Step(name, left)
            self.steps.append(step)
            self.add(step)
            left += width + link
        self._at = -1.0
        self._show(self._at)

    def go_to(self, step: int) -> Change:
        """Light the step of that index; every step before it is done."""
        start = self._at

        def change(progress: float) -> None:
            self._show(start + (step - start) * progress)

        return Change(self, change, Motion.MOVE, glide)

    def _show(self, at: float) -> None:
        self._at = at
        for index, step in enumerate(self.steps):
            lit = max(0.0, 1 - abs(at - index))
            step.show(lit, max(0.0, min(at - index, 1.0)))
