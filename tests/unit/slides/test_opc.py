"""Packages: untouched parts stay as they are, and hostile files are refused."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from storyreel.slides import opc
from storyreel.slides.ooxml import NotAPackageError, parsed
from storyreel.slides.opc import CONTENT_TYPES, Package

TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'


def package(types: str = "", parts: Mapping[str, bytes] | None = None) -> Package:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(CONTENT_TYPES, TYPES.format(types))
        for name, content in (parts or {}).items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 2, 2, 2, 2, 2)), content)
    return Package.read(target.getvalue())


def test_parts_that_were_read_keep_their_time_and_new_ones_have_none(tmp_path: Path) -> None:
    one = package(parts={"a": b"old"})
    one["b"] = b"new"
    one.write(tmp_path / "p.zip")
    with zipfile.ZipFile(tmp_path / "p.zip") as archive:
        times = {info.filename: info.date_time[0] for info in archive.infolist()}
    assert (times["a"], times["b"]) == (2020, 1980)


def test_videos_and_pictures_are_stored_as_they_are(tmp_path: Path) -> None:
    one = package()
    one.add_media("media", ".mp4", bytes(5000), "video/mp4")
    one["a.xml"] = bytes(5000)
    one.write(tmp_path / "p.zip")
    with zipfile.ZipFile(tmp_path / "p.zip") as archive:
        sizes = {info.filename: info.compress_size for info in archive.infolist()}
    assert sizes["ppt/media/media1.mp4"] == 5000
    assert sizes["a.xml"] < 100


def test_media_get_the_next_free_name_and_equal_ones_are_shared() -> None:
    one = package(parts={"ppt/media/image1.png": b"a", "ppt/media/IMAGE2.PNG": b"b"})
    assert one.add_media("image", ".png", b"c", "image/png") == "ppt/media/image3.png"
    assert one.add_media("image", ".png", b"a", "image/png") == "ppt/media/image1.png"


def test_a_type_is_declared_once_and_one_that_differs_for_the_part_alone() -> None:
    one = package('<Default Extension="mp4" ContentType="video/other"/>')
    name = one.add_media("media", ".mp4", b"a", "video/mp4")
    track = one.add_media("track", ".vtt", b"b", "text/vtt")
    assert one.content_type(name) == "video/mp4"
    assert one.content_type("other.MP4") == "video/other"
    assert one.content_type(track) == one.content_type("any.vtt") == "text/vtt"
    assert one.content_type("strange.xyz") is None


def test_relationships_are_relative_and_named_once() -> None:
    one = package(parts={"ppt/slides/slide1.xml": b"<a/>", "ppt/media/image1.png": b"a"})
    slide = "ppt/slides/slide1.xml"
    first = one.relate(slide, RT.IMAGE, "ppt/media/image1.png")
    assert one.relate(slide, RT.IMAGE, "ppt/media/image1.png") == first == "rId1"
    assert one.relate(slide, RT.IMAGE, "ppt/slides/other.xml") == "rId2"
    assert b'Target="../media/image1.png"' in one["ppt/slides/_rels/slide1.xml.rels"]
    assert one.related(slide, RT.IMAGE) == "ppt/media/image1.png"


def test_absolute_and_outside_targets() -> None:
    text = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="t" Target="/ppt/x.xml"/>'
        '<Relationship Id="b" Type="t" Target="https://example.org/" TargetMode="External"/>'
        "</Relationships>"
    )
    one = package(parts={"ppt/a.xml": b"<a/>", "ppt/_rels/a.xml.rels": text.encode()})
    known = one.relationships("ppt/a.xml")
    assert known["a"].target == "ppt/x.xml"
    assert known["b"].external


def test_xml_is_read_without_entities_and_without_the_network() -> None:
    with pytest.raises(NotAPackageError, match="document type"):
        parsed(b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>')
    with pytest.raises(NotAPackageError, match="broken XML"):
        parsed(b"<a><b></a>")


def test_two_parts_with_one_name_are_refused() -> None:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(CONTENT_TYPES, TYPES.format(""))
        archive.writestr("a", "1")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a", "2")
    with pytest.raises(NotAPackageError, match="two parts with the same name"):
        Package.read(target.getvalue())


def test_a_package_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opc, "MAX_BYTES", 1000)
    with pytest.raises(NotAPackageError, match="unpacks to"):
        package(parts={"a": bytes(2000)})


def test_an_encrypted_entry_is_refused() -> None:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(CONTENT_TYPES, TYPES.format(""))
    data = bytearray(target.getvalue())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(NotAPackageError, match="encrypted"):
        Package.read(bytes(data))
