"""How many workers: what was asked for, the cores, and the memory that is really there."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

import psutil

from storyreel.base.errors import MachineError, Problem, RequestError
from storyreel.base.presets import Quality

AUTO = "auto"
HERE = "here"
"""No workers: segments are rendered in the process that performs the clip."""

_MOST_LINES_SIDE_BY_SIDE = 1080
_MOST_LINES_HERE = 240
"""Up to here a worker costs more, as it starts and is sent drawings, than it has to paint."""

_CGROUP = Path("/sys/fs/cgroup")
_MEMBER = Path("/proc/self/cgroup")
"""Says, a line for each hierarchy, `number:controllers:path`; none are named in version 2."""

_UNLIMITED = 2**60
"""Control groups of the first version write a number above this for "no limit"."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What this process may use; a container's limits count where they are lower."""

    cores: int
    memory_mb: int
    """Free for new processes, in MiB."""

    @classmethod
    def here(cls, cgroup: Path = _CGROUP, member: Path = _MEMBER) -> Machine:
        """The machine as it is now."""
        if hasattr(os, "sched_getaffinity"):
            cores = len(os.sched_getaffinity(0))
        else:
            cores = os.cpu_count() or 1
        granted = [_granted_cores(group) for group in _groups(cgroup, member, "cpu")]
        left = [_memory_left(group) for group in _groups(cgroup, member, "memory")]
        free = psutil.virtual_memory().available
        return cls(
            cores=max(1, min(cores, *(each for each in granted if each), cores)),
            memory_mb=min(free, *(each for each in left if each is not None), free) // 2**20,
        )


@dataclass(frozen=True, slots=True)
class WorkerPlan:
    """How many workers to start, and why not more, where memory is the reason."""

    workers: int
    reason: str = ""


def plan_workers(
    requested: int | str, quality: Quality, machine: Machine, codec: str = "h264"
) -> WorkerPlan:
    """As many workers as were asked for, one for each core for `auto`, or none for `here`, as far
    as memory goes.

    Raises RequestError for less than one, and MachineError, with the numbers, where the memory
    does not suffice for one.
    """
    if requested == HERE:
        return replace(plan_workers(1, quality, machine, codec), workers=0)
    if requested != AUTO and (not isinstance(requested, int) or requested < 1):
        raise RequestError(
            Problem(f"--workers {requested} is no number of workers.", "Give 1 or more, or auto.")
        )
    wanted = machine.cores if not isinstance(requested, int) else requested
    each = quality.worker_needs(codec)
    affordable = (machine.memory_mb - quality.own_mb) // each
    if affordable < 1:
        raise MachineError(
            Problem(
                f"{quality.name} needs {quality.own_mb + each} MB of memory; "
                f"{machine.memory_mb} MB are free.",
                "Close other programs, or choose a smaller quality.",
            )
        )
    if affordable >= wanted:
        return WorkerPlan(wanted)
    reason = (
        f"memory suffices for {affordable} of {wanted} workers: "
        f"{machine.memory_mb} MB are free, {quality.name} needs {each} MB for each "
        f"and {quality.own_mb} MB beside them"
    )
    return WorkerPlan(affordable, reason)


def clips_at_once(
    clips: int, requested: int | str, quality: Quality, machine: Machine, codec: str = "h264"
) -> tuple[int, int | str]:
    """How many clips to render side by side, and how many workers each may have.

    One after another where the pictures are large: there, workers have the most to do, and all of
    them work on one clip until its end. `here` where they are tiny and clips alone keep every core
    busy to the end.
    """
    workers = plan_workers(requested, quality, machine, codec).workers
    if quality.height > _MOST_LINES_SIDE_BY_SIDE:
        return 1, workers
    need = quality.own_mb + quality.worker_needs(codec)
    together = max(1, min(clips, workers, machine.memory_mb // need))
    busy = together >= machine.cores and clips % together == 0
    if together > 1 and busy and quality.height <= _MOST_LINES_HERE:
        return together, HERE
    return together, max(1, workers // together)


def _groups(root: Path, member: Path, controller: str) -> list[Path]:
    """The control groups, of both versions, that this process is in, each with its limits."""
    found = []
    for line in ["0::/", f"0:{controller}:/", *_read(member).splitlines()]:
        _, controllers, name = line.split(":", 2)
        if controllers and controller not in controllers.split(","):
            continue
        top = root / controller if controllers else root
        inner = top / name.lstrip("/")
        found += [inner, *(parent for parent in inner.parents if parent.is_relative_to(top))]
        if not controllers:  # where both versions are mounted
            found.append(root / "unified" / name.lstrip("/"))
    return list(dict.fromkeys(found))


def _granted_cores(group: Path) -> int | None:
    """Whole cores that a control group grants, or None without a limit."""
    granted, _, period = _read(group / "cpu.max").partition(" ")
    if not granted.isdigit():
        granted = _read(group / "cpu.cfs_quota_us")
        period = _read(group / "cpu.cfs_period_us")
    if not (granted.isdigit() and period.isdigit() and int(period)):
        return None
    return max(1, int(granted) // int(period))


def _memory_left(group: Path) -> int | None:
    """Bytes that a control group leaves, or None without a limit.

    Pages of files that were not used lately count as used, and are given back when needed.
    """
    for limit_file, used_file in (
        ("memory.max", "memory.current"),
        ("memory.limit_in_bytes", "memory.usage_in_bytes"),
    ):
        limit, used = _read(group / limit_file), _read(group / used_file)
        if limit.isdigit() and used.isdigit() and int(limit) < _UNLIMITED:
            return max(0, int(limit) - int(used) + _idle_file_pages(group))
    return None


def _idle_file_pages(group: Path) -> int:
    stated = dict(line.split(" ", 1) for line in _read(group / "memory.stat").splitlines())
    number = stated.get("total_inactive_file", stated.get("inactive_file", "0"))
    return int(number) if number.isdigit() else 0


def _read(path: Path) -> str:
    try:
        return path.read_text("ascii").strip()
    except (OSError, ValueError):
        return ""
