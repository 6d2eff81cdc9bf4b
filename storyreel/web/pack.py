"""Drawings packed for the browser: shapes, paints and items once, frames as changes.

A pack is a sequence of chunks, each deflated on its own. A chunk holds what its frames need and
no earlier chunk has brought, so a viewer can show its frames as soon as it arrives.

Format of a chunk (numbers are LEB128, signed ones zigzag-coded): VERSION, the first frame, the
count of frames, then one block each for shapes, paints, images, masks, columns and frames. A new
item is the item that it replaces, going on as it did: each number is predicted to change as much
as the last time. Its mask has a bit for each field that is not as predicted. The k-th number of
such a field is written, less its prediction, to column `COLUMNS * field + k % COLUMNS`, so that
numbers of one kind are deflated together. `player/drawing.js` reads it; `tests/unit/web` compares
both.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from PIL import Image

from storyreel.drawing.drawing import Clips, Drawing, ImageItem, Item, Pixels
from storyreel.drawing.paints import Paint, Rgba, Shadow, Stroke
from storyreel.drawing.path import Path
from storyreel.drawing.quanta import Quanta
from storyreel.web.geometry import UNIT, ShapeTable, topology
from storyreel.web.varint import ByteWriter

VERSION = 3

COLUMNS = 8
"""Columns of each field; a clip is as many numbers."""

_POSE = 1
"""The number of the field `pose`, whose length follows from the shape."""

_NOTHING: tuple[int, ...] = ()


class _Look(NamedTuple):
    """An item as numbers, field by field; a field that is absent is empty."""

    shape: tuple[int, ...] = _NOTHING
    pose: tuple[int, ...] = _NOTHING
    fill: tuple[int, ...] = _NOTHING
    stroke: tuple[int, ...] = _NOTHING
    back_stroke: tuple[int, ...] = _NOTHING
    shadow: tuple[int, ...] = _NOTHING
    clips: tuple[int, ...] = _NOTHING
    image: tuple[int, ...] = _NOTHING


class ClipPacker:
    """Packs the drawings of a clip, one run of frames after another.

    What one chunk has brought is not sent again: chunks are read in the order in which `chunk`
    made them.
    """

    def __init__(self) -> None:
        self._shapes = ShapeTable()
        self._paints: dict[_Colors, int] = {}
        self._images: dict[bytes, int] = {}
        self._items: dict[bytes, int] = {}
        self._looks: list[_Look] = []
        self._predictions: list[_Look] = []
        self._begin()

    def _begin(self) -> None:
        """Begin a chunk, which has brought nothing so far."""
        self._new_paints, self._new_images = ByteWriter(), ByteWriter()
        self._masks = ByteWriter()
        self._columns = [ByteWriter() for _ in range(COLUMNS * len(_Look._fields))]

    def chunk(self, first: int, drawings: Sequence[Drawing]) -> bytes:
        """The frames `first`, `first + 1` … as one deflated chunk."""
        frames = self._frames(drawings)
        packed = ByteWriter()
        packed.unsigned_all((VERSION, first, len(drawings)))
        for block in (
            self._shapes.take_new(),
            bytes(self._new_paints),
            bytes(self._new_images),
            bytes(self._masks),
            *map(bytes, self._columns),
            frames,
        ):
            packed.block(block)
        self._begin()
        return zlib.compress(bytes(packed), 9)

    def _frames(self, drawings: Sequence[Drawing]) -> bytes:
        """Each frame's background, and the steps that make its items from the frame before."""
        packed = ByteWriter()
        before: tuple[Item, ...] = ()
        shown: Drawing | None = None
        for drawing in drawings:
            if shown is not None and drawing.key == shown.key:
                packed.unsigned(0)
                continue
            steps = list(_steps(before, drawing.items))
            packed.unsigned(1 + len(steps))
            self._background(packed, drawing.background)
            for step in steps:
                items = drawing.items[step.first : step.first + step.inserted]
                packed.unsigned_all((step.kept, step.dropped, len(items)))
                for position, item in enumerate(items):
                    dropped = step.place + position
                    like = before[dropped].key if position < step.dropped else None
                    self._item(packed, item, like)
            before, shown = drawing.items, drawing
        return bytes(packed)

    def _background(self, packed: ByteWriter, color: Rgba) -> None:
        packed.unsigned(self._paint(Paint((color,)))[0])

    def _item(self, packed: ByteWriter, item: Item, like: bytes | None) -> None:
        """Name an item: 0 for a new one, whose fields follow in the columns, or how far back."""
        number = self._items.get(item.key)
        if number is not None:
            packed.unsigned(len(self._looks) - number)
            return
        packed.unsigned(0)
        replaced = None if like is None else self._items[like]
        past = _Look() if replaced is None else self._looks[replaced]
        look = self._look(item, past)
        expected = past if replaced is None else self._predictions[replaced]
        if look.shape[:1] != past.shape[:1]:
            start = self._shapes.unmoved(look.shape[0]) if look.shape else _NOTHING
            past, expected = past._replace(pose=look.pose), expected._replace(pose=start)
        self._items[item.key] = len(self._looks)
        self._looks.append(look)
        self._predictions.append(_Look(*map(_continued, past, look)))
        self._write(look, expected)

    def _write(self, look: _Look, expected: _Look) -> None:
        """The fields that are not as expected: numbers of equal length as differences."""
        changed = [
            number
            for number, (now, then) in enumerate(zip(look, expected, strict=True))
            if now != then
        ]
        self._masks.unsigned(sum(1 << number for number in changed))
        for number in changed:
            now, then = look[number], expected[number]
            base = then if len(then) == len(now) else (0,) * len(now)
            columns = self._columns[COLUMNS * number :]
            if number != _POSE:
                self._masks.unsigned(len(now))
            for position, (value, old) in enumerate(zip(now, base, strict=True)):
                columns[position % COLUMNS].signed(value - old)

    def _look(self, item: Item, past: _Look) -> _Look:
        clips = self._clips(item.clips, past.clips)
        if isinstance(item, ImageItem):
            corners = [_unit(value) for corner in item.corners for value in corner]
            image = self._image(item.pixels)
            return _Look(clips=clips, image=(image, int(item.sampling), *corners))
        placed = self._shapes.place(item.path, past.shape[0] if past.shape else None)
        return _Look(
            (placed.shape, *_rule(item.path)),
            placed.pose,
            () if item.fill is None else self._paint(item.fill),
            self._stroke(item.stroke),
            self._stroke(item.back_stroke),
            self._shadow(item.shadow),
            clips,
        )

    def _clips(self, clips: Clips, past: tuple[int, ...]) -> tuple[int, ...]:
        """Eight numbers for each clip: its shape, its rule and side as bits, and its pose."""
        numbers: list[int] = []
        for clip in clips:
            likely = past[len(numbers)] if len(numbers) < len(past) else None
            placed = self._shapes.place(clip.path, likely)
            bits = clip.path.rule | (not clip.inside) << 1
            numbers += placed.shape, bits, *placed.pose
        return tuple(numbers)

    def _stroke(self, stroke: Stroke | None) -> tuple[int, ...]:
        if stroke is None:
            return _NOTHING
        paint, *points = self._paint(stroke.paint)
        return (paint, _unit(stroke.width), int(stroke.join), int(stroke.cap), *points)

    def _shadow(self, shadow: Shadow | None) -> tuple[int, ...]:
        if shadow is None:
            return _NOTHING
        paint = self._paint(Paint((shadow.color,)))
        return (*paint, _unit(shadow.dx), _unit(shadow.dy), _unit(shadow.sigma))

    def _paint(self, paint: Paint) -> tuple[int, ...]:
        """The number of its colours, and the points of a gradient, which may be radial."""
        colors = _Colors(paint.colors, paint.offsets)
        number = self._paints.get(colors)
        if number is None:
            number = self._paints[colors] = len(self._paints)
            self._write_paint(colors)
        if len(paint.colors) == 1:
            return (number,)
        return (number, *map(_unit, (*paint.start, *paint.end, *(paint.side or ()))))

    def _write_paint(self, paint: _Colors) -> None:
        """The colours; of a gradient, its offsets, if any."""
        packed = self._new_paints
        packed.unsigned(len(paint.colors))
        for color in paint.colors:
            packed.unsigned_all(color)
        if len(paint.colors) > 1:
            packed.unsigned_all((len(paint.offsets), *paint.offsets))

    def _image(self, pixels: Pixels) -> int:
        number = self._images.get(pixels.key)
        if number is None:
            number = self._images[pixels.key] = len(self._images)
            encoded = io.BytesIO()
            Image.fromarray(pixels.rgba).save(encoded, "PNG", optimize=True)
            self._new_images.block(encoded.getvalue())
        return number


