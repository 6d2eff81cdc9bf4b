"""Numbers and escape bytes of H.264, against the words of the standard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyreel.encode.h264.bits import BitReader, BitWriter, escaped, unescaped

FEW = st.lists(st.sampled_from([0, 0, 0, 1, 2, 3, 4, 255]), max_size=40).map(bytes)
"""Bytes among which start codes and escapes are frequent."""


@given(FEW)
def test_no_start_code_is_left_and_nothing_is_lost(payload: bytes) -> None:
    """7.4.1: no 0, 0 and a byte up to 2; 0, 0, 3 only where the 3 is an escape."""
    found = escaped(payload)
    assert not any(start in found for start in (b"\0\0\0", b"\0\0\1", b"\0\0\2"))
    assert unescaped(found) == payload
    assert len(found) - len(payload) == found.count(b"\0\0\3")


@given(FEW)
def test_escapes_are_taken_out_byte_by_byte(unit: bytes) -> None:
    """7.3.1: each 3 behind two zeros, which then count no longer."""
    expected = bytearray()
    zeros = 0
    for byte in unit:
        if zeros >= 2 and byte == 3:
            zeros = 0
            continue
        expected.append(byte)
        zeros = zeros + 1 if byte == 0 else 0
    assert unescaped(unit) == bytes(expected)


@given(st.lists(st.integers(0, 2**33), max_size=9))
def test_numbers_are_read_as_they_were_written(numbers: list[int]) -> None:
    writer = BitWriter()
    for number in numbers:
        writer.ue(number)
    writer.align(1)
    reader = BitReader(writer.bytes())
    assert [reader.ue() for _ in numbers] == numbers


@pytest.mark.parametrize("payload", [b"", b"\0", b"\0\0\0\1", b"\0\1\0"])
def test_a_number_that_ends_too_early_is_an_error(payload: bytes) -> None:
    with pytest.raises(EOFError, match="ends too early"):
        BitReader(payload).ue()
