"""Standard streams that may be closed, full, or unable to print a character."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from storyreel.base.errors import MachineError, Problem


def prepare_streams() -> None:
    """Make the three standard streams of this process safe to use.

    A closed one becomes the null device: otherwise the next file that is opened takes its number
    and receives what is printed. A character that the locale cannot print becomes an escape. What
    standard error cannot take is dropped: it could not be reported anywhere else.
    """
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest free number, which is this one
    sys.stdin = sys.stdin or os.fdopen(0, closefd=False)
    sys.stdout = sys.stdout or os.fdopen(1, "w", closefd=False)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    encoding = sys.stderr.encoding if sys.stderr else None
    raw = os.fdopen(2, "wb", closefd=False)
    sys.stderr = _Lossy(raw, encoding, errors="backslashreplace", line_buffering=True)


class _Lossy(io.TextIOWrapper):
    """A text stream that drops what cannot be written."""

    def write(self, text: str) -> int:
        try:
            return super().write(text)
        except OSError:
            _discard(self.fileno())
            return len(text)

    def flush(self) -> None:
        try:
            super().flush()
        except OSError:
            _discard(self.fileno())


@contextmanager
def reserved_output() -> Iterator[None]:
    """Send what is written to file descriptor 1 to standard error while the block runs.

    Scenes and libraries may write there without Python's `sys.stdout`.
    """
    sys.stdout.flush()
    output = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        os.dup2(output, 1)
        os.close(output)


def write_line(line: str) -> None:
    """Print one line to standard output, at once.

    Raises MachineError if it cannot be written, and BrokenPipeError if its reader has gone.
    """
    with _standard_output():
        print(line, flush=True)


def flush_output() -> None:
    """Write what others have printed to standard output; raises what `write_line` raises."""
    with _standard_output():
        sys.stdout.flush()


@contextmanager
def _standard_output() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        _discard(sys.stdout.fileno())
        raise
    except OSError as error:
        _discard(sys.stdout.fileno())
        what = f"Cannot write to standard output: {error.strerror}."
        raise MachineError(Problem(what, "Redirect it to another file.")) from error


def _discard(number: int) -> None:
    """Send what is still buffered for a file descriptor, and all that follows, to nowhere."""
    null = os.open(os.devnull, os.O_WRONLY)
    if null != number:  # as it is where the descriptor was closed
        os.dup2(null, number)
        os.close(null)
