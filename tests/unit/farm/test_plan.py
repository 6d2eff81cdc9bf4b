"""How many workers, from planted machines and planted control groups."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyreel.errors import MachineError, RequestError
from storyreel.farm.plan import Machine, worker_count
from storyreel.quality import LADDER


@pytest.mark.parametrize(
    ("machine", "quality", "workers"),
    [
        (Machine(cores=2, memory_mb=16_000), "1080p", 2),
        (Machine(cores=16, memory_mb=64_000), "4k", 16),
        (Machine(cores=16, memory_mb=5_000), "8k", 2),
        (Machine(cores=1, memory_mb=100_000), "8k", 1),
    ],
)
def test_auto_is_a_worker_for_each_core_as_far_as_memory_goes(
    machine: Machine, quality: str, workers: int
) -> None:
    assert worker_count("auto", LADDER[quality], machine) == workers


def test_a_number_is_taken_at_its_word() -> None:
    assert worker_count(7, LADDER["8k"], Machine(cores=1, memory_mb=100)) == 7


@pytest.mark.parametrize("requested", [0, -1, "many"])
def test_what_is_no_number_of_workers_is_refused(requested: int | str) -> None:
    with pytest.raises(RequestError, match=str(requested)):
        worker_count(requested, LADDER["smoke"], Machine(2, 1000))


def test_too_little_memory_is_the_machines_fault() -> None:
    with pytest.raises(MachineError, match="1500 MB are free"):
        worker_count("auto", LADDER["8k"], Machine(2, 1500))


def test_this_machine_has_cores_and_memory(tmp_path: Path) -> None:
    machine = Machine.here(tmp_path)
    assert machine.cores >= 1
    assert machine.memory_mb > 100


def test_the_limits_of_a_container_count(tmp_path: Path) -> None:
    (tmp_path / "memory.max").write_text(f"{512 * 2**20}\n")
    (tmp_path / "memory.current").write_text(f"{112 * 2**20}\n")
    (tmp_path / "cpu.max").write_text("150000 100000\n")
    assert Machine.here(tmp_path) == Machine(cores=1, memory_mb=400)


def test_the_limits_of_an_old_container_count(tmp_path: Path) -> None:
    for name, value in {
        "memory/memory.limit_in_bytes": 300 * 2**20,
        "memory/memory.usage_in_bytes": 100 * 2**20,
        "cpu/cpu.cfs_quota_us": 100_000,
        "cpu/cpu.cfs_period_us": 100_000,
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{value}\n")
    assert Machine.here(tmp_path) == Machine(cores=1, memory_mb=200)


def test_a_container_without_limits_is_the_machine(tmp_path: Path) -> None:
    (tmp_path / "memory.max").write_text("max\n")
    (tmp_path / "memory.current").write_text("1000\n")
    (tmp_path / "cpu.max").write_text("max 100000\n")
    assert Machine.here(tmp_path).cores == Machine.here(tmp_path / "none").cores
