"""A teacher's own deck: one clip goes into one of its slides, and all else stays as it was."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from storyreel.base.errors import Problem, RequestError
from storyreel.slides.clip import SlideClip
from storyreel.slides.embed import Box, embed
from storyreel.slides.lint import Fault, lint
from storyreel.slides.ooxml import NotAPackageError
from storyreel.slides.opc import Package, relationships_of
from storyreel.slides.placement import covered, empty_placeholder, free_room

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PRESENTATIONS = ("presentation", "slideshow", "template")
_STRICT = b"http://purl.oclc.org/ooxml/"
"""What the names of relationships begin with in the other, rare spelling of the format."""


@dataclass(frozen=True, slots=True)
class OpenSlide:
    """A slide of a deck, by its part, and where on it a clip belongs.

    `placeholder` is the id of the empty shape that the clip takes the place of, if there is one.
    """

    package: Package
    part: str
    room: Box
    placeholder: int | None
    faults: tuple[Fault, ...]
    """What the lint has against the slide as it is."""


def open_slide(path: Path, number: int) -> OpenSlide:
    """The slide of that number, counted from 1; raises RequestError for what can't be taken."""
    package = _package(path)
    try:
        slides = package.slides
        if not 1 <= number <= len(slides):
            has = f"has {len(slides)} slides" if len(slides) != 1 else "has one slide"
            raise RequestError(
                Problem(f"{path} {has}; there is no slide {number}.", "Count from 1.")
            )
        part = slides[number - 1]
        empty = empty_placeholder(package, part)
        shape, room = empty or (None, free_room(package, part))
        return OpenSlide(package, part, room, shape, lint(package, [part]))
    except (NotAPackageError, ValueError, TypeError, AttributeError) as error:
        raise _no_deck(path, f"can't be understood ({error})") from error


def put_into(slide: OpenSlide, clip: SlideClip, on_click: bool) -> Package:
    """The deck with the clip on that slide, as large as its place allows."""
    embed(slide.package, slide.part, clip, _place(slide, clip), on_click, slide.placeholder)
    return slide.package


def covered_by(slide: OpenSlide, clip: SlideClip) -> tuple[str, ...]:
    """The names of the shapes on which the clip will lie; ask before it is put there."""
    return covered(slide.package, slide.part, _place(slide, clip), slide.placeholder)


def _place(slide: OpenSlide, clip: SlideClip) -> Box:
    share = 1.0 if slide.placeholder is not None else clip.share
    return slide.room.fitted(clip.width, clip.height, share)


def _package(path: Path) -> Package:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RequestError(Problem(f"{path}: can't be read ({error.strerror}).")) from error
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            what, remedy = "is protected by a password", "Take the password away in PowerPoint"
        else:
            what, remedy = "is in the old format of PowerPoint", "Save it as .pptx"
        raise RequestError(Problem(f"{path} {what}.", f"{remedy}, and try again."))
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


def _no_deck(path: Path, why: str) -> RequestError:
    return RequestError(
        Problem(f"{path} is no presentation that can be changed: it {why}.", "Give a .pptx file.")
    )
