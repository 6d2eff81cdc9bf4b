"""The slides of a browser deck as HTML."""

from __future__ import annotations

import json
from html import escape

from storyreel.design.tokens import Color
from storyreel.slides.clip import SlideClip
from storyreel.slides.lesson import Lesson, LessonSlide, TextKind, TextSlide
from storyreel.slides.marks import LESSON
from storyreel.slides.notes import SlideNotes, SpeakerNote, beat_name
from storyreel.slides.page_links import PageLinks, data_address


def slide_markup(slide: LessonSlide, lesson: Lesson, links: PageLinks, *, steps: bool) -> str:
    """One slide; with `steps`, a clip stops at each beat."""
    if isinstance(slide, TextSlide):
        return _text_slide(slide, lesson)
    return _clip_slide(slide, links, steps=steps and len(slide.timeline.beats) > 1)


def _text_slide(slide: TextSlide, lesson: Lesson) -> str:
    name = f' id="{slide.key.role}"' if slide.key.owner == LESSON else ""
    notes = "" if slide.notes is None else f"\n{_notes(slide.notes.paragraphs)}"
    return (
        f'<section{name} class="text {slide.kind.value}" aria-label="{escape(slide.heading)}" '
        f'data-background-color="{Color.PEARL}">\n'
        f"{_text(slide, lesson)}{notes}\n</section>"
    )


def _text(slide: TextSlide, lesson: Lesson) -> str:
    heading = escape(slide.heading)
    lines = [escape(line.text) for line in slide.body]
    if slide.kind is TextKind.TITLE:
        return f'<h1 class="title-slide">{heading}</h1>\n<p>{" ".join(lines)}</p>'
    if slide.kind in (TextKind.INSIGHT, TextKind.QUESTION):
        return f'<h3>{heading}</h3>\n<p class="statement">{" ".join(lines)}</p>'
    head = f"<header><h2>{heading}</h2></header>\n"
    if slide.kind is TextKind.AGENDA:
        places = {clip.words.title: clip.words.name for clip in lesson.clips}
        items = "".join(
            f'<li><a href="#/{escape(places[line.text])}">{escape(line.text)}</a></li>'
            for line in slide.body
        )
        return f'{head}<ol class="body">{items}</ol>'
    strong = ' class="strong"'
    paragraphs = "".join(
        f"<p{strong if line.strong else ''}>{escape(line.text)}</p>" for line in slide.body
    )
    return f'{head}<div class="body">{paragraphs}</div>'


def _clip_slide(clip: SlideClip, links: PageLinks, *, steps: bool) -> str:
    words = clip.words
    colors = clip.edge_colors if len(clip.edge_colors) > 1 else clip.edge_colors * 2
    edge = f"linear-gradient({', '.join(colors)})"
    notes = words.slide_notes
    return (
        f'<section id="{escape(words.name)}" class="clip" aria-label="{escape(words.title)}" '
        f'style="--edge: {edge}; --share: {words.share:g}; --across: {clip.width}; '
        f'--down: {clip.height}" data-background-gradient="{edge}">\n'
        f"{_moving(clip, links, steps=steps)}\n"
        f'<img class="closing" src="{links.closing(clip)}" alt="{escape(words.alt)}">\n'
        + (_steps(clip, notes) if steps else _notes(notes.paragraphs))
        + "\n</section>"
    )


def _moving(clip: SlideClip, links: PageLinks, *, steps: bool) -> str:
    """The clip as a video, or as an element of drawings that the script controls alike."""
    data = (
        f'data-fps="{clip.timeline.fps.rate}" data-beats="{escape(_beats(clip))}"'
        f"{' data-steps' if steps else ''}"
    )
    label = escape(clip.words.alt)
    if clip.drawn:
        name, poster = escape(clip.words.name), links.poster(clip)
        return (
            f'<storyreel-clip clip="{name}" controls="off" {data}>'
            f'<img src="{poster}" alt="{label}"></storyreel-clip>'
        )
    return (
        f'<video data-src="{links.video(clip)}" poster="{links.poster(clip)}" muted playsinline '
        f'preload="auto" {data} aria-label="{label}">\n{_track(clip)}</video>'
    )


def _beats(clip: SlideClip) -> str:
    seconds = clip.timeline.fps.seconds
    return json.dumps(
        [
            {
                "name": beat_name(beat),
                "start": round(float(seconds(beat.frames.start)), 4),
                "stop": round(float(seconds(beat.frames.stop)), 4),
                "loop": beat.id in clip.words.loops,
            }
            for beat in clip.timeline.beats
        ]
    )


def _steps(clip: SlideClip, notes: SlideNotes) -> str:
    """A step of the slide for each beat after the first one, with the notes for that beat."""
    by_beat: dict[int | None, list[SpeakerNote]] = {}
    for note in notes.paragraphs:
        by_beat.setdefault(note.beat, []).append(note)
    last = len(clip.timeline.beats) - 1
    steps = [
        f'<span class="fragment">'
        f"{_notes([*by_beat.get(n, ()), *(by_beat.get(None, ()) if n == last else ())])}</span>"
        for n in range(1, last + 1)
    ]
    return "\n".join([_notes(by_beat.get(0, [])), *steps])


def _notes(paragraphs: list[SpeakerNote] | tuple[SpeakerNote, ...]) -> str:
    text = "".join(
        f"<p><strong>{escape(note.heading)}:</strong> {escape(note.text)}</p>"
        for note in paragraphs
    )
    return f'<aside class="notes">{text}</aside>'


def _track(clip: SlideClip) -> str:
    """The element with the captions of a clip; nothing for a clip without captions."""
    if not clip.words.captions:
        return ""
    source = data_address(clip.words.captions.encode(), "text/vtt")
    language = escape(clip.words.language)
    return f'<track kind="captions" src="{source}" srclang="{language}" label="Captions">\n'
