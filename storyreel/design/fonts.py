"""The fonts: from pinned packages, verified by SHA-256; fonts of the machine are not used."""

from __future__ import annotations

import hashlib
import importlib
import importlib.resources
import importlib.util
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from storyreel.base.errors import MachineError, Problem
from storyreel.base.program import REINSTALL
from storyreel.base.provenance import file_digest

if TYPE_CHECKING:
    import uharfbuzz as hb

MANIFEST = Path(__file__).with_name("fonts.toml")

FaceName: TypeAlias = Literal["sans", "mono"]

_PRINTABLE = frozenset(map(chr, range(0x20, 0x7F)))
COMMON: dict[FaceName, frozenset[str]] = {
    "sans": _PRINTABLE | set("−×→·–…’“”"),
    "mono": _PRINTABLE | set("−×→·–…’“”␣⏎✓"),
}
"""Characters that every weight of a face has: for them no font needs to be opened."""

SYNTHESIZED = frozenset("\u202f")
"""The narrow no-break space: HarfBuzz makes it from the space where a font lacks it."""


@dataclass(frozen=True, slots=True)
class FontId:
    """A face and a weight, as named in the manifest."""

    face: FaceName
    weight: str

    def __str__(self) -> str:
        return f"{self.face}.{self.weight}"


@dataclass(frozen=True, eq=False)
class Font:
    """A font with its verified bytes."""

    id: FontId
    data: bytes
    sha256: str

    @cached_property
    def hb_font(self) -> hb.Font:
        import uharfbuzz as hb  # noqa: PLC0415  (not needed for storyboards of common characters)

        return hb.Font(hb.Face(self.data))

    @cached_property
    def units_per_em(self) -> int:
        return int(self.hb_font.face.upem)

    @cached_property
    def cap_height(self) -> float:
        """Height of a capital letter as a share of the font size."""
        import uharfbuzz as hb  # noqa: PLC0415

        height = self.hb_font.get_metric_position(hb.OTMetricsTag.CAP_HEIGHT)
        return float(height) / self.units_per_em

    def has(self, character: str) -> bool:
        """Whether the font can show a character."""
        return character in SYNTHESIZED or bool(self.hb_font.get_nominal_glyph(ord(character)))


@cache
def manifest() -> dict[FontId, dict[str, str]]:
    """All fonts with their sources and digests."""
    with MANIFEST.open("rb") as file:
        faces = tomllib.load(file)
    return {FontId(face, weight): entry for face in faces for weight, entry in faces[face].items()}  # type: ignore[arg-type]


@cache
def load_font(font_id: FontId) -> Font:
    """A font; raises MachineError if it is missing or its digest is not the manifest's."""
    entry = manifest()[font_id]
    source = entry.get("module") or f"{entry['package']}/{entry['file']}"
    try:
        data = _read(entry)
    except (ImportError, OSError) as error:
        raise MachineError(
            Problem(f"Font {font_id} ({source}) is missing: {error}.", REINSTALL)
        ) from error
    sha256 = hashlib.sha256(data).hexdigest()
    if sha256 != entry["sha256"]:
        what = f"Font {font_id} ({source}) has SHA-256 {sha256}, not {entry['sha256']}."
        raise MachineError(Problem(what, REINSTALL))
    return Font(font_id, data, sha256)


def verify_fonts() -> dict[str, str]:
    """Load all fonts; their digests by name. Raises MachineError for the first wrong one."""
    return {str(font_id): load_font(font_id).sha256 for font_id in manifest()}


@cache
def installed_fonts_digest() -> str:
    """SHA-256 over the manifest and the font files as they are installed, none of them loaded."""
    digest = hashlib.sha256(MANIFEST.read_bytes())
    for entry in manifest().values():
        digest.update(file_digest(_file_of(entry)).encode())
    return digest.hexdigest()


def missing_characters(text: str, face: FaceName) -> list[str]:
    """The characters of a text that any weight of the face lacks, each once, in order."""
    return [c for c in dict.fromkeys(text) if c not in COMMON[face] and not _covers(face, c)]


@cache
def _covers(face: FaceName, character: str) -> bool:
    """Whether every weight of the face has the character."""
    fonts = [load_font(font_id) for font_id in manifest() if font_id.face == face]
    return all(font.has(character) for font in fonts)


def _file_of(entry: dict[str, str]) -> Path:
    """Where a font is installed, whether or not the file exists; imports nothing."""
    package, _, module = entry.get("module", entry.get("package", "")).partition(".")
    spec = importlib.util.find_spec(package)
    folder = Path((spec and spec.origin) or package).parent
    return folder / entry.get("file", f"{module}.py")


def _read(entry: dict[str, str]) -> bytes:
    if "module" in entry:
        return bytes(importlib.import_module(entry["module"]).fontbuffer)
    return (importlib.resources.files(entry["package"]) / entry["file"]).read_bytes()
