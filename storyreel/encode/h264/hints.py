"""Hints for the encoder: where a frame differs from the one before it.

x264 leaves macroblocks alone, without looking at them, if it is told that they are unchanged
(`mb_info`). FFmpeg takes that as side data of a frame (`AVVideoHint`), for which PyAV has no
method, so FFmpeg's own functions are called through ctypes. The layout of PyAV's object is checked
before it is used. Where a check fails, no hints are given: the encoder compares every macroblock,
and clips come out right but slower.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import av
import av.frame

from storyreel.drawing.damage import PixelRect

_VIDEO_HINT = 27  # AV_FRAME_DATA_VIDEO_HINT
_CHANGED = 1  # AV_VIDEO_HINT_TYPE_CHANGED
_POINTER = ctypes.sizeof(ctypes.c_void_p)

_POINTER_AT = object.__basicsize__ + _POINTER
"""Offset of the `AVFrame *` in a PyAV frame: behind Python's header and Cython's table of methods.
"""

_FRAME_BYTES = _POINTER_AT + _POINTER + 2 * ctypes.sizeof(ctypes.c_int) + _POINTER
"""Size of `av.frame.Frame`: the pointer, a rational and a Python object (`av/frame.pxd`)."""


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


def hint_changes(frame: av.VideoFrame, rects: Sequence[PixelRect] | None) -> None:
    """Attach to a frame that it differs from the previous one inside the rectangles alone.

    None or an empty sequence removes the hint: the frame may differ anywhere. Does nothing where
    hints do not work.
    """
    if not hints_work():
        return
    util, address = _util(), frame_address(frame)
    util.av_frame_remove_side_data(address, _VIDEO_HINT)
    if rects:
        _write(util, address, rects)


@cache
def hints_work() -> bool:
    """Whether this build of PyAV and FFmpeg takes hints; tried once, on a small frame."""
    if not layout_known(av.frame.Frame):
        return False
    frame = av.VideoFrame(32, 32, "yuv420p")
    address = frame_address(frame)
    planes = [plane.buffer_ptr for plane in frame.planes]
    if _read_pointers(address, len(planes)) != planes:  # an AVFrame begins with its planes
        return False
    try:
        return _write(_util(), address, [PixelRect(0, 0, 16, 16)])
    except (AttributeError, OSError):  # FFmpeg before 7.1 has no such function
        return False


def layout_known(frame_type: type) -> bool:
    """Whether a type has the fields of PyAV's `Frame`, in a size that leaves room for no others."""
    fields = vars(frame_type)
    return "__pyx_vtable__" in fields and frame_type.__basicsize__ == _FRAME_BYTES


def _read_pointers(address: int, count: int) -> list[int]:
    """The pointers at an address; empty where Linux says that it is not readable.

    Other systems offer no such question, and there the address is trusted.
    """
    memory = Path("/proc/self/mem")
    if memory.exists():
        try:
            with memory.open("rb", buffering=0) as file:
                os.pread(file.fileno(), count * _POINTER, address)
        except (OSError, OverflowError):
            return []
    return list((ctypes.c_size_t * count).from_address(address))


def _write(util: ctypes.CDLL, address: int, rects: Sequence[PixelRect]) -> bool:
    place = util.av_video_hint_create_side_data(address, len(rects))
    if not place:
        return False
    hint = _VideoHint.from_address(place)
    if hint.nb_rects != len(rects) or hint.rect_size != ctypes.sizeof(_VideoRect):
        util.av_frame_remove_side_data(address, _VIDEO_HINT)
        return False
    hint.type = _CHANGED
    target = (_VideoRect * len(rects)).from_address(place + hint.rect_offset)
    for index, rect in enumerate(rects):
        target[index] = _VideoRect(rect.left, rect.top, rect.width, rect.height)
    return True


def frame_address(frame: av.VideoFrame) -> int:
    """Where the frame's AVFrame is, if the layout of the object is known."""
    return ctypes.c_size_t.from_address(id(frame) + _POINTER_AT).value


@cache
def _util() -> ctypes.CDLL:
    """FFmpeg's utilities, through the part of PyAV that is linked with them."""
    util = ctypes.CDLL(av.frame.__file__)
    util.av_video_hint_create_side_data.restype = ctypes.c_void_p
    util.av_video_hint_create_side_data.argtypes = (ctypes.c_void_p, ctypes.c_size_t)
    util.av_frame_remove_side_data.restype = None
    util.av_frame_remove_side_data.argtypes = (ctypes.c_void_p, ctypes.c_int)
    return util
