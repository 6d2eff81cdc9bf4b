"""Worker plans for given machines, and measured machines with given control groups."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyreel.base.errors import MachineError, RequestError
from storyreel.base.presets import LADDER
from storyreel.workers.capacity import Machine, WorkerPlan, clips_at_once, plan_workers

NEEDED_8K = LADDER["8k"].parent_mb + LADDER["8k"].worker_mb


@pytest.mark.parametrize(
    ("machine", "quality", "workers"),
    [
        (Machine(cores=2, memory_mb=16_000), "1080p", 2),
        (Machine(cores=16, memory_mb=64_000), "4k", 16),
        (Machine(cores=16, memory_mb=NEEDED_8K + LADDER["8k"].worker_mb), "8k", 2),
        (Machine(cores=1, memory_mb=100_000), "8k", 1),
    ],
)
def test_auto_is_one_worker_per_core_within_memory(
    machine: Machine, quality: str, workers: int
) -> None:
    assert plan_workers("auto", LADDER[quality], machine).workers == workers


def test_8k_on_a_machine_of_4_gib() -> None:
    """The system uses half a gigabyte; memory-intensive encoders get one worker."""
    machine = Machine(cores=2, memory_mb=3584)
    assert plan_workers("auto", LADDER["8k"], machine) == WorkerPlan(2)
    for codec in ("hevc", "av1"):
        plan = plan_workers("auto", LADDER["8k"], machine, codec)
        assert plan.workers == 1
        assert "memory allows 1 of 2 workers: 3584 MB are free; 8k needs 2400 MB" in plan.reason


def test_a_number_of_workers_is_limited_by_memory() -> None:
    assert plan_workers(7, LADDER["8k"], Machine(cores=1, memory_mb=100_000)) == WorkerPlan(7)
    assert plan_workers(7, LADDER["8k"], Machine(cores=1, memory_mb=NEEDED_8K)).workers == 1


def test_inline_needs_no_worker_and_the_memory_of_one() -> None:
    smoke = LADDER["smoke"]
    machine = Machine(2, smoke.parent_mb + smoke.worker_mb)
    assert plan_workers("inline", smoke, machine) == WorkerPlan(0)
    with pytest.raises(MachineError, match="smoke needs"):
        plan_workers("inline", smoke, Machine(2, smoke.parent_mb))


@pytest.mark.parametrize("requested", [0, -1, "many"])
def test_an_invalid_number_of_workers_is_refused(requested: int | str) -> None:
    with pytest.raises(RequestError, match=str(requested)):
        plan_workers(requested, LADDER["smoke"], Machine(2, 1000))


def test_too_little_memory_is_an_error_of_the_machine() -> None:
    for requested in ("auto", 1):
        with pytest.raises(
            MachineError, match=rf"8k needs {NEEDED_8K} MB .* only 1100 MB are free"
        ):
            plan_workers(requested, LADDER["8k"], Machine(2, 1100))


def test_this_machine_has_cores_and_memory(tmp_path: Path) -> None:
    machine = Machine.current(tmp_path)
    assert machine.cores >= 1
    assert machine.memory_mb > 100


def test_limits_of_a_container_apply(tmp_path: Path) -> None:
    (tmp_path / "memory.max").write_text(f"{512 * 2**20}\n")
    (tmp_path / "memory.current").write_text(f"{112 * 2**20}\n")
    (tmp_path / "cpu.max").write_text("150000 100000\n")
    assert Machine.current(tmp_path) == Machine(cores=1, memory_mb=400)


def test_limits_of_version_1_control_groups_apply(tmp_path: Path) -> None:
    for name, value in {
        "memory/memory.limit_in_bytes": 300 * 2**20,
        "memory/memory.usage_in_bytes": 100 * 2**20,
        "cpu/cpu.cfs_quota_us": 100_000,
        "cpu/cpu.cfs_period_us": 100_000,
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{value}\n")
    assert Machine.current(tmp_path) == Machine(cores=1, memory_mb=200)


def test_limits_of_the_own_and_the_parent_groups_apply(tmp_path: Path) -> None:
    """As under a service manager that gives every service its own group."""
    member = tmp_path / "member"
    member.write_text("4:memory:/outer/inner\n1:cpu,cpuacct:/outer\n0::/service/job\n")
    files = {
        "memory/outer/inner/memory.limit_in_bytes": 900 * 2**20,
        "memory/outer/inner/memory.usage_in_bytes": 100 * 2**20,
        "memory/outer/memory.limit_in_bytes": 700 * 2**20,
        "memory/outer/memory.usage_in_bytes": 100 * 2**20,
        "cpu/outer/cpu.cfs_quota_us": 100_000,
        "cpu/outer/cpu.cfs_period_us": 100_000,
    }
    second = {"service/memory.max": 500 * 2**20, "service/memory.current": 100 * 2**20}
    plant(tmp_path, files)
    assert Machine.current(tmp_path, member) == Machine(cores=1, memory_mb=600)
    plant(tmp_path, second)
    assert Machine.current(tmp_path, member).memory_mb == 400
    plant(tmp_path, {"unified/service/job/memory.max": 2**28, **second})
    plant(tmp_path, {"unified/service/job/memory.current": 2**27})
    assert Machine.current(tmp_path, member).memory_mb == 128


def test_reclaimable_file_pages_are_free_memory(tmp_path: Path) -> None:
    plant(tmp_path, {"memory.max": 500 * 2**20, "memory.current": 400 * 2**20})
    (tmp_path / "memory.stat").write_text(f"anon 1\ninactive_file {250 * 2**20}\nslab 3\n")
    assert Machine.current(tmp_path).memory_mb == 350


def plant(root: Path, files: dict[str, int]) -> None:
    for name, value in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(f"{value}\n")


def test_a_container_without_limits_has_all_cores(tmp_path: Path) -> None:
    (tmp_path / "memory.max").write_text("max\n")
    (tmp_path / "memory.current").write_text("1000\n")
    (tmp_path / "cpu.max").write_text("max 100000\n")
    assert Machine.current(tmp_path).cores == Machine.current(tmp_path / "none").cores


@pytest.mark.parametrize(
    ("clips", "workers", "quality", "cores", "memory", "expected"),
    [
        (6, "auto", "smoke", 2, 9000, (4, "inline")),
        (3, "auto", "smoke", 2, 9000, (3, "inline")),
        (20, "auto", "smoke", 2, 9000, (4, "inline")),
        (20, "auto", "smoke", 2, 1300, (2, "inline")),
        (6, 2, "smoke", 2, 9000, (2, "inline")),
        (6, "auto", "smoke", 8, 9000, (6, 1)),
        (6, "auto", "480p", 2, 9000, (2, 1)),
        (1, "auto", "smoke", 2, 9000, (1, 2)),
        (1, "auto", "smoke", 1, 9000, (1, 1)),
        (6, 1, "smoke", 2, 9000, (1, 1)),
        (6, "auto", "1080p", 8, 90000, (6, 1)),
        (3, "auto", "1080p", 8, 90000, (3, 2)),
        (6, "auto", "1080p", 4, 1300, (2, 1)),
        (6, "auto", "4k", 2, 90000, (1, 2)),
        (6, "auto", "8k", 8, 90000, (1, 8)),
    ],
)
def test_how_many_clips_are_rendered_side_by_side(
    clips: int,
    workers: int | str,
    quality: str,
    cores: int,
    memory: int,
    expected: tuple[int, int | str],
) -> None:
    machine = Machine(cores, memory)
    assert clips_at_once(clips, workers, LADDER[quality], machine) == expected
