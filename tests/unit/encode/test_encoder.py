"""The encoder: its contract, its files, and its stream."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from errno import ENOSPC
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from av.container import OutputContainer
from av.video.stream import VideoStream

from storyreel.base.errors import MachineError
from storyreel.base.presets import Quality
from storyreel.encode import packet_file
from storyreel.encode.bitstream import encoder_note, encoder_options, is_idr
from storyreel.encode.container import open_output
from storyreel.encode.encoder import Encoder, encoder_build, has_encoder
from storyreel.encode.planes import Planes
from storyreel.encode.settings import CODECS, EncoderSettings, Splicing, encoder_settings

X264_WORDS = {
    # our option: how x264 spells it in its note
    "rc-lookahead": None,  # in the note only where there is one: see below
    "force-cfr": None,  # not in the note: says how times are handed in
    "sync-lookahead": None,  # in the note only with threads
    "lookahead-threads": "lookahead_threads",
    "cpu-independent": None,
    "mvrange": None,  # not in the note
    "ipratio": "ip_ratio",
    "chroma-qp-offset": "chroma_qp_offset",
}
X264_SAYS = {
    # our option: what x264's note says of it
    "no-deblock": ("deblock", "0:0:0"),
    "partitions": ("analyse", "0x3:0x1"),  # of the first picture, and of the others
    "no-fast-pskip": ("fast_pskip", "0"),
    "no-dct-decimate": ("decimate", "0"),
    "deadzone-inter": ("deadzone", "16,8"),
    "deadzone-intra": ("deadzone", "16,8"),
}


def picture(settings: EncoderSettings, seed: int = 0) -> Planes:
    planes = Planes(settings.width, settings.height, settings.pix_fmt)
    pixels = np.random.default_rng(seed).integers(
        0, 256, (settings.height, settings.width, 4), dtype=np.uint8
    )
    planes.update(pixels, ())
    return planes


def packets(path: Path) -> list[av.Packet[VideoStream]]:
    with av.open(str(path)) as container:
        return [packet for packet in container.demux(video=0) if packet.size]


@pytest.mark.parametrize("codec", CODECS)
def test_each_codec_writes_constant_steps_from_zero_and_one_keyframe(
    codec: str, tiny: Quality, tmp_path: Path
) -> None:
    settings = encoder_settings(codec, tiny)
    target = tmp_path / f"a{settings.suffix}"
    with Encoder(settings, target) as encoder:
        for seed in range(3):
            encoder.write(picture(settings, seed).frames)
        encoder.hold()
    found = packets(target)
    assert [p.pts for p in found] == [p.dts for p in found] == [0, 6000, 12000, 18000]
    assert {p.duration for p in found} == {6000}
    keys = [p.is_keyframe for p in found]
    assert all(keys) if settings.intra_only else keys == [True, False, False, False]
    with av.open(str(target)) as container:
        context = container.streams.video[0].codec_context
        assert (context.width, context.height) == (128, 72)
        assert context.pix_fmt == settings.pix_fmt
        assert context.profile == settings.profile
        assert context.codec_tag == settings.tag
        assert (context.color_range, context.colorspace) == (1, 1)
        assert (context.color_primaries, context.color_trc) == (1, 1)
        assert len(list(container.decode(video=0))) == 4


def test_x264_took_every_setting(tiny_settings: EncoderSettings, tmp_path: Path) -> None:
    target = tmp_path / "a.mp4"
    with Encoder(tiny_settings, target) as encoder:
        encoder.write(picture(tiny_settings).frames)
    first = bytes(packets(target)[0])
    assert is_idr(first, "h264")
    note = encoder_note(first, "h264")
    assert note is not None and note.startswith("x264 - core")
    effective = encoder_options(note)
    asked = dict(tiny_settings.options)
    for pair in asked["x264-params"].split(":"):
        name, value = pair.split("=")
        spelled, said = X264_SAYS.get(name, (X264_WORDS.get(name, name), value))
        if spelled:
            assert effective[spelled] == said, name
    assert (effective["rc"], effective["qp"]) == ("cqp", asked["qp"])
    assert "rc_lookahead" not in effective


def test_the_same_frames_give_the_same_bytes(
    tiny_settings: EncoderSettings, tmp_path: Path
) -> None:
    digests = set()
    for name in ("a.mp4", "b.mp4"):
        with Encoder(tiny_settings, tmp_path / name) as encoder:
            planes = picture(tiny_settings)
            for _ in range(5):
                encoder.write(planes.frames)
        digests.add(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
    assert len(digests) == 1


def test_a_failure_leaves_no_file(tiny_settings: EncoderSettings, tmp_path: Path) -> None:
    def fail() -> None:
        with Encoder(tiny_settings, tmp_path / "a.mp4") as encoder:
            encoder.write(picture(tiny_settings).frames)
            assert list(tmp_path.iterdir()), "the partial file is there while encoding"
            raise KeyError("planted")

    with pytest.raises(KeyError, match="planted"):
        fail()
    assert not list(tmp_path.iterdir())


def test_the_target_appears_only_when_it_is_whole(
    tiny_settings: EncoderSettings, tmp_path: Path
) -> None:
    target = tmp_path / "a.mp4"
    target.write_bytes(b"older")
    with Encoder(tiny_settings, target) as encoder:
        encoder.write(picture(tiny_settings).frames)
        assert target.read_bytes() == b"older"
    assert len(packets(target)) == 1
    assert list(tmp_path.iterdir()) == [target]


def test_hold_needs_a_picture(tiny_settings: EncoderSettings, tmp_path: Path) -> None:
    with (
        pytest.raises(ValueError, match="needs a picture"),
        Encoder(tiny_settings, tmp_path / "a.mp4") as encoder,
    ):
        encoder.hold()


def test_a_missing_encoder_is_a_machine_error_that_names_it(
    tiny_settings: EncoderSettings, tmp_path: Path
) -> None:
    assert not has_encoder("libx999")
    with pytest.raises(MachineError, match="libx999"):
        Encoder(replace(tiny_settings, encoder="libx999"), tmp_path / "a.mp4")
    assert not list(tmp_path.iterdir())


def test_a_missing_folder_is_an_error_and_leaves_nothing(
    tiny_settings: EncoderSettings, tmp_path: Path
) -> None:
    with (
        pytest.raises(MachineError, match="No such file"),
        Encoder(tiny_settings, tmp_path / "no" / "a.mp4"),
    ):
        pass
    assert not list(tmp_path.iterdir())


class FullDisk:
    """An output file whose disk is full from the first packet on."""

    def __init__(self, output: OutputContainer) -> None:
        self._output = output

    def __getattr__(self, name: str) -> Any:
        return getattr(self._output, name)

    def mux_one(self, packet: av.Packet[VideoStream]) -> None:
        raise OSError(ENOSPC, "planted")


def test_a_full_disk_is_a_machine_error(
    tiny_settings: EncoderSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def on_full_disk(*arguments: Any, **options: Any) -> FullDisk:
        return FullDisk(open_output(*arguments, **options))

    monkeypatch.setattr(packet_file, "open_output", on_full_disk)
    with (
        pytest.raises(MachineError, match="disk is full"),
        Encoder(tiny_settings, tmp_path / "a.mp4") as encoder,
    ):
        encoder.write(picture(tiny_settings).frames)
    assert not list(tmp_path.iterdir())


def test_x264_states_its_build() -> None:
    assert "x264 - core" in encoder_build("libx264")


def decoded(path: Path) -> list[str]:
    with av.open(str(path)) as container:
        frames = container.decode(video=0)
        return [hashlib.sha256(frame.to_ndarray().tobytes()).hexdigest() for frame in frames]


def test_held_frames_are_copies_of_the_refined_picture(
    tiny_settings: EncoderSettings, tmp_path: Path
) -> None:
    holds = [5, 0, 1, 20]
    with Encoder(tiny_settings, tmp_path / "copied.mp4") as encoder:
        for seed, hold in enumerate(holds):
            encoder.write(picture(tiny_settings, seed).frames)
            for _ in range(hold):
                encoder.hold()
    assert encoder.copies == holds[0] + sum(max(hold - 1, 0) for hold in holds[1:])
    frames = iter(decoded(tmp_path / "copied.mp4"))
    for hold in holds:
        shown = [next(frames) for _ in range(hold + 1)]
        assert len(set(shown[1:])) <= 1
    assert not list(frames)


def test_held_frames_are_encoded_without_splicing(
    tiny_settings: EncoderSettings, tmp_path: Path
) -> None:
    plain = replace(tiny_settings, splicing=Splicing.NONE)
    with Encoder(plain, tmp_path / "plain.mp4") as encoder:
        encoder.write(picture(plain).frames)
        for _ in range(5):
            encoder.hold()
    assert encoder.copies == 0
    assert len(decoded(tmp_path / "plain.mp4")) == 6
