"""The beats of a clip as clips of their own, for slides that stop at each beat."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from storyreel.base.timebase import FrameRange
from storyreel.encode.cut import cut_video
from storyreel.encode.frame_reader import read_frames
from storyreel.output.webvtt import read_cues, webvtt_of
from storyreel.slides.clip import ClipWords, SlideClip
from storyreel.slides.notes import beat_name
from storyreel.slides.poster import LAST, Poster
from storyreel.storyboard.timeline import TimedBeat, Timeline


def beat_clips(clip: SlideClip, poster: Poster, folder: Path) -> tuple[SlideClip, ...]:
    """A clip for each beat, whose videos are written to a folder; a clip of one beat is returned.

    Their pictures follow each other without a gap: each begins with the frame that follows the
    last one of the beat before.
    """
    beats = clip.timeline.beats
    if len(beats) == 1:
        return (clip,)
    edges = {edge for beat in beats for edge in (beat.frames.start, beat.frames.stop - 1)}
    pictures = dict(zip(sorted(edges), read_frames(clip.video, edges), strict=True))
    rate = clip.timeline.fps.rate
    parts = []
    for beat in beats:
        role = _role(beat, beats)
        video = folder / f"{clip.words.name}-{role}.mp4"
        cut_video(clip.video, video, beat.frames, rate)
        opening, closing = pictures[beat.frames.start], pictures[beat.frames.stop - 1]
        parts.append(
            SlideClip(
                _words_of(clip.words, clip.timeline, beat),
                Timeline(clip.timeline.fps, (_alone(beat),)),
                video,
                opening,
                closing,
                closing if poster is LAST else opening,
                role,
                loops=beat.id in clip.words.loops,
            )
        )
    return tuple(parts)


def _role(beat: TimedBeat, beats: tuple[TimedBeat, ...]) -> str:
    """The role of a beat in marks; beats of the same name are told apart by their number."""
    safe = "".join(c if c.isalnum() or c == "_" else "_" for c in beat.id)
    same = sum(other.id == beat.id for other in beats) > 1
    return f"beat-{safe}-{beat.index + 1}" if same else f"beat-{safe}"


def _alone(beat: TimedBeat) -> TimedBeat:
    """A beat that starts at frame 0."""
    return replace(beat, index=0, frames=FrameRange(0, len(beat.frames)), timed=())


def _words_of(words: ClipWords, timeline: Timeline, beat: TimedBeat) -> ClipWords:
    """The words of one beat; the last one has the notes about the whole clip too."""
    name = beat_name(beat)
    last = beat is timeline.beats[-1]
    title = f"{words.title}: {name}"
    notes = tuple(
        note for note in words.notes if note.beat == beat.index or (last and note.beat is None)
    )
    said = beat.sentence or " ".join(note.text for note in notes if note.beat is not None)
    captions = _captions(words, timeline, beat)
    alt = f"{title}. {said}".strip()
    return replace(
        words, title=title, whole_title=words.title, alt=alt, captions=captions, notes=notes
    )


def _captions(words: ClipWords, timeline: Timeline, beat: TimedBeat) -> str:
    """The captions within a beat, from its start; empty without any."""
    start, stop = map(timeline.fps.seconds, (beat.frames.start, beat.frames.stop))
    cues = [cue for cue in read_cues(words.captions) if start <= cue.start < stop]
    moved = [(cue.start - start, min(cue.stop, stop) - start, cue.text) for cue in cues]
    return webvtt_of(moved) if moved else ""
