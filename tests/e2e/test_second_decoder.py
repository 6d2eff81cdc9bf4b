"""Bands, copies and seeks, read by general decoders that know nothing of bands."""

from __future__ import annotations

import hashlib
import random
import shutil
import subprocess
from pathlib import Path

import av
import numpy as np
import pytest

from storyreel.encode.planes import plane_arrays
from storyreel.inspection.decoder import BandDecoder
from tests.clips import SCENE_IDS, SMOKE_IDS
from tests.e2e.program import Rendered, Run
from tests.sparse import only

GSTREAMER = shutil.which("gst-launch-1.0")
INSPECT = shutil.which("gst-inspect-1.0")
SEEKS = 12


def has_openh264() -> bool:
    """Whether GStreamer has Cisco's decoder (Debian: gstreamer1.0-plugins-bad, -tools)."""
    if not (GSTREAMER and INSPECT):
        return False
    return not subprocess.run([INSPECT, "openh264dec"], capture_output=True, check=False).returncode


def digest(frame: av.VideoFrame) -> str:
    planes = (samples.tobytes() for samples in plane_arrays(frame))
    return hashlib.sha256(b"".join(planes)).hexdigest()


def by_ffmpeg(path: Path) -> list[str]:
    with av.open(str(path)) as container:
        return [digest(frame) for frame in container.decode(video=0)]


def by_openh264(path: Path, scratch: Path, size: int) -> list[str]:
    """The digest of every picture, decoded by openh264; a picture has `size` bytes."""
    assert GSTREAMER
    pipeline = f"filesrc location={path} ! qtdemux ! h264parse ! openh264dec ! filesink"
    command = [GSTREAMER, "-q", *pipeline.split(), f"location={scratch}"]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    digests = []
    with scratch.open("rb") as raw:
        while picture := raw.read(size):
            digests.append(hashlib.sha256(picture).hexdigest())
    scratch.unlink()
    return digests


CLIPS = only(lambda name: name in SMOKE_IDS, [*SCENE_IDS, "stage1"])


@pytest.fixture
def video(smoke: Rendered, run: Run, tmp_path: Path, name: str) -> Path:
    """The clip at smoke."""
    if name not in smoke.clips:
        done = run(name, "--quality", "smoke", "--quiet", "--out", tmp_path)
        assert done.returncode == 0, done.stderr
    media = smoke.media if name in smoke.clips else tmp_path
    return media / name / f"{name}-smoke.mp4"


@pytest.mark.parametrize("name", CLIPS)
def test_seeking_and_playing_show_the_same_pictures(video: Path, name: str) -> None:
    played = by_ffmpeg(video)
    chance = random.Random(name)
    with av.open(str(video)) as container:
        stream = container.streams.video[0]
        assert stream.average_rate
        assert stream.time_base
        step = round(1 / (stream.average_rate * stream.time_base))
        for _ in range(SEEKS):
            wanted = chance.randrange(len(played))
            container.seek(wanted * step, stream=stream)
            frames = container.decode(stream)
            found = next(frame for frame in frames if frame.pts == wanted * step)
            assert digest(found) == played[wanted], f"frame {wanted}"


def differing(path: Path) -> list[int]:
    """The frames whose bands, decoded alone, differ from the same rows of the whole picture."""
    with av.open(str(path)) as container, av.open(str(path)) as again:
        by_bands = BandDecoder.of(container.streams.video[0].codec_context)
        assert by_bands
        packets = (packet for packet in container.demux(video=0) if packet.size)
        pairs = zip(packets, again.decode(video=0), strict=True)
        return [
            number
            for number, (packet, frame) in enumerate(pairs)
            if not all(
                np.array_equal(plane[:], plane_arrays(frame)[index])
                for index, plane in enumerate(by_bands.picture(bytes(packet)).planes)
            )
        ]


@pytest.mark.parametrize("name", CLIPS)
def test_bands_decode_alone_as_in_the_whole_picture(video: Path) -> None:
    assert differing(video) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", [*SCENE_IDS, "stage1"])
def test_bands_of_large_pictures_decode_alone_as_in_the_whole_picture(
    run: Run, tmp_path: Path, name: str
) -> None:
    done = run(name, "--quality", "4k", "--quiet", "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    assert differing(tmp_path / name / f"{name}-4k.mp4") == []


@pytest.mark.slow
@pytest.mark.skipif(not has_openh264(), reason="GStreamer has no openh264dec here")
@pytest.mark.parametrize("name", ["hour26", "hour29"])
def test_another_decoder_reads_the_same_pictures(run: Run, tmp_path: Path, name: str) -> None:
    done = run(name, "--quality", "720p", "--quiet", "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    path = tmp_path / name / f"{name}-720p.mp4"
    ours = by_ffmpeg(path)
    assert len(ours) == 900
    assert by_openh264(path, tmp_path / "raw", 1280 * 720 * 3 // 2) == ours
