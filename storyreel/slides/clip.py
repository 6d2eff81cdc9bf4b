"""A clip as slides show it: its video, its words and its first frame."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image

from storyreel.encode.frame_reader import RgbFrame, read_frames, read_last_frame
from storyreel.slides.marks import ClipIdentity, SlideKey
from storyreel.slides.notes import SlideNotes, SpeakerNote, beat_name
from storyreel.slides.poster import LAST, Poster, poster_frame
from storyreel.slides.slide_box import ClipShape
from storyreel.storyboard.timeline import Timeline

WHOLE = "clip"
"""The role of a slide that shows all of a clip."""

_EDGE_STOPS = 5
"""Colours along a side of the first frame, from top to bottom."""

_EDGE_ROWS = 180
"""Height of the picture whose sides are sampled."""

_SAME_COLOR = 3
"""Of 255: how far decoded samples of one colour may differ."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A position in the clip that a presenter can jump to."""

    name: str
    milliseconds: int


@dataclass(frozen=True, slots=True)
class LessonWords:
    """What a lesson says about a clip beside it; empty where nothing is known."""

    insight: str = ""
    mistake: str = ""
    question: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClipWords:
    """What is said and written about a clip.

    `name` is that of its files. `share` is the width of the video as a share of the slide's.
    `captions` is the text of a WebVTT file. `loops` names the beats that are played again and again
    where slides stop at each beat.
    """

    name: str
    title: str
    alt: str
    language: str
    share: float
    captions: str
    notes: tuple[SpeakerNote, ...]
    lesson: LessonWords = LessonWords()
    loops: frozenset[str] = frozenset()
    whole_title: str = ""

    @property
    def clip_title(self) -> str:
        """The title of the clip, where these are the words of one beat of it."""
        return self.whole_title or self.title

    @property
    def slide_notes(self) -> SlideNotes:
        return SlideNotes(self.title, self.notes, self.language)


@dataclass(frozen=True, slots=True)
class SmallestText:
    """The words of a clip with the lowest capitals, whose height is a share of the frame's."""

    words: str
    cap_height: float


@dataclass(frozen=True)
class SlideClip:
    """A clip for a slide, or one beat of it.

    `timeline` holds the beats of a storyboard or the sections of a plain scene. `opening` and
    `closing` are the first and the last frame at the size of the video, `still` is the one that
    shows before the clip plays and in print. `role` says what a slide shows of the clip. A clip
    that `loops` plays until the next slide. `drawn` is the clip as a script for the player of
    drawings; empty where the video shows.
    """

    words: ClipWords
    timeline: Timeline
    video: Path
    opening: RgbFrame
    closing: RgbFrame
    still: RgbFrame
    role: str = WHOLE
    loops: bool = False
    drawn: str = ""

    @classmethod
    def of(cls, words: ClipWords, timeline: Timeline, video: Path, poster: Poster) -> SlideClip:
        """The clip with frames of its video; raises MachineError if that is unreadable."""
        number = poster_frame(timeline, poster)
        closing = read_last_frame(video)
        if poster is LAST:
            (opening,) = read_frames(video, {0})
            return cls(words, timeline, video, opening, closing, closing)
        frames = list(read_frames(video, {0, number}))
        return cls(words, timeline, video, frames[0], closing, frames[-1])

    @property
    def key(self) -> SlideKey:
        """The mark of its slide."""
        return SlideKey(self.words.name, self.role)

    @property
    def identity(self) -> ClipIdentity:
        return ClipIdentity(self.key, self.words.alt)

    @property
    def width(self) -> int:
        return int(self.opening.shape[1])

    @property
    def height(self) -> int:
        return int(self.opening.shape[0])

    @property
    def shape(self) -> ClipShape:
        return ClipShape(self.width, self.height, self.words.share)

    @property
    def duration_ms(self) -> int:
        return round(self.timeline.duration * 1000)

    @property
    def bookmarks(self) -> tuple[Bookmark, ...]:
        """The start of each beat; numbers keep their names distinct."""
        fps = self.timeline.fps
        return tuple(
            Bookmark(
                f"{beat.index + 1} {beat_name(beat)}",
                round(fps.seconds(beat.frames.start) * 1000),
            )
            for beat in self.timeline.beats
        )

    @cached_property
    def poster(self) -> bytes:
        """The still as PNG."""
        return png(self.still)

    @cached_property
    def edge_colors(self) -> tuple[str, ...]:
        """The colours of the first frame's sides, from top to bottom, as `#RRGGBB`.

        A single one where all are the same, to within the precision of the video.
        """
        width = round(self.width * _EDGE_ROWS / self.height)
        small = Image.fromarray(self.opening).resize((width, _EDGE_ROWS), Image.Resampling.BOX)
        pixels = np.asarray(small)
        sides = np.concatenate([pixels[:, :1], pixels[:, -1:]], axis=1)
        rows = np.linspace(0, _EDGE_ROWS - 1, _EDGE_STOPS).round().astype(int)
        colors = np.stack([np.median(sides[row], axis=0) for row in rows])
        if np.ptp(colors, axis=0).max() <= _SAME_COLOR:
            colors = np.median(colors, axis=0)[None]
        return tuple(map(_hex, colors))


def png(frame: RgbFrame) -> bytes:
    """A frame as a PNG file."""
    target = BytesIO()
    Image.fromarray(frame).save(target, "PNG")
    return target.getvalue()


def _hex(color: npt.NDArray[np.float64]) -> str:
    return "#" + "".join(f"{round(float(channel)):02X}" for channel in color)
