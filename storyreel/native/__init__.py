"""Inner loops compiled from C, where this installation has them.

`extension` is the compiled module, or None. Each of its functions has a twin in Python, in the
module that calls it, which gives the same bits: without the extension everything works, slower. The
set-up compiles it; the environment variable `STORYREEL_EXTENSION=off` leaves it out.

The functions take arrays as buffers. They check shapes, sizes of items and ranges before they read
or write anything, raise ValueError where one is wrong, and let other threads run meanwhile.
"""

from __future__ import annotations

import os
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

MODULE = "storyreel.native._extension"
SWITCH = "STORYREEL_EXTENSION"


def left_out() -> bool:
    """Whether the user does without the extension."""
    return os.environ.get(SWITCH) == "off"


def _loaded() -> ModuleType | None:
    """The compiled module; None where it is left out, not compiled, or for another machine."""
    if left_out():
        return None
    try:
        return import_module(MODULE)
    except ImportError:
        return None


if TYPE_CHECKING:  # a type checker knows its functions, and callers ask whether it is there
    from storyreel.native import _extension as extension
else:
    extension = _loaded()
