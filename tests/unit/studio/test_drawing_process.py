"""The process that draws: what takes too long is ended, and what dies is started again."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import time
from collections.abc import Callable
from contextlib import aclosing
from pathlib import Path
from typing import Any

import psutil
import pytest

from storyreel.studio.drawing_process import DrawingProcess
from storyreel.studio.job import Job
from tests.small_clip import write_small_clip

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.slow


def told(drawing: DrawingProcess, work: str, job: Job) -> list[tuple[str, Any]]:
    """The messages of a job."""

    async def listening() -> list[tuple[str, Any]]:
        return [(each.kind, each.data) async for each in drawing.messages(work, job)]

    return asyncio.run(listening())


def warm_process() -> psutil.Process:
    """The warm process of these tests; others may run a browser and a whole studio."""
    children = psutil.Process().children()
    (found,) = [child for child in children if "storyreel.studio.warm" in child.cmdline()]
    return found


def wait_until(condition: Callable[[], bool]) -> None:
    """Wait until a condition holds; fail after 20 s."""
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def write_clip(project: Path, first: dict[str, str]) -> None:
    """Write hour29 into a project, with a line of code at the begin of these beats."""
    for folder in ("storyboards", "scenes"):
        shutil.copytree(ROOT / folder, project / folder)
    scene = project / "scenes" / "hour29" / "scene.py"
    text = scene.read_text()
    for beat, line in first.items():
        begin = f"    def {beat}(self) -> None:\n"
        assert begin in text
        text = text.replace(begin, f"{begin}        {line}\n")
    scene.write_text(text)


def test_a_scene_without_end_is_stopped_with_all_that_it_started(tmp_path: Path) -> None:
    write_clip(tmp_path, {"seed_lock": "while True: pass"})
    drawing = DrawingProcess(longest_s=25)
    try:
        messages = told(drawing, "live", Job(str(tmp_path), "hour29"))
        kind, (problem,) = messages[-1]
        assert kind == "problems"
        assert "has drawn nothing for 25 seconds" in problem["what"]
        assert "drawn" in [kind for kind, _ in messages]
        warm = warm_process()
        wait_until(lambda: not warm.children(recursive=True))
    finally:
        drawing.close()


def test_a_slow_scene_that_goes_on_drawing_is_not_stopped(tmp_path: Path) -> None:
    beats = re.findall(r"    def ([a-z]\w*)\(self\)", (ROOT / "scenes/hour29/scene.py").read_text())
    write_clip(tmp_path, dict.fromkeys(beats, "import time; time.sleep(5)"))
    drawing = DrawingProcess(longest_s=20)
    begun = time.monotonic()
    try:
        messages = told(drawing, "live", Job(str(tmp_path), "hour29"))
    finally:
        drawing.close()
    assert time.monotonic() - begun > 20
    assert messages[-1][0] == "done"


def test_a_warm_process_that_died_is_started_again(tmp_path: Path) -> None:
    (tmp_path / "storyboards").mkdir()
    drawing = DrawingProcess()
    try:
        job = Job(str(tmp_path), "")
        assert told(drawing, "gallery", job)[0][0] == "exhibit"
        warm = warm_process()
        warm.kill()
        warm.wait(10)
        assert told(drawing, "gallery", job)[-1][0] == "done"
    finally:
        drawing.close()


def test_ctrl_c_reaches_the_server_alone() -> None:
    """The warm process would say that its import was interrupted."""
    drawing = DrawingProcess()
    try:
        assert os.getpgid(warm_process().pid) != os.getpgrp()
    finally:
        drawing.close()


def test_a_clip_that_is_drawn_early_is_drawn_once(tmp_path: Path) -> None:
    write_small_clip(tmp_path)
    job = Job(str(tmp_path), "pair")
    drawing = DrawingProcess()
    try:
        drawing.begin_early(job)
        assert [kind for kind, _ in told(drawing, "live", job)].count("complete") == 1
        warm = warm_process()
        assert len(warm.children()) == 1  # it has drawn the clip, and draws the next version
    finally:
        drawing.close()


def test_a_clip_that_changes_before_it_is_opened_is_drawn_anew(tmp_path: Path) -> None:
    board = write_small_clip(tmp_path)
    job = Job(str(tmp_path), "pair")
    drawing = DrawingProcess()
    try:
        drawing.begin_early(job)
        board.write_text(board.read_text().replace("Two numbers", "Three numbers"))
        drawing.forget_early()
        assert dict(told(drawing, "live", job))["clip"]["title"] == "Three numbers"
    finally:
        drawing.close()


def test_a_change_before_the_clip_is_ready_is_drawn_from_the_version_before(
    tmp_path: Path,
) -> None:
    board = write_small_clip(tmp_path)
    job = Job(str(tmp_path), "pair")
    drawing = DrawingProcess()

    async def until_complete() -> None:
        async with aclosing(drawing.messages("live", job)) as messages:
            async for message in messages:
                if message.kind == "complete":
                    return

    try:
        told(drawing, "live", job)
        (first,) = warm_process().children()
        board.write_text(board.read_text().replace("Two numbers", "Three numbers"))
        asyncio.run(until_complete())
        assert first.is_running()
        assert first.status() != psutil.STATUS_ZOMBIE
        assert dict(told(drawing, "live", job))["clip"]["title"] == "Three numbers"
        wait_until(lambda: not first.is_running() or first.status() == psutil.STATUS_ZOMBIE)
    finally:
        drawing.close()


def test_a_drawn_clip_is_forgotten_with_its_process(tmp_path: Path) -> None:
    write_small_clip(tmp_path)
    drawing = DrawingProcess()
    try:
        told(drawing, "live", Job(str(tmp_path), "pair"))
        warm = warm_process()
        assert len(warm.children()) == 1
        drawing.forget_drawn()
        wait_until(lambda: not warm.children(recursive=True))
    finally:
        drawing.close()


def test_memory_does_not_grow_with_the_versions_of_a_clip(tmp_path: Path) -> None:
    board = write_small_clip(tmp_path)
    text = board.read_text()
    drawing = DrawingProcess()
    used = []
    try:
        for number in range(8):
            board.write_text(text.replace("Two numbers", f"{number} numbers"))
            told(drawing, "live", Job(str(tmp_path), "pair"))
            warm = warm_process()
            used.append(drawn_clip_process(warm).memory_full_info().uss)
    finally:
        drawing.close()
    assert used[-1] < 1.15 * used[2], used


def drawn_clip_process(warm: psutil.Process) -> psutil.Process:
    """The only process of the studio beside the warm one, once the one before it has ended."""
    wait_until(lambda: len(warm.children(recursive=True)) == 1)
    return warm.children(recursive=True)[0]
