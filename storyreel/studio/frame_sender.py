"""Sends drawings to the page: those that it lacks, packed, and which ones it has already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from storyreel.base.timebase import frame_runs
from storyreel.drawing.drawing import Drawing
from storyreel.studio.messages import PageMessage, Send
from storyreel.studio.title_change import Retitled
from storyreel.web.pack import ClipPacker


class FrameSender:
    """One stream of chunks to the page, which knows drawings by their keys.

    `known` maps the keys of the drawings that the page has to their frames.
    """

    def __init__(self, known: Mapping[str, int], send: Send, stream: int) -> None:
        self._known, self._send, self._stream = known, send, stream
        self._packer = ClipPacker()

    def send_first(self, frame: int, drawing: Drawing, items: Sequence[Mapping[str, Any]]) -> None:
        """Send the frame under the playhead, with the things in it."""
        told = self._sent({frame: drawing})
        self._send(PageMessage("drawn", told | {"items": items, "frame": frame}))

    def send(self, drawings: Mapping[int, Drawing]) -> None:
        """Send the drawings of some frames."""
        self._send(PageMessage("drawn", self._sent(drawings)))

    def send_retitled(self, drawings: Mapping[int, Retitled], title: tuple[int, int]) -> None:
        """Send drawings with a title by its frame, which has been sent, and its place there.

        The page makes those of which it has the drawings before.
        """
        known = {at: each for at, each in drawings.items() if _key(each.before) in self._known}
        made = [[at, self._known[_key(each.before)], each.place] for at, each in known.items()]
        keys = [[at, _key(each.drawing)] for at, each in known.items()]
        told = {"same": [], "keys": keys, "title": title, "retitled": made}
        self._send(PageMessage("drawn", told))
        rest = {at: each.drawing for at, each in drawings.items() if at not in known}
        if rest:
            self.send(rest)

    def _sent(self, drawings: Mapping[int, Drawing]) -> dict[str, Any]:
        """Send the drawings that the page lacks; returns the keys of all, for the message."""
        keys = {frame: _key(drawing) for frame, drawing in drawings.items()}
        same = [[frame, self._known[key]] for frame, key in keys.items() if key in self._known]
        for run in frame_runs(frame for frame, key in keys.items() if key not in self._known):
            chunk = self._packer.chunk(run.start, [drawings[frame] for frame in run])
            self._send(PageMessage("frames", {"stream": self._stream}, chunk))
        return {"same": same, "keys": list(keys.items())}


def _key(drawing: Drawing) -> str:
    return drawing.key[:12].hex()
