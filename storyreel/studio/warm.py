"""The warm process: Manim and the engine imported, clips never; it forks a child for each job.

Run as `python -m storyreel.studio.warm DESCRIPTOR`: a socket from which jobs come, each with the
descriptor to which its child writes messages. An edit of a scene counts with the next job, and a
scene that crashes or never ends costs a child.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
from typing import Any, NoReturn

from storyreel.stage.import_manim import import_manim
from storyreel.studio.live import LiveJob, draw_live
from storyreel.studio.messages import Message, write_message
from storyreel.studio.moments import describe_frame, paint_frame

MAX_JOB = 1 << 20
_JOBS = {"live": draw_live, "describe": describe_frame, "paint": paint_frame}


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
        write_message(answers, Message("begun", {"process": os.getpid()}))
        work = _JOBS[job.pop("work")]
        work(LiveJob(**job), lambda message: write_message(answers, message))
        status = 0
    except BrokenPipeError:
        pass  # the server wants no more of it
    finally:
        os._exit(status)


if __name__ == "__main__":
    import_manim()
    with socket.socket(fileno=int(sys.argv[1])) as jobs:
        jobs.send(b"ready")
        serve(jobs)
