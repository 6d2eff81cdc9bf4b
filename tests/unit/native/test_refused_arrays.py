"""Every function of the extension refuses arrays that it cannot read or write."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext, suppress
from typing import Any, NamedTuple

import numpy as np
import pytest

from storyreel.native import extension

pytestmark = pytest.mark.skipif(extension is None, reason="the extension is not compiled")


REFUSAL = pytest.raises(ValueError, match=r"\w")


class In(NamedTuple):
    """An array that is only read."""

    shape: tuple[int, ...]
    dtype: type


class Out(NamedTuple):
    """An array that is filled in or changed."""

    shape: tuple[int, ...]
    dtype: type


CALLS: dict[str, tuple[Any, ...]] = {
    "alike_points": (In((3, 4, 6), np.float32), 2.0),
    "blend_colors": (Out((4, 6), np.uint32), In((4, 6), np.uint8), In((6, 4), np.float32)),
    "blend_shadow": (Out((4, 6), np.uint32), In((8, 8), np.uint8), 2, 1, 1, (0, 0, 0, 65535)),
    "block_sums": (In((4, 6), np.float32), 2, Out((2, 3), np.float32)),
    "boxes_in_tiles": ([(0, 0, 9, 9)], (8.0, 4.5), 1.0, [[(0, 0, 16, 9), (0, 0, 4, 4)]]),
    "changed_looks": ([{}], [None], [None], (), (), ()),
    "convert_colors": (
        *(In((4, 6), np.uint16) for _ in range(3)),
        *(10, 0.2126, 0.0722, True),
        Out((3, 4, 6), np.float32),
    ),
    "equal": (In((4, 6), np.float32), In((4, 6), np.float32)),
    "fill_planes": (
        In((4, 6, 4), np.uint8),
        *(Out(shape, np.uint8) for shape in ((4, 6), (2, 3), (2, 3))),
    ),
    "gradient_ends": (In((4, 3), np.float64), (1.0, 0.0), (0.0, 0.0, 1.0)),
    "joined": ([(0, 0, 4, 4), (4, 0, 8, 4)], 9),
    "luminance": (
        In((3, 24), np.float32),
        In((1, 256), np.float32),
        Out((1, 24), np.float32),
    ),
    "mix_color": (Out((4, 6), np.uint32), In((4, 6), np.uint8), 2**31),
    "outline": (In((4, 3), np.float64), 1e-6, (0.0, 0.0, 1.0), None),
    "paint_gradient": (
        Out((4, 6), np.uint32),
        In((1, 9), np.uint32),
        *((0.0, 0.0), (1.0, 2.0), (3.0, 4.0), True, True),
    ),
    "painted_luma": (In((4, 6, 4), np.uint8), 2, Out((4, 3), np.float32)),
    "patch_extremes": (
        In((4, 6, 4), np.uint8),
        2,
        *(Out((2, 3, 3), np.uint8) for _ in range(2)),
    ),
    "patch_sums": (In((4, 6, 4), np.uint8), 1, 2, Out((2, 3, 3), np.int32)),
    "pick_grid": (In((4, 6), np.uint16), 0, 4, Out((2, 3), np.uint16)),
    "serialised_path": (In((4, 2), np.int32), (0,), (True,), 1, (0.0, 0.0), 1.0),
    "spike": (In((8, 2), np.int32), In((2, 2), np.int64)),
    "squared_error": (In((4, 6), np.float32), In((4, 6), np.uint16), 10, True),
    "total_change": (In((4, 6), np.float32), In((4, 6), np.float32)),
    "touched_pixels": ([(0, 0, 9, 9)], (8.0, 4.5), 1.0),
    "turns": (
        In((4, 6), np.float32),
        *(Out((4, 6), dtype) for dtype in (np.float32, np.int8, np.bool_, np.bool_)),
        *(0.1, 0.8),
    ),
    "vector_fault": (In((4, 40), np.uint8), In((2, 2), np.int64)),
}
"""Arguments that each function accepts."""


def arguments(name: str) -> list[Any]:
    return [
        np.zeros(*argument) if isinstance(argument, In | Out) else argument
        for argument in CALLS[name]
    ]


def test_every_function_is_tried() -> None:
    functions = {name for name in dir(extension) if not name.startswith("_")}
    assert set(CALLS) == functions, "name the arguments of each function in CALLS"


@pytest.mark.parametrize("name", CALLS)
def test_the_arguments_are_accepted_as_they_are(name: str) -> None:
    getattr(extension, name)(*arguments(name))


def misaligned(array: np.ndarray) -> np.ndarray:
    """The array one byte after a place where numbers of more than one byte may be."""
    return np.zeros(array.nbytes + 1, np.uint8)[1:].view(array.dtype).reshape(array.shape)


REFUSED: dict[str, Callable[[np.ndarray], Any]] = {
    "nothing": lambda array: None,
    "bytes": lambda array: bytes(array.nbytes),
    "a number": lambda array: array[(0,) * array.ndim],
    "one dimension": np.ravel,
    "items of another size": lambda array: array.astype(np.complex128),
    "items without bytes": lambda array: np.zeros(array.shape, np.dtype([])),
    "items apart": lambda array: np.repeat(array, 2, axis=-1)[..., ::2],
    "items backwards": lambda array: array[..., ::-1],
    "more rows": lambda array: np.concatenate([array] * 9),
}

NOT_REFUSED = {
    ("blend_shadow", 1, "more rows"),
    ("equal", 0, "more rows"),
    ("equal", 1, "more rows"),
    ("gradient_ends", 0, "more rows"),
    ("outline", 0, "more rows"),
    ("paint_gradient", 0, "more rows"),
    ("patch_sums", 0, "more rows"),
    ("pick_grid", 3, "more rows"),
    ("spike", 0, "more rows"),
    ("spike", 1, "more rows"),
    ("vector_fault", 0, "more rows"),
    ("vector_fault", 1, "more rows"),
}
"""Where the work can be done all the same, and where the answer is no."""

PLACES = [
    (name, place)
    for name, call in CALLS.items()
    for place, argument in enumerate(call)
    if isinstance(argument, In | Out)
]
"""Every array of every function."""


@pytest.mark.parametrize(("name", "place"), PLACES)
@pytest.mark.parametrize("kind", REFUSED)
def test_other_arrays_are_refused(name: str, place: int, kind: str) -> None:
    call = arguments(name)
    call[place] = REFUSED[kind](call[place])
    in_a_row = kind in ("items apart", "items backwards") and call[place].shape[-1] == 1
    with nullcontext() if in_a_row or (name, place, kind) in NOT_REFUSED else REFUSAL:
        getattr(extension, name)(*call)


@pytest.mark.parametrize(("name", "place"), PLACES)
def test_arrays_that_may_not_be_written_are_only_read(name: str, place: int) -> None:
    call = arguments(name)
    call[place].flags.writeable = False
    with nullcontext() if isinstance(CALLS[name][place], In) else REFUSAL:
        getattr(extension, name)(*call)


@pytest.mark.parametrize(("name", "place"), PLACES)
def test_numbers_that_are_not_aligned_are_refused(name: str, place: int) -> None:
    call = arguments(name)
    call[place] = misaligned(call[place])
    with nullcontext() if call[place].itemsize == 1 else REFUSAL:
        getattr(extension, name)(*call)


@pytest.mark.parametrize(("name", "place"), PLACES)
@pytest.mark.parametrize("kind", ["nothing", "more rows", "items of another size"])
def test_no_array_is_held_after_a_call(name: str, place: int, kind: str) -> None:
    call = arguments(name)
    call[place] = REFUSED[kind](call[place])
    call = [each.data if isinstance(each, np.ndarray) else each for each in call]
    with suppress(ValueError):
        getattr(extension, name)(*call)
    for each in call:
        if isinstance(each, memoryview):
            each.release()  # BufferError where a view of it is left


PACKED_COLORS = {("mix_color", 2)}
"""Numbers of which the lower 32 bits count."""


@pytest.mark.parametrize("number", [-1, -(2**63), 2**31, 2**63 - 1])
@pytest.mark.parametrize(
    ("name", "place"),
    [
        (name, place)
        for name, call in CALLS.items()
        for place, argument in enumerate(call)
        if type(argument) is int and (name, place) not in PACKED_COLORS
    ],
)
def test_numbers_beyond_every_array_are_refused(name: str, place: int, number: int) -> None:
    call = arguments(name)
    call[place] = number
    with pytest.raises((ValueError, OverflowError)):
        getattr(extension, name)(*call)
