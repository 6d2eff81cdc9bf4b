"""The tokens have the contrasts and type sizes that their comments state."""

from __future__ import annotations

import inspect
import re

import pytest

from storyreel.design.fonts import load_font
from storyreel.design.tokens import LINES, UNITS, Color, TextStyle, Type, px

CLAIM = re.compile(r'^ +([A-Z_]+) = "#[0-9A-F]{6}"  # (.*?)([0-9.]+):1(?: (and more))?', re.M)
CLAIMS = CLAIM.findall(inspect.getsource(Color))
GROUNDS = {False: (Color.PEARL, Color.SOFT_GREY), True: (Color.PANEL, Color.PANEL_LOW)}
"""What is behind a colour: the background, or the panel of pictures."""

STYLES = {name: style for name, style in vars(Type).items() if isinstance(style, TextStyle)}


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [channel / 255 for channel in bytes.fromhex(color.removeprefix("#"))]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(c * share for c, share in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_follows_the_guidelines() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)


def test_the_comments_state_contrasts() -> None:
    assert {"CHARCOAL", "NAVY", "GOLD", "GOLD_LINE", "GOLD_TEXT", "SLATE"} <= {
        name for name, *_ in CLAIMS
    }


@pytest.mark.parametrize(("name", "use", "claimed", "and_more"), CLAIMS)
def test_stated_contrasts_are_correct(name: str, use: str, claimed: str, and_more: str) -> None:
    color = getattr(Color, name)
    if and_more:
        worst = min(contrast(color, ground) for ground in GROUNDS["panel" in use])
        assert float(claimed) <= worst < float(claimed) + 0.1
    else:
        assert contrast(color, Color.PEARL) == pytest.approx(float(claimed), abs=0.05)


@pytest.mark.parametrize("ground", ["PEARL", "SOFT_GREY", "WHITE"])
@pytest.mark.parametrize("ink", ["CHARCOAL", "NAVY", "GOLD_TEXT", "SLATE"])
def test_text_colours_are_legible_on_every_light_background(ink: str, ground: str) -> None:
    assert contrast(getattr(Color, ink), getattr(Color, ground)) >= 4.5


def test_gold_is_visible_and_white_legible_on_navy() -> None:
    assert contrast(Color.GOLD, Color.NAVY) >= 3
    assert contrast(Color.WHITE, Color.NAVY) >= 4.5
    assert contrast(Color.GOLD, Color.PEARL) < 3, "why gold is for fills and glow only"


@pytest.mark.parametrize(
    ("share", "names"),
    [
        (0.06, {"TITLE", "FIGURE"}),
        (0.04, {"CAPTION", "HEADING"}),
        (0.03, set(STYLES) - {"TITLE", "FIGURE", "CAPTION", "HEADING"}),
    ],
)
def test_capitals_are_high_enough(share: float, names: set[str]) -> None:
    assert names
    for name in names:
        style = STYLES[name]
        assert style.size * load_font(style.font).cap_height / UNITS >= share - 1e-9, name


def test_1080_lines_are_the_height_of_the_frame() -> None:
    assert px(LINES) == UNITS
