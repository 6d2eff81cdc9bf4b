"""How a render comes along, told on standard error: a bar on a terminal, few lines elsewhere."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_LINE_EVERY_S = 10.0
"""Where there is no terminal: at most one line of progress in this time."""


class Watcher(Protocol):
    """Is told how one clip after another comes along.

    `begin` starts a clip, `advance` and `doing` follow in any number, `end` closes it, whatever
    happened. `say` may come at any time.
    """

    def begin(self, name: str, frames: int | None) -> None:
        """`frames` is None where nobody knows yet how many there will be."""

    def advance(self, frames: int, beat: str) -> None:
        """`frames` more are finished; the last of them belongs to `beat`."""

    def doing(self, what: str) -> None:
        """The clip enters a stage without frames of its own, as joining."""

    def say(self, line: str) -> None: ...

    def end(self) -> None: ...


class Silence:
    """Tells nothing: for `--quiet` and for tests."""

    def begin(self, name: str, frames: int | None) -> None:
        pass

    def advance(self, frames: int, beat: str) -> None:
        pass

    def doing(self, what: str) -> None:
        pass

    def say(self, line: str) -> None:
        pass

    def end(self) -> None:
        pass


class Lines:
    """Plain lines, few of them: for logs and pipes."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._name, self._done = "", 0
        self._frames: int | None = 0
        self._start = self._last = 0.0

    def begin(self, name: str, frames: int | None) -> None:
        self._name, self._frames, self._done = name, frames, 0
        self._start = self._last = time.monotonic()
        self.say(f"{name}: {frames} frames" if frames else name)

    def advance(self, frames: int, beat: str) -> None:
        self._done += frames
        now = time.monotonic()
        if now - self._last >= _LINE_EVERY_S and self._done != self._frames:
            self._last = now
            rate = self._done / (now - self._start)
            done, left = f"{self._done} frames", ""
            if self._frames:
                done = f"{self._done}/{self._frames} frames"
                left = f", {(self._frames - self._done) / rate:.0f} s left"
            self.say(f"{self._name}: {done}, {beat}, {rate:.0f} frames/s{left}")

    def doing(self, what: str) -> None:
        pass

    def say(self, line: str) -> None:
        print(line, file=self._stream, flush=True)

    def end(self) -> None:
        pass


class Bar:
    """One bar per clip, with the beat, frames per second and time left: for a terminal."""

    def __init__(self) -> None:
        from rich.console import Console  # noqa: PLC0415 - costs time that only a render pays

        self._console = Console(stderr=True, highlight=False)
        self._progress: Progress | None = None
        self._task: TaskID | None = None
        self._done, self._start = 0, 0.0

    def begin(self, name: str, frames: int | None) -> None:
        from rich.progress import (  # noqa: PLC0415
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        self._done, self._start = 0, time.monotonic()
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=32),
            MofNCompleteColumn(),
            TextColumn("{task.fields[beat]:<16}"),
            TextColumn("{task.fields[rate]:>12}"),
            TimeRemainingColumn(elapsed_when_finished=True),
            console=self._console,
        )
        self._task = self._progress.add_task(name, total=frames, beat="starting", rate="")
        self._progress.start()

    def advance(self, frames: int, beat: str) -> None:
        self._done += frames
        rate = self._done / max(time.monotonic() - self._start, 1e-6)
        if self._progress and self._task is not None:
            self._progress.update(
                self._task, advance=frames, beat=beat, rate=f"{rate:.0f} frames/s"
            )

    def doing(self, what: str) -> None:
        if self._progress and self._task is not None:
            self._progress.update(self._task, beat=what)

    def say(self, line: str) -> None:
        self._console.print(line, markup=False, soft_wrap=True)

    def end(self) -> None:
        if self._progress:
            self._progress.stop()
        self._progress, self._task = None, None
