"""Pictures that are kept: what was found good once is compared with what is drawn now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

Rgba = npt.NDArray[np.uint8]
FAILURES = Path(__file__).parents[1] / "_failures"
FRAMES = Path(__file__).parent / "frames"


@pytest.fixture(scope="session")
def assert_golden(
    assert_alike: Callable[..., Any], pytestconfig: pytest.Config
) -> Callable[..., None]:
    """`assert_golden(pixels, name, …)`: compare with the picture kept under that name.

    With `--update-golden` the picture is kept under that name instead.
    """
    update = pytestconfig.getoption("--update-golden")

    def check(actual: Rgba, name: str, **tolerances: Any) -> None:
        kept, flat = FRAMES / f"{name}.png", name.replace("/", "-")
        if update:
            kept.parent.mkdir(parents=True, exist_ok=True)
            Image.fromarray(actual).convert("RGB").save(kept, optimize=True)
        if not kept.is_file():
            FAILURES.mkdir(parents=True, exist_ok=True)
            shown = FAILURES / f"{flat}-actual.png"
            Image.fromarray(actual).save(shown)
            pytest.fail(f"no golden {name}; if {shown} is right, keep it as {kept}")
        expected = np.array(Image.open(kept).convert("RGBA"))
        assert_alike(actual, expected, flat, **tolerances)

    return check
