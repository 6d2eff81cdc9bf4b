"""Pictures that are compared: how much they differ, and what a failed comparison keeps."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

Rgba = npt.NDArray[np.uint8]
FAILURES = Path(__file__).parent / "_failures"
FRAMES = Path(__file__).parent / "golden" / "frames"


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


@dataclass(frozen=True)
class AssertAlike:
    """Compares pictures; on failure, keeps both and their difference in a folder."""

    folder: Path

    def __call__(
        self,
        actual: Rgba,
        expected: Rgba,
        name: str,
        *,
        mean: float = 0.0,
        level: int = 0,
        share_over_level: float = 0.0,
    ) -> Difference:
        """Fail if the mean difference or the share of pixels over `level` is out of bounds."""
        assert actual.shape == expected.shape, f"{name}: {actual.shape} against {expected.shape}"
        levels = np.abs(actual.astype(np.int16) - expected).max(axis=-1).astype(np.uint8)
        found = Difference(levels)
        over = found.share_over(level)
        if found.mean <= mean and over <= share_over_level:
            return found
        self.folder.mkdir(parents=True, exist_ok=True)
        pictures = {"actual": actual, "expected": expected, "difference": found.picture()}
        for kind, picture in pictures.items():
            Image.fromarray(picture).save(self.folder / f"{name}-{kind}.png")
        column, row = found.worst_pixel
        raise AssertionError(
            f"{name}: mean {found.mean:.4f} of {mean}, "
            f"share over {level} {over:.6f} of {share_over_level}; "
            f"worst {found.worst} at column {column}, row {row}: "
            f"{actual[row, column].tolist()} against {expected[row, column].tolist()}. "
            f"See {self.folder / name}-actual.png, -expected.png and -difference.png."
        )


FLAT, EDGE = 2, 64
"""Levels out of 255: rounding changes areas up to FLAT, antialiasing changes edges up to EDGE.

Cairo takes 15 samples across a pixel and 17 down; Skia computes the covered area.
"""


class PaintTolerance(NamedTuple):
    """Bounds for two painters: the mean difference, and the shares of pixels over FLAT and EDGE."""

    mean: float
    over_flat: float
    over_edge: float

    def check(self, actual: Rgba, expected: Rgba, name: str, assert_alike: AssertAlike) -> None:
        for level, share in ((FLAT, self.over_flat), (EDGE, self.over_edge)):
            assert_alike(
                actual, expected, name, mean=self.mean, level=level, share_over_level=share
            )


@dataclass(frozen=True)
class AssertGolden:
    """Compares pictures with those kept in `tests/golden/frames`.

    With `update`, every picture is kept under its name first.
    """

    assert_alike: AssertAlike
    update: bool = False

    def __call__(
        self,
        actual: Rgba,
        name: str,
        *,
        mean: float = 0.0,
        level: int = 0,
        share_over_level: float = 0.0,
    ) -> None:
        """Compare with the picture kept under that name; fail if there is none."""
        kept, flat = FRAMES / f"{name}.png", name.replace("/", "-")
        if self.update:
            kept.parent.mkdir(parents=True, exist_ok=True)
            Image.fromarray(actual).convert("RGB").save(kept, optimize=True)
        if not kept.is_file():
            shown = self.assert_alike.folder / f"{flat}-actual.png"
            shown.parent.mkdir(parents=True, exist_ok=True)
            Image.fromarray(actual).save(shown)
            pytest.fail(f"no golden {name}; if {shown} is right, keep it as {kept}")
        expected = np.array(Image.open(kept).convert("RGBA"))
        self.assert_alike(
            actual, expected, flat, mean=mean, level=level, share_over_level=share_over_level
        )
