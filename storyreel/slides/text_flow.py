"""Pages that fill from top to bottom: text in lines, and room for what is drawn between it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from storyreel.design.fonts import FontId, load_font
from storyreel.paint.pdf import Document, Page, text_width


@dataclass(frozen=True, slots=True)
class Style:
    """How words look on a page: font, size in points, colour, and the step from line to line."""

    font: FontId
    size: float
    color: str
    leading: float = 1.4

    @property
    def step(self) -> float:
        return self.size * self.leading

    def width(self, words: str) -> float:
        return text_width(words, load_font(self.font).data, self.size)

    def lines(self, words: str, width: float) -> list[str]:
        """The words in lines no wider than `width`; a longer word has its own line."""
        return list(_lines(words.split(), self, width))


class Column:
    """What is put down goes below what was put before; what does not fit, on the next page.

    `furnish` is called with each new page and its number. `y` is where the next thing goes.
    """

    def __init__(
        self, document: Document, top: float, bottom: float, furnish: Callable[[Page, int], None]
    ) -> None:
        self._document, self._furnish = document, furnish
        self._stack = ExitStack()
        self._top, self._bottom = top, bottom
        self.page: Page

    def __enter__(self) -> Column:
        self._turn()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def make_room(self, height: float) -> None:
        """Turn to the next page unless so much of this one is left."""
        if self.y + height > self._bottom:
            self._stack.close()
            self._turn()

    def paragraph(self, words: str, style: Style, left: float, width: float) -> None:
        for line in style.lines(words, width):
            self.make_room(style.step)
            put_line(self.page, line, style, left, self.y)
            self.y += style.step

    def _turn(self) -> None:
        self.page = self._stack.enter_context(self._document.page())
        self._furnish(self.page, self._document.pages + 1)
        self.y = self._top


def put_line(page: Page, words: str, style: Style, left: float, top: float) -> None:
    """One line of words, its capitals as far below `top` as the size of the letters asks for."""
    page.text(words, load_font(style.font).data, style.size, left, top + style.size, style.color)


def _lines(words: Sequence[str], style: Style, width: float) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}".strip()
        if line and style.width(longer) > width:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line
