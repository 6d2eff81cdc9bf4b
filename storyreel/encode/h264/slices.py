"""Slices of H.264: headers read and rewritten, and slices that copy the previous picture.

A P slice of skipped macroblocks alone is an exact copy of that part of the previous picture.
Numbers in comments are clauses of ITU-T H.264 (08/2021).
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from storyreel.encode.h264.bits import BitReader, BitWriter, escaped, unescaped
from storyreel.encode.h264.parameter_sets import Parameters, require
from storyreel.encode.h264.skip import skipped_macroblocks

NAL_SLICE, NAL_IDR = 1, 5  # table 7-1
_P_SLICE = 5  # table 7-6: P, like all slices of the picture
_REFERENCE = 2 << 5  # nal_ref_idc; type 2 order counts forbid two non-reference pictures in a row
_HEADER_BYTES = 40
"""More than the longest slice header takes; only these bytes are rewritten."""

_COPIES = 256
"""Slices that are kept: the numbers of pictures repeat, and so do the bands of segments."""


def is_slice(unit: bytes) -> bool:
    """Whether a NAL unit is a slice of a picture."""
    return unit[0] & 31 in (NAL_SLICE, NAL_IDR)


def slice_start(unit: bytes, parameters: Parameters) -> tuple[int, int]:
    """The first macroblock of a slice and its `frame_num`.

    Raises EOFError where the header ends too early.
    """
    bits = BitReader(unescaped(unit[1:_HEADER_BYTES]))
    first, _, _ = bits.ue(), bits.ue(), bits.ue()  # slice_type, pic_parameter_set_id
    return first, bits.u(parameters.frame_num_bits)


class Slice(NamedTuple):
    """A coded slice whose header can be changed."""

    nal_header: bytes
    frame_num_bits: int
    first_macroblock: int
    slice_type: int
    picture_set: int
    frame_num: int
    idr_pic_id: int | None
    """None unless the slice belongs to an IDR picture."""

    header_rest: tuple[int, int]
    """The elements of the header behind these: how many bits, and their value."""

    deblocked: bool
    data: bytes
    """The first bytes of the slice data, unescaped."""

    escaped_data: bytes
    """The rest of the slice data, as it is in the stream."""

    @classmethod
    def read(cls, unit: bytes, parameters: Parameters) -> Slice:
        """Read a NAL unit that is a slice.

        Raises UnsupportedStreamError for syntax that is not supported, and EOFError where the
        header ends too early.
        """
        cut = _safe_cut(unit)
        payload = unescaped(unit[1:cut])
        bits = BitReader(payload)
        # 7.3.3 slice_header
        first, slice_type, picture_set = bits.ue(), bits.ue(), bits.ue()
        frame_num = bits.u(parameters.frame_num_bits)
        idr = unit[0] & 31 == NAL_IDR
        idr_pic_id = bits.ue() if idr else None
        start = bits.position
        deblocked = _read_rest_of_header(bits, idr=idr, predicted=slice_type % 5 == 0)
        return cls(
            nal_header=unit[:1],
            frame_num_bits=parameters.frame_num_bits,
            first_macroblock=first,
            slice_type=slice_type,
            picture_set=picture_set,
            frame_num=frame_num,
            idr_pic_id=idr_pic_id,
            header_rest=bits.since(start),
            deblocked=deblocked,
            data=payload[-(-bits.position // 8) :],
            escaped_data=unit[cut:],
        )

    def placed(self, first_macroblock: int, frame_num: int) -> Slice:
        """The slice at another place of a picture with another number.

        Raises UnsupportedStreamError where its deblocking filter would then read its neighbours.
        """
        moved = first_macroblock != self.first_macroblock
        require(not (moved and self.deblocked), "a deblocking filter works across slices")
        return self._replace(first_macroblock=first_macroblock, frame_num=frame_num)

    def to_bytes(self) -> bytes:
        """The slice as a NAL unit."""
        writer = BitWriter()
        for value in (self.first_macroblock, self.slice_type, self.picture_set):
            writer.ue(value)
        writer.u(self.frame_num_bits, self.frame_num)
        if self.idr_pic_id is not None:
            writer.ue(self.idr_pic_id)
        writer.u(*self.header_rest)
        writer.align(1)  # 7.3.4 cabac_alignment_one_bit
        return self.nal_header + escaped(writer.bytes() + self.data) + self.escaped_data


@lru_cache(maxsize=_COPIES)
def copied_slice(parameters: Parameters, frame_num: int, first: int, count: int) -> bytes:
    """The NAL unit of a slice of `count` skipped macroblocks from the `first` one on."""
    bits = BitWriter()
    # 7.3.3 slice_header
    bits.ue(first)  # first_mb_in_slice
    bits.ue(_P_SLICE)  # slice_type
    bits.ue(parameters.picture_set)  # pic_parameter_set_id
    bits.u(parameters.frame_num_bits, frame_num)  # frame_num
    bits.u(1, 0)  # num_ref_idx_active_override_flag
    bits.u(1, 0)  # 7.3.3.1 ref_pic_list_modification_flag_l0
    bits.u(1, 0)  # 7.3.3.3 adaptive_ref_pic_marking_mode_flag
    bits.ue(0)  # cabac_init_idc
    bits.ue(0)  # slice_qp_delta
    bits.ue(1)  # disable_deblocking_filter_idc: off
    # 7.3.4 slice_data
    bits.align(1)  # cabac_alignment_one_bit
    payload = bits.bytes() + skipped_macroblocks(count, parameters.qp)
    return bytes([_REFERENCE | NAL_SLICE]) + escaped(payload)


def _safe_cut(unit: bytes) -> int:
    """Where a NAL unit can be cut behind its header: within no run of zeros and no escape."""
    end = _HEADER_BYTES
    while end < len(unit) and unit[end - 1] in (0, 3):
        end += 1
    return end


def _read_rest_of_header(bits: BitReader, *, idr: bool, predicted: bool) -> bool:
    """7.3.3 behind idr_pic_id; returns whether the deblocking filter is on."""
    if predicted:
        if bits.u(1):  # num_ref_idx_active_override_flag
            bits.ue()
        require(bits.u(1) == 0, "ref_pic_list_modification_flag_l0 is set")
    if idr:
        bits.u(2)  # 7.3.3.3 no_output_of_prior_pics_flag, long_term_reference_flag
    else:
        require(bits.u(1) == 0, "adaptive_ref_pic_marking_mode_flag is set")
    if predicted:
        bits.ue()  # cabac_init_idc
    bits.se()  # slice_qp_delta
    deblocked = bits.ue() != 1  # disable_deblocking_filter_idc
    if deblocked:
        bits.se()  # slice_alpha_c0_offset_div2
        bits.se()  # slice_beta_offset_div2
    return deblocked
