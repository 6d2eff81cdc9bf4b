"""One doorway and the rooms behind it."""
