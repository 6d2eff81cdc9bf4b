"""A lesson as a new deck."""

from __future__ import annotations

import re

from storyreel.base.errors import Problem, RequestError
from storyreel.slides.clip import SlideClip
from storyreel.slides.deck_layouts import HEIGHT, DeckLayout
from storyreel.slides.embed import embed, embedded, replace_embedded
from storyreel.slides.existing import Showing, refresh_title
from storyreel.slides.lesson import Lesson, LessonSlide, TextKind, TextSlide
from storyreel.slides.new_slide import TITLE_NUMBER, empty_slide
from storyreel.slides.notes_page import write_notes
from storyreel.slides.ooxml import NAMESPACES, Element, parsed, q, serialised
from storyreel.slides.opc import Package
from storyreel.slides.placement import Side, place_on_slide
from storyreel.slides.slide_box import SlideBox, slide_size
from storyreel.slides.slide_list import insert_slide
from storyreel.slides.slide_text import (
    SlideText,
    TextParagraph,
    TextRun,
    plain,
    text_shape,
)
from storyreel.slides.template import blank_deck

_BODY_NUMBER = 2
"""The number of the body among the texts of a slide."""

_BEFORE = 10
"""Points before a strong paragraph that is not the first one."""

_LAYOUT_PART = re.compile(r"ppt/slideLayouts/[^/]+\.xml")
_LAYOUTS = {
    TextKind.TITLE: DeckLayout.TITLE,
    TextKind.AGENDA: DeckLayout.AGENDA,
    TextKind.INSIGHT: DeckLayout.INSIGHT,
    TextKind.QUESTION: DeckLayout.QUESTION,
    TextKind.SOURCES: DeckLayout.SOURCES,
}


def new_deck(lesson: Lesson, showing: Showing) -> Package:
    """The deck as a package; equal lessons make equal bytes."""
    package = blank_deck(lesson.title)
    for position, slide in enumerate(lesson.slides):
        add_lesson_slide(package, slide, position, showing)
    return package.without_times()


def add_lesson_slide(package: Package, slide: LessonSlide, position: int, showing: Showing) -> None:
    """Add a slide, so that `position` slides are before it."""
    if isinstance(slide, SlideClip):
        _add_clip(package, slide, position, showing)
    else:
        _add_text(package, slide, position)


def _add_text(package: Package, slide: TextSlide, position: int) -> None:
    root = empty_slide()
    tree = root.find(f"{q('p:cSld')}/{q('p:spTree')}")
    for shape, text in enumerate(lesson_texts(slide), start=2):
        tree.append(text_shape(text, slide.key, shape))
    layout = _layout_part(package, _LAYOUTS[slide.kind])
    part = insert_slide(package, layout, serialised(root), position)
    if slide.notes is not None:
        write_notes(package, part, slide.key, slide.notes)


def lesson_texts(slide: TextSlide) -> tuple[SlideText, SlideText]:
    """The heading and the body of a slide."""
    opening = slide.kind is TextKind.TITLE
    title = "ctrTitle" if opening else "title"
    body = "subTitle" if opening else "body"
    paragraphs = tuple(
        TextParagraph(
            (TextRun(line.text, bold=line.strong),), before=_BEFORE if line.strong and number else 0
        )
        for number, line in enumerate(slide.body)
    )
    return (
        SlideText(title, "", TITLE_NUMBER, plain(slide.heading), slide.language),
        SlideText(body, "1", _BODY_NUMBER, paragraphs, slide.language),
    )


def _add_clip(package: Package, clip: SlideClip, position: int, showing: Showing) -> None:
    root = empty_slide()
    whole = slide_size(package)
    tree = root.find(f"{q('p:cSld')}/{q('p:spTree')}")
    # Above the slide: for the outline, for navigation and for screen readers.
    box = (
        f'<a:xfrm><a:off x="0" y="-600000"/><a:ext cx="{whole.width}" cy="500000"/></a:xfrm>'
        if showing.place in (None, Side.FULL)
        else ""
    )
    words = clip.words
    text = SlideText("title", "", TITLE_NUMBER, plain(words.title), words.language)
    tree.append(text_shape(text, clip.key, 2, box))
    layout = _layout_part(package, DeckLayout.CLIP)
    part = insert_slide(package, layout, serialised(root), position)
    show_clip(package, part, clip, showing)


def show_clip(package: Package, part: str, clip: SlideClip, showing: Showing) -> None:
    """Put a clip on its slide, in place of an earlier version if there is one."""
    if embedded(package, part, clip.identity):
        replace_embedded(package, part, clip, showing.start)
    else:
        place = place_on_slide(package, part, clip.shape, showing.place)
        embed(package, part, clip, place, showing.start)
        if showing.place is None:
            _set_background(package, part, clip, place.box)
    refresh_title(package, part, clip)
    write_notes(package, part, clip.key, clip.words.slide_notes)


def _layout_part(package: Package, layout: DeckLayout) -> str:
    """The part of a layout, by its name, since other programs number the parts differently."""
    content = package.xml(layout.part) if layout.part in package else None
    if content is not None and _name(content) == layout.title:
        return layout.part
    others = (part for part in package if _LAYOUT_PART.fullmatch(part))
    found = next((part for part in others if _name(package.xml(part)) == layout.title), None)
    if found is not None:
        return found
    raise RequestError(
        Problem(
            f"The deck has no layout '{layout.title}' any more.",
            "Write a new deck, or add the clips with --into and --after.",
        )
    )


def _name(layout: Element) -> str:
    return str(layout.find(q("p:cSld")).get("name", ""))


def _set_background(package: Package, part: str, clip: SlideClip, box: SlideBox) -> None:
    """Continue the colours of the first frame's sides over the slide."""
    colors = clip.edge_colors
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
    root = package.xml(part)
    root.find(q("p:cSld")).insert(0, parsed(background.encode()))
    package[part] = serialised(root)
