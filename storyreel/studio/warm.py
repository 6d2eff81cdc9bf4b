"""The warm process: Manim and the engine imported, clips never; it forks a child for each job.

Run as `python -m storyreel.studio.warm DESCRIPTOR`: a socket from which jobs come, each with the
descriptor to which its child writes messages. An edit of a scene counts with the next job, and a
scene that crashes or never ends costs a child.
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
from importlib import import_module
from pkgutil import walk_packages
from typing import Any, NoReturn

from storyreel.design.fonts import manifest
from storyreel.design.text import shape_line
from storyreel.design.tokens import TextStyle
from storyreel.stage.import_manim import import_stage
from storyreel.studio.job import Job
from storyreel.studio.live import draw_live
from storyreel.studio.messages import PageMessage, write_message
from storyreel.studio.moments import describe_frame, paint_frame
from storyreel.studio.reference import describe_schema, show_gallery

MAX_JOB = 1 << 20
_JOBS = {
    "live": draw_live,
    "describe": describe_frame,
    "paint": paint_frame,
    "schema": describe_schema,
    "gallery": show_gallery,
}


def serve(channel: socket.socket) -> None:
    """Fork a child for each job that comes, until the other end closes."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children are reaped by the system
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends this process
    while True:
        try:
            data, descriptors, _, _ = socket.recv_fds(channel, MAX_JOB, 1)
        except ConnectionResetError:  # the server has ended without closing
            return
        if not data:
            return
        (answers,) = descriptors
        if os.fork() == 0:
            channel.close()
            _work(json.loads(data), answers)
        os.close(answers)


def _work(job: dict[str, Any], answers: int) -> NoReturn:
    """Do one job, in a process group of its own, and end."""
    status = 1
    try:
        os.setpgid(0, 0)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        write_message(answers, PageMessage("begun", {"process": os.getpid()}))
        work = _JOBS[job.pop("work")]
        work(Job(**job), lambda message: write_message(answers, message))
        status = 0
    except BrokenPipeError:
        pass  # the server wants no more of it
    except Exception:
        traceback.print_exc()  # a bug of ours: the server says that the process has ended
    finally:
        os._exit(status)


def warm_up() -> None:
    """Import what scenes are made of, and load the fonts, so that no child has to."""
    import_stage()
    for module in walk_packages(import_module("storyreel.parts").__path__, "storyreel.parts."):
        import_module(module.name)
    for font in manifest():
        shape_line(string.ascii_letters + string.digits, TextStyle(font, 1.0))
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    warm_up()
    with socket.socket(fileno=int(sys.argv[1])) as jobs:
        jobs.send(b"ready")
        serve(jobs)
