"""Edits on the page change the storyboard, one value at a time."""

from __future__ import annotations

import pytest

from storyreel.studio.insertion import with_example
from tests.e2e import browser
from tests.e2e.browser import needs_browser
from tests.e2e.studio.page import (
    changed_lines,
    drag,
    field,
    press_and_wait,
    wait_caption,
    wait_live,
    write,
)
from tests.e2e.studio.running import Studio

TITLE = "[...document.querySelectorAll('.item')].find((each) => each.title === studio.clip.title)"

LAST_FRAME = """(() => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 480, height: 270 });
  new Storyreel.Painter(null, canvas).show(studio.frames.at(-1));
  return canvas.toDataURL();
})()"""


@needs_browser
def test_an_edit_on_the_page_changes_the_file_and_can_be_undone(
    studio: Studio, page: browser.Tab
) -> None:
    before = studio.board.read_text()
    caption = page.ask(
        "((input, old = input.value) => { input.value = 'Edited here.';"
        " input.dispatchEvent(new Event('change')); return old; })"
        "(document.querySelector('#panel-beat [id^=field][id*=caption]'))"
    )
    wait_caption(page, "Edited here.")
    after = studio.board.read_text().splitlines()
    changed = [line for line, old in zip(after, before.splitlines(), strict=True) if line != old]
    assert len(changed) == 1
    assert "Edited here." in changed[0]
    page.ask("document.querySelector('#undo').click()")
    wait_caption(page, caption)
    assert studio.board.read_text() == before


@needs_browser
def test_a_text_is_edited_on_the_picture(studio: Studio, page: browser.Tab) -> None:
    press_and_wait(page, "Home", 36, "studio.frame === 0")
    page.wait(f"Boolean({TITLE})")
    page.ask(f"{TITLE}.dispatchEvent(new MouseEvent('dblclick', {{ bubbles: true }}))")
    drawn, typed = page.ask(
        f"[{TITLE}, document.querySelector('#overlay textarea')]"
        ".map((each) => each.getBoundingClientRect().width)"
    )
    assert typed == pytest.approx(drawn, rel=0.2), "the text is typed in its own size"
    page.ask("document.querySelector('#overlay textarea').value = 'Ten pairs on a slope'")
    page.press("Enter", 13)
    page.wait("studio.clip.title === 'Ten pairs on a slope'")
    assert "title: Ten pairs on a slope\n" in studio.board.read_text()


@needs_browser
@pytest.mark.slow
def test_the_name_of_a_bar_is_edited_on_the_picture(studio: Studio, page: browser.Tab) -> None:
    press_and_wait(page, "Home", 36, "studio.frame === 0")
    studio.board.write_text(with_example(studio.board.read_text(), 2, "bars"))
    page.wait("studio.clip.values.some((each) => each.path.includes('bearing'))")
    wait_live(page)
    page.ask("import(location.pathname + 'picture.js').then((picture) => picture.go(340))")
    box = "[...document.querySelectorAll('.item')].find((each) => each.item.text === 'bearing')"
    page.wait(f"Boolean({box})")
    page.ask(f"{box}.dispatchEvent(new MouseEvent('dblclick', {{ bubbles: true }}))")
    page.ask("document.querySelector('#overlay textarea').value = 'roller'")
    page.press("Enter", 13)
    page.wait("studio.items.some((each) => each.text === 'roller')")
    assert "roller: 0.20" in studio.board.read_text()


@needs_browser
@pytest.mark.slow
def test_frames_with_another_title_look_as_if_they_were_drawn(
    studio: Studio, page: browser.Tab
) -> None:
    press_and_wait(page, "Home", 36, "studio.frame === 0")
    write(page, "title", "Twenty pairs")
    page.wait("studio.clip.title === 'Twenty pairs'")
    wait_live(page)
    changed = page.ask(LAST_FRAME)
    page.go(studio.address)
    wait_live(page)
    assert page.ask(LAST_FRAME) == changed


