"""A handout: for each clip its poster, the frames that tell it, their captions, and the notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from storyreel.design.fonts import FontId, load_font
from storyreel.design.tokens import Color
from storyreel.film.drawing import FRAME_HEIGHT, FRAME_WIDTH, Drawing
from storyreel.film.vector import Document, Page, pdf_document, text_width
from storyreel.quality import LADDER
from storyreel.slides.deliver import deliver
from storyreel.slides.notes import Note, clock, speaker_notes
from storyreel.slides.telling import Moment, telling_moments
from storyreel.stage.perform import perform
from storyreel.storyboard.load import Loaded
from storyreel.timeline import compile_timeline

WIDTH, HEIGHT = 595.0, 842.0
"""A4 in points."""

_MARGIN, _GAP = 38.0, 13.0
_INNER = WIDTH - 2 * _MARGIN
_POSTER = _INNER * 0.66
_COLUMNS = 3
_PLAIN = FontId("sans", "medium")
_STRONG = FontId("sans", "bold")
_TEXT_SIZE, _SMALL_SIZE = 9.0, 8.0
_LEADING = 1.4
_LABELS = 116.0
"""Room for what the notes are about, in front of them."""

_SHAPE = FRAME_HEIGHT / FRAME_WIDTH
_RATE = LADDER["1080p"].fps


@dataclass(frozen=True)
class Sheet:
    """What the handout says of one clip."""

    title: str
    poster: Drawing
    moments: tuple[Moment, ...]
    notes: tuple[Note, ...]


def sheet_of(loaded: Loaded) -> Sheet:
    """Perform a clip and keep what tells it."""
    timeline = compile_timeline(loaded.storyboard, _RATE)
    drawings: list[Drawing] = []
    perform(loaded, timeline, lambda _, drawing: drawings.append(drawing))
    board = loaded.storyboard
    moments = telling_moments(timeline, drawings)
    notes = speaker_notes(loaded, timeline)
    return Sheet(board.title, drawings[-1], moments, notes)


def write_handout(path: Path, sheets: Sequence[Sheet]) -> int:
    """Write the PDF; returns its size in bytes."""

    def write(draft: Path) -> None:
        title = ", ".join(sheet.title for sheet in sheets)
        with pdf_document(draft, title, WIDTH, HEIGHT) as document:
            for sheet in sheets:
                with _Column(document) as column:
                    _lay_out(sheet, column)

    return deliver(path, write)


class _Column:
    """Fills pages from top to bottom; what does not fit goes on the next page."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._stack = ExitStack()
        self.page: Page
        self.y = _MARGIN
        self.turned = 0

    def __enter__(self) -> _Column:
        self.page = self._stack.enter_context(self._document.page())
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def make_room(self, height: float) -> None:
        """Turn to the next page unless so much of this one is left."""
        if self.y + height > HEIGHT - _MARGIN:
            self._stack.close()
            self.page = self._stack.enter_context(self._document.page())
            self.y = _MARGIN
            self.turned += 1

    def paragraph(
        self, words: str, font: FontId, size: float, left: float, width: float, color: str
    ) -> int:
        """Returns the number of its lines."""
        lines = wrapped(words, font, size, width)
        for line in lines:
            self.make_room(size * _LEADING)
            self.page.text(line, load_font(font).data, size, left, self.y + size, color)
            self.y += size * _LEADING
        return len(lines)


def _lay_out(sheet: Sheet, column: _Column) -> None:
    """The poster beside what to take away, then the frames, then what is said."""
    about = [note for note in sheet.notes if note.seconds is None]
    bottom = column.y + column.page.drawing(sheet.poster, _MARGIN, column.y, _POSTER)
    left, width = _MARGIN + _POSTER + _GAP, _INNER - _POSTER - _GAP
    turned = column.turned
    for number, note in enumerate(about):
        if number == 0 or about[number - 1].label != note.label:
            column.paragraph(note.label, _STRONG, _SMALL_SIZE, left, width, Color.GOLD_TEXT)
        column.paragraph(note.text, _PLAIN, _SMALL_SIZE, left, width, Color.CHARCOAL)
        column.y += 4
    column.y = max(column.y, bottom) if column.turned == turned else column.y
    column.y += _GAP
    width = (_INNER - (_COLUMNS - 1) * _GAP) / _COLUMNS
    for start in range(0, len(sheet.moments), _COLUMNS):
        _row(sheet.moments[start : start + _COLUMNS], column, width)
    column.y += 4
    for note in sheet.notes:
        if note.seconds is not None:
            _note(note, column)


def _row(moments: Sequence[Moment], column: _Column, width: float) -> None:
    """Frames side by side, each with its time and its caption below."""
    step = _SMALL_SIZE * _LEADING
    captions = [wrapped(moment.beat.sentence, _PLAIN, _SMALL_SIZE, width) for moment in moments]
    height = width * _SHAPE + 4 + (1 + max(map(len, captions))) * step
    column.make_room(height)
    for number, (moment, lines) in enumerate(zip(moments, captions, strict=True)):
        left = _MARGIN + number * (width + _GAP)
        y = column.y + column.page.drawing(moment.drawing, left, column.y, width) + 4 + _SMALL_SIZE
        texts = [(_STRONG, clock(moment.seconds), Color.GOLD_TEXT)]
        texts += [(_PLAIN, line, Color.CHARCOAL) for line in lines]
        for font, words, color in texts:
            column.page.text(words, load_font(font).data, _SMALL_SIZE, left, y, color)
            y += step
    column.y += height + _GAP / 2


def _note(note: Note, column: _Column) -> None:
    """What a paragraph is about on the left, its words beside it."""
    step = _TEXT_SIZE * _LEADING
    column.make_room(2 * step)
    labels = wrapped(note.label, _STRONG, _SMALL_SIZE, _LABELS - _GAP)
    for number, words in enumerate(labels):
        y = column.y + _TEXT_SIZE + number * step
        column.page.text(words, load_font(_STRONG).data, _SMALL_SIZE, _MARGIN, y, Color.GOLD_TEXT)
    left, width = _MARGIN + _LABELS, _INNER - _LABELS
    lines = column.paragraph(note.text, _PLAIN, _TEXT_SIZE, left, width, Color.CHARCOAL)
    column.y += max(0, len(labels) - lines) * step + 3


def wrapped(words: str, font: FontId, size: float, width: float) -> list[str]:
    """The text in lines that are no wider than `width` points; a longer word has its own line."""
    return list(_lines(words.split(), font, size, width))


def _lines(words: Sequence[str], font: FontId, size: float, width: float) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}".strip()
        if line and text_width(longer, load_font(font).data, size) > width:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line
