"""Captions as WebVTT, for players, slides and screen readers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from storyreel.storyboard.text import caption_lines
from storyreel.storyboard.timeline import Timeline


def webvtt(timeline: Timeline) -> str:
    """The text of a WebVTT file with one cue per sentence, which has its beat's name.

    Further sentences of a beat are named `beat-2`, `beat-3` and so on.
    """
    cues = ["WEBVTT"]
    for beat in timeline.beats:
        for number, sentence in enumerate(beat.sentences, 1):
            edges = sentence.frames.start, sentence.frames.stop
            start, stop = (timeline.fps.seconds(edge) for edge in edges)
            lines = "\n".join(_escaped(line) for line in caption_lines(sentence.text))
            name = beat.id if number == 1 else f"{beat.id}-{number}"
            cues.append(f"{name}\n{_clock(start)} --> {_clock(stop)}\n{lines}")
    return "\n\n".join(cues) + "\n"


def webvtt_of(said: Iterable[tuple[Fraction, Fraction, str]]) -> str:
    """The text of a WebVTT file for captions given as start and end in seconds, and text.

    What is said before 0 is cut off.
    """
    cues = ["WEBVTT"]
    for said_from, stop, words in sorted(said):
        start = max(said_from, Fraction(0))
        lines = "\n".join(_escaped(line) for line in words.splitlines() if line.strip())
        if lines and stop > start:
            cues.append(f"{_clock(start)} --> {_clock(stop)}\n{lines}")
    return "\n\n".join(cues) + "\n"


class Cue(NamedTuple):
    """A caption and its times in seconds."""

    start: Fraction
    stop: Fraction
    text: str


def read_cues(text: str) -> tuple[Cue, ...]:
    """The captions of a WebVTT file as `webvtt` and `webvtt_of` write it."""
    cues = []
    for block in text.split("\n\n"):
        lines = block.splitlines()
        for number, line in enumerate(lines):
            times = _TIMES.fullmatch(line)
            if times:
                start, stop = map(_seconds, times.groups())
                cues.append(Cue(start, stop, _unescaped(" ".join(lines[number + 1 :]))))
                break
    return tuple(cues)


_TIMES = re.compile(r"(\d+:\d\d:\d\d\.\d{3}) --> (\d+:\d\d:\d\d\.\d{3})")


def _seconds(clock: str) -> Fraction:
    hours, minutes, seconds = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + Fraction(seconds)


def _clock(seconds: Fraction) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
