"""The notes of a slide: its notes page, and the notes master that all of them need."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from storyreel.slides.marks import SlideKey
from storyreel.slides.notes import SlideNotes
from storyreel.slides.ooxml import Element, namespaces, parsed, q, serialised
from storyreel.slides.opc import Package
from storyreel.slides.seen_shapes import placeholder_type, shape_text
from storyreel.slides.slide_text import (
    SlideText,
    TextParagraph,
    TextRun,
    is_edited,
    marked_texts,
    rewrite,
    text_shape,
)

_LEFT, _INNER = 685_800, 5_486_400
_PICTURE_TOP, _TEXT_TOP, _TEXT_BOTTOM = 457_200, 3_657_600, 8_686_800
"""Positions on a page of 7.5 by 10 inches, in English Metric Units."""

_HEADING, _SIZE, _BEFORE = 14, 10, 4
"""Sizes, and the space before a paragraph, in points."""

_ROLE_NUMBER = 9
"""The number of the notes among the texts of a slide."""

_PAGE = f"""<p:notes {namespaces()}><p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/>
<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/><p:sp><p:nvSpPr>
<p:cNvPr id="2" name="Slide Image Placeholder 1"/><p:cNvSpPr>
<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr>
<p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp></p:spTree></p:cSld>
<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"""


def write_notes(package: Package, slide: str, key: SlideKey, notes: SlideNotes) -> bool:
    """Write the notes of a slide, unless it has notes that somebody else wrote or edited.

    Returns whether they were written. A deck without a notes master gets one.
    """
    page = package.related(slide, RT.NOTES_SLIDE)
    if page is None:
        _add_page(package, slide, key, notes)
        return True
    root = package.xml(page)
    text = _text(notes, _body_index(package))
    for mark, shape in marked_texts(root):
        if is_edited(mark, shape):
            return False
        rewrite(shape, text, key)
        package[page] = serialised(root)
        return True
    body = _empty_body(root)
    if body is None:
        return False
    rewrite(body, text, key)
    package[page] = serialised(root)
    return True


def _empty_body(root: Element) -> Element | None:
    bodies = [each for each in root.iter(q("p:sp")) if placeholder_type(each) == "body"]
    body = bodies[0] if bodies else None
    if body is None or shape_text(body) or body.find(q("p:txBody")) is None:
        return None
    return body


def _add_page(package: Package, slide: str, key: SlideKey, notes: SlideNotes) -> None:
    master = _notes_master(package)
    root = parsed(_PAGE.encode())
    for node in root.iter():
        node.text = node.tail = None  # line breaks of the text above
    tree = root.find(f"{q('p:cSld')}/{q('p:spTree')}")
    tree.append(text_shape(_text(notes, _body_index(package)), key, 3))
    page = package.add_part("ppt/notesSlides/notesSlide", serialised(root), CT.PML_NOTES_SLIDE)
    package.relate(page, RT.NOTES_MASTER, master)
    package.relate(page, RT.SLIDE, slide)
    package.relate(slide, RT.NOTES_SLIDE, page)


def _text(notes: SlideNotes, index: str) -> SlideText:
    """The title, then a paragraph for each note with its heading in bold."""
    title = TextParagraph((TextRun(notes.title, bold=True, size=_HEADING),))
    paragraphs = [
        TextParagraph(
            (TextRun(f"{note.heading}: ", bold=True, size=_SIZE), TextRun(note.text, size=_SIZE)),
            before=_BEFORE,
        )
        for note in notes.paragraphs
    ]
    return SlideText("body", index, _ROLE_NUMBER, (title, *paragraphs), notes.language)


def _body_index(package: Package) -> str:
    """The index of the notes on the notes master."""
    master = package.xml(_notes_master(package))
    for shape in master.iter(q("p:sp")):
        if placeholder_type(shape) == "body":
            return str(shape.find(f".//{q('p:ph')}").get("idx", ""))
    return "1"


def _notes_master(package: Package) -> str:
    """The notes master, which is added and listed if the deck has none.

    Keynote refuses a deck whose notes master is not listed.
    """
    known = package.related(package.main, RT.NOTES_MASTER)
    if known is not None:
        return known
    content, theme = _plain_master()
    part = package.add_part("ppt/notesMasters/notesMaster", content, CT.PML_NOTES_MASTER)
    look = package.add_part("ppt/theme/theme", theme, CT.OFC_THEME)
    package.relate(part, RT.THEME, look)
    identity = package.relate(package.main, RT.NOTES_MASTER, part)
    root = package.xml(package.main)
    listed = etree.Element(q("p:notesMasterIdLst"))
    etree.SubElement(listed, q("p:notesMasterId"), {q("r:id"): identity})
    root.find(q("p:sldMasterIdLst")).addnext(listed)
    package[package.main] = serialised(root)
    return part


@cache
def _plain_master() -> tuple[bytes, bytes]:
    """A notes master and its theme: a 16:9 picture at the top, and the notes below it."""
    deck = Presentation()
    master: Any = deck.notes_master
    for shape in master.placeholders:
        kind = shape._element.find(f".//{q('p:ph')}").get("type")
        if kind == "sldImg":
            _place(shape, _PICTURE_TOP, _INNER * 9 // 16)
        elif kind == "body":
            _place(shape, _TEXT_TOP, _TEXT_BOTTOM - _TEXT_TOP)
    saved = BytesIO()
    deck.save(saved)
    package = Package.read(saved.getvalue())
    part = package.related(package.main, RT.NOTES_MASTER) or ""
    return package[part], package[package.related(part, RT.THEME) or ""]


def _place(shape: Any, top: int, height: int) -> None:
    shape.left, shape.top, shape.width, shape.height = _LEFT, top, _INNER, height
