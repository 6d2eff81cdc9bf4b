"""A video file of any origin as slides, handouts and loops need it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from storyreel.base.errors import Problem, RequestError
from storyreel.base.regular_file import why_no_file
from storyreel.base.timebase import Fps, FrameRange
from storyreel.encode.video_header import VideoHeader, read_header
from storyreel.output.webvtt import Cue, read_cues
from storyreel.slides.clip import ClipWords
from storyreel.slides.compatibility import MAX_VIDEO_WIDTH
from storyreel.slides.footage import VideoFootage
from storyreel.slides.notes import caption_notes
from storyreel.storyboard.timeline import TimedBeat, Timeline

SUFFIX = ".mp4"
_LANGUAGE = "en"
"""Files do not state the language of their captions."""

UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot have: control characters, and bytes of names that are not UTF-8."""


def name_in_words(path: Path) -> str:
    """The name of a file as a title, with � for what no slide can show."""
    words = UNWRITABLE.sub("\ufffd", re.sub(r"[_\-\s]+", " ", path.stem)).strip()
    return words[:1].upper() + words[1:]


@dataclass(frozen=True)
class VideoFile:
    """A video by its path; a `.vtt` file beside it has its captions."""

    path: Path

    @property
    def name(self) -> str:
        """The name of the file, as marks and the files of a browser deck have it."""
        return re.sub(r"[^\w-]+", "-", self.path.stem).strip("-") or "video"

    @property
    def title(self) -> str:
        return name_in_words(self.path)

    @cached_property
    def header(self) -> VideoHeader:
        """Raises RequestError for a file that is not a video."""
        return read_header(self.path)

    def require_playable(self) -> None:
        """Raise RequestError for a video that slide programs do not play everywhere."""
        header = self.header
        if header.codec != "h264" or header.pixel_format not in ("yuv420p", "yuvj420p"):
            raise self._unplayable(f"is {header.codec} with {header.pixel_format} pixels")
        if header.width > MAX_VIDEO_WIDTH:
            raise self._unplayable(f"is {header.width} pixels wide")

    @property
    def timeline(self) -> Timeline:
        """One beat, at the whole frame rate nearest to that of the file."""
        frames = FrameRange(0, self.header.frames)
        beat = TimedBeat("start", 0, frames, None, "", None, {})
        return Timeline(Fps(max(1, round(self.header.rate))), (beat,))

    @property
    def words(self) -> ClipWords:
        cues = self.cues
        return ClipWords(
            name=self.name,
            title=self.title,
            alt=" ".join([f"Video: {self.title}.", *(cue.text for cue in cues)]),
            language=_LANGUAGE,
            share=1.0,
            captions=self._captions if cues else "",
            notes=caption_notes(cues, self.timeline),
        )

    @property
    def footage(self) -> VideoFootage:
        return VideoFootage(self.path, (self.header.width, self.header.height))

    @property
    def cues(self) -> tuple[Cue, ...]:
        return read_cues(self._captions)

    @property
    def _captions(self) -> str:
        path = self.path.with_suffix(".vtt")
        return path.read_text("utf-8", "replace") if path.is_file() else ""

    def _unplayable(self, why: str) -> RequestError:
        return RequestError(
            Problem(
                f"{self.path} {why}, which not every slide program plays.",
                f"Convert it to H.264 with yuv420p pixels, at most {MAX_VIDEO_WIDTH} wide.",
            )
        )


def video_file(name: str) -> VideoFile | None:
    """The video that a name on the command line is the path of; None for names of clips.

    Raises RequestError for a path without a file.
    """
    path = Path(name)
    if path.suffix.lower() != SUFFIX:
        return None
    if not path.is_file():
        raise RequestError(Problem(f"{path} {why_no_file(path)}.", "Name an existing .mp4 file."))
    return VideoFile(path)
