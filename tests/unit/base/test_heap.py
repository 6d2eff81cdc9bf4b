"""The heap: what is garbage goes, whichever C library there is."""

from __future__ import annotations

import ctypes
import weakref

import pytest

from storyreel.base.heap import return_free_memory


class Node:
    def __init__(self) -> None:
        self.itself = self


def test_garbage_is_collected() -> None:
    gone = weakref.ref(Node())
    return_free_memory()
    assert gone() is None


def test_a_c_library_that_cannot_return_memory_is_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda name: object())
    return_free_memory()
