"""The program: a command line to a command, its errors to messages and exit codes."""

from __future__ import annotations

import argparse
import sys
import tempfile
import traceback
from collections.abc import Callable, Sequence
from contextlib import ExitStack, redirect_stdout, suppress
from pathlib import Path

from storyreel.base.errors import (
    ExitCode,
    MachineError,
    Problem,
    RequestError,
    StoryreelError,
    problems_as_data,
)
from storyreel.base.program import CHECKOUT
from storyreel.base.project import Project, project_root
from storyreel.base.system_errors import system_problem
from storyreel.cli.console import (
    Console,
    Reply,
    document_text,
    write_document,
)
from storyreel.cli.parser import parse
from storyreel.cli.registry import command
from storyreel.cli.signals import (
    ignore_signals,
    let_signals_through,
    stop_behind,
    stopping_on_signals,
)
from storyreel.cli.streams import flush_output, reserved_output

BUG = 70
"""Exit code for a bug in Storyreel (EX_SOFTWARE)."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit code: one of `ExitCode`, or `BUG`."""
    words = sys.argv[1:] if arguments is None else arguments
    with stopping_on_signals(_interrupted_document() if "--json" in words else "") as stopped:
        return _main(words, stopped)


def _main(arguments: Sequence[str], stopped: Callable[[], bool]) -> int:
    as_json = "--json" in arguments
    try:
        let_signals_through()
        options = _parsed(arguments)
        as_json = options.json
        reply = _run(options, _project(options))
    except _HelpPrinted:
        return ExitCode.OK
    except BrokenPipeError:  # as in `list | head -1`
        return ExitCode.OK
    except (KeyboardInterrupt, Exception) as error:
        reply = _interruption(error) if stopped() or stop_behind(error) else _failure(error)
    ignore_signals()
    return _printed(reply) if as_json else reply.exit_code


def _interruption(error: BaseException) -> Reply:
    """The reply for an interruption, which has ended the command with this exception."""
    kept = " ".join(getattr(stop_behind(error), "__notes__", ()))
    remedy = f"Clips that were published before are unchanged. {kept}".rstrip()
    return _refusal((Problem("Interrupted.", remedy),), ExitCode.INTERRUPTED)


def _failure(error: BaseException) -> Reply:
    """The reply for an exception that is being handled and has ended the command."""
    if isinstance(error, StoryreelError):
        return _refusal(error.problems, error.exit_code)
    machine = isinstance(error, OSError | MemoryError | ImportError) and system_problem(error)
    return _refusal((machine,), ExitCode.UNABLE_MACHINE) if machine else _bug()


def _bug() -> Reply:
    """The reply for an exception that is being handled and should not have happened."""
    problem = Problem("This is a bug in Storyreel.", f"Please report it with {_crash_log()}.")
    return _refusal((problem,), BUG)


def _interrupted_document() -> str:
    """The document of a run that has no time to clean up."""
    problem = Problem("Interrupted.", "The run was stopped before it could clean up.")
    document = {"problems": problems_as_data([problem]), "exit_code": ExitCode.INTERRUPTED}
    return f"{document_text(document)}\n"


class _HelpPrinted(Exception):  # noqa: N818 - no error
    """Help or version was printed, and nothing is left to do."""


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    try:
        return parse(arguments)
    except SystemExit:
        flush_output()
        raise _HelpPrinted from None


def _project(options: argparse.Namespace) -> Project:
    """The project that is named or found, or one in the current folder: a plain scene needs none.

    Raises RequestError if the named folder does not exist, or if a folder of its files is a file.
    """
    folder: Path | None = options.project
    if folder is None:
        folder = project_root(here := _current_folder()) or CHECKOUT or here
    elif not folder.is_dir():
        what = "is not a folder" if folder.exists() else "does not exist"
        remedy = "Name a folder that contains storyboards/."
        raise RequestError(Problem(f"--project: {folder} {what}.", remedy))
    for option, other in (("--out", options.out), ("--store", options.store)):
        if other and other.exists() and not other.is_dir():
            raise RequestError(Problem(f"{option}: {other} is not a folder.", "Name a folder."))
    _current_folder()  # Manim needs one as well
    return Project.at(folder, options.out, options.store)


def _current_folder() -> Path:
    try:
        return Path.cwd()
    except FileNotFoundError:
        problem = Problem("The current folder no longer exists.", "Change to another folder.")
        raise RequestError(problem) from None


def _run(options: argparse.Namespace, project: Project) -> Reply:
    """Run the command; with `--json`, what others print goes to standard error."""
    console = Console(options.json, options.quiet)
    with ExitStack() as streams:
        if options.json:
            streams.enter_context(reserved_output())
            streams.enter_context(redirect_stdout(sys.stderr))
        return command(options.command).run(options, project, console)


def _refusal(problems: Sequence[Problem], exit_code: int) -> Reply:
    """Print the problems to standard error; the reply has them for the document."""
    for problem in problems:
        print(problem, file=sys.stderr)
    return Reply({"problems": problems_as_data(problems)}, exit_code)


def _printed(reply: Reply) -> int:
    """Print the reply's document and return the exit code."""
    try:
        write_document({**reply.document, "exit_code": reply.exit_code})
    except BrokenPipeError:
        return reply.exit_code
    except MachineError as error:
        return _refusal(error.problems, error.exit_code).exit_code
    return reply.exit_code


def _crash_log() -> str:
    """Write the traceback to a file and return its path; print it where no file can be written."""
    text = f"{sys.argv}\n{traceback.format_exc()}"
    for folder in _crash_folders():
        log = folder / "crash.log"
        with suppress(OSError):
            folder.mkdir(exist_ok=True)
            log.write_text(text, "utf-8", "backslashreplace")
            return str(log)
    print(text, file=sys.stderr)
    return "the traceback above"


def _crash_folders() -> list[Path]:
    """Where a crash log may go, the best place first."""
    folders = []
    with suppress(OSError):
        folders.append((project_root(Path.cwd()) or CHECKOUT or Path.cwd()) / ".storyreel")
    with suppress(OSError):
        folders.append(Path(tempfile.gettempdir()) / "storyreel")
    return folders
