"""Bands spliced together: every row of every picture is what its own encoder made of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import compress
from pathlib import Path
from typing import Any, cast

import av
import numpy as np
import numpy.typing as npt
import pytest
from av.codec.context import Flags
from hypothesis import given, settings
from hypothesis import strategies as st

from storyreel.base.errors import MachineError
from storyreel.base.presets import Quality
from storyreel.base.timebase import Fps
from storyreel.drawing.damage import PixelRect
from storyreel.encode.encoder import Encoder
from storyreel.encode.h264 import Band, BandedEncoder, banded_encoder, whole_picture
from storyreel.encode.planes import Planes
from storyreel.encode.settings import EncoderSettings, Splicing, encoder_settings
from tests.unit.noise import NoisePicture

WIDTH, HEIGHT = 256, 640
SETTINGS = encoder_settings("h264", Quality("tall", WIDTH, HEIGHT, Fps(30), 100))
UPPER, LOWER = (40, 200), (500, 640)
"""Rows in which something may move; the rows between them are still."""

BANDS = Band(0, 17, 2, 13), Band(17, 27), Band(27, 40, 31, 40)
Story = list[tuple[bool, bool]]
"""For each frame after the first, whether something moves in the upper and in the lower rows."""

Picture = npt.NDArray[np.uint8]


def film(story: Story, seed: int) -> Iterator[tuple[Picture, list[PixelRect]]]:
    """Stripes that move where the story says so."""
    picture = NoisePicture(WIDTH, HEIGHT, seed)
    yield picture.pixels, [PixelRect(0, 0, WIDTH, HEIGHT)]
    for frame in story:
        yield picture.pixels, picture.move_stripes(list(compress((UPPER, LOWER), frame)))


def open_context(height: int) -> Any:
    context = cast(Any, av.CodecContext.create("libx264", "w"))
    context.width, context.height, context.pix_fmt = WIDTH, height, "yuv420p"
    context.time_base, context.framerate = Fraction(1, 30), Fraction(30)
    context.options = dict(SETTINGS.options)
    context.flags |= Flags.global_header
    context.open()
    return context


class Recorder:
    """The open encoder of a band, with what it gave for the last frame."""

    def __init__(self, band: Band) -> None:
        rows = band.pixels(HEIGHT)
        self.given = b""
        self._context = open_context(rows.stop - rows.start)
        self.extradata, self.time_base = self._context.extradata, self._context.time_base

    def encode(self, frame: av.VideoFrame) -> list[Any]:
        packets = self._context.encode(frame)
        self.given = b"".join(map(bytes, packets))
        return cast(list[Any], packets)


@dataclass(frozen=True)
class Encoded:
    """The spliced stream, and by band and frame what the band's own encoder gave."""

    stream: list[bytes]
    bands: tuple[Band, ...]
    given: list[list[bytes]]
    copies: int

    def pictures(self) -> list[Picture]:
        """The luma of the spliced stream."""
        return decoded(bytes(open_context(HEIGHT).extradata), self.stream, HEIGHT)

    def alone(self, index: int) -> list[Picture]:
        """What a band's own stream shows in each frame: its last picture where it gave none."""
        rows = self.bands[index].pixels(HEIGHT)
        height = rows.stop - rows.start
        return decoded(bytes(open_context(height).extradata), self.given[index], height)

    def agrees(self, index: int) -> bool:
        """Whether the spliced stream shows a band as the band's own stream does."""
        rows = self.bands[index].pixels(HEIGHT)
        pairs = zip(self.pictures(), self.alone(index), strict=True)
        return all(np.array_equal(picture[rows], part) for picture, part in pairs)


def decoded(extradata: bytes, packets: Sequence[bytes], height: int) -> list[Picture]:
    reader = cast(Any, av.CodecContext.create("h264", "r"))
    reader.extradata, reader.thread_count = extradata, 1
    reader.options = {"err_detect": "explode"}
    shown: list[Picture] = []
    for packet in packets:
        frames = reader.decode(av.Packet(packet)) if packet else []
        shown.append(frames[0].to_ndarray()[:height] if frames else shown[-1])
    return shown


def encode(story: Story, seed: int, bands: tuple[Band, ...] = BANDS) -> Encoded:
    recorders = [Recorder(band) for band in bands]
    encoder = BandedEncoder(
        bytes(open_context(HEIGHT).extradata), bands, cast(list[Any], recorders)
    )
    planes = Planes(WIDTH, HEIGHT, "yuv420p", [band.pixels(HEIGHT) for band in bands])
    stream: list[bytes] = []
    given: list[list[bytes]] = [[] for _ in bands]
    for pixels, rects in film(story, seed):
        for recorder in recorders:
            recorder.given = b""
        if rects:
            planes.update(pixels, rects)
            packets = encoder.write(planes.frames, planes.changed)
        else:
            packets = encoder.hold()
        stream += map(bytes, packets)
        for band, recorder in zip(given, recorders, strict=True):
            band.append(recorder.given)
    return Encoded(stream, bands, given, encoder.copies)


