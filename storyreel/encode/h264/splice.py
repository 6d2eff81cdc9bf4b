"""Pictures of H.264 spliced from slices: those of encoders, and copies that need no encoder.

Numbers in comments are clauses of ITU-T H.264 (08/2021). A copy is a reference picture like any
other and takes a `frame_num` of its own. The pictures of encoders are therefore renumbered, and
the slices of an encoder that sees some rows only are moved to their place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from storyreel.encode.bitstream import annex_b_units
from storyreel.encode.h264.parameter_sets import Parameters, annex_b
from storyreel.encode.h264.slices import NAL_IDR, Slice, copied_slice, is_slice

Part = tuple[int, bytes | None]
"""Some rows of a picture: their number, and what their encoder wrote (Annex B), or None for a copy
of the previous picture."""


class PictureSplicer:
    """Splices the pictures of one stream, in order, from an IDR picture on."""

    def __init__(self, parameters: Parameters) -> None:
        self._parameters = parameters
        self._number = 0

    def picture(self, parts: Sequence[Part]) -> bytes:
        """The next picture (Annex B) from its parts, from the top.

        All parts begin with an IDR picture together. Raises UnsupportedStreamError where a slice
        cannot be moved to its place.
        """
        units = [annex_b_units(packet) if packet else [] for _, packet in parts]
        idr = any(unit[0] & 31 == NAL_IDR for part in units for unit in part)
        self._number = 0 if idr else self._number + 1  # 7.4.3: an IDR picture has frame_num 0
        return annex_b(self._units([rows for rows, _ in parts], units))

    def _units(self, rows: Sequence[int], units: Sequence[Sequence[bytes]]) -> Iterator[bytes]:
        """The picture's NAL units; adjacent copies become one slice."""
        number = self._number % (1 << self._parameters.frame_num_bits)  # 7.4.3
        first = copied = 0
        for count, part in zip(rows, units, strict=True):
            macroblocks = count * self._parameters.columns
            if not part:
                copied += macroblocks
            elif copied:
                yield copied_slice(self._parameters, number, first - copied, copied)
                copied = 0
            for unit in part:
                if is_slice(unit):
                    yield Slice.read(unit, self._parameters).placed(first, number).to_bytes()
                elif first == 0:  # applies to the whole picture
                    yield unit
            first += macroblocks
        if copied:
            yield copied_slice(self._parameters, number, first - copied, copied)
