"""A second reader of packed drawings: frames as lists of items, in quanta."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from storyreel.web.geometry import LINEAR_ONE, UNIT

Points: TypeAlias = npt.NDArray[np.float64]
_ABSENT: tuple[int, ...] = ()
_FRESH = (_ABSENT, (0, 0), (LINEAR_ONE, 0, 0, LINEAR_ONE), *[_ABSENT] * 6)


@dataclass(frozen=True)
class ReadItem:
    """An item as its points by contour, and its numbers by field."""

    contours: tuple[tuple[Points, bool], ...]
    fields: tuple[tuple[int, ...], ...]


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


class PackReader:
    """Reads chunks in their order; `frames` and `paints` hold what has been read."""

    def __init__(self) -> None:
        self.frames: dict[int, ReadFrame] = {}
        self.paints: list[tuple[tuple[int, ...], ...]] = []
        self._contours: list[tuple[Points, bool]] = []
        self._shapes: list[list[tuple[Points, bool]]] = []
        self._items: list[ReadItem] = []

    def add(self, chunk: bytes) -> None:
        numbers = _Numbers(zlib.decompress(chunk))
        version, first, count = (numbers.unsigned() for _ in range(3))
        assert version == 2
        shapes, paints, _images, items, frames = (numbers.block() for _ in range(5))
        self._read_shapes(shapes)
        self._read_paints(paints)
        self._read_frames(frames, items, range(first, first + count))
        assert items.ended
        assert frames.ended

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
            self.paints.append((colors, *(self._read_gradient(numbers) if count > 1 else ((), ()))))

    def _read_gradient(self, numbers: _Numbers) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The points and the offsets of a gradient."""
        radial = numbers.unsigned()
        offsets = tuple(numbers.unsigned() for _ in range(numbers.unsigned()))
        return tuple(numbers.signed() for _ in range(6 if radial else 4)), offsets

    def _read_frames(self, numbers: _Numbers, items: _Numbers, frames: range) -> None:
        shown = ReadFrame(0, ())
        for number in frames:
            head = numbers.unsigned()
            if head:
                shown = self._read_frame(numbers, items, head - 1, shown.items)
            self.frames[number] = shown

    def _read_frame(
        self, numbers: _Numbers, items: _Numbers, steps: int, before: tuple[ReadItem, ...]
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

    def _read_item(self, numbers: _Numbers, like: ReadItem | None) -> ReadItem:
        mask = numbers.unsigned()
        fields: list[Any] = list(like.fields if like else _FRESH)
        for number, old in enumerate(fields):
            if mask >> number & 1:
                size = len(old) if number in (1, 2) else numbers.unsigned()
                base = old if len(old) == size else (0,) * size
                fields[number] = tuple(numbers.signed() + value for value in base)
        item = ReadItem(self._placed(fields), tuple(fields))
        self._items.append(item)
        return item

    def _placed(self, fields: list[tuple[int, ...]]) -> tuple[tuple[Points, bool], ...]:
        if not fields[0]:
            return ()
        linear = np.reshape(fields[2], (2, 2)) / LINEAR_ONE
        shape = self._shapes[fields[0][0]]
        return tuple(((points @ linear + fields[1]) * UNIT, closed) for points, closed in shape)
