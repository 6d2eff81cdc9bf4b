"""The boxes of an MP4 or MOV file, read directly: FFmpeg corrects some of what players see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO

from storyreel.base.regular_file import open_regular

_CONTAINERS = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts"}
_MAX_INDEX_BYTES = 64 * 2**20
_MAX_BOXES = 10_000


@dataclass(frozen=True, slots=True)
class Mp4Box:
    """A box at the top level of a file: its type, offset, and size in bytes."""

    kind: str
    offset: int
    size: int


@dataclass(frozen=True, slots=True)
class Boxes:
    """The contents of the boxes; `problems` describe what could not be read."""

    top: tuple[Mp4Box, ...] = ()
    edit_lists: int = 0
    created: tuple[int, ...] = ()
    """Creation times of movie, track and media; 0 if not set."""

    durations: tuple[Fraction, ...] = ()
    """Seconds, according to movie, track and media."""

    problems: tuple[str, ...] = ()

    def index_first(self) -> bool:
        """Whether the index comes before the frames, so that playback can start at once."""
        kinds = [box.kind for box in self.top]
        return "moov" in kinds and "mdat" in kinds and kinds.index("moov") < kinds.index("mdat")


def read_boxes(path: Path) -> Boxes:
    """Read the boxes of any file; only the index is held in memory."""
    try:
        with open_regular(path) as file:
            length = file.seek(0, 2)
            top, problems = _top(file, length)
            index = b""
            for box in top:
                if box.kind == "moov" and box.size <= _MAX_INDEX_BYTES:
                    file.seek(box.offset)
                    index = file.read(box.size)
    except OSError as error:
        return Boxes(problems=(f"cannot be read: {error.strerror}",))
    found = list(_walk(index, 0, len(index), 0))
    headers = [(kind, body) for kind, body in found if kind in (b"mvhd", b"tkhd", b"mdhd")]
    return Boxes(
        top=top,
        edit_lists=sum(kind == b"elst" for kind, _ in found),
        created=tuple(_created(header) for _, header in headers),
        durations=tuple(_durations(headers)),
        problems=problems if index else (*problems, "has no index (moov)"),
    )


def _top(file: BinaryIO, length: int) -> tuple[tuple[Mp4Box, ...], tuple[str, ...]]:
    boxes: list[Mp4Box] = []
    offset = 0
    while offset < length and len(boxes) < _MAX_BOXES:
        file.seek(offset)
        header = file.read(16)
        size, kind = int.from_bytes(header[:4], "big"), header[4:8]
        if size == 1:
            size = int.from_bytes(header[8:16], "big")
        elif size == 0:
            size = length - offset
        if size < 8 or not kind.isascii() or not kind.decode("ascii").isprintable():
            return tuple(boxes), (f"no box begins at byte {offset}",)
        boxes.append(Mp4Box(kind.decode("ascii"), offset, size))
        if offset + size > length:
            return tuple(boxes), (f"box {boxes[-1].kind} extends beyond the end of the file",)
        offset += size
    return tuple(boxes), ()


def _walk(data: bytes, start: int, stop: int, depth: int) -> Iterator[tuple[bytes, bytes]]:
    """Type and body of the nested boxes, depth first; stops at an invalid size."""
    while start + 8 <= stop:
        size, kind = int.from_bytes(data[start : start + 4], "big"), data[start + 4 : start + 8]
        if size < 8 or start + size > stop:
            return
        if kind in _CONTAINERS and depth < len(_CONTAINERS):
            yield from _walk(data, start + 8, start + size, depth + 1)
        else:
            yield kind, data[start + 8 : start + size]
        start += size


def _created(header: bytes) -> int:
    """The creation time of a movie, a track or a media, from the body of its header."""
    return _number(header, 4, _width(header))


def _durations(headers: Iterable[tuple[bytes, bytes]]) -> Iterator[Fraction]:
    """Seconds of the movie, the tracks and the media; those of tracks are in ticks of the movie."""
    movie_scale = 0
    for kind, header in headers:
        width = _width(header)
        times_end = 4 + 2 * width  # version and flags, then the times of creation and of change
        if kind == b"tkhd":  # the track's id and four reserved bytes precede the duration
            scale, ticks = movie_scale, _number(header, times_end + 8, width)
        else:
            scale, ticks = _number(header, times_end, 4), _number(header, times_end + 4, width)
        if kind == b"mvhd":
            movie_scale = scale
        if scale:
            yield Fraction(ticks, scale)


def _width(header: bytes) -> int:
    """Bytes of a time or a duration in a header, by its version."""
    return 8 if header[:1] == b"\1" else 4


def _number(header: bytes, at: int, width: int) -> int:
    return int.from_bytes(header[at : at + width], "big")
