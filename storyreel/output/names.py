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
from typing import Final

from storyreel.base.presets import LADDER, RATES, Quality
from storyreel.encode.settings import CODECS, EncoderSettings, Splicing, encoder_settings

DEFAULT_CODEC = "h264"
DEFAULT_RENDERER: Final = "skia"
RENDERERS = (DEFAULT_RENDERER, "cairo")
_SPLICING_OPTIONS = {Splicing.NONE: "plain-holds", Splicing.COPIES: "no-bands"}


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to render a clip: the name of a quality, frames a second, codec and renderer.

    `splicing` is that of H.264; other codecs always have the default.
    """

    quality: str
    rate: int
    codec: str = DEFAULT_CODEC
    renderer: str = DEFAULT_RENDERER
    splicing: Splicing = Splicing.BANDS

    @classmethod
    def of(
        cls,
        quality: Quality,
        codec: str = DEFAULT_CODEC,
        renderer: str = DEFAULT_RENDERER,
        splicing: Splicing = Splicing.BANDS,
    ) -> Variant:
        """The variant that these options name."""
        spliced = splicing if codec == DEFAULT_CODEC else Splicing.BANDS
        return cls(quality.name, quality.fps.rate, codec, renderer, spliced)

    @property
    def departures(self) -> tuple[str, ...]:
        """The options that are not the default, as parts of the name: `60fps`, `hevc`, `cairo`."""
        return tuple(word for word, _ in self._departures())

    @property
    def name(self) -> str:
        """The part of file names after the clip: `4k`, or `4k-60fps-hevc`."""
        return "-".join((self.quality, *self.departures))

    @property
    def options(self) -> str:
        """The options of `render` that name it."""
        return " ".join((f"--quality {self.quality}", *(words for _, words in self._departures())))

    @property
    def settings(self) -> EncoderSettings:
        """The encoder settings that `render` uses for it."""
        return self._settings_at(LADDER[self.quality])

    def settings_of_shape(self, width: int, height: int) -> EncoderSettings:
        """The same for a picture of the shape of another one, which is given in pixels."""
        return self._settings_at(LADDER[self.quality].shaped(Fraction(width, height)))

    def _settings_at(self, quality: Quality) -> EncoderSettings:
        return encoder_settings(self.codec, quality.at(self.rate)).spliced_at_most(self.splicing)

    def _departures(self) -> Iterator[tuple[str, str]]:
        """The options that are not the default, as parts of the name and as `render` takes them."""
        if self.quality in LADDER and self.rate != LADDER[self.quality].fps.rate:
            yield f"{self.rate}fps", f"--fps {self.rate}"
        if self.codec != DEFAULT_CODEC:
            yield self.codec, f"--codec {self.codec}"
        if self.renderer != DEFAULT_RENDERER:
            yield self.renderer, f"--renderer {self.renderer}"
        if self.splicing in _SPLICING_OPTIONS:
            option = _SPLICING_OPTIONS[self.splicing]
            yield option, f"--{option}"


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
