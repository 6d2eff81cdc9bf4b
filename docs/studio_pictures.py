#!/usr/bin/env python3
"""Takes the pictures of `studio.md`: screenshots of the studio in Chromium, in `images/`.

.venv/bin/python docs/studio_pictures.py
"""

from __future__ import annotations

import base64
import io
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.e2e import browser  # noqa: E402
from tests.e2e.program import program  # noqa: E402

IMAGES = Path(__file__).parent / "images"
LIVE = "window.studio?.clip && document.querySelector('#status').dataset.state === 'live'"
LARGEST = 200_000


def main() -> None:
    """Take both pictures, in a copy of the project."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        for name in ("storyboards", "scenes", "assets"):
            shutil.copytree(ROOT / name, project / name)
        studio = subprocess.Popen(
            [*program(), "studio", "hour29", "--no-open", "--project", str(project)],
            cwd=ROOT, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert studio.stdout is not None
        address = studio.stdout.readline().split()[-1]
        try:
            with browser.browsing(project / "profile") as tab:
                tab.call(
                    "Emulation.setDeviceMetricsOverride",
                    width=1440, height=900, deviceScaleFactor=1, mobile=False,
                )  # fmt: skip
                tab.go(address)
                take_clip(tab)
                take_mistake(tab, project)
        finally:
            studio.send_signal(signal.SIGINT)
            studio.wait()


def take_clip(tab: browser.Tab) -> None:
    """A clip with pinned moments and a chosen text."""
    tab.wait(LIVE)
    for share in (0.2, 0.42, 0.66):
        go(tab, share)
        tab.press("p", 80)
    tab.wait("document.querySelectorAll('.item').length > 3")
    sized = "(each) => each.querySelector('.size')"
    tab.ask(f"[...document.querySelectorAll('.item')].find({sized}).click()")
    save(tab, "studio.png")


def take_mistake(tab: browser.Tab, project: Path) -> None:
    """A mistake in a picture clip, beside the last good picture."""
    (board,) = (project / "storyboards").glob("stage1-*.yaml")
    tab.ask("location.hash = 'stage1'")
    tab.wait(f"studio.clip?.name === 'stage1' && {LIVE}")
    go(tab, 0.6)
    text = board.read_text("utf-8")
    assert "columns: 20" in text
    board.write_text(text.replace("columns: 20", "colums: 20", 1), "utf-8")
    tab.wait("!document.querySelector('#problems').hidden")
    save(tab, "studio-mistake.png")


def go(tab: browser.Tab, share: float) -> None:
    """Move the playhead to a share of the clip, and wait until the server has described it."""
    tab.ask(
        f"((line, box = line.getBoundingClientRect(), clientX = box.left + {share} * box.width) =>"
        " line.dispatchEvent(new PointerEvent('pointerdown', { clientX, pointerId: 1 })))"
        "(document.querySelector('#timeline'))"
    )
    tab.ask("document.querySelector('#frame').focus({ focusVisible: false })")
    time.sleep(1.5)


def save(tab: browser.Tab, name: str) -> None:
    """Save a screenshot as a PNG file of few colours."""
    tab.ask("document.activeElement.blur()")
    time.sleep(0.5)
    data = base64.b64decode(tab.call("Page.captureScreenshot", format="png")["data"])
    picture = Image.open(io.BytesIO(data)).convert("RGB").quantize(255)
    IMAGES.mkdir(exist_ok=True)
    picture.save(IMAGES / name, optimize=True)
    assert (IMAGES / name).stat().st_size <= LARGEST, name


if __name__ == "__main__":
    main()
