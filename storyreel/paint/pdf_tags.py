"""The structure of a PDF for screen readers: headings, paragraphs, and pictures with words.

Skia marks the content of a page, but knows one element only. The tree of elements is written
afterwards (ISO 32000-1, 14.7 and 14.8).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Literal

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)


@dataclass(frozen=True, slots=True)
class PdfTag:
    """What a stretch of a page is; `alt` describes a picture."""

    kind: Literal["H1", "H2", "P", "Figure"]
    alt: str = ""


def write_tags(pdf: bytes, pages: Sequence[Sequence[PdfTag]], language: str) -> bytes:
    """A PDF whose marked content has these tags, page by page and in the order of the marks."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    document = DictionaryObject(
        {NameObject("/Type"): NameObject("/StructElem"), NameObject("/S"): NameObject("/Document")}
    )
    parent = writer._add_object(document)
    children, numbers = ArrayObject(), ArrayObject()
    for index, (page, tags) in enumerate(zip(writer.pages, pages, strict=True)):
        elements = ArrayObject(
            writer._add_object(_element(tag, number, parent, page.indirect_reference))
            for number, tag in enumerate(tags)
        )
        children.extend(elements)
        numbers.extend((NumberObject(index), writer._add_object(elements)))
        page[NameObject("/StructParents")] = NumberObject(index)
    tree = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/StructTreeRoot"),
            NameObject("/K"): ArrayObject([parent]),
            NameObject("/ParentTree"): DictionaryObject({NameObject("/Nums"): numbers}),
            NameObject("/ParentTreeNextKey"): NumberObject(len(pages)),
        }
    )
    root = writer._add_object(tree)
    document[NameObject("/P")] = root
    document[NameObject("/K")] = children
    writer.root_object[NameObject("/StructTreeRoot")] = root
    writer.root_object[NameObject("/Lang")] = TextStringObject(language)
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def _element(
    tag: PdfTag, number: int, parent: IndirectObject, page: IndirectObject | None
) -> DictionaryObject:
    element = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/StructElem"),
            NameObject("/S"): NameObject(f"/{tag.kind}"),
            NameObject("/P"): parent,
            NameObject("/K"): NumberObject(number),
        }
    )
    if page is not None:
        element[NameObject("/Pg")] = page
    if tag.alt:
        element[NameObject("/Alt")] = TextStringObject(tag.alt)
    return element
