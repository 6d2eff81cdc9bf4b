"""The server's side of the warm process: starts it, gives it jobs, and ends what takes too long."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncGenerator
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import BinaryIO

from storyreel.base.errors import Problem, problems_as_data
from storyreel.studio.job import Job
from storyreel.studio.messages import HEAD_SIZE, PageMessage, sizes, unpacked

LONGEST_S = 60.0
"""A job that tells nothing for longer is ended: a scene without end must not occupy the studio."""


class DrawingProcess:
    """The warm process, started at once and started again when it has ended.

    A process that has drawn a clip does its next jobs until another one is ready in its place, so
    that a change never waits for what follows the last frame.
    """

    def __init__(self, longest_s: float = LONGEST_S) -> None:
        self._longest_s = longest_s
        self._drawn: _DrawnClipProcess | None = None
        self._early: tuple[Job, _Child] | None = None
        self._changes = 0
        self._start()

    def _start(self) -> None:
        self._channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        command = [sys.executable, "-P", "-m", "storyreel.studio.warm", str(theirs.fileno())]
        self._process = subprocess.Popen(
            command,
            pass_fds=[theirs.fileno()],
            stdout=sys.stderr,
            process_group=0,  # Ctrl-C is for the server alone, which ends this process
        )
        theirs.close()

    async def messages(self, work: str, job: Job) -> AsyncGenerator[PageMessage, None]:
        """Do a job and yield its messages; ends its process when the caller stops listening."""
        changes = self._changes
        child = self._take_early(work, job) or self._fork(work, job)
        try:
            answers = await child.listen()
            async with asyncio.timeout(self._longest_s) as limit:
                while (message := await _next(answers)) is not None:
                    limit.reschedule(asyncio.get_running_loop().time() + self._longest_s)
                    if message.kind == "begun":
                        child.process = message.data["process"]
                        continue
                    if message.kind == "ready":
                        if changes == self._changes:
                            self._keep(job.clip, child)
                        continue
                    yield message
                    if message.kind == "done":
                        return
                yield _ended("the scene ended its process.", "Run it with `render.py check`.")
        except TimeoutError:
            what = f"the scene has drawn nothing for {self._longest_s:g} seconds."
            yield _ended(what, "Look for a loop without end.")
        finally:
            child.end()
            if self._drawn is None or self._drawn.jobs is not child.jobs:
                child.jobs.close()

    def begin_early(self, job: Job) -> None:
        """Begin to draw a clip for the page that is about to open it."""
        self._early = job, self._fork("live", job)

    def forget_early(self) -> None:
        """Draw no clip early, because its storyboard may have changed."""
        if self._early:
            _, child = self._early
            child.end()
            child.jobs.close()
        self._early = None

    def forget_drawn(self) -> None:
        """Draw clips from the start, because a scene or an asset has changed."""
        self.forget_early()
        self._changes += 1
        if self._drawn:
            self._drawn.jobs.close()
        self._drawn = None

    def close(self) -> None:
        """End the warm process, and the one that has drawn a clip."""
        self.forget_drawn()
        self._channel.close()
        self._process.terminate()
        self._process.wait()

    def _fork(self, work: str, job: Job) -> _Child:
        """Have a process fork a child for a job: the one that has drawn the clip, if any."""
        if self._process.poll() is not None:
            self._start()
        request = json.dumps({"work": work, **asdict(job)}).encode()
        read, write = os.pipe()
        jobs, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        with theirs, os.fdopen(write, "wb"):
            for channel in self._channels(job.clip):
                with suppress(OSError):  # the process has ended
                    socket.send_fds(channel, [request], [write, theirs.fileno()])
                    break
        return _Child(os.fdopen(read, "rb"), jobs)

    def _take_early(self, work: str, job: Job) -> _Child | None:
        """The child that draws early, if it does this job; else it ends with the next clip."""
        if work != "live" or self._early is None:
            return None
        early, child = self._early
        if early != job:
            self.forget_early()
            return None
        self._early = None
        return child

    def _channels(self, clip: str) -> list[socket.socket]:
        """The processes that may do a job about a clip, the best first."""
        drawn = [self._drawn.jobs] if self._drawn and self._drawn.clip == clip else []
        return [*drawn, self._channel]

    def _keep(self, clip: str, child: _Child) -> None:
        """Keep a child that has drawn a clip, in place of the one before."""
        if self._drawn:
            self._drawn.jobs.close()
        self._drawn = _DrawnClipProcess(clip, child.jobs)
        child.process = None  # it goes on, even without a listener


@dataclass(frozen=True)
class _DrawnClipProcess:
    """A process that has drawn a clip, and where it takes jobs; it ends when that is closed."""

    clip: str
    jobs: socket.socket


@dataclass
class _Child:
    """A process that does a job: its answers, where it takes more jobs, and its id once known.

    When it has drawn a clip, `process` becomes the one that judges that.
    """

    answers: BinaryIO | asyncio.BaseTransport
    jobs: socket.socket
    process: int | None = None

    async def listen(self) -> asyncio.StreamReader:
        """A reader of the answers; call it once."""
        reader = asyncio.StreamReader(limit=1 << 26)
        self.answers, _ = await asyncio.get_running_loop().connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), self.answers
        )
        return reader

    def end(self) -> None:
        """End the process that works on the job, and all that it has started."""
        self.answers.close()
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process, signal.SIGKILL)


async def _next(reader: asyncio.StreamReader) -> PageMessage | None:
    """The next message, or None where the other end has closed."""
    try:
        text, body = sizes(await reader.readexactly(HEAD_SIZE))
        return unpacked(await reader.readexactly(text), await reader.readexactly(body))
    except asyncio.IncompleteReadError:
        return None


def _ended(what: str, remedy: str) -> PageMessage:
    return PageMessage("problems", problems_as_data([Problem(what, remedy)]))
