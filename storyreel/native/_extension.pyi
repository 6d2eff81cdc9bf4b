"""What the C sources beside this file define."""

from typing import Any

import numpy.typing as npt

def equal(one: npt.NDArray[Any], other: npt.NDArray[Any]) -> bool:
    """Whether two arrays have one shape and are equal bit for bit; rows may have any distance.

    Arrays have at least two dimensions and items of one size, and the items of a row are
    contiguous.
    """
