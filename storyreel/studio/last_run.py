"""The port of a run of the studio, kept so that open pages find the next one after a kill."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from storyreel.base.project import Project


@dataclass(frozen=True, slots=True)
class StudioRun:
    """A run of the studio: its port and its process."""

    port: int
    process: int


def port_for(project: Project) -> int:
    """The port of a killed run, 0 without one."""
    last = _last(project)
    return 0 if last is None or _is_running(last.process) else last.port


@contextmanager
def recorded(project: Project, run: StudioRun) -> Iterator[None]:
    """Keep the run's port until the run ends in order.

    Nothing is kept where the project is read-only.
    """
    path = _file(project)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.write_text(json.dumps(asdict(run)), "utf-8")
    try:
        yield
    finally:
        if _last(project) == run:
            path.unlink(missing_ok=True)


def _file(project: Project) -> Path:
    return project.root / ".storyreel" / "studio.json"


def _last(project: Project) -> StudioRun | None:
    try:
        return StudioRun(**json.loads(_file(project).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
