"""What tests do on the studio's page."""

from __future__ import annotations

import json

from tests.e2e import browser
from tests.e2e.studio.running import PLAIN_CAPTION, Studio, digest

LIVE = "window.studio?.clip && document.querySelector('#status').dataset.state === 'live'"


def wait_live(tab: browser.Tab) -> None:
    tab.wait(LIVE)


def wait_shown(studio: Studio, tab: browser.Tab) -> None:
    """Wait until the page shows the whole clip as its storyboard is now."""
    tab.wait(f"{LIVE} && studio.clip.digest === '{digest(studio)}'")


def wait_caption(tab: browser.Tab, text: str) -> None:
    tab.wait(f"studio.clip.captions.some((each) => each.text === {json.dumps(text)})")


def first_caption(studio: Studio) -> str:
    found = PLAIN_CAPTION.search(studio.board.read_text())
    assert found
    return found.group(1)


def field(path: str) -> str:
    """The input of a value in the inspector, as an expression."""
    return f"document.querySelector('#field-{path}')"


def write(page: browser.Tab, path: str, value: str) -> None:
    change = "input.dispatchEvent(new Event('change'))"
    page.ask(f"((input) => {{ input.value = {json.dumps(value)}; {change}; }})({field(path)})")


def press_and_wait(page: browser.Tab, key: str, code: int, expression: str) -> None:
    page.ask("document.querySelector('#frame').focus()")
    page.press(key, code)
    page.wait(expression)


def drag(page: browser.Tab, element: str, dx: float, dy: float = 0) -> None:
    """Drag the element of an expression by pixels, in steps as a hand does."""
    corner = "({ x, y, width, height }) => [x + Math.min(3, width / 2), y + height / 2]"
    x, y = page.ask(f"({corner})({element}.getBoundingClientRect())")
    steps = [("mouseMoved", step / 4) for step in range(1, 5)]
    for kind, share in (("mousePressed", 0.0), *steps, ("mouseReleased", 1.0)):
        at = {"x": x + share * dx, "y": y + share * dy}
        page.call(
            "Input.dispatchMouseEvent", type=kind, button="left", buttons=1, clickCount=1, **at
        )


def changed_lines(before: str, after: str) -> list[str]:
    lines = zip(before.splitlines(), after.splitlines(), strict=True)
    return [new for old, new in lines if old != new]
