"""The picture of the studio: it follows the file, plays, and shows what is drawn."""

from __future__ import annotations

import json

import pytest

from tests.e2e import browser
from tests.e2e.browser import needs_browser
from tests.e2e.studio.page import first_caption, press_and_wait, wait_caption, wait_live, write
from tests.e2e.studio.running import BOARD, Studio


@needs_browser
def test_the_clip_appears_with_its_timeline_and_no_complaint(page: browser.Tab) -> None:
    assert page.ask("studio.frames.filter(Boolean).length") == page.ask("studio.clip.frames") == 900
    beats = page.ask("document.querySelectorAll('#timeline .beat').length")
    assert beats == page.ask("studio.clip.beats.length")
    assert page.complaints() == []


@needs_browser
def test_a_saved_file_is_seen_at_once(studio: Studio, page: browser.Tab) -> None:
    caption = first_caption(studio)
    studio.board.write_text(studio.board.read_text().replace(caption, "Another caption."))
    wait_caption(page, "Another caption.")
    wait_live(page)


@needs_browser
def test_a_mistake_is_located_and_the_last_picture_stays(studio: Studio, page: browser.Tab) -> None:
    text = studio.board.read_text()
    studio.board.write_text(text.replace("title:", "titel:", 1))
    page.wait("!document.querySelector('#problems').hidden")
    line = 1 + text[: text.index("title:")].count("\n")
    assert f"{BOARD}:{line}:" in page.ask("document.querySelector('#problems').textContent")
    assert page.ask("studio.frames.filter(Boolean).length") == 900
    write(page, "beats-0-duration", "4.7")
    page.wait("document.querySelector('#toast').textContent.endsWith('What you wrote: 4.7')")
    studio.board.write_text(text)
    page.wait("document.querySelector('#problems').hidden")
    wait_live(page)
    assert studio.board.read_text() == text


@needs_browser
def test_the_things_of_a_paused_frame_can_be_chosen(page: browser.Tab) -> None:
    page.ask("document.querySelector('#position').focus()")
    page.press("End", 35)
    page.wait("document.querySelectorAll('.item').length > 2")
    page.ask("document.querySelector('.item[title=\"Twenty pairs, one judge\"]').click()")
    assert "title" in page.ask("document.querySelector('#panel-beat .card').textContent")


@needs_browser
def test_boxes_end_at_the_edges_of_the_picture(page: browser.Tab) -> None:
    """Grounds and shadows reach beyond them, where the inspector is."""
    shown = page.ask(
        "import('./dom.js').then(({ h, place }) => [[-1, 0.5, 2, 0.75], [1.5, 0.5, 2, 0.75]]"
        ".map((box) => place(h('div'), box)).map((each) => [each.style.left, each.style.width,"
        " each.style.height, each.hidden]))"
    )
    assert shown == [["0%", "100%", "25%", False], ["100%", "0%", "25%", True]]


@needs_browser
def test_the_painted_frame_can_be_seen(page: browser.Tab) -> None:
    page.ask("document.querySelector('#truth').click()")
    painted = "document.querySelector('#painted')"
    page.wait(f"!{painted}.hidden && {painted}.naturalWidth === 1920")
    page.ask("document.querySelector('#truth').click()")


@needs_browser
def test_it_plays_and_scrubs(page: browser.Tab) -> None:
    press_and_wait(page, "Home", 36, "studio.frame === 0")
    press_and_wait(page, " ", 32, "studio.frame > 3")
    press_and_wait(page, "k", 75, "!studio.playing")
    page.click("#timeline .beat:nth-of-type(4)")
    middle = "(studio.clip.beats[2].start + studio.clip.beats[2].stop) / 2 * 30"
    assert page.ask(f"Math.abs(studio.frame - {middle}) < 12")


@needs_browser
@pytest.mark.slow
def test_pins_follow_edits_and_the_version_before_can_be_seen(
    studio: Studio, page: browser.Tab
) -> None:
    press_and_wait(page, "End", 35, "studio.frame === 899")
    press_and_wait(page, "p", 80, "document.querySelectorAll('.pin').length === 1")
    pinned = "document.querySelector('.pin canvas').toDataURL()"
    old = page.ask(pinned)
    text = studio.board.read_text()
    studio.board.write_text(text.replace("title: Twenty pairs", "title: Thirty pairs", 1))
    page.wait("studio.clip.title.startsWith('Thirty')")
    page.wait(f"{pinned} !== {json.dumps(old)}")
    wait_live(page)
    picture = "document.querySelector('#picture').toDataURL()"
    now = page.ask(picture)
    press_and_wait(page, "x", 88, f"{picture} !== {json.dumps(now)}")
    press_and_wait(page, "x", 88, f"{picture} === {json.dumps(now)}")
    page.ask("document.querySelector('.pin .small').click()")


@needs_browser
@pytest.mark.slow
def test_a_clip_that_plays_tells_screen_readers_captions_and_no_frames(page: browser.Tab) -> None:
    press_and_wait(page, "Home", 36, "studio.frame === 0")
    page.press(" ", 32)
    page.wait("studio.frame > 20 && document.querySelector('#said').textContent")
    position = "document.querySelector('#position').getAttribute('aria-valuenow')"
    assert page.ask(position) == "0.00"
    page.press("k", 75)
    assert float(page.ask(position)) > 0.5
