"""A handout: for each clip its poster, the frames that tell it, their captions, and the notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from storyreel.base.errors import InspectionError, Problem
from storyreel.base.presets import LADDER
from storyreel.design.fonts import FontId
from storyreel.design.tokens import Color
from storyreel.drawing.drawing import FRAME_HEIGHT, FRAME_WIDTH, Drawing
from storyreel.inspection.run import judge_drawings
from storyreel.paint.pdf import Page, pdf_document
from storyreel.slides.deliver import deliver
from storyreel.slides.key_frames import Moment, key_moments
from storyreel.slides.notes import Note, beat_name, clock, speaker_notes
from storyreel.slides.text_flow import Column, Style, put_line
from storyreel.stage.perform import perform
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import compile_timeline

WIDTH, HEIGHT = 595.0, 842.0
"""A4 in points."""

_TOP, _MARGIN, _GUTTER, _HAIR = 34.0, 42.0, 14.0, 0.6
_INNER = WIDTH - 2 * _MARGIN
_FOOTER = HEIGHT - 26.0
_BOTTOM = _FOOTER - 12.0
_POSTER = _INNER * 0.57
_ASIDE = _INNER - _POSTER - _GUTTER
_COLUMNS = 3
_FRAME = (_INNER - (_COLUMNS - 1) * _GUTTER) / _COLUMNS
_LABELS = 96.0
"""Room for what the notes are about, in front of them."""

_SHAPE = FRAME_HEIGHT / FRAME_WIDTH
_RATE = LADDER["1080p"].fps


def _sans(weight: str, size: float, color: str, leading: float = 1.4) -> Style:
    return Style(FontId("sans", weight), size, color, leading)


_TITLE = _sans("extrabold", 21, Color.NAVY, 1.2)
_LABEL = _sans("bold", 7.5, Color.GOLD_TEXT, 1.5)
_INSIGHT = _sans("semibold", 10.5, Color.NAVY)
_ASIDE_TEXT = _sans("medium", 8, Color.CHARCOAL)
_SMALL = _sans("medium", 7, Color.SLATE)
_NAME = _sans("bold", 8, Color.NAVY)
_CAPTION = _sans("medium", 8, Color.CHARCOAL, 1.35)
_TEXT = _sans("medium", 8.4, Color.CHARCOAL, 1.35)


@dataclass(frozen=True)
class Sheet:
    """What the handout says of one clip."""

    title: str
    poster: Drawing
    moments: tuple[Moment, ...]
    notes: tuple[Note, ...]


def sheet_of(loaded: Loaded, allow_failed: bool = False) -> Sheet:
    """Perform a clip and keep what tells it.

    Raises InspectionError for a clip whose drawings do not pass, unless it is allowed.
    """
    timeline = compile_timeline(loaded.storyboard, _RATE)
    drawings: list[Drawing] = []
    perform(loaded, timeline, lambda _, drawing: drawings.append(drawing))
    board = loaded.storyboard
    if not allow_failed:
        found = judge_drawings(timeline, board, drawings, loaded.source)
        fails = [f"{one.rule}: {one.message}" for one in found if one.severity == "fail"]
        if fails:
            raise InspectionError(
                Problem(
                    f"{board.clip} does not pass inspection ({'; '.join(fails[:3])}).",
                    "Mend the clip, or print it all the same with --allow-failed.",
                )
            )
    moments = key_moments(timeline, drawings)
    return Sheet(board.title, drawings[-1], moments, speaker_notes(loaded, timeline))


def write_handout(path: Path, sheets: Sequence[Sheet]) -> int:
    """Write the PDF; returns its size in bytes."""

    def write(draft: Path) -> None:
        title = ", ".join(sheet.title for sheet in sheets)
        with pdf_document(draft, title, WIDTH, HEIGHT) as document:
            for sheet in sheets:
                with Column(document, _TOP, _BOTTOM, _footer(sheet)) as column:
                    _lay_out(sheet, column)

    return deliver(path, write)


def _lay_out(sheet: Sheet, column: Column) -> None:
    """The title, the poster beside what to take away, the frames, and what is said."""
    column.paragraph(sheet.title, _TITLE, _MARGIN, _INNER)
    column.page.rectangle(_MARGIN, column.y + 5, 28, 2, Color.GOLD)
    column.y += 18
    _head(sheet, column)
    for start in range(0, len(sheet.moments), _COLUMNS):
        _row(start, sheet.moments[start : start + _COLUMNS], column)
    for note in sheet.notes:
        if note.time:
            _spoken(note, column)


def _head(sheet: Sheet, column: Column) -> None:
    page, top = column.page, column.y
    bottom = top + _picture(page, sheet.poster, _MARGIN, top, _POSTER)
    left = _MARGIN + _POSTER + _GUTTER
    about = [note for note in sheet.notes if not note.time]
    styles = {"Insight": _INSIGHT, "Source": _SMALL}
    for before, note in zip([None, *about], about, strict=False):
        if before is None or before.label != note.label:
            column.y += 0 if before is None else 6
            column.paragraph(note.label, _LABEL, left, _ASIDE)
        column.paragraph(note.text, styles.get(note.label, _ASIDE_TEXT), left, _ASIDE)
        column.y += 3
    column.y = max(column.y, bottom) if column.page is page else column.y
    column.y += _GUTTER


def _row(first: int, moments: Sequence[Moment], column: Column) -> None:
    """Frames side by side, each with its number, its beat, its time and its caption below."""
    captions = [_CAPTION.lines(moment.beat.sentence, _FRAME) for moment in moments]
    tall = max(map(len, captions)) * _CAPTION.step
    height = _FRAME * _SHAPE + 5 + _NAME.step + tall
    column.make_room(height)
    for number, (moment, lines) in enumerate(zip(moments, captions, strict=True)):
        left = _MARGIN + number * (_FRAME + _GUTTER)
        y = column.y + _picture(column.page, moment.drawing, left, column.y, _FRAME) + 5
        name = f"{first + number + 1}  {beat_name(moment.beat.id)}"
        put_line(column.page, name, _NAME, left, y)
        time = clock(moment.seconds)
        put_line(column.page, time, _LABEL, left + _FRAME - _LABEL.width(time), y + 0.4)
        y += _NAME.step
        for line in lines:
            put_line(column.page, line, _CAPTION, left, y)
            y += _CAPTION.step
    column.y += height + 9


def _spoken(note: Note, column: Column) -> None:
    """What a paragraph is about and when on the left, its words beside it, a line above both."""
    names = _NAME.lines(note.label, _LABELS - _GUTTER)
    left, width = _MARGIN + _LABELS, _INNER - _LABELS
    beside = len(names) * _NAME.step + _LABEL.step
    column.make_room(6 + max(beside, min(3, len(_TEXT.lines(note.text, width))) * _TEXT.step))
    column.page.rectangle(_MARGIN, column.y, _INNER, _HAIR, Color.HAIRLINE)
    column.y += 5
    page, y = column.page, column.y
    for line in names:
        put_line(page, line, _NAME, _MARGIN, y)
        y += _NAME.step
    put_line(page, note.time, _LABEL, _MARGIN, y)
    column.paragraph(note.text, _TEXT, left, width)
    below = y + _LABEL.step if column.page is page else 0.0
    column.y = max(column.y, below) + 4


def _picture(page: Page, drawing: Drawing, left: float, top: float, width: float) -> float:
    """A drawing with a thin edge, for its ground is nearly that of paper; returns its height."""
    page.rectangle(
        left - _HAIR,
        top - _HAIR,
        width + 2 * _HAIR,
        width * _SHAPE + 2 * _HAIR,
        Color.HAIRLINE,
    )
    return page.drawing(drawing, left, top, width)


def _footer(sheet: Sheet) -> Callable[[Page, int], None]:
    def furnish(page: Page, number: int) -> None:
        page.rectangle(_MARGIN, _FOOTER - 6, _INNER, _HAIR, Color.HAIRLINE)
        put_line(page, sheet.title, _SMALL, _MARGIN, _FOOTER)
        shown = str(number)
        put_line(page, shown, _SMALL, WIDTH - _MARGIN - _SMALL.width(shown), _FOOTER)

    return furnish
