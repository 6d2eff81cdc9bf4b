"""H.264 below FFmpeg's encoder: copied frames, bands, hints, and streams split into their bands.

This module is the interface of the package; no other module of the engine imports its submodules.

- Encoding: `plan_bands` divides a segment into bands of rows, `BandedEncoder` encodes each band
  and splices the pictures. `hints_work` says whether the encoder can be told what changed.
- Decoding: `StreamSplitter` divides a stream into one stream per band and leaves out the copies.
- Joining: `with_idr_pic_id` renumbers an IDR picture that follows another one.

Every function raises `UnsupportedStreamError` for a stream that it does not handle exactly.
"""

from storyreel.encode.h264.banded_encoder import BandedEncoder
from storyreel.encode.h264.bands import Band, plan_bands, whole_picture
from storyreel.encode.h264.hints import hint_changes, hints_work
from storyreel.encode.h264.parameter_sets import UnsupportedStreamError
from storyreel.encode.h264.renumber import with_idr_pic_id
from storyreel.encode.h264.split import StreamSplitter

__all__ = [
    "Band",
    "BandedEncoder",
    "StreamSplitter",
    "UnsupportedStreamError",
    "hint_changes",
    "hints_work",
    "plan_bands",
    "whole_picture",
    "with_idr_pic_id",
]
