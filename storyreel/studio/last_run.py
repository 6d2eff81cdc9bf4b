"""The address of a run of the studio, kept so that open pages find a studio that was killed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from storyreel.base.project import Project
from storyreel.studio.guard import new_token


@dataclass(frozen=True, slots=True)
class StudioRun:
    """A run of the studio: its port, and the token that its addresses contain."""

    port: int
    token: str
    process: int


def token_for(project: Project, port: int) -> str:
    """The token of a killed run at this port, so that its pages go on; else a new one."""
    last = _last(project)
    continued = last is not None and last.port == port and not _is_running(last.process)
    return last.token if last is not None and continued else new_token()


def port_for(project: Project) -> int:
    """The port of a killed run, 0 without one."""
    last = _last(project)
    return 0 if last is None or _is_running(last.process) else last.port


@contextmanager
def recorded(project: Project, run: StudioRun) -> Iterator[None]:
    """Keep the run's address, for its owner alone, until the run ends in order.

    Nothing is kept where the project is read-only.
    """
    path = _file(project)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump(asdict(run), file)
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
