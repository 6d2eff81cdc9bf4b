"""Lines of text in the typeface of the clip."""

from __future__ import annotations

from importlib.resources import files

import manimpango
from manim import DOWN, LEFT, Text

from benchmarks.stock_hour29.measures import CAPITAL, CHARCOAL, at

for name in ("Medium", "SemiBold", "Bold", "ExtraBold"):
    manimpango.register_font(str(files("font_manrope") / "files" / f"Manrope-{name}.ttf"))


def words(text: str, size: float, color: str, weight: str) -> Text:
    return Text(text, font="Manrope", weight=weight, font_size=size * 48 / 90, color=color)


def on_line(text: Text, left: float, baseline: float) -> Text:
    """Put the first letter, a capital, on a baseline."""
    place = at(left, baseline)
    return text.shift(place - text[0].get_corner(DOWN + LEFT))


def label(text: str, size: float, color: str, y: float) -> Text:
    """Bold, about x = 0, with the middle of its capitals `y` below the upper edge."""
    return on_line(words(text, size, color, "BOLD"), 960, y + CAPITAL * size / 2).set_x(0)


def caption(sentence: str) -> Text:
    text = words(sentence, 60.5, CHARCOAL, "SEMIBOLD")
    return on_line(text, 960, 1002).set_x(0)
