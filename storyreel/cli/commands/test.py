"""`test`: the tests of Storyreel, run by pytest in this interpreter."""

from __future__ import annotations

import argparse
import subprocess
import sys

from storyreel.base.errors import Problem, RequestError
from storyreel.base.program import CHECKOUT
from storyreel.base.project import Project
from storyreel.cli.console import Console, Reply
from storyreel.cli.registry import Example
from storyreel.workers.capacity import Machine

EXAMPLES: tuple[Example, ...] = (
    ("", "all but slow tests and fault injection"),
    ("-m slow", "what takes long: 4K, 8K"),
    ("-m faults", "killed processes, full disks, malformed input"),
    ("-k timeline", ""),
)

TOGETHER = ["--dist", "loadfile", "--no-loadscope-reorder"]
"""A file's tests share costly fixtures. Files run in the order of `tests/conftest.py`: the longest
come first."""


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.usage = f"{parser.prog} [options of pytest]"


def run(options: argparse.Namespace, project: Project, console: Console) -> Reply:
    """Pass the arguments on to pytest and return its exit code.

    Without arguments, the tests run on all cores, each file in one process. There is one process
    more than cores, because some tests wait for a browser or for the end of another process.
    """
    if CHECKOUT is None:
        what = "The installed package has no tests."
        raise RequestError(Problem(what, "Run them in a clone of the repository."))
    parallel = ["-n", str(Machine.current().cores + 1), *TOGETHER]
    words = [sys.executable, "-m", "pytest", *(options.pytest or parallel)]
    return Reply(exit_code=subprocess.run(words, cwd=CHECKOUT, check=False).returncode)
