"""Variants of a clip: what each is called, so that none is published over another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from storyreel.base.presets import LADDER, RATES, Quality
from storyreel.encode.settings import CODECS, EncoderSettings, Splicing, encoder_settings
from storyreel.output.publish import Place

CODEC = "h264"
RENDERERS = ("skia", "cairo")
_SPLICING_OPTIONS = {Splicing.NONE: "plain-holds", Splicing.COPIES: "no-bands"}


@dataclass(frozen=True, slots=True)
class Variant:
    """A rung of the ladder, with what was asked for in place of its own frame rate, of the usual
    codec and of the usual renderer; None where nothing was."""

    quality: str
    rate: int | None = None
    codec: str | None = None
    renderer: str | None = None
    splicing: str | None = None

    @classmethod
    def of(
        cls,
        quality: Quality,
        codec: str = CODEC,
        renderer: str = RENDERERS[0],
        splicing: Splicing = Splicing.BANDS,
    ) -> Variant:
        """The variant that a request is for."""
        rate = quality.fps.rate
        usual = LADDER[quality.name].fps.rate if quality.name in LADDER else rate
        return cls(
            quality.name,
            None if rate == usual else rate,
            None if codec == CODEC else codec,
            None if renderer == RENDERERS[0] else renderer,
            _SPLICING_OPTIONS.get(splicing) if codec == CODEC else None,
        )

    @property
    def departures(self) -> tuple[str, ...]:
        """What is not as usual, in words of one piece: `60fps`, `hevc`, `cairo`."""
        rate = f"{self.rate}fps" if self.rate else None
        words = rate, self.codec, self.renderer, self.splicing
        return tuple(word for word in words if word)

    @property
    def name(self) -> str:
        """What files are called after the clip: `4k`, or `4k-60fps-hevc`."""
        return "-".join((self.quality, *self.departures))

    @property
    def settings(self) -> EncoderSettings:
        """The encoder settings that `render` uses for it."""
        settings = encoder_settings(self.encoding, LADDER[self.quality].at(self.fps))
        by_option = {option: splicing for splicing, option in _SPLICING_OPTIONS.items()}
        return settings.spliced_at_most(by_option.get(self.splicing or "", Splicing.BANDS))

    @property
    def painter(self) -> str:
        """The renderer."""
        return self.renderer or RENDERERS[0]

    @property
    def fps(self) -> int:
        return self.rate or LADDER[self.quality].fps.rate

    @property
    def encoding(self) -> str:
        """The codec."""
        return self.codec or CODEC

    @property
    def options(self) -> str:
        """The options by which `render` makes it."""
        words = [f"--quality {self.quality}"]
        words += [f"--fps {self.rate}"] if self.rate else []
        words += [f"--codec {self.codec}"] if self.codec else []
        words += [f"--renderer {self.renderer}"] if self.renderer else []
        words += [f"--{self.splicing}"] if self.splicing else []
        return " ".join(words)


def place_of(
    media: Path, clip: str, quality: Quality, settings: EncoderSettings, renderer: str
) -> Place:
    """Where a clip is published that is made in this way."""
    variant = Variant.of(quality, settings.codec, renderer, settings.splicing)
    return Place.of(media, clip, variant.name, settings.suffix)


def _all() -> Iterator[Variant]:
    for rung in LADDER.values():
        asked = product(RATES, CODECS, RENDERERS, Splicing)
        variants = dict.fromkeys(
            Variant.of(rung.at(rate), codec, renderer, splicing)
            for rate, codec, renderer, splicing in asked
        )
        yield from sorted(variants, key=lambda variant: len(variant.departures))


VARIANTS = {variant.name: variant for variant in _all()}
"""Every variant by its name, in the order of the ladder, the usual one of each rung first."""
