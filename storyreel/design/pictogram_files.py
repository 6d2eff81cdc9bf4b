"""The pictograms of the Lucide set, as SVG files and as curves."""

from __future__ import annotations

import zipfile
from functools import cache
from importlib.resources import files
from xml.etree import ElementTree

import numpy as np

from storyreel.design.svg import Points, shape_curves

BOX = 24
"""The side of a pictogram's box, in units of its file."""


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


@cache
def pictogram_curves(name: str) -> Points:
    """The lines of a pictogram about the origin, one unit high, y upwards: shape (4 * n, 2)."""
    root = ElementTree.fromstring(pictogram_file(name))
    curves = [shape_curves(node.tag.rpartition("}")[2], node.attrib) for node in root.iter()]
    return (np.concatenate(curves) / BOX - 0.5) * (1, -1)
