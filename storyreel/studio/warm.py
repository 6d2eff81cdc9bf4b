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
from typing import Any, NamedTuple, TypeAlias

from storyreel.base.gc_tuning import THRESHOLD
from storyreel.base.project import Project
from storyreel.design.fonts import manifest
from storyreel.design.text import shape_line
from storyreel.design.tokens import TextStyle
from storyreel.stage.import_manim import import_stage
from storyreel.storyboard.catalog import all_clips
from storyreel.studio.drawn_clip import DrawnClip
from storyreel.studio.job import Job
from storyreel.studio.live import draw_live, judge_live
from storyreel.studio.messages import PageMessage, Send, write_message
from storyreel.studio.moments import describe_frame, paint_frame
from storyreel.workers.parent_death import adopt_orphans

MAX_JOB = 1 << 20

_FIRST_PICTURE_S = 1.5
"""How long the first picture may have the processors before the rest is imported."""

_Work: TypeAlias = Callable[[Job, Send, DrawnClip | None], DrawnClip | None]


class _Request(NamedTuple):
    """A job, and two descriptors: where its answers go, and where more jobs come from."""

    job: dict[str, Any]
    answers: int
    jobs: int


class JobServer:
    """Forks a child for each job that comes from a socket.

    A child that has drawn a clip goes on as a server: with its drawings in place of those of its
    parent, and with the socket that came with its job.
    """

    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel
        self._drawn: DrawnClip | None = None
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children are reaped by the system
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the studio's server ends this process

    def serve(self) -> None:
        """Do jobs until the other end closes."""
        while (request := self._next()) is not None:
            self._fork(request)

    def warm_up(self) -> None:
        """Import what scenes are made of, and load the fonts, so that no child has to.

        A job that waits already is begun as soon as it can be: a clip without a scene needs no
        Manim.
        """
        early = self._next() if select([self._channel], [], [], 0)[0] else None
        if early:
            if _has_scene(early.job):
                import_stage()
            if self._fork(early):
                return
            select([self._channel], [], [], _FIRST_PICTURE_S)
        import_stage()
        for module in walk_packages(import_module("storyreel.parts").__path__, "storyreel.parts."):
            import_module(module.name)
        for name in ("inspection.run", "pictures.draft", "studio.reference", "studio.thing_texts"):
            import_module(f"storyreel.{name}")
        for font in manifest():
            shape_line(string.ascii_letters + string.digits, TextStyle(font, 1.0))
        _exclude_from_gc()

    def _next(self) -> _Request | None:
        """Wait for a request; None when the other end has closed."""
        try:
            data, descriptors, _, _ = socket.recv_fds(self._channel, MAX_JOB, 2)
        except ConnectionResetError:  # the server has ended without closing
            return None
        return _Request(json.loads(data), *descriptors) if data else None

    def _fork(self, request: _Request) -> bool:
        """Do a job in a child; returns whether this is the child, which has drawn a clip."""
        if os.fork() == 0:
            self._channel.close()
            self._drawn = _work(request, self._drawn)
            self._channel = socket.socket(fileno=request.jobs)
            _exclude_from_gc()
            return True
        os.close(request.answers)
        os.close(request.jobs)
        return False


def _work(request: _Request, before: DrawnClip | None) -> DrawnClip:
    """Do one job; the process ends unless it has drawn a clip."""
    drawn, status = None, 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        drawn = _answered(request, before)
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        if drawn is not None:
            _judge_apart(drawn, request)
        os.close(request.answers)
        status = 0
    except BrokenPipeError:
        pass  # the server no longer reads the answers
    except Exception:
        traceback.print_exc()  # a bug of ours: the server says that the process has ended
    finally:
        if drawn is None or status:
            os._exit(status)
    return drawn


def _answered(request: _Request, before: DrawnClip | None) -> DrawnClip | None:
    send = _begun(request)
    work = _JOBS[request.job.pop("work")]
    return work(Job(**request.job), send, before)


def _begun(request: _Request) -> Send:
    """Be a process group that works on the request; returns how to answer it."""
    os.setpgid(0, 0)

    def send(message: PageMessage) -> None:
        write_message(request.answers, message)

    send(PageMessage("begun", {"process": os.getpid()}))
    return send


def _judge_apart(drawn: DrawnClip, request: _Request) -> None:
    """Judge a clip in a fork that ends the job, so that its next version need not wait."""
    if os.fork():
        return
    try:
        os.close(request.jobs)
        judge_live(drawn, _begun(request))
    except BrokenPipeError:
        pass  # the server no longer reads the answers
    except Exception:
        traceback.print_exc()  # a bug of ours: the server says that the process has ended
    finally:
        os._exit(0)


def _show_gallery(job: Job, send: Send, _: DrawnClip | None) -> None:
    from storyreel.studio.reference import show_gallery  # noqa: PLC0415 - imports all kinds

    show_gallery(job, send)


def _describe_schema(job: Job, send: Send, _: DrawnClip | None) -> None:
    from storyreel.studio.reference import describe_schema  # noqa: PLC0415 - imports all kinds

    describe_schema(job, send)


_JOBS: dict[str, _Work] = {
    "live": draw_live,
    "describe": describe_frame,
    "paint": paint_frame,
    "schema": _describe_schema,
    "gallery": _show_gallery,
}


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
    server = JobServer(socket.socket(fileno=int(sys.argv[1])))
    server.warm_up()
    server.serve()
    os._exit(0)
