"""A lesson that is made again in a deck that its owner may have changed meanwhile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from storyreel.base.errors import Problem, RequestError
from storyreel.slides.clip import WHOLE, SlideClip
from storyreel.slides.deck import add_lesson_slide, lesson_texts, show_clip
from storyreel.slides.embed import embedded
from storyreel.slides.existing import Showing, open_deck
from storyreel.slides.lesson import Lesson, LessonSlide, TextSlide
from storyreel.slides.marks import LESSON, Mark, SlideKey
from storyreel.slides.notes_page import write_notes
from storyreel.slides.ooxml import q, serialised
from storyreel.slides.opc import Package
from storyreel.slides.seen_shapes import seen_shapes
from storyreel.slides.slide_list import remove_slide
from storyreel.slides.slide_text import is_edited, marked_texts, rewrite

_BEAT = "beat"


@dataclass(frozen=True, slots=True)
class LessonChanges:
    """What an owner should know about a deck that was made again.

    `kept` are the numbers of slides whose words were left as they are, since somebody has edited
    them.
    """

    kept: tuple[int, ...]
    warnings: tuple[str, ...]


def open_own_deck(path: Path) -> Package:
    """Open a deck that was made from clips; raises RequestError for any other file."""
    package = open_deck(path).package
    if not any(_keys(package, slide) for slide in package.slides):
        raise RequestError(
            Problem(
                f"{path} exists, and has no slide by Storyreel.",
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
    present = {key.owner for slide in package.slides for key in _keys(package, slide)}
    partial = bool(present - {LESSON} - {slide.key.owner for slide in lesson.slides})
    wanted = tuple(each for each in lesson.slides if not (partial and each.key.owner == LESSON))
    update = _Update(package, wanted, showing)
    update.run()
    warnings = [
        f"Slide {number} has content of yours, and stays. Delete it if you do not need it."
        for number in _numbers(package, update.kept)
    ]
    if partial and LESSON in present:
        warnings.append(
            "The agenda and the sources stay as they are: the deck has clips that the command does "
            "not name."
        )
    return LessonChanges(_numbers(package, update.edited), tuple(warnings))


def _numbers(package: Package, slides: Sequence[str]) -> tuple[int, ...]:
    return tuple(sorted(package.slides.index(slide) + 1 for slide in slides))


_Found: TypeAlias = dict[SlideKey, list[str]]


@dataclass
class _Update:
    """Makes slides of a lesson again in a deck that has some of them."""

    package: Package
    slides: tuple[LessonSlide, ...]
    showing: Showing
    edited: list[str] = field(default_factory=list)
    """Slides whose words were left as they are."""

    kept: list[str] = field(default_factory=list)
    """Slides that others have replaced, but that have content of the owner."""

    def run(self) -> None:
        found = self._found()
        position = 0
        for slide in self.slides:
            parts = found.get(slide.key, [])
            for part in parts:
                self._refresh(part, slide)
            if parts:
                position = max(map(self.package.slides.index, parts)) + 1
            elif _is_due(slide.key, found):
                position = self._before_replaced(slide.key, found, position)
                add_lesson_slide(self.package, slide, position, self.showing)
                position += 1
        self._remove_replaced(found)

    def _found(self) -> _Found:
        found: _Found = {}
        for part in self.package.slides:
            for key in _keys(self.package, part) | self._unmarked(part):
                found.setdefault(key, []).append(part)
        return found

    def _unmarked(self, part: str) -> set[SlideKey]:
        """Clips on a slide whose marks another program has dropped."""
        clips = [slide for slide in self.slides if isinstance(slide, SlideClip)]
        return {clip.key for clip in clips if embedded(self.package, part, clip.identity)}

    def _refresh(self, part: str, slide: LessonSlide) -> None:
        if isinstance(slide, SlideClip):
            show_clip(self.package, part, slide, self.showing)
        elif not _refresh_text(self.package, part, slide):
            self.edited.append(part)

    def _before_replaced(self, key: SlideKey, found: _Found, position: int) -> int:
        """Where a slide goes that takes the place of others, such as a clip that of its beats."""
        parts = [
            part for each in self._replaced(found) if _shares(each, key) for part in found[each]
        ]
        return min((self.package.slides.index(part) for part in parts), default=position)

    def _replaced(self, found: _Found) -> list[SlideKey]:
        """The keys in the deck that the lesson no longer has, although it has others like them."""
        planned = {slide.key for slide in self.slides}
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
                    self.kept.append(part)


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


def _refresh_text(package: Package, part: str, slide: TextSlide) -> bool:
    """Write the words of a slide again; returns whether none of them had been edited."""
    root = package.xml(part)
    texts = {text.number: text for text in lesson_texts(slide)}
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
