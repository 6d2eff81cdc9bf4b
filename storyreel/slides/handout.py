"""A handout: for each clip its poster, its key frames, and the notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import partial
from pathlib import Path

from storyreel.base.errors import Problem, RequestError
from storyreel.design.fonts import FontId, missing_characters
from storyreel.design.tokens import Color
from storyreel.drawing.drawing import Drawing
from storyreel.drawing.quanta import FRAME_HEIGHT, FRAME_WIDTH
from storyreel.paint.pdf import Page, pdf_document
from storyreel.paint.pdf_tags import PdfTag
from storyreel.slides.deliver import deliver
from storyreel.slides.key_frames import KeyFrame
from storyreel.slides.notes import SpeakerNote, clock
from storyreel.slides.text_flow import PageFlow, PageStyle, printed, put_line
from storyreel.storyboard.printed import name_characters

_TOP, _MARGIN, _GUTTER, _HAIRLINE = 34.0, 42.0, 14.0, 0.6
_WIDE_COLUMNS, _NARROW_COLUMNS = 3, 4
_WIDE_FRAMES = 6
"""Up to how many key frames come in wide columns: in two rows, as more do in narrow ones."""

_LABELS = 96.0
"""Width of the column of the beats' names, left of the notes."""

_SHAPE = FRAME_HEIGHT / FRAME_WIDTH


class Paper(Enum):
    """A size of paper: width and height in points."""

    A4 = 595.0, 842.0
    LETTER = 612.0, 792.0

    @property
    def width(self) -> float:
        return self.value[0]

    @property
    def height(self) -> float:
        return self.value[1]

    @property
    def inner(self) -> float:
        """The width between the margins."""
        return self.width - 2 * _MARGIN

    @property
    def footer(self) -> float:
        """The top of the footer, from the top of the page."""
        return self.height - 26.0

    @property
    def poster(self) -> float:
        """The width of the poster."""
        return self.inner * 0.57

    def column(self, columns: int) -> float:
        """The width of one of several columns."""
        return (self.inner - (columns - 1) * _GUTTER) / columns


def _sans(weight: str, size: float, color: str, leading: float = 1.4) -> PageStyle:
    return PageStyle(FontId("sans", weight), size, color, leading)


_TITLE = _sans("extrabold", 21, Color.NAVY, 1.2)
_LABEL = _sans("bold", 7.5, Color.GOLD_TEXT, 1.5)
_INSIGHT = _sans("semibold", 10.5, Color.NAVY)
_ASIDE_TEXT = _sans("medium", 8, Color.CHARCOAL)
_SMALL = _sans("medium", 7, Color.SLATE)
_NAME = _sans("bold", 8, Color.NAVY)
_TEXT = _sans("medium", 8.4, Color.CHARCOAL, 1.35)


@dataclass(frozen=True)
class HandoutClip:
    """What a handout shows of one clip."""

    title: str
    alt: str
    language: str
    poster: Drawing
    key_frames: tuple[KeyFrame, ...]
    notes: tuple[SpeakerNote, ...]

    def printed_texts(self) -> Iterator[tuple[str, str]]:
        """Every text on the page, with what it is."""
        yield "title", self.title
        for frame in self.key_frames:
            yield "name of a beat", frame.beat
        for note in self.notes:
            yield f"note '{note.heading}'", f"{note.label} {note.text}"


def require_printable(clips: Sequence[HandoutClip]) -> None:
    """Raise RequestError where a text has characters that the handout's font lacks."""
    problems = [
        Problem(
            f"The handout's font lacks {name_characters(missing)}: {what} of '{clip.title}'.",
            "Write the text without these characters, or leave out --pdf.",
        )
        for clip in clips
        for what, text in dict(clip.printed_texts()).items()
        if (missing := missing_characters(printed(text), "sans"))
    ]
    if problems:
        raise RequestError(*problems)


def write_handout(path: Path, clips: Sequence[HandoutClip], paper: Paper = Paper.A4) -> int:
    """Write the PDF; returns its size in bytes. Raises RequestError for unprintable characters."""
    require_printable(clips)

    def write(draft: Path) -> None:
        title = ", ".join(clip.title for clip in clips)
        with pdf_document(draft, title, clips[0].language, paper.value) as document:
            for clip in clips:
                with PageFlow(document, _TOP, paper.footer - 12.0, _footer(clip, paper)) as flow:
                    _lay_out(clip, flow, paper)

    return deliver(path, write)


