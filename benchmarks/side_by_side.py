"""Show that both sides of the comparison draw the same clip: moment by moment, on one sheet.

    python benchmarks/side_by_side.py sheet.png

Renders hour 29 with Storyreel and with stock Manim at 480p, measures how well their movements and
their pictures agree, and writes a sheet of pairs: Storyreel on the left, Manim on the right.
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import av
import numpy as np
import numpy.typing as npt
from measuring import CLIP, STOCK, measured, ours, stock, video_in
from PIL import Image

WIDTH, HEIGHT = 192, 108
"""Of the pictures that are compared; text of both sides differs by less than a pixel there."""

MOVES = 0.1
"""The mean change of a frame's brightness, of 255, from which it counts as moving."""

SLACK = 3
"""Frames by which a movement may begin or end earlier on one side."""

Pictures: TypeAlias = npt.NDArray[np.float32]
"""Brightness of all frames: (frames, rows, columns), from 0 to 255."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How well two clips agree, frame by frame."""

    frames: tuple[int, int]
    moving: tuple[int, int]
    """Frames that differ from the one before."""

    unmatched: int
    """Frames in which one side moves, and the other holds for `SLACK` frames around."""

    correlation: float
    """Of the changes from frame to frame."""

    worst: float
    """The largest mean difference of two frames, of 255."""

    def __str__(self) -> str:
        return (
            f"frames {self.frames}, moving {self.moving}, unmatched {self.unmatched}; correlation "
            f"of changes {self.correlation:.3f}, worst frame differs by {self.worst:.1f} of 255"
        )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("sheet", type=Path)
    options.add_argument("--every", type=float, default=1.0, metavar="SECONDS")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="storyreel-side-") as folder:
        videos = render_both(Path(folder), "480p")
        print(agreement(*map(brightness, videos)))
        sheet(videos, chosen.every).save(chosen.sheet)


def render_both(folder: Path, size: str) -> tuple[Path, Path]:
    """The videos of Storyreel and of stock Manim, at 30 frames per second."""
    places = folder / "ours", folder / "stock"
    commands = [*ours(CLIP, size, places[0]), "--fps", "30"], stock(STOCK, size, places[1])
    for place, command in zip(places, commands, strict=True):
        place.mkdir()
        measured(command, place)
    return video_in(places[0]), video_in(places[1])


def brightness(video: Path) -> Pictures:
    """The luma of all frames of a video, reduced."""
    pictures = []
    with av.open(str(video)) as container:
        for frame in container.decode(video=0):
            small = frame.reformat(WIDTH, HEIGHT, "yuv420p")
            luma = np.frombuffer(memoryview(small.planes[0]), np.uint8)
            pictures.append(luma.reshape(HEIGHT, -1)[:, :WIDTH].astype(np.float32))
    return np.stack(pictures)


def agreement(one: Pictures, other: Pictures) -> Agreement:
    """Compare two clips; where one is longer, up to the end of the other."""
    length = min(len(one), len(other))
    changes = [np.abs(np.diff(each[:length], axis=0)).mean((1, 2)) for each in (one, other)]
    moving = [change > MOVES for change in changes]
    near = [np.convolve(each, np.ones(2 * SLACK + 1), "same") > 0 for each in moving]
    unmatched = (moving[0] & ~near[1]) | (moving[1] & ~near[0])
    return Agreement(
        (len(one), len(other)),
        (int(moving[0].sum()), int(moving[1].sum())),
        int(unmatched.sum()),
        float(np.corrcoef(*changes)[0, 1]),
        float(np.abs(one[:length] - other[:length]).mean((1, 2)).max()),
    )


def sheet(videos: tuple[Path, Path], every: float) -> Image.Image:
    """Pairs of frames at an interval in seconds, four pairs in a row."""
    clips = [stills(video, round(every * 30)) for video in videos]
    pairs = [
        np.concatenate([np.pad(frame, ((2, 2), (2, 2), (0, 0))) for frame in pair], axis=1)
        for pair in zip(*clips, strict=True)
    ]
    pairs += [np.zeros_like(pairs[0])] * (-len(pairs) % 4)
    rows = [np.concatenate(pairs[at : at + 4], axis=1) for at in range(0, len(pairs), 4)]
    return Image.fromarray(np.concatenate(rows))


def stills(video: Path, step: int) -> list[npt.NDArray[np.uint8]]:
    with av.open(str(video)) as container:
        chosen = [frame for n, frame in enumerate(container.decode(video=0)) if n % step == 0]
    return [frame.to_ndarray(format="rgb24").astype(np.uint8)[::2, ::2] for frame in chosen]


if __name__ == "__main__":
    main()
