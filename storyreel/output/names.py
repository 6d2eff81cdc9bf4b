"""Names of published files.

Options that are not the default become part of the name, so variants never overwrite each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import product
from pathlib import Path

from storyreel.base.presets import LADDER, RATES, Quality
from storyreel.encode.settings import CODECS, EncoderSettings, Splicing, encoder_settings

CODEC = "h264"
RENDERERS = ("skia", "cairo")
_SPLICING_OPTIONS = {Splicing.NONE: "plain-holds", Splicing.COPIES: "no-bands"}


@dataclass(frozen=True, slots=True)
class Variant:
    """A quality, with the options that are not its default; None for those that are."""

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
        """The variant that these options name."""
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
        """The options that are not the default, as parts of the name: `60fps`, `hevc`, `cairo`."""
        rate = f"{self.rate}fps" if self.rate else None
        words = rate, self.codec, self.renderer, self.splicing
        return tuple(word for word in words if word)

    @property
    def name(self) -> str:
        """The part of file names after the clip: `4k`, or `4k-60fps-hevc`."""
        return "-".join((self.quality, *self.departures))

    @property
    def settings(self) -> EncoderSettings:
        """The encoder settings that `render` uses for it."""
        return self._settings_at(LADDER[self.quality])

    def settings_of_shape(self, width: int, height: int) -> EncoderSettings:
        """The same for a picture of the shape of another one, which is given in pixels."""
        return self._settings_at(LADDER[self.quality].shaped(Fraction(width, height)))

    def _settings_at(self, quality: Quality) -> EncoderSettings:
        settings = encoder_settings(self.encoding, quality.at(self.fps))
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
        """The options of `render` that name it."""
        words = [f"--quality {self.quality}"]
        words += [f"--fps {self.rate}"] if self.rate else []
        words += [f"--codec {self.codec}"] if self.codec else []
        words += [f"--renderer {self.renderer}"] if self.renderer else []
        words += [f"--{self.splicing}"] if self.splicing else []
        return " ".join(words)


@dataclass(frozen=True, slots=True)
class OutputPaths:
    """The files of one variant of a clip, which all have the same stem."""

    folder: Path
    name: str
    """The stem: `hour29-4k`."""

    suffix: str = ".mp4"

    @classmethod
    def of(cls, media: Path, clip: str, variant: str, suffix: str = ".mp4") -> OutputPaths:
        return cls(media / clip, f"{clip}-{variant}", suffix)

    @property
    def video(self) -> Path:
        return self.folder / f"{self.name}{self.suffix}"

    @property
    def poster(self) -> Path:
        return self.folder / f"{self.name}.png"

    @property
    def captions(self) -> Path:
        return self.folder / f"{self.name}.vtt"

    @property
    def report(self) -> Path:
        return self.folder / f"{self.name}.report.json"

    @property
    def failed(self) -> OutputPaths:
        """The video and the report of a clip that did not pass inspection."""
        return OutputPaths(self.folder, f"{self.name}.failed", self.suffix)

    @property
    def all_files(self) -> tuple[Path, ...]:
        """Every file that a publication may replace or remove."""
        published = self.video, self.poster, self.captions, self.report
        return (*published, self.failed.video, self.failed.report)

    @property
    def lock(self) -> Path:
        return self.folder / f".{self.name}.lock"

    @property
    def publication(self) -> Path:
        """The folder of a publication that is under way; see `publish`."""
        return self.folder / f".{self.name}.publishing"

    @property
    def finished(self) -> Path:
        """The same folder once it may be removed."""
        return self.folder / f".{self.name}.finished"


def output_paths(
    media: Path, clip: str, quality: Quality, settings: EncoderSettings, renderer: str
) -> OutputPaths:
    """Where a clip is published that is rendered with these options."""
    variant = Variant.of(quality, settings.codec, renderer, settings.splicing)
    return OutputPaths.of(media, clip, variant.name, settings.suffix)


def _all() -> Iterator[Variant]:
    for rung in LADDER.values():
        asked = product(RATES, CODECS, RENDERERS, Splicing)
        variants = dict.fromkeys(
            Variant.of(rung.at(rate), codec, renderer, splicing)
            for rate, codec, renderer, splicing in asked
        )
        yield from sorted(variants, key=lambda variant: len(variant.departures))


@cache
def all_variants() -> dict[str, Variant]:
    """Every variant by its name, in the order of the ladder, the usual one of each rung first."""
    return {variant.name: variant for variant in _all()}
