"""The command line: options to a request, results to words, errors to exit codes."""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any

from storyreel.base.errors import ExitCode, Problem, StoryreelError
from storyreel.base.project import Project
from storyreel.cli.options import parse
from storyreel.cli.reply import Console, Reply, problems_as_data

_STOPPING = (signal.SIGINT, signal.SIGTERM)
BUG = 70
"""Exit code for a mistake of ours (EX_SOFTWARE)."""


def main(argv: list[str] | None = None) -> int:
    """Run one command; the exit code is `ExitCode`'s, or `BUG`."""
    with _stopping_on_signals():
        return _main(argv)


def _main(argv: list[str] | None) -> int:
    argv = sys.argv[1:] if argv is None else argv
    as_json = "--json" in argv
    try:
        options = parse(argv)
        project = Project.at(options.project or _default_root(), options.out, options.store)
        as_json = options.json
        reply = _run(options, project)
    except SystemExit as stop:
        return int(stop.code or 0)
    except StoryreelError as error:
        return _refused(error.problems, error.exit_code, as_json)
    except KeyboardInterrupt as stop:
        kept = " ".join(getattr(stop, "__notes__", ()))
        remedy = f"Clips that were published before are as they were. {kept}".rstrip()
        problem = Problem("Interrupted.", remedy)
        return _refused((problem,), ExitCode.INTERRUPTED, as_json)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.OK
    except Exception:  # the last resort: nobody else is left to tell the user
        log = _write_crash_log()
        problem = Problem("This is a bug in Storyreel.", f"Please report it with {log}.")
        return _refused((problem,), BUG, as_json)
    for each in _STOPPING:  # all is done but saying so
        signal.signal(each, signal.SIG_IGN)
    if as_json:
        _print_document({**reply.document, "exit_code": reply.exit_code})
    return reply.exit_code


def _run(options: Any, project: Project) -> Reply:
    console = Console(options.json, options.quiet)
    command = import_module(f"storyreel.cli.commands.{options.command}").run
    if not options.json:
        reply: Reply = command(options, project, console)
        return reply
    with redirect_stdout(sys.stderr):
        reply = command(options, project, console)
        return reply


def _refused(problems: tuple[Problem, ...], exit_code: int, as_json: bool) -> int:
    for problem in problems:
        print(problem, file=sys.stderr)
    if as_json:
        _print_document({"problems": problems_as_data(problems), "exit_code": exit_code})
    return exit_code


def _print_document(document: dict[str, Any]) -> None:
    print(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False), flush=True)


def _default_root() -> Path:
    """The project this program belongs to; where it is installed elsewhere, the current folder."""
    own = Path(__file__).parents[2]
    return own if (own / "storyboards").is_dir() else Path.cwd()


class _Stopped(KeyboardInterrupt):
    """Somebody wants us to stop.

    Not KeyboardInterrupt itself: once that has come out of an `exec`, as libraries use it to make
    classes, Python ends `python -m` by a signal, whatever exit code it is given.
    """


@contextmanager
def _stopping_on_signals() -> Iterator[None]:
    """The first Ctrl-C or termination unwinds, so that everything is tidied; the second ends."""

    def end_at_once(number: int, frame: FrameType | None) -> None:
        os._exit(ExitCode.INTERRUPTED)

    def unwind(number: int, frame: FrameType | None) -> None:
        for each in _STOPPING:
            signal.signal(each, end_at_once)
        raise _Stopped

    before = {each: signal.signal(each, unwind) for each in _STOPPING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _write_crash_log() -> Path:
    """Where the traceback was written; falls back to nothing worse than saying it here."""
    log = _default_root() / ".storyreel" / "crash.log"
    try:
        log.parent.mkdir(exist_ok=True)
        log.write_text(f"{sys.argv}\n{traceback.format_exc()}")
    except OSError:
        traceback.print_exc()
    return log
