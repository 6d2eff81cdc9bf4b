"""Parametrized tests of which the default suite runs a part, and the slow tests all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest


def every(nth: int, values: Iterable[Any]) -> list[Any]:
    """Parameters of which the first and every `nth` after it run by default."""
    return [
        pytest.param(value, marks=() if index % nth == 0 else pytest.mark.slow)
        for index, value in enumerate(values)
    ]


def only(quick: Callable[[Any], bool], values: Iterable[Any]) -> list[Any]:
    """Parameters of which those that are `quick` run by default."""
    return [pytest.param(each, marks=() if quick(each) else pytest.mark.slow) for each in values]
