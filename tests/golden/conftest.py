"""Comparison with golden pictures."""

from __future__ import annotations

import pytest

from tests.pictures import AssertAlike, AssertGolden


@pytest.fixture(scope="session")
def assert_golden(assert_alike: AssertAlike, pytestconfig: pytest.Config) -> AssertGolden:
    """`assert_golden(pixels, name, mean=…, …)`: compare with the picture kept under that name.

    With `--update-golden` the picture is kept under that name first.
    """
    return AssertGolden(assert_alike, update=pytestconfig.getoption("--update-golden"))
