"""How many workers to start: the request, the cores, and the memory that is free."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from storyreel.base.errors import MachineError, Problem, RequestError
from storyreel.base.presets import Quality

AUTO = "auto"
INLINE = "inline"
"""No workers: segments are rendered in the process that performs the clip."""

_SIDE_BY_SIDE_MAX_LINES = 1080
_INLINE_MAX_LINES = 240
"""Up to this height, starting a worker and sending it drawings costs more than painting them."""

_CLIPS_PER_CORE = 2
"""Tiny clips that share a core. With one for each, a core has nothing to do while its clip is
published; with more, the last one begins so soon that the longest runs alone at the end."""

_CGROUP_ROOT = Path("/sys/fs/cgroup")
_OWN_CGROUPS = Path("/proc/self/cgroup")
"""One line per hierarchy, `number:controllers:path`; version 2 has no controllers."""

_UNLIMITED = 2**60
"""Control groups of version 1 report "no limit" as a number above this."""


@dataclass(frozen=True, slots=True)
class Machine:
    """The cores and memory that this process may use, within a container's limits."""

    cores: int
    memory_mb: int
    """Free for new processes, in MiB."""

    @classmethod
    def current(cls, cgroup_root: Path = _CGROUP_ROOT, own_cgroups: Path = _OWN_CGROUPS) -> Machine:
        """Measure this machine."""
        import psutil  # noqa: PLC0415 - a run that changes nothing does without

        if hasattr(os, "sched_getaffinity"):
            cores = len(os.sched_getaffinity(0))
        else:
            cores = os.cpu_count() or 1
        quotas = map(_core_quota, _cgroups(cgroup_root, own_cgroups, "cpu"))
        limits = map(_memory_left, _cgroups(cgroup_root, own_cgroups, "memory"))
        free = psutil.virtual_memory().available
        return cls(
            cores=min([cores, *(quota for quota in quotas if quota)]),
            memory_mb=min([free, *(left for left in limits if left is not None)]) // 2**20,
        )


@dataclass(frozen=True, slots=True)
class WorkerPlan:
    """How many workers to start; `reason` says why memory allows no more."""

    workers: int
    reason: str = ""


def plan_workers(
    requested: int | str, quality: Quality, machine: Machine, codec: str = "h264"
) -> WorkerPlan:
    """The requested number of workers, limited by memory.

    `AUTO` requests one per core; `INLINE` requests none, and needs the memory of one. Raises
    RequestError for any other request below 1, and MachineError where memory is too short for one
    worker.
    """
    if requested == INLINE:
        return replace(plan_workers(1, quality, machine, codec), workers=0)
    if requested != AUTO and (not isinstance(requested, int) or requested < 1):
        raise RequestError(
            Problem(
                f"--workers {requested} is not a valid number of workers.",
                "Give a number from 1 up, or auto.",
            )
        )
    wanted = requested if isinstance(requested, int) else machine.cores
    per_worker = quality.worker_memory_mb(codec)
    affordable = (machine.memory_mb - quality.parent_mb) // per_worker
    if affordable < 1:
        raise MachineError(
            Problem(
                f"{quality.name} needs {quality.parent_mb + per_worker} MB of memory, "
                f"but only {machine.memory_mb} MB are free.",
                "Close other programs, or choose a smaller quality.",
            )
        )
    if affordable >= wanted:
        return WorkerPlan(wanted)
    reason = (
        f"memory allows {affordable} of {wanted} workers: {machine.memory_mb} MB are free; "
        f"{quality.name} needs {per_worker} MB per worker and {quality.parent_mb} MB for the rest"
    )
    return WorkerPlan(affordable, reason)


def clips_at_once(
    clips: int, requested: int | str, quality: Quality, machine: Machine, codec: str = "h264"
) -> tuple[int, int | str]:
    """How many clips to render side by side, and how many workers to request for each.

    Large pictures are rendered one clip after another, with all workers on it: there the workers
    have most of the work. Tiny ones are rendered inline where the clips alone keep every core busy.
    """
    workers = plan_workers(requested, quality, machine, codec).workers
    if quality.lines > _SIDE_BY_SIDE_MAX_LINES:
        return 1, workers
    tiny = quality.lines <= _INLINE_MAX_LINES
    most = _CLIPS_PER_CORE * machine.cores if tiny and requested == AUTO else workers
    per_clip = quality.parent_mb + quality.worker_memory_mb(codec)
    at_once = max(1, min(clips, most, machine.memory_mb // per_clip))
    if tiny and at_once > 1 and at_once >= machine.cores:
        return at_once, INLINE
    return at_once, max(1, workers // at_once)


def require_memory(quality: Quality, machine: Machine) -> None:
    """Raise MachineError where memory is too short for a clip that is rendered elsewhere."""
    if machine.memory_mb < quality.parent_mb:
        what = (
            f"{quality.name} needs {quality.parent_mb} MB of memory here, even where a cluster "
            f"renders, but only {machine.memory_mb} MB are free."
        )
        raise MachineError(Problem(what, "Close other programs."))


def clips_performed_at_once(clips: int, quality: Quality, machine: Machine) -> int:
    """How many clips to perform side by side where a cluster renders them: one on each core, as far
    as memory goes."""
    return max(1, min(clips, machine.cores, machine.memory_mb // quality.parent_mb))


def _cgroups(root: Path, own_cgroups: Path, controller: str) -> list[Path]:
    """The folders of this process's control groups, innermost first, in both versions."""
    folders: list[Path] = []
    for line in ["0::/", f"0:{controller}:/", *_read(own_cgroups).splitlines()]:
        _, controllers, name = line.split(":", 2)
        if controllers and controller not in controllers.split(","):
            continue
        top = root / controller if controllers else root
        group = top / name.lstrip("/")
        folders += [group, *(parent for parent in group.parents if parent.is_relative_to(top))]
        if not controllers:  # both versions are mounted
            folders.append(root / "unified" / name.lstrip("/"))
    return list(dict.fromkeys(folders))


def _core_quota(group: Path) -> int | None:
    """Whole cores that a control group grants; None without a limit."""
    quota, _, period = _read(group / "cpu.max").partition(" ")
    if not quota.isdigit():
        quota = _read(group / "cpu.cfs_quota_us")
        period = _read(group / "cpu.cfs_period_us")
    if not (quota.isdigit() and period.isdigit() and int(period)):
        return None
    return max(1, int(quota) // int(period))


def _memory_left(group: Path) -> int | None:
    """Bytes left in a control group; None without a limit.

    The kernel counts cached file pages as used although it reclaims them on demand; they are
    counted as free here.
    """
    for limit_file, used_file in (
        ("memory.max", "memory.current"),
        ("memory.limit_in_bytes", "memory.usage_in_bytes"),
    ):
        limit, used = _read(group / limit_file), _read(group / used_file)
        if limit.isdigit() and used.isdigit() and int(limit) < _UNLIMITED:
            return max(0, int(limit) - int(used) + _reclaimable_bytes(group))
    return None


def _reclaimable_bytes(group: Path) -> int:
    stats = dict(line.split(" ", 1) for line in _read(group / "memory.stat").splitlines())
    number = stats.get("total_inactive_file", stats.get("inactive_file", "0"))
    return int(number) if number.isdigit() else 0


def _read(path: Path) -> str:
    try:
        return path.read_text("ascii").strip()
    except (OSError, ValueError):
        return ""
