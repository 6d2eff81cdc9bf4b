"""What every picture clip shares: background, title, step line, captions and the wisdom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from storyreel.design.easing import glide, leave, settle
from storyreel.design.layout import COLUMNS, Frame, Grid, y_at
from storyreel.design.text import shape_line
from storyreel.design.tokens import LINES, Color, TextStyle, Type, Weight, px
from storyreel.pictures.elements import Element, Look, Picture, color
from storyreel.pictures.forms import Rect, Words
from storyreel.storyboard.text import caption_lines

MOVE = 0.6
"""Seconds in which the bar of the step line slides, and captions change."""

TITLE_LINE = y_at(134)
STEP_LINE = y_at(205)
STAGE = Frame.of(110, 268, 1810, 838)
CAPTION_LINE = y_at(966)
CAPTION_LEADING = px(74)
WISDOM_BOTTOM = y_at(1030)
WISDOM_HEIGHT = px(118)
WISDOM_LEADING = px(70)
WISDOM_PAD = px(56)
SMALLEST_STEP = px(45)
STEP_GAP = px(64)

NAVY = Look(fill=color(Color.NAVY))
SLATE = Look(fill=color(Color.SLATE))
INK = Look(fill=color(Color.CHARCOAL))
GOLD = Look(fill=color(Color.GOLD))
PLATE = Look(fill=color(Color.WHITE), stroke=color(Color.GOLD), width=Weight.STRONG, lift=0.8)


@dataclass(frozen=True, slots=True)
class StepLine:
    """The names of the steps under the title, and where each is."""

    names: tuple[str, ...]
    places: tuple[tuple[float, float], ...]
    """Left end and width of each."""

    @classmethod
    def of(cls, names: Sequence[str]) -> StepLine:
        """Names from the left, as far apart as the room allows, at most `STEP_GAP` and a half."""
        style = _step_style()
        widths = [shape_line(name, style).advance for name in names]
        room = Grid.RIGHT - Grid.LEFT - sum(widths)
        gap = min(room / max(len(names) - 1, 1), STEP_GAP * 1.5)
        lefts, left = [], Grid.LEFT
        for width in widths:
            lefts.append((left, width))
            left += width + gap
        return cls(tuple(names), tuple(lefts))

    @property
    def fits(self) -> bool:
        """Whether the names fit side by side."""
        pairs = zip(self.places, self.places[1:], strict=False)
        return all(a[0] + a[1] + px(24) <= b[0] for a, b in pairs)

    def elements(self, at: float) -> Picture:
        """The line where the bar is at step `at`, counted from 0; it is hidden below 0."""
        names = [
            Element(
                f"step/{name}",
                Words(name, _step_style(), (left, _middle(STEP_LINE, _step_style()))),
                SLATE.mix(NAVY, max(0.0, 1 - abs(at - place))),
                "rail",
            )
            for place, (name, (left, _)) in enumerate(zip(self.names, self.places, strict=True))
        ]
        if at <= -1:
            return tuple(names)
        first = min(max(int(at), 0), len(self.places) - 1)
        second = min(first + 1, len(self.places) - 1)
        share = min(max(at - first, 0.0), 1.0)
        (l0, w0), (l1, w1) = self.places[first], self.places[second]
        left, width = l0 + (l1 - l0) * share, w0 + (w1 - w0) * share
        grown = min(1.0, at + 1) if at < 0 else 1.0
        frame = Frame(left, STEP_LINE - px(24), left + width * grown, STEP_LINE - px(18))
        return (*names, Element("step bar", Rect(frame, px(3)), GOLD, "decor"))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A caption between two times in seconds; it fades in and out inside them."""

    text: str
    start: float
    stop: float
    wise: bool = False
    """Whether it is the wisdom, which has a frame and stays to the end."""

    def elements(self, now: float, first: bool) -> Picture:
        """What shows of it at a time; the first caption of a clip is there from the start."""
        if not self.start <= now < self.stop:
            return ()
        entered = 1.0 if first else settle(min((now - self.start) / MOVE, 1.0))
        gone = 0.0 if self.wise else leave(max(0.0, 1 - (self.stop - now) / (MOVE / 3)))
        shown = min(entered * 1.3, 1.0) * (1 - gone)
        if shown <= 0:
            return ()
        parts = _wisdom(self.text) if self.wise else _caption(self.text)
        if shown >= 1 and entered >= 1:
            return parts
        drop = -px(16) * (1 - entered)
        return tuple(part.at(part.form.moved(0.0, drop), part.look.faded(shown)) for part in parts)


@lru_cache(maxsize=64)
def _caption(text: str) -> Picture:
    lines = caption_lines(text)
    middle = _middle(CAPTION_LINE, Type.CAPTION)
    return tuple(
        Element(
            f"caption/{at}",
            Words(
                line,
                Type.CAPTION,
                (0.0, middle + ((len(lines) - 1) / 2 - at) * CAPTION_LEADING),
                "center",
            ),
            INK,
            "caption",
        )
        for at, line in enumerate(lines)
    )


@lru_cache(maxsize=8)
def _wisdom(text: str) -> Picture:
    lines = caption_lines(text)
    style = Type.WISDOM if len(lines) == 1 else Type.CAPTION
    width = max(shape_line(line, style).advance for line in lines) + 2 * WISDOM_PAD
    height = WISDOM_HEIGHT + (len(lines) - 1) * WISDOM_LEADING
    middle = WISDOM_BOTTOM + height / 2
    frame = Frame(-width / 2, WISDOM_BOTTOM, width / 2, WISDOM_BOTTOM + height)
    words = [
        Element(
            f"wisdom/{at}",
            Words(
                line, style, (0.0, middle + ((len(lines) - 1) / 2 - at) * WISDOM_LEADING), "center"
            ),
            NAVY,
            "wisdom",
        )
        for at, line in enumerate(lines)
    ]
    return (Element("wisdom/frame", Rect(frame, px(24)), PLATE, "decor"), *words)


@lru_cache(maxsize=8)
def title_and_background(title: str) -> Picture:
    """What does not change in a clip."""
    whole = Frame.of(-8, -8, COLUMNS + 8, LINES + 8)
    place = (Grid.LEFT, _middle(TITLE_LINE, Type.TITLE))
    return (
        Element(
            "background",
            Rect(whole),
            Look(fill=color(Color.PEARL), sink=color(Color.SOFT_GREY)),
            "background",
        ),
        Element("title", Words(title, Type.TITLE, place), NAVY, "title"),
    )


def title_fits(title: str) -> bool:
    """Whether a title fits between the margins."""
    return shape_line(title, Type.TITLE).advance <= Grid.RIGHT - Grid.LEFT


def bar_position(steps: Sequence[tuple[float, int | None]], now: float) -> float:
    """Where the bar is: between the step before and the current one, for `MOVE` after a change.

    `steps` are the times at which beats begin, each with its step; a beat without one keeps it.
    """
    place, before, since = -1.0, -1.0, 0.0
    for start, step in steps:
        if start > now:
            break
        if step is not None and step != place:
            before, place, since = place, float(step), start
    return before + (place - before) * glide(min((now - since) / MOVE, 1.0))


def _step_style() -> TextStyle:
    return Type.STEP.sized(SMALLEST_STEP / px(1))


def _middle(baseline: float, style: TextStyle) -> float:
    return baseline + shape_line("H", style).cap_height / 2
