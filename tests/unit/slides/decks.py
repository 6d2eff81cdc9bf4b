"""Decks for tests: new ones of clips, and those of other people."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from storyreel.slides.clip import SlideClip
from storyreel.slides.deck import new_deck
from storyreel.slides.existing import ExistingDeck, Showing, open_deck, put_after, put_on_slide
from storyreel.slides.lesson import bare_lesson
from storyreel.slides.ooxml import NAMESPACES, Element, parsed, q, serialised
from storyreel.slides.opc import Package
from storyreel.slides.placement import ClipPlace, place_on_slide
from storyreel.slides.slide_box import ClipShape

TITLE_LAYOUT, BLANK_LAYOUT, TWO_CONTENTS_LAYOUT, PICTURE_LAYOUT = 5, 6, 3, 8
"""Layouts of the template of python-pptx."""

WIDE = ClipShape(16, 9)
COVERING = Showing(cover=True)


def bare_deck(*clips: SlideClip, showing: Showing | None = None) -> Package:
    """A new deck of clips alone."""
    return new_deck(bare_lesson([[clip] for clip in clips]), showing or Showing())


def put(path: Path, number: int, clip: SlideClip, showing: Showing | None = None) -> ExistingDeck:
    """Put a clip on a slide of a deck on disk, which is changed."""
    deck = open_deck(path)
    put_on_slide(deck, number, clip, showing or Showing())
    deck.package.write(path)
    return deck


def put_behind(
    path: Path, number: int, *clips: SlideClip, showing: Showing | None = None
) -> ExistingDeck:
    """Put clips on new slides of a deck on disk, which is changed."""
    deck = open_deck(path)
    put_after(deck, number, clips, showing or Showing())
    deck.package.write(path)
    return deck


def change_part(path: Path, part: str, change: Callable[[Element], None]) -> None:
    """Change the XML of a part of a deck on disk."""
    package = Package.read(path.read_bytes())
    root = package.xml(part)
    change(root)
    package[part] = serialised(root)
    package.write(path)


def contents(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def box_of(picture: Element) -> tuple[int, int, int, int]:
    off, ext = picture.find(f".//{q('a:off')}"), picture.find(f".//{q('a:ext')}")
    return int(off.get("x")), int(off.get("y")), int(ext.get("cx")), int(ext.get("cy"))


def slide_of(own: Path, number: int) -> str:
    return open_deck(own).package.slides[number - 1]


def placed(own: Path, number: int, shape: ClipShape = WIDE, **wanted: Any) -> ClipPlace:
    package = open_deck(own).package
    return place_on_slide(package, package.slides[number - 1], shape, wanted.get("place"))


def remove(root: Element, path: str) -> None:
    for node in root.findall(path):
        node.getparent().remove(node)


def add_to_slide(own: Path, number: int, xml: str) -> None:
    """Put a shape on top of a slide, with the usual prefixes declared in its first element."""
    names = ("a", "p", "r", "mc", "m")
    head = " ".join(f'xmlns:{name}="{NAMESPACES[name]}"' for name in names)
    shape = parsed(xml.replace(" ", f" {head} ", 1).encode())
    change_part(own, slide_of(own, number), lambda root: root[0].find(q("p:spTree")).append(shape))
