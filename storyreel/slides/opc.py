"""A presentation as what it is: a zip file of parts, which name each other by relationships.

What is not changed stays byte for byte, as a library that reads and writes everything could not
promise. Two packages with the same parts are the same bytes.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, TypeAlias

from lxml import etree

Element: TypeAlias = Any
"""An element of lxml's, which comes without types."""

CONTENT_TYPES = "[Content_Types].xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

NAMESPACES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": OFFICE,
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
    "p173": "http://schemas.microsoft.com/office/powerpoint/2017/3/main",
    "ct": f"{PACKAGE}/content-types",
    "rel": f"{PACKAGE}/relationships",
}

MAIN = f"{OFFICE}/officeDocument"
SLIDE = f"{OFFICE}/slide"
LAYOUT = f"{OFFICE}/slideLayout"
MASTER = f"{OFFICE}/slideMaster"
NOTES_MASTER = f"{OFFICE}/notesMaster"
IMAGE = f"{OFFICE}/image"
VIDEO = f"{OFFICE}/video"
MEDIA = "http://schemas.microsoft.com/office/2007/relationships/media"
TRACK = "http://schemas.microsoft.com/office/2017/04/relationships/track"
"""WebVTT captions ([MS-PPTX], Track Part)."""

MOST_BYTES = 4 * 2**30
MOST_PARTS = 50_000
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can name: parts of ours carry it."""

_NO_RELATIONSHIPS = f'<Relationships xmlns="{PACKAGE}/relationships"/>'.encode()
_READY_MADE = (".mp4", ".png", ".jpg", ".jpeg")
"""What is compressed already is stored as it is."""


class NotAPackage(ValueError):  # noqa: N818 - says what it is
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
        raise NotAPackage(f"holds broken XML ({error})") from error
    if b"<!DOCTYPE" in data:
        raise NotAPackage("holds XML with a document type")
    return root


def serialised(root: Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


@dataclass(frozen=True, slots=True)
class Relationship:
    """That a part names another one, or a place outside, as `id`."""

    id: str
    type: str
    target: str
    """A part's name, or the address of what is outside."""

    external: bool


class Package:
    """Parts by name (`ppt/slides/slide1.xml`), in the order of the file."""

    def __init__(self, parts: dict[str, bytes], infos: dict[str, zipfile.ZipInfo]) -> None:
        self._parts, self._infos = parts, infos

    @classmethod
    def read(cls, data: bytes) -> Package:
        """Raises NotAPackage for what is no zip file, damaged, encrypted, or too large."""
        parts, infos = {}, {}
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                entries = [info for info in archive.infolist() if not info.is_dir()]
                if any(info.flag_bits & 1 for info in entries):
                    raise NotAPackage("is encrypted")
                if len({info.filename for info in entries}) != len(entries):
                    raise NotAPackage("holds two parts of one name")
                whole = sum(info.file_size for info in entries)
                if len(entries) > MOST_PARTS or whole > MOST_BYTES:
                    raise NotAPackage(f"unpacks to {whole / 1e6:,.0f} MB in {len(entries)} parts")
                for info in entries:
                    parts[info.filename] = archive.read(info)
                    infos[info.filename] = info
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise NotAPackage(f"is no whole zip file ({error})") from error
        if CONTENT_TYPES not in parts:
            raise NotAPackage("is a zip file, but no Office document")
        return cls(parts, infos)

    def write(self, path: Path) -> None:
        """Parts that were read keep their time; new ones have none."""
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in self._parts.items():
                before = self._infos.get(name)
                info = zipfile.ZipInfo(name, before.date_time if before else _EPOCH)
                info.create_system = 0  # the same on every system
                stored = name.lower().endswith(_READY_MADE)
                info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                archive.writestr(info, content)

    def without_times(self) -> Package:
        """The same parts in a fixed order, as if all were new."""
        names = sorted(self._parts, key=lambda name: (name != CONTENT_TYPES, name))
        return Package({name: self._parts[name] for name in names}, {})

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def __getitem__(self, name: str) -> bytes:
        """Raises NotAPackage where there is no such part."""
        try:
            return self._parts[name]
        except KeyError:
            raise NotAPackage(f"lacks its part {name}") from None

    def __setitem__(self, name: str, content: bytes) -> None:
        self._parts[name] = content

    def remove(self, name: str) -> None:
        """Take a part away, with the relationships that start from it."""
        self._parts.pop(name, None)
        self._parts.pop(relationships_of(name), None)

    def xml(self, name: str) -> Element:
        return parsed(self[name])

    def relationships(self, name: str) -> dict[str, Relationship]:
        """What a part names, by id; the package itself is called ""."""
        place = relationships_of(name)
        if place not in self:
            return {}
        found = {}
        for node in self.xml(place):
            external = node.get("TargetMode") == "External"
            target = node.get("Target", "")
            if not external:
                target = _resolved(name, target)
            relationship = Relationship(node.get("Id"), node.get("Type"), target, external)
            found[relationship.id] = relationship
        return found

    def related(self, name: str, kind: str) -> str | None:
        """The part that stands in this relationship, or None."""
        targets = (one.target for one in self.relationships(name).values() if one.type == kind)
        return next(targets, None)

    def relate(self, name: str, kind: str, target: str) -> str:
        """Name a part in another one; returns the id, which may have been there already."""
        known = self.relationships(name)
        for one in known.values():
            if (one.type, one.target, one.external) == (kind, target, False):
                return one.id
        place = relationships_of(name)
        root = parsed(self._parts.get(place, _NO_RELATIONSHIPS))
        number = 1
        while f"rId{number}" in known:
            number += 1
        base = posixpath.dirname(name) or "."
        etree.SubElement(
            root,
            q("rel:Relationship"),
            Id=f"rId{number}",
            Type=kind,
            Target=posixpath.relpath(target, base),
        )
        self[place] = serialised(root)
        return f"rId{number}"

    def content_type(self, name: str) -> str | None:
        """What a part is declared to be."""
        root = self.xml(CONTENT_TYPES)
        extension = name.rpartition(".")[2].lower()
        for node in root.iter(q("ct:Override")):
            if node.get("PartName", "").lower() == f"/{name}".lower():
                return str(node.get("ContentType"))
        for node in root.iter(q("ct:Default")):
            if node.get("Extension", "").lower() == extension:
                return str(node.get("ContentType"))
        return None

    def add_media(self, stem: str, suffix: str, content: bytes, content_type: str) -> str:
        """Put a file into `ppt/media`, or find the same one there; returns its name."""
        for name in self:
            if name.endswith(suffix) and self._parts[name] == content:
                return name
        number = 1
        taken = {name.lower() for name in self}
        while f"ppt/media/{stem}{number}{suffix}" in taken:
            number += 1
        name = f"ppt/media/{stem}{number}{suffix}"
        self[name] = content
        self._declare(name, content_type)
        return name

    def _declare(self, name: str, content_type: str) -> None:
        known = self.content_type(name)
        if known == content_type:
            return
        root = self.xml(CONTENT_TYPES)
        if known is None:
            suffix = posixpath.splitext(name)[1][1:]
            node = root.makeelement(q("ct:Default"), Extension=suffix, ContentType=content_type)
            root.insert(0, node)
        else:
            etree.SubElement(root, q("ct:Override"), PartName=f"/{name}", ContentType=content_type)
        self[CONTENT_TYPES] = serialised(root)


def relationships_of(name: str) -> str:
    """The part that holds a part's relationships; the package itself is called ""."""
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _resolved(source: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