class _Colors(NamedTuple):
    """What the paints of a moving gradient have in common."""

    colors: tuple[Rgba, ...]
    offsets: tuple[int, ...]


class _Step(NamedTuple):
    """Keep items of the frame before, drop some from `place`, insert some of the new frame."""

    kept: int
    place: int
    dropped: int
    first: int
    inserted: int


def _steps(before: Sequence[Item], after: Sequence[Item]) -> Iterator[_Step]:
    """Keep equal items, and replace changed ones by those that look most like them."""
    kept = 0
    for block in _blocks([item.key for item in before], [item.key for item in after]):
        if block.equal:
            kept += block.end - block.start
            continue
        old, new = before[block.start : block.end], after[block.first : block.last]
        for part in _blocks([*map(_kind, old)], [*map(_kind, new)]):
            place, dropped = block.start + part.start, part.end - part.start
            yield _Step(kept, place, dropped, block.first + part.first, part.last - part.first)
            kept = 0


class _Block(NamedTuple):
    """Two runs that are equal, or of which one replaces the other."""

    equal: bool
    start: int
    end: int
    first: int
    last: int


def _blocks(before: Sequence[Hashable], after: Sequence[Hashable]) -> Iterator[_Block]:
    shorter = min(len(before), len(after))
    head = next((k for k in range(shorter) if before[k] != after[k]), shorter)
    tail = next((k for k in range(shorter - head) if before[-1 - k] != after[-1 - k]), None)
    tail = shorter - head if tail is None else tail
    old, new = len(before) - tail, len(after) - tail
    if head:
        yield _Block(True, 0, head, 0, head)
    if head < old or head < new:
        matcher = SequenceMatcher(None, before[head:old], after[head:new], autojunk=False)
        for tag, *places in matcher.get_opcodes():
            yield _Block(tag == "equal", *(head + place for place in places))
    if tail:
        yield _Block(True, old, len(before), new, len(after))


def _kind(item: Item) -> Hashable:
    """What an item that moves or fades has in common with itself."""
    if isinstance(item, ImageItem):
        return item.pixels.key
    colors = () if item.fill is None else [color[:3] for color in item.fill.colors]
    return topology(item.path), *colors


def _continued(past: tuple[int, ...], now: tuple[int, ...]) -> tuple[int, ...]:
    """What follows if every number changes as much again."""
    if len(past) != len(now) or past == now:
        return now
    return tuple(2 * new - old for old, new in zip(past, now, strict=True))


def _rule(path: Path) -> tuple[int, ...]:
    """The fill rule of a path, left out where it is the usual one."""
    return (int(path.rule),) if path.rule else ()


def _unit(value: Quanta) -> int:
    return round(value / UNIT)
