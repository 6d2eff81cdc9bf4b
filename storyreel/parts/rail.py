"""The rail under the title: the steps of the flow, joined by a line, with the current one lit."""

from __future__ import annotations

from manim import ManimColor, VGroup

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
        self._name = Line(name, Type.STEP, label_at, Color.SLATE, role="rail")
        self.add(halo, ring, disc, dot, tick, self._name)
        self._ring, self._disc, self._tick = Veil(ring), Veil(disc), Veil(tick)
        self._light = Veil(VGroup(halo, dot))

    def light(self, lit: float, done: float) -> None:
        """How much it is the current step, and how much it is done; the rest is still to come."""
        self._ring.set(1 - lit - done)
        self._light.set(lit)
        self._tick.set(done)
        self._disc.set(lit + done)
        tone = ManimColor(Color.SLATE).interpolate(ManimColor(Color.CHARCOAL), done)
        self._name.set_fill(tone.interpolate(ManimColor(Color.NAVY), lit))


class Rail(VGroup):
    """All steps, spread evenly over the width of the grid: every link is equally long."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        widths = [2 * RADIUS + GAP + width_of(name, Type.STEP) for name in names]
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
            step.light(lit, max(0.0, min(at - index, 1.0)))
