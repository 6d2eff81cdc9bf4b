"""What the C sources beside this file define."""

from typing import Any

import numpy.typing as npt

def equal(one: npt.NDArray[Any], other: npt.NDArray[Any]) -> bool:
    """Whether two arrays have one shape and are equal bit for bit; rows may have any distance.

    Arrays have at least two dimensions and items of one size, and the items of a row are
    contiguous.
    """

def fill_planes(
    pixels: npt.NDArray[Any], luma: npt.NDArray[Any], cb: npt.NDArray[Any], cr: npt.NDArray[Any]
) -> None:
    """Convert pixels to BT.709 in limited range, 4:2:0, exactly as swscale does.

    `pixels` are rows of RGBA, uint8; alpha is ignored. The planes are uint8 and share no memory
    with the pixels; those of chroma have half as many rows and columns.
    """
