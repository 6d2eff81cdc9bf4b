"""What the C sources beside this file define."""

from typing import Any

import numpy as np
import numpy.typing as npt

Rect = tuple[int, int, int, int]
"""The left, top, right and bottom of pixels, or the left, bottom, right and top of a box."""

# Boxes

def boxes_in_tiles(
    boxes: list[Rect],
    centre: tuple[float, float],
    scale: float,
    tiles: list[list[Rect]],
) -> list[tuple[list[int], list[int], list[bool]]]:
    """For each tile, listed with some parts of it: the places of the boxes that contain the tile,
    of those that meet it, and whether these meet any of the parts.

    Rectangles count as a pixel larger on each side.
    """

def joined(rects: list[Rect], cost: int) -> list[Rect]:
    """Join each rectangle with the one before it if that covers at most `cost` pixels more."""

def touched_pixels(boxes: list[Rect], centre: tuple[float, float], scale: float) -> list[Rect]:
    """The pixels that boxes can touch, and one more on each side, where they are in the picture."""

# Coverage

def mix_color(words: npt.NDArray[np.uint32], coverage: npt.NDArray[np.uint8], color: int) -> None:
    """Mix a packed opaque colour into pixels, by how much of each is covered, up to 255."""

# Fidelity

def painted_luma(rows: npt.NDArray[np.uint8], step: int, luma: npt.NDArray[np.float32]) -> None:
    """Fill in luma from 0 to 255, for every `step`-th pixel of rows (n, width, RGBA)."""

def patch_extremes(
    pixels: npt.NDArray[np.uint8],
    side: int,
    lowest: npt.NDArray[np.uint8],
    highest: npt.NDArray[np.uint8],
) -> None:
    """Fill in the minimum and the maximum (rows, columns, RGB) of each whole patch of pixels."""

def patch_sums(
    rows: npt.NDArray[np.uint8], step: int, side: int, sums: npt.NDArray[np.int32]
) -> None:
    """Fill in the sums (rows, columns, RGB) of patches of `side` by `side` samples.

    The samples are every `step`-th pixel of rows (n, width, RGBA).
    """

def squared_error(
    painted: npt.NDArray[np.float32], shown: npt.NDArray[Any], bits: int, limited: bool
) -> int:
    """The sum of the squared differences of painted luma and decoded samples, in 2^-20 codes.

    A difference is rounded to 2^-16 of a code, and at most 1024 codes.
    """

# Gradients

def blend_colors(
    words: npt.NDArray[np.uint32],
    coverage: npt.NDArray[np.uint8],
    colors: npt.NDArray[np.float32],
) -> None:
    """Blend a row of premultiplied colours (columns, RGBA), from 0 to 1, onto rows of pixels.

    Each pixel takes as much of its colour as it is covered, up to 255.
    """

def paint_gradient(
    words: npt.NDArray[np.uint32],
    table: npt.NDArray[np.uint32],
    corner: tuple[float, float],
    start: tuple[float, float],
    steps: tuple[float, float],
    radial: bool,
    blend: bool,
) -> None:
    """Replace pixels by colours of a table (1, colours), or blend them onto the pixels.

    The index of a colour grows from 0 at the point `start` by `steps`, (across, down), per pixel;
    for radial gradients it is the length of that growth. Beyond the ends of the table it is the
    end. `corner` is the upper left one of the pixels.
    """

# Light

def alike_points(points: npt.NDArray[np.float32], codes: float) -> int:
    """How many points (3, rows, columns) are within `codes` of the median, in all channels."""

def block_sums(values: npt.NDArray[np.float32], side: int, sums: npt.NDArray[np.float32]) -> None:
    """Fill in the sum of each whole block of one or several pictures, rows first."""

def luminance(
    points: npt.NDArray[np.float32],
    linear: npt.NDArray[np.float32],
    light: npt.NDArray[np.float32],
) -> None:
    """Fill in the relative luminance (1, points) of points (3, points) from 0 to 255.

    `linear` (1, 256) is the linear light of each whole code; fractions of codes are cut off.
    """

def total_change(one: npt.NDArray[np.float32], other: npt.NDArray[np.float32]) -> int:
    """The sum of all differences in 2^-16 of a code; each is rounded, and at most 1024 codes."""

def turns(
    light: npt.NDArray[np.float32],
    extreme: npt.NDArray[np.float32],
    rising: npt.NDArray[np.int8],
    up: npt.NDArray[np.bool_],
    down: npt.NDArray[np.bool_],
    least: float,
    darker: float,
) -> None:
    """Fill in which points of a map swing by at least `least` up or down, on the dark side.

    Updates the last extreme of each point, and whether it has been rising (1) or falling (-1).
    """

# Looks

