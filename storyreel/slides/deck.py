"""A lesson as a deck: a new one, or one that its owner may have changed meanwhile."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from storyreel.base.errors import Problem, RequestError
from storyreel.slides.clip import WHOLE, SlideClip
from storyreel.slides.embed import embed, embedded, replace_embedded
from storyreel.slides.existing import Showing, open_deck, refresh_title
from storyreel.slides.lesson import Lesson, LessonSlide, TextKind, TextSlide
from storyreel.slides.marks import LESSON, Mark, SlideKey
from storyreel.slides.new_slide import TITLE_NUMBER, empty_slide
from storyreel.slides.notes_page import write_notes
from storyreel.slides.ooxml import NAMESPACES, Element, parsed, q, serialised
from storyreel.slides.opc import Package
from storyreel.slides.placement import Side, place_on_slide
from storyreel.slides.seen_shapes import seen_shapes
from storyreel.slides.slide_box import SlideBox, slide_size
from storyreel.slides.slide_list import insert_slide, remove_slide
from storyreel.slides.slide_text import (
    SlideText,
    TextParagraph,
    TextRun,
    is_edited,
    marked_texts,
    plain,
    rewrite,
    text_shape,
)
from storyreel.slides.template import HEIGHT, DeckLayout, blank_deck

_BODY_NUMBER = 2
"""The number of the body among the texts of a slide."""

_BEFORE = 10
"""Points before a strong paragraph that is not the first one."""

_LAYOUT_PART = re.compile(r"ppt/slideLayouts/[^/]+\.xml")
_BEAT = "beat"
_LAYOUTS = {
    TextKind.TITLE: DeckLayout.TITLE,
    TextKind.AGENDA: DeckLayout.AGENDA,
    TextKind.INSIGHT: DeckLayout.INSIGHT,
    TextKind.QUESTION: DeckLayout.QUESTION,
    TextKind.SOURCES: DeckLayout.SOURCES,
}


@dataclass
class LessonChanges:
    """What an owner should know about a deck that was made again."""

    kept: list[int] = field(default_factory=list)
    """Numbers of slides whose words were left as they are, since somebody has edited them."""

    warnings: list[str] = field(default_factory=list)


def new_deck(lesson: Lesson, showing: Showing) -> Package:
    """The deck as a package; equal lessons make equal bytes."""
    package = blank_deck(lesson.title)
    for position, slide in enumerate(lesson.slides):
        _add(package, slide, position, showing)
    return package.without_times()


def open_own_deck(path: Path) -> Package:
    """Open a deck that was made from clips; raises RequestError for any other file."""
    package = open_deck(path).package
    if not any(_keys(package, slide) for slide in package.slides):
        raise RequestError(
            Problem(
                f"{path} exists, and has no slide of ours.",
                f"Choose another name, or add the clips with --into {path} --after N.",
            )
        )
    return package


def update_deck(package: Package, lesson: Lesson, showing: Showing) -> LessonChanges:
    """Make the slides of a lesson again in a deck that has some of them.

    What the owner has added, edited, moved or deleted stays so: only clips are replaced, words
    that are as they were written, and the slides of clips that are new to the deck are added
    after the slide that is before them in the lesson.
    """
    changes = LessonChanges()
    _Update(package, lesson, showing, changes).run()
    return changes


_Found: TypeAlias = dict[SlideKey, list[str]]


@dataclass
class _Update:
    package: Package
    lesson: Lesson
    showing: Showing
    changes: LessonChanges

    def run(self) -> None:
        found = self._found()
        owners = {key.owner for key in found}
        partial = bool(owners - {LESSON} - {slide.key.owner for slide in self.lesson.slides})
        position = 0
        for slide in self.lesson.slides:
            if slide.key.owner == LESSON and partial:
                continue
            parts = found.get(slide.key, [])
            for part in parts:
                self._refresh(part, slide)
            if parts:
                position = max(map(self.package.slides.index, parts)) + 1
            elif _is_due(slide.key, found):
                position = self._before_replaced(slide.key, found, position)
                _add(self.package, slide, position, self.showing)
                position += 1
        self._remove_replaced(found)
        if partial and any(key.owner == LESSON for key in found):
            self.changes.warnings.append(
                "The agenda and the sources stay as they are: the deck has clips that the command "
                "does not name."
            )

    def _found(self) -> _Found:
        found: _Found = {}
        for part in self.package.slides:
            for key in _keys(self.package, part) | self._unmarked(part):
                found.setdefault(key, []).append(part)
        return found

    def _unmarked(self, part: str) -> set[SlideKey]:
        """Clips on a slide whose marks another program has dropped."""
        clips = self.lesson.clips
        return {clip.key for clip in clips if embedded(self.package, part, clip)}

    def _refresh(self, part: str, slide: LessonSlide) -> None:
        if isinstance(slide, SlideClip):
            _show_again(self.package, part, slide, self.showing)
        elif not _refresh_text(self.package, part, slide):
            self.changes.kept.append(self.package.slides.index(part) + 1)

    def _before_replaced(self, key: SlideKey, found: _Found, position: int) -> int:
        """Where a slide goes that takes the place of others, such as a clip that of its beats."""
        parts = [
            part for each in self._replaced(found) if _shares(each, key) for part in found[each]
        ]
        return min((self.package.slides.index(part) for part in parts), default=position)

    def _replaced(self, found: _Found) -> list[SlideKey]:
        """The keys in the deck that the lesson has no more, although it has others like them."""
        planned = {slide.key for slide in self.lesson.slides}
        return [
            key
            for key in found
            if key not in planned and any(_shares(key, other) for other in planned)
        ]

    def _remove_replaced(self, found: _Found) -> None:
        for key in self._replaced(found):
            for part in found[key]:
                if _is_untouched(self.package, part):
                    remove_slide(self.package, part)
                else:
                    number = self.package.slides.index(part) + 1
                    self.changes.warnings.append(
                        f"Slide {number} has content of yours, and stays. Delete it if you do not "
                        "need it."
                    )


def _family(role: str) -> str:
    """Roles that can take each other's place: a clip and its beats, the pages of the sources."""
    family = role.partition("-")[0]
    return WHOLE if family == _BEAT else family


