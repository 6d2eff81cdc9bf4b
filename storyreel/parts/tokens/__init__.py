"""Text as tiles and tokens: cut, numbered, moved."""
