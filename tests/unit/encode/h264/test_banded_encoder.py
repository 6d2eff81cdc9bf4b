"""Bands put together: every row of every picture is what its own encoder made of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import compress
from pathlib import Path
from typing import Any, cast

import av
import numpy as np
import numpy.typing as npt
import pytest
from av.codec.context import Flags
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storyreel.base.presets import Quality
from storyreel.base.timebase import Fps
from storyreel.drawing.damage import PixelRect
from storyreel.encode.encoder import Encoder
from storyreel.encode.h264.bands import Band, plan_bands
from storyreel.encode.h264.hints import hints_work
from storyreel.encode.h264.parameter_sets import UnsupportedStreamError
from storyreel.encode.planes import Planes
from storyreel.encode.settings import EncoderSettings, encoder_settings
from tests.unit.noise import NoisePicture

WIDTH, HEIGHT = 256, 640
SETTINGS = encoder_settings("h264", Quality("tall", WIDTH, HEIGHT, Fps(30), 100))
UPPER, LOWER = (40, 200), (500, 640)
"""Rows in which something may move; what is between them stands still."""

pytestmark = pytest.mark.skipif(not hints_work(), reason="this FFmpeg takes no hints")
Story = list[tuple[bool, bool]]
"""For each frame after the first, whether something moves in the upper and in the lower rows."""

Picture = npt.NDArray[np.uint8]


def film(story: Story, seed: int) -> Iterator[tuple[Picture, list[PixelRect]]]:
    """Stripes that move where the story says so."""
    picture = NoisePicture(WIDTH, HEIGHT, seed)
    yield picture.pixels, [PixelRect(0, 0, WIDTH, HEIGHT)]
    for frame in story:
        yield picture.pixels, picture.move_stripes(list(compress((UPPER, LOWER), frame)))


BANDS = plan_bands([PixelRect(0, *rows[:1], WIDTH, rows[1]) for rows in (UPPER, LOWER)], HEIGHT)


def encode(
    target: Path, story: Story, seed: int, asked: EncoderSettings = SETTINGS
) -> tuple[Encoder, list[list[bytes]]]:
    """The film with bands, and what the encoder of each band gave."""
    given: list[list[bytes]] = [[] for _ in BANDS]
    planes = Planes(WIDTH, HEIGHT, "yuv420p", [band.pixels(HEIGHT) for band in BANDS])
    with Encoder(asked, target, BANDS) as encoder:
        pictures = cast(Any, encoder)._held
        assemble = pictures.picture

        def overheard(parts: list[tuple[int, bytes | None]]) -> bytes:
            for band, (_, packet) in zip(given, parts, strict=True):
                band.append(packet or b"")
            return cast(bytes, assemble(parts))

        pictures.picture = overheard
        for pixels, rects in film(story, seed):
            if rects:
                planes.update(pixels, rects)
                encoder.write(planes.frames, planes.changed)
            else:
                encoder.hold()
    return encoder, given


def lumas(path: Path) -> list[Picture]:
    with av.open(str(path)) as container:
        container.streams.video[0].codec_context.options = {"err_detect": "explode"}
        return [frame.to_ndarray()[:HEIGHT] for frame in container.decode(video=0)]


def alone(band: Band, packets: list[bytes]) -> list[Picture]:
    """What a band's own stream shows in each frame: its last picture where it gave none."""
    rows = band.pixels(HEIGHT)
    height = rows.stop - rows.start
    writer = cast(Any, av.CodecContext.create("libx264", "w"))
    writer.width, writer.height, writer.pix_fmt = WIDTH, height, "yuv420p"
    writer.time_base, writer.framerate = Fraction(1, 30), Fraction(30)
    writer.options = dict(SETTINGS.options)
    writer.flags |= Flags.global_header
    writer.open()
    reader = cast(Any, av.CodecContext.create("h264", "r"))
    reader.extradata, reader.thread_count = bytes(writer.extradata), 1
    shown: list[Picture] = []
    for packet in packets:
        frames = reader.decode(av.Packet(packet)) if packet else []
        shown.append(frames[0].to_ndarray()[:height] if frames else shown[-1])
    return shown


stories = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=24)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(story=stories, seed=st.integers(0, 999))
def test_each_band_shows_what_its_own_stream_shows(story: Story, seed: int, tmp_path: Path) -> None:
    _, given = encode(tmp_path / "a.mp4", story, seed)
    whole = lumas(tmp_path / "a.mp4")
    assert len(whole) == len(story) + 1
    for band, packets in zip(BANDS, given, strict=True):
        rows = band.pixels(HEIGHT)
        for picture, part in zip(whole, alone(band, packets), strict=True):
            assert np.array_equal(picture[rows], part)


def test_a_margin_that_is_too_narrow_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted defect: bands cut through what moves, so that vectors leave them."""
    middle = (UPPER[0] + UPPER[1]) // 2 // 16
    cut = (Band(0, middle, 2, middle), Band(middle, 40, middle, 40))
    monkeypatch.setattr(f"{__name__}.BANDS", cut)
    story = [(True, True)] * 12
    _, given = encode(tmp_path / "a.mp4", story, 5)
    whole = lumas(tmp_path / "a.mp4")
    wrong = [
        not np.array_equal(picture[band.pixels(HEIGHT)], part)
        for band, packets in zip(cut, given, strict=True)
        for picture, part in zip(whole, alone(band, packets), strict=True)
    ]
    assert any(wrong)


def test_a_band_that_rests_costs_its_encoder_nothing(tmp_path: Path) -> None:
    story = [(True, False)] * 5 + [(False, False)] * 4 + [(False, True)] * 2
    encoder, given = encode(tmp_path / "a.mp4", story, 1)
    moving = [packets for band, packets in zip(BANDS, given, strict=True) if band.moves]
    still = [packets for band, packets in zip(BANDS, given, strict=True) if not band.moves]
    assert [bool(packet) for packet in moving[0]] == [True] * 6 + [True] + [False] * 5
    assert [bool(packet) for packet in moving[1]] == [True] * 2 + [False] * 8 + [True] * 2
    assert all([bool(packet) for packet in packets] == [True] + [False] * 11 for packets in still)
    assert encoder.copies == 3


def test_a_long_film_wraps_the_number_of_its_pictures(tmp_path: Path) -> None:
    story = [(n % 3 == 0, n % 5 == 0) for n in range(40)]
    _, given = encode(tmp_path / "a.mp4", story, 2)
    whole = lumas(tmp_path / "a.mp4")
    rows = BANDS[1].pixels(HEIGHT)
    expected = alone(BANDS[1], given[1])
    assert all(np.array_equal(a[rows], b) for a, b in zip(whole, expected, strict=True))


def test_codecs_whose_pictures_are_not_put_together_are_refused(tmp_path: Path) -> None:
    plain = replace(SETTINGS, copied_holds=False)
    with pytest.raises(ValueError, match="bands"):
        Encoder(plain, tmp_path / "a.mp4", BANDS).start()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("parameter", ["cabac=0", "weightp=1"])
def test_slices_that_depend_on_others_are_refused(tmp_path: Path, parameter: str) -> None:
    options = dict(SETTINGS.options)
    options["x264-params"] += f":{parameter}"
    asked = replace(SETTINGS, options=tuple(options.items()))
    with pytest.raises(UnsupportedStreamError):
        Encoder(asked, tmp_path / "a.mp4", BANDS).start()
