"""A new deck: 16:9, one slide for each clip, with everything a lesson needs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Emu

from storyreel.slides.clip import SlideClip
from storyreel.slides.embed import Box, embed
from storyreel.slides.opc import MAIN, NAMESPACES, NOTES_MASTER, SLIDE, Package, parsed, q

WIDTH, HEIGHT = 12_192_000, 6_858_000
"""A widescreen slide, in English Metric Units."""

_TITLE_ONLY = 5
_ONE_DATE = datetime(1980, 1, 1, tzinfo=UTC)
"""What a deck says of its making: two builds of one lesson are the same file."""

_UNFIT = ("printerSettings", "thumbnail")
"""Parts of the library's own template that are about another machine and another deck."""

_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><Application>Storyreel</Application>'
    "<PresentationFormat>Widescreen</PresentationFormat></Properties>"
)


def new_deck(clips: Sequence[SlideClip], on_click: bool) -> Package:
    """The deck as a package; the same clips make the same bytes."""
    deck = _blank_deck(", ".join(clip.title for clip in clips))
    for clip in clips:
        _add_slide(deck, clip)
    _list_notes_master(deck)
    saved = BytesIO()
    deck.save(saved)
    package = Package.read(saved.getvalue())
    package["docProps/app.xml"] = _PROPERTIES.encode()
    for slide, clip in zip(slides_of(package), clips, strict=True):
        whole = Box(0, 0, WIDTH, HEIGHT)
        embed(package, slide, clip, whole.fitted(clip.width, clip.height, clip.share), on_click)
    return package.without_times()


def slides_of(package: Package) -> list[str]:
    """The parts of the slides, in the order in which they are shown."""
    main = package.related("", MAIN) or ""
    related = package.relationships(main)
    listed = package.xml(main).findall(f"{q('p:sldIdLst')}/{q('p:sldId')}")
    named = [related.get(node.get(q("r:id"))) for node in listed]
    return [one.target for one in named if one is not None and one.type == SLIDE]


def _blank_deck(title: str) -> Deck:
    deck = Presentation()
    _widen(deck)
    for part in (deck.part, deck.part.package):
        for identity, relationship in list(_relationships(part).items()):
            if relationship.reltype.endswith(_UNFIT):
                _relationships(part).pop(identity)
    about = deck.core_properties
    about.title, about.author, about.last_modified_by = title, "Storyreel", "Storyreel"
    about.created = about.modified = _ONE_DATE
    return deck


def _widen(deck: Deck) -> None:
    """From 4:3 to 16:9: the size of the slides, and where things stand on master and layouts."""
    stretch = WIDTH / int(deck.slide_width or WIDTH)
    deck.slide_width, deck.slide_height = Emu(WIDTH), Emu(HEIGHT)
    size = deck.element.find(q("p:sldSz"))
    assert size is not None
    size.attrib.pop("type", None)  # it would go on saying 4:3
    (master,) = deck.slide_masters
    for page in (master, *master.slide_layouts):
        for name, attribute in (("a:off", "x"), ("a:ext", "cx")):
            for node in page.element.iter(q(name)):
                if attribute in node.attrib:
                    node.set(attribute, str(round(int(str(node.get(attribute))) * stretch)))


def _add_slide(deck: Deck, clip: SlideClip) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    title = slide.shapes.title
    assert title is not None
    # Above the slide: for the outline, for jumping, and for those who listen to it.
    title.left, title.top, title.width, title.height = 0, -600_000, WIDTH, 500_000
    title.text_frame.text = clip.title
    _paint_background(slide, clip)
    notes = slide.notes_slide.notes_text_frame
    assert notes is not None
    notes.text = "\n".join([clip.title, *map(str, clip.notes)])
    for properties in slide.notes_slide.element.iter(q("a:rPr"), q("a:endParaRPr")):
        properties.set("lang", clip.language)


def _paint_background(slide: Slide, clip: SlideClip) -> None:
    """The colours that the first frame has at its sides, at the heights at which it has them."""
    box = Box(0, 0, WIDTH, HEIGHT).fitted(clip.width, clip.height, clip.share)
    colors = clip.edge
    if len(colors) == 1:
        paint = f'<a:solidFill><a:srgbClr val="{colors[0][1:]}"/></a:solidFill>'
    else:
        stops = "".join(
            f'<a:gs pos="{round((box.top + box.height * n / (len(colors) - 1)) / HEIGHT * 1e5)}">'
            f'<a:srgbClr val="{color[1:]}"/></a:gs>'
            for n, color in enumerate(colors)
        )
        paint = (
            f'<a:gradFill rotWithShape="1"><a:gsLst>{stops}</a:gsLst>'
            '<a:lin ang="5400000" scaled="0"/></a:gradFill>'
        )
    head = f'xmlns:p="{NAMESPACES["p"]}" xmlns:a="{NAMESPACES["a"]}"'
    background = f"<p:bg {head}><p:bgPr>{paint}<a:effectLst/></p:bgPr></p:bg>"
    sheet: Any = slide.element.find(q("p:cSld"))
    sheet.insert(0, parsed(background.encode()))


def _list_notes_master(deck: Deck) -> None:
    """Name the notes master in the presentation, without which Keynote refuses the file."""
    (identity,) = (
        identity
        for identity, relationship in _relationships(deck.part).items()
        if relationship.reltype == NOTES_MASTER
    )
    listed = etree.Element(q("p:notesMasterIdLst"))
    etree.SubElement(listed, q("p:notesMasterId"), {q("r:id"): identity})
    masters: Any = deck.element.find(q("p:sldMasterIdLst"))
    masters.addnext(listed)


def _relationships(part: Any) -> Any:
    """A part's relationships in python-pptx, by id."""
    return part._rels
