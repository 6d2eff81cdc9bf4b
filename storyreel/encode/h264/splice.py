"""Pictures of H.264 put together from slices: the encoder's, and copies that need no encoder.

Numbers in comments are clauses of ITU-T H.264 (08/2021). A copy is a reference picture like any
other and takes a `frame_num` of its own, so the pictures that the encoder makes afterwards are
renumbered; and a slice of an encoder that sees some rows only is moved to its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from storyreel.encode.bitstream import annex_b_units
from storyreel.encode.h264.parameter_sets import START_CODE, read_parameters
from storyreel.encode.h264.slices import NAL_IDR, copied_slice, is_slice, placed


class PictureSplicer:
    """Makes copies of the last picture, and renumbers what the encoder makes between them.

    Every picture of the stream goes through `encoded` or comes from `copy`, in order.
    """

    def __init__(self, extradata: bytes) -> None:
        """Raises UnsupportedStreamError where a copy would not be exact or not be conforming."""
        self.parameters = read_parameters(extradata)
        self._number = 0
        self._numbered = False
        """Whether the encoder's own numbers are no longer right."""

    def encoded(self, packet: bytes) -> bytes:
        """The encoder's next picture (Annex B), with the number that it has among the copies."""
        return self.picture([(self.parameters.rows, packet)])

    def copy(self) -> bytes:
        """One more frame of the last picture (Annex B)."""
        return self.picture([(self.parameters.rows, None)])

    def picture(self, parts: Sequence[tuple[int, bytes | None]]) -> bytes:
        """The next picture (Annex B) from its parts, from the top.

        A part is its height in rows of macroblocks, and what the encoder of these rows gave, or
        None for a copy of what was there. All parts begin with an IDR picture together.
        """
        units = [annex_b_units(packet) if packet else [] for _, packet in parts]
        idr = any(unit[0] & 31 == NAL_IDR for part in units for unit in part)
        self._number = 0 if idr else self._number + 1  # 7.4.3: an IDR picture has frame_num 0
        self._numbered = not idr and (self._numbered or parts[0][1] is None or len(parts) > 1)
        if len(parts) == 1 and parts[0][1] is not None and not self._numbered:
            return parts[0][1]
        return b"".join(START_CODE + unit for unit in self._slices(parts, units))

    def _slices(
        self, parts: Sequence[tuple[int, bytes | None]], units: Sequence[Sequence[bytes]]
    ) -> Iterator[bytes]:
        """The picture's NAL units; copies that follow one another are one slice."""
        number = self._number % (1 << self.parameters.frame_num_bits)  # 7.4.3
        at = copied = 0
        for (rows, _), part in zip(parts, units, strict=True):
            if part and copied:
                yield copied_slice(self.parameters, number, at - copied, copied)
                copied = 0
            for unit in part:
                if is_slice(unit):
                    yield placed(unit, self.parameters, number, at)
                elif at == 0:  # what is said of the whole picture
                    yield unit
            at += rows * self.parameters.columns
            copied += 0 if part else rows * self.parameters.columns
        if copied:
            yield copied_slice(self.parameters, number, at - copied, copied)
