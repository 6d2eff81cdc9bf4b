"""How a render comes along, told on standard error: a bar on a terminal, few lines elsewhere."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Protocol, TextIO

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, TaskID

_LINE_EVERY_S = 10.0
"""Where there is no terminal: at most one line of progress in this time."""


class ProgressListener(Protocol):
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


class Bars:
    """What a terminal shows: a bar for each clip that is under way, and lines above them."""

    def __init__(self, console: Console | None = None) -> None:
        if console is None:
            from rich.console import Console  # noqa: PLC0415 - costs time that only a render pays

            console = Console(stderr=True, highlight=False)
        self.console = console
        self._progress: Progress | None = None
        self._under_way = 0

    def add(self, name: str, frames: int | None) -> tuple[Progress, TaskID]:
        """One bar more; `remove` follows."""
        self._progress = self._progress or self._begun()
        self._under_way += 1
        return self._progress, self._progress.add_task(name, total=frames, beat="starting", rate="")

    def remove(self) -> None:
        """One clip less is under way; with the last one the bars stay as they are."""
        self._under_way -= 1
        if self._progress and not self._under_way:
            self._progress.stop()
            self._progress = None

    def _begun(self) -> Progress:
        from rich.progress import (  # noqa: PLC0415
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=32),
            MofNCompleteColumn(),
            TextColumn("{task.fields[beat]:<16}"),
            TextColumn("{task.fields[rate]:>12}"),
            TimeRemainingColumn(elapsed_when_finished=True),
            console=self.console,
        )
        progress.start()
        return progress


class Bar:
    """One of the bars, with the beat, frames per second and time left."""

    def __init__(self, bars: Bars | None = None) -> None:
        self._bars = bars or Bars()
        self._shown: tuple[Progress, TaskID] | None = None
        self._done, self._start = 0, 0.0

    def begin(self, name: str, frames: int | None) -> None:
        self._done, self._start = 0, time.monotonic()
        self._shown = self._bars.add(name, frames)

    def advance(self, frames: int, beat: str) -> None:
        self._done += frames
        rate = self._done / max(time.monotonic() - self._start, 1e-6)
        self._update(advance=frames, beat=beat, rate=f"{rate:.0f} frames/s")

    def doing(self, what: str) -> None:
        self._update(beat=what)

    def say(self, line: str) -> None:
        self._bars.console.print(line, markup=False, soft_wrap=True)

    def end(self) -> None:
        if self._shown:
            self._bars.remove()
        self._shown = None

    def _update(self, **fields: Any) -> None:
        if self._shown:
            progress, task = self._shown
            progress.update(task, **fields)
