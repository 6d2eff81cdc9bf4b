"""States of files and environments that a machine may be in, for tests of the exit code."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

CLIP, OTHER = "hour29", "hour25"
FileState = Callable[[Path], None]
"""Puts a file into a state; the project has the clips CLIP and OTHER, of which CLIP is rendered."""


@dataclass(frozen=True, slots=True)
class Environment:
    """How the program is started: shell commands before it, redirections, and the working folder.

    `may_lose_output` says that standard output does not reach the test.
    """

    before: str = ""
    redirections: str = ""
    may_lose_output: bool = False


def _removed(path: Path) -> Path:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def folder(path: Path) -> None:
    _removed(path).mkdir()


def empty(path: Path) -> None:
    _removed(path).write_bytes(b"")


def noise(path: Path) -> None:
    _removed(path).write_bytes(bytes(range(256)) * 64)


def dangling_link(path: Path) -> None:
    _removed(path).symlink_to("nothing")


def link_loop(path: Path) -> None:
    _removed(path).symlink_to(path.name)


def pipe(path: Path) -> None:
    os.mkfifo(_removed(path))


def unreadable(path: Path) -> None:
    path.chmod(0)


def read_only(path: Path) -> None:
    path.chmod(0o555)


def brackets(path: Path) -> None:
    _removed(path).write_text("[" * 200_000, "utf-8")


def wrong_types(path: Path) -> None:
    _removed(path).write_text('{"provenance": 3, "file": [], "encoder": null}', "utf-8")


def name_not_unicode(path: Path) -> None:
    os.close(os.open(os.fsencode(path) + b"-\xff.yaml", os.O_CREAT | os.O_WRONLY))


def name_as_long_as_possible(path: Path) -> None:
    """A file beside `path`."""
    suffix = path.suffix
    path.with_name("n" * (255 - len(suffix)) + suffix).write_bytes(b"")


BOARD = "storyboards/hour29-reproducibility-gates.yaml"
OTHER_BOARD = "storyboards/hour25-ui-productization.yaml"
VIDEO = "media/hour29/hour29-smoke.mp4"
POSTER = "media/hour29/hour29-smoke.png"
REPORT = "media/hour29/hour29-smoke.report.json"

_CONDITIONS: dict[str, tuple[FileState, ...]] = {
    VIDEO: (folder, empty, noise, dangling_link, link_loop, pipe, unreadable),
    POSTER: (folder, pipe, unreadable),
    REPORT: (folder, empty, dangling_link, pipe, unreadable, brackets, wrong_types),
    "media/hour29": (empty, dangling_link, link_loop, pipe, unreadable, read_only),
    "media": (empty, dangling_link, link_loop, pipe, unreadable, read_only, name_not_unicode),
    "media/hour29/.hour29-smoke.lock": (folder, pipe, link_loop),
    "media/hour29/.hour29-smoke.publishing": (folder, empty, pipe),
    BOARD: (folder, empty, noise, dangling_link, link_loop, pipe, unreadable, brackets),
    OTHER_BOARD: (folder, dangling_link, pipe, unreadable, name_as_long_as_possible),
    "storyboards": (empty, link_loop, unreadable, name_not_unicode),
    "storyboards/schema": (pipe, unreadable),
    "scenes/hour29/scene.py": (folder, dangling_link, pipe, unreadable, noise),
    "scenes/hour29/data.py": (folder, dangling_link, pipe, unreadable, noise),
    "scenes/hour29": (empty, link_loop, unreadable),
    "scenes/hour25/scene.py": (folder, dangling_link, pipe, unreadable, noise),
    "scenes/hour25/data.py": (folder, dangling_link, pipe, unreadable, noise),
    "scenes": (empty, link_loop, unreadable),
    "assets": (empty, link_loop, unreadable, dangling_link),
    "assets/extra.png": (pipe, folder, dangling_link),
    ".storyreel": (empty, dangling_link, link_loop, unreadable, read_only),
    ".storyreel/store": (empty, dangling_link, link_loop, pipe, unreadable, read_only),
    ".storyreel/store/.lock": (folder, pipe, unreadable, noise),
}

FILE_STATES: dict[str, tuple[str, FileState]] = {
    f"{path} {state.__name__.replace('_', ' ')}": (path, state)
    for path, states in _CONDITIONS.items()
    for state in states
}
"""A path in the project, and the state that it is put into; by words for both."""

ENVIRONMENTS: dict[str, Environment] = {
    "nothing set": Environment("for each in $(env | cut -d= -f1); do unset $each; done"),
    "no PATH": Environment("unset PATH"),
    "no HOME": Environment("unset HOME"),
    "a HOME that does not exist": Environment("export HOME=/nonexistent/home"),
    "a HOME that can't be entered": Environment("mkdir -m 0 home && export HOME=$PWD/home"),
    "a HOME that is unknown": Environment("export HOME='~'"),
    "a TMPDIR that does not exist": Environment("export TMPDIR=/nonexistent/tmp"),
    "a folder for temporary files that is a file": Environment("export TMPDIR=/dev/null"),
    "ASCII": Environment("export LC_ALL=C PYTHONUTF8=0"),
    "an unknown locale": Environment("export LC_ALL=xx_YY.what"),
    "warnings as errors": Environment("export PYTHONWARNINGS=error"),
    "Python's debugging": Environment("export PYTHONDEVMODE=1 PYTHONOPTIMIZE=2"),
    "no columns": Environment("export COLUMNS=0 LINES=0 TERM=nonsense FORCE_COLOR=1"),
    "wrong numbers of threads": Environment("export OMP_NUM_THREADS=x OPENBLAS_NUM_THREADS=-1"),
    "standard input closed": Environment(redirections="<&-"),
    "standard output closed": Environment(redirections=">&-", may_lose_output=True),
    "standard error closed": Environment(redirections="2>&-"),
    "all streams closed": Environment(redirections="<&- >&- 2>&-", may_lose_output=True),
    "output full": Environment(redirections="> /dev/full", may_lose_output=True),
    "messages full": Environment(redirections="2> /dev/full"),
    "output without a reader": Environment(redirections="| true", may_lose_output=True),
    "a deleted folder": Environment("mkdir gone && cd gone && rmdir ../gone"),
    "a folder that is not readable": Environment("mkdir shut && cd shut && chmod 0 ."),
    "small files only": Environment("ulimit -f 16"),
    "files of no size": Environment("ulimit -f 0"),
    "few open files": Environment("ulimit -n 16"),
    "very few open files": Environment("ulimit -n 8"),
    "800 MiB of addresses": Environment("ulimit -v 800000"),
    "300 MiB of addresses": Environment("ulimit -v 300000"),
    "few seconds": Environment("ulimit -t 100"),
    "no core files": Environment("ulimit -c 0"),
    "a small stack": Environment("ulimit -s 512"),
    "hang-ups ignored": Environment("trap '' HUP"),
    "interruptions ignored": Environment("trap '' INT TERM"),
    "no permissions for new files": Environment("umask 777"),
    "a module yaml in the folder": Environment("echo 'raise SystemExit(70)' > yaml.py"),
}
