"""Encoder settings as data: what is asked of each codec, at each size and rate."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from math import ceil, log2

from storyreel.base.errors import Problem, RequestError
from storyreel.base.presets import Quality

TIME_BASE = 90_000
"""Ticks of a second in every file: all offered frame rates divide it."""

Options = tuple[tuple[str, str], ...]

# One reference, no B-frames, no look-ahead, no macroblock tree: they buy nothing on flat graphics
# and cost time and, at 8K, gigabytes. No motion between pixels and no deblocking filter, each of
# which is a pass over the whole picture, and the latter blurs sharp edges: without them half the
# time and 2 dB more. The first picture is finer than the others (ipratio), as what stands still is
# copied from it: so what moves may be coarser at the same likeness on average. Nothing that changed
# is taken for unchanged: with its quick guess (fast-pskip) and where single coefficients are
# dropped (dct-decimate), slow fades leave traces on flat colours, which a finer quantiser takes
# away at many more bytes; narrower dead zones are for flat colours, too. One thread, and the same
# code on every processor: the pictures that x264 writes depend on both.
_X264: dict[str, str] = {
    "keyint": "infinite",
    "scenecut": "0",
    "bframes": "0",
    "ref": "1",
    "weightp": "0",
    "mbtree": "0",
    "rc-lookahead": "0",
    "sync-lookahead": "0",
    "subme": "0",
    "no-deblock": "1",
    "no-fast-pskip": "1",
    "no-dct-decimate": "1",
    "deadzone-inter": "16",
    "deadzone-intra": "8",
    "ipratio": "1.80",
    "force-cfr": "1",
    "threads": "1",
    "lookahead-threads": "1",
    "cpu-independent": "1",
}

# Where encoding is a fifth of the work, motion between pixels, looked for far and wide, and trellis
# take an eighth to a fifth of the bytes for half as much encoding again. At 2160 lines it would be
# a third of the work, and at 240 nobody minds the bytes.
_X264_THOROUGH = {"subme": "1", "me": "umh", "merange": "32", "trellis": "1"}
_THOROUGH_LINES = range(480, 1081)

_X265: dict[str, str] = {
    "keyint": "-1",
    "scenecut": "0",
    "open-gop": "0",
    "bframes": "0",
    "ref": "1",
    "weightp": "0",
    "cutree": "0",
    "rc-lookahead": "0",
    "pools": "none",
    "frame-threads": "1",
    "wpp": "0",
    "log-level": "error",
}

_SVT_AV1: dict[str, str] = {
    "pred-struct": "1",  # low delay: each frame refers to earlier ones alone
    "keyint": "-1",
    "scd": "0",
    "lp": "1",
}

_X264_CHROMA_QP = 25
"""The quantiser of the chroma planes, at every size: coarser, and flat colours are off."""

# ITU-T H.264, table A-1: level, macroblocks a second, macroblocks a frame. Every player takes 3.1.
_H264_LEVELS = (
    (31, 108_000, 3_600),
    (32, 216_000, 5_120),
    (40, 245_760, 8_192),
    (42, 522_240, 8_704),
    (50, 589_824, 22_080),
    (51, 983_040, 36_864),
    (52, 2_073_600, 36_864),
    (60, 4_177_920, 139_264),
    (61, 8_355_840, 139_264),
    (62, 16_711_680, 139_264),
)


@dataclass(frozen=True, slots=True)
class EncoderSettings:
    """Everything that decides how frames become packets, and nothing that does not."""

    codec: str
    """The name on the command line, which is also FFmpeg's name of the codec."""

    encoder: str
    """FFmpeg's name of the encoder."""

    container: str
    tag: str
    """Four letters that name the codec in the container; Apple's players insist on them."""

    width: int
    height: int
    rate: int
    pix_fmt: str
    profile: str
    """As FFmpeg reads it from the stream."""

    level: int | None
    """Ten times the level as the stream states it, or None where the encoder chooses."""

    options: Options
    copied_holds: bool = False
    """Whether what is held may be written as a copied picture, which costs no encoding."""

    @property
    def suffix(self) -> str:
        return f".{self.container}"

    @property
    def time_step(self) -> int:
        """Ticks of TIME_BASE from one frame to the next."""
        return TIME_BASE // self.rate

    @property
    def intra_only(self) -> bool:
        """Whether the codec makes every frame a keyframe."""
        return self.codec == "prores"

    def digest(self) -> str:
        """SHA-256 over all fields, as 64 hexadecimal characters."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


def encoder_settings(codec: str, quality: Quality) -> EncoderSettings:
    """The settings for a codec at one rung of the ladder.

    Raises RequestError for a codec that is not offered.
    """
    if codec not in CODECS:
        near = get_close_matches(codec, CODECS, n=1, cutoff=0.3)
        hint = f"Did you mean {near[0]}? " if near else ""
        raise RequestError(
            Problem(f"--codec {codec} does not exist.", f"{hint}Choose one of {', '.join(CODECS)}.")
        )
    return CODECS[codec](quality)


def h264_level(width: int, height: int, rate: int) -> int:
    """The lowest H.264 level, from 3.1 up, that allows this size and rate (ten times: 31)."""
    blocks = -(-width // 16) * -(-height // 16)
    for level, blocks_per_second, blocks_per_frame in _H264_LEVELS:
        if blocks <= blocks_per_frame and blocks * rate <= blocks_per_second:
            return level
    raise ValueError(f"no H.264 level allows {width}x{height} at {rate} frames per second")


def h264_reach(height: int) -> int:
    """Pixels that a motion vector reaches up and down, for pictures of that height.

    What is farther away is apart. Multiples of 16, the height of a macroblock.
    """
    return 64 if height in _THOROUGH_LINES else 32


def h264_qp(height: int) -> int:
    """The quantiser for pictures of that height: 25 for the smallest, 28 from 1080 lines on.

    With these, pictures are on average as like the drawn ones as x264's rate factor 23 makes them,
    to 0.3 dB, and the worst between 0.8 dB less and 5 dB more: three whole clips at 1080 lines,
    three segments at 240 and 2160.
    """
    return min(28, 25 + ceil(log2(height / 240)))


def _h264(quality: Quality) -> EncoderSettings:
    level = h264_level(quality.width, quality.height, quality.fps.rate)
    qp = h264_qp(quality.height)
    thorough = quality.height in _THOROUGH_LINES
    reach = h264_reach(quality.height)
    sized = {
        "mvrange": str(reach - 4 if thorough else reach),  # between pixels, 3 more rows are read
        "chroma-qp-offset": str(min(0, _X264_CHROMA_QP - qp)),
    }
    if thorough:
        sized |= _X264_THOROUGH
    return EncoderSettings(
        codec="h264",
        encoder="libx264",
        container="mp4",
        tag="avc1",
        width=quality.width,
        height=quality.height,
        rate=quality.fps.rate,
        pix_fmt="yuv420p",
        profile="High",
        level=level,
        options=(
            ("preset", "superfast"),
            ("qp", str(qp)),  # a rate factor would first look at every picture in small
            ("profile", "high"),
            ("level", f"{level / 10:.1f}"),
            ("forced-idr", "1"),
            ("mb_info", "1"),
            ("x264-params", _joined(_X264 | sized)),
        ),
        copied_holds=True,
    )


def _hevc(quality: Quality) -> EncoderSettings:
    return EncoderSettings(
        codec="hevc",
        encoder="libx265",
        container="mp4",
        tag="hvc1",
        width=quality.width,
        height=quality.height,
        rate=quality.fps.rate,
        pix_fmt="yuv420p",
        profile="Main",
        level=None,
        options=(
            ("preset", "superfast"),
            ("crf", "18"),
            ("forced-idr", "1"),
            ("x265-params", _joined(_X265)),
        ),
    )


def _av1(quality: Quality) -> EncoderSettings:
    return EncoderSettings(
        codec="av1",
        encoder="libsvtav1",
        container="mp4",
        tag="av01",
        width=quality.width,
        height=quality.height,
        rate=quality.fps.rate,
        pix_fmt="yuv420p",
        profile="Main",
        level=None,
        options=(("preset", "10"), ("crf", "24"), ("svtav1-params", _joined(_SVT_AV1))),
    )


def _prores(quality: Quality) -> EncoderSettings:
    return EncoderSettings(
        codec="prores",
        encoder="prores_ks",
        container="mov",
        tag="apch",
        width=quality.width,
        height=quality.height,
        rate=quality.fps.rate,
        pix_fmt="yuv422p10le",
        profile="HQ",
        level=None,
        options=(("profile", "hq"), ("vendor", "apl0")),
    )


def _joined(parameters: dict[str, str]) -> str:
    return ":".join(f"{name}={value}" for name, value in parameters.items())


CODECS: dict[str, Callable[[Quality], EncoderSettings]] = {
    "h264": _h264,
    "hevc": _hevc,
    "av1": _av1,
    "prores": _prores,
}
