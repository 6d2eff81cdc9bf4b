"""Running other programs during the set-up: quiet when they succeed, loud when they fail."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

TAIL_LINES = 25
"""How much of a failed command's output is shown: enough for a compiler's complaint."""


def say(line: str) -> None:
    """One plain line to the user; standard output stays free for `--json`."""
    print(line, file=sys.stderr, flush=True)


@dataclass(frozen=True)
class Outcome:
    """How a command ended, and all that it printed."""

    code: int
    output: str

    @property
    def tail(self) -> str:
        """The last lines of the output, indented."""
        return "\n".join("    " + line for line in self.output.splitlines()[-TAIL_LINES:])


def run(
    command: Sequence[str],
    *,
    env: Mapping[str, str] | None = None,
    cwd: str | None = None,
    keep_open: int | None = None,
) -> Outcome:
    """Run a command to its end with its output kept.

    `keep_open` is a file descriptor that the command inherits: a lock on it outlives us for as
    long as the command runs. On Ctrl-C the command is interrupted too and waited for, never
    killed, for apt must not be cut off in the middle of a package.
    """
    try:
        process = subprocess.Popen(
            command,
            env=env,
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=() if keep_open is None else (keep_open,),
            text=True,
            errors="replace",
        )
    except OSError as error:
        return Outcome(127, f"{command[0]}: {error.strerror}")
    try:
        output, _ = process.communicate()
    except KeyboardInterrupt:
        _interrupt(process)
        raise
    return Outcome(process.returncode, output)


def _interrupt(process: subprocess.Popen[str]) -> None:
    # Under sudo it is not ours to interrupt; the terminal has told it already.
    with suppress(PermissionError):
        process.send_signal(signal.SIGINT)
    process.communicate()


class Step:
    """Says what is being done, and afterwards how long it took: `with Step("Making .venv"):`."""

    def __init__(self, doing: str) -> None:
        self._doing = doing

    def __enter__(self) -> None:
        self._begin = time.monotonic()
        say(f"{self._doing} ...")

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            say(f"  done in {time.monotonic() - self._begin:.0f} s")


def without(names: Sequence[str]) -> dict[str, str]:
    """The environment of this process without some variables."""
    return {name: value for name, value in os.environ.items() if name not in names}
