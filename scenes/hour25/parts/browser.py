"""A browser window, and a message: a bubble in it that folds up into a packet and travels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manim import VGroup

from storyreel.design.easing import glide, settle
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Seconds, TextStyle, Type, Weight, px
from storyreel.parts.marks import with_shadow
from storyreel.parts.motion import Ease, Motion
from storyreel.parts.shapes import LIFTED_SHADOW, Disc, Plate, Strokes, card
from storyreel.parts.text import Line
from storyreel.parts.veil import Veil

HEADER = px(80)
BAR = px(92)
ROUND = px(34)
PACKET = (px(104), px(72))


class Browser(VGroup):
    """A window with an address, an empty page, and a bar to write in at its foot."""

    def __init__(self, frame: Frame, address: str) -> None:
        super().__init__()
        middle, edge = frame.top - HEADER / 2, frame.top - HEADER
        dots = [
            Disc((frame.left + px(40) + px(36) * i, middle), px(11), Color.HAIRLINE, role="decor")
            for i in range(3)
        ]
        field = Frame(frame.left + px(160), edge + px(10), frame.right - px(24), frame.top - px(10))
        inner = frame.inset(px(28), px(28))
        self.bar = Frame(inner.left, inner.bottom, inner.right, inner.bottom + BAR)
        self.page = Frame(inner.left, self.bar.top + px(36), inner.right, edge - px(30))
        send = (self.bar.right - BAR / 2, self.bar.center[1])
        arrow = (
            (send[0] - px(13), send[1] + px(1)),
            (send[0], send[1] + px(14)),
            (send[0] + px(13), send[1] + px(1)),
        )
        stem = ((send[0], send[1] - px(14)), (send[0], send[1] + px(13)))
        self.add(
            card(frame),
            Strokes(
                ((frame.left, edge), (frame.right, edge)),
                color=Color.HAIRLINE,
                width=Weight.HAIRLINE,
                role="decor",
            ),
            *dots,
            Plate(field, field.height / 2, Color.CELL, role="decor"),
            Line(address, Type.CODE, (field.left + px(28), middle), Color.SLATE, role="code"),
            Plate(self.bar, BAR / 2, Color.WHITE, Color.LINE, Weight.HAIRLINE * 1.5, role="decor"),
            Disc(send, px(33), Color.NAVY, role="decor"),
            Strokes(arrow, stem, color=Color.WHITE, width=px(5.5), role="decor"),
        )


@dataclass(frozen=True, slots=True)
class Form:
    """The state of a message: its plate, and how far it is folded (0 bubble, 1 packet)."""

    frame: Frame
    folded: float = 0.0
    shown: float = 1.0


class Message(VGroup):
    """A text on a bubble, navy on its way in and gold as a reply; it folds up into a packet."""

    def __init__(
        self, text: str, frame: Frame, style: TextStyle = Type.LABEL_STRONG, reply: bool = False
    ) -> None:
        super().__init__()
        self._home = frame
        fill, edge = (Color.GOLD_PALE, Color.GOLD) if reply else (Color.NAVY, None)
        ink, letter_ink = (Color.NAVY, Color.NAVY) if reply else (Color.WHITE, Color.GOLD)
        self._plate = Plate(frame, ROUND, fill, edge, Weight.LINE)
        with_shadow(self._plate, LIFTED_SHADOW)
        line = Line(text, style, (0.0, 0.0), ink, "center", "token")
        letter = Strokes(
            ((-px(26), px(11)), (px(26), px(11))),
            ((-px(26), -px(11)), (px(8), -px(11))),
            color=letter_ink,
            width=px(8),
            role="decor",
        )
        self._inside = [(mob, mob.points.copy(), Veil(mob)) for mob in (line, letter)]
        self._plate_veil = Veil(self._plate)
        self.add(self._plate, letter, line)
        self.stand(Form(frame))

    @property
    def form(self) -> Form:
        return self._form

    def stand(self, form: Form) -> None:
        """Take a form."""
        self._form = form
        self._plate.fit(form.frame, ROUND + (px(18) - ROUND) * form.folded)
        size = min(form.frame.width / self._home.width, 1.0)
        center = np.array([*form.frame.center, 0.0])
        seen = (max(1 - 2 * form.folded, 0.0), max(2 * form.folded - 1, 0.0))
        for (mob, points, veil), scale, share in zip(self._inside, (size, 1.0), seen, strict=True):
            mob.points = points * scale + center
            veil.set(share * form.shown)
        self._plate_veil.set(form.shown)

    def go(self, form: Form, run_time: float = Seconds.MOVE, ease: Ease = glide) -> Motion:
        """Change to another form."""
        before = self.form

        def change(progress: float) -> None:
            frame = before.frame.toward(form.frame, progress)
            folded = before.folded + (form.folded - before.folded) * progress
            shown = before.shown + (form.shown - before.shown) * progress
            self.stand(Form(frame, folded, shown))

        return Motion(self, change, run_time, ease, removes=form.shown == 0.0)

    def fold_at(self, center: tuple[float, float], run_time: float = Seconds.MOVE) -> Motion:
        """Fold up, or fly on, to a packet about a centre."""
        return self.go(Form(packet_frame(center), 1.0), run_time)

    def sink(self, center: tuple[float, float], run_time: float = Seconds.QUICK) -> Motion:
        """Become a point and be gone."""
        return self.go(Form(packet_frame(center, 0.4), 1.0, 0.0), run_time, settle)

    def emerge(self, center: tuple[float, float]) -> Message:
        """Be a packet about a centre, at once."""
        self.stand(Form(packet_frame(center), 1.0))
        return self


class Sent(VGroup):
    """What stays of a message in the page: its text on a pale bubble."""

    def __init__(self, text: str, frame: Frame) -> None:
        super().__init__()
        self.add(
            Plate(frame, ROUND, Color.CELL, role="decor"),
            Line(text, Type.LABEL_STRONG, frame.center, Color.CHARCOAL, "center"),
        )


class Waiting(VGroup):
    """Three dots on a pale bubble that begins at the left edge of a frame."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        bubble = Frame(frame.left, frame.bottom, frame.left + px(168), frame.top)
        self.add(Plate(bubble, ROUND, Color.CELL, role="decor"))
        x, y = bubble.center
        for step in (-1, 0, 1):
            self.add(Disc((x + step * px(38), y), px(10), Color.LINE, role="decor"))


def packet_frame(center: tuple[float, float], size: float = 1.0) -> Frame:
    """The plate of a packet about a centre."""
    (x, y), (width, height) = center, PACKET
    return Frame(
        x - width * size / 2, y - height * size / 2, x + width * size / 2, y + height * size / 2
    )


def bubble_frame(right: float, y: float, width: float, height: float = BAR) -> Frame:
    """The plate of a bubble that ends at `right`."""
    return Frame(right - width, y - height / 2, right, y + height / 2)
