"""A teacher's own deck: the clip goes in, and everything else stays byte for byte."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from pptx import Presentation
from pptx.util import Emu, Inches

from storyreel.base.errors import MachineError, RequestError
from storyreel.slides.clip import SlideClip
from storyreel.slides.existing import covered_by, open_slide, put_into
from storyreel.slides.lint import lint, require_sound
from storyreel.slides.ooxml import q
from storyreel.slides.opc import CONTENT_TYPES, Package, relationships_of

PICTURE_LAYOUT, TITLE_LAYOUT, BLANK_LAYOUT, TWO_CONTENTS_LAYOUT = 8, 5, 6, 3


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A deck in 4:3 with a title, a placeholder for a picture, a blank slide, notes, a picture."""
    deck = Presentation()
    first = deck.slides.add_slide(deck.slide_layouts[TITLE_LAYOUT])
    first.shapes.title.text = "What we saw"
    first.notes_slide.notes_text_frame.text = "My own words"
    second = deck.slides.add_slide(deck.slide_layouts[PICTURE_LAYOUT])
    second.shapes.title.text = "With a picture"
    third = deck.slides.add_slide(deck.slide_layouts[BLANK_LAYOUT])
    box = third.shapes.add_textbox(Inches(1), Inches(1), Inches(3), Inches(1))
    box.text_frame.text = "Mine"
    path = tmp_path / "own.pptx"
    deck.save(str(path))
    return path


