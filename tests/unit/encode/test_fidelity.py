"""Whether the H.264 settings are good enough: edges everywhere, and flat colours that fade."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageDraw, ImageFont

from storyreel.base.presets import LADDER
from storyreel.drawing.damage import PixelRect
from storyreel.encode.encoder import Encoder
from storyreel.encode.planes import Planes, plane_arrays
from storyreel.encode.settings import EncoderSettings, encoder_settings
from storyreel.inspection.fidelity import MAX_PATCH_ERROR, MIN_PSNR_DB, Fidelity, fidelity_of
from storyreel.inspection.painted_frame import PaintedFrame
from storyreel.inspection.picture import Picture

Pixels = npt.NDArray[np.uint8]
Frame = tuple[Pixels, Sequence[PixelRect]]


def fidelities(
    frames: Iterator[Frame], settings: EncoderSettings, target: Path
) -> Iterator[Fidelity]:
    """The fidelity of encoded pictures; each is shown twice."""
    planes = Planes(settings.width, settings.height, settings.pix_fmt)
    drawn: list[Pixels] = []
    with Encoder(settings, target) as encoder:
        for pixels, rects in frames:
            planes.update(pixels, rects)
            encoder.write(planes.frames, planes.changed)
            drawn.append(pixels)
        encoder.hold()
        drawn.append(drawn[-1])
    with av.open(str(target)) as container:
        for pixels, frame in zip(drawn, container.decode(video=0), strict=True):
            found = plane_arrays(frame)
            yield fidelity_of(PaintedFrame.of(pixels), Picture(found, 8, "bt709", limited=True))


def page(width: int, height: int) -> Pixels:
    """A page full of text, each line a 36th of the picture high."""
    size = max(9, height // 36)
    image = Image.new("RGBA", (width, height), (250, 250, 250))
    draw, letters = ImageDraw.Draw(image), np.random.default_rng(1)
    for top in range(size, height - size, size * 3 // 2):
        line = "".join(map(chr, letters.integers(96, 123, 4 * width // size))).replace("`", " ")
        draw.text((size, top), line, (26, 54, 93), ImageFont.load_default(size))
    return np.asarray(image).copy()


@pytest.mark.parametrize("name", ["smoke", "480p", "1080p"])
def test_a_page_full_of_small_text_is_close_to_the_painted_one(name: str, tmp_path: Path) -> None:
    settings = encoder_settings("h264", LADDER[name])
    drawn = page(settings.width, settings.height)
    everything = [PixelRect(0, 0, settings.width, settings.height)]
    frames = iter([(drawn, everything)])
    for found in fidelities(frames, settings, tmp_path / "a.mp4"):
        assert found.psnr > MIN_PSNR_DB


def fade(width: int, height: int) -> Iterator[Frame]:
    """Cards on navy, side by side, that come in slowly, each to another colour."""
    colors = np.random.default_rng(3).integers(0, 256, (12, 3))
    navy = np.array((26, 54, 93))
    for step in range(46):
        pixels = np.full((height, width, 4), 255, np.uint8)
        pixels[..., :3] = navy
        for place, color in enumerate(colors):
            left = width * place // 12
            shown = np.rint(navy + (color - navy) * step / 60).astype(np.uint8)
            pixels[40 : height - 40, left : left + width // 12 - 8, :3] = shown
        yield pixels, [PixelRect(0, 40, width, height - 40)]


def worst_patch(settings: EncoderSettings, target: Path) -> float:
    frames = fade(settings.width, settings.height)
    return max(found.patch_error for found in fidelities(frames, settings, target))


@pytest.mark.parametrize("name", ["smoke", "480p"])
def test_flat_colours_that_fade_leave_no_traces(name: str, tmp_path: Path) -> None:
    settings = encoder_settings("h264", LADDER[name])
    assert worst_patch(settings, tmp_path / "a.mp4") < MAX_PATCH_ERROR


def test_an_encoder_that_guesses_leaves_traces(tmp_path: Path) -> None:
    """The planted defect: x264's defaults, a quick guess and dropped coefficients."""
    settings = encoder_settings("h264", LADDER["480p"])
    options = dict(settings.options)
    options["x264-params"] += ":no-fast-pskip=0:no-dct-decimate=0:deadzone-inter=21"
    guessing = replace(settings, options=tuple(options.items()))
    assert worst_patch(guessing, tmp_path / "a.mp4") > MAX_PATCH_ERROR
