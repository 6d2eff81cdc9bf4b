"""The pictograms of the Lucide set, as SVG files."""

from __future__ import annotations

import zipfile
from functools import cache
from importlib.resources import files


@cache
def _pictograms() -> zipfile.ZipFile:
    return zipfile.ZipFile(str(files("lucide") / "lucide.zip"))


@cache
def icon_names() -> tuple[str, ...]:
    """The names of all pictograms, sorted."""
    names = _pictograms().namelist()
    return tuple(sorted(name.removesuffix(".svg") for name in names if name.endswith(".svg")))


def pictogram_file(name: str) -> bytes:
    """A pictogram's SVG file."""
    return _pictograms().read(f"{name}.svg")
