"""The XML of Office files: its names, and how it is read without surprises."""

from __future__ import annotations

from typing import Any, TypeAlias

from lxml import etree

Element: TypeAlias = Any
"""An element of lxml's, which comes without types."""

NAMESPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
    "p173": "http://schemas.microsoft.com/office/powerpoint/2017/3/main",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
}


class NotAPackageError(ValueError):
    """The bytes are no package that can be read; the message says why, as a clause."""


def q(name: str) -> str:
    """`p:pic` in lxml's spelling."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def parsed(data: bytes) -> Element:
    """XML without surprises: no entities, no network, no document type.

    Raises NotAPackage for what is not well-formed or declares a type.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise NotAPackageError(f"holds broken XML ({error})") from error
    if b"<!DOCTYPE" in data:
        raise NotAPackageError("holds XML with a document type")
    return root


def serialised(root: Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
