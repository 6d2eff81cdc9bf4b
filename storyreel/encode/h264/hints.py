"""Hints for the encoder: where a frame differs from the one before it.

x264 leaves macroblocks alone, without looking at them, if it is told that they are unchanged
(`mb_info`). FFmpeg takes that as side data of a frame (`AVVideoHint`), for which PyAV has no
method, so FFmpeg's own functions are called. The layout of PyAV's object is checked before it is
used. Where a check fails, no hints are given: the encoder compares every macroblock, and clips come
out right but slower.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from functools import cache

import av
import av.frame

from storyreel.drawing.damage import PixelRect
from storyreel.encode.pyav_objects import (
    POINTER,
    POINTER_AT,
    address_of,
    layout_known,
    read_pointers,
    utilities,
)

_VIDEO_HINT = 27  # AV_FRAME_DATA_VIDEO_HINT
_CHANGED = 1  # AV_VIDEO_HINT_TYPE_CHANGED

_FRAME_BYTES = POINTER_AT + POINTER + 2 * ctypes.sizeof(ctypes.c_int) + POINTER
"""Size of `av.frame.Frame`: the pointer, a rational and a Python object (`av/frame.pxd`)."""


class _VideoHint(ctypes.Structure):
    _fields_ = (
        ("nb_rects", ctypes.c_size_t),
        ("rect_offset", ctypes.c_size_t),
        ("rect_size", ctypes.c_size_t),
        ("type", ctypes.c_int),
    )


_RECT = ctypes.c_uint32 * 4
"""AVVideoRect: left, top, width and height."""


def hint_changes(frame: av.VideoFrame, rects: Sequence[PixelRect] | None) -> None:
    """Attach to a frame that it differs from the previous one inside the rectangles alone.

    None or an empty sequence removes the hint: the frame may differ anywhere. Does nothing where
    hints do not work.
    """
    if not hints_work():
        return
    util, address = _util(), address_of(frame)
    util.av_frame_remove_side_data(address, _VIDEO_HINT)
    if rects:
        _write(util, address, rects)


@cache
def hints_work() -> bool:
    """Whether this build of PyAV and FFmpeg takes hints; tried once, on a small frame."""
    if not layout_known(av.frame.Frame, _FRAME_BYTES):
        return False
    frame = av.VideoFrame(32, 32, "yuv420p")
    address = address_of(frame)
    planes = [plane.buffer_ptr for plane in frame.planes]
    if read_pointers(address, len(planes)) != planes:  # an AVFrame begins with its planes
        return False
    try:
        return _write(_util(), address, [PixelRect(0, 0, 16, 16)])
    except (AttributeError, OSError):  # FFmpeg before 7.1 has no such function
        return False


def _write(util: ctypes.CDLL, address: int, rects: Sequence[PixelRect]) -> bool:
    place = util.av_video_hint_create_side_data(address, len(rects))
    if not place:
        return False
    hint = _VideoHint.from_address(place)
    if hint.nb_rects != len(rects) or hint.rect_size != ctypes.sizeof(_RECT):
        util.av_frame_remove_side_data(address, _VIDEO_HINT)
        return False
    hint.type = _CHANGED
    numbers = (ctypes.c_uint32 * (4 * len(rects))).from_address(place + hint.rect_offset)
    numbers[:] = [
        number
        for left, top, right, bottom in rects
        for number in (left, top, right - left, bottom - top)
    ]
    return True


@cache
def _util() -> ctypes.CDLL:
    """FFmpeg's functions for hints."""
    util = utilities()
    util.av_video_hint_create_side_data.restype = ctypes.c_void_p
    util.av_video_hint_create_side_data.argtypes = (ctypes.c_void_p, ctypes.c_size_t)
    util.av_frame_remove_side_data.restype = None
    util.av_frame_remove_side_data.argtypes = (ctypes.c_void_p, ctypes.c_int)
    return util
