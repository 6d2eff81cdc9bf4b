"""One page that is connected to the studio: the clip that it shows, and what it asks for."""

from __future__ import annotations

import asyncio
import json
import struct
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Any

from starlette.websockets import WebSocket

from storyreel.base.disk import explained_write_errors
from storyreel.base.errors import Problem, RequestError, StoryreelError, problems_as_data
from storyreel.base.presets import quality_named
from storyreel.base.project import Project
from storyreel.storyboard.catalog import ClipFiles, all_clips, find_clip
from storyreel.studio.drawing_process import DrawingProcess
from storyreel.studio.edit import Edit
from storyreel.studio.job import Job
from storyreel.studio.messages import PageMessage
from storyreel.studio.part_names import with_renamed_part
from storyreel.studio.publishing import PublishedVideos, publish
from storyreel.studio.storyboard_file import (
    StaleError,
    restore_text,
    text_digest,
    write_changed,
    write_edits,
)

MAX_EDITS = 50
MAX_UNDO = 200


@dataclass(frozen=True, slots=True)
class _Step:
    """A text of the storyboard, and the digest of the file that it may replace."""

    text: str
    digest: str


class Session:
    """Answers one page. Requests are JSON objects with the key `do`; see `_ACTIONS`."""

    def __init__(
        self,
        socket: WebSocket,
        project: Project,
        drawing: DrawingProcess,
        videos: PublishedVideos,
        writing: asyncio.Lock,
    ) -> None:
        """`writing` is held while a storyboard is written, by one of all pages."""
        self._socket, self._project, self._drawing = socket, project, drawing
        self._videos, self._writing = videos, writing
        self._job = Job(str(project.root), "")
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._keys: dict[int, str] = {}
        self._undo: list[_Step] = []
        self._redo: list[_Step] = []
        self._sending = asyncio.Lock()

    async def handle(self, request: dict[str, Any]) -> None:
        """Do what a request asks for; mistakes go to the page as the message `refused`."""
        action = self._ACTIONS.get(str(request.get("do")))
        try:
            if action is None:
                raise RequestError(Problem("the page asks for something unknown.", "Reload it."))
            with explained_write_errors(self._project.storyboards):
                await action(self, request)
        except StoryreelError as error:
            await self.send(PageMessage("refused", problems_as_data(error.problems)))
        except (KeyError, TypeError, ValueError, OverflowError):
            problem = Problem("the page's request is incomplete.", "Reload the page.")
            await self.send(PageMessage("refused", problems_as_data([problem])))

    async def send(self, message: PageMessage) -> None:
        """Send a message: a length, the JSON text [kind, data] of that length, and the body."""
        text = json.dumps([message.kind, message.data]).encode()
        async with self._sending:
            await self._socket.send_bytes(struct.pack("<I", len(text)) + text + message.body)

    def draw_again(self) -> None:
        """Draw the clip again, because a file has changed; a drawing under way ends."""
        if self._job.clip:
            known = {key: frame for frame, key in sorted(self._keys.items(), reverse=True)}
            self._begin("live", self._draw(replace(self._job, known=known)))

    async def close(self) -> None:
        """End everything that this page has asked for."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _draw(self, job: Job) -> None:
        await self.send(PageMessage("drawing", {"clip": job.clip}))
        keys: dict[int, str] = {}
        async with aclosing(self._drawing.messages("live", job)) as messages:
            async for message in messages:
                if message.kind == "drawn":
                    keys |= {frame: key for frame, key in message.data.pop("keys")}
                await self.send(message)
                if message.kind == "complete":
                    self._keys = keys

    def _begin(self, name: str, work: Any) -> None:
        """Start some work in place of the last work of that name."""
        before = self._tasks.pop(name, None)
        if before is not None:
            before.cancel()
        self._tasks[name] = asyncio.create_task(work)

    async def _pass_on(self, work: str, job: Job) -> None:
        async with aclosing(self._drawing.messages(work, job)) as messages:
            async for message in messages:
                if message.kind != "done":
                    await self.send(message)

    async def _open(self, request: dict[str, Any]) -> None:
        clip = find_clip(self._project, str(request["clip"]))
        self._keys, self._undo, self._redo = {}, [], []
        self._job = replace(self._job, clip=clip.id, frame=_frame(request), known={})
        self.draw_again()

    async def _schema(self, request: dict[str, Any]) -> None:
        self._begin("schema", self._pass_on("schema", self._job))

    async def _new(self, request: dict[str, Any]) -> None:
        # All kinds of things, whose import takes a second.
        from storyreel.pictures.starter import create_clip  # noqa: PLC0415

        clip = create_clip(self._project, str(request["name"]))
        await self._clips(request)
        await self.send(PageMessage("created", clip.id))

    async def _gallery(self, request: dict[str, Any]) -> None:
        self._begin("gallery", self._pass_on("gallery", self._job))

    async def _clips(self, request: dict[str, Any]) -> None:
        clips = [{"id": clip.id, "stem": clip.stem} for clip in all_clips(self._project)]
        await self.send(PageMessage("clips", clips))

    async def _playhead(self, request: dict[str, Any]) -> None:
        self._job = replace(self._job, frame=_frame(request))

    async def _describe(self, request: dict[str, Any]) -> None:
        self._begin(
            "describe", self._pass_on("describe", replace(self._job, frame=_frame(request)))
        )

    async def _paint(self, request: dict[str, Any]) -> None:
        quality = quality_named(str(request["quality"])).name
        job = replace(self._job, frame=_frame(request), quality=quality)
        self._begin("paint", self._pass_on("paint", job))

    async def _edit(self, request: dict[str, Any]) -> None:
        edits = [_edit_of(each) for each in _bounded(request["edits"])]
        clip, digest = self._writable_clip(), str(request["digest"])
        number = request.get("number")
        shown = self._project.shown(clip.storyboard)
        async with self._writing:
            try:
                before = await asyncio.to_thread(write_edits, clip.storyboard, shown, digest, edits)
            except StaleError as error:
                problems = problems_as_data(error.problems)
                await self.send(PageMessage("stale", {"number": number, "problems": problems}))
                return
            await self._changed_from(before, clip, number)

    async def _changed_from(self, before: str, clip: ClipFiles, number: int | None = None) -> None:
        """Remember the text before a change, and say how many steps can be taken back."""
        after = clip.storyboard.read_bytes().decode()
        self._undo = [*self._undo[-MAX_UNDO:], _Step(before, text_digest(after))]
        self._redo = []
        await self._told_steps(text_digest(after), number)

    async def _insert(self, request: dict[str, Any]) -> None:
        """Add the example of a kind to a beat."""
        # All kinds of things, whose import takes a second.
        from storyreel.studio.insertion import with_example  # noqa: PLC0415

        beat, kind = int(request["beat"]), str(request["kind"])
        await self._rewrite(request, lambda text: with_example(text, beat, kind))

    async def _rename(self, request: dict[str, Any]) -> None:
        """Rename a part of a thing in all of its pictures."""
        thing, name, to = (_text(request[key]) for key in ("thing", "name", "to"))
        await self._rewrite(request, lambda text: with_renamed_part(text, thing, name, to))

    async def _rewrite(self, request: dict[str, Any], change: Callable[[str], str]) -> None:
        """Change the text of the storyboard, if it is still the one that the page has."""
        clip, digest = self._writable_clip(), str(request["digest"])
        shown = self._project.shown(clip.storyboard)
        async with self._writing:
            before = await asyncio.to_thread(write_changed, clip.storyboard, shown, digest, change)
            await self._changed_from(before, clip)

    async def _undo_step(self, request: dict[str, Any]) -> None:
        await self._restore(self._undo, self._redo)

    async def _redo_step(self, request: dict[str, Any]) -> None:
        await self._restore(self._redo, self._undo)

    async def _restore(self, steps: list[_Step], others: list[_Step]) -> None:
        if not steps:
            return
        clip, step = self._writable_clip(), steps[-1]
        shown = self._project.shown(clip.storyboard)
        async with self._writing:
            before = restore_text(clip.storyboard, shown, step.digest, step.text)
        steps.pop()
        others.append(_Step(before, text_digest(step.text)))
        await self._told_steps(text_digest(step.text))

    async def _told_steps(self, digest: str, number: int | None = None) -> None:
        """Say how many steps can be taken back, and what the file is now.

        With its digest the page can edit a file that has mistakes, which is not drawn. `number` is
        that of the edit which this answers.
        """
        steps: dict[str, Any] = {"undo": len(self._undo), "redo": len(self._redo)}
        await self.send(PageMessage("steps", steps | {"digest": digest, "number": number}))

    async def _publish(self, request: dict[str, Any]) -> None:
        quality, clip = quality_named(str(request["quality"])).name, self._clip().id
        work = publish(self._project, clip, quality, self._videos, self.send)
        self._begin("publish", work)

    async def _cancel(self, request: dict[str, Any]) -> None:
        """Stop publishing."""
        task = self._tasks.pop("publish", None)
        if task is not None:
            task.cancel()

    def _clip(self) -> ClipFiles:
        return find_clip(self._project, self._job.clip)

    def _writable_clip(self) -> ClipFiles:
        """The clip; raises RequestError if its storyboard is a link to a file elsewhere."""
        clip = self._clip()
        if not clip.storyboard.resolve().is_relative_to(self._project.root):
            what = f"{self._project.shown(clip.storyboard)} is a link to a file elsewhere."
            raise RequestError(Problem(what, "Edit that file in an editor."))
        return clip

    _Action = Callable[["Session", dict[str, Any]], Awaitable[None]]
    _ACTIONS: dict[str, _Action] = {  # noqa: RUF012 - never changed
        "open": _open,
        "schema": _schema,
        "clips": _clips,
        "playhead": _playhead,
        "describe": _describe,
        "paint": _paint,
        "edit": _edit,
        "insert": _insert,
        "rename": _rename,
        "undo": _undo_step,
        "redo": _redo_step,
        "publish": _publish,
        "cancel": _cancel,
        "new": _new,
        "gallery": _gallery,
    }


def _frame(request: dict[str, Any]) -> int:
    return max(0, int(request["frame"]))


def _text(value: Any) -> str:
    """A text of the page that a file can hold; raises TypeError or ValueError for anything else."""
    if not isinstance(value, str):
        raise TypeError("a text is needed")
    value.encode()  # half of a surrogate pair cannot be encoded
    return value


def _bounded(edits: Any) -> list[Any]:
    if not isinstance(edits, list) or len(edits) > MAX_EDITS:
        raise ValueError(f"a request has at most {MAX_EDITS} edits")
    return edits


def _edit_of(data: dict[str, Any]) -> Edit:
    path, value = data["path"], data["value"]
    if not isinstance(value, str | int | float | bool):
        raise ValueError("an edit needs a text, a number or a switch")
    if not all(isinstance(part, str | int) for part in path):
        raise ValueError("a path has names and numbers")
    return Edit(tuple(path), _text(value) if isinstance(value, str) else value)
