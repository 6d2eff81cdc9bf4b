"""The structures of FFmpeg behind PyAV's objects, for functions that PyAV does not offer.

They are called through ctypes. Whoever uses an address checks first that it is one: PyAV does not
promise the layout of its objects.
"""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

import av.frame

POINTER = ctypes.sizeof(ctypes.c_void_p)

POINTER_AT = object.__basicsize__ + POINTER
"""Offset of the pointer to the structure: behind Python's header and Cython's table of methods."""


def layout_known(kind: type, size: int) -> bool:
    """Whether a type of PyAV has Cython's table of methods, and this size."""
    return "__pyx_vtable__" in vars(kind) and kind.__basicsize__ == size


def address_of(pyav_object: object) -> int:
    """Where the structure of an object is, if the layout of its type is known."""
    return ctypes.c_size_t.from_address(id(pyav_object) + POINTER_AT).value


def read_pointers(address: int, count: int) -> list[int]:
    """The pointers at an address; empty where Linux says that it is not readable.

    Other systems offer no such question, and there the address is trusted.
    """
    memory = Path("/proc/self/mem")
    if memory.exists():
        try:
            with memory.open("rb", buffering=0) as file:
                os.pread(file.fileno(), count * POINTER, address)
        except (OSError, OverflowError):
            return []
    return list((ctypes.c_size_t * count).from_address(address))


def utilities() -> ctypes.CDLL:
    """FFmpeg's utilities, through the part of PyAV that is linked with them."""
    return ctypes.CDLL(av.frame.__file__)