@needs_browser
@pytest.mark.slow
def test_a_value_that_is_missing_is_added_by_the_form(studio: Studio, page: browser.Tab) -> None:
    press_and_wait(page, "Home", 36, "studio.frame === 0")
    adder = "document.querySelector('#panel-beat select.add')"
    page.wait("Boolean(document.querySelector('#panel-beat button.add'))")
    page.ask("document.querySelector('#panel-beat button.add').click()")
    page.wait(f"[...({adder}?.options || [])].some((each) => each.value === 'notes')")
    page.ask(f"{adder}.value = 'notes'; {adder}.dispatchEvent(new Event('change'))")
    write(page, "beats-0-notes", "Say it slowly.")
    page.wait("studio.clip.values.some((each) => each.value === 'Say it slowly.')")
    assert "    notes: Say it slowly.\n" in studio.board.read_text()


@needs_browser
@pytest.mark.slow
def test_the_focus_stays_where_it_is_in_a_form(studio: Studio, page: browser.Tab) -> None:
    """Also when the card above the form goes, because its thing has another text."""
    press_and_wait(page, "Home", 36, "studio.frame === 0")
    page.wait(f"Boolean({TITLE})")
    page.ask(f"{TITLE}.click()")
    page.wait("Boolean(document.querySelector('#panel-beat .card'))")
    page.ask(f"{field('beats-0-duration')}.focus()")
    page.ask(f"{field('beats-0-duration')}.closest('.field').querySelector('.link').focus()")
    page.ask("new Promise((done) => setTimeout(done, 600))")  # the form is made again meanwhile
    assert page.ask("document.activeElement.className") == "link"
    write(page, "title", "Twenty pairs")
    page.wait("!document.querySelector('#panel-beat .card')")
    assert page.ask("document.activeElement.className") == "link"


@needs_browser
def test_what_can_be_moved_is_in_the_accessibility_tree(page: browser.Tab) -> None:
    nodes = page.call("Accessibility.getFullAXTree")["nodes"]
    sliders = [
        each["name"]["value"] for each in nodes if each.get("role", {}).get("value") == "slider"
    ]
    assert "Position" in sliders
    assert any(name.startswith("Border between ") for name in sliders)
    assert any(", in beat " in name for name in sliders)
    position = page.ask("document.querySelector('#position').childElementCount")
    assert position == 0, "what is in a slider is not read out"


@needs_browser
@pytest.mark.slow
def test_a_field_that_is_left_by_enter_keeps_the_focus(studio: Studio, page: browser.Tab) -> None:
    press_and_wait(page, "Home", 36, "studio.frame === 0")
    duration = field("beats-0-duration")
    page.ask(f"{duration}.focus(); {duration}.select()")
    page.call("Input.insertText", text="4.2")
    page.press("Enter", 13)
    page.wait("studio.clip.values.some((each) => each.value === 4.2)")
    page.wait("document.activeElement.id === 'field-beats-0-duration'")


@needs_browser
@pytest.mark.slow
def test_a_value_is_typed_back_before_the_form_is_left(studio: Studio, page: browser.Tab) -> None:
    press_and_wait(page, "Home", 36, "studio.frame === 0")
    page.ask(f"{field('beats-0-step')}.focus()")
    before = page.ask(f"{field('beats-0-step')}.value")
    for value in ("Another step", before):
        write(page, "beats-0-step", value)
        page.wait(f"studio.clip.beats[0].title === {value!r}")


@needs_browser
def test_a_mistake_in_a_form_is_undone_by_a_key(studio: Studio, page: browser.Tab) -> None:
    before = studio.board.read_text()
    press_and_wait(page, "Home", 36, "studio.frame === 0")
    write(page, "beats-0-duration", "600")
    page.wait("!document.querySelector('#problems').hidden")
    assert "600" in page.ask("document.querySelector('#problems pre').textContent")
    # The form can change what it has written, although the file is not drawn.
    write(page, "beats-0-duration", "700")
    page.wait("document.querySelector('#problems pre').textContent.includes('700')")
    page.ask("document.querySelector('#undo').click()")
    page.wait("document.querySelector('#problems pre').textContent.includes('600')")
    page.ask("document.querySelector('#frame').focus()")
    page.call(
        "Input.dispatchKeyEvent", type="keyDown", key="z", modifiers=2, windowsVirtualKeyCode=90
    )
    page.wait("document.querySelector('#problems').hidden")
    assert studio.board.read_text() == before


