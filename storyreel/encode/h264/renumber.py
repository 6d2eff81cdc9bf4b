"""IDR pictures that follow one another: the standard wants their `idr_pic_id` to differ.

Every segment begins with an IDR picture of number 0. Behind a segment of a single frame, the next
IDR picture follows at once, and decoders tell the two apart by this number alone (ITU-T H.264,
7.4.3). It changes no sample of a picture.
"""

from __future__ import annotations

from storyreel.encode.bitstream import nal_units
from storyreel.encode.h264.parameter_sets import (
    LENGTH_BYTES,
    UnsupportedStreamError,
    annex_b,
    avcc_units,
    read_parameters,
)
from storyreel.encode.h264.slices import NAL_IDR, Slice


def with_idr_pic_id(packet: bytes, extradata: bytes, idr_pic_id: int) -> bytes:
    """The packet of an IDR picture, as MP4 holds it, with another `idr_pic_id`.

    `extradata` is the stream's `avcC` box. Raises UnsupportedStreamError for streams and packets
    that cannot be read.
    """
    parameters = read_parameters(annex_b(avcc_units(extradata)))
    try:
        units = [
            Slice.read(unit, parameters)._replace(idr_pic_id=idr_pic_id).to_bytes()
            if unit[0] & 31 == NAL_IDR
            else unit
            for unit in nal_units(packet, LENGTH_BYTES)
        ]
    except EOFError as error:
        raise UnsupportedStreamError(str(error)) from error
    return b"".join(len(unit).to_bytes(LENGTH_BYTES, "big") + unit for unit in units)
