"""How many workers: what was asked for, the cores, and the memory that is really there."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import psutil

from storyreel.errors import MachineError, Problem, RequestError
from storyreel.quality import Quality

AUTO = "auto"
_CGROUP = Path("/sys/fs/cgroup")
_UNLIMITED = 2**60
"""Control groups of the first version write a number above this for "no limit"."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What this process may use; a container's limits count where they are lower."""

    cores: int
    memory_mb: int
    """Free for new processes, in MiB."""

    @classmethod
    def here(cls, cgroup: Path = _CGROUP) -> Machine:
        """The machine as it is now."""
        if hasattr(os, "sched_getaffinity"):
            cores = len(os.sched_getaffinity(0))
        else:
            cores = os.cpu_count() or 1
        free = psutil.virtual_memory().available
        return cls(
            cores=max(1, min(cores, _cgroup_cores(cgroup) or cores)),
            memory_mb=min(free, _cgroup_memory(cgroup, free)) // 2**20,
        )


def worker_count(requested: int | str, quality: Quality, machine: Machine) -> int:
    """How many workers to start: the number that was asked for, or as many as `auto` allows.

    `auto` is one for each core, as far as the memory goes. Raises RequestError for less than one,
    and MachineError where the memory does not suffice for `auto` with a single worker.
    """
    if requested != AUTO:
        if not isinstance(requested, int) or requested < 1:
            raise RequestError(
                Problem(
                    f"--workers {requested} is no number of workers.", "Give 1 or more, or auto."
                )
            )
        return requested
    affordable = machine.memory_mb // quality.worker_mb
    if affordable < 1:
        raise MachineError(
            Problem(
                f"{quality.name} needs {quality.worker_mb} MB of memory; "
                f"{machine.memory_mb} MB are free.",
                "Close other programs, choose a smaller quality, or try with --workers 1.",
            )
        )
    return min(machine.cores, affordable)


def _cgroup_cores(root: Path) -> int | None:
    """Whole cores that the control group grants, or None without a limit."""
    granted, _, period = _read(root / "cpu.max").partition(" ")
    if not granted.isdigit():
        granted = _read(root / "cpu/cpu.cfs_quota_us")
        period = _read(root / "cpu/cpu.cfs_period_us")
    if not (granted.isdigit() and period.isdigit() and int(period)):
        return None
    return max(1, int(granted) // int(period))


def _cgroup_memory(root: Path, otherwise: int) -> int:
    """Bytes that the control group leaves, or `otherwise` without a limit."""
    for limit_file, used_file in (
        ("memory.max", "memory.current"),
        ("memory/memory.limit_in_bytes", "memory/memory.usage_in_bytes"),
    ):
        limit, used = _read(root / limit_file), _read(root / used_file)
        if limit.isdigit() and used.isdigit() and int(limit) < _UNLIMITED:
            return max(0, int(limit) - int(used))
    return otherwise


def _read(path: Path) -> str:
    try:
        return path.read_text("ascii").strip()
    except (OSError, ValueError):
        return ""
