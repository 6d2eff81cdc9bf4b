"""An HTML deck whose clip stops at each beat, its print and its notes."""

from __future__ import annotations

import base64
import json
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from storyreel.storyboard.load import Loaded
from tests.e2e import browser
from tests.e2e.browser import needs_browser
from tests.e2e.program import Rendered, Run
from tests.e2e.slides.lesson import CLIP, PICTURES, SMOKE, assert_plays_alone, stops


@pytest.fixture(scope="module")
def stopping(run: Run, smoke: Rendered, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lesson in one file whose clip stops at each beat."""
    path = tmp_path_factory.mktemp("stopping") / "lesson.html"
    words = ("--html", path, "--one-file", "--steps", "--out", smoke.media)
    done = run("slides", "hour29", *SMOKE, *words)
    assert done.returncode == 0, done.stderr
    return path


@pytest.mark.slow
@needs_browser
def test_a_clip_stops_at_each_beat(stopping: Path, tab: browser.Tab, hour29: Loaded) -> None:
    first, second = stops(hour29)
    tab.go(f"{stopping.as_uri()}#/hour29")
    tab.wait(f"{CLIP}.currentTime > {first - 0.1} && {CLIP}.paused")
    assert tab.ask(f"{CLIP}.currentTime") == pytest.approx(first - 0.5 / 15, abs=0.01)
    tab.press("ArrowRight", 39)
    tab.wait(f"{CLIP}.currentTime > {first + 0.7} && !{CLIP}.paused")
    tab.press("ArrowRight", 39)
    tab.wait(f"{CLIP}.currentTime > {second} && !{CLIP}.paused")
    tab.press("ArrowLeft", 37)
    tab.wait(f"{CLIP}.currentTime < {second} && !{CLIP}.paused")
    assert tab.ask("Reveal.getIndices().f") == 0
    assert_plays_alone(tab)


DRAWN = "document.querySelector('storyreel-clip')"


@pytest.mark.slow
@needs_browser
def test_a_deck_of_drawings_stops_at_beats_without_a_video(
    run: Run, smoke: Rendered, tab: browser.Tab, tmp_path: Path, hour29: Loaded
) -> None:
    first, _ = stops(hour29)
    caption = json.dumps(hour29.storyboard.beats[0].caption_times[-1].text)
    folder = tmp_path / "drawn"
    done = run(
        "slides", "hour29", *SMOKE, "--html", folder, "--vector", "--steps", "--out", smoke.media
    )
    assert done.returncode == 0, done.stderr
    assert not list(folder.rglob("*.mp4"))
    tab.go(f"{(folder / 'index.html').as_uri()}#/hour29")
    tab.wait(f"{DRAWN}.currentTime > {first - 0.1} && {DRAWN}.paused")
    tab.press("c", 67)
    tab.wait(f"{DRAWN}.shadowRoot.querySelector('.words').textContent.includes({caption})")
    tab.press("ArrowRight", 39)
    tab.wait(f"{DRAWN}.currentTime > {first + 0.7} && !{DRAWN}.paused")
    tab.press("k", 75)
    tab.wait(f"{DRAWN}.paused")
    drawn, slide = tab.ask(
        f"[{DRAWN}, document.querySelector('section.clip')]"
        ".map((each) => each.getBoundingClientRect().width)"
    )
    assert drawn == pytest.approx(slide, rel=0.01)  # the video's pixels are not quite 16:9
    assert_plays_alone(tab)


@pytest.mark.slow
@needs_browser
def test_a_printed_page_shows_the_end_of_the_clip(
    stopping: Path, tab: browser.Tab, tmp_path: Path
) -> None:
    tab.go(f"{stopping.as_uri()}?print-pdf")
    printed = tab.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"]
    (tmp_path / "lesson.pdf").write_bytes(base64.b64decode(printed))
    assert PICTURES
    line: list[str | Path] = [PICTURES, "-r", "24", "-png"]
    subprocess.run([*line, tmp_path / "lesson.pdf", tmp_path / "page"], check=True)
    pages = sorted(tmp_path.glob("page*.png"))
    assert len(pages) == 5  # title, clip, insight, question, sources
    seen = small_picture(pages[1].read_bytes())
    closing, poster = (
        small_picture(base64.b64decode(tab.ask(source).partition("base64,")[2]))
        for source in ("document.querySelector('.closing').src", f"{CLIP}.poster")
    )
    assert np.abs(seen - closing).mean() * 4 < np.abs(seen - poster).mean()


def small_picture(data: bytes) -> Any:
    with Image.open(BytesIO(data)) as picture:
        return np.asarray(picture.convert("RGB").resize((160, 90))).astype(int)


@pytest.mark.slow
@needs_browser
def test_the_speaker_sees_the_notes_of_the_beat(
    stopping: Path, tab: browser.Tab, hour29: Loaded
) -> None:
    first, second = (" ".join((beat.notes or "").split()) for beat in hour29.storyboard.beats[:2])
    tab.go(f"{stopping.as_uri()}#/hour29")
    tab.press("s", 83)
    notes = "document.querySelector('.speaker-controls-notes .value').innerText"
    with tab.opened() as speaker:
        speaker.wait(f"{notes}.includes({json.dumps(first)})")
        tab.press("ArrowRight", 39)
        speaker.wait(f"{notes}.includes({json.dumps(second)})")
