"""The gallery, new clips and publishing."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyreel.pictures.kinds import KINDS
from tests.e2e import browser
from tests.e2e.browser import needs_browser
from tests.e2e.studio.page import press_and_wait, wait_live
from tests.e2e.studio.running import Studio, fetch, running, talk


@needs_browser
@pytest.mark.slow
def test_the_gallery_shows_every_kind_with_its_yaml(page: browser.Tab) -> None:
    press_and_wait(page, "g", 71, f"document.querySelectorAll('article').length === {len(KINDS)}")
    page.wait("document.querySelector('article img').naturalWidth > 0")
    assert page.ask("document.querySelector('article pre').textContent").startswith("text: ")
    page.ask("document.querySelector('article:last-child').scrollIntoView()")
    visible = (
        "(({ top, bottom }) => top >= 0 && bottom <= innerHeight && bottom > top)"
        "(document.querySelector('SELECTOR').getBoundingClientRect())"
    )
    for selector in ("dialog .close", "dialog input", "article:last-child h2"):
        assert page.ask(visible.replace("SELECTOR", selector)), selector
    page.ask("document.querySelector('dialog').close()")


@needs_browser
@pytest.mark.slow
def test_the_example_of_a_kind_is_inserted_into_the_beat(studio: Studio, page: browser.Tab) -> None:
    before = studio.board.read_text()
    insert = """document.querySelector('[aria-label="Insert meter into this beat"]')"""
    press_and_wait(page, "g", 71, f"Boolean({insert})")
    page.ask(f"{insert}.click()")
    page.wait("!document.querySelector('dialog') && studio.steps?.undo > 0")
    assert "meter: {meter: {value: 0.82" in studio.board.read_text()
    page.ask("document.querySelector('#undo').click()")
    page.wait("studio.steps.undo === 0")
    assert studio.board.read_text() == before


@needs_browser
@pytest.mark.slow
def test_a_clip_is_published_and_plays_in_the_page(studio: Studio, page: browser.Tab) -> None:
    page.ask("document.querySelector('#quality').value = 'smoke'")
    page.ask("document.querySelector('#publish').click()")
    page.wait("document.querySelector('dialog video')?.readyState > 1")
    assert (studio.project / "media" / "judge" / "judge-smoke.mp4").is_file()
    page.wait("document.querySelector('dialog video').currentTime > 0.2")
    page.ask("document.querySelector('dialog').close()")
    page.ask("document.querySelector('#quality').value = '1080p'")
    assert fetch(studio, f"/{studio.token}/published/0", Range="bytes=0-99").status == 206
    assert fetch(studio, f"/{studio.token}/published/1").status == 404


@needs_browser
@pytest.mark.slow
def test_a_project_without_clips_offers_a_new_one_and_nothing_else(
    page: browser.Tab, tmp_path: Path
) -> None:
    (tmp_path / "storyboards").mkdir()
    controls = "[...document.querySelectorAll('button, select')].filter((e) => e.checkVisibility())"
    with running(tmp_path) as empty, page.another() as opened:
        opened.go(empty.address)
        opened.wait("!document.querySelector('#empty').hidden")
        assert opened.ask(f"{controls}.map((each) => each.textContent)") == ["New clip"]
        opened.ask("document.querySelector('#empty button').click()")
        opened.ask(
            "document.querySelector('#new-name').value = 'week9-seeds',"
            " document.querySelector('dialog form').requestSubmit()"
        )
        wait_live(opened)
        assert opened.ask("studio.clip.name") == "week9"
        assert opened.ask(f"{controls}.length") > 10


def test_a_new_clip_is_a_storyboard_that_works(studio: Studio) -> None:
    (kind, _), (made, id_) = talk(studio, '{"do": "new", "name": "week9-seeds"}', '{"do": "clips"}')
    board = studio.project / "storyboards" / "week9-seeds.yaml"
    try:
        assert (kind, made, id_) == ("clips", "created", "week9")
        assert "clip: week9\n" in board.read_text()
    finally:
        board.unlink()
