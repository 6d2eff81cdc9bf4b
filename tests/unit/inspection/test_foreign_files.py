"""Video files of other programs: exactly their defects are found."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from av.video.stream import VideoStream

from storyreel.base.presets import LADDER, Quality
from storyreel.base.timebase import Fps
from storyreel.encode.concat import join_segments
from storyreel.encode.encoder import Encoder
from storyreel.encode.settings import encoder_settings
from storyreel.inspection.run import inspect_file

RATE, FRAMES = 15, 30
SIZE = LADDER["smoke"].width, LADDER["smoke"].height
SETTINGS = encoder_settings("h264", Quality("small", *SIZE, Fps(RATE), 100))

STOCK = """
from manim import *
import numpy as np
config.update({config})
class Stock(Scene):
    def construct(self):
        self.camera.background_color = "#FAFAFA"
        bars = VGroup(*[Rectangle(width=1, height=1 + k % 3, fill_opacity=1, color="#1A365D")
                        for k in range(9)]).arrange(RIGHT, buff=0.4)
        self.add(bars)
        self.play(bars.animate.shift(DOWN), run_time=1.4, rate_func=linear)
scene = Stock()
scene.render()
print(scene.renderer.file_writer.movie_file_path)
"""


def rules(path: Path) -> set[str]:
    return {finding.rule for finding in inspect_file(path).findings}


def messages(path: Path) -> str:
    return " ".join(finding.message for finding in inspect_file(path).findings)


def pictures(count: int = FRAMES) -> Iterator[av.VideoFrame]:
    """A picture with structure everywhere that slides by."""
    noise = np.random.default_rng(0).integers(60, 220, (SIZE[1] // 8, SIZE[0] // 8 + count))
    for k in range(count):
        picture = np.repeat(np.repeat(noise[:, k : k + SIZE[0] // 8], 8, axis=0), 8, axis=1)
        rgb = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
        rgb[: picture.shape[0], : picture.shape[1]] = picture[:, :, None]
        yield av.VideoFrame.from_ndarray(rgb, "rgb24").reformat(
            format="yuv420p", dst_colorspace="ITU709", dst_color_range="MPEG"
        )


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the settings of this project and foreign pictures."""
    folder = tmp_path_factory.mktemp("foreign")
    with Encoder(SETTINGS, folder / "segment.mp4") as encoder:
        for picture in pictures():
            encoder.write([picture])
    join_segments([folder / "segment.mp4"], folder / "good.mp4", SETTINGS, FRAMES)
    return folder / "good.mp4"


def remuxed(
    good: Path, target: Path, change: Callable[[int, av.Packet[VideoStream]], bool]
) -> Path:
    """The packets that `change` keeps, as it changed them."""
    with (
        av.open(str(good)) as source,
        av.open(str(target), "w", options={"movflags": "faststart", "use_editlist": "0"}) as output,
    ):
        stream = output.add_stream_from_template(source.streams.video[0])
        for number, packet in enumerate(source.demux(source.streams.video[0])):
            if packet.size and change(number, packet):
                packet.stream = stream
                output.mux_one(packet)
    return target


def test_a_good_file_passes(good: Path) -> None:
    assert [finding.message for finding in inspect_file(good).findings] == []


def test_the_defects_of_a_stock_manim_clip_are_found(tmp_path: Path) -> None:
    """Untagged colours, an edit list and the index at the end, and nothing else."""
    config = {
        "pixel_width": SIZE[0],
        "pixel_height": SIZE[1],
        "frame_rate": RATE,
        "media_dir": str(tmp_path / "media"),
        "progress_bar": "none",
        "verbosity": "ERROR",
    }
    program = STOCK.replace("{config}", repr(config))
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    inspection = inspect_file(Path(done.stdout.split()[-1]))
    found = sorted((finding.rule, finding.message.split(",")[0]) for finding in inspection.findings)
    assert found == [
        ("container", "The file has an edit list"),
        ("container", "The index follows the frames: players must load the whole file first."),
        ("stream", "The colour matrix is unspecified instead of bt709."),
        ("stream", "The colour primaries are unspecified instead of bt709."),
        ("stream", "The colour range is unspecified instead of limited."),
        ("stream", "The colour transfer is unspecified instead of bt709."),
    ]
    assert not inspection.passed


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.98])
def test_a_truncated_file_fails(good: Path, tmp_path: Path, share: float) -> None:
    path = tmp_path / "truncated.mp4"
    path.write_bytes(good.read_bytes()[: int(good.stat().st_size * share)])
    inspection = inspect_file(path)
    assert not inspection.passed
    assert {"stream", "container", "frame-count"} & {f.rule for f in inspection.findings}


def test_a_file_that_is_no_video_is_not_blamed_on_the_encoder(tmp_path: Path) -> None:
    path = tmp_path / "scene.mp4"
    path.write_text("from manim import *\n")
    (finding,) = inspect_file(path).findings
    assert finding.rule == "stream"
    assert finding.remedy.startswith("Check that it is a video and whole")


def test_a_file_with_a_dropped_frame(good: Path, tmp_path: Path) -> None:
    path = remuxed(good, tmp_path / "dropped.mp4", lambda number, _: number != 12)
    frames = [f.frame for f in inspect_file(path).findings if f.rule == "frame-count"]
    assert 12 in frames


def test_a_file_of_variable_rate(good: Path, tmp_path: Path) -> None:
    def stretch(number: int, packet: av.Packet[VideoStream]) -> bool:
        late = sum(range(number)) * 300
        packet.pts = packet.dts = number * SETTINGS.time_step + late
        packet.duration = SETTINGS.time_step + number * 300
        return True

    path = remuxed(good, tmp_path / "variable.mp4", stretch)
    assert "frame-count" in rules(path)
    assert "same duration" in messages(path)


def test_a_file_with_a_black_frame(tmp_path: Path) -> None:
    path = tmp_path / "black.mp4"
    with Encoder(SETTINGS, path) as encoder:
        black = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
        dark = av.VideoFrame.from_ndarray(black, "rgb24").reformat(format="yuv420p")
        for number, picture in enumerate(pictures()):
            encoder.write([dark if number == 20 else picture])
    findings = [f for f in inspect_file(path).findings if f.rule == "blank"]
    assert [(f.frame, f.severity) for f in findings] == [(20, "fail")]
    assert "black" in findings[0].message


def test_a_file_with_sound_alone(tmp_path: Path) -> None:
    path = tmp_path / "sound.mp4"
    with av.open(str(path), "w") as output:
        stream = output.add_stream("aac", 8000, layout="mono")
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), "fltp", "mono")
        frame.sample_rate, frame.pts, frame.time_base = 8000, 0, Fraction(1, 8000)
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            output.mux(packet)
    inspection = inspect_file(path)
    assert [(f.rule, f.message) for f in inspection.findings] == [
        ("stream", "The file has no video stream.")
    ]


def test_a_text_named_mp4_fails_and_is_not_decoded(tmp_path: Path) -> None:
    path = tmp_path / "text.mp4"
    path.write_text("This is not a video.\n" * 100)
    inspection = inspect_file(path)
    assert not inspection.passed
    assert {finding.rule for finding in inspection.findings} == {"stream"}
    assert "cannot be decoded" in inspection.findings[0].message
