"""Skipped macroblocks of H.264 in CABAC: the slice data of a copy.

Numbers in comments are clauses of ITU-T H.264 (08/2021).
"""

from __future__ import annotations

from functools import lru_cache

from storyreel.encode.h264.bits import BitWriter

# Table 9-44, rangeTabLPS, by pStateIdx and qCodIRangeIdx.
# fmt: off
_RANGE_LPS = (
    (128, 176, 208, 240), (128, 167, 197, 227), (128, 158, 187, 216), (123, 150, 178, 205),
    (116, 142, 169, 195), (111, 135, 160, 185), (105, 128, 152, 175), (100, 122, 144, 166),
    (95, 116, 137, 158), (90, 110, 130, 150), (85, 104, 123, 142), (81, 99, 117, 135),
    (77, 94, 111, 128), (73, 89, 105, 122), (69, 85, 100, 116), (66, 80, 95, 110),
    (62, 76, 90, 104), (59, 72, 86, 99), (56, 69, 81, 94), (53, 65, 77, 89),
    (51, 62, 73, 85), (48, 59, 69, 80), (46, 56, 66, 76), (43, 53, 63, 72),
    (41, 50, 59, 69), (39, 48, 56, 65), (37, 45, 54, 62), (35, 43, 51, 59),
    (33, 41, 48, 56), (32, 39, 46, 53), (30, 37, 43, 50), (29, 35, 41, 48),
    (27, 33, 39, 45), (26, 31, 37, 43), (24, 30, 35, 41), (23, 28, 33, 39),
    (22, 27, 32, 37), (21, 26, 30, 35), (20, 24, 29, 33), (19, 23, 27, 31),
    (18, 22, 26, 30), (17, 21, 25, 28), (16, 20, 23, 27), (15, 19, 22, 25),
    (14, 18, 21, 24), (14, 17, 20, 23), (13, 16, 19, 22), (12, 15, 18, 21),
    (12, 14, 17, 20), (11, 14, 16, 19), (11, 13, 15, 18), (10, 12, 15, 17),
    (10, 12, 14, 16), (9, 11, 13, 15), (9, 11, 12, 14), (8, 10, 12, 14),
    (8, 9, 11, 13), (7, 9, 11, 12), (7, 9, 10, 12), (7, 8, 10, 11),
    (6, 8, 9, 11), (6, 7, 9, 10), (6, 7, 8, 9), (2, 2, 2, 2),
)
# Table 9-45, transIdxLPS, by pStateIdx.
_NEXT_LPS = (
    0, 0, 1, 2, 2, 4, 4, 5, 6, 7, 8, 9, 9, 11, 11, 12, 13, 13, 15, 15, 16, 16, 18, 18, 19, 19, 21,
    21, 22, 22, 23, 24, 24, 25, 26, 26, 27, 27, 28, 29, 29, 30, 30, 30, 31, 32, 32, 33, 33, 33, 34,
    34, 35, 35, 35, 36, 36, 36, 37, 37, 37, 38, 38, 63,
)
# fmt: on


@lru_cache(maxsize=128)
def skipped_macroblocks(count: int, qp: int) -> bytes:
    """Slice data of `count` skipped macroblocks (9.3.4), with its trailing bits."""
    coder = _SkipCoder(qp)
    left = count
    seen: dict[int, tuple[int, int]] = {}
    while left:
        if coder.settled:
            # Only the range still matters. Between two equal ranges the coder repeats itself: so
            # many macroblocks, so many zero bits. All whole repetitions are written at once.
            before, written = seen.setdefault(coder.range, (left, coder.written))
            if before > left:
                times = (left - 1) // (before - left)
                coder.write_zeros(times * (coder.written - written))
                left -= times * (before - left)
                seen = {}
        coder.skip()  # mb_skip_flag 1
        left -= 1
        coder.terminate(last=left == 0)  # end_of_slice_flag
    return coder.bytes()


class _SkipCoder:
    """The arithmetic encoder of 9.3.4 for a single context: mb_skip_flag of P slices.

    Neighbours are skipped or not available, so ctxIdxInc is always 0 (9.3.3.1.1.1).
    """

    def __init__(self, qp: int) -> None:
        # 9.3.1.1 with m, n of ctxIdx 11 and cabac_init_idc 0 (table 9-13)
        state = min(max((23 * min(max(qp, 0), 51) >> 4) + 33, 1), 126)
        self._likely = int(state > 63)
        self._state = state - 64 if self._likely else 63 - state
        self._low, self.range = 0, 510  # 9.3.4.1
        self._outstanding, self._first = 0, True
        self._bits = BitWriter()
        self.written = 0
        """Bits written so far."""

    @property
    def settled(self) -> bool:
        """Whether further skips write nothing but zeros."""
        beginning = self._first, self._low, self._outstanding
        return beginning == (False, 0, 0) and (self._state, self._likely) == (62, 1)

    def write_zeros(self, count: int) -> None:
        self._bits.u(count, 0)
        self.written += count

    def skip(self) -> None:
        """Code a bin of value 1 (9.3.4.2)."""
        part = _RANGE_LPS[self._state][self.range >> 6 & 3]
        self.range -= part
        if self._likely:
            self._state = min(self._state + 1, 62)  # 9.3.1.2, transIdxMPS
        else:
            self._low += self.range
            self.range = part
            if self._state == 0:
                self._likely = 1
            self._state = _NEXT_LPS[self._state]
        self._renormalise()

    def terminate(self, last: bool) -> None:
        """Code whether the slice ends here (9.3.4.5)."""
        self.range -= 2
        if not last:
            self._renormalise()
            return
        self._low += self.range
        self.range = 2
        self._renormalise()
        self._put(self._low >> 9 & 1)
        self._bits.u(2, self._low >> 7 & 3 | 1)  # the last bit is the rbsp_stop_one_bit

    def bytes(self) -> bytes:
        self._bits.align(0)
        return self._bits.bytes()

    def _renormalise(self) -> None:
        """9.3.4.3."""
        while self.range < 256:
            if self._low < 256:
                self._put(0)
            elif self._low >= 512:
                self._low -= 512
                self._put(1)
            else:
                self._low -= 256
                self._outstanding += 1
            self.range <<= 1
            self._low <<= 1

    def _put(self, bit: int) -> None:
        """9.3.4.4 PutBit."""
        if self._first:
            self._first = False
        else:
            self._bits.u(1, bit)
            self.written += 1
        for _ in range(self._outstanding):
            self._bits.u(1, 1 - bit)
            self.written += 1
        self._outstanding = 0
