"""An H.264 stream split into one stream per band, without the copies.

The bands are the slices of the first picture. A slice does not depend on the others of its
picture, and where no motion vector leads out of its band (see `bands.py`), it does not depend on
the other bands of the previous picture either: each band can be decoded alone.

A slice of skipped macroblocks alone reproduces the previous picture sample by sample: their motion
vectors are 0 where all neighbours' are, and no residual is added (ITU-T H.264, 8.4.1.1, 8.4.2,
8.5.14). Such a slice is recognised by all of its bytes and left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from storyreel.encode.bitstream import nal_units
from storyreel.encode.h264.bands import ROW
from storyreel.encode.h264.parameter_sets import (
    LENGTH_BYTES,
    NAL_SPS,
    UnsupportedStreamError,
    annex_b,
    avcc_units,
    read_parameters,
    require,
    sequence_of_rows,
)
from storyreel.encode.h264.slices import NAL_IDR, Slice, copied_slice, is_slice, slice_start

_FAR = 2**16
"""More rows than a motion vector reaches."""


@dataclass(slots=True)
class _BandStream:
    """Macroblocks from `first` up to, but not including, `stop`, and the number of the last
    picture."""

    first: int
    stop: int
    number: int = -1


class StreamSplitter:
    """Splits the packets of a stream, as MP4 holds them, in order, from an IDR picture on.

    `bands` are the parameter sets (Annex B) of each band's own stream, from the top. `reaches` are
    the rows of pixels that a band may refer to in the previous picture: its own, and those beyond
    an edge of the picture that it touches. Every IDR picture replaces both lists and starts all
    bands again.
    """

    def __init__(self, extradata: bytes) -> None:
        """`extradata` is an `avcC` box; raises UnsupportedStreamError for other streams."""
        self._sets = avcc_units(extradata)
        self._parameters = read_parameters(annex_b(self._sets))
        self._frame_nums = 1 << self._parameters.frame_num_bits
        self._number = 0
        self._streams: list[_BandStream] = []
        self.bands: list[bytes] = []
        self.reaches: list[range] = []

    def own_reach(self, index: int) -> range:
        """The reach of a band, counted from its own first row."""
        reach, top = self.reaches[index], self._top(self._streams[index])
        return range(reach.start - top, reach.stop - top)

    def pieces(self, packet: bytes) -> list[tuple[int, bytes]]:
        """The parts of the next picture that are not copies: the band's index and its picture
        (Annex B).

        Raises UnsupportedStreamError where a slice is out of sequence or in no band's place, and
        EOFError where its header ends too early.
        """
        units = list(nal_units(packet, LENGTH_BYTES))
        other = annex_b(unit for unit in units if not is_slice(unit))
        found = []
        for index, unit in self._new_slices(units):
            found.append((index, other + self._piece(index, unit)))
            other = b""
        return found

    def written(self, packet: bytes) -> list[range]:
        """The reaches of the parts that `pieces` gives; none where the picture is a single band.

        Raises as `pieces`. A single band depends on nothing else, so its slices are not read.
        """
        written = self._new_slices(list(nal_units(packet, LENGTH_BYTES)))
        if len(self.bands) == 1:
            return []
        for index, unit in written:
            self._piece(index, unit)
        return [self.reaches[index] for index, _ in written]

    def _new_slices(self, units: Sequence[bytes]) -> list[tuple[int, bytes]]:
        """The slices of the next picture that are not copies, each with the index of its band."""
        slices = [unit for unit in units if is_slice(unit)]
        starts = [slice_start(unit, self._parameters) for unit in slices]
        firsts = [first for first, _ in starts]
        stops = [*firsts[1:], self._parameters.macroblocks]
        if any(unit[0] & 31 == NAL_IDR for unit in slices):
            self._begin(firsts, stops)
            self._number = -1
        self._number += 1
        due = self._number % self._frame_nums
        for _, number in starts:
            require(number == due, f"a picture has frame_num {number} instead of {due}")
        require(
            firsts[:1] == [0] and bool(self._streams), "the first slice of a picture is missing"
        )
        return [
            (self._index(first, stop), unit)
            for unit, first, stop in zip(slices, firsts, stops, strict=True)
            if unit != copied_slice(self._parameters, due, first, stop - first)
        ]

    def _begin(self, firsts: list[int], stops: list[int]) -> None:
        """Begin with the bands that these slices hold."""
        columns = self._parameters.columns
        self._streams = [
            _BandStream(first, stop) for first, stop in zip(firsts, stops, strict=True)
        ]
        self.bands, self.reaches = [], []
        for stream in self._streams:
            rows, rest = divmod(stream.stop - stream.first, columns)
            require(rows > 0 and not rest, "a slice does not hold whole rows")
            self.bands.append(annex_b(self._sets_of_rows(rows)))
            last = stream.stop == self._parameters.macroblocks
            top, bottom = self._top(stream), self._top(stream) + rows * ROW
            self.reaches.append(range(top or -_FAR, bottom + _FAR * last))

    def _top(self, stream: _BandStream) -> int:
        """The first row of pixels of a band."""
        return stream.first // self._parameters.columns * ROW

    def _sets_of_rows(self, rows: int) -> list[bytes]:
        return [
            sequence_of_rows(each, rows) if each[0] & 31 == NAL_SPS else each for each in self._sets
        ]

    def _index(self, first: int, stop: int) -> int:
        """The index of the band of these macroblocks."""
        for index, stream in enumerate(self._streams):
            if (stream.first, stream.stop) == (first, stop):
                return index
        raise UnsupportedStreamError(f"macroblocks {first} to {stop - 1} are not a band")

    def _piece(self, index: int, unit: bytes) -> bytes:
        """A slice as the next picture of its band (Annex B)."""
        stream = self._streams[index]
        stream.number += 1
        slice_ = Slice.read(unit, self._parameters).placed(0, stream.number % self._frame_nums)
        return annex_b([slice_.to_bytes()])
