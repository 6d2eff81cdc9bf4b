"""Clusters whose workers and schedulers are killed, stopped and starved while they render."""

from __future__ import annotations

import json
import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import pytest

from storyreel.base.errors import MachineError
from storyreel.cluster.address import SchedulerAddress
from storyreel.cluster.executor import ClusterExecutor, ClusterNeeds
from storyreel.cluster.patience import Patience
from storyreel.drawing.drawing import Drawing
from storyreel.encode.segment import SegmentJob, render_segment
from storyreel.encode.settings import EncoderSettings
from tests.faults.cluster_processes import ClusterProcesses, Started, cluster_in
from tests.faults.small_disk import fill
from tests.faults.world import ROOT, NewWorld, Run, Undisturbed, World
from tests.processes import wait_until

pytestmark = pytest.mark.faults


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[ClusterProcesses]:
    """A cluster with a scheduler, and without workers."""
    for found in cluster_in(tmp_path / "cluster"):
        found.scheduler()
        yield found


@pytest.fixture
def on_cluster(new_world: NewWorld, cluster: ClusterProcesses) -> World:
    """A world whose clips are rendered by the cluster."""
    return new_world(executor=("--cluster", cluster.url))


def finished(run: Run) -> str:
    """Wait for a render that publishes its clip; its standard error."""
    _, err = run.wait()
    assert run.process.returncode == 0, err
    assert run.is_gone()
    return err


def busy(worker: Started) -> bool:
    """Whether a worker renders: its processes use processor time."""
    before = used_s(worker)
    time.sleep(0.3)
    return used_s(worker) > before


def used_s(worker: Started) -> float:
    """The processor time of the processes that render for a worker."""
    times = [process.cpu_times() for process in worker.renderers]
    return sum(each.user + each.system for each in times)


def test_killed_workers_in_mid_segment(
    cluster: ClusterProcesses, on_cluster: World, undisturbed: Undisturbed
) -> None:
    """One worker is killed with its machine, of the other one the process that renders."""
    lost, other = cluster.worker("lost"), cluster.worker("other")
    run = on_cluster.start()
    assert wait_until(lambda: len(on_cluster.kept()) >= 2)
    lost.end()
    other.renderers[0].kill()
    err = finished(run)
    assert "worker lost has left" in err
    assert on_cluster.digest() == undisturbed.sha256
    assert on_cluster.debris() == []


def test_a_worker_that_comes_later_gets_work(
    cluster: ClusterProcesses, on_cluster: World, undisturbed: Undisturbed
) -> None:
    cluster.worker("first")
    run = on_cluster.start()
    assert wait_until(on_cluster.kept)
    cluster.worker("second")
    finished(run)
    assert on_cluster.digest() == undisturbed.sha256


@pytest.mark.parametrize("shared", [True, False])
def test_the_scheduler_vanishes_and_comes_back(
    shared: bool, cluster: ClusterProcesses, on_cluster: World, undisturbed: Undisturbed
) -> None:
    store = () if shared else ("--store", cluster.folder / "no-store")
    workers = [cluster.worker(name, *store) for name in ("alpha", "beta")]
    run = on_cluster.start()
    assert wait_until(lambda: len(on_cluster.kept()) >= 2)
    cluster.started[0].end()
    assert all(worker.says("is gone; waiting") for worker in workers)
    time.sleep(2)
    kept = len(on_cluster.kept())
    cluster.scheduler()
    err = finished(run)
    assert "The scheduler at" in err and "is gone" in err
    assert on_cluster.digest() == undisturbed.sha256
    assert on_cluster.debris() == []
    assert kept < undisturbed.segments


def test_a_scheduler_that_does_not_answer_is_an_error_at_once(on_cluster: World) -> None:
    run = on_cluster.start("--cluster", "tcp://127.0.0.1:1")
    _, err = run.wait()
    assert run.process.returncode == 3
    assert "The scheduler at tcp://127.0.0.1:1 does not answer" in err
    assert not on_cluster.video.exists() and run.is_gone()


def test_a_cluster_without_workers_is_an_error(on_cluster: World) -> None:
    run = on_cluster.start()
    _, err = run.wait()
    assert run.process.returncode == 3
    assert "has no worker that answers. Start one with storyreel worker tcp://127.0.0.1" in err


