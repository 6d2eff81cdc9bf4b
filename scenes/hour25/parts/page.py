"""The page of an app, as it is seen on a phone: a field for a text, and a button."""

from __future__ import annotations

import numpy as np
from manim import VGroup

from storyreel.design.easing import glide, settle
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, px
from storyreel.parts.curves import Point, closed
from storyreel.parts.marks import SoftShadow, with_shadow
from storyreel.parts.motion import Motion
from storyreel.parts.shapes import Plate
from storyreel.parts.text import Line
from storyreel.parts.tone import between, fill, rgb

from .plan import clamp, mix
from .slab import Slab
from .speech import Spot

_BODY = Frame.of(500, 486, 1350, 836)
_FIELD = Frame.of(540, 524, 1310, 664)
_BUTTON = Frame.of(1030, 690, 1310, 802)
_TAIL = px(30)
_SHADOW = SoftShadow(0.0, -px(10), px(18), "#122746", 0.4)


class Page(VGroup):
    """A page that grows out of a phone at `phone`; `show` and `press` set it absolutely."""

    def __init__(self, send: str, phone: Point) -> None:
        """`send` is on the button."""
        self._phone = phone
        body = Plate(_BODY, px(34), Color.NAVY, "#8FA9CC", px(4), role="decor")
        with_shadow(body, _SHADOW)
        tail = Plate(_BODY, 0.0, Color.NAVY, role="decor")
        root = _BODY.left + px(2)
        tail.points = closed(phone, (root, phone[1] + _TAIL), (root, phone[1] - _TAIL))
        sheet = Plate(_BODY.inset(px(16)), px(20), role="decor")
        sheet.set_fill("#F4F7FB")
        field = Plate(_FIELD, px(18), Color.WHITE, Color.LINE, px(5), role="decor")
        self._button = Slab(_BUTTON, "#E3C14A", "#CBA32A", px(22))
        word = Line(send, Type.HEADING.sized(66), _BUTTON.center, Color.NAVY, "center")
        self._word = word
        super().__init__(tail, body, sheet, field, self._button, word)
        self._home = [part.points.copy() for part in self.submobjects]
        self.press(0.0)
        self.show_part(0.0)

    @property
    def field(self) -> Spot:
        """Where a text in the field is."""
        x, y = _FIELD.center
        foot = x, y - px(48)
        return Spot(foot, foot)

    def show_part(self, share: float) -> None:
        """Grow out of the phone, from nothing (0) to its whole size (1)."""
        size = max(share, 0.001)
        x, y = (mix(a, b, size) for a, b in zip(self._phone, _BODY.center, strict=True))
        middle = np.array((*_BODY.center, 0.0))
        for part, home in zip(self.submobjects, self._home, strict=True):
            part.points = (home - middle) * size + (x, y, 0.0)
        fill(self._word, rgb(Color.NAVY), clamp(share * 4 - 3))

    def press(self, share: float) -> None:
        """Press the button: at 0 and 1 it is not touched."""
        down = glide(1 - abs(2 * share - 1))
        top, bottom = (
            between(a, b, down) for a, b in (("#E3C14A", "#B08A1E"), ("#CBA32A", "#8F6F14"))
        )
        self._button.color_down(top, bottom)

    def grow(self, run_time: float) -> Motion:
        """The motion in which it grows out of the phone."""
        return Motion(self, self.show_part, run_time, settle)

    def shrink(self, run_time: float) -> Motion:
        """The motion in which it goes back into the phone, and leaves."""
        return Motion(self, lambda share: self.show_part(1 - share), run_time, glide, removes=True)

    def tap(self, run_time: float) -> Motion:
        """The motion in which the button is pressed."""
        return Motion(self, self.press, run_time, glide)