def _shares(one: SlideKey, other: SlideKey) -> bool:
    return one.owner == other.owner and _family(one.role) == _family(other.role)


def _is_due(key: SlideKey, found: _Found) -> bool:
    """Whether a slide that the deck lacks is added: it is new, not one that the owner deleted."""
    if key.owner != LESSON and _family(key.role) == WHOLE:
        return True
    if not any(each.owner == key.owner for each in found) and key.owner != LESSON:
        return True
    return any(_shares(each, key) for each in found)


def _keys(package: Package, slide: str) -> set[SlideKey]:
    """The marks of a slide's shapes."""
    names = (node.get("name", "") for node in package.xml(slide).iter(q("p:cNvPr")))
    return {mark.key for mark in map(Mark.read, names) if mark is not None}


def _is_untouched(package: Package, slide: str) -> bool:
    """Whether a slide shows nothing but what was made for it."""
    root = package.xml(slide)
    if any(is_edited(mark, shape) for mark, shape in marked_texts(root)):
        return False
    marked = {node.get("id") for node in root.iter(q("p:cNvPr")) if Mark.read(node.get("name", ""))}
    return all(shape.id in marked for shape in seen_shapes(package, slide))


def _add(package: Package, slide: LessonSlide, position: int, showing: Showing) -> None:
    if isinstance(slide, SlideClip):
        _add_clip(package, slide, position, showing)
    else:
        _add_text(package, slide, position)


def _add_text(package: Package, slide: TextSlide, position: int) -> None:
    root = empty_slide()
    tree = root.find(f"{q('p:cSld')}/{q('p:spTree')}")
    for shape, text in enumerate(_texts(slide), start=2):
        tree.append(text_shape(text, slide.key, shape))
    layout = _layout_part(package, _LAYOUTS[slide.kind])
    part = insert_slide(package, layout, serialised(root), position)
    if slide.notes is not None:
        write_notes(package, part, slide.key, slide.notes)


def _texts(slide: TextSlide) -> tuple[SlideText, SlideText]:
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


def _refresh_text(package: Package, part: str, slide: TextSlide) -> bool:
    """Write the words of a slide again; returns whether none of them had been edited."""
    root = package.xml(part)
    texts = {text.number: text for text in _texts(slide)}
    ours = True
    for mark, shape in marked_texts(root):
        if mark.key != slide.key or mark.number not in texts:
            continue
        if is_edited(mark, shape):
            ours = False
        else:
            rewrite(shape, texts[mark.number], slide.key)
    package[part] = serialised(root)
    if slide.notes is not None:
        write_notes(package, part, slide.key, slide.notes)
    return ours


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
    _show_again(package, part, clip, showing)


def _show_again(package: Package, part: str, clip: SlideClip, showing: Showing) -> None:
    """Put a clip on its slide, in place of an earlier version if there is one."""
    if embedded(package, part, clip):
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
