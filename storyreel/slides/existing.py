"""An existing deck: puts a clip on one of its slides and leaves everything else as it was."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from storyreel.base.errors import Problem, RequestError
from storyreel.slides.clip import SlideClip
from storyreel.slides.embed import embed
from storyreel.slides.lint import DeckIssue, lint_slides
from storyreel.slides.ooxml import NotAPackageError
from storyreel.slides.opc import Package, relationships_of
from storyreel.slides.placement import SlideBox, covered_shapes, empty_placeholder, free_area
from storyreel.slides.timing import Start

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PRESENTATIONS = ("presentation", "slideshow", "template")
_STRICT = b"http://purl.oclc.org/ooxml/"
"""The beginning of relationship types in the rare Strict variant of the format."""


@dataclass(frozen=True, slots=True)
class OpenSlide:
    """A slide of a deck, named by its part, and the area for a clip.

    `placeholder` is the id of the empty placeholder that the clip replaces, if any. `issues` are
    those of the slide before it is changed.
    """

    package: Package
    part: str
    area: SlideBox
    placeholder: int | None
    issues: tuple[DeckIssue, ...]


def open_slide(path: Path, number: int) -> OpenSlide:
    """Open a slide, counted from 1; raises RequestError for an unsuitable file or number."""
    package = _package(path)
    try:
        slides = package.slides
        if not 1 <= number <= len(slides):
            raise _no_slide(path, number, len(slides))
        part = slides[number - 1]
        empty = empty_placeholder(package, part)
        placeholder, area = empty or (None, free_area(package, part))
        return OpenSlide(package, part, area, placeholder, lint_slides(package, [part]))
    except (NotAPackageError, ValueError, TypeError, AttributeError) as error:
        raise _no_deck(path, f"cannot be interpreted ({error})") from error


def put_into(slide: OpenSlide, clip: SlideClip, start: Start) -> Package:
    """The deck with the clip on that slide, as large as its area allows."""
    embed(slide.package, slide.part, clip, _place(slide, clip), start, slide.placeholder)
    return slide.package


def new_issues(slide: OpenSlide, package: Package) -> tuple[DeckIssue, ...]:
    """The issues of the slide in the changed deck that it did not have before."""
    found = lint_slides(package, [slide.part])
    return tuple(issue for issue in found if issue not in slide.issues)


def covered_by(slide: OpenSlide, clip: SlideClip) -> tuple[str, ...]:
    """The names of the shapes that the clip will cover; call before `put_into`."""
    return covered_shapes(slide.package, slide.part, _place(slide, clip), slide.placeholder)


def _place(slide: OpenSlide, clip: SlideClip) -> SlideBox:
    share = 1.0 if slide.placeholder is not None else clip.words.share
    return slide.area.fitted(clip.width, clip.height, share)


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
    slides = "1 slide" if count == 1 else f"{count} slides"
    what = f"{path} has {slides}, but no slide {number}."
    return RequestError(Problem(what, "Slides are counted from 1."))


def _no_deck(path: Path, why: str) -> RequestError:
    return RequestError(
        Problem(f"{path} is not a presentation that can be changed: it {why}.", "Use a .pptx file.")
    )
