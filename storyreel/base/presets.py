"""The qualities, from the smoke test to the 8K master: size, frame rate and memory."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from fractions import Fraction

from storyreel.base.errors import Problem, RequestError
from storyreel.base.timebase import Fps

RATES = (15, 24, 25, 30, 50, 60)
WIDE = Fraction(16, 9)
"""Width to height of the qualities, and so of clips with a storyboard."""

MEMORY_INTENSIVE_CODECS = ("hevc", "av1")
"""Codecs whose encoders buffer many pictures."""


@dataclass(frozen=True, slots=True)
class Quality:
    """A quality: picture size in pixels, frame rate, and memory needs in MiB, with headroom."""

    name: str
    width: int
    height: int
    fps: Fps
    worker_mb: int
    """Peak resident memory of one worker."""

    intensive_worker_mb: int = 0
    """The same for MEMORY_INTENSIVE_CODECS, where that is more."""

    parent_mb: int = 300
    """Peak resident memory of the process that performs the clip, without its workers."""

    @property
    def lines(self) -> int:
        """Pixels of the shorter side, which the name of a quality states."""
        return min(self.width, self.height)

    def shaped(self, aspect: Fraction) -> Quality:
        """The same quality in a picture of another shape, given as width to height.

        The shorter side keeps its pixels, the longer one gets an even number of them.
        """
        longer = 2 * round(self.lines * max(aspect, 1 / aspect) / 2)
        width, height = (longer, self.lines) if aspect >= 1 else (self.lines, longer)
        return replace(self, width=width, height=height)

    def at(self, rate: int) -> Quality:
        """The same quality at another frame rate; raises RequestError for a rate not in RATES."""
        if rate not in RATES:
            raise unsupported_rate(str(rate))
        return replace(self, fps=Fps(rate))

    def worker_memory_mb(self, codec: str) -> int:
        """Peak resident memory of one worker with this codec, in MiB."""
        if codec in MEMORY_INTENSIVE_CODECS:
            return max(self.worker_mb, self.intensive_worker_mb)
        return self.worker_mb


def unsupported_rate(rate: str) -> RequestError:
    """The error for a frame rate that is not in RATES, as it was written."""
    allowed = ", ".join(map(str, RATES))
    return RequestError(Problem(f"--fps {rate} is not supported.", f"Choose one of {allowed}."))


LADDER: dict[str, Quality] = {
    quality.name: quality
    for quality in (
        Quality("smoke", 426, 240, Fps(15), 150),
        Quality("480p", 854, 480, Fps(30), 180),
        Quality("720p", 1280, 720, Fps(30), 220),
        Quality("1080p", 1920, 1080, Fps(30), 300, 360),
        Quality("1440p", 2560, 1440, Fps(30), 320, 420),
        Quality("4k", 3840, 2160, Fps(30), 450, 750),
        Quality("8k", 7680, 4320, Fps(30), 900, 2400),
    )
}


def quality_named(name: str) -> Quality:
    """The quality of that name; raises RequestError with all names and the nearest one."""
    if name in LADDER:
        return LADDER[name]
    near = get_close_matches(name, LADDER, n=1, cutoff=0.3)
    hint = f"Did you mean {near[0]}? " if near else ""
    raise RequestError(
        Problem(f"--quality {name} does not exist.", f"{hint}Choose one of {', '.join(LADDER)}.")
    )
