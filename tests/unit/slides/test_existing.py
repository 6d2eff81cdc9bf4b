"""An existing deck: a clip is put on a slide, and everything else stays byte for byte."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.util import Emu, Inches

from storyreel.base.errors import MachineError, RequestError
from storyreel.slides.clip import SlideClip
from storyreel.slides.embed import MAX_SHAPE_ID
from storyreel.slides.existing import covered_by, new_issues, open_slide, put_into
from storyreel.slides.lint import lint_slides, require_valid
from storyreel.slides.ooxml import Element, emu, q, serialised
from storyreel.slides.opc import CONTENT_TYPES, Package, relationships_of
from storyreel.slides.placement import SlideBox
from storyreel.slides.timing import Start

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


def put(own: Path, number: int, clip: SlideClip, start: Start = Start.WITH_SLIDE) -> Path:
    target = own.with_name("new.pptx")
    put_into(open_slide(own, number), clip, start).write(target)
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
    assert lint_slides(Package.read(new.read_bytes()), [part]) == ()
    assert len(Presentation(str(new)).slides) == 3


def test_what_is_on_the_slide_stays(own: Path, clip: SlideClip) -> None:
    slide = Presentation(str(put(own, 1, clip))).slides[0]
    assert slide.shapes.title.text == "What we saw"
    assert slide.notes_slide.notes_text_frame.text == "My own words"


def test_it_replaces_an_empty_picture_placeholder(own: Path, clip: SlideClip) -> None:
    before = Presentation(str(own)).slides[1].placeholders[1]
    box = (before.left, before.top, before.width, before.height)
    slide = Presentation(str(put(own, 2, clip))).slides[1]
    (picture,) = slide.element.iter(q("p:pic"))
    assert picture.find(f".//{q('p:ph')}").get("idx") == "1"
    off, ext = picture.find(f".//{q('a:off')}"), picture.find(f".//{q('a:ext')}")
    left, top = int(off.get("x")), int(off.get("y"))
    width, height = int(ext.get("cx")), int(ext.get("cy"))
    assert left >= box[0]
    assert top >= box[1]
    assert left + width <= box[0] + box[2]
    assert top + height <= box[1] + box[3]
    assert width / height == pytest.approx(16 / 9, rel=1e-3)
    assert [shape.placeholder_format.idx for shape in slide.placeholders] == [0, 1, 2]


def test_below_a_title_and_on_the_whole_of_a_blank_slide(own: Path, clip: SlideClip) -> None:
    whole = open_slide(own, 3).area
    assert (whole.left, whole.top, whole.width, whole.height) == (0, 0, 9144000, 6858000)
    below = open_slide(own, 1).area
    title = Presentation(str(own)).slides[0].shapes.title
    assert below.top == title.top + title.height
    margin = whole.height // 20
    assert below.top + below.height == whole.height - margin
    assert (below.left, below.width) == (margin, whole.width - 2 * margin)


def with_content(own: Path, *words: str) -> None:
    """Add a fourth slide with a title and two placeholders for any content, with these texts."""
    deck = Presentation(str(own))
    slide = deck.slides.add_slide(deck.slide_layouts[TWO_CONTENTS_LAYOUT])
    slide.shapes.title.text = "Two contents"
    for placeholder, text in zip(list(slide.placeholders)[1:], words, strict=True):
        placeholder.text_frame.text = text
    deck.save(str(own))


def test_it_replaces_an_empty_placeholder_for_any_content(own: Path, clip: SlideClip) -> None:
    with_content(own, "One thing", "")
    slide = open_slide(own, 4)
    right = Presentation(str(own)).slides[3].placeholders[2]
    assert (slide.placeholder, slide.area.left) == (right.shape_id, right.left)
    assert covered_by(slide, clip) == ()
    (picture,) = put_into(slide, clip, Start.WITH_SLIDE).xml(slide.part).iter(q("p:pic"))
    assert picture.find(f".//{q('p:ph')}").get("idx") == "2"


def test_a_small_placeholder_for_any_content_is_kept(own: Path) -> None:
    with_content(own, "One thing", "")
    deck = Presentation(str(own))
    small = deck.slides[3].placeholders[2]
    small.left, small.top, small.width, small.height = 0, 0, Inches(4), Inches(1)
    deck.save(str(own))
    assert open_slide(own, 4).placeholder is None


def test_the_shapes_that_it_covers_are_named(own: Path, clip: SlideClip) -> None:
    with_content(own, "One thing", "Another thing")
    assert covered_by(open_slide(own, 4), clip) == (
        "Content Placeholder 2",
        "Content Placeholder 3",
    )
    assert covered_by(open_slide(own, 1), clip) == ()  # a title that stays free
    own.write_bytes(put(own, 3, clip).read_bytes())
    assert covered_by(open_slide(own, 3), clip) == ("TextBox 1", clip.words.title)


def test_it_ends_above_a_footer(own: Path) -> None:
    deck = Presentation(str(own))
    slide = deck.slides[0]
    footer = slide.shapes.add_textbox(0, Emu(6_000_000), Inches(3), Inches(0.4))
    footer.text_frame.text = "My course"
    mark = footer.element.find(f"{q('p:nvSpPr')}/{q('p:nvPr')}")
    etree.SubElement(mark, q("p:ph"), type="ftr", idx="11")
    deck.save(str(own))
    area = open_slide(own, 1).area
    assert area.top + area.height == 6_000_000


def test_it_joins_the_animations_of_the_slide(own: Path, clip: SlideClip) -> None:
    once = put(own, 3, clip, Start.ON_CLICK)
    own.write_bytes(once.read_bytes())
    for start in (Start.ON_CLICK, Start.WITH_SLIDE, Start.WITH_SLIDE):
        own.write_bytes(put(own, 3, clip, start).read_bytes())
    package = Package.read(own.read_bytes())
    part = package.slides[2]
    assert lint_slides(package, [part]) == ()
    root = package.xml(part)
    (main,) = root.findall(f".//{q('p:cTn')}[@nodeType='mainSeq']")
    kinds = [node.get("nodeType") for node in main.iter(q("p:cTn")) if node.get("presetClass")]
    assert kinds == ["afterEffect", "withEffect", "clickEffect", "clickEffect"]
    assert len(list(root.iter(q("p:video")))) == 4
    assert sum(name.endswith(".mp4") for name in package) == 1


def test_issues_that_the_slide_had_before_are_accepted(own: Path, clip: SlideClip) -> None:
    own.write_bytes(put(own, 3, clip).read_bytes())
    package = Package.read(own.read_bytes())
    part = package.slides[2]
    package[part] = package[part].replace(b' descr="', b' title="')
    package.write(own)
    slide = open_slide(own, 3)
    assert [issue.rule for issue in slide.issues] == ["alt-text"]
    package = put_into(slide, clip, Start.WITH_SLIDE)
    require_valid(own, new_issues(slide, package))
    with pytest.raises(MachineError, match="alternative text"):
        require_valid(own, lint_slides(package, [part]))


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
        open_slide(bad, 1)
    assert bad.read_bytes() == before


@pytest.mark.parametrize("number", [0, -1, 4])
def test_a_slide_that_does_not_exist(own: Path, number: int) -> None:
    with pytest.raises(RequestError, match=f"has 3 slides, but no slide {number}"):
        open_slide(own, number)


def test_a_file_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="cannot be read"):
        open_slide(tmp_path / "none.pptx", 1)


def test_slides_count_in_the_order_in_which_they_are_shown(own: Path) -> None:
    deck = Presentation(str(own))
    listed = deck.slides.element
    listed.insert(0, listed[2])
    deck.slide_width = Emu(12192000)
    deck.save(str(own))
    assert "Mine" in Package.read(own.read_bytes())[open_slide(own, 1).part].decode()


# Decks by other programs


def change_part(path: Path, part: str, change: Callable[[Element], None]) -> None:
    """Change the XML of a part of a deck on disk."""
    package = Package.read(path.read_bytes())
    root = package.xml(part)
    change(root)
    package[part] = serialised(root)
    package.write(path)


def remove(root: Element, path: str) -> None:
    for node in root.findall(path):
        node.getparent().remove(node)


def test_a_placeholder_without_a_position_anywhere_is_skipped(own: Path, clip: SlideClip) -> None:
    """Planted: neither the slide nor its layout nor its master has the placeholder's position."""
    part = open_slide(own, 2).part
    package = Package.read(own.read_bytes())
    layout = package.related(part, RT.SLIDE_LAYOUT) or ""
    master = package.related(layout, RT.SLIDE_MASTER) or ""
    for page in (layout, master):
        change_part(own, page, lambda root: remove(root, f".//{q('p:sp')}"))
    slide = open_slide(own, 2)
    assert slide.placeholder is None
    assert lint_slides(put_into(slide, clip, Start.WITH_SLIDE), [part]) == ()


