"""A teacher's own deck: one clip goes into one of its slides, and all else stays as it was."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from storyreel.errors import Problem, RequestError
from storyreel.slides.clip import SlideClip
from storyreel.slides.deck import slides_of
from storyreel.slides.embed import Box, embed
from storyreel.slides.lint import Fault, lint
from storyreel.slides.opc import LAYOUT, MAIN, MASTER, Element, NotAPackage, Package, q

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PRESENTATIONS = ("presentation", "slideshow", "template")
_PICTURES = ("media", "pic")
"""Kinds of placeholders that wait for a picture or a video; the first one is meant for clips."""

_TITLES = ("title", "ctrTitle")


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
        slides = slides_of(package)
        if not 1 <= number <= len(slides):
            has = f"has {len(slides)} slides" if len(slides) != 1 else "has one slide"
            raise RequestError(
                Problem(f"{path} {has}; there is no slide {number}.", "Count from 1.")
            )
        part = slides[number - 1]
        empty = _empty_placeholder(package, part)
        shape, room = empty or (None, _free_room(package, part))
        return OpenSlide(package, part, room, shape, lint(package, [part]))
    except (NotAPackage, ValueError, TypeError, AttributeError) as error:
        raise _no_deck(path, f"can't be understood ({error})") from error


def put_into(slide: OpenSlide, clip: SlideClip, on_click: bool) -> Package:
    """The deck with the clip on that slide, as large as its place allows."""
    share = 1.0 if slide.placeholder is not None else clip.share
    box = slide.room.fitted(clip.width, clip.height, share)
    embed(slide.package, slide.part, clip, box, on_click, slide.placeholder)
    return slide.package


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
        main = package.related("", MAIN)
        kind = package.content_type(main) if main else None
    except NotAPackage as error:
        raise _no_deck(path, str(error)) from error
    if main is None or not any(f".{word}." in (kind or "") for word in _PRESENTATIONS):
        raise _no_deck(path, "is another kind of document")
    return package


def _no_deck(path: Path, why: str) -> RequestError:
    return RequestError(
        Problem(f"{path} is no presentation that can be changed: it {why}.", "Give a .pptx file.")
    )


def _empty_placeholder(package: Package, slide: str) -> tuple[int, Box] | None:
    """The first empty placeholder for media or pictures, with where it stands."""
    shapes = list(package.xml(slide).iter(q("p:sp")))
    for kind in _PICTURES:
        for shape in shapes:
            mark = shape.find(f"{q('p:nvSpPr')}/{q('p:nvPr')}/{q('p:ph')}")
            if mark is not None and mark.get("type") == kind:
                box = _box(package, slide, shape)
                if box is not None:
                    return int(shape.find(f".//{q('p:cNvPr')}").get("id")), box
    return None


def _free_room(package: Package, slide: str) -> Box:
    """The slide below its title, or all of it where it has none that can be seen."""
    size = package.xml(package.related("", MAIN) or "").find(q("p:sldSz"))
    whole = Box(0, 0, int(size.get("cx")), int(size.get("cy")))
    for shape in package.xml(slide).iter(q("p:sp")):
        mark = shape.find(f"{q('p:nvSpPr')}/{q('p:nvPr')}/{q('p:ph')}")
        words = "".join(node.text or "" for node in shape.iter(q("a:t")))
        if mark is None or mark.get("type") not in _TITLES or not words.strip():
            continue
        box = _box(package, slide, shape)
        bottom = 0 if box is None else box.top + box.height
        if 0 < bottom < whole.height // 2:
            return Box(0, bottom, whole.width, whole.height - bottom)
    return whole


def _box(package: Package, slide: str, shape: Element) -> Box | None:
    """Where a shape stands: by its own word, or its layout's, or its master's."""
    mark = shape.find(f"{q('p:nvSpPr')}/{q('p:nvPr')}/{q('p:ph')}")
    part: str | None = slide
    found: Element | None = shape
    while part is not None:
        frame = None if found is None else found.find(f"{q('p:spPr')}/{q('a:xfrm')}")
        if frame is not None:
            off, ext = frame.find(q("a:off")), frame.find(q("a:ext"))
            return Box(
                *(int(n) for n in (off.get("x"), off.get("y"), ext.get("cx"), ext.get("cy")))
            )
        part = package.related(part, LAYOUT) or package.related(part, MASTER)
        found = None if part is None else _counterpart(package.xml(part), mark)
    return None


def _counterpart(page: Element, mark: Element) -> Element | None:
    """The placeholder on a layout or master that a slide's one takes after."""
    candidates = [
        (shape, other)
        for shape in page.iter(q("p:sp"))
        if (other := shape.find(f"{q('p:nvSpPr')}/{q('p:nvPr')}/{q('p:ph')}")) is not None
    ]
    for name in ("idx", "type"):
        for shape, other in candidates:
            if mark.get(name) is not None and other.get(name) == mark.get(name):
                return shape
    titles = [s for s, o in candidates if o.get("type") in _TITLES and mark.get("type") in _TITLES]
    return titles[0] if titles else None
