"""Run other programs during the set-up, and print their output only if they fail."""

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
"""Lines of a failed command's output that are printed: enough for a compiler's error."""

QUICK_S = 60.0
"""The limit for commands that take a second: long enough on a slow and busy machine."""

STOPPED = 124
"""The code of a command that had to be stopped, as of `timeout` in the shell."""


def say(line: str) -> None:
    """Print a line on standard error; standard output is reserved for `--json`."""
    print(line, file=sys.stderr, flush=True)


@dataclass(frozen=True)
class CommandResult:
    """A command's exit code and everything that it printed."""

    code: int
    output: str

    @property
    def tail(self) -> str:
        """The last lines of the output, or the exit code without any; indented."""
        lines = self.output.splitlines() or [f"no output, exit code {self.code}"]
        return "\n".join("    " + line for line in lines[-TAIL_LINES:])


def run(
    command: Sequence[str],
    *,
    env: Mapping[str, str] | None = None,
    cwd: str | None = None,
    keep_open: int | None = None,
    limit_s: float | None = None,
) -> CommandResult:
    """Run a command to its end and capture its output.

    The command inherits the file descriptor `keep_open`: a lock on it is held until the command
    ends, even if this process is killed. On Ctrl-C the command is interrupted and waited for, never
    killed, because apt must not be stopped in the middle of a package. A command with a limit, in
    seconds, is killed with all that it has started, at its limit and on Ctrl-C.
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
            process_group=None if limit_s is None else 0,
            text=True,
            errors="replace",
        )
    except OSError as error:
        return CommandResult(127, f"{command[0]}: {error.strerror}")
    try:
        output, _ = process.communicate(timeout=limit_s)
    except subprocess.TimeoutExpired:
        _kill(process)
        return CommandResult(STOPPED, f"{command[0]}: stopped, it took more than {limit_s:.0f} s")
    except KeyboardInterrupt:
        (_interrupt if limit_s is None else _kill)(process)
        raise
    return CommandResult(process.returncode, output)


def _interrupt(process: subprocess.Popen[str]) -> None:
    # A command under sudo cannot be signalled, and has received Ctrl-C from the terminal.
    with suppress(PermissionError):
        process.send_signal(signal.SIGINT)
    process.communicate()


def _kill(process: subprocess.Popen[str]) -> None:
    """End a command and all that it has started, which are a process group of their own."""
    with process, suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


class Step:
    """Prints what the block does, and then how long it took: `with Step("Creating .venv"):`."""

    def __init__(self, doing: str) -> None:
        self._doing = doing

    def __enter__(self) -> None:
        self._begin = time.monotonic()
        say(f"{self._doing} ...")

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            say(f"  done in {time.monotonic() - self._begin:.0f} s")


def environment_without(names: Sequence[str]) -> dict[str, str]:
    """The environment of this process without the named variables."""
    return {name: value for name, value in os.environ.items() if name not in names}
