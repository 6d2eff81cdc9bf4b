"""The warm process: Manim and the engine imported, clips never; it forks a child for each job.

Run as `python -m storyreel.studio.warm DESCRIPTOR`: a socket from which jobs come, each with two
descriptors: one to which its child writes messages, and a socket. A child that has drawn a clip
stays, and forks children for the jobs that come from that socket, as the warm process does. A scene
that crashes or never ends costs a child.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import string
import sys
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from select import select
from typing import Any, NamedTuple, NoReturn, TypeAlias

from storyreel.base.gc_tuning import THRESHOLD
from storyreel.base.project import Project
from storyreel.design.fonts import manifest
from storyreel.design.text import shape_line
from storyreel.design.tokens import TextStyle
from storyreel.stage.import_manim import import_stage
from storyreel.storyboard.catalog import all_clips
from storyreel.studio.drawn_clip import DrawnClip
from storyreel.studio.job import Job
from storyreel.studio.live import draw_live
from storyreel.studio.messages import PageMessage, Send, write_message
from storyreel.studio.moments import describe_frame, paint_frame
from storyreel.studio.reference import describe_schema, show_gallery
from storyreel.workers.parent_death import adopt_orphans

MAX_JOB = 1 << 20
_Work: TypeAlias = Callable[[Job, Send, DrawnClip | None], DrawnClip | None]


def serve(channel: socket.socket, before: DrawnClip | None = None) -> None:
    """Fork a child for each job that comes, until the other end closes.

    `before` is what this process has drawn.
    """
    _leave_signals()
    while (request := _next(channel)) is not None:
        _fork(channel, request, before)


def _leave_signals() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children are reaped by the system
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends this process


class _Request(NamedTuple):
    """A job, and two descriptors: where its answers go, and where more jobs come from."""

    job: dict[str, Any]
    answers: int
    jobs: int


def _next(channel: socket.socket) -> _Request | None:
    """Wait for a request; None when the other end has closed."""
    try:
        data, descriptors, _, _ = socket.recv_fds(channel, MAX_JOB, 2)
    except ConnectionResetError:  # the server has ended without closing
        return None
    return _Request(json.loads(data), *descriptors) if data else None


def _fork(channel: socket.socket, request: _Request, before: DrawnClip | None) -> None:
    """Do a job in a child."""
    if os.fork() == 0:
        channel.close()
        _work(*request, before)
    os.close(request.answers)
    os.close(request.jobs)


def _work(job: dict[str, Any], answers: int, jobs: int, before: DrawnClip | None) -> NoReturn:
    """Do one job, in a process group of its own; with a clip that is drawn wait for more jobs."""
    status = 1
    try:
        os.setpgid(0, 0)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        write_message(answers, PageMessage("begun", {"process": os.getpid()}))
        work = _JOBS[job.pop("work")]
        drawn = work(Job(**job), lambda message: write_message(answers, message), before)
        os.close(answers)
        if drawn is not None:
            with socket.socket(fileno=jobs) as more:
                _exclude_from_gc()
                serve(more, drawn)
        status = 0
    except BrokenPipeError:
        pass  # the server wants no more of it
    except Exception:
        traceback.print_exc()  # a bug of ours: the server says that the process has ended
    finally:
        os._exit(status)


def _show_gallery(job: Job, send: Send, _: DrawnClip | None) -> None:
    show_gallery(job, send)


def _describe_schema(job: Job, send: Send, _: DrawnClip | None) -> None:
    describe_schema(job, send)


_JOBS: dict[str, _Work] = {
    "live": draw_live,
    "describe": describe_frame,
    "paint": paint_frame,
    "schema": _describe_schema,
    "gallery": _show_gallery,
}


def warm_up(channel: socket.socket) -> None:
    """Import what scenes are made of, and load the fonts, so that no child has to.

    A job that waits already is begun as soon as it can be: a clip without a scene needs no Manim.
    """
    _leave_signals()
    early = _next(channel) if select([channel], [], [], 0)[0] else None
    if early and not _has_scene(early.job):
        _fork(channel, early, None)
        early = None
    import_stage()
    if early:
        _fork(channel, early, None)
    for module in walk_packages(import_module("storyreel.parts").__path__, "storyreel.parts."):
        import_module(module.name)
    import_module("storyreel.inspection.run")
    for font in manifest():
        shape_line(string.ascii_letters + string.digits, TextStyle(font, 1.0))
    _exclude_from_gc()


def _has_scene(job: dict[str, Any]) -> bool:
    project = Project.at(Path(job["project"]))
    return any(clip.id == job["clip"] and clip.scene.is_file() for clip in all_clips(project))


def _exclude_from_gc() -> None:
    """Exclude all that there is from collection, so that children share its memory."""
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    adopt_orphans()
    gc.set_threshold(THRESHOLD, 10, 10)
    with socket.socket(fileno=int(sys.argv[1])) as jobs:
        warm_up(jobs)
        serve(jobs)
