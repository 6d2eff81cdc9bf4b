"""An existing deck: a clip is put on a slide, and everything else stays byte for byte."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from storyreel.base.errors import MachineError, RequestError
from storyreel.slides.clip import SlideClip
from storyreel.slides.embed import MAX_SHAPE_ID
from storyreel.slides.existing import Showing, open_deck, require_room
from storyreel.slides.lint import lint_slides, require_valid
from storyreel.slides.ooxml import Element, emu, q
from storyreel.slides.opc import CONTENT_TYPES, Package, relationships_of
from storyreel.slides.slide_box import ClipShape, SlideBox
from tests.unit.slides.decks import (
    COVERING,
    change_part,
    contents,
    placed,
    put,
    remove,
    slide_of,
)


@pytest.mark.parametrize("number", [1, 2, 4])
def test_all_other_parts_stay_byte_for_byte(own: Path, clip: SlideClip, number: int) -> None:
    before = own.read_bytes()
    part = open_deck(own).package.slides[number - 1]
    deck = put(own, number, clip)
    old, now = contents(before), contents(own.read_bytes())
    changed = {name for name in old if old[name] != now.get(name)}
    assert changed == {part, relationships_of(part), CONTENT_TYPES}
    added = {name.rpartition(".")[2] for name in set(now) - set(old)}
    notes = set() if number == 1 else {"xml", "rels"}
    assert added == {"mp4", "png", "vtt"} | notes
    assert list(now)[: len(old)] == list(old)
    assert deck.new_issues([clip]) == lint_slides(Package.read(own.read_bytes()), [part]) == ()
    assert len(Presentation(str(own)).slides) == 4


def test_what_is_on_the_slide_stays(own: Path, clip: SlideClip) -> None:
    put(own, 1, clip)
    slide = Presentation(str(own)).slides[0]
    assert slide.shapes.title.text == "What we saw"
    assert slide.notes_slide.notes_text_frame.text == "My own words"


def test_a_slide_without_notes_gets_those_of_the_clip(own: Path, clip: SlideClip) -> None:
    put(own, 2, clip)
    notes = Presentation(str(own)).slides[1].notes_slide.notes_text_frame.text
    assert notes.startswith(clip.words.title)


def test_content_is_not_covered_unless_that_is_asked_for(own: Path, clip: SlideClip) -> None:
    before = own.read_bytes()
    with pytest.raises(RequestError, match=r"would cover 'Mine'\..*--after 3 .* --cover"):
        put(own, 3, clip)
    with pytest.raises(RequestError, match="would cover 'Mine'"):
        require_room(open_deck(own), 3, clip.identity, Showing())
    assert own.read_bytes() == before
    deck = put(own, 3, clip, COVERING)
    assert deck.warnings == ["On slide 3 the clip covers 'Mine'."]


def test_issues_that_the_slide_had_before_are_accepted(
    own: Path, clip: SlideClip, other_clip: SlideClip
) -> None:
    put(own, 4, clip)
    part = slide_of(own, 4)
    package = Package.read(own.read_bytes())
    package[part] = package[part].replace(b' descr="', b' title="')
    package.write(own)
    assert [issue.rule for issue in lint_slides(package, [part])] == ["alt-text"]
    deck = put(own, 4, other_clip, COVERING)
    require_valid(own, deck.new_issues([other_clip]))
    with pytest.raises(MachineError, match="alternative text"):
        require_valid(own, lint_slides(deck.package, [part]))


def old_powerpoint(_: Path) -> bytes:
    return bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)


def protected(_: Path) -> bytes:
    name = "EncryptedPackage".encode("utf-16-le")
    return bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600) + name + bytes(100)


def document(_: Path) -> bytes:
    """A zip file of an office document of another kind."""
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    named = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    return zipped({CONTENT_TYPES: types, "_rels/.rels": named, "word/document.xml": "<a/>"})


def zipped(files: dict[str, str]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return target.getvalue()


def strict(own: Path) -> bytes:
    names = (b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
             b"http://purl.oclc.org/ooxml/officeDocument/relationships")  # fmt: skip
    package = Package.read(own.read_bytes())
    package["_rels/.rels"] = package["_rels/.rels"].replace(*names)
    package.write(own)
    return own.read_bytes()


def cut(own: Path) -> bytes:
    return own.read_bytes()[:-200]


def flipped(own: Path) -> bytes:
    data = bytearray(own.read_bytes())
    data[2000:2100] = bytes(100)
    return bytes(data)


def entities(own: Path) -> bytes:
    files = contents(own.read_bytes())
    bomb = b'<!DOCTYPE p [<!ENTITY a "aaaa">]><p/>'
    return zipped({n: ("" if n == "x" else c.decode("latin-1")) for n, c in
                   (files | {"ppt/presentation.xml": bomb}).items()})  # fmt: skip


BAD: dict[str, tuple[Callable[[Path], bytes], str]] = {
    "text": (lambda _: b"not a deck", "not a complete zip file"),
    "empty": (lambda _: b"", "not a complete zip file"),
    "any zip": (lambda _: zipped({"a.txt": "a"}), "not an Office document"),
    "a text document": (document, "another kind of document"),
    "cut": (cut, "not a complete zip file"),
    "damaged": (flipped, "not a complete zip file|broken XML|cannot be"),
    "with entities": (entities, "document type"),
    "strict": (strict, "Strict Open XML"),
    "old": (old_powerpoint, "old PowerPoint format"),
    "protected": (protected, "password"),
}


@pytest.mark.parametrize(("make", "message"), BAD.values(), ids=BAD)
def test_other_files_are_refused(own: Path, make: Callable[[Path], bytes], message: str) -> None:
    bad = own.with_name("bad.pptx")
    bad.write_bytes(make(own))
    before = bad.read_bytes()
    with pytest.raises(RequestError, match=message):
        open_deck(bad)
    assert bad.read_bytes() == before


@pytest.mark.parametrize("number", [0, -1, 5])
def test_a_slide_that_does_not_exist(own: Path, clip: SlideClip, number: int) -> None:
    with pytest.raises(RequestError, match=f"has 4 slides, but no slide {number}"):
        put(own, number, clip)


def test_a_file_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="cannot be read"):
        open_deck(tmp_path / "none.pptx")


# Decks by other programs


def test_a_placeholder_without_a_position_anywhere_is_skipped(own: Path, clip: SlideClip) -> None:
    """Planted: neither the slide nor its layout nor its master has the placeholder's position."""
    part = slide_of(own, 2)
    package = Package.read(own.read_bytes())
    layout = package.related(part, RT.SLIDE_LAYOUT) or ""
    master = package.related(layout, RT.SLIDE_MASTER) or ""
    for page in (layout, master):
        change_part(own, page, lambda root: remove(root, f".//{q('p:sp')}"))
    assert placed(own, 2).placeholder is None
    assert put(own, 2, clip).new_issues([clip]) == ()


