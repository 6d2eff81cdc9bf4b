"""An empty deck: 16:9, in the colours of the clips, so that added slides match them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.presentation import Presentation as Deck
from pptx.util import Emu

from storyreel.design.tokens import Color
from storyreel.slides.ooxml import parsed, q, serialised

WIDTH, HEIGHT = 12_192_000, 6_858_000
"""A widescreen slide, in English Metric Units."""

_ONE_DATE = datetime(1980, 1, 1, tzinfo=UTC)
"""The date of every deck, so that two builds of one lesson are the same file."""

_UNWANTED = ("printerSettings", "thumbnail")
"""Parts of python-pptx's template that describe another machine and another deck."""

_THEME = {
    "dk1": Color.CHARCOAL,
    "lt1": Color.PEARL,
    "dk2": Color.NAVY,
    "lt2": Color.SOFT_GREY,
    "accent1": Color.NAVY,
    "accent2": Color.GOLD,
    "accent3": Color.SLATE,
    "accent4": Color.GOLD_LINE,
    "accent5": Color.LINE,
    "accent6": Color.HAIRLINE,
    "hlink": Color.NAVY,
    "folHlink": Color.SLATE,
}


def blank_deck(title: str) -> Deck:
    """A deck without slides; equal titles make equal decks."""
    deck = Presentation()
    _widen(deck)
    _apply_theme(deck)
    for part in (deck.part, deck.part.package):
        for identity, relationship in list(relationships(part).items()):
            if relationship.reltype.endswith(_UNWANTED):
                relationships(part).pop(identity)
    about = deck.core_properties
    about.title, about.author, about.last_modified_by = title, "Storyreel", "Storyreel"
    about.comments = ""  # otherwise the name of the library
    about.created = about.modified = _ONE_DATE
    return deck


def relationships(part: Any) -> Any:
    """A part's relationships in python-pptx, by id."""
    return part._rels


def _widen(deck: Deck) -> None:
    """Widen the slides from 4:3 to 16:9, and stretch the positions on master and layouts."""
    stretch = WIDTH / int(deck.slide_width or WIDTH)
    deck.slide_width, deck.slide_height = Emu(WIDTH), Emu(HEIGHT)
    size = deck.element.find(q("p:sldSz"))
    assert size is not None
    size.attrib.pop("type", None)  # it still says 4:3
    (master,) = deck.slide_masters
    for page in (master, *master.slide_layouts):
        for name, attribute in (("a:off", "x"), ("a:ext", "cx")):
            for node in page.element.iter(q(name)):
                if attribute in node.attrib:
                    node.set(attribute, str(round(int(str(node.get(attribute))) * stretch)))


def _apply_theme(deck: Deck) -> None:
    """Set the colours of the clips, and titles like theirs: navy, bold, left-aligned."""
    (master,) = deck.slide_masters
    theme = master.part.part_related_by(RT.THEME)
    root = parsed(theme.blob)
    scheme = root.find(f".//{q('a:clrScheme')}")
    scheme.set("name", "Storyreel")
    for name, color in _THEME.items():
        place = scheme.find(q(f"a:{name}"))
        place.clear()
        etree.SubElement(place, q("a:srgbClr"), val=color[1:])
    theme.blob = serialised(root)
    title: Any = master.element.find(f".//{q('p:titleStyle')}/{q('a:lvl1pPr')}")
    title.set("algn", "l")
    letters = title.find(q("a:defRPr"))
    letters.set("sz", "3600")
    letters.set("b", "1")
    letters.find(f".//{q('a:schemeClr')}").set("val", "tx2")
