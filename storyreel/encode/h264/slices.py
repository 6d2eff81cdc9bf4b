"""Slices of H.264: their headers read, changed and written, and slices that copy.

A P slice of nothing but skipped macroblocks is an exact copy of that part of the picture before.
Numbers in comments are clauses of ITU-T H.264 (08/2021).
"""

from __future__ import annotations

from storyreel.encode.h264.bits import Bits, BitWriter, escaped, unescaped
from storyreel.encode.h264.parameter_sets import Parameters, UnsupportedStreamError, require
from storyreel.encode.h264.skip import skipped_by_cabac

NAL_SLICE, NAL_IDR = 1, 5  # table 7-1
_HEADER_BYTES = 40
"""More than the longest slice header takes, which is all that is rewritten."""


def is_slice(unit: bytes) -> bool:
    """Whether a NAL unit is a slice of a picture."""
    return unit[0] & 31 in (NAL_SLICE, NAL_IDR)


def slice_start(unit: bytes, parameters: Parameters) -> tuple[int, int]:
    """The first macroblock of a slice and its `frame_num`.

    Raises EOFError where its header ends too early.
    """
    bits = Bits(unescaped(unit[1:_HEADER_BYTES]))
    first, _, _ = bits.ue(), bits.ue(), bits.ue()  # slice_type, pic_parameter_set_id
    return first, bits.u(parameters.frame_num_bits)


def _header_end(unit: bytes) -> int:
    """Bytes that hold a slice's header; no run of zeros and no escape lies across that cut."""
    end = _HEADER_BYTES
    while end < len(unit) and unit[end - 1] in (0, 3):
        end += 1
    return end


def placed(unit: bytes, parameters: Parameters, frame_num: int, first: int) -> bytes:
    """A slice with another number, and at another place: its first macroblock.

    Raises UnsupportedStreamError where it can't be moved.
    """
    end = _header_end(unit)
    bits = Bits(unescaped(unit[1:end]))
    # 7.3.3 slice_header
    found, slice_type, picture_set = bits.ue(), bits.ue(), bits.ue()
    if first == found:
        bits.overwrite(parameters.frame_num_bits, frame_num)
        return unit[:1] + escaped(bits.bytes()) + unit[end:]
    bits.u(parameters.frame_num_bits)
    start = bits.at
    _pass_rest_of_header(bits, parameters, unit[0] & 31 == NAL_IDR, slice_type % 5 == 0)
    writer = BitWriter()
    for value in (first, slice_type, picture_set):
        writer.ue(value)
    writer.u(parameters.frame_num_bits, frame_num)
    writer.u(bits.at - start, bits.since(start))
    writer.align(1)  # 7.3.4 cabac_alignment_one_bit
    return unit[:1] + escaped(writer.bytes() + bits.bytes()[-(-bits.at // 8) :]) + unit[end:]


def _pass_rest_of_header(bits: Bits, parameters: Parameters, idr: bool, predicted: bool) -> None:
    """7.3.3 from `frame_num` on, of a slice in a stream that is `sliced`."""
    if idr:
        bits.ue()  # idr_pic_id
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
    if bits.ue() != 1:  # disable_deblocking_filter_idc
        raise UnsupportedStreamError("a filter works across the edges of slices")


def copied_slice(parameters: Parameters, frame_num: int, first: int, count: int) -> bytes:
    """The NAL unit of a slice of skipped macroblocks: so many, from the first on."""
    bits = BitWriter()
    # 7.3.3 slice_header
    bits.ue(first)  # first_mb_in_slice
    bits.ue(5)  # slice_type: P, as are all slices of the picture (table 7-6)
    bits.ue(parameters.picture_set)  # pic_parameter_set_id
    bits.u(parameters.frame_num_bits, frame_num)  # frame_num
    if parameters.references > 1:
        bits.u(1, 1)  # num_ref_idx_active_override_flag
        bits.ue(0)  # num_ref_idx_l0_active_minus1
    else:
        bits.u(1, 0)
    bits.u(1, 0)  # 7.3.3.1 ref_pic_list_modification_flag_l0
    if parameters.weighted:  # 7.3.3.2 pred_weight_table
        bits.ue(0)  # luma_log2_weight_denom
        bits.ue(0)  # chroma_log2_weight_denom
        bits.u(2, 0)  # luma_weight_l0_flag, chroma_weight_l0_flag
    bits.u(1, 0)  # 7.3.3.3 adaptive_ref_pic_marking_mode_flag
    if parameters.cabac:
        bits.ue(0)  # cabac_init_idc
    bits.ue(0)  # slice_qp_delta
    if parameters.deblocking_control:
        bits.ue(1)  # disable_deblocking_filter_idc: off
    # 7.3.4 slice_data
    if parameters.cabac:
        bits.align(1)  # cabac_alignment_one_bit
        payload = bits.bytes() + skipped_by_cabac(count, parameters.qp)
    else:
        bits.ue(count)  # mb_skip_run
        bits.u(1, 1)  # 7.3.2.11 rbsp_stop_one_bit
        bits.align(0)
        payload = bits.bytes()
    # 7.3.1: nal_ref_idc 2 (type 2 order counts forbid two non-reference pictures in a row)
    return bytes([2 << 5 | NAL_SLICE]) + escaped(payload)