def changed_looks(
    attributes: list[dict[str, Any]],
    looks: list[tuple[tuple[Any, ...], bytes | None, Any, float | None] | None],
    sights: list[Any],
    arrays: tuple[str, ...],
    values: tuple[str, ...],
    others: tuple[str, ...],
) -> tuple[list[int], list[tuple[int, bytes | None]]]:
    """The places of mobjects that may have another style, and of others that may have moved.

    The latter come with their points, the same object as before where these are the same, None
    where they cannot be read. All others surely look as before.

    A look is a style, points, a sight, and for a mobject that was out of sight, how far it paints
    beyond its points: while that is out of sight, it looks as before. A sight is a view (x, y,
    scale), the box of what can be seen, or None, and anything; sights are the same where they are
    one object.

    A style is the bytes of arrays, then values, by names of attributes, then None, or the bytes of
    the direction of a gradient over a single shape. With anything else at its end, without a look,
    with an attribute of the `others`, or with a gradient over several shapes, a mobject may have
    another style. Without points, style alone counts. Missing arrays have no bytes, missing values
    are None.
    """

# Outlines

def gradient_ends(
    points: npt.NDArray[np.float64],
    direction: tuple[float, float],
    view: tuple[float, float, float],
) -> tuple[tuple[int, int], tuple[int, int]]:
    """Where the gradient over whole curves (n, 2 or more) begins and ends, in quanta.

    In a view (x, y, scale), along the direction of its sheen.
    """

def outline(
    points: npt.NDArray[np.float64],
    tolerance: float,
    view: tuple[float, float, float],
    window: tuple[int, int, int, int] | None,
) -> tuple[bytes, bytes, bytes, tuple[int, int, int, int]] | None:
    """The sub-paths of curves among the points (n, 2 or more) of a mobject in a view (x, y, scale).

    Returns points (n, 2) in quanta as int32, the first index of each sub-path as int64, whether
    each is closed as one byte, and the bounds: left, bottom, right, top. None without a curve, or
    where the bounds do not touch the window.
    """

def spike(points: npt.NDArray[np.int32], corners: npt.NDArray[np.int64]) -> float:
    """The largest reach of mitred joins of a path (n, 2), in halves of the line's width.

    Each of the corners (m, 2) is the place of its point and that of the point before it.
    """

# Paths

def serialised_path(
    points: npt.NDArray[np.int32],
    starts: tuple[int, ...],
    closed: tuple[bool, ...],
    rule: int,
    centre: tuple[float, float],
    scale: float,
) -> bytes:
    """A path in the memory format of SkPath, with straight curves as lines, filled by a rule.

    A flat polygon of which Skia would lose parts has a second outline far outside.
    """

# Pictures

def convert_colors(
    luma: npt.NDArray[Any],
    blue: npt.NDArray[Any],
    red: npt.NDArray[Any],
    bits: int,
    red_weight: float,
    blue_weight: float,
    limited: bool,
    points: npt.NDArray[np.float32],
) -> None:
    """Fill in RGB from 0 to 255 as (3, rows, columns), of samples of luma and chroma.

    The weights are those of red and blue in luma.
    """

def equal(one: npt.NDArray[Any], other: npt.NDArray[Any]) -> bool:
    """Whether two arrays have as many rows and items, all equal bit for bit.

    Both have at least two dimensions and items of one size. Rows may have any distance; the items
    of a row are contiguous.
    """

def pick_grid(part: npt.NDArray[Any], top: int, height: int, samples: npt.NDArray[Any]) -> None:
    """Fill in those samples of a grid that are in a part of a plane.

    The samples are the middles of equal parts of the plane, which has `height` rows; the part is
    its rows from `top` on.
    """

def vector_fault(vectors: npt.NDArray[np.uint8], reaches: npt.NDArray[np.int64]) -> int:
    """What is wrong with motion vectors, each a row of the bytes of FFmpeg's AVMotionVector.

    0: nothing; 1: a block is too small for all of its vectors to be known; 2: a vector of a band
    leads out of its reach. A reach is a row: its first row of pixels, and the one behind its last.
    """

# Planes

def fill_planes(
    pixels: npt.NDArray[Any], luma: npt.NDArray[Any], cb: npt.NDArray[Any], cr: npt.NDArray[Any]
) -> None:
    """Convert pixels to BT.709 in limited range, 4:2:0, exactly as swscale does.

    `pixels` are rows of RGBA, uint8; alpha is ignored. The planes are uint8 and share no memory
    with the pixels; those of chroma have half as many rows and columns.
    """

# Shadows

def blend_shadow(
    words: npt.NDArray[np.uint32],
    mask: npt.NDArray[np.uint8],
    grain: int,
    column: int,
    row: int,
    color: tuple[int, int, int, int],
) -> None:
    """Blend a shadow onto pixels, whose first is at `column`, `row` of its mask.

    The mask is `grain` times coarser, a power of two up to 128; `column` and `row` count pixels of
    the picture. The colour is straight, each channel from 0 to 65535.
    """
