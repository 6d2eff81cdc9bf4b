"""Motion vectors of a decoder, asked for picture by picture.

At 8K a decoder takes a sixth longer for a picture whose vectors it attaches to its frame. FFmpeg
looks at its option `export_side_data` for each picture, but PyAV sets options only before a decoder
opens, so FFmpeg's own function is called. The layout of PyAV's object is checked before it is used.
Where a check fails, the decoder attaches the vectors of every picture, as it was opened to do.
"""

from __future__ import annotations

import ctypes

from av.codec.context import CodecContext

from storyreel.encode.pyav_objects import (
    POINTER,
    POINTER_AT,
    address_of,
    layout_known,
    read_pointers,
    utilities,
)

_CONTEXT_BYTES = POINTER_AT + 10 * POINTER
"""Size of `av.codec.context.CodecContext` (`av/codec/context.pxd`): seven pointers to structures of
FFmpeg and Python objects, and three numbers, each padded to the size of a pointer."""

_CLASS_NAME = b"AVCodecContext"
"""FFmpeg's structure begins with a pointer to its class, which begins with one to this name."""


class VectorExport:
    """Whether a decoder attaches motion vectors to the pictures that it decodes next."""

    def __init__(self, context: CodecContext) -> None:
        """`context` is a decoder, open or not, with the option that vectors be attached."""
        self._context = context
        self._on = True
        self._switched = _is_context(context)
        """Whether the option can be changed."""

    def want(self, vectors: bool) -> None:
        """Have the vectors of the next pictures attached, or not."""
        if self._switched and self._context.is_open and vectors != self._on:
            self._switched = _set_option(address_of(self._context), b"mvs" if vectors else b"0")
            self._on = vectors


def _set_option(address: int, value: bytes) -> bool:
    """Set the option of the structure at an address; returns whether FFmpeg took it."""
    util = utilities()
    util.av_opt_set.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_int)
    error: int = util.av_opt_set(address, b"export_side_data", value, 0)
    return error == 0


def _is_context(context: CodecContext) -> bool:
    """Whether FFmpeg's structure is where this PyAV is expected to point to it."""
    if not layout_known(CodecContext, _CONTEXT_BYTES):
        return False
    address, pointers = address_of(context), -(-len(_CLASS_NAME) // POINTER)
    for described in read_pointers(address, 1):
        for name in read_pointers(described, 1):
            return bool(read_pointers(name, pointers)) and ctypes.string_at(name) == _CLASS_NAME
    return False
