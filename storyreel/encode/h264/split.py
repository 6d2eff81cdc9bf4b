"""An H.264 stream taken apart: each band of its pictures as a stream of its own, without copies.

Bands are what the slices of the first picture hold. A slice knows nothing of others in its picture,
and where no motion vector leads out of its band (see `bands.py`), nothing of other bands in the
picture before: so each band can be decoded alone. A slice of nothing but skipped macroblocks
is, sample by sample, what was there before: the motion vectors of such macroblocks are 0 where all
around them are, and nothing is added (ITU-T H.264 8.4.1.1, 8.4.2, 8.5.14). It is known by its
bytes, all of them, and need not be decoded.
"""

from __future__ import annotations

from dataclasses import dataclass

from storyreel.encode.bitstream import is_idr, nal_units
from storyreel.encode.h264.parameter_sets import (
    NAL_SPS,
    START_CODE,
    UnsupportedStreamError,
    read_parameters,
    require,
    sequence_of_rows,
)
from storyreel.encode.h264.slices import copied_slice, is_slice, placed, slice_start

_LENGTH_BYTES = 4


@dataclass(slots=True)
class _Band:
    """Macroblocks from `first` up to, and without, `stop`; the number of its last picture."""

    first: int
    stop: int
    number: int = -1


class StreamSplitter:
    """Takes the packets of a stream, as MP4 holds them, in order, from an IDR picture on.

    `bands` are the parameter sets (Annex B) of each band's own stream, from the top: another list
    from each IDR picture on, with which all of them begin anew.
    """

    def __init__(self, extradata: bytes) -> None:
        """`extradata` is an `avcC` box.

        Raises UnsupportedStreamError where it is none, or is of a stream that can't hold copies.
        """
        self._sets = _parameter_sets(extradata)
        self._parameters = read_parameters(b"".join(START_CODE + each for each in self._sets))
        self._numbers = 1 << self._parameters.frame_num_bits
        self._number = 0
        self._bands: list[_Band] = []
        self.bands: list[bytes] = []

    def pieces(self, packet: bytes) -> list[tuple[int, bytes]]:
        """What is not copied of the next picture: indices of bands, and their pictures (Annex B).

        Raises UnsupportedStreamError where a slice does not have the number that is due, or is in
        no band's place.
        """
        units = list(nal_units(packet, _LENGTH_BYTES))
        slices = [unit for unit in units if is_slice(unit)]
        said = b"".join(START_CODE + unit for unit in units if not is_slice(unit))
        starts = [slice_start(unit, self._parameters) for unit in slices]
        firsts = [first for first, _ in starts]
        stops = [*firsts[1:], self._parameters.macroblocks]
        if is_idr(packet, "h264", _LENGTH_BYTES):
            self._cut(firsts, stops)
            self._number = -1
        self._number += 1
        due = self._number % self._numbers
        for _, number in starts:
            require(number == due, f"a picture has number {number}, and not {due}")
        require(firsts[:1] == [0] and bool(self._bands), "a picture lacks its upper part")
        found = []
        for unit, first, stop in zip(slices, firsts, stops, strict=True):
            if unit != copied_slice(self._parameters, due, first, stop - first):
                index, piece = self._piece(unit, first, stop)
                found.append((index, said + piece))
                said = b""
        return found

    def _cut(self, firsts: list[int], stops: list[int]) -> None:
        """Begin with the bands that these slices hold."""
        columns = self._parameters.columns
        require(self._parameters.sliced or len(firsts) == 1, "slices that can't be moved")
        self._bands = [_Band(first, stop) for first, stop in zip(firsts, stops, strict=True)]
        self.bands = []
        for band in self._bands:
            rows, rest = divmod(band.stop - band.first, columns)
            require(rows > 0 and not rest, "a slice that does not hold whole rows")
            sets = (
                sequence_of_rows(each, rows) if each[0] & 31 == NAL_SPS else each
                for each in self._sets
            )
            self.bands.append(b"".join(START_CODE + each for each in sets))

    def _piece(self, unit: bytes, first: int, stop: int) -> tuple[int, bytes]:
        """A slice as the next picture of its band."""
        for index, band in enumerate(self._bands):
            if (band.first, band.stop) == (first, stop):
                band.number += 1
                number = band.number % self._numbers
                return index, START_CODE + placed(unit, self._parameters, number, 0)
        raise UnsupportedStreamError(f"macroblocks {first} to {stop - 1} are no band")


def _parameter_sets(extradata: bytes) -> list[bytes]:
    """The parameter sets in an `avcC` box (ISO/IEC 14496-15, 5.3.3.1)."""
    if len(extradata) <= 6 or extradata[0] != 1 or extradata[4] & 3 != _LENGTH_BYTES - 1:
        raise UnsupportedStreamError("not as MP4 holds H.264")
    sets, at = [], 5
    for mask in (31, 255):  # numOfSequenceParameterSets, numOfPictureParameterSets
        count, at = extradata[at] & mask, at + 1
        for _ in range(count):
            size = int.from_bytes(extradata[at : at + 2], "big")
            sets.append(extradata[at + 2 : at + 2 + size])
            at += 2 + size
            require(size > 0 and at <= len(extradata), "a parameter set ends too early")
        require(at < len(extradata) or mask != 31, "no picture parameter set")
    return sets