stories = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=24)


@settings(max_examples=12, deadline=None)
@given(story=stories, seed=st.integers(0, 999))
def test_each_band_shows_what_its_own_stream_shows(story: Story, seed: int) -> None:
    encoded = encode(story, seed)
    assert len(encoded.stream) == len(story) + 1
    assert all(encoded.agrees(index) for index in range(len(BANDS)))


def test_a_margin_that_is_too_narrow_is_noticed() -> None:
    """The planted defect: bands cut through what moves, so that vectors leave them."""
    middle = (UPPER[0] + UPPER[1]) // 2 // 16
    cut = Band(0, middle, 2, middle), Band(middle, 40, middle, 40)
    encoded = encode([(True, True)] * 12, 5, cut)
    assert not (encoded.agrees(0) and encoded.agrees(1))


def test_a_resting_band_is_not_encoded() -> None:
    story = [(True, False)] * 5 + [(False, False)] * 4 + [(False, True)] * 2
    encoded = encode(story, 1)
    worked = [[bool(packet) for packet in packets] for packets in encoded.given]
    upper, lower = (worked[index] for index, band in enumerate(BANDS) if band.moves)
    assert upper == [True] * 6 + [True] + [False] * 5
    assert lower == [True] + [False] * 9 + [True] * 2
    still = [worked[index] for index, band in enumerate(BANDS) if not band.moves]
    assert still == [[True] + [False] * 11] * len(still)
    assert encoded.copies == 3


def test_a_hold_refines_what_changed_since_the_last_one(monkeypatch: pytest.MonkeyPatch) -> None:
    hints: list[object] = []
    monkeypatch.setattr(banded_encoder, "hint_changes", lambda _, rects: hints.append(rects))
    recorder = Recorder(*whole_picture(HEIGHT))
    encoder = BandedEncoder(
        bytes(open_context(HEIGHT).extradata), whole_picture(HEIGHT), [cast(Any, recorder)]
    )
    frame = av.VideoFrame(WIDTH, HEIGHT, "yuv420p")
    one, two, three = (PixelRect(0, top, 16, top + 16) for top in (0, 32, 64))
    for changed in ([PixelRect(0, 0, WIDTH, HEIGHT)], [], [one], [two, one], [], [], [three], []):
        encoder.write([frame], changed)
    first, *others = hints
    assert first is None
    assert [set(cast(Any, rects)) for rects in others] == [
        {one},
        {one, two},
        {one, two},
        {three},
        {three},
    ]


def test_frame_num_wraps_in_long_segments() -> None:
    assert encode([(n % 3 == 0, n % 5 == 0) for n in range(40)], 2).agrees(1)


@pytest.mark.parametrize("splicing", [Splicing.NONE, Splicing.COPIES])
def test_settings_without_bands_refuse_them(splicing: Splicing, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="do not allow bands"):
        Encoder(SETTINGS.spliced_at_most(splicing), tmp_path / "a.mp4", BANDS)
    assert not list(tmp_path.iterdir())


def with_parameter(parameter: str) -> EncoderSettings:
    options = dict(SETTINGS.options)
    options["x264-params"] += f":{parameter}"
    return replace(SETTINGS, options=tuple(options.items()))


@pytest.mark.parametrize("bands", [BANDS, whole_picture(HEIGHT)], ids=["bands", "whole"])
@pytest.mark.parametrize("parameter", ["cabac=0", "weightp=1", "ref=2"])
def test_a_stream_that_cannot_be_spliced_is_refused(
    tmp_path: Path, parameter: str, bands: tuple[Band, ...]
) -> None:
    with pytest.raises(MachineError, match="--plain-holds"):
        Encoder(with_parameter(parameter), tmp_path / "a.mp4", bands)
    assert not list(tmp_path.iterdir())


def test_a_stream_that_cannot_be_spliced_is_encoded_plainly(tmp_path: Path) -> None:
    plain = with_parameter("cabac=0").spliced_at_most(Splicing.NONE)
    with Encoder(plain, tmp_path / "a.mp4") as encoder:
        encoder.write([av.VideoFrame(WIDTH, HEIGHT, "yuv420p")])
        encoder.hold()
    assert (encoder.frames, encoder.copies) == (2, 0)
