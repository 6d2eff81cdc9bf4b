"""The XML of Office files: qualified names, lengths, and parsing without entities."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any, TypeAlias

from lxml import etree

Element: TypeAlias = Any
"""An element of lxml, which has no types."""

NAMESPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "p173": "http://schemas.microsoft.com/office/powerpoint/2017/3/main",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
}

_EMU = {"": 1, "in": 914_400, "cm": 360_000, "mm": 36_000, "pt": 12_700, "pc": 152_400}
_EMU["pi"] = _EMU["pc"]
_LENGTH = re.compile(r"\s*(-?\d+(?:\.\d+)?)(|in|cm|mm|pt|pc|pi)\s*")


class NotAPackageError(ValueError):
    """The bytes are not a readable package; the message says why, as a clause."""


def namespaces() -> str:
    """The declarations of the namespaces `a`, `p` and `r`, as attributes for the XML of a part."""
    return " ".join(f'xmlns:{name}="{NAMESPACES[name]}"' for name in ("a", "p", "r"))


def q(name: str) -> str:
    """`p:pic` in lxml's notation."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def emu(text: str | None) -> int:
    """A length in English Metric Units (914,400 an inch).

    Accepts decimals, which some programs write, and the units of ST_UniversalMeasure. Raises
    ValueError for anything else.
    """
    found = _LENGTH.fullmatch(text or "")
    if found is None:
        raise ValueError(f"{text!r} is not a length")
    return round(Fraction(found[1]) * _EMU[found[2]])


def parsed(data: bytes) -> Element:
    """Parse XML without entities, network access or document types.

    Raises NotAPackageError for XML that is not well-formed or has a document type.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise NotAPackageError(f"contains broken XML ({error})") from error
    if b"<!DOCTYPE" in data:
        raise NotAPackageError("contains XML with a document type")
    return root


def serialised(root: Element) -> bytes:
    """The bytes of a part: UTF-8 with a declaration, standalone."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
