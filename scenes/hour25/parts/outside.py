"""Outside: a browser in which a message is written and sent, and from which a packet leaves."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, px
from storyreel.parts.motion import Appear, Motion, Vanish
from storyreel.parts.text import Line, width_of

from .browser import Browser, Form, Message, Sent, Waiting, bubble_frame


class Outside(VGroup):
    """The browser with a message in its bar, not yet sent."""

    def __init__(self, frame: Frame, address: str, text: str) -> None:
        super().__init__()
        browser = Browser(frame, address)
        bar, page = browser.bar, browser.page
        self._text = text
        self._typed = Line(text, Type.LABEL, (bar.left + px(30), bar.center[1]), Color.CHARCOAL)
        width = width_of(text, Type.LABEL_STRONG) + px(72)
        self._bubble = bubble_frame(page.right, page.top - px(70), width)
        self._message = Message(text, self._bubble)
        self._waiting = Waiting(bubble_frame(page.right, page.top - px(200), page.width))
        self.add(browser, self._typed)

    def send(self) -> list[Motion]:
        """The text leaves the bar and becomes a bubble in the page."""
        self._message.stand(Form(self._bubble.raised(-px(170)), 0.0, 0.0))
        return [Vanish(self._typed, (0.0, px(50))), self._message.go(Form(self._bubble))]

    def fold(self, run_time: float) -> tuple[Message, list[Motion]]:
        """The bubble folds up into a packet at its right end; its text stays in the page."""
        sent = Sent(self._text, self._bubble)
        self.remove(self._typed)
        self.add(sent, self._waiting)
        at = (self._bubble.right + px(10), self._bubble.center[1])
        return self._message, [
            Appear(sent, (0.0, 0.0), run_time=0.1),
            Appear(self._waiting),
            self._message.fold_at(at, run_time),
        ]
