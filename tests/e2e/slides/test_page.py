"""The HTML deck plays videos in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyreel.slides import page_assets
from tests.e2e import browser
from tests.e2e.browser import needs_browser
from tests.e2e.program import Rendered
from tests.e2e.slides.lesson import VIDEOS, Lesson, assert_plays_alone


def three_slides(folder: Path) -> str:
    """A copy of the page whose one slide comes three times."""
    text = (folder / "index.html").read_text("utf-8").replace('id="hour29" ', "")
    slide = text[text.index("<section") : text.index("</section>") + len("</section>")]
    (folder / "three.html").write_text(text.replace(slide, slide * 3), "utf-8")
    return (folder / "three.html").as_uri()


@pytest.mark.slow
@needs_browser
def test_the_page_plays_in_a_real_browser(
    lesson: Lesson, smoke: Rendered, tab: browser.Tab
) -> None:
    folder = lesson.folder / "page"
    captions = (smoke.media / "hour29" / "hour29-smoke.vtt").read_text("utf-8").count("-->")
    tab.go(three_slides(folder))
    tab.wait(f"{VIDEOS}[0].currentTime > 0.5")
    # Neighbours do not play.
    assert tab.ask(f"{VIDEOS}.map((video) => video.paused)") == [False, True, True]
    # Captions: off, for their words are in the picture, and on with a key.
    assert tab.ask(f"{VIDEOS}[0].textTracks[0].mode") == "disabled"
    tab.press("c", 67)
    tab.wait(f"{VIDEOS}[0].textTracks[0].cues.length == {captions}")
    tab.wait(f"{VIDEOS}[0].textTracks[0].activeCues.length == 1")
    assert tab.ask(f"{VIDEOS}[0].textTracks[0].mode") == "showing"
    # And with a button, for those without keys; the keys are the deck's again at once.
    tab.click("[name=captions]")
    tab.wait(f"{VIDEOS}[0].textTracks[0].mode == 'hidden'")
    tab.wait("document.activeElement == document.body")
    assert tab.ask("document.querySelector('.tools output').value") == "1 / 3"
    # The video fills the page and stands in its middle.
    left, right, top, bottom = tab.ask(
        f"(({{left, right, top, bottom}}) => [left, innerWidth - right, top, innerHeight - bottom])"
        f"({VIDEOS}[0].getBoundingClientRect())"
    )
    assert left == pytest.approx(right, abs=0.1)
    assert top == pytest.approx(bottom, abs=0.1)
    assert min(left, top) == pytest.approx(0, abs=0.5)
    # To the next slide: it plays, the one before pauses.
    tab.press("ArrowRight", 39)
    tab.wait(f"{VIDEOS}[1].currentTime > 0.2")
    assert tab.ask(f"{VIDEOS}.map((video) => video.paused)") == [True, False, True]
    # K pauses it and lets it play on, and so does a black screen.
    tab.press("k", 75)
    tab.wait(f"{VIDEOS}[1].paused")
    tab.press("k", 75)
    tab.wait(f"!{VIDEOS}[1].paused")
    tab.press("b", 66)
    tab.wait(f"{VIDEOS}[1].paused")
    tab.press("b", 66)
    tab.wait(f"!{VIDEOS}[1].paused")
    # To the end, quickly; the last frame stays.
    tab.ask(f"{VIDEOS}[1].playbackRate = 8")
    tab.wait(f"{VIDEOS}[1].currentTime > 29.9 && {VIDEOS}[1].paused")
    cue = tab.ask(f"{VIDEOS}[1].textTracks[0].cues[{captions - 1}].text.replace(/\\n/g, ' ')")
    assert cue == "Reproducibility gates turn experiments into evidence."
    # And back: from its start.
    tab.press("ArrowLeft", 37)
    tab.wait(f"!{VIDEOS}[0].paused && {VIDEOS}[0].currentTime > 0")
    assert_plays_alone(tab, folder.as_uri())


@pytest.mark.slow
@needs_browser
def test_a_request_outside_and_an_error_would_be_noticed(
    lesson: Lesson, tab: browser.Tab, tmp_path: Path
) -> None:
    page = tmp_path / "planted.html"
    page.write_text("<script src='../gone.js'></script><script>console.error('planted')</script>")
    tab.go(page.as_uri())
    assert any(url.endswith("gone.js") for url in tab.requests())
    assert any("planted" in complaint for complaint in tab.complaints())


@pytest.mark.slow
@needs_browser
def test_the_snippet_plays_on_another_page(lesson: Lesson, tab: browser.Tab) -> None:
    tab.go((lesson.folder / "page" / "embed.html").as_uri())
    tab.ask(f"{VIDEOS}[0].play()")
    tab.wait(f"{VIDEOS}[0].currentTime > 0.5")
    assert tab.complaints() == []


@needs_browser
def test_a_statement_is_set_apart_from_its_label(tab: browser.Tab, tmp_path: Path) -> None:
    style = (Path(page_assets.__file__).parent / "browser" / "deck.css").read_text("utf-8")
    slide = "<h3>Insight</h3><p class='statement'>Halving spends the order.</p>"
    page = tmp_path / "slide.html"
    page.write_text(f"<style>{style}</style><div class='reveal'>{slide}</div>", "utf-8")
    tab.go(page.as_uri())
    edges = "[document.querySelector('h3').getBoundingClientRect().bottom,"
    edges += " document.querySelector('p').getBoundingClientRect().top]"
    bottom, top = tab.ask(edges)
    assert top - bottom == pytest.approx(18)
