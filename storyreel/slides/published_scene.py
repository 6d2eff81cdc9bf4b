"""A published plain scene as slides, handouts and loops need it: its words and its pictures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from storyreel.base.errors import Problem, RequestError
from storyreel.base.timebase import Fps, FrameRange
from storyreel.drawing.drawing import Drawing, ImageItem, Pixels
from storyreel.drawing.quanta import FRAME_HEIGHT, FRAME_WIDTH, QUANTA_PER_UNIT
from storyreel.encode.frame_reader import RgbFrame, read_frames
from storyreel.output.names import OutputPaths
from storyreel.output.webvtt import Cue, read_cues
from storyreel.slides.clip import ClipWords
from storyreel.slides.footage import VideoFootage
from storyreel.slides.handout import HandoutClip
from storyreel.slides.key_frames import KeyFrame, key_stretches
from storyreel.slides.notes import beat_name, caption_notes
from storyreel.storyboard.timeline import TimedBeat, Timeline

SCENE_LANGUAGE = "en"
"""Scenes do not state the language of their captions."""

_WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_+")
"""Where a word starts within the name of a class."""


@dataclass(frozen=True, slots=True)
class PublishedScene:
    """One rendered video of a plain scene, with what its report and its captions say."""

    name: str
    place: OutputPaths
    report: dict[str, Any]

    @property
    def timeline(self) -> Timeline:
        """The sections of the scene as beats.

        Raises RequestError for a report without sections, which older versions wrote.
        """
        try:
            beats = tuple(
                TimedBeat(str(section["name"]), index, _frames(section), None, "", None, {})
                for index, section in enumerate(self.report["sections"])
            )
            return Timeline(Fps(int(self.report["file"]["fps"])), beats)
        except (KeyError, TypeError, ValueError) as error:
            what = f"The report of {self.place.name} does not state the sections of the scene."
            raise RequestError(Problem(what, "Render the scene again.")) from error

    @property
    def words(self) -> ClipWords:
        """The title is made of the name of the class, the notes of the captions."""
        title, cues = class_title(self.name), self._cues()
        return ClipWords(
            name=self.name,
            title=title,
            alt=scene_alt(title, [cue.text for cue in cues]),
            language=SCENE_LANGUAGE,
            share=1.0,
            captions=self._captions() if cues else "",
            notes=caption_notes(cues, self.timeline),
        )

    @property
    def footage(self) -> VideoFootage:
        """The frames of its video."""
        facts = self.report["file"]
        return VideoFootage(self.place.video, (int(facts["width"]), int(facts["height"])))

    def handout(self) -> HandoutClip:
        """What a handout shows of it."""
        return video_handout(self.words, self.timeline, self.place.video)

    def _captions(self) -> str:
        path = self.place.captions
        return path.read_text("utf-8") if path.is_file() else ""

    def _cues(self) -> tuple[Cue, ...]:
        return read_cues(self._captions())


def video_handout(words: ClipWords, timeline: Timeline, video: Path) -> HandoutClip:
    """What a handout shows of a video: the ends of its parts with the captions spoken in them."""
    cues = read_cues(words.captions)
    stretches = [
        (beat, frames, _spoken(cues, timeline, frames)) for beat, frames in key_stretches(timeline)
    ]
    last = timeline.frames - 1
    wanted = sorted({last, *(frames.stop - 1 for _, frames, _ in stretches)})
    pictures = dict(zip(wanted, read_frames(video, wanted), strict=True))
    drawings = {frame: _as_drawing(pixels) for frame, pixels in pictures.items()}
    key_frames = tuple(
        _key_frame(timeline, beat, frames, spoken, drawings[frames.stop - 1])
        for beat, frames, spoken in stretches
    )
    poster = drawings[last]
    return HandoutClip(words.title, words.alt, words.language, poster, key_frames, words.notes)


def _key_frame(
    timeline: Timeline, beat: TimedBeat, frames: FrameRange, spoken: str, drawing: Drawing
) -> KeyFrame:
    """The end of a stretch of a video."""
    start = timeline.fps.seconds(frames.start)
    return KeyFrame(frames.stop - 1, start, beat_name(beat), spoken, drawing)


def scene_alt(title: str, captions: Sequence[str]) -> str:
    """The alternative text of a scene."""
    return " ".join([f"Animation: {title}.", *captions])


def class_title(name: str) -> str:
    """The name of a class as a title: `MovingFrameBox` becomes `Moving Frame Box`."""
    return " ".join(filter(None, _WORD_START.split(name)))


def _frames(section: dict[str, Any]) -> FrameRange:
    start = int(section["start"])
    return FrameRange(start, start + int(section["frames"]))


def _spoken(cues: tuple[Cue, ...], timeline: Timeline, frames: FrameRange) -> str:
    """The captions that start in a stretch of frames."""
    nearest = timeline.fps.nearest_frame
    return " ".join(cue.text for cue in cues if nearest(cue.start) in frames)


def _as_drawing(pixels: RgbFrame) -> Drawing:
    """A picture as large as the frame allows, on white."""
    height, width, _ = pixels.shape
    scale = min(FRAME_WIDTH / width, FRAME_HEIGHT / height) * QUANTA_PER_UNIT / 2
    right, top = round(width * scale), round(height * scale)
    opaque = np.dstack([pixels, np.full((height, width), 255, np.uint8)])
    corners = (-right, top), (right, top), (-right, -top)
    return Drawing((ImageItem(Pixels(opaque), corners),), (65535,) * 4)
