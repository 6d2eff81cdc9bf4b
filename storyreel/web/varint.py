"""Whole numbers as bytes: variable length, small numbers short (LEB128, as in Protocol Buffers)."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

_SEVEN_BITS = 0x7F
_MORE = 0x80


class ByteWriter:
    """Collects numbers as bytes."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def unsigned(self, value: int) -> None:
        """Append one number from 0."""
        while value > _SEVEN_BITS:
            self._bytes.append(value & _SEVEN_BITS | _MORE)
            value >>= 7
        self._bytes.append(value)

    def signed(self, value: int) -> None:
        """Append one number of either sign, zigzag-coded so that small ones stay short."""
        self.unsigned(value << 1 if value >= 0 else (-value << 1) - 1)

    def signed_all(self, values: npt.NDArray[np.int64]) -> None:
        """Append an array of numbers, each as by `signed`."""
        flat = values.reshape(-1).astype(np.int64)
        self._bytes += _leb128(np.where(flat >= 0, flat << 1, (-flat << 1) - 1))

    def unsigned_all(self, values: Iterable[int]) -> None:
        """Append several numbers from 0."""
        for value in values:
            self.unsigned(value)

    def block(self, data: bytes) -> None:
        """Append bytes, preceded by their count."""
        self.unsigned(len(data))
        self._bytes += data

    def __bytes__(self) -> bytes:
        return bytes(self._bytes)

    def __len__(self) -> int:
        return len(self._bytes)


def _leb128(values: npt.NDArray[np.int64]) -> bytes:
    """All numbers at once: a table of up to ten bytes each, of which the used ones are kept."""
    if not values.size:
        return b""
    groups = max(1, -(-int(values.max()).bit_length() // 7))
    shifts = np.arange(groups, dtype=np.int64) * 7
    table = (values[:, None] >> shifts) & _SEVEN_BITS
    rest = (values[:, None] >> shifts >> 7) > 0
    used = np.ones_like(rest)
    used[:, 1:] = rest[:, :-1]
    table[rest] |= _MORE
    return table[used].astype(np.uint8).tobytes()
