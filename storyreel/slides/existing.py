"""An existing deck: clips go on its slides or on new ones, and all else stays as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from storyreel.base.counted import counted
from storyreel.base.errors import Problem, RequestError
from storyreel.slides.clip import SlideClip
from storyreel.slides.embed import embed, embedded, replace_embedded
from storyreel.slides.lint import DeckIssue, lint_slides
from storyreel.slides.marks import ClipIdentity
from storyreel.slides.new_slide import TITLE_NUMBER, add_clip_slide
from storyreel.slides.notes_page import write_notes
from storyreel.slides.ooxml import NotAPackageError, serialised
from storyreel.slides.opc import Package, relationships_of
from storyreel.slides.placement import (
    ClipPlace,
    PlaceShares,
    Side,
    in_words,
    place_on_slide,
)
from storyreel.slides.slide_box import ClipShape, slide_size
from storyreel.slides.slide_text import SlideText, is_edited, marked_texts, plain, rewrite
from storyreel.slides.timing import Start, advances_after_ms

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PRESENTATIONS = ("presentation", "slideshow", "template")
_STRICT = b"http://purl.oclc.org/ooxml/"
"""The beginning of relationship types in the rare Strict variant of the format."""

_SIGNATURE = "/digital-signature/origin"
"""The end of the type of a package's relationship to its signatures."""


@dataclass(frozen=True, slots=True)
class Showing:
    """How clips are shown: when they start, where on a slide, and whether they may cover it."""

    start: Start = Start.WITH_SLIDE
    place: Side | PlaceShares | None = None
    cover: bool = False


@dataclass
class ExistingDeck:
    """A deck that is changed: its package, the one before the changes, and what to tell.

    `replaced` are the numbers of the slides on which a clip was replaced.
    """

    path: Path
    package: Package
    before: Package
    replaced: list[int] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def new_issues(self, clips: Sequence[SlideClip]) -> tuple[DeckIssue, ...]:
        """The issues of the slides with these clips that they did not have before."""
        parts = [part for clip in clips for part in slides_with(self.package, clip.identity)]
        known = lint_slides(self.before, [part for part in parts if part in self.before])
        return tuple(each for each in lint_slides(self.package, parts) if each not in known)


def open_deck(path: Path) -> ExistingDeck:
    """Open a deck; raises RequestError for a file that cannot be changed."""
    package = _package(path)
    try:
        slide_size(package)
        deck = ExistingDeck(path, package, package.copy())
        if any(each.type.endswith(_SIGNATURE) for each in package.relationships("").values()):
            deck.warnings.append(
                f"{path.name} was signed, and is not valid any more. Sign it again."
            )
        return deck
    except (NotAPackageError, ValueError, TypeError, AttributeError) as error:
        raise _no_deck(path, f"cannot be interpreted ({error})") from error


def require_room(deck: ExistingDeck, number: int, clip: ClipIdentity, showing: Showing) -> None:
    """Raise RequestError for a slide that does not exist, or whose content a clip would cover.

    Assumes a clip in 16:9, so that a mistake is found before the clip is rendered.
    """
    slide = require_slide(deck, number)
    shape = ClipShape(16, 9)
    try:
        if not slides_with(deck.package, clip):
            place = place_on_slide(deck.package, slide, shape, showing.place)
            _require_free(deck, number, place, showing)
    except (NotAPackageError, ValueError, TypeError, AttributeError) as error:
        raise _no_deck(deck.path, f"cannot be interpreted ({error})") from error


def require_slide(deck: ExistingDeck, number: int) -> str:
    """The part of a slide, counted from 1; raises RequestError for one that does not exist."""
    slides = deck.package.slides
    if not 1 <= number <= len(slides):
        raise _no_slide(deck.path, number, len(slides))
    return slides[number - 1]


def put_on_slide(deck: ExistingDeck, number: int, clip: SlideClip, showing: Showing) -> None:
    """Put a clip on a slide, or in place of its earlier version, on whichever slide that is.

    Raises RequestError where it would cover something, unless that is allowed.
    """
    if replaced := _replace(deck, clip, showing):
        if number not in replaced:
            deck.warnings.append(
                f"{clip.words.name} was on slide {replaced[0]} already, and is replaced there: "
                f"slide {number} stays as it was. Move the clip in the deck, or copy its slide."
            )
        return
    part = require_slide(deck, number)
    place = place_on_slide(deck.package, part, clip.shape, showing.place)
    _require_free(deck, number, place, showing)
    _put(deck, part, clip, place, showing)