def test_the_position_of_a_placeholder_may_come_from_the_master_alone(own: Path) -> None:
    part = open_slide(own, 1).part
    layout = Package.read(own.read_bytes()).related(part, RT.SLIDE_LAYOUT) or ""
    before = open_slide(own, 1).area
    change_part(own, layout, lambda root: remove(root, f".//{q('p:sp')}"))
    assert open_slide(own, 1).area == before


def test_a_deck_that_states_no_size_has_the_default_size(own: Path, clip: SlideClip) -> None:
    before = open_slide(own, 3).area  # 4:3, as the default is
    change_part(own, "ppt/presentation.xml", lambda root: remove(root, q("p:sldSz")))
    slide = open_slide(own, 3)
    assert slide.area == before == SlideBox(0, 0, 9_144_000, 6_858_000)
    assert new_issues(slide, put_into(slide, clip, Start.WITH_SLIDE)) == ()


@pytest.mark.parametrize(("suffix", "width"), [(".0", 9_144_000), (".4", 9_144_000)])
def test_lengths_may_be_decimals(own: Path, clip: SlideClip, suffix: str, width: int) -> None:
    def add_decimals(root: Element) -> None:
        for node in root.iter(q("p:sldSz"), q("a:off"), q("a:ext")):
            for name in ("x", "y", "cx", "cy"):
                if name in node.attrib:
                    node.set(name, node.get(name) + suffix)

    before = open_slide(own, 2).area
    package = Package.read(own.read_bytes())
    for part in [*package.slides, "ppt/presentation.xml", "ppt/slideMasters/slideMaster1.xml"]:
        change_part(own, part, add_decimals)
    assert open_slide(own, 3).area.width == width
    slide = open_slide(own, 2)
    assert slide.area == before
    assert covered_by(slide, clip) == ()


def test_a_length_that_is_not_a_number_is_refused(own: Path) -> None:
    def spoil(root: Element) -> None:
        root.find(q("p:sldSz")).set("cx", "wide")

    change_part(own, "ppt/presentation.xml", spoil)
    with pytest.raises(RequestError, match="'wide' is not a length"):
        open_slide(own, 3)


@pytest.mark.parametrize(
    ("text", "length"),
    [("914400", 914_400), ("1in", 914_400), ("2.5 ", 2), ("1cm", 360_000), ("-3pt", -38_100)],
)
def test_lengths(text: str, length: int) -> None:
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

    part = open_slide(own, 3).part
    change_part(own, part, set_id)
    slide = open_slide(own, 3)
    package = put_into(slide, clip, Start.WITH_SLIDE)
    picture = package.xml(part).find(f".//{q('p:pic')}//{q('p:cNvPr')}")
    assert picture.get("id") == str(free)
    assert new_issues(slide, package) == ()
