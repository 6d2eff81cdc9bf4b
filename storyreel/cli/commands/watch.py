"""`watch`: the sheet or the frame of a clip, made again on every save."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from storyreel.base.errors import Problem, RequestError, StoryreelError
from storyreel.base.project import Project
from storyreel.cli.commands import sheet
from storyreel.cli.console import Console, Reply
from storyreel.cli.registry import Example
from storyreel.workers.child_signals import leave_signals_to_parent, signals_held

EXAMPLES: tuple[Example, ...] = (
    ("hour29 --at 12.4", "the frame at this time"),
    ("hour29 --beat closing", "start, middle and end of a beat"),
    ("hour29 --findings", "the sheet of the whole clip, with findings"),
)

_POLL_MS = 50


def add_options(parser: argparse.ArgumentParser) -> None:
    sheet.add_options(parser)


def run(options: argparse.Namespace, project: Project, console: Console) -> Reply:
    """Make the sheet, and make it again whenever a file of the project changes.

    Ends when it is interrupted, and at once where the options have a mistake. Each sheet is made
    in a fork of this process, which has imported everything but the clip: edits of scenes count,
    and a scene without end costs a fork.
    """
    if options.kinds or options.parts or options.json:
        what = "watch shows one clip, for a reader at the terminal."
        raise RequestError(Problem(what, "Leave out --kinds, --parts and --json."))
    sheet.require_request(options, project)
    # Manim, which a mistake in the request need not wait for.
    from storyreel.stage.import_manim import import_manim

    import_manim()
    maker: int | None = None
    try:
        for _ in _saves(project, options.storyboard):
            if maker is not None:
                _end(maker)
            with signals_held():
                maker = os.fork()
                if maker == 0:
                    _make(options, project, console)
    finally:
        if maker is not None:
            _end(maker)
    return Reply({})


def _saves(project: Project, storyboard: Path | None) -> Iterator[None]:
    """Once at the start, and after every save of a storyboard, a scene or an asset."""
    from watchfiles import watch

    logging.getLogger("watchfiles").setLevel(logging.WARNING)  # Manim shows what libraries log
    yield
    named = [] if storyboard is None else [storyboard.absolute().parent]
    folders = {project.storyboards, project.scenes, project.assets, *named}
    for _ in watch(*filter(Path.is_dir, folders), step=20, debounce=_POLL_MS):
        yield


def _make(options: argparse.Namespace, project: Project, console: Console) -> None:
    """Make the sheet in this process, which is a fork, and end it."""
    os.setpgid(0, 0)
    leave_signals_to_parent()
    begun = time.perf_counter()
    try:
        sheet.run(options, project, console)
        console.say(f"  {time.perf_counter() - begun:.2f} s")
    except BrokenPipeError:
        pass  # the reader has gone
    except StoryreelError as error:
        print(error, file=sys.stderr)
    except Exception as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
    finally:
        os._exit(0)


def _end(process: int) -> None:
    """End a fork that may still be at work, and its own children."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process, signal.SIGKILL)
    os.waitpid(process, 0)
