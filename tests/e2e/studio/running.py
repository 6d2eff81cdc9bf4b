"""A running studio on a project of its own, and how tests talk to it."""

from __future__ import annotations

import asyncio
import http.client
import json
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import websockets

from tests.e2e.program import LONGEST_S, ROOT, program

PLAIN_CAPTION = re.compile(r"caption: \"?([A-Z].*?)\"?$", re.MULTILINE)
BOARD = "judge-twenty-pairs.yaml"
"""A storyboard of the tests' own, so that clips can be told again."""


@dataclass(frozen=True)
class Studio:
    """A running studio on a project of its own."""

    process: subprocess.Popen[str]
    project: Path
    address: str

    @property
    def board(self) -> Path:
        return self.project / "storyboards" / BOARD

    @property
    def port(self) -> int:
        port = urlsplit(self.address).port
        assert port is not None
        return port

    @property
    def token(self) -> str:
        return urlsplit(self.address).path.strip("/")


def start(project: Path, *arguments: str, errors: int = subprocess.DEVNULL) -> Studio:
    process = subprocess.Popen(
        [*program(), "studio", *arguments, "--no-open", "--project", str(project)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=errors, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    line = process.stdout.readline()
    found = re.search(r"http://\S+", line)
    assert found, line
    return Studio(process, project, found.group())


@contextmanager
def running(project: Path, *arguments: str) -> Iterator[Studio]:
    """A studio that is interrupted at the end of the block."""
    studio = start(project, *arguments)
    try:
        yield studio
    finally:
        studio.process.send_signal(signal.SIGINT)
        assert studio.process.wait(LONGEST_S) == 130


def small_project(folder: Path) -> Path:
    """A project with one storyboard."""
    (folder / "storyboards").mkdir()
    shutil.copy(Path(__file__).parent / BOARD, folder / "storyboards")
    return folder


def fetch(
    studio: Studio, path: str, method: str = "GET", **headers: str
) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", studio.port, timeout=30)
    connection.request(method, path, headers={"Host": f"127.0.0.1:{studio.port}", **headers})
    return connection.getresponse()


def talk(
    studio: Studio, *requests: str | bytes, token: str = "", origin: str | None = "own"
) -> list[list[Any]]:
    """Send requests over a connection of our own; returns the kinds of the answers."""

    async def talking() -> list[list[Any]]:
        uri = f"ws://127.0.0.1:{studio.port}/{token or studio.token}/live"
        own = f"http://127.0.0.1:{studio.port}"
        given = websockets.Origin(own) if origin == "own" else origin and websockets.Origin(origin)
        async with websockets.connect(uri, origin=given or None) as socket:
            for request in requests:
                await socket.send(request)
            answers = []
            for _ in requests:
                data = await asyncio.wait_for(socket.recv(), 30)
                assert isinstance(data, bytes)
                size = int.from_bytes(data[:4], "little")
                answers.append(json.loads(data[4 : 4 + size]))
            return answers

    return asyncio.run(talking())


async def answer(socket: websockets.ClientConnection, kind: str) -> Any:
    """The data of the next answer of a kind."""
    _, told = await answered(socket, kind)
    return told


async def answered(socket: websockets.ClientConnection, *kinds: str) -> tuple[str, Any]:
    """The next answer of one of these kinds: its kind and its data."""
    while True:
        data = await asyncio.wait_for(socket.recv(), LONGEST_S)
        assert isinstance(data, bytes)
        size = int.from_bytes(data[:4], "little")
        found, told = json.loads(data[4 : 4 + size])
        if found in kinds:
            return found, told


def digest(studio: Studio) -> str:
    return sha256(studio.board.read_bytes()).hexdigest()
