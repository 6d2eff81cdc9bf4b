"""The pictograms of the page, from the Lucide set, as one SVG file."""

from __future__ import annotations

from functools import cache
from xml.etree import ElementTree

from storyreel.design.pictogram_files import pictogram_file

NAMES = (
    "circle-question-mark", "clapperboard", "copy", "eye", "flip-horizontal-2", "layout-grid",
    "pause", "pin", "play", "plus", "redo-2", "ruler", "scan", "square-dashed", "step-back",
    "step-forward", "triangle-alert", "undo-2", "upload", "x",
)  # fmt: skip

_SVG = "http://www.w3.org/2000/svg"


@cache
def icon_sheet() -> str:
    """Every pictogram as a symbol whose id is its name, for `<use href="icons.svg#play">`."""
    return f'<svg xmlns="{_SVG}">{"".join(map(_symbol, NAMES))}</svg>'


def _symbol(name: str) -> str:
    root = ElementTree.fromstring(pictogram_file(name))
    shapes = "".join(
        f"<{child.tag.rpartition('}')[2]}"
        + "".join(f' {key}="{value}"' for key, value in child.attrib.items())
        + "/>"
        for child in root
    )
    return f'<symbol id="{name}" viewBox="0 0 24 24">{shapes}</symbol>'
