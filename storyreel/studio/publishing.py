"""Publishes a clip from the studio: the command `render`, in a process of its own."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress

from storyreel.base.presets import quality_named
from storyreel.base.project import Project
from storyreel.studio.messages import Message

Send = Callable[[Message], Awaitable[None]]


async def publish(project: Project, clip: str, quality: str, send: Send) -> None:
    """Render a clip and send `progress` with each line, then `published` with the document.

    Raises RequestError for an unknown quality. The process ends when the caller does.
    """
    name = quality_named(quality).name
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-P", "-m", "storyreel", "render", clip, "--quality", name, "--json"),
        *("--project", str(project.root)),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        document = asyncio.create_task(process.stdout.read())
        async for line in process.stderr:
            await send(Message("progress", {"text": line.decode(errors="replace").rstrip()}))
        told = json.loads(await document or b"{}")
        status = await process.wait()
        await send(Message("published", {"exit_code": status, "document": told}))
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
