"""The walls and floors of the house: bright where people come, light or dark where you work."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.layout import Frame, x_at, y_at
from storyreel.design.tokens import px
from storyreel.parts.marks import SoftShadow, with_shadow
from storyreel.parts.tone import between

from .plan import FLOOR, PANEL, PANEL_RADIUS, Plan
from .slab import Slab

SHOP_WALL, SHOP_FLOOR = ("#F8FAFD", "#E4ECF5"), ("#C6D3E2", "#D7E0EA")
DARK_WALL, DARK_FLOOR = ("#35558A", "#5E80B0"), ("#243E68", "#30507E")
NIGHT_WALL, DAY_WALL = ("#1E3A63", "#10244A"), ("#FCF7E8", "#F3EBD2")
NIGHT_FLOOR, DAY_FLOOR = ("#0A1730", "#0D1C38"), ("#DCD3B8", "#E6DEC6")
SHADOW = SoftShadow(0.0, -px(10), px(15), "#122746", 0.16)


class Walls(VGroup):
    """The two rooms beside the case; `fit` places them, `lighten` turns the light of yours."""

    def __init__(self, plan: Plan) -> None:
        super().__init__()
        left, top, right, bottom = x_at(PANEL[0]), y_at(PANEL[1]), x_at(PANEL[2]), y_at(PANEL[3])
        self._whole = Frame(left, bottom, right, top)
        r = PANEL_RADIUS
        self._shop = with_shadow(Slab(self._whole, *SHOP_WALL, r), SHADOW)
        self._shop_floor = Slab(Frame(left, bottom, right, FLOOR), *SHOP_FLOOR, (0.0, 0.0, r, r))
        self._room = Slab(self._whole, *DAY_WALL, (0.0, r, r, 0.0))
        self._floor = Slab(self._whole, *DAY_FLOOR, (0.0, 0.0, r, 0.0))
        self.add(self._shop, self._shop_floor, self._room, self._floor)
        self.fit(plan)
        self.lighten(1.0)
        self.pass_day(1.0)

    def pass_day(self, day: float) -> None:
        """Set the daylight where people come, from 0 (night) to 1."""
        for slab, night, bright in (
            (self._shop, DARK_WALL, SHOP_WALL),
            (self._shop_floor, DARK_FLOOR, SHOP_FLOOR),
        ):
            top, bottom = (between(n, d, day) for n, d in zip(night, bright, strict=True))
            slab.color_down(top, bottom)

    def fit(self, plan: Plan) -> None:
        """Place the wall of your room beside the case."""
        left = plan.case.right - px(1)
        whole = self._whole
        self._room.fit(Frame(left, whole.bottom, whole.right, whole.top))
        self._floor.fit(Frame(left, whole.bottom, whole.right, FLOOR))

    def lighten(self, light: float) -> None:
        """Set the light of your room, from 0 (night) to 1."""
        for slab, night, day in (
            (self._room, NIGHT_WALL, DAY_WALL),
            (self._floor, NIGHT_FLOOR, DAY_FLOOR),
        ):
            top, bottom = (between(n, d, light) for n, d in zip(night, day, strict=True))
            slab.color_down(top, bottom)
