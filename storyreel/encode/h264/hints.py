"""Hints for the encoder: where a picture differs from the one before it.

x264 can be told which macroblocks are unchanged (its `mb_info`) and then leaves them alone without
looking. FFmpeg takes that as side data of a frame (`AVVideoHint`), which PyAV has no call for, so
FFmpeg's own functions are called here. Every step is checked against what PyAV says of the same
frame; where a check fails there are no hints, and the encoder looks at everything as it always
did.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from functools import cache

import av
import av.frame

from storyreel.drawing.damage import PixelRect

_VIDEO_HINT = 27  # AV_FRAME_DATA_VIDEO_HINT
_CHANGED = 1  # AV_VIDEO_HINT_TYPE_CHANGED
_POINTER_AT = object.__basicsize__ + ctypes.sizeof(ctypes.c_void_p)
"""Where a PyAV frame keeps its AVFrame: behind Python's head and Cython's table of methods."""


class _VideoHint(ctypes.Structure):
    _fields_ = (
        ("nb_rects", ctypes.c_size_t),
        ("rect_offset", ctypes.c_size_t),
        ("rect_size", ctypes.c_size_t),
        ("type", ctypes.c_int),
    )


class _VideoRect(ctypes.Structure):
    _fields_ = (
        ("x", ctypes.c_uint32),
        ("y", ctypes.c_uint32),
        ("width", ctypes.c_uint32),
        ("height", ctypes.c_uint32),
    )


def set_changed(frame: av.VideoFrame, rects: Sequence[PixelRect] | None) -> None:
    """Say with a frame that it differs from the one before inside the rectangles alone.

    None, or no rectangle, takes the hint away: it may differ anywhere.
    """
    if not hints_work():
        return
    util, address = _util(), _address(frame)
    util.av_frame_remove_side_data(address, _VIDEO_HINT)
    if rects:
        _write(util, address, rects)


@cache
def hints_work() -> bool:
    """Whether hints can be given with this PyAV: asked of a small frame, once."""
    frame = av.VideoFrame(32, 32, "yuv420p")
    try:
        address = _address(frame)
        head = ctypes.c_void_p * 3  # AVFrame begins with its planes
        planes = [plane.buffer_ptr for plane in frame.planes]
        if list(head.from_address(address)) != planes:
            return False
        return _write(_util(), address, [PixelRect(0, 0, 16, 16)])
    except (AttributeError, OSError):  # an FFmpeg that is older than its hints
        return False


def _write(util: ctypes.CDLL, address: int, rects: Sequence[PixelRect]) -> bool:
    place = util.av_video_hint_create_side_data(address, len(rects))
    if not place:
        return False
    hint = _VideoHint.from_address(place)
    if hint.nb_rects != len(rects) or hint.rect_size != ctypes.sizeof(_VideoRect):
        util.av_frame_remove_side_data(address, _VIDEO_HINT)
        return False
    hint.type = _CHANGED
    told = (_VideoRect * len(rects)).from_address(place + hint.rect_offset)
    for index, rect in enumerate(rects):
        told[index] = _VideoRect(rect.left, rect.top, rect.width, rect.height)
    return True


def _address(frame: av.VideoFrame) -> int:
    return ctypes.c_void_p.from_address(id(frame) + _POINTER_AT).value or 0


@cache
def _util() -> ctypes.CDLL:
    """FFmpeg's utilities, through the part of PyAV that is linked with the very same ones."""
    util = ctypes.CDLL(av.frame.__file__)
    util.av_video_hint_create_side_data.restype = ctypes.c_void_p
    util.av_video_hint_create_side_data.argtypes = (ctypes.c_void_p, ctypes.c_size_t)
    util.av_frame_remove_side_data.restype = None
    util.av_frame_remove_side_data.argtypes = (ctypes.c_void_p, ctypes.c_int)
    return util