def _lay_out(clip: HandoutClip, flow: PageFlow, paper: Paper) -> None:
    """The title, the poster beside the insight, the key frames, and the speaker's words."""
    flow.paragraph(clip.title, _TITLE, _MARGIN, paper.inner, PdfTag("H1"))
    flow.page.rectangle(_MARGIN, flow.y + 5, 28, 2, Color.GOLD)
    flow.y += 18
    _head(clip, flow, paper)
    columns = _WIDE_COLUMNS if len(clip.key_frames) <= _WIDE_FRAMES else _NARROW_COLUMNS
    for start in range(0, len(clip.key_frames), columns):
        _row(start, clip.key_frames[start : start + columns], flow, paper.column(columns))
    for note in clip.notes:
        if note.time:
            _spoken(note, flow, paper)


def _head(clip: HandoutClip, flow: PageFlow, paper: Paper) -> None:
    page, top = flow.page, flow.y
    with page.tagged(PdfTag("Figure", clip.alt)):
        bottom = top + _picture(page, clip.poster, _MARGIN, top, paper.poster)
    left = _MARGIN + paper.poster + _GUTTER
    aside = paper.inner - paper.poster - _GUTTER
    about = [note for note in clip.notes if not note.time]
    styles = {"Insight": _INSIGHT, "Source": _SMALL}
    for before, note in zip([None, *about], about, strict=False):
        if before is None or before.label != note.label:
            flow.y += 0 if before is None else 6
            flow.paragraph(note.label, _LABEL, left, aside, PdfTag("H2"))
        flow.paragraph(note.text, styles.get(note.label, _ASIDE_TEXT), left, aside)
        flow.y += 3
    flow.y = max(flow.y, bottom) if flow.page is page else flow.y
    flow.y += _GUTTER


def _row(first: int, frames: Sequence[KeyFrame], flow: PageFlow, width: float) -> None:
    """Frames side by side, with the number, beat and time of each below."""
    height = width * _SHAPE + 5 + _NAME.line_height
    flow.make_room(height)
    for number, frame in enumerate(frames):
        left = _MARGIN + number * (width + _GUTTER)
        name, time = frame.beat, clock(frame.start)
        with flow.page.tagged(PdfTag("Figure", f"{name}: {frame.caption}".strip())):
            y = flow.y + _picture(flow.page, frame.drawing, left, flow.y, width) + 5
        with flow.page.tagged(PdfTag("P")):
            put_line(flow.page, f"{first + number + 1}  {name}", _NAME, left, y)
            put_line(flow.page, time, _LABEL, left + width - _LABEL.width(time), y + 0.4)
    flow.y += height + 9


def _spoken(note: SpeakerNote, flow: PageFlow, paper: Paper) -> None:
    """The beat and its time on the left, its words beside it, and a line above both."""
    names = _NAME.lines(note.label, _LABELS - _GUTTER)
    left, width = _MARGIN + _LABELS, paper.inner - _LABELS
    label_height = len(names) * _NAME.line_height + _LABEL.line_height
    lines = min(3, len(_TEXT.lines(note.text, width)))
    flow.make_room(6 + max(label_height, lines * _TEXT.line_height))
    flow.page.rectangle(_MARGIN, flow.y, paper.inner, _HAIRLINE, Color.HAIRLINE)
    flow.y += 5
    page, y = flow.page, flow.y
    with page.tagged(PdfTag("H2")):
        for line in names:
            put_line(page, line, _NAME, _MARGIN, y)
            y += _NAME.line_height
        put_line(page, note.time, _LABEL, _MARGIN, y)
    flow.paragraph(note.text, _TEXT, left, width)
    below = y + _LABEL.line_height if flow.page is page else 0.0
    flow.y = max(flow.y, below) + 4


def _picture(page: Page, drawing: Drawing, left: float, top: float, width: float) -> float:
    """A drawing with a thin border, as its background is nearly white; returns its height."""
    page.rectangle(
        left - _HAIRLINE,
        top - _HAIRLINE,
        width + 2 * _HAIRLINE,
        width * _SHAPE + 2 * _HAIRLINE,
        Color.HAIRLINE,
    )
    return page.drawing(drawing, left, top, width)


def _footer(clip: HandoutClip, paper: Paper) -> Callable[[Page, int], None]:
    return partial(_draw_footer, clip.title, paper)


def _draw_footer(title: str, paper: Paper, page: Page, number: int) -> None:
    page.rectangle(_MARGIN, paper.footer - 6, paper.inner, _HAIRLINE, Color.HAIRLINE)
    put_line(page, title, _SMALL, _MARGIN, paper.footer)
    shown = str(number)
    put_line(page, shown, _SMALL, paper.width - _MARGIN - _SMALL.width(shown), paper.footer)
