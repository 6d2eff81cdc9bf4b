"""Bits of an H.264 stream: reading and writing numbers, adding and removing escape bytes.

Numbers in comments are clauses of ITU-T H.264 (08/2021).
"""

from __future__ import annotations

import re

_START_OF_CODE = re.compile(rb"\0\0(?=[\0-\3])")
"""Two zeros before a byte that would make them part of a start code."""


class BitReader:
    """Reads a raw byte sequence payload bit by bit; raises EOFError at its end."""

    def __init__(self, payload: bytes) -> None:
        self._length = 8 * len(payload)
        self._value = int.from_bytes(payload, "big")
        self.position = 0
        """Bits read so far."""

    @property
    def remaining(self) -> int:
        """Bits not read yet."""
        return self._length - self.position

    def u(self, bits: int) -> int:
        """7.2: an unsigned number of that many bits."""
        self.position += bits
        if self.position > self._length:
            raise EOFError("a header ends too early")
        return self._value >> self.remaining & ((1 << bits) - 1)

    def ue(self) -> int:
        """9.1: an unsigned Exp-Golomb number."""
        rest = self._value & ((1 << self.remaining) - 1)
        zeros = self.remaining - rest.bit_length()
        return self.u(2 * zeros + 1) - 1

    def se(self) -> int:
        """9.1.1: a signed Exp-Golomb number."""
        code = self.ue()
        return (code + 1) // 2 if code & 1 else -(code // 2)

    def since(self, position: int) -> tuple[int, int]:
        """The bits read since a position: how many, and their value as one number."""
        bits = self.position - position
        return bits, self._value >> self.remaining & ((1 << bits) - 1)


class BitWriter:
    """Writes a raw byte sequence payload bit by bit."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._value = self._count = 0

    def u(self, bits: int, value: int) -> None:
        """7.2: an unsigned number of that many bits."""
        self._value = self._value << bits | value
        self._count += bits
        while self._count >= 8:
            self._count -= 8
            self._bytes.append(self._value >> self._count)
            self._value &= (1 << self._count) - 1

    def ue(self, value: int) -> None:
        """9.1: an unsigned Exp-Golomb number."""
        bits = (value + 1).bit_length()
        self.u(2 * bits - 1, value + 1)

    def align(self, bit: int) -> None:
        """Repeat a bit up to the next whole byte."""
        while self._count:
            self.u(1, bit)

    def bytes(self) -> bytes:
        """Everything written; must be whole bytes."""
        assert not self._count
        return bytes(self._bytes)


def escaped(payload: bytes) -> bytes:
    """7.4.1: emulation prevention, so that the payload contains no start code."""
    return _START_OF_CODE.sub(b"\0\0\3", payload)


def unescaped(unit: bytes) -> bytes:
    """7.3.1: the payload of a NAL unit without its escape bytes."""
    return unit.replace(b"\0\0\3", b"\0\0")
