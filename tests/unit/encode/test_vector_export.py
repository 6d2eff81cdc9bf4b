"""Motion vectors are attached where they are wanted, and everywhere by a PyAV that is not known."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import av
import numpy as np
import pytest
from av.codec.context import CodecContext
from av.sidedata.sidedata import Type

from storyreel.drawing.damage import PixelRect
from storyreel.encode import vector_export
from storyreel.encode.encoder import Encoder
from storyreel.encode.planes import Planes
from storyreel.encode.settings import EncoderSettings
from storyreel.encode.vector_export import VectorExport


@pytest.fixture
def film(tiny_settings: EncoderSettings, tmp_path: Path) -> Path:
    """Eight frames in which a corner grows lighter."""
    target = tmp_path / "a.mp4"
    planes = Planes(tiny_settings.width, tiny_settings.height, tiny_settings.pix_fmt)
    pixels = np.full((tiny_settings.height, tiny_settings.width, 4), 90, np.uint8)
    corner = PixelRect(0, 0, 16, 16)
    with Encoder(tiny_settings, target) as encoder:
        for frame in range(8):
            pixels[:16, :16] = 100 + 10 * frame
            planes.update(pixels, [corner])
            encoder.write(planes.frames, planes.changed)
    return target


def with_vectors(film: Path, wanted: Sequence[bool]) -> list[bool]:
    """Whether each frame has vectors, if those of the frames so marked are wanted."""
    found = []
    with av.open(str(film), options={"skip_frame": "all"}) as container:
        context = container.streams.video[0].codec_context
        context.thread_count, context.options = 1, {"flags2": "+export_mvs"}
        export = VectorExport(context)
        packets = [packet for packet in cast(Any, container).demux(video=0) if packet.size]
        for packet, vectors in zip(packets, wanted, strict=True):
            export.want(vectors)
            (frame,) = context.decode(packet)
            kinds = [data.type for data in cast(Any, frame.side_data)]
            found.append(Type.MOTION_VECTORS in kinds)
    return found


WANTED = [True, True, False, False, True, False, True, True]
BUT_THE_FIRST = [False] + [True] * 7
"""An intra picture has no vectors."""


def test_the_installed_pyav_attaches_the_vectors_that_are_wanted(film: Path) -> None:
    """Where it cannot, checks are right but slow, and nothing else would say so."""
    assert with_vectors(film, WANTED) == [False, *WANTED[1:]]


def test_a_pyav_of_another_layout_is_not_touched(
    film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vector_export, "CodecContext", av.Packet)
    assert with_vectors(film, WANTED) == BUT_THE_FIRST


def test_an_unreadable_pointer_is_not_followed(film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vector_export, "address_of", lambda context: 8)
    assert with_vectors(film, WANTED) == BUT_THE_FIRST


def test_a_pointer_to_something_else_is_noticed(
    film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = ctypes.create_string_buffer(b"AVFrame", 64)
    described = (ctypes.c_void_p * 1)(ctypes.addressof(other))
    context = (ctypes.c_void_p * 1)(ctypes.addressof(described))
    monkeypatch.setattr(vector_export, "address_of", lambda _: ctypes.addressof(context))
    assert with_vectors(film, WANTED) == BUT_THE_FIRST


def test_a_decoder_that_is_not_open_keeps_its_option() -> None:
    context = CodecContext.create("h264", "r")
    export = VectorExport(context)
    export.want(False)
    assert export._on
