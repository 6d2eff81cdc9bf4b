"""How the studio's page looks: its colours in light and dark, and its header in narrow windows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.e2e import browser
from tests.e2e.browser import needs_browser

LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3."""

CONTRASTS = """(() => {
  const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const painted = (colors) => {
    context.clearRect(0, 0, 1, 1);
    for (const color of colors) { context.fillStyle = color; context.fillRect(0, 0, 1, 1); }
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (rgb) => rgb.map((value) => value / 255)
    .map((value) => value <= .04045 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4)
    .reduce((sum, value, channel) => sum + value * [.2126, .7152, .0722][channel], 0);
  const grounds = (element) => element
    ? [...grounds(element.parentElement), getComputedStyle(element).backgroundColor] : ['white'];
  const words = (element) => element.value
    || [...element.childNodes].map((node) => node.nodeType === 3 ? node.data : '').join('');
  return [...document.querySelectorAll('body *')]
    .filter((each) => words(each).trim() && each.checkVisibility()
      && !each.closest('.unseen, #frame, :disabled, option, script'))
    .map((each) => {
      const below = grounds(each);
      const pair = [painted([...below, getComputedStyle(each).color]), painted(below)].map(light);
      return [words(each).trim(), (Math.max(...pair) + .05) / (Math.min(...pair) + .05)];
    });
})()"""
"""The words of each visible text of the page beside the picture, and their contrast."""


COLORS = """(() => {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  const root = rules.find((rule) => rule.selectorText === ':root');
  const names = [...root.style].filter((name) => name.startsWith('--'));
  const computed = getComputedStyle(document.documentElement);
  return names.map((name) => [name, computed.getPropertyValue(name)]);
})()"""
"""The variables of the page's style sheet and their values; a value is empty where it is void."""


@pytest.fixture
def sized(page: browser.Tab) -> Iterator[browser.Tab]:
    """The page, which has its usual size and colours again afterwards."""
    yield page
    page.call("Emulation.clearDeviceMetricsOverride")
    page.call("Emulation.setEmulatedMedia", features=[])


def prefer(page: browser.Tab, scheme: str) -> None:
    feature = {"name": "prefers-color-scheme", "value": scheme}
    page.call("Emulation.setEmulatedMedia", features=[feature])


@needs_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_contrast(sized: browser.Tab, scheme: str) -> None:
    prefer(sized, scheme)
    found: dict[str, float] = {}
    for tab in ("clip", "stage", "yaml", "found", "beat"):
        sized.ask(f"document.querySelector('#tab-{tab}').click()")
        found |= dict(sized.ask(CONTRASTS))
    assert len(found) > 40
    assert {text: seen for text, seen in found.items() if seen < LEAST_CONTRAST} == {}


@needs_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_variable_of_the_style_sheet_has_a_value(sized: browser.Tab, scheme: str) -> None:
    prefer(sized, scheme)
    found = dict(sized.ask(COLORS))
    assert len(found) > 20
    assert [name for name, value in found.items() if not value] == []


@needs_browser
def test_the_page_is_as_dark_as_the_system(sized: browser.Tab) -> None:
    ground = "getComputedStyle(document.querySelector('header')).backgroundColor"
    prefer(sized, "light")
    assert sized.ask(ground) == "rgb(255, 255, 255)"
    prefer(sized, "dark")
    assert sized.ask(ground) == "rgb(27, 36, 49)"
    assert sized.ask("getComputedStyle(document.documentElement).colorScheme") == "light dark"
    field = "document.querySelector('#overlay').appendChild(document.createElement('textarea'))"
    on_picture = sized.ask(f"getComputedStyle({field}).backgroundColor")
    sized.ask("document.querySelector('#overlay textarea').remove()")
    assert on_picture == "rgb(255, 255, 255)"


@needs_browser
@pytest.mark.parametrize(("width", "rows"), [(1280, 1), (480, 2)])
def test_the_header_is_low(sized: browser.Tab, width: int, rows: int) -> None:
    sized.call(
        "Emulation.setDeviceMetricsOverride",
        width=width, height=800, deviceScaleFactor=1, mobile=False,
    )  # fmt: skip
    tops = sized.ask(
        "[...document.querySelectorAll('header button, header select')]"
        ".map((each) => Math.round(each.getBoundingClientRect().top))"
    )
    assert len(set(tops)) == rows


@needs_browser
def test_the_focus_ring_of_a_button_is_above_its_neighbours(page: browser.Tab) -> None:
    page.ask("document.querySelector('#boxes').focus()")
    page.press("Tab", 9)
    assert page.ask("document.activeElement.id") == "sizes"
    layer = "(button) => Number(getComputedStyle(button).zIndex) || 0"
    own = page.ask(f"({layer})(document.activeElement)")
    others = page.ask(f"[...document.querySelectorAll('.group button:not(:focus)')].map({layer})")
    page.ask("document.activeElement.blur()")
    assert own > max(others)
