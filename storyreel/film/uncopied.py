"""An H.264 stream without its copied pictures, which a decoder then need not be asked for.

A picture of nothing but skipped macroblocks is, sample by sample, the one before it: the motion
vectors of such macroblocks are 0 where all around them are, and nothing is added (ITU-T H.264
8.4.1.1, 8.4.2, 8.5.14). It is known by its bytes, all of them. Without it, the pictures after it
take other numbers; that they had the right ones is seen to first.
"""

from __future__ import annotations

from storyreel.film.bitstream import nal_units
from storyreel.film.held import (
    NAL_IDR,
    NAL_SLICE,
    START_CODE,
    UnsupportedStreamError,
    copied_slice,
    frame_number,
    numbered,
    read_parameters,
)

_LENGTH_BYTES = 4


class Uncopied:
    """Takes the packets of a stream, as MP4 holds them, in order, from an IDR picture on."""

    def __init__(self, extradata: bytes) -> None:
        """`extradata` is an `avcC` box; raises UnsupportedStreamError where nothing is copied."""
        self._parameters = read_parameters(_parameter_sets(extradata))
        self._number = self._asked = -1

    def asked(self, packet: bytes) -> bytes | None:
        """The packet for a decoder that was given no copies; None where it is one.

        Raises UnsupportedStreamError where the picture does not have the number that is due.
        """
        units = list(nal_units(packet, _LENGTH_BYTES))
        idr = any(unit[0] & 31 == NAL_IDR for unit in units)
        self._number = 0 if idr else self._number + 1
        due = self._number % (1 << self._parameters.frame_num_bits)
        for unit in units:
            if _is_slice(unit) and (found := frame_number(unit, self._parameters)) != due:
                raise UnsupportedStreamError(f"a picture has number {found}, and not {due}")
        if units == [copied_slice(self._parameters, due, 0, self._parameters.macroblocks)]:
            return None
        self._asked = 0 if idr else self._asked + 1
        if self._asked == self._number:
            return packet
        number = self._asked % (1 << self._parameters.frame_num_bits)
        return b"".join(
            len(unit).to_bytes(_LENGTH_BYTES, "big") + unit
            for unit in (
                numbered(unit, self._parameters, number) if _is_slice(unit) else unit
                for unit in units
            )
        )


def _is_slice(unit: bytes) -> bool:
    return unit[0] & 31 in (NAL_SLICE, NAL_IDR)


def _parameter_sets(extradata: bytes) -> bytes:
    """The parameter sets in an `avcC` box (ISO/IEC 14496-15, 5.3.3.1), as Annex B."""
    if len(extradata) <= 6 or extradata[0] != 1 or extradata[4] & 3 != _LENGTH_BYTES - 1:
        raise UnsupportedStreamError("not as MP4 holds H.264")
    sets, at = [], 5
    for mask in (31, 255):  # numOfSequenceParameterSets, numOfPictureParameterSets
        count, at = extradata[at] & mask, at + 1
        for _ in range(count):
            size = int.from_bytes(extradata[at : at + 2], "big")
            sets.append(extradata[at + 2 : at + 2 + size])
            at += 2 + size
            if at > len(extradata):
                raise UnsupportedStreamError("a parameter set ends too early")
        if at == len(extradata) and mask == 31:
            raise UnsupportedStreamError("no picture parameter set")
    return b"".join(START_CODE + each for each in sets)
