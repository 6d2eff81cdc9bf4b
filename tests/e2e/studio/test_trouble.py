"""Scenes that fail, studios that are killed, and what is left afterwards."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psutil
import pytest

from tests.e2e import browser
from tests.e2e.browser import needs_browser
from tests.e2e.program import LONGEST_S, ROOT, program
from tests.e2e.studio.page import first_caption, wait_caption, wait_live
from tests.e2e.studio.running import BOARD, Studio, fetch, running, small_project, start


@needs_browser
@pytest.mark.slow
def test_pages_of_a_studio_that_was_killed_follow_the_next_one(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    first = start(project, "judge")
    with browser.browsing(tmp_path / "profile") as tab:
        tab.go(first.address)
        wait_live(tab)
        first.process.kill()
        first.process.wait(LONGEST_S)
        tab.wait("document.querySelector('#status').textContent.includes('has ended')")
        with running(project, "judge") as second, tab.another() as opened:
            tab.wait("document.querySelector('#status').textContent.includes('a new address')")
            opened.go(second.address)
            wait_live(opened)
            tab.wait(f"location.pathname === '/{second.token}/'")
            wait_live(tab)
            text = second.board.read_text()
            second.board.write_text(text.replace("title: Twenty", "title: Ten", 1))
            tab.wait("studio.clip.title.startsWith('Ten')")
    assert not (project / ".storyreel" / "studio.json").exists()


@needs_browser
@pytest.mark.slow
def test_scenes_that_fail_or_never_end_cost_nothing_but_a_message(tmp_path: Path) -> None:
    for folder in ("storyboards", "scenes"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    scene = tmp_path / "scenes" / "hour29" / "scene.py"
    good = scene.read_text()
    begin = "    def opening(self) -> None:\n"
    assert begin in good
    shown = "document.querySelector('#problems').textContent"
    with running(tmp_path, "hour29") as studio, browser.browsing(tmp_path / "profile") as tab:
        tab.go(studio.address)
        wait_live(tab)
        for line, told in (
            ("1 / 0", "scene.py"),
            ("import os; os._exit(3)", "SystemExit"),
            ("import os; os.kill(os.getpid(), 9)", "ended its process"),
            ("self.opening()", "RecursionError"),
            ("while True: pass", "has drawn nothing for 60 seconds"),
        ):
            scene.write_text(good.replace(begin, f"{begin}        {line}\n"))
            tab.wait(f"{shown}.includes({json.dumps(told)})", longest_s=100)
            assert tab.ask("studio.frames.filter(Boolean).length") == 900
        scene.write_text(good)
        tab.wait("document.querySelector('#problems').hidden")
        wait_live(tab)


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
    shutil.copy(Path(__file__).parent / BOARD, tmp_path / "storyboards")
    running = start(tmp_path, "judge")
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


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGALRM])
def test_a_closed_terminal_and_a_late_interruption_end_the_studio_quietly(
    number: signal.Signals, tmp_path: Path, heeded_hang_up: None
) -> None:
    running = start(small_project(tmp_path), "judge", errors=subprocess.PIPE)
    fetch(running, f"/{running.token}/")
    running.process.send_signal(number)
    _, err = running.process.communicate(timeout=LONGEST_S)
    assert running.process.returncode == 130
    assert err == "Interrupted. Clips that were published before are unchanged.\n"


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
