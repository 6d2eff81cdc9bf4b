"""A clip with a storyboard as slides, handouts and loops need it: its words and its drawings."""

from __future__ import annotations

from storyreel.base.errors import InspectionError, Problem, RequestError
from storyreel.base.presets import LADDER
from storyreel.design.fonts import missing_characters
from storyreel.inspection.findings import Severity
from storyreel.inspection.run import judge_drawings, share_of_slide
from storyreel.inspection.visible_items import OPAQUE, cap_height, opacity
from storyreel.output.webvtt import webvtt
from storyreel.slides.clip import ClipWords, LessonWords, SmallestText
from storyreel.slides.handout import HandoutClip
from storyreel.slides.key_frames import key_frames
from storyreel.slides.notes import speaker_notes
from storyreel.slides.text_flow import one_line
from storyreel.stage.stills import draw_frames
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.printed import unprintable
from storyreel.storyboard.timeline import Timeline, compile_timeline

_HANDOUT_RATE = LADDER["1080p"].fps


def storyboard_words(loaded: Loaded, timeline: Timeline) -> ClipWords:
    """The words of a clip."""
    board = loaded.storyboard
    return ClipWords(
        name=board.clip,
        title=board.title,
        alt=" ".join(board.alt.split()),
        language=board.language,
        share=share_of_slide(board),
        captions=webvtt(timeline),
        notes=speaker_notes(loaded, timeline),
        lesson=LessonWords(
            insight=one_line(board.insight or ""),
            mistake=one_line(board.mistake or ""),
            question=one_line(board.question or ""),
            sources=tuple(map(one_line, board.sources)),
        ),
        loops=frozenset(beat.id for beat in board.beats if beat.loop),
    )


def smallest_text(loaded: Loaded) -> SmallestText | None:
    """The smallest words among those that show at the ends of the beats; None without any."""
    timeline = compile_timeline(loaded.storyboard, LADDER["smoke"].fps)
    frames = [beat.frames.stop - 1 for beat in timeline.beats]
    found = [
        SmallestText(item.tag.text or "", height)
        for drawing in draw_frames(loaded, timeline, frames)
        for item in drawing.items
        if item.tag is not None and (item.tag.text or "").strip() and opacity(item) >= OPAQUE
        if (height := cap_height(item, item.tag)) is not None
    ]
    return min(found, key=lambda text: text.cap_height, default=None)


def require_printable_storyboard(loaded: Loaded) -> None:
    """Raise RequestError, with lines of the storyboard, for characters the handout cannot print."""
    found = unprintable(loaded.source, lambda text: missing_characters(text, "sans"))
    problems = [loaded.source.problem(mistake) for mistake in found]
    if problems:
        raise RequestError(*problems)


def storyboard_handout(loaded: Loaded, *, allow_failed: bool) -> HandoutClip:
    """Draw a clip and keep what the handout shows of it.

    Raises InspectionError for drawings that fail inspection, unless that is allowed.
    """
    timeline = compile_timeline(loaded.storyboard, _HANDOUT_RATE)
    drawings = draw_frames(loaded, timeline, range(timeline.frames))
    if not allow_failed:
        found = judge_drawings(timeline, loaded.storyboard, drawings, loaded.source)
        fails = [f"{one.rule}: {one.message}" for one in found if one.severity is Severity.FAIL]
        if fails:
            raise InspectionError(
                Problem(
                    f"{loaded.storyboard.clip} failed inspection ({'; '.join(fails[:3])}).",
                    "Fix the clip, or print it anyway with --allow-failed.",
                )
            )
    return HandoutClip(
        title=loaded.storyboard.title,
        alt=one_line(loaded.storyboard.alt),
        language=loaded.storyboard.language,
        poster=drawings[-1],
        key_frames=key_frames(timeline, dict(enumerate(drawings))),
        notes=speaker_notes(loaded, timeline),
    )
