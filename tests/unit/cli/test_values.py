"""Values of options: read exactly, refused by name."""

from __future__ import annotations

from fractions import Fraction

import pytest

from storyreel.base.errors import RequestError
from storyreel.cli import values

EXTREME = ("1e999999999", "-1e-999999999", "0e999999999", "9" * 5000)
"""Numbers that are finite, and that nothing can be calculated with."""


def test_values_are_read_exactly() -> None:
    assert values.seconds("--at", "12.4") == Fraction(62, 5)
    assert values.seconds("--at", "1e-3") == Fraction(1, 1000)
    assert values.numbers("--frames", "0,45,899") == (0, 45, 899)
    assert values.workers("auto") == "auto"
    assert values.workers("3") == 3
    assert values.quality("smoke", None).fps.rate == 15
    assert values.quality("smoke", 30).fps.rate == 30


@pytest.mark.parametrize("text", ["", "soon", "nan", "inf", "-inf", "1:30", *EXTREME])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(RequestError, match="--at"):
        values.seconds("--at", text)


@pytest.mark.parametrize("text", ["", "1,", "a", "1.5"])
def test_what_is_no_list_of_frames_is_refused(text: str) -> None:
    with pytest.raises(RequestError, match="--frames"):
        values.numbers("--frames", text)


@pytest.mark.parametrize("text", ["0", "-1", "two", "1.5", "", "9" * 5000])
def test_no_number_of_workers(text: str) -> None:
    with pytest.raises(RequestError, match="--workers"):
        values.workers(text)


def test_unknown_quality_and_rate() -> None:
    with pytest.raises(RequestError, match="Did you mean 1080p"):
        values.quality("1080", None)
    with pytest.raises(RequestError, match="--fps 23"):
        values.quality("4k", 23)
