"""Publishes clips from the studio, each in a process of its own, and serves what was published."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

from storyreel.base.errors import Problem, problems_as_data
from storyreel.base.presets import quality_named
from storyreel.base.project import Project
from storyreel.studio.messages import PageMessage

Send = Callable[[PageMessage], Awaitable[None]]


class PublishedVideos:
    """The videos that the studio has published; the page names them by number, never by path."""

    def __init__(self) -> None:
        self._paths: list[Path] = []

    def add(self, path: Path) -> int:
        """The number under which a video is served."""
        if path not in self._paths:
            self._paths.append(path)
        return self._paths.index(path)

    def path(self, number: int) -> Path | None:
        """The video of a number, None if there is none."""
        path = self._paths[number] if 0 <= number < len(self._paths) else None
        return path if path is not None and path.is_file() else None


async def publish(
    project: Project, clip: str, quality: str, videos: PublishedVideos, send: Send
) -> None:
    """Render a clip: sends `progress` with each step, then `published` or `unpublished`.

    Raises RequestError for an unknown quality. The process ends when the caller does.
    """
    name = quality_named(quality).name
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", "storyreel.studio.render_process"),
        *(str(project.root), clip, name),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        limit=1 << 24,
    )
    assert process.stdout is not None
    try:
        async for line in process.stdout:
            told = json.loads(line)
            if "video" in told:
                path = Path(told.pop("video"))
                place = {"number": videos.add(path), "path": project.shown(path)}
                await send(PageMessage("published", told | place))
                return
            if "problems" in told:
                await send(PageMessage("unpublished", told["problems"]))
                return
            await send(PageMessage("progress", told))
        problem = Problem("rendering has ended without a result.", "Look at the terminal.")
        await send(PageMessage("unpublished", problems_as_data([problem])))
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        await process.wait()
