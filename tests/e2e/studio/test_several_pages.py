"""Several pages on one studio: each sees what the others edit, and nothing is lost."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import websockets

from tests.e2e import browser
from tests.e2e.browser import needs_browser
from tests.e2e.studio.page import (
    changed_lines,
    field,
    press_and_wait,
    wait_caption,
    wait_live,
    write,
)
from tests.e2e.studio.running import Studio, answer, answered, digest

CAPTION = "beats-0-caption-0-text"
Pages = tuple[websockets.ClientConnection, websockets.ClientConnection]


@needs_browser
def test_two_tabs_see_and_keep_the_edits_of_each_other(studio: Studio, page: browser.Tab) -> None:
    before = studio.board.read_text()
    with page.another() as other:
        other.go(studio.address)
        wait_live(other)
        start_of_clip(page)
        write(page, "beats-0-step", "From one tab")
        other.wait("studio.clip.beats[0].title === 'From one tab'")
        # At the same time, so that neither page has seen the other's edit.
        write(other, CAPTION, "From the other.")
        write(page, "title", "From the first again")
        for tab in (page, other):
            wait_caption(tab, "From the other.")
            tab.wait("studio.clip.title === 'From the first again'")
            assert tab.ask("studio.clip.beats[0].title") == "From one tab"
        assert page.complaints() == other.complaints() == []
        wait_live(other)
    assert len(changed_lines(before, studio.board.read_text())) == 3


@needs_browser
def test_edits_that_quickly_follow_each_other_are_all_kept(
    studio: Studio, page: browser.Tab
) -> None:
    """The page has not been told of the first one's version when it sends the second."""
    start_of_clip(page)
    values = {CAPTION: "The first.", "title": "The second", "beats-0-step": "The third"}
    change = (
        "([input, value]) => { input.value = value; input.dispatchEvent(new Event('change')); }"
    )
    fields = ", ".join(f"[{field(path)}, {json.dumps(value)}]" for path, value in values.items())
    page.ask(f"[{fields}].forEach({change})")
    wait_caption(page, "The first.")
    page.wait("studio.clip.title === 'The second'")
    page.wait("studio.clip.beats[0].title === 'The third'")
    assert page.complaints() == []
    text = studio.board.read_text()
    assert all(value in text for value in values.values())


@needs_browser
@pytest.mark.slow
def test_what_changes_on_disk_is_not_overwritten_by_what_is_typed(
    studio: Studio, page: browser.Tab
) -> None:
    start_of_clip(page)
    page.ask(f"{field(CAPTION)}.focus()")
    page.call("Input.insertText", text="Written")
    old = "Synthetic data, tiny model."
    studio.board.write_text(studio.board.read_text().replace(old, "From disk."))
    wait_caption(page, "From disk.")
    write(page, CAPTION, "Written meanwhile.")
    page.wait("document.querySelector('#toast').textContent.includes('Written meanwhile.')")
    page.wait(f"{field(CAPTION)}.value === 'From disk.'")
    assert "From disk." in studio.board.read_text()


@needs_browser
def test_fields_that_the_author_has_not_changed_follow_the_file(
    studio: Studio, page: browser.Tab
) -> None:
    """Also while one of them has the focus, so that what is edited next is what is shown."""
    start_of_clip(page)
    page.ask(f"{field(CAPTION)}.focus()")
    studio.board.write_text(
        studio.board.read_text().replace("step: Two replies", "step: From disk", 1)
    )
    page.wait(f"{field('beats-0-step')}.value === 'From disk'")
    assert page.ask("document.activeElement.id") == f"field-{CAPTION}"
    write(page, "beats-0-step", "From the page")
    page.wait("studio.clip.beats[0].title === 'From the page'")


@needs_browser
@pytest.mark.slow
def test_undo_does_not_take_back_what_another_tab_has_done(
    studio: Studio, page: browser.Tab
) -> None:
    start_of_clip(page)
    write(page, CAPTION, "From one tab.")
    with page.another() as other:
        other.go(studio.address)
        wait_live(other)
        other.wait("studio.clip.captions[0].text === 'From one tab.'")
        write(other, "title", "From the other")
        page.wait("studio.clip.title === 'From the other'")
        page.ask("document.querySelector('#undo').click()")
        page.wait("document.querySelector('#toast').textContent.includes('has changed')")
    assert "title: From the other\n" in studio.board.read_text()


def start_of_clip(page: browser.Tab) -> None:
    press_and_wait(page, "Home", 36, "studio.frame === 0")
    page.wait(f"Boolean({field(CAPTION)})")


@asynccontextmanager
async def two_pages(studio: Studio) -> AsyncIterator[Pages]:
    """Two pages that have the clip judge open."""
    uri = f"ws://127.0.0.1:{studio.port}/{studio.token}/live"
    origin = websockets.Origin(f"http://127.0.0.1:{studio.port}")
    async with (
        websockets.connect(uri, origin=origin, max_size=None) as one,
        websockets.connect(uri, origin=origin, max_size=None) as other,
    ):
        for socket in (one, other):
            await socket.send('{"do": "open", "clip": "judge", "frame": 0}')
            await answer(socket, "clip")
        yield one, other


def test_an_edit_of_one_page_reaches_the_others(studio: Studio) -> None:
    """And a page that has not seen it cannot overwrite it."""

    async def talking() -> None:
        text, seen = studio.board.read_bytes(), digest(studio)
        async with two_pages(studio) as (one, other):
            edits = [{"path": ["title"], "value": "From one page"}]
            edit = json.dumps({"do": "edit", "digest": seen, "edits": edits})
            await one.send(edit)
            await answer(one, "steps")
            try:
                await other.send(edit)
                assert "has changed" in (await answer(other, "stale"))["problems"][0]["what"]
                assert (await answer(other, "clip"))["title"] == "From one page"
            finally:
                studio.board.write_bytes(text)

    asyncio.run(talking())


def test_of_two_edits_at_the_same_moment_one_is_told_that_it_is_late(studio: Studio) -> None:
    async def talking() -> set[str]:
        async with two_pages(studio) as (one, other):
            edits = [{"path": ["title"], "value": "At the same moment"}]
            edit = json.dumps({"do": "edit", "digest": digest(studio), "edits": edits})
            await asyncio.gather(one.send(edit), other.send(edit))
            told = await asyncio.gather(
                *(answered(each, "steps", "stale") for each in (one, other))
            )
            return {kind for kind, _ in told}

    text = studio.board.read_bytes()
    try:
        assert asyncio.run(talking()) == {"steps", "stale"}
    finally:
        studio.board.write_bytes(text)
