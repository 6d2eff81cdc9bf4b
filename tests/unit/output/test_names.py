"""Variants have names of their own, and names that are read back."""

from __future__ import annotations

import pytest

from storyreel.base.presets import LADDER, RATES, Quality
from storyreel.base.timebase import Fps
from storyreel.encode.settings import CODECS, Splicing
from storyreel.output.names import RENDERERS, Variant, all_variants


@pytest.mark.parametrize(
    ("quality", "rate", "codec", "renderer", "name"),
    [
        ("4k", 30, "h264", "skia", "4k"),
        ("4k", 60, "h264", "skia", "4k-60fps"),
        ("4k", 30, "hevc", "skia", "4k-hevc"),
        ("8k", 24, "prores", "cairo", "8k-24fps-prores-cairo"),
        ("smoke", 15, "h264", "skia", "smoke"),
        ("smoke", 30, "h264", "cairo", "smoke-30fps-cairo"),
    ],
)
def test_what_is_not_as_usual_is_in_the_name(
    quality: str, rate: int, codec: str, renderer: str, name: str
) -> None:
    variant = Variant.of(LADDER[quality].at(rate), codec, renderer)
    assert variant.name == name
    assert all_variants()[name] == variant
    assert (variant.quality, variant.rate, variant.codec) == (quality, rate, codec)


@pytest.mark.parametrize(
    ("splicing", "name", "option"),
    [
        (Splicing.BANDS, "4k", ""),
        (Splicing.COPIES, "4k-no-bands", " --no-bands"),
        (Splicing.NONE, "4k-plain-holds", " --plain-holds"),
    ],
)
def test_a_clip_that_is_spliced_less_has_another_name(
    splicing: Splicing, name: str, option: str
) -> None:
    variant = Variant.of(LADDER["4k"], splicing=splicing)
    assert all_variants()[variant.name] == variant
    assert (variant.name, variant.options) == (name, f"--quality 4k{option}")


def test_codecs_that_are_never_spliced_say_nothing_of_it() -> None:
    assert Variant.of(LADDER["4k"], "hevc", splicing=Splicing.NONE).name == "4k-hevc"


def test_the_usual_one_comes_first_and_no_two_share_a_name() -> None:
    h264, others = len(Splicing), len(CODECS) - 1
    assert len(all_variants()) == len(LADDER) * len(RATES) * len(RENDERERS) * (h264 + others)
    firsts = [name for name, variant in all_variants().items() if not variant.departures]
    assert firsts == list(LADDER)
    names = list(all_variants())
    assert names.index("4k") < names.index("4k-60fps") < names.index("8k")


def test_options_make_it_again() -> None:
    assert all_variants()["4k"].options == "--quality 4k"
    assert all_variants()["4k-60fps-hevc"].options == "--quality 4k --fps 60 --codec hevc"
    assert all_variants()["smoke-cairo"].options == "--quality smoke --renderer cairo"


def test_a_rung_of_ones_own_has_its_own_rate() -> None:
    assert Variant.of(Quality("tiny", 128, 72, Fps(24), 100)).name == "tiny"
