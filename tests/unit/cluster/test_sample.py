"""The sample: planted changes of painter and encoder change its digests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from storyreel.base.presets import Quality
from storyreel.cluster import sample
from storyreel.encode.settings import EncoderSettings, encoder_settings
from storyreel.paint import shadows, skia_conversion
from storyreel.paint.shadow_mask import mask_scale


@pytest.fixture(autouse=True)
def uncached() -> Iterator[None]:
    sample.sample_digests.cache_clear()
    yield
    sample.sample_digests.cache_clear()


def test_the_sample_is_the_same_every_time() -> None:
    first = sample.sample_digests("h264")
    sample.sample_digests.cache_clear()
    assert sample.sample_digests("h264") == first


@pytest.mark.parametrize(
    ("module", "name", "planted"),
    [
        (skia_conversion, "MITER_LIMIT", 1.5),
        (shadows, "mask_scale", lambda sigma: 2 * mask_scale(sigma)),
    ],
)
def test_a_changed_painter_changes_pictures_and_file(
    module: object, name: str, planted: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sample.sample_digests("h264")
    sample.sample_digests.cache_clear()
    monkeypatch.setattr(module, name, planted)
    after = sample.sample_digests("h264")
    assert after.pictures != before.pictures and after.file != before.file


def test_a_changed_encoder_changes_the_file_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def coarser(codec: str, quality: Quality) -> EncoderSettings:
        settings = encoder_settings(codec, quality)
        options = {**dict(settings.options), "qp": "30"}
        return replace(settings, options=tuple(options.items()))

    before = sample.sample_digests("h264")
    sample.sample_digests.cache_clear()
    monkeypatch.setattr(sample, "encoder_settings", coarser)
    after = sample.sample_digests("h264")
    assert after.pictures == before.pictures and after.file != before.file
