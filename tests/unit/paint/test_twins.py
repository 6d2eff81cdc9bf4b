"""What the extension paints is bit for bit what its twins paint, in Python and in Skia."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

import numpy as np
import numpy.typing as npt
import pytest
import skia
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storyreel.drawing import damage
from storyreel.drawing.damage import PixelRect
from storyreel.drawing.drawing import Drawing
from storyreel.drawing.paints import Rgba
from storyreel.drawing.path import FillRule, Path
from storyreel.native import extension
from storyreel.paint import coverage, gradient_fills, gradients, shadows, skia_path, tile_contents
from storyreel.paint.gradients import PartOfGradient
from storyreel.paint.raster import paint_drawing
from storyreel.paint.shadow_mask import enlarged, tinted

pytestmark = pytest.mark.skipif(extension is None, reason="the extension is not compiled")

Words = npt.NDArray[np.uint32]

GUARD = 0xDEADBEEF

seeds = st.integers(0, 2**32 - 1)
sides = st.integers(1, 70) | st.sampled_from([127, 128, 129, 513])
channels = st.sampled_from([0, 1, 128, 129, 257, 32767, 65406, 65407, 65534, 65535]) | st.integers(
    0, 65535
)


MODULES = (coverage, damage, gradient_fills, gradients, shadows, skia_path, tile_contents)
"""Those that have twins."""


@contextmanager
def in_python() -> Iterator[None]:
    """Without the extension."""
    with ExitStack() as stack:
        for module in MODULES:
            stack.enter_context(patch.object(module, "extension", None))
        yield


def picture(seed: int, height: int, width: int) -> Words:
    """Opaque pixels."""
    rgba = np.random.default_rng(seed).integers(0, 256, (height, width, 4), np.uint8)
    rgba[..., 3] = 255
    words: Words = rgba.view(np.uint32)[:, :, 0]
    return words


def painted(words: Words, paint: Callable[[Words], Any]) -> Words:
    """The pixels of a picture after painting on them; what is around them must stay."""
    whole = np.pad(words, ((1, 1), (2, 1)), constant_values=GUARD)
    inside = whole[1:-1, 2:-1]
    paint(inside)
    result = inside.copy()
    inside[:] = GUARD
    assert (whole == GUARD).all()
    return result


def blended_by_skia(words: Words, image: Words, opacity: float) -> None:
    """Blend an image onto pixels, as the raster does."""
    height, width = words.shape
    info, kind = skia.ImageInfo.Make, skia.ColorType.kRGBA_8888_ColorType
    pixels = np.ascontiguousarray(words).view(np.uint8).reshape(height, width, 4)
    canvas = skia.Surface.MakeRasterDirect(
        info(width, height, kind, skia.AlphaType.kPremul_AlphaType), pixels, 4 * width
    ).getCanvas()
    colors = np.ascontiguousarray(image).view(np.uint8).reshape(height, width, 4)
    shown = skia.Image.fromarray(colors, kind, skia.AlphaType.kPremul_AlphaType)
    canvas.drawImage(shown, 0, 0, skia.SamplingOptions(), skia.Paint(Alphaf=opacity))
    words[:] = pixels.view(np.uint32)[:, :, 0]


@settings(max_examples=200, deadline=None)
@given(
    seed=seeds,
    grain=st.sampled_from([1, 2, 4, 8, 16, 32, 64, 128]),
    size=st.tuples(sides, sides),
    color=st.tuples(channels, channels, channels, channels),
    even=st.sampled_from([(), (0,), (1,), (0, 1)]),
)
def test_a_shadow_is_enlarged_tinted_and_blended(
    seed: int, grain: int, size: tuple[int, int], color: Rgba, even: tuple[int, ...]
) -> None:
    random = np.random.default_rng(seed)
    height, width = size
    left, top = random.integers(0, 9, 2).tolist()
    x, y = ((at + 1) * grain + random.integers(0, grain) for at in (left, top))
    mask = random.integers(0, 256, (height // grain + 4, width // grain + 5), np.uint8)[:, :-1]
    for axis in even:  # all rows or columns are equal
        mask[:] = mask.take([0], axis)
    part = PixelRect(int(x), int(y), int(x) + width, int(y) + height)

    def by_twins(words: Words) -> None:
        image = np.broadcast_to(tinted(enlarged(mask, grain, left, top, part), color), words.shape)
        blended_by_skia(words, image, color[3] / 65535)

    def at_once(words: Words) -> None:
        column, row = part.left - left * grain, part.top - top * grain
        extension.blend_shadow(words, mask, grain, column, row, color)

    below = picture(seed, height, width)
    assert (painted(below, at_once) == painted(below, by_twins)).all()


@st.composite
def parts_of_gradients(draw: st.DrawFn) -> PartOfGradient:
    random = np.random.default_rng(draw(seeds))
    height, width, radial = draw(sides), draw(sides), draw(st.booleans())
    colors = random.integers(0, 256, (1, draw(st.sampled_from([1, 2, 8192])), 4))
    colors[..., :3] = colors[..., :3] * colors[..., 3:] // 255
    table = colors.astype(np.uint8).view(np.uint32)[:, :, 0]
    left, top = random.integers(-9, 8000, 2).tolist()
    start = tuple(random.uniform(-9e3, 9e3, 2).tolist())
    steps = [draw(st.sampled_from([0.0, 1.0, step])) for step in random.uniform(-20, 20, 2)]
    part = PixelRect(left, top, left + width, top + height)
    return PartOfGradient(table, part, start, (steps[0], steps[1]), radial)


def size_of(gradient: PartOfGradient, seed: int) -> tuple[int, int]:
    """The size of the part, or of any number of rows or columns that are equal."""
    sizes = gradient.part.height, gradient.part.width
    height, width = (
        size if side > 1 else 1 + (seed >> shift) % size
        for size, side, shift in zip(sizes, gradient.shape, (0, 8), strict=True)
    )
    return height, width


@settings(max_examples=200, deadline=None)
@given(part=parts_of_gradients(), seed=seeds)
def test_a_gradient_covers_pixels(part: PartOfGradient, seed: int) -> None:
    below = picture(seed, *size_of(part, seed))
    found = painted(below, part.cover)
    with in_python():
        assert (painted(below, part.cover) == found).all()


@settings(max_examples=200, deadline=None)
@given(part=parts_of_gradients(), seed=seeds)
def test_a_gradient_is_blended_onto_pixels(part: PartOfGradient, seed: int) -> None:
    def by_skia(words: Words) -> None:
        image = np.empty_like(words)
        with in_python():
            part.cover(image)
        blended_by_skia(words, image, 1.0)

    below = picture(seed, *size_of(part, seed))
    assert (painted(below, part.blend) == painted(below, by_skia)).all()


@pytest.mark.parametrize("number", [np.inf, -np.inf, np.nan, 1e300])
@pytest.mark.parametrize("radial", [False, True])
def test_no_number_leads_out_of_the_table(number: float, radial: bool) -> None:
    table = np.arange(9, dtype=np.uint32)[None]
    for corner, start, steps in ((number, 0, 1), (0, number, 1), (0, 0, number)):
        words = np.full((4, 6), GUARD, np.uint32)
        numbers = (corner, 0), (0, start), (1, steps)
        extension.paint_gradient(words, table, *numbers, radial, False)
        assert words.max() < table.size


@pytest.mark.parametrize("number", [np.inf, -np.inf, np.nan, 1e30])
def test_no_colour_leaves_its_channels(number: float) -> None:
    words, row = np.full((1, 6), GUARD, np.uint32), np.full((6, 4), number, np.float32)
    coverage = np.array([[0, 1, 128, 254, 255, 0]], np.uint8)
    extension.blend_colors(words, coverage, row)
    assert (words[0, [0, 5]] == GUARD).all()
    channels = words.view(np.uint8).reshape(6, 4)[1:5]
    assert np.isin(channels, (0, 255)).all()


@st.composite
def paths(draw: st.DrawFn) -> Path:
    """Sub-paths of curves, many of them nearly straight, and some of them flat and level."""
    random = np.random.default_rng(draw(seeds))
    counts = 1 + 3 * random.integers(0, draw(st.sampled_from([2, 8, 40])), draw(st.integers(1, 4)))
    reach = draw(st.sampled_from([3, 2000, 2**20, 2**31 - 1]))
    points = random.integers(-reach, reach, (counts.sum(), 2), endpoint=True).astype(np.float64)
    points[:, 1] *= draw(st.sampled_from([1, 1e-3, 0]))
    steps = np.diff(points[::3], axis=0)
    for third in range(2) if draw(st.booleans()) else ():
        handles = points[third + 1 :: 3][: len(steps)]
        handles[:] = points[::3][: len(handles)] + steps[: len(handles)] * (third + 1) / 3
    points += random.integers(-2, 3, points.shape) * draw(st.integers(0, 1))
    rounded = np.clip(np.rint(points), -(2**31), 2**31 - 1).astype(np.int32)
    apart = np.zeros((len(points), 3), np.int32)
    apart[:, :2] = rounded
    closed = tuple(random.integers(0, 2, len(counts)).astype(bool).tolist())
    starts = tuple((np.cumsum(counts) - counts).tolist())
    return Path(apart[:, :2], starts, closed, draw(st.sampled_from(FillRule)))


@settings(max_examples=400, deadline=None)
@given(many=st.lists(paths(), min_size=1, max_size=3), height=st.sampled_from([240, 1080, 4320]))
def test_paths_are_built(many: list[Path], height: int) -> None:
    centre, scale = (height * 8 / 9, height / 2), height / (8 * 552960)
    found = [skia_path.serialised(path, centre, scale) for path in many]
    with in_python():
        assert [skia_path.serialised(path, centre, scale) for path in many] == found
    together = skia_path.skia_paths(many, centre, scale)
    assert [path.serialize().bytes() for path in together] == found


def polygon(*corners: tuple[int, int]) -> Path:
    """A closed polygon, whose last edge is the one from the last corner to the first."""
    points = [corner for corner in corners for _ in range(3)][2:]
    return Path(np.array(points, np.int32), (0,), (True,))


@pytest.mark.parametrize(
    ("corners", "flat"),
    [
        ([(0, 0), (8001, 500), (0, 24000)], True),
        ([(0, 0), (8000, 500), (0, 24000)], False),  # not nearly level
        ([(0, 0), (8001, 500), (0, 24001)], False),  # high enough
        ([(0, 0), (90000, 1000), (0, 9000)], False),  # a whole pixel down
        ([(0, 0), (90000, 999), (0, 9000)], True),
        ([(0, 0), (90000, 0), (0, 9000)], False),  # level
        ([(0, 0), (4000, 9000), (8001, 500)], True),  # by its last edge
        ([(0, 500), *((x, 0) for x in range(62)), (9000, 0)], True),
        ([(0, 500), *((x, 0) for x in range(63)), (9000, 0)], False),
    ],
)
def test_flat_polygons_are_kept_whole(corners: list[tuple[int, int]], flat: bool) -> None:
    path, scale = polygon(*corners), 1 / 1000
    found = skia_path.serialised(path, (0.0, 0.0), scale)
    with in_python():
        assert skia_path.serialised(path, (0.0, 0.0), scale) == found
    assert int.from_bytes(found[4:8], "little") == len(corners) + 3 * flat


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), size=st.sampled_from([(160, 90), (333, 187), (1280, 720)]))
def test_drawings_are_painted(
    data: st.DataObject, size: tuple[int, int], stories: st.SearchStrategy[list[Drawing]]
) -> None:
    drawing = data.draw(stories)[-1]
    found = paint_drawing(drawing, *size)
    with in_python():
        assert (paint_drawing(drawing, *size) == found).all()


WORDS = np.zeros((4, 6), np.uint32)
MASK = np.zeros((9, 9), np.uint8)
TABLE = np.zeros((1, 9), np.uint32)
COVERAGE, ROW = np.zeros((4, 6), np.uint8), np.zeros((6, 4), np.float32)
GROWTH = (0, 0), (0, 0), (1, 1), False, False
POINTS, SPACE = np.zeros((8, 2), np.int32), np.zeros((4, 3), np.int32)
INK = (0, 0, 0, 0)

WRONG: dict[str, tuple[str, tuple[object, ...]]] = {
    "words of another size": ("blend_shadow", (WORDS.view(np.uint16), MASK, 4, 4, 4, INK)),
    "a grain of 3": ("blend_shadow", (WORDS, MASK, 3, 4, 4, INK)),
    "a grain of 256": ("blend_shadow", (WORDS, MASK, 256, 256, 256, INK)),
    "no grain": ("blend_shadow", (WORDS, MASK, 0, 4, 4, INK)),
    "left of the mask": ("blend_shadow", (WORDS, MASK, 4, 1, 4, INK)),
    "above the mask": ("blend_shadow", (WORDS, MASK, 4, 4, -9, INK)),
    "right of the mask": ("blend_shadow", (WORDS, MASK, 4, 29, 4, INK)),
    "below the mask": ("blend_shadow", (WORDS, MASK, 4, 4, 31, INK)),
    "far away": ("blend_shadow", (WORDS, MASK, 4, 2**63 - 1, 4, INK)),
    "a colour beyond white": ("blend_shadow", (WORDS, MASK, 4, 4, 4, (0, 0, 65536, 0))),
    "too little coverage": ("mix_color", (WORDS, MASK, 0)),
    "coverage in words": ("mix_color", (WORDS, WORDS, 0)),
    "colours of fewer columns": ("blend_colors", (WORDS, COVERAGE, ROW[:5])),
    "colours without alpha": ("blend_colors", (WORDS, COVERAGE, ROW[:, :3].copy())),
    "coverage of fewer rows": ("blend_colors", (WORDS, COVERAGE[:3], ROW)),
    "no colours": ("paint_gradient", (WORDS, TABLE[:, :0], *GROWTH)),
    "a tall table": ("paint_gradient", (WORDS, TABLE.reshape(3, 3), *GROWTH)),
    "too many colours": ("paint_gradient", (WORDS, np.zeros((1, 65537), np.uint32), *GROWTH)),
    "colours of 8 bytes": ("paint_gradient", (WORDS, TABLE.astype(np.uint64), *GROWTH)),
    "three coordinates": (
        "serialised_path",
        (np.zeros((4, 3), "i4"), (0,), (True,), 0, (0.0, 0.0), 1.0),
    ),
    "no sub-paths": ("serialised_path", (POINTS, (), (), 0, (0.0, 0.0), 1.0)),
    "half a curve": ("serialised_path", (POINTS, (0,), (True,), 0, (0.0, 0.0), 1.0)),
    "a late start": ("serialised_path", (POINTS, (1,), (True,), 0, (0.0, 0.0), 1.0)),
    "backwards": ("serialised_path", (POINTS, (0, 4, 1), (True,) * 3, 0, (0.0, 0.0), 1.0)),
    "beyond the points": ("serialised_path", (POINTS, (0, 10), (True,) * 2, 0, (0.0, 0.0), 1.0)),
    "more starts than ends": ("serialised_path", (POINTS, (0, 4), (True,), 0, (0.0, 0.0), 1.0)),
    "another rule": ("serialised_path", (POINTS[:4], (0,), (True,), 2, (0.0, 0.0), 1.0)),
    "starts that are text": (
        "serialised_path",
        (POINTS, ("0", 4), (True,) * 2, 0, (0.0, 0.0), 1.0),
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_arguments_are_refused(case: str) -> None:
    function, arguments = WRONG[case]
    with pytest.raises(ValueError, match=r"an array|the "):
        getattr(extension, function)(*arguments)


def test_pixels_that_are_only_read_are_refused() -> None:
    words = WORDS.copy()
    words.flags.writeable = False
    with pytest.raises(ValueError, match="access"):
        extension.blend_shadow(words, MASK, 4, 4, 4, INK)
    with pytest.raises(ValueError, match="access"):
        extension.paint_gradient(words, TABLE, *GROWTH)
    with pytest.raises(ValueError, match="access"):
        extension.mix_color(words, np.zeros((4, 6), np.uint8), 0)
