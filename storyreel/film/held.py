"""Pictures of H.264 put together from slices: the encoder's, and copies that need no encoder.

A P slice of nothing but skipped macroblocks is an exact copy of that part of the picture before.
Numbers in comments are clauses of ITU-T H.264 (08/2021). A copy is a reference picture like any
other and takes a `frame_num` of its own, so the pictures that the encoder makes afterwards are
renumbered; and a slice of an encoder that sees some rows only is moved to its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from storyreel.film.h264_bits import Bits, BitWriter, escaped, unescaped
from storyreel.film.h264_skip import skipped_by_cabac

START_CODE = b"\0\0\0\1"  # B.1.1
NAL_SLICE, NAL_IDR, NAL_SPS, NAL_PPS = 1, 5, 7, 8  # table 7-1
HEADER_BYTES = 40
"""More than the longest slice header takes, which is all that is rewritten."""


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


class HeldPictures:
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
        units = [list(_units(packet)) if packet else [] for _, packet in parts]
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
                if unit[0] & 31 in (NAL_SLICE, NAL_IDR):
                    yield _placed(unit, self.parameters, number, at)
                elif at == 0:  # what is said of the whole picture
                    yield unit
            at += rows * self.parameters.columns
            copied += 0 if part else rows * self.parameters.columns
        if copied:
            yield copied_slice(self.parameters, number, at - copied, copied)


def read_parameters(extradata: bytes) -> Parameters:
    """Read the parameter sets (Annex B); raises UnsupportedStreamError unless they allow copies."""
    sets = {unit[0] & 31: Bits(unescaped(unit[1:])) for unit in _units(extradata)}
    if not {NAL_SPS, NAL_PPS} <= set(sets):
        raise UnsupportedStreamError("no parameter sets")
    try:
        return _read_picture(sets[NAL_PPS], *_read_sequence(sets[NAL_SPS]))
    except EOFError as error:
        raise UnsupportedStreamError(str(error)) from error


def _read_sequence(bits: Bits) -> tuple[int, int, int]:
    """7.3.2.1.1, up to the size of the picture: its columns, rows and the bits of `frame_num`."""
    profile = bits.u(8)
    bits.u(16)  # constraint_set flags, level_idc
    bits.ue()  # seq_parameter_set_id
    if profile in (100, 110, 122, 244):
        _require(bits.ue() == 1, "chroma_format_idc is not 4:2:0")
        _require(bits.ue() == 0 and bits.ue() == 0, "not 8 bits")
        bits.u(1)  # qpprime_y_zero_transform_bypass_flag
        _require(bits.u(1) == 0, "scaling matrices in the sequence")
    frame_num_bits = bits.ue() + 4  # log2_max_frame_num_minus4
    # Types 0 and 1 would need an order count in every copy.
    _require(bits.ue() == 2, "pic_order_cnt_type is not 2")
    _require(bits.ue() == 1, "max_num_ref_frames is not 1: a copy must copy the last picture")
    bits.u(1)  # gaps_in_frame_num_value_allowed_flag
    width, height = bits.ue() + 1, bits.ue() + 1  # in macroblocks, as frame_mbs_only_flag is set
    _require(bits.u(1) == 1, "frame_mbs_only_flag is not set")
    return width, height, frame_num_bits


def _read_picture(bits: Bits, columns: int, rows: int, frame_num_bits: int) -> Parameters:
    """7.3.2.2, up to what a slice header depends on."""
    picture_set = bits.ue()
    bits.ue()  # seq_parameter_set_id
    cabac = bool(bits.u(1))
    _require(bits.u(1) == 0, "bottom_field_pic_order_in_frame_present_flag is set")
    _require(bits.ue() == 0, "more than one slice group")
    references = bits.ue() + 1  # num_ref_idx_l0_default_active_minus1
    bits.ue()  # num_ref_idx_l1_default_active_minus1
    weighted = bool(bits.u(1))
    bits.u(2)  # weighted_bipred_idc
    qp = 26 + bits.se()
    bits.se()  # pic_init_qs_minus26
    bits.se()  # chroma_qp_index_offset
    deblocking_control = bool(bits.u(1))
    bits.u(1)  # constrained_intra_pred_flag
    _require(bits.u(1) == 0, "redundant_pic_cnt_present_flag is set")
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


def frame_number(unit: bytes, parameters: Parameters) -> int:
    """The `frame_num` of a slice; raises EOFError where its header ends too early."""
    bits = Bits(unescaped(unit[1:HEADER_BYTES]))
    for _ in range(3):
        bits.ue()  # 7.3.3 first_mb_in_slice, slice_type, pic_parameter_set_id
    return bits.u(parameters.frame_num_bits)


def numbered(unit: bytes, parameters: Parameters, frame_num: int) -> bytes:
    """A slice with another `frame_num`."""
    end = _header_end(unit)
    bits = Bits(unescaped(unit[1:end]))
    for _ in range(3):
        bits.ue()  # 7.3.3 first_mb_in_slice, slice_type, pic_parameter_set_id
    bits.overwrite(parameters.frame_num_bits, frame_num)
    return unit[:1] + escaped(bits.bytes()) + unit[end:]


def _header_end(unit: bytes) -> int:
    """Bytes that hold a slice's header; no run of zeros and no escape lies across that cut."""
    end = HEADER_BYTES
    while end < len(unit) and unit[end - 1] in (0, 3):
        end += 1
    return end


def _placed(unit: bytes, parameters: Parameters, frame_num: int, first: int) -> bytes:
    """An encoder's slice with another number, and at another place: its first macroblock."""
    if not first:
        return numbered(unit, parameters, frame_num)
    end = _header_end(unit)
    bits = Bits(unescaped(unit[1:end]))
    # 7.3.3 slice_header
    bits.ue()  # first_mb_in_slice
    slice_type, picture_set = bits.ue(), bits.ue()
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
        _require(bits.u(1) == 0, "ref_pic_list_modification_flag_l0 is set")
    if idr:
        bits.u(2)  # 7.3.3.3 no_output_of_prior_pics_flag, long_term_reference_flag
    else:
        _require(bits.u(1) == 0, "adaptive_ref_pic_marking_mode_flag is set")
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


def _units(stream: bytes) -> list[bytes]:
    """The NAL units of an Annex B stream."""
    pieces = stream.split(b"\0\0\1")[1:]
    return [piece.rstrip(b"\0") if piece is not pieces[-1] else piece for piece in pieces]


def _require(holds: bool, otherwise: str) -> None:
    if not holds:
        raise UnsupportedStreamError(otherwise)