def test_the_position_of_a_placeholder_may_come_from_the_master_alone(own: Path) -> None:
    layout = open_deck(own).package.related(slide_of(own, 1), RT.SLIDE_LAYOUT) or ""
    before = placed(own, 1)
    change_part(own, layout, lambda root: remove(root, f".//{q('p:sp')}"))
    assert placed(own, 1) == before


def test_a_deck_that_states_no_size_has_the_default_size(own: Path, clip: SlideClip) -> None:
    change_part(own, "ppt/presentation.xml", lambda root: remove(root, q("p:sldSz")))
    assert placed(own, 4, ClipShape(4, 3)).box == SlideBox(0, 0, 9_144_000, 6_858_000)
    assert put(own, 4, clip).new_issues([clip]) == ()


@pytest.mark.parametrize("suffix", [".0", ".4"])
def test_lengths_may_be_decimals(own: Path, suffix: str) -> None:
    def add_decimals(root: Element) -> None:
        for node in root.iter(q("p:sldSz"), q("a:off"), q("a:ext")):
            for name in ("x", "y", "cx", "cy"):
                if name in node.attrib:
                    node.set(name, node.get(name) + suffix)

    before = placed(own, 2)
    package = Package.read(own.read_bytes())
    for part in [*package.slides, "ppt/presentation.xml", "ppt/slideMasters/slideMaster1.xml"]:
        change_part(own, part, add_decimals)
    assert placed(own, 4).box.width == 9_144_000
    assert placed(own, 2) == before


def test_a_length_that_is_not_a_number_is_refused(own: Path) -> None:
    def spoil(root: Element) -> None:
        root.find(q("p:sldSz")).set("cx", "wide")

    change_part(own, "ppt/presentation.xml", spoil)
    with pytest.raises(RequestError, match="'wide' is not a length"):
        open_deck(own)


@pytest.mark.parametrize(
    ("text", "length"),
    [("914400", 914_400), ("1in", 914_400), ("2.5 ", 2), ("1cm", 360_000), ("-3pt", -38_100)],
)
def test_lengths_in_any_unit_are_emu(text: str, length: int) -> None:
    assert emu(text) == length


@pytest.mark.parametrize("text", ["", None, "1e3", "1 inch", "nan"])
def test_what_is_not_a_length(text: str | None) -> None:
    with pytest.raises(ValueError, match="is not a length"):
        emu(text)


@pytest.mark.parametrize(("highest", "free"), [(MAX_SHAPE_ID - 1, MAX_SHAPE_ID), (2**32 - 1, 2)])
def test_a_new_shape_gets_a_valid_id_when_ids_are_used_up(
    own: Path, clip: SlideClip, highest: int, free: int
) -> None:
    def set_id(root: Element) -> None:
        root.find(f".//{q('p:sp')}//{q('p:cNvPr')}").set("id", str(highest))

    change_part(own, slide_of(own, 3), set_id)
    deck = put(own, 3, clip, COVERING)
    picture = deck.package.xml(slide_of(own, 3)).find(f".//{q('p:pic')}//{q('p:cNvPr')}")
    assert picture.get("id") == str(free)
    assert deck.new_issues([clip]) == ()
