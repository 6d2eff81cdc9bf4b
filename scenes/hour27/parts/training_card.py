"""A training card: a topic and an answer, or nothing; written, lit and refused."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, VGroup, VMobject

from storyreel.design.easing import glide
from storyreel.design.tokens import Color, Seconds, Weight, px
from storyreel.drawing.drawing import Tag
from storyreel.parts.badge import Status, StatusBadge
from storyreel.parts.clips import clipped_inside
from storyreel.parts.curves import placed, turned
from storyreel.parts.lamp import Beam
from storyreel.parts.marks import SoftShadow, clipped, tagged, with_shadow
from storyreel.parts.motion import Motion
from storyreel.parts.rigid import Rigid
from storyreel.parts.solid import filled
from storyreel.parts.tone import between, edge, rgb

from .bubble import bubble, lower_part
from .ink import WordBar, bar_lengths, topic_line
from .place import ANSWER_TOP, CARD_HEIGHT, CARD_WIDTH, Place

_LIT = ("#FFF6DA", "#FFFBEF")
"""White paper in the light, at its top and at its bottom."""
_SHINE, _SHINE_OPACITY = "#F5D568", (0.44, 0.3)
_REACH = px(330)
"""How far from the middle of the light a card is dark."""
ANSWER_COLOR, ANSWER_TINT = "#2F5D95", 0.12
"""The colour that sets an answer apart from its question, and its opacity."""
_SHADOW = SoftShadow(0.0, -px(8), px(13), Color.NAVY, 0.15)


class TrainingCard(VGroup):
    """A card with the topic of a question and an answer, or a blank one.

    Each method sets one thing absolutely: `put` its place, `light` the light on it, `refuse` its
    mark.
    """

    def __init__(self, topic: Sequence[str], tokens: int, seed: int, place: Place) -> None:
        """`seed` chooses the lengths of the words in the answer."""
        bars = [WordBar(length, i, seed + i) for i, length in enumerate(bar_lengths(tokens))]
        topics = [topic_line(text, index) for index, text in enumerate(topic)]
        self._paper, self._shine = _sheet(), _sheet()
        with_shadow(self._paper, _SHADOW)
        clipped_inside(self._shine, self._paper)
        self._answer = answer_area(CARD_WIDTH / 2)
        self._lower, self._written = Rigid(self._answer), Rigid(*topics, *bars)
        self._cross = StatusBadge((0.0, 0.0), px(72), Status.FAILED)
        self._refused = 0.0
        super().__init__(self._paper, self._lower, self._shine, self._written, self._cross)
        self.put(place)
        self.light(None, 0.0)

    def put(self, place: Place) -> None:
        """Take a place."""
        self.place = place
        self._written.place(place.at(0, 0), place.scale, place.tilt)
        self._lower.place((place.x, place.y), place.scale, place.tilt)
        self._pose()

    def refuse(self, share: float) -> None:
        """Show the gold edge and the cross of a refused card."""
        self._refused = share
        self._pose()

    def hide_text(self) -> None:
        """Show the paper alone."""
        left, top = self.place.at(0, 0)
        clipped(self._written, (left, top, left, top))

    def light(self, beam: Beam | None, brightness: float) -> None:
        """Take the light of a beam; None is the dark."""
        near = glide(1.15 - abs(self.place.x - beam.x) / _REACH) if beam else 0.0
        share = near * brightness
        paper = [(*between(Color.WHITE, color, share), 1.0) for color in _LIT]
        self._paper.fill_rgbas = np.array(paper)
        self._shine.points = beam.points() if beam and share else np.zeros((0, 3))
        alphas = [alpha * brightness for alpha in _SHINE_OPACITY]
        self._shine.fill_rgbas = np.array([(*rgb(_SHINE), alpha) for alpha in alphas])

    def move(self, place: Place, seconds: float = Seconds.SLOW) -> Motion:
        """The motion from the present place to another."""
        before = self.place
        return Motion(self, lambda share: self.put(before.toward(place, share)), seconds, glide)

    def _pose(self) -> None:
        place, refused = self.place, min(max(self._refused, 0.0), 1.0)
        outline = placed(bubble(CARD_WIDTH / 2, CARD_HEIGHT), (0.0, 0.0), (px(place.scale),) * 2)
        self._paper.points = placed(turned(outline, place.tilt), (place.x, place.y))
        color = between(Color.HAIRLINE, Color.GOLD_LINE, refused)
        edge(self._paper, color, Weight.HAIRLINE + refused * (Weight.STRONG - Weight.HAIRLINE))
        center = place.at(CARD_WIDTH / 2, CARD_HEIGHT / 2)
        self._cross.put(center, place.scale * (1.45 - 0.45 * self._refused), refused)


def answer_area(half: float) -> VMobject:
    """The part of a card that has its answer, about the middle of the card's base."""
    return filled(lower_part(half, ANSWER_TOP), ANSWER_COLOR).set_fill(opacity=ANSWER_TINT)


def _sheet() -> VMobject:
    """A shape with a gradient from its top to its bottom, and without points yet."""
    sheet = VMobject(fill_color=Color.WHITE, fill_opacity=1.0, stroke_width=0.0)
    sheet.set_sheen_direction(DOWN)
    return tagged(sheet, Tag("decor"))
