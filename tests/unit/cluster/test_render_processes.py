"""The processes of a worker: reused, replaced when they die, stopped when they hang."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread

import psutil
import pytest

from storyreel.cluster.render_processes import RenderProcesses
from storyreel.drawing.drawing import Drawing
from storyreel.encode.segment import SegmentJob, render_segment
from storyreel.encode.settings import EncoderSettings
from storyreel.workers.worker import WorkerDiedError
from tests.processes import wait_until


@pytest.fixture
def job(
    moving_drawings: tuple[Drawing, ...], tiny_settings: EncoderSettings, tmp_path: Path
) -> SegmentJob:
    return SegmentJob("gates, frames 0-19", moving_drawings, tiny_settings, tmp_path / "a.mp4")


@pytest.fixture
def large(job: SegmentJob) -> SegmentJob:
    """A segment that takes some seconds."""
    settings = replace(job.settings, width=3840, height=2160, level=51)
    return replace(job, settings=settings, drawings=job.drawings * 4)


def children() -> set[psutil.Process]:
    return set(psutil.Process().children())


@pytest.fixture
def own_children() -> Iterator[set[psutil.Process]]:
    """The child processes before the test; all others must be gone after it."""
    before = children()
    yield before
    assert wait_until(lambda: children() <= before | resource_trackers(), 5)


def resource_trackers() -> set[psutil.Process]:
    """The process that Python starts beside those that are spawned."""
    return {each for each in children() if "resource_tracker" in " ".join(each.cmdline())}


def test_segments_are_rendered_one_after_another_by_one_process(
    job: SegmentJob, own_children: set[psutil.Process]
) -> None:
    expected = render_segment(replace(job, target=job.target.with_name("e.mp4"))).sha256
    with RenderProcesses(0) as processes:
        assert processes.render(job, "one").segment.sha256 == expected
        started = children() - own_children
        assert processes.render(job, "two").segment.sha256 == expected
        assert children() - own_children == started

        (renderer,) = started - resource_trackers()
        renderer.kill()  # while it is idle
        os.waitid(os.P_PID, renderer.pid, os.WEXITED | os.WNOWAIT)
        assert processes.render(job, "three").segment.sha256 == expected


def test_a_process_that_hangs_is_stopped_at_its_deadline(
    large: SegmentJob, own_children: set[psutil.Process]
) -> None:
    def hang() -> None:
        wait_until(lambda: children() - own_children - resource_trackers())
        for each in children() - own_children - resource_trackers():
            each.send_signal(signal.SIGSTOP)

    with RenderProcesses(0, deadline=lambda job: 0.6) as processes:
        Thread(target=hang).start()
        with pytest.raises(WorkerDiedError, match="stopped after 1 s, its deadline"):
            processes.render(large, "one")
    assert list(large.target.parent.iterdir()) == []


def test_stopping_a_render_ends_its_processes_alone(
    large: SegmentJob, own_children: set[psutil.Process]
) -> None:
    died: list[WorkerDiedError] = []

    def render() -> None:
        try:
            processes.render(large, "one")
        except WorkerDiedError as error:
            died.append(error)

    with RenderProcesses(0) as processes:
        thread = Thread(target=render)
        thread.start()
        assert wait_until(lambda: children() - own_children - resource_trackers())
        processes.stop("two")
        thread.join(0.3)
        assert thread.is_alive()
        processes.stop("one")
        thread.join(5)
    assert died and "signal SIGKILL" in str(died[0])
