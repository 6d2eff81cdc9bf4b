"""Progress of renders on standard error: bars on a terminal, a few plain lines elsewhere."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Protocol, TextIO

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, TaskID

_LINE_INTERVAL_S = 10.0


class ProgressListener(Protocol):
    """Receives the progress of one clip after another.

    `begin` opens a clip, any number of `advance` and `doing` follow, and `end` closes it, also
    after an error. `say` may be called at any time.
    """

    def begin(self, name: str, frames: int | None) -> None:
        """Open a clip; `frames` is None while its length is unknown."""

    def advance(self, frames: int, beat: str) -> None:
        """Count `frames` more as finished; the last of them belongs to `beat`."""

    def doing(self, what: str) -> None:
        """Enter a stage that has no frames of its own, such as joining."""

    def say(self, line: str) -> None:
        """Print a line."""

    def end(self) -> None:
        """Close the clip."""


class SilentProgress:
    """Prints nothing: for `--quiet` and for tests."""

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


class ProgressLines:
    """Prints a plain line when a clip begins and at most every ten seconds: for logs and pipes."""

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
        if now - self._last < _LINE_INTERVAL_S or self._done == self._frames:
            return
        self._last = now
        rate = self._done / (now - self._start)
        if self._frames:
            done = f"{self._done}/{self._frames} frames"
            left = f", {(self._frames - self._done) / rate:.0f} s left"
        else:
            done, left = f"{self._done} frames", ""
        self.say(f"{self._name}: {done}, {beat}, {rate:.0f} frames/s{left}")

    def doing(self, what: str) -> None:
        pass

    def say(self, line: str) -> None:
        print(line, file=self._stream, flush=True)

    def end(self) -> None:
        pass


class BarDisplay:
    """The terminal's display: one bar per open clip, with lines above the bars."""

    def __init__(self, console: Console | None = None) -> None:
        if console is None:
            from rich.console import Console  # noqa: PLC0415  (slow; only renders need it)

            console = Console(stderr=True, highlight=False)
        self.console = console
        self._progress: Progress | None = None
        self._open = 0

    def add(self, name: str, frames: int | None) -> tuple[Progress, TaskID]:
        """Add a bar, to be closed by `remove`."""
        self._progress = self._progress or self._started()
        self._open += 1
        return self._progress, self._progress.add_task(name, total=frames, beat="starting", rate="")

    def remove(self) -> None:
        """Close a bar; it remains visible, and with the last one the display stops updating."""
        self._open -= 1
        if self._progress and not self._open:
            self._progress.stop()
            self._progress = None

    def _started(self) -> Progress:
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


class ProgressBar:
    """Shows one clip as a bar with its beat, frames per second and time left."""

    def __init__(self, display: BarDisplay | None = None) -> None:
        self._display = display or BarDisplay()
        self._shown: tuple[Progress, TaskID] | None = None
        self._done, self._start = 0, 0.0

    def begin(self, name: str, frames: int | None) -> None:
        self._done, self._start = 0, time.monotonic()
        self._shown = self._display.add(name, frames)

    def advance(self, frames: int, beat: str) -> None:
        self._done += frames
        rate = self._done / max(time.monotonic() - self._start, 1e-6)
        self._update(advance=frames, beat=beat, rate=f"{rate:.0f} frames/s")

    def doing(self, what: str) -> None:
        self._update(beat=what)

    def say(self, line: str) -> None:
        self._display.console.print(line, markup=False, soft_wrap=True)

    def end(self) -> None:
        if self._shown:
            self._display.remove()
        self._shown = None

    def _update(self, **fields: Any) -> None:
        if self._shown:
            progress, task = self._shown
            progress.update(task, **fields)
