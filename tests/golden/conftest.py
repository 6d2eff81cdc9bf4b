"""The comparator of pictures: a failing one explains itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

Rgba = npt.NDArray[np.uint8]
FAILURES = Path(__file__).parents[1] / "_failures"
FRAMES = Path(__file__).parent / "frames"


@dataclass(frozen=True)
class Difference:
    """How two pictures differ; levels are the largest difference of a pixel's channels."""

    levels: npt.NDArray[np.uint8]

    @property
    def mean(self) -> float:
        return float(self.levels.mean())

    @property
    def worst(self) -> int:
        return int(self.levels.max())

    @property
    def worst_pixel(self) -> tuple[int, int]:
        """Its column and row."""
        row, column = np.unravel_index(self.levels.argmax(), self.levels.shape)
        return int(column), int(row)

    def share_over(self, level: int) -> float:
        """The share of pixels that differ by more than `level`."""
        return float((self.levels > level).mean())

    def picture(self) -> Rgba:
        """The differences, brightened so that a single level can be seen."""
        lifted = self.levels.astype(np.uint16) * 3
        return np.where(self.levels > 0, np.minimum(lifted + 60, 255), 0).astype(np.uint8)


class AssertAlike(Protocol):
    def __call__(
        self,
        actual: Rgba,
        expected: Rgba,
        name: str,
        *,
        mean: float = 0.0,
        level: int = 0,
        share_over_level: float = 0.0,
    ) -> Difference: ...


def assert_alike_in(folder: Path) -> AssertAlike:
    def assert_alike(
        actual: Rgba,
        expected: Rgba,
        name: str,
        *,
        mean: float = 0.0,
        level: int = 0,
        share_over_level: float = 0.0,
    ) -> Difference:
        """Fail unless the mean difference and the share of pixels over `level` are within bounds.

        On failure the actual and expected pictures and their difference are kept.
        """
        assert actual.shape == expected.shape, f"{name}: {actual.shape} against {expected.shape}"
        levels = np.abs(actual.astype(np.int16) - expected).max(axis=-1).astype(np.uint8)
        found = Difference(levels)
        over = found.share_over(level)
        if found.mean <= mean and over <= share_over_level:
            return found
        folder.mkdir(parents=True, exist_ok=True)
        pictures = {"actual": actual, "expected": expected, "difference": found.picture()}
        for kind, picture in pictures.items():
            Image.fromarray(picture).save(folder / f"{name}-{kind}.png")
        column, row = found.worst_pixel
        raise AssertionError(
            f"{name}: mean {found.mean:.4f} of {mean}, "
            f"share over {level} {over:.6f} of {share_over_level}; "
            f"worst {found.worst} at column {column}, row {row}: "
            f"{actual[row, column].tolist()} against {expected[row, column].tolist()}. "
            f"See {folder / name}-actual.png, -expected.png and -difference.png."
        )

    return assert_alike


@pytest.fixture(scope="session")
def assert_alike() -> AssertAlike:
    """`assert_alike(actual, expected, name, mean=…, level=…, share_over_level=…)`."""
    return assert_alike_in(FAILURES)


@pytest.fixture(scope="session")
def assert_golden(assert_alike: AssertAlike, pytestconfig: pytest.Config) -> Callable[..., None]:
    """`assert_golden(pixels, name, …)`: compare with the picture kept as frames/<name>.png.

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


@pytest.fixture
def assert_alike_here(tmp_path: Path) -> AssertAlike:
    """The comparator with a folder of its own, for trying how it fails."""
    return assert_alike_in(tmp_path)