@needs_browser
@pytest.mark.slow
def test_a_moment_is_dragged_and_moved_by_keys(studio: Studio, page: browser.Tab) -> None:
    before = studio.board.read_text()
    mark = "studio.clip.marks.find((each) => each.path.at(-1) === 'at')"
    at, key = page.ask(f"[{mark}.time, {mark}.path.join('.')]")
    element = f"document.querySelector('[data-key=\"{key}\"]')"
    drag(page, element, page.ask("document.querySelector('#timeline').clientWidth") / 100)
    page.wait(f"Math.abs({mark}.time - {at} - 0.3) < 0.01")
    wait_live(page)
    page.ask(f"{element}.focus()")
    page.press("ArrowLeft", 37)
    page.wait(f"Math.abs({mark}.time - {at} - 0.2) < 0.01")
    after = studio.board.read_text()
    assert len(changed_lines(before, after)) == 1
    assert after.count("#") == before.count("#")


@needs_browser
def test_a_border_is_dragged_and_both_beats_change(studio: Studio, page: browser.Tab) -> None:
    before = studio.board.read_text()
    first, second, length = page.ask(
        "[...studio.clip.beats.slice(0, 2).map((each) => each.stop - each.start),"
        " studio.clip.frames / studio.clip.fps]"
    )
    width = page.ask("document.querySelector('#timeline').clientWidth")
    drag(page, "document.querySelector('.border')", -0.5 / length * width)
    page.wait(f"Math.abs(studio.clip.beats[0].stop - {first - 0.5}) < 0.06")
    assert page.ask("studio.clip.beats[1].stop") == pytest.approx(first + second)
    assert len(changed_lines(before, studio.board.read_text())) == 2


@needs_browser
def test_a_thing_is_dragged_onto_another_and_they_change_places(
    studio: Studio, page: browser.Tab
) -> None:
    before = studio.board.read_text()
    go_to_end_of_first_beat(page)
    box = "[...document.querySelectorAll('.item')].find((each) => each.item.owner === 'NAME')"
    good, weak = (box.replace("NAME", name) for name in ("good", "weak"))
    page.wait(f"Boolean({good} && {weak})")
    middle = "(({ x, y, width, height }) => [x + width / 2, y + height / 2])"
    (x, y), (u, v) = (
        page.ask(f"{middle}({each}.getBoundingClientRect())") for each in (good, weak)
    )
    drag(page, good, u - x, v - y)
    page.wait("studio.clip.values.some((each) => String(each.value).startsWith('thumb weak'))")
    (line,) = changed_lines(before, studio.board.read_text())
    assert r'"thumb weak weak weak weak weak weak .\n. good good good good good good ."' in line


@needs_browser
def test_things_change_places_without_a_mouse(studio: Studio, page: browser.Tab) -> None:
    go_to_end_of_first_beat(page)
    page.ask("[...document.querySelectorAll('.item')].find((e) => e.item.owner === 'good').click()")
    chooser = "document.querySelector('[aria-label=\"Change places with\"]')"
    assert page.ask(f"[...{chooser}.options].map((each) => each.value)") == ["", "thumb", "weak"]
    page.ask(f"{chooser}.value = 'weak'; {chooser}.dispatchEvent(new Event('change'))")
    page.wait("studio.clip.values.some((each) => String(each.value).startsWith('thumb weak'))")
    page.ask("document.querySelector('[aria-label=\"Choose nothing\"]').click()")


@needs_browser
def test_a_layout_of_several_lines_keeps_its_lines_in_the_form(page: browser.Tab) -> None:
    press_and_wait(page, "Home", 36, "studio.frame === 0")
    shown = page.ask("document.querySelector('#field-beats-0-layout').value")
    assert shown.count("\n") == 1  # which an input of one line drops


def go_to_end_of_first_beat(page: browser.Tab) -> None:
    press_and_wait(page, "Home", 36, "studio.frame === 0")
    page.press("]", 221)
    page.press("ArrowLeft", 37)
    page.wait("studio.items.length > 0 && document.querySelectorAll('.item').length > 0")
