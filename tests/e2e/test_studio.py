"""The studio as an author uses it, in a real browser, and as an attacker meets it."""

from __future__ import annotations

import asyncio
import hashlib
import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
import pytest
import websockets

from storyreel.pictures.kinds import KINDS
from tests.e2e import browser
from tests.e2e.program import LONGEST_S, program

ROOT = Path(__file__).parents[2]
PLAIN_CAPTION = re.compile(r"caption: \"?([A-Z].*?)\"?$", re.MULTILINE)
BOARD = "stage3-twenty-pairs-one-judge.yaml"
TITLE = "[...document.querySelectorAll('.item')].find((each) => each.title === studio.clip.title)"
needs_browser = pytest.mark.skipif(browser.PROGRAM is None, reason="Chromium is not installed")


@dataclass(frozen=True)
class Studio:
    """A running studio on a project of its own."""

    process: subprocess.Popen[str]
    project: Path
    address: str

    @property
    def board(self) -> Path:
        return self.project / "storyboards" / BOARD

    @property
    def port(self) -> int:
        port = urlsplit(self.address).port
        assert port is not None
        return port

    @property
    def token(self) -> str:
        return urlsplit(self.address).path.strip("/")


def start(project: Path, *arguments: str) -> Studio:
    process = subprocess.Popen(
        [*program(), "studio", *arguments, "--no-open", "--project", str(project)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    line = process.stdout.readline()
    found = re.search(r"http://\S+", line)
    assert found, line
    return Studio(process, project, found.group())


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    project = tmp_path_factory.mktemp("lesson")
    (project / "storyboards").mkdir()
    shutil.copy(ROOT / "storyboards" / BOARD, project / "storyboards")
    running = start(project, "stage3")
    yield running
    running.process.send_signal(signal.SIGINT)
    assert running.process.wait(LONGEST_S) == 130


@pytest.fixture(scope="module")
def tab(studio: Studio, tmp_path_factory: pytest.TempPathFactory) -> Iterator[browser.Tab]:
    with browser.browsing(tmp_path_factory.mktemp("profile")) as tab:
        tab.go(studio.address)
        yield tab


@pytest.fixture
def page(studio: Studio, tab: browser.Tab) -> Iterator[browser.Tab]:
    """The page with the whole clip; the storyboard is as it was afterwards."""
    text = studio.board.read_bytes()
    wait_live(tab)
    yield tab
    if studio.board.read_bytes() != text:
        studio.board.write_bytes(text)
        wait_caption(tab, first_caption(studio))
        wait_live(tab)


def wait_live(tab: browser.Tab) -> None:
    tab.wait("window.studio?.clip && document.querySelector('#status').dataset.state === 'live'")


def wait_caption(tab: browser.Tab, text: str) -> None:
    tab.wait(f"studio.clip.captions.some((each) => each.text === {json.dumps(text)})")


def first_caption(studio: Studio) -> str:
    found = PLAIN_CAPTION.search(studio.board.read_text())
    assert found
    return found.group(1)


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
def test_an_edit_on_the_page_changes_the_file_and_can_be_undone(
    studio: Studio, page: browser.Tab
) -> None:
    before = studio.board.read_text()
    caption = page.ask(
        "((input, old = input.value) => { input.value = 'Edited here.';"
        " input.dispatchEvent(new Event('change')); return old; })"
        "(document.querySelector('#panel-beat [id*=caption]'))"
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
def test_a_mistake_is_located_and_the_last_picture_stays(studio: Studio, page: browser.Tab) -> None:
    text = studio.board.read_text()
    studio.board.write_text(text.replace("title:", "titel:", 1))
    page.wait("!document.querySelector('#problems').hidden")
    line = 1 + text[: text.index("title:")].count("\n")
    assert f"{BOARD}:{line}:" in page.ask("document.querySelector('#problems').textContent")
    assert page.ask("studio.frames.filter(Boolean).length") == 900
    studio.board.write_text(text)
    page.wait("document.querySelector('#problems').hidden")
    wait_live(page)


@needs_browser
def test_the_things_of_a_paused_frame_can_be_chosen(page: browser.Tab) -> None:
    page.ask("document.querySelector('#timeline').focus()")
    page.press("End", 35)
    page.wait("document.querySelectorAll('.item').length > 2")
    page.ask("document.querySelector('.item[title=\"Twenty pairs, one judge\"]').click()")
    assert "title" in page.ask("document.querySelector('#panel-beat .card').textContent")


@needs_browser
def test_the_painted_frame_can_be_seen(page: browser.Tab) -> None:
    page.ask("document.querySelector('#truth').click()")
    painted = "document.querySelector('#painted')"
    page.wait(f"!{painted}.hidden && {painted}.naturalWidth === 1920")
    page.ask("document.querySelector('#truth').click()")


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


@needs_browser
def test_it_plays_and_scrubs(page: browser.Tab) -> None:
    press_and_wait(page, "Home", 36, "studio.frame === 0")
    press_and_wait(page, " ", 32, "studio.frame > 3")
    press_and_wait(page, "k", 75, "!studio.playing")
    page.click("#timeline .beat:nth-of-type(3)")
    middle = "(studio.clip.beats[2].start + studio.clip.beats[2].stop) / 2 * 30"
    assert page.ask(f"Math.abs(studio.frame - {middle}) < 12")


@needs_browser
@pytest.mark.slow
def test_a_moment_is_dragged_and_moved_by_keys(studio: Studio, page: browser.Tab) -> None:
    before = studio.board.read_text()
    mark = "studio.clip.marks.find((each) => each.path.at(-1) === 'at')"
    at, key = page.ask(f"[{mark}.time, {mark}.path.join('.')]")
    element = f"document.querySelector('[data-key=\"{key}\"]')"
    x, y = page.ask(f"(({{x, y}}) => [x + 1, y + 8])({element}.getBoundingClientRect())")
    width = page.ask("document.querySelector('#timeline').clientWidth")
    for kind, moved in (("mousePressed", 0), ("mouseMoved", width / 100), ("mouseReleased", 0)):
        page.call(
            "Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, x=x + moved, y=y
        )
        if kind == "mouseMoved":
            x += moved
    page.wait(f"Math.abs({mark}.time - {at} - 0.3) < 0.01")
    wait_live(page)
    page.ask(f"{element}.focus()")
    page.press("ArrowLeft", 37)
    page.wait(f"Math.abs({mark}.time - {at} - 0.2) < 0.01")
    after = studio.board.read_text()
    changed = [
        new for new, old in zip(after.splitlines(), before.splitlines(), strict=True) if new != old
    ]
    assert len(changed) == 1
    assert after.count("#") == before.count("#")


@needs_browser
def test_a_text_is_edited_on_the_picture(studio: Studio, page: browser.Tab) -> None:
    press_and_wait(page, "Home", 36, "studio.frame === 0")
    page.wait(f"Boolean({TITLE})")
    page.ask(f"{TITLE}.dispatchEvent(new MouseEvent('dblclick', {{ bubbles: true }}))")
    page.ask("document.querySelector('#overlay textarea').value = 'Ten pairs on a slope'")
    page.press("Enter", 13)
    page.wait("studio.clip.title === 'Ten pairs on a slope'")
    assert "title: Ten pairs on a slope\n" in studio.board.read_text()


@needs_browser
@pytest.mark.slow
def test_a_value_that_is_missing_is_added_by_the_form(studio: Studio, page: browser.Tab) -> None:
    press_and_wait(page, "Home", 36, "studio.frame === 0")
    adder = "document.querySelector('#panel-beat select.add')"
    page.wait(f"[...({adder}?.options || [])].some((each) => each.value === 'notes')")
    page.ask(f"{adder}.value = 'notes'; {adder}.dispatchEvent(new Event('change'))")
    write(page, "beats-0-notes", "Say it slowly.")
    page.wait("studio.clip.values.some((each) => each.value === 'Say it slowly.')")
    assert "    notes: Say it slowly.\n" in studio.board.read_text()


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
def test_the_gallery_shows_every_kind_with_its_yaml(page: browser.Tab) -> None:
    press_and_wait(page, "g", 71, f"document.querySelectorAll('article').length === {len(KINDS)}")
    page.wait("document.querySelector('article img').naturalWidth > 0")
    assert page.ask("document.querySelector('article pre').textContent").startswith("text: ")
    page.ask("document.querySelector('dialog').close()")


@needs_browser
@pytest.mark.slow
def test_a_clip_is_published_and_plays_in_the_page(studio: Studio, page: browser.Tab) -> None:
    page.ask("document.querySelector('#quality').value = 'smoke'")
    page.ask("document.querySelector('#publish').click()")
    page.wait("document.querySelector('dialog video')?.readyState > 1")
    assert (studio.project / "media" / "stage3" / "stage3-smoke.mp4").is_file()
    page.wait("document.querySelector('dialog video').currentTime > 0.2")
    page.ask("document.querySelector('dialog').close()")
    page.ask("document.querySelector('#quality').value = '1080p'")
    assert fetch(studio, f"/{studio.token}/published/0", Range="bytes=0-99").status == 206
    assert fetch(studio, f"/{studio.token}/published/1").status == 404


@needs_browser
@pytest.mark.slow
def test_two_hundred_edits_leave_page_and_server_as_small_as_before(
    studio: Studio, page: browser.Tab
) -> None:
    text, caption = studio.board.read_text(), first_caption(studio)

    def memory() -> tuple[float, int]:
        page.call("HeapProfiler.collectGarbage")
        server = psutil.Process(studio.process.pid)
        return page.call("Runtime.getHeapUsage")["usedSize"], server.memory_info().rss

    for number in range(200):
        studio.board.write_text(text.replace(caption, f"Caption {number}.", 1))
        wait_caption(page, f"Caption {number}.")
        if number == 40:
            wait_live(page)
            before = memory()
    wait_live(page)
    after = memory()
    assert after[0] < 1.3 * before[0] + 4e6, (before, after)
    assert after[1] < 1.2 * before[1] + 2e7, (before, after)


@needs_browser
@pytest.mark.slow
def test_a_studio_that_was_killed_comes_back_for_its_pages(tmp_path: Path) -> None:
    (tmp_path / "storyboards").mkdir()
    shutil.copy(ROOT / "storyboards" / BOARD, tmp_path / "storyboards")
    first = start(tmp_path, "stage3")
    with browser.browsing(tmp_path / "profile") as tab:
        tab.go(first.address)
        wait_live(tab)
        first.process.kill()
        first.process.wait(LONGEST_S)
        tab.wait("document.querySelector('#status').textContent.includes('has ended')")
        second = start(tmp_path, "stage3")
        try:
            assert second.address == first.address
            wait_live(tab)
            second.board.write_text(
                second.board.read_text().replace("title: Twenty", "title: Ten", 1)
            )
            tab.wait("studio.clip.title.startsWith('Ten')")
        finally:
            second.process.send_signal(signal.SIGINT)
            second.process.wait(LONGEST_S)
    third = start(tmp_path, "stage3")
    assert third.token != first.token
    third.process.send_signal(signal.SIGINT)
    third.process.wait(LONGEST_S)


@needs_browser
@pytest.mark.slow
def test_scenes_that_fail_or_never_end_cost_nothing_but_a_message(tmp_path: Path) -> None:
    for folder in ("storyboards", "scenes"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    scene = tmp_path / "scenes" / "hour29" / "scene.py"
    good = scene.read_text()
    begin = "    def opening(self) -> None:\n"
    assert begin in good
    running = start(tmp_path, "hour29")
    shown = "document.querySelector('#problems').textContent"
    try:
        with browser.browsing(tmp_path / "profile") as tab:
            tab.go(running.address)
            wait_live(tab)
            for line, told in (
                ("1 / 0", "scene.py"),
                ("import os; os._exit(3)", "SystemExit"),
                ("import os; os.kill(os.getpid(), 9)", "ended its process"),
                ("self.opening()", "RecursionError"),
            ):
                scene.write_text(good.replace(begin, f"{begin}        {line}\n"))
                tab.wait(f"{shown}.includes({json.dumps(told)})")
                assert tab.ask("studio.frames.filter(Boolean).length") == 900
            scene.write_text(good)
            tab.wait("document.querySelector('#problems').hidden")
            wait_live(tab)
    finally:
        running.process.send_signal(signal.SIGINT)
        running.process.wait(LONGEST_S)


# Attacks --------------------------------------------------------------------------------------


def fetch(studio: Studio, path: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", studio.port, timeout=30)
    connection.request("GET", path, headers={"Host": f"127.0.0.1:{studio.port}", **headers})
    return connection.getresponse()


def test_the_page_comes_with_a_policy_that_forbids_everything_from_elsewhere(
    studio: Studio,
) -> None:
    answer = fetch(studio, f"/{studio.token}/")
    assert answer.status == 200
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/", {}),
        ("/wrong-token/", {}),
        ("/{token}x/", {}),
        ("/{token}/", {"Host": "attacker.example"}),
        ("/{token}/", {"Host": "attacker.example:{port}"}),
        ("/{token}/", {"Origin": "http://attacker.example"}),
        ("/{token}/", {"Origin": "null"}),
        ("/{token}/../../pyproject.toml", {}),
        ("/{token}/..%2f..%2fpyproject.toml", {}),
        ("/{token}/%2e%2e/server.py", {}),
        ("/{token}/fonts/..%2f..%2fserver.py", {}),
        ("/{token}/server.py", {}),
    ],
)
def test_requests_of_others_are_refused(studio: Studio, path: str, headers: dict[str, str]) -> None:
    filled = {name: value.format(port=studio.port) for name, value in headers.items()}
    assert fetch(studio, path.format(token=studio.token), **filled).status == 404


def talk(
    studio: Studio, *requests: str, token: str = "", origin: str | None = "own"
) -> list[list[Any]]:
    """Send requests over a connection of our own; returns the kinds of the answers."""

    async def talking() -> list[list[Any]]:
        uri = f"ws://127.0.0.1:{studio.port}/{token or studio.token}/live"
        own = f"http://127.0.0.1:{studio.port}"
        given = websockets.Origin(own) if origin == "own" else origin and websockets.Origin(origin)
        async with websockets.connect(uri, origin=given or None) as socket:
            for request in requests:
                await socket.send(request)
            answers = []
            for _ in requests:
                data = await asyncio.wait_for(socket.recv(), 30)
                assert isinstance(data, bytes)
                size = int.from_bytes(data[:4], "little")
                answers.append(json.loads(data[4 : 4 + size]))
            return answers

    return asyncio.run(talking())


@pytest.mark.parametrize(
    ("token", "origin"),
    [("wrong", "own"), ("", None), ("", "http://attacker.example"), ("", "http://127.0.0.1:1")],
)
def test_connections_of_others_are_refused(studio: Studio, token: str, origin: str | None) -> None:
    with pytest.raises(websockets.InvalidStatus):
        talk(studio, '{"do": "clips"}', token=token, origin=origin)


@pytest.mark.parametrize(
    "request_text",
    [
        '{"do": "open", "clip": "../../etc/passwd", "frame": 0}',
        '{"do": "open", "clip": "/etc/passwd", "frame": 0}',
        '{"do": "open", "clip": "stage3", "frame": "x"}',
        '{"do": "edit", "digest": "0", "edits": [{"path": ["title"], "value": "x"}]}',
        '{"do": "edit", "digest": "0", "edits": 7}',
        '{"do": "publish", "quality": "../x"}',
        '{"do": "delete"}',
        "{}",
    ],
)
def test_requests_for_anything_else_are_refused_and_change_nothing(
    studio: Studio, request_text: str
) -> None:
    before = {path: path.read_bytes() for path in studio.project.rglob("*.yaml")}
    ((kind, _),) = talk(studio, request_text)
    assert kind == "refused"
    assert {path: path.read_bytes() for path in studio.project.rglob("*.yaml")} == before


def digest(studio: Studio) -> str:
    return hashlib.sha256(studio.board.read_bytes()).hexdigest()


def test_a_link_to_a_file_elsewhere_is_not_written(studio: Studio, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    text = studio.board.read_text()
    outside.write_text(text.replace("clip: stage3", "clip: link"))
    link = studio.project / "storyboards" / "link-elsewhere.yaml"
    link.symlink_to(outside)
    edit = {
        "do": "edit",
        "digest": hashlib.sha256(outside.read_bytes()).hexdigest(),
        "edits": [{"path": ["title"], "value": "Mine"}],
    }
    try:
        kinds = talk(studio, '{"do": "open", "clip": "link", "frame": 0}', json.dumps(edit))
    finally:
        link.unlink()
    assert "refused" in [kind for kind, _ in kinds]
    assert "Mine" not in outside.read_text()


@pytest.mark.parametrize(
    "name", ["../evil", "/tmp/evil", "a/b", "Evil", "x" * 300, "stage3-again", ""]
)
def test_a_new_clip_has_a_plain_name_of_its_own(studio: Studio, name: str) -> None:
    before = sorted(studio.project.rglob("*"))
    ((kind, _),) = talk(studio, json.dumps({"do": "new", "name": name}))
    assert kind == "refused"
    assert sorted(studio.project.rglob("*")) == before


def test_a_new_clip_is_a_storyboard_that_works(studio: Studio) -> None:
    (kind, _), (made, id_) = talk(studio, '{"do": "new", "name": "week9-seeds"}', '{"do": "clips"}')
    board = studio.project / "storyboards" / "week9-seeds.yaml"
    try:
        assert (kind, made, id_) == ("clips", "created", "week9")
        assert "clip: week9\n" in board.read_text()
    finally:
        board.unlink()


def test_an_edit_of_one_page_reaches_the_others(studio: Studio) -> None:
    """And a page that has not seen it cannot overwrite it."""

    async def talking() -> None:
        uri = f"ws://127.0.0.1:{studio.port}/{studio.token}/live"
        origin = websockets.Origin(f"http://127.0.0.1:{studio.port}")
        text, seen = studio.board.read_bytes(), digest(studio)
        async with (
            websockets.connect(uri, origin=origin, max_size=None) as one,
            websockets.connect(uri, origin=origin, max_size=None) as other,
        ):
            for socket in (one, other):
                await socket.send('{"do": "open", "clip": "stage3", "frame": 0}')
                await answer(socket, "clip")
            edits = [{"path": ["title"], "value": "From one page"}]
            edit = json.dumps({"do": "edit", "digest": seen, "edits": edits})
            await one.send(edit)
            await answer(one, "steps")
            try:
                await other.send(edit)
                assert "has changed" in (await answer(other, "refused"))[0]["what"]
                assert (await answer(other, "clip"))["title"] == "From one page"
            finally:
                studio.board.write_bytes(text)

    asyncio.run(talking())


async def answer(socket: websockets.ClientConnection, kind: str) -> Any:
    """The data of the next answer of a kind."""
    while True:
        data = await asyncio.wait_for(socket.recv(), LONGEST_S)
        assert isinstance(data, bytes)
        size = int.from_bytes(data[:4], "little")
        found, told = json.loads(data[4 : 4 + size])
        if found == kind:
            return told


@pytest.mark.parametrize("number", ["0", "-1", "x", "..%2f..%2fetc", "99999999999999999999"])
def test_only_what_was_published_here_is_served(studio: Studio, number: str) -> None:
    assert fetch(studio, f"/{studio.token}/published/{number}").status == 404


@pytest.mark.parametrize("flood", ["not json", '"text"', '{"do": "' + "x" * 300_000 + '"}'])
def test_what_no_page_sends_ends_the_connection(studio: Studio, flood: str) -> None:
    with pytest.raises(websockets.ConnectionClosed):
        talk(studio, flood)
    assert fetch(studio, f"/{studio.token}/").status == 200


def test_a_flood_of_requests_ends_the_connection(studio: Studio) -> None:
    with pytest.raises(websockets.ConnectionClosed):
        talk(studio, *['{"do": "playhead", "frame": 1}'] * 1300, '{"do": "clips"}')


# Trouble --------------------------------------------------------------------------------------


def test_a_taken_port_is_told(studio: Studio) -> None:
    port, project = str(studio.port), str(studio.project)
    done = subprocess.run(
        [*program(), "studio", "--no-open", "--port", port, "--project", project],
        cwd=ROOT, capture_output=True, text=True, timeout=LONGEST_S, check=False,
    )  # fmt: skip
    assert done.returncode == 3
    assert f"port {studio.port}" in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_is_left_running_after_the_studio(tmp_path: Path) -> None:
    (tmp_path / "storyboards").mkdir()
    shutil.copy(ROOT / "storyboards" / BOARD, tmp_path / "storyboards")
    running = start(tmp_path, "stage3")
    fetch(running, f"/{running.token}/")
    children = Path(f"/proc/{running.process.pid}/task/{running.process.pid}/children")
    pids = [int(pid) for pid in children.read_text().split()]
    assert pids
    running.process.send_signal(signal.SIGINT)
    assert running.process.wait(LONGEST_S) == 130
    deadline = time.monotonic() + 30
    while any(_alive(pid) for pid in pids):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_watch_makes_the_frame_again_on_every_save(tmp_path: Path) -> None:
    (tmp_path / "storyboards").mkdir()
    board = Path(shutil.copy(ROOT / "storyboards" / BOARD, tmp_path / "storyboards"))
    process = subprocess.Popen(
        [*program(), "watch", "stage3", "--at", "2", "--size", "320", "--project", str(tmp_path)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        assert "1 frame" in process.stdout.readline()
        process.stdout.readline()
        (frame,) = (tmp_path / "media" / "stage3").glob("*.png")
        before, text = frame.read_bytes(), board.read_text()
        time.sleep(0.3)
        board.write_text(text.replace("title:", "titel:", 1))
        assert BOARD in process.stdout.readline()
        board.write_text(text.replace("Twenty pairs", "Thirty pairs", 1))
        while "1 frame" not in process.stdout.readline():
            pass
        assert frame.read_bytes() != before
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(LONGEST_S)
