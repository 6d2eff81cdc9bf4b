"""What every picture clip shares: background, title, step line, captions and the wisdom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from storyreel.design.easing import leave, settle
from storyreel.design.layout import COLUMNS, Frame, Grid
from storyreel.design.sentences import Typeset, typeset_caption, typeset_wisdom
from storyreel.design.step_line import Place, StepLine
from storyreel.design.text import shape_line
from storyreel.design.tokens import LINES, Color, Seconds, Space, TextStyle, Type, Weight, px
from storyreel.pictures.elements import Element, Look, Picture, color
from storyreel.pictures.forms import Rect, Words
from storyreel.pictures.looks import GOLD, INK, NAVY

PANEL = Frame.of(60, 240, 1860, 874)
"""The panel behind pictures."""

STAGE = Frame.of(110, 272, 1810, 842)
"""The room of pictures on the panel."""

LEAVE = 0.14
"""Seconds in which a caption makes room for the next one, from the start of that one."""

SLATE = Look(fill=color(Color.SLATE))
PANE = Look(fill=color(Color.PANEL), sink=color(Color.PANEL_LOW), lift=1.0)
PLATE = Look(fill=color(Color.WHITE), stroke=color(Color.GOLD), width=Weight.STRONG, lift=0.8)


@lru_cache(maxsize=8)
def steps_at(line: StepLine, at: float) -> Picture:
    """The step line where the bar is at step `at`, counted from 0."""
    names = [
        Element(
            f"step/{place.text}",
            _words(place),
            SLATE.mix(NAVY, max(0.0, 1 - abs(at - index))),
            "rail",
        )
        for index, place in enumerate(line.names)
    ]
    return (*names, Element("step bar", Rect(line.bar(at), px(3)), GOLD, "decor"))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A caption between two times in seconds.

    It makes room after `stop` where the next one `follows` at once, and before `stop` elsewhere.
    """

    text: str
    start: float
    stop: float
    follows: bool = False
    wise: bool = False
    """Whether it is the wisdom, which has a frame and stays to the end."""

    def elements(self, now: float) -> Picture:
        """What shows of it at a time; the first caption of a clip is there from the start."""
        end = self.stop + (LEAVE if self.follows else 0.0)
        if not self.start <= now < end:
            return ()
        entered = settle((now - self.start - LEAVE) / Seconds.QUICK) if self.start else 1.0
        gone = 0.0 if self.wise else leave(max(0.0, 1 - (end - now) / LEAVE))
        shown = min(entered * 1.4, 1.0) * (1 - gone)
        if shown <= 0:
            return ()
        parts = _wisdom(self.text) if self.wise else _caption(self.text)
        if shown >= 1 and entered >= 1:
            return parts
        drop = -px(16) * (1 - entered)
        return tuple(part.at(part.form.moved(0.0, drop), part.look.faded(shown)) for part in parts)


@lru_cache(maxsize=64)
def _caption(text: str) -> Picture:
    return _typeset("caption", typeset_caption(text), INK)


@lru_cache(maxsize=8)
def _wisdom(text: str) -> Picture:
    typeset = typeset_wisdom(text)
    assert typeset.frame is not None
    plate = Element("wisdom/frame", Rect(typeset.frame, px(24)), PLATE, "decor")
    return (plate, *_typeset("wisdom", typeset, NAVY))


def _typeset(role: str, typeset: Typeset, look: Look) -> Picture:
    return tuple(
        Element(f"{role}/{at}", Words(line, typeset.style, (0.0, y), "center"), look, role)
        for at, (line, y) in enumerate(typeset.lines)
    )


@lru_cache(maxsize=8)
def title_and_background(title: str) -> Picture:
    """What does not change in a clip."""
    whole = Frame.of(-8, -8, COLUMNS + 8, LINES + 8)
    place = (Grid.LEFT, _middle(Grid.TITLE_BASELINE, Type.TITLE))
    return (
        Element(
            "background",
            Rect(whole),
            Look(fill=color(Color.PEARL), sink=color(Color.SOFT_GREY)),
            "background",
        ),
        Element("panel", Rect(PANEL, Space.RADIUS), PANE, "background"),
        Element("title", Words(title, Type.TITLE, place), NAVY, "title"),
    )


def title_fits(title: str) -> bool:
    """Whether a title fits between the margins."""
    return shape_line(title, Type.TITLE).advance <= Grid.RIGHT - Grid.LEFT


def _words(place: Place) -> Words:
    return Words(place.text, Type.STEP, (place.left, _middle(Grid.STEP_BASELINE, Type.STEP)))


def _middle(baseline: float, style: TextStyle) -> float:
    return baseline + shape_line("H", style).cap_height / 2
