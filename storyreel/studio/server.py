"""The studio's server: its page, the player, and one connection per page."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from importlib.resources import files
from pathlib import Path
from time import monotonic
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp, Message
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketDisconnected
from watchfiles import awatch

from storyreel.base.project import Project
from storyreel.studio.drawing_process import DrawingProcess
from storyreel.studio.guard import Guard
from storyreel.studio.publishing import PublishedVideos
from storyreel.studio.session import Session
from storyreel.web.script import player_script

MAX_MESSAGE = 1 << 18
"""Bytes of one message from the page."""

MAX_RATE = 120
"""Messages a second, over ten seconds, above which a connection is closed."""

_QUIET_MS = 10
"""A file counts as saved when nothing has changed for so long."""

_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


def studio_app(project: Project, drawing: DrawingProcess, token: str, port: int) -> ASGIApp:
    """The studio of a project as an application that answers on the loopback at `port`.

    `drawing` is closed when the application ends.
    """
    sessions: set[Session] = set()
    videos = PublishedVideos()
    new_session = partial(
        Session, project=project, drawing=drawing, videos=videos, writing=asyncio.Lock()
    )

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        watching = asyncio.create_task(_watch(project, drawing, sessions))
        try:
            yield
        finally:
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching
            drawing.close()

    routes = [
        Route("/{token}/", _page),
        Route("/{token}/player.js", _player),
        Route("/{token}/fonts/{name}", _font),
        Route("/{token}/icons.svg", _icons),
        Route("/{token}/published/{number:int}", partial(_published, videos)),
        Route("/{token}/{name}", _asset),
        WebSocketRoute("/{token}/live", partial(_live, new_session, sessions)),
    ]
    return Guard(Starlette(routes=routes, lifespan=life), token, port)


async def _page(request: Request) -> Response:
    return HTMLResponse(_read("index.html"))


async def _player(request: Request) -> Response:
    return Response(player_script(), media_type="text/javascript")


async def _asset(request: Request) -> Response:
    """A file of the page; the name is looked up in a list, never used as a path."""
    name = request.path_params["name"]
    known = {path.name for path in _folder().iterdir()}
    if name not in known:
        return Response("Not found", 404)
    return Response(_read(name), media_type=_TYPES.get(Path(name).suffix, "text/plain"))


async def _font(request: Request) -> Response:
    from storyreel.slides.page_assets import font_files  # noqa: PLC0415 - reads the fonts

    content = font_files().get(request.path_params["name"])
    return (
        Response("Not found", 404) if content is None else Response(content, media_type="font/ttf")
    )


async def _icons(request: Request) -> Response:
    from storyreel.studio.icons import icon_sheet  # noqa: PLC0415 - imports the design

    return Response(icon_sheet(), media_type=_TYPES[".svg"])


async def _published(videos: PublishedVideos, request: Request) -> Response:
    """A video that was published here, or a range of its bytes."""
    path = videos.path(request.path_params["number"])
    if path is None:
        return Response("Not found", 404)
    return FileResponse(path, media_type="video/mp4")


async def _live(
    new_session: Callable[[WebSocket], Session], sessions: set[Session], socket: WebSocket
) -> None:
    await socket.accept()
    session = new_session(socket)
    sessions.add(session)
    try:
        await _answer(socket, session)
    except (WebSocketDisconnect, WebSocketDisconnected):
        pass  # the page is gone, perhaps before its answer
    finally:
        sessions.discard(session)
        await session.close()


async def _answer(socket: WebSocket, session: Session) -> None:
    """Handle requests until the page is gone, or sends more than a page would."""
    count, since = 0, monotonic()
    while True:
        request = _request(await socket.receive())
        count += 1
        if monotonic() - since > 10:
            count, since = 1, monotonic()
        if request is None or count > 10 * MAX_RATE:
            await socket.close(1008)
            return
        await session.handle(request)


def _request(message: Message) -> dict[str, Any] | None:
    """The request in a message; None for anything that no page sends."""
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message["code"])
    try:
        value = json.loads(message.get("text") or "")
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


async def _watch(project: Project, drawing: DrawingProcess, sessions: set[Session]) -> None:
    """Draw the clips of all pages again when a file of the project changes."""
    folders = [
        path for path in (project.storyboards, project.scenes, project.assets) if path.is_dir()
    ]
    async for changes in awatch(*folders, step=_QUIET_MS, debounce=5 * _QUIET_MS):
        if all(Path(path).parent == project.storyboards for _, path in changes):
            drawing.forget_early()
        else:
            drawing.forget_drawn()
        for session in sessions:
            session.draw_again()


def _folder() -> Any:
    return files("storyreel.studio").joinpath("page")


def _read(name: str) -> str:
    text: str = _folder().joinpath(name).read_text("utf-8")
    return text
