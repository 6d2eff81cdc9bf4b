"""Design tokens: the colours, type scale, spacing and durations of every clip.

Lengths are scene units, written as pixels of a picture with 1080 lines.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from storyreel.design.fonts import FontId

LINES = 1080
UNITS = 8


def px(pixels: float) -> float:
    """A length in pixels at 1080 lines, in scene units (the frame is 8 units high)."""
    return pixels * UNITS / LINES


class Color:
    """The palette, with each colour's use and its contrast to the light background."""

    PEARL = "#FAFAFA"
    SOFT_GREY = "#F0F4F8"
    WHITE = "#FFFFFF"
    CHARCOAL = "#2D3748"  # text, 11.5:1
    NAVY = "#1A365D"  # accents and filled shapes, 11.6:1
    GOLD = "#C9A227"  # fills and glow only: 2.3:1
    GOLD_LINE = "#A6831B"  # graphic lines, 3.2:1 and more
    GOLD_TEXT = "#866C1A"  # text, 4.5:1 and more
    GOLD_PALE = "#FAF4E1"  # tint of gold, behind marked items
    SLATE = "#5B6B82"  # secondary text, 5.2:1
    LINE = "#778CA7"  # outlines that carry meaning, 3.1:1 and more
    HAIRLINE = "#DCE4EE"  # edges of cards
    CELL = "#EEF2F7"  # empty cells
    PANEL = "#E9F0F8"  # panel of pictures, at its top
    PANEL_LOW = "#DDE7F2"  # panel of pictures, at its bottom
    MUTED = "#4A5A72"  # secondary text on the panel, 5.6:1 and more
    OUTLINE = "#65799A"  # outlines on the panel, 3.5:1 and more
    GRID = "#C2CEDE"  # lines behind charts on the panel
    MIST = "#A9B8CC"  # what steps back on the panel
    DEEP_GOLD = "#9B7A17"  # gold lines on the panel, 3.2:1 and more
    GOLD_INK = "#775F12"  # gold text on the panel, 4.8:1 and more


@dataclass(frozen=True, slots=True)
class TextStyle:
    """A font at a size: its em in scene units; `tracking` is extra space per character in em."""

    font: FontId
    size: float
    tabular: bool = False
    tracking: float = 0.0

    def sized(self, pixels: float) -> TextStyle:
        return replace(self, size=px(pixels))


_SANS_MEDIUM = FontId("sans", "medium")
_SANS_SEMIBOLD = FontId("sans", "semibold")
_SANS_BOLD = FontId("sans", "bold")
_SANS_EXTRABOLD = FontId("sans", "extrabold")
_MONO = FontId("mono", "regular")
_MONO_BOLD = FontId("mono", "bold")


class Type:
    """The type scale. Cap heights as shares of the frame: title 6%, body 4%, label 3%."""

    TITLE = TextStyle(_SANS_EXTRABOLD, px(90), tracking=-0.012)
    CAPTION = TextStyle(_SANS_SEMIBOLD, px(60.5), tracking=-0.005)
    WISDOM = TextStyle(_SANS_SEMIBOLD, px(64), tracking=-0.005)
    HEADING = TextStyle(_SANS_BOLD, px(60.5), tabular=True)
    NAME = TextStyle(_SANS_SEMIBOLD, px(56), tabular=True)
    LABEL = TextStyle(_SANS_MEDIUM, px(46), tabular=True)
    STEP = TextStyle(_SANS_MEDIUM, px(45))
    LABEL_STRONG = TextStyle(_SANS_BOLD, px(46), tabular=True)
    FIGURE = TextStyle(_SANS_EXTRABOLD, px(92), tabular=True)
    CODE = TextStyle(_MONO, px(47.5))
    CODE_STRONG = TextStyle(_MONO_BOLD, px(47.5))


class Space:
    """Distances."""

    MARGIN = px(96)
    GUTTER = px(28)
    PAD = px(40)
    RADIUS = px(28)
    RADIUS_SMALL = px(12)


class Weight:
    """Line widths."""

    HAIRLINE = px(2)
    LINE = px(4)
    STRONG = px(6)


class Seconds:
    """Run times of motions; the easings are in `storyreel.design.easing`."""

    QUICK = 0.3
    MOVE = 0.6
    SLOW = 0.9
    STAGGER = 0.07
