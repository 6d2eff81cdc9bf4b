"""Bits of an H.264 stream: numbers read and written, start codes kept apart from payload.

Numbers in comments are clauses of ITU-T H.264 (08/2021).
"""

from __future__ import annotations


class Bits:
    """Reads a raw byte sequence payload bit by bit."""

    def __init__(self, payload: bytes) -> None:
        self._length = 8 * len(payload)
        self._value = int.from_bytes(payload, "big")
        self._at = 0

    def u(self, bits: int) -> int:
        """7.2: an unsigned number of that many bits."""
        self._at += bits
        if self._at > self._length:
            raise EOFError("a header ends too early")
        return self._value >> (self._length - self._at) & ((1 << bits) - 1)

    def ue(self) -> int:
        """9.1: an unsigned Exp-Golomb number."""
        zeros = 0
        while not self.u(1):
            zeros += 1
        return (1 << zeros) - 1 + self.u(zeros)

    def se(self) -> int:
        """9.1.1: a signed Exp-Golomb number."""
        code = self.ue()
        return (code + 1) // 2 if code & 1 else -(code // 2)

    @property
    def at(self) -> int:
        """How many bits have been read."""
        return self._at

    @property
    def left(self) -> int:
        """How many bits are still to be read."""
        return self._length - self._at

    def since(self, start: int) -> int:
        """All bits that have been read since a place, as one number."""
        return self._value >> (self._length - self._at) & ((1 << self._at - start) - 1)

    def overwrite(self, bits: int, value: int) -> None:
        """Put another number of that many bits here."""
        self._at += bits
        shift = self._length - self._at
        self._value = self._value & ~(((1 << bits) - 1) << shift) | value << shift

    def bytes(self) -> bytes:
        return self._value.to_bytes(self._length // 8, "big")


class BitWriter:
    """Writes bits into a raw byte sequence payload."""

    def __init__(self) -> None:
        self._done = bytearray()
        self._value = self._count = 0

    def u(self, bits: int, value: int) -> None:
        self._value = self._value << bits | value
        self._count += bits
        while self._count >= 8:
            self._count -= 8
            self._done.append(self._value >> self._count)
            self._value &= (1 << self._count) - 1

    def ue(self, value: int) -> None:
        bits = (value + 1).bit_length()
        self.u(2 * bits - 1, value + 1)

    def align(self, bit: int) -> None:
        while self._count:
            self.u(1, bit)

    def bytes(self) -> bytes:
        assert not self._count
        return bytes(self._done)


def escaped(payload: bytes) -> bytes:
    """7.4.1: emulation prevention, so that no start code appears inside."""
    result = bytearray()
    zeros = 0
    for byte in payload:
        if zeros >= 2 and byte <= 3:
            result.append(3)
            zeros = 0
        result.append(byte)
        zeros = zeros + 1 if byte == 0 else 0
    return bytes(result)


def unescaped(unit: bytes) -> bytes:
    """7.3.1: the payload of a NAL unit without its escapes."""
    result = bytearray()
    zeros = 0
    for byte in unit:
        if zeros >= 2 and byte == 3:
            zeros = 0
            continue
        result.append(byte)
        zeros = zeros + 1 if byte == 0 else 0
    return bytes(result)
