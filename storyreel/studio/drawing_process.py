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
from dataclasses import asdict

from storyreel.base.errors import Problem, problems_as_data
from storyreel.studio.job import Job
from storyreel.studio.messages import HEAD_SIZE, PageMessage, sizes, unpacked

LONGEST_S = 60.0
"""A job that takes longer is ended: a scene without end must not occupy the studio."""


class DrawingProcess:
    """The warm process, started at once and started again when it has ended."""

    def __init__(self, longest_s: float = LONGEST_S) -> None:
        self._longest_s = longest_s
        self._start()

    def _start(self) -> None:
        self._channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        command = [sys.executable, "-P", "-m", "storyreel.studio.warm", str(theirs.fileno())]
        self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdout=sys.stderr)
        theirs.close()

    async def messages(self, work: str, job: Job) -> AsyncGenerator[PageMessage, None]:
        """Do a job and yield its messages; ends its process when the caller stops listening."""
        if self._process.poll() is not None:
            self._start()
        read, write = os.pipe()
        request = json.dumps({"work": work, **asdict(job)}).encode()
        await asyncio.to_thread(socket.send_fds, self._channel, [request], [write])
        os.close(write)
        reader = asyncio.StreamReader(limit=1 << 26)
        loop = asyncio.get_running_loop()
        transport, _ = await loop.connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(read, "rb")
        )
        process: int | None = None
        try:
            async with asyncio.timeout(self._longest_s):
                while True:
                    message = await _next(reader)
                    if message is None:
                        yield _ended(
                            "the scene ended its process.", "Run it with `render.py check`."
                        )
                        return
                    if message.kind == "begun":
                        process = message.data["process"]
                        continue
                    yield message
                    if message.kind == "done":
                        return
        except TimeoutError:
            what = f"the scene has not ended after {self._longest_s:g} seconds."
            yield _ended(what, "Look for a loop without end.")
        finally:
            transport.close()
            if process is not None:
                with suppress(ProcessLookupError):
                    os.killpg(process, signal.SIGKILL)

    def close(self) -> None:
        """End the warm process."""
        self._channel.close()
        self._process.terminate()
        self._process.wait()


async def _next(reader: asyncio.StreamReader) -> PageMessage | None:
    """The next message, or None where the other end has closed."""
    try:
        text, body = sizes(await reader.readexactly(HEAD_SIZE))
        return unpacked(await reader.readexactly(text), await reader.readexactly(body))
    except asyncio.IncompleteReadError:
        return None


def _ended(what: str, remedy: str) -> PageMessage:
    return PageMessage("problems", problems_as_data([Problem(what, remedy)]))
