"""Drawings packed for the browser: shapes, paints and items once, frames as changes.

A pack is a sequence of chunks, each deflated on its own. A chunk holds what its frames need and
no earlier chunk has brought, so a viewer can show its frames as soon as it arrives.

Format of a chunk (numbers are LEB128, signed ones zigzag-coded): VERSION, the first frame, the
count of frames, then one block each for shapes, paints, images, items and frames. `player.js`
reads it; `tests/unit/web` compares both.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from PIL import Image

from storyreel.drawing.drawing import (
    Clips,
    Drawing,
    ImageItem,
    Item,
    Paint,
    Path,
    Pixels,
    Quanta,
    Rgba,
    Shadow,
    Stroke,
)
from storyreel.web.geometry import IDENTITY, UNIT, ShapeTable
from storyreel.web.varint import ByteWriter

VERSION = 2
_NOTHING: tuple[int, ...] = ()
_FIXED_LENGTH = (1, 2)
"""Fields of a look that every item has: where its shape is, and how large and turned."""


class _Look(NamedTuple):
    """An item as numbers, field by field; a field that is absent is empty."""

    shape: tuple[int, ...] = _NOTHING
    move: tuple[int, ...] = (0, 0)
    linear: tuple[int, ...] = IDENTITY[:4]
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
        self._paints: dict[Paint, int] = {}
        self._images: dict[bytes, int] = {}
        self._items: dict[bytes, int] = {}
        self._looks: list[_Look] = []
        self._new_paints, self._new_images = ByteWriter(), ByteWriter()
        self._new_items = ByteWriter()

    def chunk(self, first: int, drawings: Sequence[Drawing]) -> bytes:
        """The frames `first`, `first + 1` … as one deflated chunk."""
        frames = self._frames(drawings)
        packed = ByteWriter()
        packed.unsigned_all((VERSION, first, len(drawings)))
        for block in (
            self._shapes.take_new(),
            bytes(self._new_paints),
            bytes(self._new_images),
            bytes(self._new_items),
            frames,
        ):
            packed.block(block)
        self._new_paints, self._new_images = ByteWriter(), ByteWriter()
        self._new_items = ByteWriter()
        return zlib.compress(bytes(packed), 9)

    def _frames(self, drawings: Sequence[Drawing]) -> bytes:
        """Each frame's background, and the steps that make its items from the frame before."""
        packed = ByteWriter()
        before: list[bytes] = []
        shown: Drawing | None = None
        for drawing in drawings:
            if shown is not None and drawing.key == shown.key:
                packed.unsigned(0)
                continue
            keys = [item.key for item in drawing.items]
            steps = _steps(before, keys)
            packed.unsigned(1 + len(steps))
            self._background(packed, drawing.background)
            for step in steps:
                items = drawing.items[step.first : step.first + step.inserted]
                packed.unsigned_all((step.kept, step.dropped, len(items)))
                for position, item in enumerate(items):
                    dropped = step.place + position
                    like = before[dropped] if position < step.dropped else None
                    self._item(packed, item, like)
            before, shown = keys, drawing
        return bytes(packed)

    def _background(self, packed: ByteWriter, color: Rgba) -> None:
        packed.unsigned(self._paint(Paint((color,))))

    def _item(self, packed: ByteWriter, item: Item, like: bytes | None) -> None:
        """Name an item: 0 for a new one, whose fields follow in the items, or how far back."""
        number = self._items.get(item.key)
        if number is not None:
            packed.unsigned(len(self._looks) - number)
            return
        packed.unsigned(0)
        look = self._look(item)
        reference = self._looks[self._items[like]] if like is not None else _Look()
        self._items[item.key] = len(self._looks)
        self._looks.append(look)
        self._write(look, reference)

    def _write(self, look: _Look, reference: _Look) -> None:
        """The fields that differ from the reference: numbers of equal length as differences."""
        changed = [
            number
            for number, (now, then) in enumerate(zip(look, reference, strict=True))
            if now != then
        ]
        self._new_items.unsigned(sum(1 << number for number in changed))
        for number in changed:
            now, then = look[number], reference[number]
            base = then if len(then) == len(now) else (0,) * len(now)
            if number not in _FIXED_LENGTH:
                self._new_items.unsigned(len(now))
            for value, old in zip(now, base, strict=True):
                self._new_items.signed(value - old)

    def _look(self, item: Item) -> _Look:
        clips = self._clips(item.clips)
        if isinstance(item, ImageItem):
            corners = [_unit(value) for corner in item.corners for value in corner]
            image = self._image(item.pixels)
            return _Look(clips=clips, image=(image, int(item.sampling), *corners))
        placed = self._shapes.place(item.path)
        return _Look(
            (placed.shape, *_rule(item.path)),
            placed.transform[4:],
            placed.transform[:4],
            () if item.fill is None else (self._paint(item.fill),),
            self._stroke(item.stroke),
            self._stroke(item.back_stroke),
            self._shadow(item.shadow),
            clips,
        )

    def _clips(self, clips: Clips) -> tuple[int, ...]:
        """Eight numbers for each clip: its shape, its rule and side as bits, and where it is."""
        numbers: list[int] = []
        for clip in clips:
            placed = self._shapes.place(clip.path)
            bits = clip.path.rule | (not clip.inside) << 1
            numbers += placed.shape, bits, *placed.transform
        return tuple(numbers)

    def _stroke(self, stroke: Stroke | None) -> tuple[int, ...]:
        if stroke is None:
            return _NOTHING
        paint = self._paint(stroke.paint)
        return (paint, _unit(stroke.width), int(stroke.join), int(stroke.cap))

    def _shadow(self, shadow: Shadow | None) -> tuple[int, ...]:
        if shadow is None:
            return _NOTHING
        paint = self._paint(Paint((shadow.color,)))
        return (paint, _unit(shadow.dx), _unit(shadow.dy), _unit(shadow.sigma))

    def _paint(self, paint: Paint) -> int:
        number = self._paints.get(paint)
        if number is None:
            number = self._paints[paint] = len(self._paints)
            self._write_paint(paint)
        return number

    def _write_paint(self, paint: Paint) -> None:
        """The colours; of a gradient, whether it is radial, its offsets if any, and its points."""
        packed = self._new_paints
        packed.unsigned(len(paint.colors))
        for color in paint.colors:
            packed.unsigned_all(color)
        if len(paint.colors) > 1:
            packed.unsigned_all((paint.side is not None, len(paint.offsets), *paint.offsets))
            for value in (*paint.start, *paint.end, *(paint.side or ())):
                packed.signed(_unit(value))

    def _image(self, pixels: Pixels) -> int:
        number = self._images.get(pixels.key)
        if number is None:
            number = self._images[pixels.key] = len(self._images)
            encoded = io.BytesIO()
            Image.fromarray(pixels.rgba).save(encoded, "PNG", optimize=True)
            self._new_images.block(encoded.getvalue())
        return number


class _Step(NamedTuple):
    """Keep items of the frame before, drop some from `place`, insert some of the new frame."""

    kept: int
    place: int
    dropped: int
    first: int
    inserted: int


def _steps(before: Sequence[bytes], after: Sequence[bytes]) -> list[_Step]:
    steps: list[_Step] = []
    kept = 0
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal":
            kept = end - start
        else:
            steps.append(_Step(kept, start, end - start, first, last - first))
            kept = 0
    return steps


def _rule(path: Path) -> tuple[int, ...]:
    """The fill rule of a path, left out where it is the usual one."""
    return (int(path.rule),) if path.rule else ()


def _unit(value: Quanta) -> int:
    return round(value / UNIT)
