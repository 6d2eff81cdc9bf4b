"""The notes page of a slide, laid out for reading and printing."""

from __future__ import annotations

from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Emu, Pt

from storyreel.slides.clip import ClipWords
from storyreel.slides.ooxml import q
from storyreel.slides.template import HEIGHT, WIDTH, relationships

_LEFT, _INNER = 685_800, 5_486_400
_PICTURE_TOP, _TEXT_TOP, _TEXT_BOTTOM = 457_200, 3_657_600, 8_686_800
"""Positions on a page of 7.5 by 10 inches, in English Metric Units."""

_HEADING, _SIZE, _AFTER = Pt(14), Pt(10), Pt(4)


def arrange_notes_pages(deck: Deck) -> None:
    """Lay out the notes master: a 16:9 picture at the top, and the notes below it.

    Lists the notes master in the presentation, as Keynote refuses the file otherwise.
    """
    master: Any = deck.notes_master
    for shape in master.placeholders:
        kind = shape._element.find(f".//{q('p:ph')}").get("type")
        if kind == "sldImg":
            _place(shape, _PICTURE_TOP, round(_INNER * HEIGHT / WIDTH))
        elif kind == "body":
            _place(shape, _TEXT_TOP, _TEXT_BOTTOM - _TEXT_TOP)
    (identity,) = (
        identity
        for identity, relationship in relationships(deck.part).items()
        if relationship.reltype == RT.NOTES_MASTER
    )
    listed = etree.Element(q("p:notesMasterIdLst"))
    etree.SubElement(listed, q("p:notesMasterId"), {q("r:id"): identity})
    masters: Any = deck.element.find(q("p:sldMasterIdLst"))
    masters.addnext(listed)


def write_notes(slide: Slide, words: ClipWords) -> None:
    """Write the title, then a paragraph for each note with its heading in bold."""
    frame = slide.notes_slide.notes_text_frame
    assert frame is not None
    frame.text = "\n".join([words.title, *("" for _ in words.notes)])
    title, *paragraphs = frame.paragraphs
    (run,) = title.runs
    run.font.size, run.font.bold = _HEADING, True
    for paragraph, note in zip(paragraphs, words.notes, strict=True):
        for text, bold in ((f"{note.heading}: ", True), (note.text, None)):
            run = paragraph.add_run()
            run.text, run.font.bold, run.font.size = text, bold, _SIZE
    for paragraph in frame.paragraphs:
        paragraph.space_after = _AFTER
        properties: Any = paragraph._p.get_or_add_pPr()
        properties.set("marL", "0")
        properties.set("indent", "0")
    for written in frame._txBody.iter(q("a:rPr"), q("a:endParaRPr")):
        written.set("lang", words.language)


def _place(shape: Any, top: int, height: int) -> None:
    shape.left, shape.top = Emu(_LEFT), Emu(top)
    shape.width, shape.height = Emu(_INNER), Emu(height)
