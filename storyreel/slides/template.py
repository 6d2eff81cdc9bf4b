"""An empty deck in the look of the clips: 16:9, with a layout for each kind of slide."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from storyreel.design.tokens import Color
from storyreel.slides.deck_layouts import HEIGHT, MASTER_BOXES, WIDTH, DeckLayout, layout_parts
from storyreel.slides.layout_xml import master_text_styles, transform
from storyreel.slides.ooxml import Element, parsed, q, serialised
from storyreel.slides.opc import Package

_MASTER = "ppt/slideMasters/slideMaster1.xml"
_ONE_DATE = datetime(1980, 1, 1, tzinfo=UTC)
"""The date of every deck, so that two builds of one lesson are the same file."""

_UNWANTED = ("ppt/printerSettings/printerSettings1.bin", "docProps/thumbnail.jpeg")
"""Parts of python-pptx's template that describe another machine and another deck."""

_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><Application>Storyreel</Application>'
    "<PresentationFormat>Widescreen</PresentationFormat></Properties>"
)
_FONT = "Arial"
"""A font that every slide program has: a deck carries no fonts."""

_THEME = {
    "dk1": Color.CHARCOAL,
    "lt1": Color.PEARL,
    "dk2": Color.NAVY,
    "lt2": Color.SOFT_GREY,
    "accent1": Color.NAVY,
    "accent2": Color.GOLD,
    "accent3": Color.SLATE,
    "accent4": Color.GOLD_TEXT,
    "accent5": Color.LINE,
    "accent6": Color.HAIRLINE,
    "hlink": Color.NAVY,
    "folHlink": Color.SLATE,
}


def blank_deck(title: str) -> Package:
    """A deck without slides; equal titles make equal decks."""
    deck = Presentation()
    about = deck.core_properties
    about.title, about.author, about.last_modified_by = title, "Storyreel", "Storyreel"
    about.comments = ""  # otherwise the name of the library
    about.created = about.modified = _ONE_DATE
    saved = BytesIO()
    deck.save(saved)
    package = Package.read(saved.getvalue())
    _drop_unwanted(package)
    package["docProps/app.xml"] = _PROPERTIES.encode()
    _widen(package)
    _apply_theme(package)
    _write_layouts(package)
    return package


def _drop_unwanted(package: Package) -> None:
    for name in ("", package.main):
        known = package.relationships(name).items()
        package.unrelate(name, {key for key, one in known if one.target in _UNWANTED})
    for name in _UNWANTED:
        package.remove_unused(name)


def _widen(package: Package) -> None:
    root = package.xml(package.main)
    size = root.find(q("p:sldSz"))
    size.attrib.clear()  # it says 4:3
    size.set("cx", str(WIDTH))
    size.set("cy", str(HEIGHT))
    package[package.main] = serialised(root)


def _apply_theme(package: Package) -> None:
    part = package.related(_MASTER, RT.THEME) or ""
    root = package.xml(part)
    root.set("name", "Storyreel")
    scheme = root.find(f".//{q('a:clrScheme')}")
    scheme.set("name", "Storyreel")
    for name, color in _THEME.items():
        place = scheme.find(q(f"a:{name}"))
        place.clear()
        etree.SubElement(place, q("a:srgbClr"), val=color[1:])
    fonts = root.find(f".//{q('a:fontScheme')}")
    fonts.set("name", "Storyreel")
    for face in fonts.findall(f"*/{q('a:latin')}"):
        face.set("typeface", _FONT)
    package[part] = serialised(root)


def _write_layouts(package: Package) -> None:
    """Replace the master's styles and the layouts, and remove the layouts that are not used."""
    wanted = {layout.part for layout in DeckLayout}
    related = package.relationships(_MASTER)
    unused = {
        key
        for key, one in related.items()
        if one.type == RT.SLIDE_LAYOUT and one.target not in wanted
    }
    root = package.xml(_MASTER)
    for node in list(root.iter(q("p:sldLayoutId"))):
        if node.get(q("r:id")) in unused:
            node.getparent().remove(node)
    _restyle_master(root)
    package[_MASTER] = serialised(root)
    package.unrelate(_MASTER, unused)
    for key in unused:
        package.remove_unused(related[key].target)
    for part, content in layout_parts().items():
        package[part] = content


def _restyle_master(root: Element) -> None:
    """The master's placeholders, and its styles for titles and bodies."""
    for shape in root.iter(q("p:sp")):
        box = MASTER_BOXES[shape.find(f".//{q('p:ph')}").get("type", "body")]
        place = shape.find(f".//{q('a:xfrm')}")
        place.getparent().replace(place, parsed(transform(box).encode()))
    texts: Element = root.find(q("p:txStyles"))
    texts.getparent().replace(texts, parsed(master_text_styles().encode()))