def planted_engine(folder: Path) -> Path:
    """A copy of the engine with one changed line in a module that decides bits."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "storyreel", folder / "storyreel", ignore=ignored)
    path = folder / "storyreel" / "encode" / "planes.py"
    path.write_text(f"{path.read_text('utf-8')}\nPLANTED = 1\n", "utf-8")
    return folder


def test_a_worker_with_another_engine_is_refused_and_the_others_go_on(
    cluster: ClusterProcesses, on_cluster: World, undisturbed: Undisturbed, tmp_path: Path
) -> None:
    cluster.worker("other", engine=planted_engine(tmp_path / "planted"))
    cluster.worker("equal")
    run = on_cluster.start()
    out, err = run.wait()
    assert run.process.returncode == 0, err
    assert "worker other is refused: engine " in err
    record = json.loads(out)["clips"][0]["cluster"]
    assert [each["name"] for each in record["workers"]] == ["equal"]
    assert record["workers"][0]["segments"] == undisturbed.segments
    assert list(record["refused"]) == ["other"]
    assert on_cluster.digest() == undisturbed.sha256


def test_a_cluster_where_no_worker_fits_is_an_error_before_anything_is_spent(
    cluster: ClusterProcesses, on_cluster: World, tmp_path: Path
) -> None:
    cluster.worker("other", engine=planted_engine(tmp_path / "planted"))
    cluster.worker("small", "--memory", 150)
    run = on_cluster.start("--quality", "1080p")
    _, err = run.wait()
    assert run.process.returncode == 3
    assert "No worker of the cluster" in err
    assert "worker other: engine " in err
    assert "worker small: 150 MB of memory, and a segment needs 300 MB" in err
    assert on_cluster.kept() == [] and not on_cluster.video.exists()


def test_doctor_lists_the_workers(cluster: ClusterProcesses, tmp_path: Path) -> None:
    cluster.worker("equal")
    cluster.worker("other", engine=planted_engine(tmp_path / "planted"))
    words = ("doctor", "--cluster", cluster.url, "--json", "--project", ROOT)
    world = World(tmp_path, tmp_path / "store", tmp_path)
    done = world.run(*words, "--store", tmp_path / "store")
    found = json.loads(done.stdout)
    assert done.returncode == found["exit_code"] == 0
    equal, other = found["workers"]
    assert (equal["name"], equal["fits"], equal["shares_store"]) == ("equal", True, True)
    assert (other["name"], other["fits"]) == ("other", False)
    assert other["reasons"][0].startswith("engine ")
    assert equal["machine"]["instructions"] and equal["segments_at_a_time"] == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_render_leaves_nothing_running(
    number: signal.Signals, cluster: ClusterProcesses, on_cluster: World
) -> None:
    worker = cluster.worker("alpha")
    run = on_cluster.start("--quality", "4k")
    assert wait_until(lambda: busy(worker))
    run.process.send_signal(number)
    _, err = run.wait()
    assert run.process.returncode == 130, err
    assert run.is_gone()
    assert wait_until(lambda: not busy(worker), 5)
    assert worker.process.poll() is None
    assert on_cluster.start().wait() and on_cluster.video.exists()


@pytest.mark.parametrize(
    ("send", "number"), [(os.kill, signal.SIGINT), (os.killpg, signal.SIGTERM)]
)
def test_an_interrupted_render_on_a_local_cluster_leaves_nothing_running(
    new_world: NewWorld,
    undisturbed: Undisturbed,
    send: Callable[[int, int], None],
    number: int,
) -> None:
    world = new_world(executor=("--cluster", "local:2"))
    run = world.start()
    assert wait_until(world.kept)
    send(run.process.pid, number)
    _, err = run.wait()
    assert run.process.returncode == 130, err
    assert run.is_gone() and "segments are kept" in err
    assert world.debris() == []
    kept = len(world.kept())
    clip = world.render()
    assert clip["segments_reused"] >= kept and world.digest() == undisturbed.sha256


def test_a_killed_render_on_a_local_cluster_leaves_nothing_running(new_world: NewWorld) -> None:
    world = new_world(executor=("--cluster", "local:2"))
    run = world.start()
    assert wait_until(world.kept)
    run.process.kill()
    run.process.wait()
    assert run.is_gone()


def test_two_renders_on_one_cluster(
    cluster: ClusterProcesses, new_world: NewWorld, undisturbed: Undisturbed
) -> None:
    cluster.worker("alpha")
    cluster.worker("beta")
    worlds = [new_world(name, executor=("--cluster", cluster.url)) for name in ("one", "two")]
    for run in [world.start() for world in worlds]:
        finished(run)
    assert {world.digest() for world in worlds} == {undisturbed.sha256}


def test_a_worker_whose_disk_runs_full_is_set_aside(
    cluster: ClusterProcesses, on_cluster: World, undisturbed: Undisturbed, disk: Path
) -> None:
    """Its segments are sent, as it does not see the store, and so need its own disk."""
    apart = ("--store", cluster.folder / "no-store")
    cluster.worker("full", *apart, TMPDIR=str(disk))
    cluster.worker("roomy", *apart)
    run = on_cluster.start()
    assert wait_until(on_cluster.kept)
    fill(disk)
    err = finished(run)
    assert "worker full gets no more segments: The disk is full" in err
    assert on_cluster.digest() == undisturbed.sha256
    assert on_cluster.debris() == []


def test_a_cluster_whose_disks_are_all_full_is_an_error(
    cluster: ClusterProcesses, on_cluster: World, disk: Path
) -> None:
    cluster.worker("full", "--store", cluster.folder / "no-store", TMPDIR=str(disk))
    fill(disk)
    run = on_cluster.start()
    _, err = run.wait()
    assert run.process.returncode == 3
    assert "worker full: The disk is full" in err
    assert run.is_gone() and on_cluster.debris() == []


@pytest.fixture
def job(
    moving_drawings: tuple[Drawing, ...], tiny_settings: EncoderSettings, tmp_path: Path
) -> SegmentJob:
    """A segment that takes some seconds."""
    settings = replace(tiny_settings, width=3840, height=2160, level=51)
    return SegmentJob("gates, frames 0-79", moving_drawings * 4, settings, tmp_path / "a.mp4")


def test_a_segment_that_kills_three_workers_is_an_error_with_its_frame(
    cluster: ClusterProcesses, job: SegmentJob
) -> None:
    worker = cluster.worker("alpha")
    ended = Event()

    def kill_renderers() -> None:
        """Kill each process that has begun to write the segment."""
        while not ended.wait(0.05):
            writing = {path.name.split(".")[-2] for path in cluster.folder.rglob("*.part")}
            for process in worker.renderers:
                if str(process.pid) in writing:
                    process.kill()

    thread = Thread(target=kill_renderers)
    thread.start()
    try:
        scheduler, needs = SchedulerAddress(cluster.url), ClusterNeeds("h264", 450)
        with (
            ClusterExecutor(scheduler, needs, print) as executor,
            pytest.raises(MachineError) as caught,
        ):
            executor.submit(job).result(timeout=120)
    finally:
        ended.set()
        thread.join()
    message = str(caught.value)
    assert message.startswith("beat gates, frames 0-79: 3 workers died while rendering")
    assert "at frame " in message and "by signal SIGKILL" in message
    assert worker.process.poll() is None


def test_a_worker_that_hangs_loses_its_segment_to_another_and_may_come_back(
    cluster: ClusterProcesses, job: SegmentJob
) -> None:
    """The whole worker is stopped in mid-segment, like a machine that loses its network."""
    hung = cluster.worker("hung")
    said = list[str]()
    patience = Patience(answer_s=2.0, attempts=0.1)
    scheduler = SchedulerAddress(cluster.url)
    needs = ClusterNeeds("h264", 450)
    with ClusterExecutor(scheduler, needs, said.append, patience) as executor:
        future = executor.submit(job)
        assert wait_until(lambda: busy(hung))
        hung.signal(signal.SIGSTOP)
        cluster.worker("other")
        rendered = future.result(timeout=120)
        assert "worker hung does not answer; others get its segments." in said
        hung.signal(signal.SIGCONT)
        again = executor.submit(replace(job, target=job.target.with_name("b.mp4")))
        assert again.result(timeout=120).segment.sha256 == rendered.segment.sha256
    expected = render_segment(replace(job, target=job.target.with_name("c.mp4")))
    assert rendered.segment.sha256 == expected.sha256
