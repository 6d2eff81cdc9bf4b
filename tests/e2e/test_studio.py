"""The studio as an author uses it, in a real browser, and as an attacker meets it."""

from __future__ import annotations

import asyncio
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

import pytest
import websockets

from tests.e2e import browser
from tests.e2e.program import LONGEST_S, program

ROOT = Path(__file__).parents[2]
PLAIN_CAPTION = re.compile(r"caption: \"?([A-Z].*?)\"?$", re.MULTILINE)
BOARD = "stage3-twenty-pairs-on-a-slope.yaml"
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
    page.ask("document.querySelector('.item[title=\"Twenty pairs on a slope\"]').click()")
    assert "title" in page.ask("document.querySelector('#panel-beat .card').textContent")


@needs_browser
def test_the_painted_frame_can_be_seen(page: browser.Tab) -> None:
    page.ask("document.querySelector('#truth').click()")
    painted = "document.querySelector('#painted')"
    page.wait(f"!{painted}.hidden && {painted}.naturalWidth === 1920")
    page.ask("document.querySelector('#truth').click()")


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
