"""A presentation as a package: a zip file of parts that refer to each other by relationships.

Parts that are not changed stay byte for byte, which a library that parses and writes all of them
could not guarantee. Packages with equal parts are equal bytes.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from storyreel.slides.ooxml import NAMESPACES, Element, NotAPackageError, parsed, q, serialised

CONTENT_TYPES = "[Content_Types].xml"
MAX_BYTES = 4 * 2**30
MAX_PARTS = 50_000
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can state, which new parts get."""

_NO_RELATIONSHIPS = f'<Relationships xmlns="{NAMESPACES["rel"]}"/>'.encode()
_COMPRESSED = (".mp4", ".png", ".jpg", ".jpeg")
"""Suffixes of files that are compressed already and stored as they are."""


@dataclass(frozen=True, slots=True)
class Relationship:
    """A reference from a part to another one, or to an external address, by `id`.

    `target` is the name of a part, or an address if the relationship is external.
    """

    id: str
    type: str
    target: str
    external: bool


class Package:
    """Parts by name (`ppt/slides/slide1.xml`), in the order of the file."""

    def __init__(self, parts: dict[str, bytes], infos: dict[str, zipfile.ZipInfo]) -> None:
        self._parts, self._infos = parts, infos

    @classmethod
    def read(cls, data: bytes) -> Package:
        """Raises NotAPackageError for data that is not a zip file, or damaged or too large."""
        parts, infos = {}, {}
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                entries = [info for info in archive.infolist() if not info.is_dir()]
                if any(info.flag_bits & 1 for info in entries):
                    raise NotAPackageError("is encrypted")
                if len({info.filename for info in entries}) != len(entries):
                    raise NotAPackageError("contains two parts with the same name")
                whole = sum(info.file_size for info in entries)
                if len(entries) > MAX_PARTS or whole > MAX_BYTES:
                    raise NotAPackageError(
                        f"unpacks to {whole / 1e6:,.0f} MB in {len(entries)} parts"
                    )
                for info in entries:
                    parts[info.filename] = archive.read(info)
                    infos[info.filename] = info
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise NotAPackageError("is not a complete zip file, which every .pptx is") from error
        if CONTENT_TYPES not in parts:
            raise NotAPackageError("is a zip file but not an Office document")
        return cls(parts, infos)

    def write(self, path: Path) -> None:
        """Write the zip file; parts that were read keep their time, new ones get the earliest."""
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in self._parts.items():
                before = self._infos.get(name)
                info = zipfile.ZipInfo(name, before.date_time if before else _EPOCH)
                info.create_system = 0  # equal on every system
                stored = name.lower().endswith(_COMPRESSED)
                info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                archive.writestr(info, content)

    def without_times(self) -> Package:
        """The same parts in a fixed order and with equal times."""
        names = sorted(self._parts, key=lambda name: (name != CONTENT_TYPES, name))
        return Package({name: self._parts[name] for name in names}, {})

    def copy(self) -> Package:
        return Package(dict(self._parts), dict(self._infos))

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def __getitem__(self, name: str) -> bytes:
        """Raises NotAPackageError for a part that does not exist."""
        try:
            return self._parts[name]
        except KeyError:
            raise NotAPackageError(f"lacks the part {name}") from None

    def __setitem__(self, name: str, content: bytes) -> None:
        self._parts[name] = content

    def remove(self, name: str) -> None:
        """Remove a part and the relationships that start from it."""
        self._parts.pop(name, None)
        self._parts.pop(relationships_of(name), None)

    @property
    def main(self) -> str:
        """The part of the presentation itself; "" if it has none."""
        return self.related("", RT.OFFICE_DOCUMENT) or ""

    @property
    def slides(self) -> list[str]:
        """The parts of the slides, in the order in which they are shown."""
        related = self.relationships(self.main)
        listed = self.xml(self.main).findall(f"{q('p:sldIdLst')}/{q('p:sldId')}")
        named = [related.get(node.get(q("r:id"))) for node in listed]
        return [one.target for one in named if one is not None and one.type == RT.SLIDE]

    def xml(self, name: str) -> Element:
        return parsed(self[name])

    def relationships(self, name: str) -> dict[str, Relationship]:
        """The relationships of a part by id; the package itself has the name ""."""
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
        """The target of the first relationship of that type, or None."""
        targets = (one.target for one in self.relationships(name).values() if one.type == kind)
        return next(targets, None)

    def relate(self, name: str, kind: str, target: str) -> str:
        """Add a relationship to a part, or find it; returns its id."""
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

    def unrelate(self, name: str, ids: Collection[str]) -> None:
        """Remove these relationships of a part."""
        if not ids:
            return
        place = relationships_of(name)
        root = self.xml(place)
        for node in list(root):
            if node.get("Id") in ids:
                root.remove(node)
        self[place] = serialised(root)

    def remove_unused(self, name: str) -> None:
        """Remove a part to which no other one refers, and its declaration."""
        if name not in self or any(
            one.target == name and not one.external
            for part in ("", *self)
            if not part.endswith(".rels")
            for one in self.relationships(part).values()
        ):
            return
        self.remove(name)
        root = self.xml(CONTENT_TYPES)
        declared = [
            node for node in root.iter(q("ct:Override")) if node.get("PartName") == f"/{name}"
        ]
        for node in declared:
            root.remove(node)
        if declared:
            self[CONTENT_TYPES] = serialised(root)

    def content_type(self, name: str) -> str | None:
        """The declared content type of a part, or None."""
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
        """Add a file to `ppt/media`, or find an equal one; returns the name of its part."""
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

    def add_part(self, stem: str, content: bytes, content_type: str) -> str:
        """Add an XML part under a new name such as `ppt/slides/slide4.xml`; returns the name."""
        taken = {name.lower() for name in self}
        number = 1
        while f"{stem}{number}.xml".lower() in taken:
            number += 1
        name = f"{stem}{number}.xml"
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
    """The part with the relationships of a part; the package itself has the name ""."""
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _resolved(source: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
