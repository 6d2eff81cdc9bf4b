"""The words that a text of Manim shows."""

from __future__ import annotations

import re

from manim import MarkupText, Text


def shown_words(text: Text | MarkupText) -> str:
    """The words of a text, without the markup that it may have."""
    words: str = text.original_text
    if not isinstance(text, MarkupText):
        return words
    from html import unescape  # noqa: PLC0415 - a large table, and few texts have markup

    return unescape(re.sub(r"<[^>]*>", "", words))
