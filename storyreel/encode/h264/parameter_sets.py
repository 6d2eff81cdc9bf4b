"""Parameter sets of H.264: what is said once of all pictures, read and written for other sizes.

Numbers in comments are clauses of ITU-T H.264 (08/2021).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from storyreel.encode.bitstream import annex_b_units
from storyreel.encode.h264.bits import Bits, BitWriter, escaped, unescaped

START_CODE = b"\0\0\0\1"  # B.1.1
NAL_SPS, NAL_PPS = 7, 8  # table 7-1


class UnsupportedStreamError(ValueError):
    """The stream is not of the kind whose pictures can be copied; encode held frames plainly."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """What a slice header depends on, read from the sequence and picture parameter sets."""

    columns: int
    rows: int
    frame_num_bits: int
    picture_set: int
    cabac: bool
    weighted: bool
    references: int
    deblocking_control: bool
    qp: int

    @property
    def macroblocks(self) -> int:
        return self.columns * self.rows

    @property
    def but_rows(self) -> Parameters:
        """All of it but the height."""
        return replace(self, rows=0)

    @property
    def sliced(self) -> bool:
        """Whether the encoder's slices may stand at any place, whatever stands beside them."""
        return self.cabac and not self.weighted and self.deblocking_control


def read_parameters(extradata: bytes) -> Parameters:
    """Read the parameter sets (Annex B); raises UnsupportedStreamError unless they allow copies."""
    sets = {unit[0] & 31: Bits(unescaped(unit[1:])) for unit in annex_b_units(extradata)}
    if not {NAL_SPS, NAL_PPS} <= set(sets):
        raise UnsupportedStreamError("no parameter sets")
    try:
        return _read_picture(sets[NAL_PPS], *_read_sequence(sets[NAL_SPS]))
    except EOFError as error:
        raise UnsupportedStreamError(str(error)) from error


def sequence_of_rows(sequence: bytes, rows: int) -> bytes:
    """A sequence parameter set for as many rows of macroblocks, all of which are shown."""
    bits = Bits(unescaped(sequence[1:]))
    _read_up_to_rows(bits)
    writer = BitWriter()
    writer.u(bits.at, bits.since(0))
    writer.ue(rows - 1)
    bits.ue()  # pic_height_in_map_units_minus1
    writer.u(2, bits.u(2))  # frame_mbs_only_flag, direct_8x8_inference_flag
    # frame_cropping_flag, then frame_crop_left_offset, _right_, _top_ and _bottom_
    left, right, _, _ = (bits.ue() for _ in range(4)) if bits.u(1) else (0, 0, 0, 0)
    cropped = left or right
    writer.u(1, bool(cropped))
    for offset in (left, right, 0, 0) if cropped else ():
        writer.ue(offset)
    left = bits.left
    rest = bits.u(left)
    padding = (rest & -rest).bit_length() - 1  # 7.3.2.11: behind rbsp_stop_one_bit
    writer.u(left - padding, rest >> padding)
    writer.align(0)
    return sequence[:1] + escaped(writer.bytes())


def _read_sequence(bits: Bits) -> tuple[int, int, int]:
    """7.3.2.1.1, up to the size of the picture: its columns, rows and the bits of `frame_num`."""
    columns, frame_num_bits = _read_up_to_rows(bits)
    rows = bits.ue() + 1  # pic_height_in_map_units_minus1, as frame_mbs_only_flag is set
    require(bits.u(1) == 1, "frame_mbs_only_flag is not set")
    return columns, rows, frame_num_bits


def _read_up_to_rows(bits: Bits) -> tuple[int, int]:
    """7.3.2.1.1: the columns and the bits of `frame_num`."""
    profile = bits.u(8)
    bits.u(16)  # constraint_set flags, level_idc
    bits.ue()  # seq_parameter_set_id
    if profile in (100, 110, 122, 244):
        require(bits.ue() == 1, "chroma_format_idc is not 4:2:0")
        require(bits.ue() == 0 and bits.ue() == 0, "not 8 bits")
        bits.u(1)  # qpprime_y_zero_transform_bypass_flag
        require(bits.u(1) == 0, "scaling matrices in the sequence")
    frame_num_bits = bits.ue() + 4  # log2_max_frame_num_minus4
    # Types 0 and 1 would need an order count in every copy.
    require(bits.ue() == 2, "pic_order_cnt_type is not 2")
    require(bits.ue() == 1, "max_num_ref_frames is not 1: a copy must copy the last picture")
    bits.u(1)  # gaps_in_frame_num_value_allowed_flag
    return bits.ue() + 1, frame_num_bits  # pic_width_in_mbs_minus1


def _read_picture(bits: Bits, columns: int, rows: int, frame_num_bits: int) -> Parameters:
    """7.3.2.2, up to what a slice header depends on."""
    picture_set = bits.ue()
    bits.ue()  # seq_parameter_set_id
    cabac = bool(bits.u(1))
    require(bits.u(1) == 0, "bottom_field_pic_order_in_frame_present_flag is set")
    require(bits.ue() == 0, "more than one slice group")
    references = bits.ue() + 1  # num_ref_idx_l0_default_active_minus1
    bits.ue()  # num_ref_idx_l1_default_active_minus1
    weighted = bool(bits.u(1))
    bits.u(2)  # weighted_bipred_idc
    qp = 26 + bits.se()
    bits.se()  # pic_init_qs_minus26
    bits.se()  # chroma_qp_index_offset
    deblocking_control = bool(bits.u(1))
    bits.u(1)  # constrained_intra_pred_flag
    require(bits.u(1) == 0, "redundant_pic_cnt_present_flag is set")
    return Parameters(
        columns,
        rows,
        frame_num_bits,
        picture_set,
        cabac,
        weighted,
        references,
        deblocking_control,
        qp,
    )


def require(holds: bool, otherwise: str) -> None:
    """Raises UnsupportedStreamError, with what it is otherwise, unless the condition holds."""
    if not holds:
        raise UnsupportedStreamError(otherwise)