def put_after(
    deck: ExistingDeck, number: int, clips: Sequence[SlideClip], showing: Showing
) -> None:
    """Put clips on new slides after a slide, in order; an earlier version is replaced in place.

    `number` 0 is the beginning of the deck.
    """
    if number:
        require_slide(deck, number)
    position = number
    for clip in clips:
        replaced = _replace(deck, clip, showing)
        if replaced:
            position = max(replaced)
            continue
        hide = showing.place is Side.FULL
        part = add_clip_slide(deck.package, clip, position, hide_title=hide)
        place = place_on_slide(deck.package, part, clip.shape, showing.place)
        _put(deck, part, clip, place, showing)
        position += 1


def slides_with(package: Package, clip: ClipIdentity) -> list[str]:
    """The slides that show a clip, or this part of it."""
    return [slide for slide in package.slides if embedded(package, slide, clip)]


def _replace(deck: ExistingDeck, clip: SlideClip, showing: Showing) -> list[int]:
    """Replace a clip wherever the deck has it; returns the numbers of those slides."""
    numbers = []
    for slide in slides_with(deck.package, clip.identity):
        replace_embedded(deck.package, slide, clip, showing.start)
        refresh_title(deck.package, slide, clip)
        write_notes(deck.package, slide, clip.key, clip.words.slide_notes)
        numbers.append(deck.package.slides.index(slide) + 1)
    deck.replaced += numbers
    return numbers


def refresh_title(package: Package, slide: str, clip: SlideClip) -> None:
    """Write the clip's title again, unless somebody has edited it."""
    root = package.xml(slide)
    for mark, shape in marked_texts(root):
        if (mark.key, mark.number) == (clip.key, TITLE_NUMBER) and not is_edited(mark, shape):
            words = clip.words
            rewrite(
                shape, SlideText("", "", TITLE_NUMBER, plain(words.title), words.language), mark.key
            )
            package[slide] = serialised(root)


def _put(
    deck: ExistingDeck, slide: str, clip: SlideClip, place: ClipPlace, showing: Showing
) -> None:
    package = deck.package
    number = package.slides.index(slide) + 1
    advance = advances_after_ms(package.xml(slide))
    embed(package, slide, clip, place, showing.start)
    write_notes(package, slide, clip.key, clip.words.slide_notes)
    if place.covers:
        deck.warnings.append(f"On slide {number} the clip covers {in_words(place.covers)}.")
    if place.covered_by:
        over = in_words(place.covered_by)
        deck.warnings.append(f"On slide {number} the clip is partly behind {over}.")
    if advance is not None and advance < clip.duration_ms:
        deck.warnings.append(
            f"Slide {number} moved on after {advance / 1000:g} s; now it waits "
            f"{clip.duration_ms / 1000:g} s for the clip."
        )


def _require_free(deck: ExistingDeck, number: int, place: ClipPlace, showing: Showing) -> None:
    if place.covers and not showing.cover:
        raise RequestError(
            Problem(
                f"On slide {number} of {deck.path} the clip would cover {in_words(place.covers)}.",
                f"Use --after {number} for a new slide, or --cover to put it there all the same.",
            )
        )


def _package(path: Path) -> Package:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RequestError(Problem(f"{path} cannot be read: {error.strerror}.")) from error
    if data.startswith(_OLE):
        raise _ole_file(path, data)
    try:
        package = Package.read(data)
        if _STRICT in package[relationships_of("")]:
            raise RequestError(
                Problem(f"{path} is a Strict Open XML presentation.", "Save it as a plain .pptx.")
            )
        kind = package.content_type(package.main) or ""
    except NotAPackageError as error:
        raise _no_deck(path, str(error)) from error
    if not any(f".{word}." in kind for word in _PRESENTATIONS):
        raise _no_deck(path, "is another kind of document")
    return package


def _ole_file(path: Path, data: bytes) -> RequestError:
    if _ENCRYPTED in data:
        what, remedy = "is protected by a password", "Remove the password in PowerPoint"
    else:
        what, remedy = "has the old PowerPoint format (.ppt)", "Save it as .pptx"
    return RequestError(Problem(f"{path} {what}.", f"{remedy}, and try again."))


def _no_slide(path: Path, number: int, count: int) -> RequestError:
    what = f"{path} has {counted(count, 'slide')}, but no slide {number}."
    return RequestError(Problem(what, "Slides are counted from 1."))


def _no_deck(path: Path, why: str) -> RequestError:
    return RequestError(
        Problem(f"{path} is not a presentation that can be changed: it {why}.", "Use a .pptx file.")
    )
