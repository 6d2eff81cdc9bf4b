"""Fixtures for tests of the general parts."""

from tests.unit.mobjects import assert_pure, box, draw, fills, texts

__all__ = ["assert_pure", "box", "draw", "fills", "texts"]
