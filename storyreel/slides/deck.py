"""A new deck: 16:9, one slide for each clip, with notes, captions and bookmarks."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from pptx.presentation import Presentation as Deck
from pptx.slide import Slide

from storyreel.slides.clip import SlideClip
from storyreel.slides.embed import embed
from storyreel.slides.notes_page import arrange_notes_pages, write_notes
from storyreel.slides.ooxml import NAMESPACES, parsed, q
from storyreel.slides.opc import Package
from storyreel.slides.placement import SlideBox
from storyreel.slides.template import HEIGHT, WIDTH, blank_deck
from storyreel.slides.timing import Start

_TITLE_ONLY = 5
"""Index of a layout in python-pptx's template."""

_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><Application>Storyreel</Application>'
    "<PresentationFormat>Widescreen</PresentationFormat></Properties>"
)


def new_deck(clips: Sequence[SlideClip], start: Start) -> Package:
    """The deck as a package; equal clips make equal bytes."""
    deck = blank_deck(", ".join(clip.words.title for clip in clips))
    arrange_notes_pages(deck)
    for clip in clips:
        _add_slide(deck, clip)
    saved = BytesIO()
    deck.save(saved)
    package = Package.read(saved.getvalue())
    package["docProps/app.xml"] = _PROPERTIES.encode()
    for slide, clip in zip(package.slides, clips, strict=True):
        embed(package, slide, clip, _video_box(clip), start)
    return package.without_times()


def _video_box(clip: SlideClip) -> SlideBox:
    return SlideBox(0, 0, WIDTH, HEIGHT).fitted(clip.width, clip.height, clip.words.share)


def _add_slide(deck: Deck, clip: SlideClip) -> None:
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    title = slide.shapes.title
    assert title is not None
    # Above the slide: for the outline, for navigation and for screen readers.
    title.left, title.top, title.width, title.height = 0, -600_000, WIDTH, 500_000
    title.text_frame.text = clip.words.title
    _set_background(slide, clip)
    write_notes(slide, clip.words)


def _set_background(slide: Slide, clip: SlideClip) -> None:
    """Continue the colours of the first frame's sides over the slide."""
    box, colors = _video_box(clip), clip.edge_colors
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
