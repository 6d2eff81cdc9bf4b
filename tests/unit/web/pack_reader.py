"""A second reader of packed drawings: frames as lists of items, in quanta."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from storyreel.web.geometry import UNIT

Points: TypeAlias = npt.NDArray[np.float64]
_ABSENT: tuple[int, ...] = ()
_FRESH = (_ABSENT,) * 8
_COLUMNS = 8


@dataclass(frozen=True)
class ReadItem:
    """An item as its points by contour, and its numbers by field."""

    contours: tuple[tuple[Points, bool], ...]
    fields: tuple[tuple[int, ...], ...]
    past: tuple[tuple[int, ...], ...] = _FRESH

    @property
    def expected(self) -> list[tuple[int, ...]]:
        """The fields of what follows, if all changes as it did."""
        found = [
            tuple(2 * new - old for old, new in zip(past, now, strict=True))
            if len(past) == len(now)
            else now
            for past, now in zip(self.past, self.fields, strict=True)
        ]
        if self.past[0][:1] != self.fields[0][:1]:
            found[1] = self.fields[1]
        return found


@dataclass(frozen=True)
class ReadFrame:
    background: int
    items: tuple[ReadItem, ...]


class _Numbers:
    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def unsigned(self) -> int:
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def signed(self) -> int:
        value = self.unsigned()
        return -(value + 1) // 2 if value % 2 else value // 2

    def block(self) -> _Numbers:
        size = self.unsigned()
        self.at += size
        return _Numbers(self.data[self.at - size : self.at])

    @property
    def ended(self) -> bool:
        return self.at >= len(self.data)


class _Items(NamedTuple):
    masks: _Numbers
    columns: list[_Numbers]


class PackReader:
    """Reads chunks in their order; `frames` and `paints` hold what has been read."""

    def __init__(self) -> None:
        self.frames: dict[int, ReadFrame] = {}
        self.paints: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
        self.precisions: list[int] = []
        self._contours: list[tuple[Points, bool]] = []
        self._shapes: list[list[tuple[Points, bool]]] = []
        self._items: list[ReadItem] = []

    def add(self, chunk: bytes) -> None:
        numbers = _Numbers(zlib.decompress(chunk))
        version, first, count = (numbers.unsigned() for _ in range(3))
        assert version == 3
        shapes, paints, _images, masks = (numbers.block() for _ in range(4))
        columns = [numbers.block() for _ in range(_COLUMNS * len(_FRESH))]
        frames = numbers.block()
        self._read_shapes(shapes)
        self._read_paints(paints)
        items = _Items(masks, columns)
        self._read_frames(frames, items, range(first, first + count))
        assert all(each.ended for each in (masks, *columns, frames))

    def _read_shapes(self, numbers: _Numbers) -> None:
        count, contours = numbers.unsigned(), numbers.block()
        for _ in range(count):
            head = contours.unsigned()
            steps = [contours.signed() for _ in range(2 * (head >> 1) - 2)]
            points = np.cumsum(
                np.reshape([0, *steps[: len(steps) // 2], 0, *steps[len(steps) // 2 :]], (2, -1)), 1
            )
            self._contours.append((points.T.astype(float), bool(head & 1)))
        count, shapes = numbers.unsigned(), numbers.block()
        for _ in range(count):
            self.precisions.append(1 << shapes.unsigned())
            used = [self._contours[shapes.unsigned()] for _ in range(shapes.unsigned())]
            places = np.cumsum([[shapes.signed(), shapes.signed()] for _ in used], 0)
            self._shapes.append(
                [
                    (points + place, closed)
                    for (points, closed), place in zip(used, places, strict=True)
                ]
            )

    def _read_paints(self, numbers: _Numbers) -> None:
        while not numbers.ended:
            count = numbers.unsigned()
            colors = tuple(numbers.unsigned() for _ in range(4 * count))
            offsets = numbers.unsigned() if count > 1 else 0
            self.paints.append((colors, tuple(numbers.unsigned() for _ in range(offsets))))

    def _read_frames(self, numbers: _Numbers, items: _Items, frames: range) -> None:
        shown = ReadFrame(0, ())
        for number in frames:
            head = numbers.unsigned()
            if head:
                shown = self._read_frame(numbers, items, head - 1, shown.items)
            self.frames[number] = shown

    def _read_frame(
        self, numbers: _Numbers, items: _Items, steps: int, before: tuple[ReadItem, ...]
    ) -> ReadFrame:
        background, place = numbers.unsigned(), 0
        now: list[ReadItem] = []
        for _ in range(steps):
            kept, dropped, inserted = (numbers.unsigned() for _ in range(3))
            now += before[place : place + kept]
            place += kept
            for position in range(inserted):
                back = numbers.unsigned()
                like = before[place + position] if position < dropped else None
                now.append(self._items[-back] if back else self._read_item(items, like))
            place += dropped
        return ReadFrame(background, (*now, *before[place:]))

    def _read_item(self, items: _Items, like: ReadItem | None) -> ReadItem:
        mask, fields = items.masks.unsigned(), like.expected if like else list(_FRESH)
        past = like.fields if like else _FRESH
        for number, _ in enumerate(_FRESH):
            if number == 1 and fields[0][:1] != past[0][:1]:
                fields[1] = (self.precisions[fields[0][0]], 0, 0, 0, 0, 0) if fields[0] else ()
            if mask >> number & 1:
                base = fields[number]
                size = len(base) if number == 1 else items.masks.unsigned()
                base = base if len(base) == size else (0,) * size
                columns = items.columns[_COLUMNS * number :]
                fields[number] = tuple(
                    columns[position % _COLUMNS].signed() + value
                    for position, value in enumerate(base)
                )
        item = ReadItem(self._placed(fields), tuple(fields), past)
        self._items.append(item)
        return item

    def _placed(self, fields: list[tuple[int, ...]]) -> tuple[tuple[Points, bool], ...]:
        if not fields[0]:
            return ()
        (shape, *_), (scale, turn, skew, stretch, dx, dy) = fields[0], fields[1]
        matrix = np.array([(scale, turn), (skew - turn, scale + stretch)]) / self.precisions[shape]
        contours = self._shapes[shape]
        return tuple(((points @ matrix + (dx, dy)) * UNIT, closed) for points, closed in contours)
