"""Encoder settings, tested as data."""

from __future__ import annotations

from fractions import Fraction

import pytest

from storyreel.base.errors import RequestError
from storyreel.base.presets import LADDER, RATES
from storyreel.encode.settings import (
    CODECS,
    TIME_BASE,
    encoder_settings,
    h264_level,
    h264_qp,
    h264_reach,
)

LEVELS = {
    # quality: (level at 30 frames per second, level at 60)
    "480p": (31, 31),
    "720p": (31, 32),
    "1080p": (40, 42),
    "1440p": (50, 51),
    "4k": (51, 52),
    "8k": (60, 61),
}


@pytest.mark.parametrize("name", LEVELS)
def test_levels_are_the_lowest_that_fit(name: str) -> None:
    quality = LADDER[name]
    at_30, at_60 = LEVELS[name]
    assert encoder_settings("h264", quality).level == at_30
    assert encoder_settings("h264", quality.at(60)).level == at_60


def test_a_size_that_no_level_allows_is_refused() -> None:
    with pytest.raises(ValueError, match="no H"):
        h264_level(16384, 8192, 120)


def test_the_quantiser_grows_with_the_height_and_stays_fine() -> None:
    asked = [h264_qp(quality.height) for quality in LADDER.values()]
    assert asked == [25, 26, 27, 28, 28, 28, 28]


def test_motion_is_searched_more_widely_at_medium_sizes() -> None:
    wide = {
        name
        for name, quality in LADDER.items()
        if ":me=hex" in dict(encoder_settings("h264", quality).options)["x264-params"]
    }
    assert wide == {"480p", "720p", "1080p"}


@pytest.mark.parametrize("rate", RATES)
def test_every_rate_divides_the_time_base(rate: int) -> None:
    settings = encoder_settings("h264", LADDER["480p"].at(rate))
    assert settings.time_step * rate == TIME_BASE


def test_h264_settings_allow_joining_and_splicing() -> None:
    options = dict(encoder_settings("h264", LADDER["4k"]).options)
    asked = dict(pair.split("=") for pair in options["x264-params"].split(":"))
    assert asked["threads"] == "1"
    assert asked["cpu-independent"] == "1"
    assert asked["bframes"] == asked["rc-lookahead"] == asked["scenecut"] == "0"
    assert asked["weightp"] == asked["mbtree"] == asked["sync-lookahead"] == "0"
    assert asked["ref"] == asked["force-cfr"] == "1"
    assert asked["keyint"] == "infinite"
    assert options["profile"] == "high"


@pytest.mark.parametrize("codec", CODECS)
def test_settings_of_each_size_have_their_own_digest(codec: str) -> None:
    digests = {encoder_settings(codec, quality).digest() for quality in LADDER.values()}
    assert len(digests) == len(LADDER)
    first = next(iter(LADDER.values()))
    assert encoder_settings(codec, first) == encoder_settings(codec, first)


def test_an_unknown_codec_names_the_nearest() -> None:
    with pytest.raises(RequestError, match="Did you mean h264"):
        encoder_settings("h265x264", LADDER["smoke"])


@pytest.mark.parametrize("aspect", [Fraction(16, 9), Fraction(1), Fraction(9, 16)])
@pytest.mark.parametrize("name", LADDER)
def test_vectors_reach_no_farther_than_bands_are_apart(name: str, aspect: Fraction) -> None:
    quality = LADDER[name].shaped(aspect)
    options = dict(encoder_settings("h264", quality).options)["x264-params"]
    asked = dict(pair.split("=") for pair in options.split(":"))
    assert int(asked["mvrange"]) <= h264_reach(quality.height)
