"""A handout: for each clip its poster, its key frames with captions, and the notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from storyreel.base.errors import Problem, RequestError
from storyreel.design.fonts import FontId, missing_characters
from storyreel.design.tokens import Color
from storyreel.drawing.drawing import FRAME_HEIGHT, FRAME_WIDTH, Drawing
from storyreel.paint.pdf import Page, pdf_document
from storyreel.slides.deliver import deliver
from storyreel.slides.key_frames import KeyFrame
from storyreel.slides.notes import SpeakerNote, beat_name, clock
from storyreel.slides.text_flow import PageFlow, PageStyle, printed, put_line
from storyreel.storyboard.printed import name_characters

WIDTH, HEIGHT = 595.0, 842.0
"""A4 in points."""

_TOP, _MARGIN, _GUTTER, _HAIRLINE = 34.0, 42.0, 14.0, 0.6
_INNER = WIDTH - 2 * _MARGIN
_FOOTER = HEIGHT - 26.0
_BOTTOM = _FOOTER - 12.0
_POSTER = _INNER * 0.57
_ASIDE = _INNER - _POSTER - _GUTTER
_COLUMNS = 3
_FRAME = (_INNER - (_COLUMNS - 1) * _GUTTER) / _COLUMNS
_LABELS = 96.0
"""Width of the column of the beats' names, left of the notes."""

_SHAPE = FRAME_HEIGHT / FRAME_WIDTH


def _sans(weight: str, size: float, color: str, leading: float = 1.4) -> PageStyle:
    return PageStyle(FontId("sans", weight), size, color, leading)


_TITLE = _sans("extrabold", 21, Color.NAVY, 1.2)
_LABEL = _sans("bold", 7.5, Color.GOLD_TEXT, 1.5)
_INSIGHT = _sans("semibold", 10.5, Color.NAVY)
_ASIDE_TEXT = _sans("medium", 8, Color.CHARCOAL)
_SMALL = _sans("medium", 7, Color.SLATE)
_NAME = _sans("bold", 8, Color.NAVY)
_CAPTION = _sans("medium", 8, Color.CHARCOAL, 1.35)
_TEXT = _sans("medium", 8.4, Color.CHARCOAL, 1.35)


@dataclass(frozen=True)
class HandoutClip:
    """What a handout shows of one clip."""

    title: str
    poster: Drawing
    key_frames: tuple[KeyFrame, ...]
    notes: tuple[SpeakerNote, ...]

    def printed_texts(self) -> Iterator[tuple[str, str]]:
        """Every text on the page, with what it is."""
        yield "title", self.title
        for frame in self.key_frames:
            yield "name of a beat", beat_name(frame.beat)
            yield f"caption of '{frame.beat}'", frame.caption
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


def write_handout(path: Path, clips: Sequence[HandoutClip]) -> int:
    """Write the PDF; returns its size in bytes. Raises RequestError for unprintable characters."""
    require_printable(clips)

    def write(draft: Path) -> None:
        title = ", ".join(clip.title for clip in clips)
        with pdf_document(draft, title, WIDTH, HEIGHT) as document:
            for clip in clips:
                with PageFlow(document, _TOP, _BOTTOM, _footer(clip)) as flow:
                    _lay_out(clip, flow)

    return deliver(path, write)


def _lay_out(clip: HandoutClip, flow: PageFlow) -> None:
    """The title, the poster beside the insight, the key frames, and the speaker's words."""
    flow.paragraph(clip.title, _TITLE, _MARGIN, _INNER)
    flow.page.rectangle(_MARGIN, flow.y + 5, 28, 2, Color.GOLD)
    flow.y += 18
    _head(clip, flow)
    for start in range(0, len(clip.key_frames), _COLUMNS):
        _row(start, clip.key_frames[start : start + _COLUMNS], flow)
    for note in clip.notes:
        if note.time:
            _spoken(note, flow)


def _head(clip: HandoutClip, flow: PageFlow) -> None:
    page, top = flow.page, flow.y
    bottom = top + _picture(page, clip.poster, _MARGIN, top, _POSTER)
    left = _MARGIN + _POSTER + _GUTTER
    about = [note for note in clip.notes if not note.time]
    styles = {"Insight": _INSIGHT, "Source": _SMALL}
    for before, note in zip([None, *about], about, strict=False):
        if before is None or before.label != note.label:
            flow.y += 0 if before is None else 6
            flow.paragraph(note.label, _LABEL, left, _ASIDE)
        flow.paragraph(note.text, styles.get(note.label, _ASIDE_TEXT), left, _ASIDE)
        flow.y += 3
    flow.y = max(flow.y, bottom) if flow.page is page else flow.y
    flow.y += _GUTTER


def _row(first: int, frames: Sequence[KeyFrame], flow: PageFlow) -> None:
    """Frames side by side, with the number, beat, time and caption of each below."""
    captions = [_CAPTION.lines(frame.caption, _FRAME) for frame in frames]
    caption_height = max(map(len, captions)) * _CAPTION.line_height
    height = _FRAME * _SHAPE + 5 + _NAME.line_height + caption_height
    flow.make_room(height)
    for number, (frame, lines) in enumerate(zip(frames, captions, strict=True)):
        left = _MARGIN + number * (_FRAME + _GUTTER)
        y = flow.y + _picture(flow.page, frame.drawing, left, flow.y, _FRAME) + 5
        put_line(flow.page, f"{first + number + 1}  {beat_name(frame.beat)}", _NAME, left, y)
        time = clock(frame.seconds)
        put_line(flow.page, time, _LABEL, left + _FRAME - _LABEL.width(time), y + 0.4)
        y += _NAME.line_height
        for line in lines:
            put_line(flow.page, line, _CAPTION, left, y)
            y += _CAPTION.line_height
    flow.y += height + 9


def _spoken(note: SpeakerNote, flow: PageFlow) -> None:
    """The beat and its time on the left, its words beside it, and a line above both."""
    names = _NAME.lines(note.label, _LABELS - _GUTTER)
    left, width = _MARGIN + _LABELS, _INNER - _LABELS
    label_height = len(names) * _NAME.line_height + _LABEL.line_height
    lines = min(3, len(_TEXT.lines(note.text, width)))
    flow.make_room(6 + max(label_height, lines * _TEXT.line_height))
    flow.page.rectangle(_MARGIN, flow.y, _INNER, _HAIRLINE, Color.HAIRLINE)
    flow.y += 5
    page, y = flow.page, flow.y
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


def _footer(clip: HandoutClip) -> Callable[[Page, int], None]:
    return partial(_draw_footer, clip.title)


def _draw_footer(title: str, page: Page, number: int) -> None:
    page.rectangle(_MARGIN, _FOOTER - 6, _INNER, _HAIRLINE, Color.HAIRLINE)
    put_line(page, title, _SMALL, _MARGIN, _FOOTER)
    shown = str(number)
    put_line(page, shown, _SMALL, WIDTH - _MARGIN - _SMALL.width(shown), _FOOTER)
