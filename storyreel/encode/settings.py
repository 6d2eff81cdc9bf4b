"""Encoder settings as data, for each codec at each size and rate."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from difflib import get_close_matches
from enum import StrEnum
from math import ceil, log2

from storyreel.base.errors import Problem, RequestError
from storyreel.base.presets import Quality

TIME_BASE = 90_000
"""Ticks per second in every file; a multiple of every frame rate."""

Options = tuple[tuple[str, str], ...]

# - One reference, no B-frames, no look-ahead and no macroblock tree: they gain nothing on flat
#   graphics and cost time and, at 8K, gigabytes.
# - No sub-pixel motion and no deblocking filter: each is a pass over the whole picture, and the
#   filter blurs sharp edges. Without them encoding takes half the time and PSNR is 2 dB higher.
# - Behind the first picture, blocks that are not copied are predicted in 4 by 4 or 16 by 16 pixels.
#   Trying 8 by 8 too takes 5% more time at 1080 lines and 11% at 4320, and as sub-pixel motion is
#   off, the guess which is best is so rough that files are up to 2% larger and PSNR 0.2 dB lower.
# - The first picture is finer than the others (ipratio), because what stands still is copied from
#   it. What moves may then be coarser at the same average PSNR.
# - Nothing that changed is taken for unchanged. With its quick guess (fast-pskip), and where single
#   coefficients are dropped (dct-decimate), slow fades leave traces on flat colours; a finer
#   quantiser would remove them at many more bytes. Narrower dead zones also help flat colours.
# - One thread and the same code on every processor: the bits of x264 depend on both.
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
    "partitions": "i4x4",
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

# At medium sizes things move farther than the usual search sees, counted in pixels a frame. One in
# hexagons saves a thirtieth of the bytes there at no cost. A search in several patterns
# (umh) would save another thirtieth for a fourteenth more encoding time, sub-pixel motion and
# trellis another seventh for half as much again. At 2160 lines motion is mostly beyond any search,
# and at 240 within the usual one.
_X264_WIDE = {"me": "hex"}
_WIDE_LINES = range(480, 1081)

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

# Faster presets leave blocks of earlier frames in flat colours, at any rate factor: measured at
# 1080 lines, they are off by up to 17 of 255 at preset 10, and by 3 to 5 at presets 8 and 9.
_SVT_AV1: dict[str, str] = {
    "pred-struct": "1",  # low delay: frames refer to earlier ones only
    "keyint": "-1",
    "scd": "0",
    "lp": "1",
}

_FINER = 5
"""Steps of x264's quantiser; six halve the error."""

_FINER_AV1 = (("preset", "5"), ("crf", "8"))
"""A slower preset, too; a smaller rate factor alone leaves some flat colours as they are."""

_ENDLESS = 10**8
"""More frames than a segment has."""

_X264_CHROMA_QP = 25
"""The quantiser of the chroma planes, at every size; a coarser one shifts flat colours."""

# ITU-T H.264, table A-1: level, macroblocks per second, macroblocks per frame. All players support
# level 3.1.
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


class Splicing(StrEnum):
    """How much of an H.264 stream is written without its encoder."""

    NONE = "none"
    """The encoder writes every frame."""

    COPIES = "copies"
    """Held frames are copied."""

    BANDS = "bands"
    """Held frames are copied, and so are the rows that do not change within a segment."""


@dataclass(frozen=True, slots=True)
class EncoderSettings:
    """Everything that decides how frames become packets, and nothing else."""

    codec: str
    """The name on the command line, which is also FFmpeg's name for the codec."""

    encoder: str
    """FFmpeg's name for the encoder."""

    container: str
    tag: str
    """The codec's four-character code in the container, which Apple's players require."""

    width: int
    height: int
    rate: int
    pix_fmt: str
    profile: str
    """As FFmpeg reports it for the stream."""

    level: int | None
    """Ten times the level in the stream, or None where the encoder chooses it."""

    options: Options
    splicing: Splicing = Splicing.NONE

    @property
    def suffix(self) -> str:
        return f".{self.container}"

    @property
    def time_step(self) -> int:
        """Ticks from one frame to the next."""
        return TIME_BASE // self.rate

    @property
    def intra_only(self) -> bool:
        """Whether every frame is a keyframe."""
        return self.codec == "prores"

    def spliced_at_most(self, splicing: Splicing) -> EncoderSettings:
        """The settings with no more splicing than that."""
        order = list(Splicing)
        return replace(self, splicing=min(self.splicing, splicing, key=order.index))

    def finer(self) -> EncoderSettings | None:
        """Settings for a segment whose flat colours came out too coarse; None where there are none.

        The segment's parameter sets stay those of the others, so that all can be joined. With x264
        the quantiser is therefore that of a zone.
        """
        options = dict(self.options)
        if self.encoder == "libx264":
            options["x264-params"] += f":zones=0,{_ENDLESS},q={int(options['qp']) - _FINER}"
        elif self.encoder == "libsvtav1":
            options |= dict(_FINER_AV1)
        else:
            return None
        return replace(self, options=tuple(options.items()))

    def digest(self) -> str:
        """SHA-256 over all fields, as 64 hexadecimal characters."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


def encoder_settings(codec: str, quality: Quality) -> EncoderSettings:
    """The settings for a codec at a quality; raises RequestError for an unknown codec."""
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
    """How many pixels a motion vector reaches up and down in pictures of that height.

    A multiple of 16, the height of a macroblock.
    """
    return 64 if height in _WIDE_LINES else 32


def h264_qp(height: int) -> int:
    """The quantiser for pictures of that height: 25 at 240 lines, 28 from 1080 lines on.

    The average PSNR then equals that of x264's rate factor 23 within 0.3 dB, and the lowest is
    between 0.8 dB lower and 5 dB higher. Measured on three whole clips at 1080 lines and on three
    segments at 240 and 2160.
    """
    return min(28, 25 + ceil(log2(height / 240)))


def _h264(quality: Quality) -> EncoderSettings:
    level = h264_level(quality.width, quality.height, quality.fps.rate)
    qp = h264_qp(quality.lines)
    sized = {
        "mvrange": str(h264_reach(quality.height)),  # as the plan of bands counts on
        "chroma-qp-offset": str(min(0, _X264_CHROMA_QP - qp)),
    }
    if quality.lines in _WIDE_LINES:
        sized |= _X264_WIDE
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
            ("qp", str(qp)),  # a rate factor would analyse a small copy of every picture
            ("profile", "high"),
            ("level", f"{level / 10:.1f}"),
            ("forced-idr", "1"),
            ("mb_info", "1"),
            ("x264-params", _joined(_X264 | sized)),
        ),
        splicing=Splicing.BANDS,
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
        options=(("preset", "7"), ("crf", "16"), ("svtav1-params", _joined(_SVT_AV1))),
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
