"""Parameter sets of H.264: the syntax that applies to all pictures, read and rewritten.

Only streams as `encode/settings.py` asks for them are supported: High profile, 4:2:0, 8 bits,
progressive, CABAC, one reference picture, unweighted prediction. Everything else is refused.
Numbers in comments are clauses of ITU-T H.264 (08/2021).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from storyreel.encode.bitstream import annex_b_units
from storyreel.encode.h264.bits import BitReader, BitWriter, escaped, unescaped

START_CODE = b"\0\0\0\1"  # B.1.1
NAL_SPS, NAL_PPS = 7, 8  # table 7-1
LENGTH_BYTES = 4
"""Bytes of the length before each NAL unit in our MP4 files."""

_HIGH_PROFILE = 100


class UnsupportedStreamError(ValueError):
    """The stream uses syntax that cannot be spliced or split exactly."""


class Parameters(NamedTuple):
    """The values of the parameter sets that slices depend on."""

    columns: int
    rows: int
    frame_num_bits: int
    picture_set: int
    qp: int

    @property
    def macroblocks(self) -> int:
        return self.columns * self.rows

    def of_rows(self, rows: int) -> Parameters:
        """The parameters of a picture with another number of rows."""
        return self._replace(rows=rows)


def read_parameters(extradata: bytes) -> Parameters:
    """Read parameter sets (Annex B); raises UnsupportedStreamError for anything unsupported."""
    sets = {unit[0] & 31: BitReader(unescaped(unit[1:])) for unit in annex_b_units(extradata)}
    require({NAL_SPS, NAL_PPS} <= set(sets), "no parameter sets")
    try:
        columns, rows, frame_num_bits = _read_sequence(sets[NAL_SPS])
        picture_set, qp = _read_picture(sets[NAL_PPS])
    except EOFError as error:
        raise UnsupportedStreamError(str(error)) from error
    return Parameters(columns, rows, frame_num_bits, picture_set, qp)


def avcc_units(extradata: bytes) -> list[bytes]:
    """The parameter sets in an `avcC` box (ISO/IEC 14496-15, 5.3.3.1).

    Raises UnsupportedStreamError for anything else.
    """
    if len(extradata) <= 6 or extradata[0] != 1 or extradata[4] & 3 != LENGTH_BYTES - 1:
        raise UnsupportedStreamError("the parameter sets are not in an avcC box")
    units, at = [], 5
    for mask in (31, 255):  # numOfSequenceParameterSets, numOfPictureParameterSets
        require(at < len(extradata), "no picture parameter set")
        count, at = extradata[at] & mask, at + 1
        for _ in range(count):
            size = int.from_bytes(extradata[at : at + 2], "big")
            units.append(extradata[at + 2 : at + 2 + size])
            at += 2 + size
            require(size > 0 and at <= len(extradata), "a parameter set ends too early")
    return units


def annex_b(units: Iterable[bytes]) -> bytes:
    """NAL units as a stream, each behind a start code."""
    return b"".join(START_CODE + unit for unit in units)


def sequence_of_rows(sequence: bytes, rows: int) -> bytes:
    """The sequence parameter set for a picture of that many rows of macroblocks, uncropped below.

    Raises EOFError where the set ends too early.
    """
    bits = BitReader(unescaped(sequence[1:]))
    _read_up_to_rows(bits)
    writer = BitWriter()
    writer.u(*bits.since(0))
    writer.ue(rows - 1)
    bits.ue()  # pic_height_in_map_units_minus1
    writer.u(2, bits.u(2))  # frame_mbs_only_flag, direct_8x8_inference_flag
    # frame_cropping_flag, then frame_crop_left_offset, _right_, _top_ and _bottom_
    left, right, _, _ = (bits.ue() for _ in range(4)) if bits.u(1) else (0, 0, 0, 0)
    cropped = left or right
    writer.u(1, bool(cropped))
    for offset in (left, right, 0, 0) if cropped else ():
        writer.ue(offset)
    remaining = bits.remaining
    rest = bits.u(remaining)
    padding = (rest & -rest).bit_length() - 1  # 7.3.2.11: behind rbsp_stop_one_bit
    writer.u(remaining - padding, rest >> padding)
    writer.align(0)
    return sequence[:1] + escaped(writer.bytes())


def _read_sequence(bits: BitReader) -> tuple[int, int, int]:
    """7.3.2.1.1, up to the size of the picture: columns, rows, and the bits of `frame_num`."""
    columns, frame_num_bits = _read_up_to_rows(bits)
    rows = bits.ue() + 1  # pic_height_in_map_units_minus1, as frame_mbs_only_flag is set
    require(bits.u(1) == 1, "frame_mbs_only_flag is not set")
    return columns, rows, frame_num_bits


def _read_up_to_rows(bits: BitReader) -> tuple[int, int]:
    """7.3.2.1.1: the columns and the bits of `frame_num`."""
    require(bits.u(8) == _HIGH_PROFILE, "profile_idc is not 100")
    bits.u(16)  # constraint_set flags, level_idc
    bits.ue()  # seq_parameter_set_id
    require(bits.ue() == 1, "chroma_format_idc is not 4:2:0")
    require(bits.ue() == 0 and bits.ue() == 0, "bit_depth is not 8")
    bits.u(1)  # qpprime_y_zero_transform_bypass_flag
    require(bits.u(1) == 0, "seq_scaling_matrix_present_flag is set")
    frame_num_bits = bits.ue() + 4  # log2_max_frame_num_minus4
    # Types 0 and 1 would need an order count in every copy.
    require(bits.ue() == 2, "pic_order_cnt_type is not 2")
    # A copy must copy the previous picture.
    require(bits.ue() == 1, "max_num_ref_frames is not 1")
    bits.u(1)  # gaps_in_frame_num_value_allowed_flag
    return bits.ue() + 1, frame_num_bits  # pic_width_in_mbs_minus1


def _read_picture(bits: BitReader) -> tuple[int, int]:
    """7.3.2.2: the number of the set and the initial quantiser."""
    picture_set = bits.ue()
    bits.ue()  # seq_parameter_set_id
    require(bits.u(1) == 1, "entropy_coding_mode_flag is not set")
    require(bits.u(1) == 0, "bottom_field_pic_order_in_frame_present_flag is set")
    require(bits.ue() == 0, "more than one slice group")
    require(bits.ue() == 0, "num_ref_idx_l0_default_active_minus1 is not 0")
    bits.ue()  # num_ref_idx_l1_default_active_minus1
    require(bits.u(1) == 0, "weighted_pred_flag is set")
    bits.u(2)  # weighted_bipred_idc
    qp = 26 + bits.se()
    bits.se()  # pic_init_qs_minus26
    bits.se()  # chroma_qp_index_offset
    require(bits.u(1) == 1, "deblocking_filter_control_present_flag is not set")
    bits.u(1)  # constrained_intra_pred_flag
    require(bits.u(1) == 0, "redundant_pic_cnt_present_flag is set")
    return picture_set, qp


def require(condition: bool, problem: str) -> None:
    """Raise UnsupportedStreamError with a problem unless a condition holds."""
    if not condition:
        raise UnsupportedStreamError(problem)
