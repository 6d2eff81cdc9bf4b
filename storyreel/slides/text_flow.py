"""Text on pages: lines that fill a page from top to bottom and continue on the next one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from storyreel.design.fonts import FontId, load_font
from storyreel.paint.pdf import Document, Page, text_width
from storyreel.paint.pdf_tags import PdfTag
from storyreel.storyboard.text import words_of

_PARAGRAPH = PdfTag("P")
_ROUNDING = 1e-6
"""Points by which a line may extend beyond a page."""

_BLANKS = str.maketrans({"\u00a0": " ", "\u202f": " "})
"""Fonts may lack the no-break spaces; lines have been broken when they are drawn."""


def one_line(text: str) -> str:
    """The text with single blanks for line breaks and runs of blanks; keeps no-break spaces."""
    return " ".join(words_of(text))


def printed(text: str) -> str:
    """The text in the characters that are drawn for it: pages have blanks for no-break spaces."""
    return text.translate(_BLANKS)


@dataclass(frozen=True, slots=True)
class PageStyle:
    """How text is set on a page: font, size in points, colour, and line height in sizes."""

    font: FontId
    size: float
    color: str
    leading: float = 1.4

    @property
    def line_height(self) -> float:
        return self.size * self.leading

    def width(self, text: str) -> float:
        """The width of a line in points."""
        return text_width(printed(text), load_font(self.font).data, self.size)

    def lines(self, text: str, width: float) -> list[str]:
        """The text in lines no wider than `width`; a longer word has its own line."""
        return list(_lines(words_of(text), self, width))


class PageFlow:
    """Places content below the content before it, and what does not fit on a new page.

    Use as a context manager. `y` is the position of the next content, in points from the top.
    """

    def __init__(
        self, document: Document, top: float, bottom: float, furnish: Callable[[Page, int], None]
    ) -> None:
        """`top` and `bottom` bound the content; `furnish` gets every new page and its number."""
        self._document, self._furnish = document, furnish
        self._stack = ExitStack()
        self._top, self._bottom = top, bottom
        self.page: Page

    def __enter__(self) -> PageFlow:
        self._start_page()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def make_room(self, height: float) -> None:
        """Start a new page unless `height` points are left on this one."""
        if self.y + height > self._bottom + _ROUNDING:
            self._stack.close()
            self._start_page()

    def paragraph(
        self, text: str, style: PageStyle, left: float, width: float, tag: PdfTag = _PARAGRAPH
    ) -> None:
        """Put lines one below the other; on each page they are one element for screen readers."""
        lines = style.lines(text, width)
        while lines:
            self.make_room(style.line_height)
            fitting = max(1, int((self._bottom - self.y + _ROUNDING) / style.line_height))
            with self.page.tagged(tag):
                for line in lines[:fitting]:
                    put_line(self.page, line, style, left, self.y)
                    self.y += style.line_height
            lines = lines[fitting:]

    def _start_page(self) -> None:
        self.page = self._stack.enter_context(self._document.page())
        self._furnish(self.page, self._document.pages + 1)
        self.y = self._top


def put_line(page: Page, text: str, style: PageStyle, left: float, top: float) -> None:
    """Draw one line of text; `top` is one font size above its baseline.

    It ends with a blank, which keeps the words of two lines apart where text is copied or read out.
    """
    font = load_font(style.font).data
    page.text(f"{printed(text)} ", font, style.size, left, top + style.size, style.color)


def _lines(words: Sequence[str], style: PageStyle, width: float) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if line and style.width(longer) > width:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line