def contents(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def put(own: Path, number: int, clip: SlideClip, on_click: bool = False) -> Path:
    target = own.with_name("new.pptx")
    put_into(open_slide(own, number), clip, on_click).write(target)
    return target


@pytest.mark.parametrize("number", [1, 2, 3])
def test_all_other_parts_stay_byte_for_byte(own: Path, clip: SlideClip, number: int) -> None:
    before = own.read_bytes()
    part = open_slide(own, number).part
    new = put(own, number, clip)
    assert own.read_bytes() == before
    old, now = contents(before), contents(new.read_bytes())
    changed = {name for name in old if old[name] != now.get(name)}
    assert changed == {part, relationships_of(part), CONTENT_TYPES}
    added = set(now) - set(old)
    assert {name.rpartition(".")[2] for name in added} == {"mp4", "png", "vtt"}
    assert list(now)[: len(old)] == list(old)
    assert lint(Package.read(new.read_bytes()), [part]) == ()
    assert len(Presentation(str(new)).slides) == 3


def test_what_is_on_the_slide_stays(own: Path, clip: SlideClip) -> None:
    slide = Presentation(str(put(own, 1, clip))).slides[0]
    assert slide.shapes.title.text == "What we saw"
    assert slide.notes_slide.notes_text_frame.text == "My own words"


def test_it_takes_the_place_of_an_empty_picture_placeholder(own: Path, clip: SlideClip) -> None:
    before = Presentation(str(own)).slides[1].placeholders[1]
    room = (before.left, before.top, before.width, before.height)
    slide = Presentation(str(put(own, 2, clip))).slides[1]
    (picture,) = slide._element.iter(q("p:pic"))
    assert picture.find(f".//{q('p:ph')}").get("idx") == "1"
    off, ext = picture.find(f".//{q('a:off')}"), picture.find(f".//{q('a:ext')}")
    left, top = int(off.get("x")), int(off.get("y"))
    width, height = int(ext.get("cx")), int(ext.get("cy"))
    assert left >= room[0]
    assert top >= room[1]
    assert left + width <= room[0] + room[2]
    assert top + height <= room[1] + room[3]
    assert width / height == pytest.approx(16 / 9, rel=1e-3)
    assert [shape.placeholder_format.idx for shape in slide.placeholders] == [0, 1, 2]


def test_below_a_title_and_on_the_whole_of_a_blank_slide(own: Path, clip: SlideClip) -> None:
    whole = open_slide(own, 3).room
    assert (whole.left, whole.top, whole.width, whole.height) == (0, 0, 9144000, 6858000)
    below = open_slide(own, 1).room
    title = Presentation(str(own)).slides[0].shapes.title
    assert below.top == title.top + title.height
    margin = whole.height // 20
    assert below.top + below.height == whole.height - margin
    assert (below.left, below.width) == (margin, whole.width - 2 * margin)


def with_content(own: Path, *words: str) -> None:
    """A fourth slide with a title and two placeholders for anything, with these words in them."""
    deck = Presentation(str(own))
    slide = deck.slides.add_slide(deck.slide_layouts[TWO_CONTENTS_LAYOUT])
    slide.shapes.title.text = "Two contents"
    for placeholder, text in zip(list(slide.placeholders)[1:], words, strict=True):
        placeholder.text_frame.text = text
    deck.save(str(own))


def test_it_takes_the_place_of_an_empty_placeholder_for_anything(
    own: Path, clip: SlideClip
) -> None:
    with_content(own, "One thing", "")
    slide = open_slide(own, 4)
    right = Presentation(str(own)).slides[3].placeholders[2]
    assert (slide.placeholder, slide.room.left) == (right.shape_id, right.left)
    assert covered_by(slide, clip) == ()
    (picture,) = put_into(slide, clip, on_click=False).xml(slide.part).iter(q("p:pic"))
    assert picture.find(f".//{q('p:ph')}").get("idx") == "2"


def test_a_small_placeholder_for_anything_is_for_words(own: Path) -> None:
    with_content(own, "One thing", "")
    deck = Presentation(str(own))
    small = deck.slides[3].placeholders[2]
    small.left, small.top, small.width, small.height = 0, 0, Inches(4), Inches(1)
    deck.save(str(own))
    assert open_slide(own, 4).placeholder is None


def test_what_it_would_lie_on_is_known(own: Path, clip: SlideClip) -> None:
    with_content(own, "One thing", "Another thing")
    assert covered_by(open_slide(own, 4), clip) == (
        "Content Placeholder 2",
        "Content Placeholder 3",
    )
    assert covered_by(open_slide(own, 1), clip) == ()  # a title that stays free
    own.write_bytes(put(own, 3, clip).read_bytes())
    assert covered_by(open_slide(own, 3), clip) == ("TextBox 1", clip.title)


def test_it_ends_above_a_footer(own: Path) -> None:
    deck = Presentation(str(own))
    slide = deck.slides[0]
    footer = slide.shapes.add_textbox(0, Emu(6_000_000), Inches(3), Inches(0.4))
    footer.text_frame.text = "My course"
    mark = footer._element.find(f"{q('p:nvSpPr')}/{q('p:nvPr')}")
    etree.SubElement(mark, q("p:ph"), type="ftr", idx="11")
    deck.save(str(own))
    room = open_slide(own, 1).room
    assert room.top + room.height == 6_000_000


def test_it_joins_what_is_timed_already(own: Path, clip: SlideClip) -> None:
    once = put(own, 3, clip, on_click=True)
    own.write_bytes(once.read_bytes())
    for on_click in (True, False, False):
        own.write_bytes(put(own, 3, clip, on_click).read_bytes())
    package = Package.read(own.read_bytes())
    part = package.slides[2]
    assert lint(package, [part]) == ()
    root = package.xml(part)
    (main,) = root.findall(f".//{q('p:cTn')}[@nodeType='mainSeq']")
    kinds = [node.get("nodeType") for node in main.iter(q("p:cTn")) if node.get("presetClass")]
    assert kinds == ["afterEffect", "withEffect", "clickEffect", "clickEffect"]
    assert len(list(root.iter(q("p:video")))) == 4
    assert sum(name.endswith(".mp4") for name in package) == 1


def test_what_was_wrong_before_is_not_ours_to_judge(own: Path, clip: SlideClip) -> None:
    own.write_bytes(put(own, 3, clip).read_bytes())
    package = Package.read(own.read_bytes())
    part = package.slides[2]
    package[part] = package[part].replace(b' descr="', b' title="')
    package.write(own)
    slide = open_slide(own, 3)
    assert [fault.rule for fault in slide.faults] == ["alt-text"]
    put_into(slide, clip, on_click=False)
    require_sound(own, slide.package, [part], slide.faults)
    with pytest.raises(MachineError, match="alternative text"):
        require_sound(own, slide.package, [part])


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
    "text": (lambda _: b"not a deck", "no whole zip file"),
    "empty": (lambda _: b"", "no whole zip file"),
    "any zip": (lambda _: zipped({"a.txt": "a"}), "no Office document"),
    "a text document": (document, "another kind of document"),
    "cut": (cut, "no whole zip file"),
    "damaged": (flipped, "no whole zip file|broken XML|can't be"),
    "with entities": (entities, "document type"),
    "strict": (strict, "Strict Open XML"),
    "old": (old_powerpoint, "old format"),
    "protected": (protected, "password"),
}


@pytest.mark.parametrize(("make", "message"), BAD.values(), ids=BAD)
def test_what_is_no_deck_is_refused(own: Path, make: Callable[[Path], bytes], message: str) -> None:
    bad = own.with_name("bad.pptx")
    bad.write_bytes(make(own))
    before = bad.read_bytes()
    with pytest.raises(RequestError, match=message):
        open_slide(bad, 1)
    assert bad.read_bytes() == before


@pytest.mark.parametrize("number", [0, -1, 4])
def test_a_slide_that_does_not_exist(own: Path, number: int) -> None:
    with pytest.raises(RequestError, match=f"has 3 slides; there is no slide {number}"):
        open_slide(own, number)


def test_a_file_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="can't be read"):
        open_slide(tmp_path / "none.pptx", 1)


def test_slides_count_in_the_order_in_which_they_are_shown(own: Path) -> None:
    deck = Presentation(str(own))
    listed = deck.slides._sldIdLst
    listed.insert(0, listed[2])
    deck.slide_width = Emu(12192000)
    deck.save(str(own))
    assert "Mine" in Package.read(own.read_bytes())[open_slide(own, 1).part].decode()
