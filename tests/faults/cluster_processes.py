"""A cluster of real processes, which tests kill, stop and replace."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from tests.faults.world import PROGRAM, ROOT
from tests.processes import wait_until

WAIT_S = 60


def free_port() -> int:
    """A port of this machine that nothing listens to."""
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@dataclass
class Started:
    """A started program with a log, in a process group of its own."""

    process: subprocess.Popen[bytes]
    log: Path

    def says(self, words: str) -> bool:
        """Whether its log comes to contain words in time."""
        return wait_until(lambda: words in self.log.read_text("utf-8"), WAIT_S)

    @property
    def renderers(self) -> list[psutil.Process]:
        """The processes that render for a worker."""
        return psutil.Process(self.process.pid).children()

    def signal(self, number: signal.Signals) -> None:
        """Signal the program and its processes."""
        os.killpg(self.process.pid, number)

    def end(self) -> None:
        """Kill it with its processes, and wait for it."""
        if self.process.poll() is None:
            self.signal(signal.SIGKILL)
        self.process.wait()


@dataclass
class ClusterProcesses:
    """A scheduler and workers on the loopback."""

    folder: Path
    protocol: str = "tcp"
    port: int = field(default_factory=free_port)
    started: list[Started] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"{self.protocol}://127.0.0.1:{self.port}"

    def scheduler(self) -> Started:
        """Start the scheduler, and wait until it answers."""
        words = ("--host", f"{self.protocol}://127.0.0.1", "--port", str(self.port))
        command = (sys.executable, "-m", "distributed.cli.dask_scheduler", *words, "--no-dashboard")
        begun = self._start("scheduler", command, {})
        assert begun.says("Scheduler at"), begun.log.read_text()
        return begun

    def worker(self, name: str, *options: object, engine: Path = ROOT, **variables: str) -> Started:
        """Start a worker that renders one segment at a time, and wait until it has joined."""
        words = ("worker", self.url, "--name", name, "--workers", 1, "--project", ROOT, *options)
        command = (*PROGRAM, *map(str, words))
        begun = self._start(name, command, {"PYTHONPATH": str(engine), **variables})
        assert begun.says(f"{name} works for"), begun.log.read_text()
        return begun

    def end(self) -> None:
        """End every process."""
        for each in self.started:
            each.end()

    def _start(self, name: str, command: tuple[str, ...], variables: dict[str, str]) -> Started:
        log = self.folder / f"{name}.{len(self.started)}.log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                command,
                cwd=self.folder,
                env={**os.environ, "TMPDIR": str(self.folder), **variables},
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.started.append(Started(process, log))
        return self.started[-1]


def cluster_in(folder: Path, protocol: str = "tcp") -> Iterator[ClusterProcesses]:
    """A cluster whose processes end with the test."""
    folder.mkdir()
    cluster = ClusterProcesses(folder, protocol)
    yield cluster
    cluster.end()
