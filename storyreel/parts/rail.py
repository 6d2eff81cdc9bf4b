"""The rail under the title: the steps of the clip in a line, with the current one highlighted."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.easing import glide
from storyreel.design.layout import Grid
from storyreel.design.tokens import Color, Seconds, Type, Weight, px
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import Disc, Strokes, check
from storyreel.parts.text import Line, width_of
from storyreel.parts.tone import between, mixed, rgb
from storyreel.parts.veil import Veil

RADIUS = px(21)
GAP = px(14)
SHORTEST_LINK = px(16)
LEADING = px(48)
"""The distance of the lines of a name that is set on two."""
DROP = px(11)
"""How much lower a rail with such a name is, to clear the descenders of the title."""


class _Step(VGroup):
    """One step and its name: a ring (to come), a dotted disc (current) or a ticked one (done)."""

    def __init__(self, lines: tuple[str, ...], left: float, middle: float) -> None:
        super().__init__()
        center = (left + RADIUS, middle)
        label_x = left + 2 * RADIUS + GAP
        highest = middle + LEADING * (len(lines) - 1) / 2
        halo = Disc(center, RADIUS * 1.5, Color.GOLD, role="decor").set_opacity(0.28)
        ring = Disc(center, RADIUS - Weight.LINE / 2, Color.WHITE, Color.LINE)
        disc = Disc(center, RADIUS)
        dot = Disc(center, RADIUS * 0.42, Color.GOLD)
        tick = check(center, RADIUS * 1.05)
        self._name = [
            Line(text, Type.STEP, (label_x, highest - LEADING * index), Color.SLATE, role="rail")
            for index, text in enumerate(lines)
        ]
        self.add(halo, ring, disc, dot, tick, *self._name)
        self._ring, self._disc, self._tick = Veil(ring), Veil(disc), Veil(tick)
        self._light = Veil(VGroup(halo, dot))

    def light(self, lit: float, done: float) -> None:
        """Set the shares, from 0 to 1, to which the step is current and done."""
        self._ring.set(1 - lit - done)
        self._light.set(lit)
        self._tick.set(done)
        self._disc.set(lit + done)
        tone = mixed(between(Color.SLATE, Color.CHARCOAL, done), rgb(Color.NAVY), lit)
        for line in self._name:
            line.fill_rgbas[:, :3] = tone


class Rail(VGroup):
    """All steps over the width of the grid, with links of equal length.

    If the names do not fit side by side, the widest are set on two lines.
    """

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        shortest = SHORTEST_LINK + 2 * GAP
        discs = len(names) * (2 * RADIUS + GAP)
        set_names = _fitted(names, Grid.RIGHT - Grid.LEFT - discs - shortest * (len(names) - 1))
        widths = [2 * RADIUS + GAP + _width(lines) for lines in set_names]
        room = Grid.RIGHT - Grid.LEFT - sum(widths)
        link = max(room / (len(names) - 1), shortest)
        middle = Grid.RAIL_CENTER - (DROP if any(len(lines) > 1 for lines in set_names) else 0.0)
        self.steps: list[_Step] = []
        left = Grid.LEFT
        for index, (lines, width) in enumerate(zip(set_names, widths, strict=True)):
            if index:
                ends = ((left - link + GAP, middle), (left - GAP, middle))
                self.add(Strokes(ends, color=Color.LINE, width=Weight.LINE, role="decor"))
            step = _Step(lines, left, middle)
            self.steps.append(step)
            self.add(step)
            left += width + link
        self._at = -1.0
        self._show(self._at)

    def go_to(self, step: int) -> Motion:
        """A motion to the step of this index; all steps before it are done."""
        start = self._at

        def change(progress: float) -> None:
            self._show(start + (step - start) * progress)

        return Motion(self, change, Seconds.MOVE, glide)

    def _show(self, at: float) -> None:
        self._at = at
        for index, step in enumerate(self.steps):
            lit = max(0.0, 1 - abs(at - index))
            step.light(lit, max(0.0, min(at - index, 1.0)))


def _fitted(names: tuple[str, ...], room: float) -> list[tuple[str, ...]]:
    """The lines of each name: while the names are wider than `room`, break the widest in two."""
    fitted: list[tuple[str, ...]] = [(name,) for name in names]
    while sum(map(_width, fitted)) > room:
        whole = [lines for lines in fitted if len(lines) == 1 and " " in lines[0]]
        if not whole:
            break
        widest = max(whole, key=_width)
        fitted[fitted.index(widest)] = _halves(widest[0])
    return fitted


def _halves(name: str) -> tuple[str, ...]:
    """The narrowest two lines of a name of several words."""
    words = name.split()
    breaks = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return min(breaks, key=_width)


def _width(lines: tuple[str, ...]) -> float:
    return max(width_of(line, Type.STEP) for line in lines)
