"""The texts that a drawing shows, for tests."""

from __future__ import annotations

from storyreel.drawing.drawing import Drawing


def drawn_texts(drawing: Drawing) -> set[str]:
    """The texts of a drawing, each once."""
    return {item.tag.text for item in drawing.items if item.tag and item.tag.text}
