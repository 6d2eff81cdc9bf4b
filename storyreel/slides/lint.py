"""Checks a deck's parts for what keeps programs from opening it, rule by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, UnidentifiedImageError
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from storyreel.base.errors import MachineError, Problem
from storyreel.slides.embed import TRACK, videos_on
from storyreel.slides.ooxml import Element, NotAPackageError, emu, q
from storyreel.slides.opc import Package, Relationship

MAX_POSTER_PIXELS = 25_000_000
"""Google Slides refuses larger pictures."""


@dataclass(frozen=True, slots=True)
class DeckIssue:
    """What is wrong with a deck: the rule, the part, and the problem as a clause."""

    rule: str
    part: str
    what: str

    def __str__(self) -> str:
        return f"{self.part}: {self.what} ({self.rule})"


def lint_deck(package: Package) -> tuple[DeckIssue, ...]:
    """The issues of a whole deck."""

    def issues() -> Iterator[DeckIssue]:
        for rule, check in DECK_RULES.items():
            for part, what in check(package):
                yield DeckIssue(rule, part, what)
        yield from _slide_issues(package, package.slides)

    return _readable(issues())


def lint_slides(package: Package, slides: Sequence[str]) -> tuple[DeckIssue, ...]:
    """The issues of these slides of a deck, named by their parts."""
    return _readable(_slide_issues(package, slides))


def require_valid(target: Path, issues: Sequence[DeckIssue]) -> None:
    """Raise MachineError for a deck with issues, before it replaces another file."""
    if issues:
        raise MachineError(
            *(Problem(f"{target}: {issue}.", "The file was not written.") for issue in issues)
        )


def _slide_issues(package: Package, slides: Sequence[str]) -> Iterator[DeckIssue]:
    for slide in slides:
        for rule, check in SLIDE_RULES.items():
            for what in check(package, slide):
                yield DeckIssue(rule, slide, what)


def _readable(issues: Iterator[DeckIssue]) -> tuple[DeckIssue, ...]:
    """The issues up to a part that cannot be read, which is one more."""
    found = []
    try:
        for issue in issues:
            found.append(issue)
    except NotAPackageError as error:
        found.append(DeckIssue("parts", "the file", f"it {error}"))
    return tuple(found)


def _parts(package: Package) -> Iterator[tuple[str, str]]:
    for name in ("", *package):
        for one in package.relationships(name).values():
            if not one.external and one.target not in package:
                yield name, f"refers to {one.target}, which does not exist"
        if name and name != "[Content_Types].xml" and package.content_type(name) is None:
            yield name, "has no declared content type"


def _size(package: Package) -> Iterator[tuple[str, str]]:
    main = package.main
    size = package.xml(main).find(q("p:sldSz"))
    if size is not None and size.get("type") is not None:
        yield main, f"states the slide type {size.get('type')}"
    if size is None or abs(emu(size.get("cx")) * 9 - emu(size.get("cy")) * 16) > 16:
        yield main, "has slides that are not 16:9"


def _notes(package: Package) -> Iterator[tuple[str, str]]:
    main = package.main
    if package.related(main, RT.NOTES_MASTER) is None:
        return
    root = package.xml(main)
    listed = root.find(f"{q('p:notesMasterIdLst')}/{q('p:notesMasterId')}")
    if listed is None:
        yield main, "has a notes master that it does not list"
        return
    known = package.relationships(main).get(listed.get(q("r:id")))
    if known is None or known.type != RT.NOTES_MASTER:
        yield main, "lists something else as its notes master"
    before = listed.getparent().getprevious()
    if before is None or before.tag != q("p:sldMasterIdLst"):
        yield main, "lists its notes master at the wrong position"


def _timing(package: Package, slide: str) -> Iterator[str]:
    root = package.xml(slide)
    shapes = {node.get("id") for node in root.iter(q("p:cNvPr"))}
    for timing in root.iter(q("p:timing")):
        numbers = Counter(node.get("id") for node in timing.iter(q("p:cTn")))
        yield from (
            f"has {n} timing nodes with the id {number}" for number, n in numbers.items() if n > 1
        )
        for target in timing.iter(q("p:spTgt")):
            if target.get("spid") not in shapes:
                yield f"animates shape {target.get('spid')}, which does not exist"
        for named in timing.iter(q("p:tn")):
            if named.get("val") not in numbers:
                yield f"waits for timing node {named.get('val')}, which does not exist"


def _shapes(package: Package, slide: str) -> Iterator[str]:
    numbers = Counter(node.get("id") for node in package.xml(slide).iter(q("p:cNvPr")))
    yield from (f"has {n} shapes with the id {number}" for number, n in numbers.items() if n > 1)


def _media(package: Package, slide: str) -> Iterator[str]:
    known = package.relationships(slide)
    for picture in videos_on(package, slide):
        shown = _named(known, picture.find(f".//{q('a:videoFile')}"), "r:link")
        copy = _named(known, picture.find(f".//{q('p14:media')}"), "r:embed")
        if shown is None or shown.type != RT.VIDEO:
            yield "has a video without its relationship"
        elif copy is None or copy.type != RT.MEDIA:
            yield "has a video without its media relationship"
        elif shown.target != copy.target:
            yield f"plays {shown.target} but contains {copy.target}"
        for one in (shown, copy):
            if one is not None and one.external:
                yield f"links to {one.target} outside the file"


def _alternatives(package: Package, slide: str) -> Iterator[str]:
    for picture in videos_on(package, slide):
        if not (picture.find(f".//{q('p:cNvPr')}").get("descr") or "").strip():
            yield "has a video without alternative text"


def _posters(package: Package, slide: str) -> Iterator[str]:
    known = package.relationships(slide)
    for picture in videos_on(package, slide):
        poster = _named(known, picture.find(f".//{q('a:blip')}"), "r:embed")
        if poster is None or poster.external:
            yield "has a video without a poster"
        else:
            across, down = _pixels(package[poster.target])
            if across * down >= MAX_POSTER_PIXELS:
                yield f"has a poster of {across}x{down} pixels; the limit is 25 megapixels"


def _pixels(picture: bytes) -> tuple[int, int]:
    """Width and height from the header of a picture; 0 for one without pixels, such as SVG."""
    try:
        with Image.open(BytesIO(picture)) as opened:
            return opened.size
    except UnidentifiedImageError:
        return 0, 0


def _captions(package: Package, slide: str) -> Iterator[str]:
    known = package.relationships(slide)
    for picture in videos_on(package, slide):
        for track in picture.iter(q("p173:track")):
            found = _named(known, track, "r:embed")
            if found is None or found.type != TRACK:
                yield "has captions without their relationship"
            elif package.content_type(found.target) != "text/vtt":
                yield f"has captions of the type {package.content_type(found.target)}"
            elif not package[found.target].startswith(b"WEBVTT"):
                yield "has captions that are not WebVTT"


def _bookmarks(package: Package, slide: str) -> Iterator[str]:
    for picture in videos_on(package, slide):
        marks = [(int(m.get("time")), m.get("name")) for m in picture.iter(q("p14:bmk"))]
        if marks != sorted(marks) or len({name for _, name in marks}) != len(marks):
            yield "has bookmarks out of order or with equal names"


def _named(
    known: dict[str, Relationship], node: Element | None, attribute: str
) -> Relationship | None:
    return None if node is None else known.get(node.get(q(attribute)))


DECK_RULES: dict[str, Callable[[Package], Iterator[tuple[str, str]]]] = {
    "parts": _parts,
    "size": _size,
    "notes-master": _notes,
}
SLIDE_RULES: dict[str, Callable[[Package, str], Iterator[str]]] = {
    "timing": _timing,
    "shapes": _shapes,
    "media": _media,
    "alt-text": _alternatives,
    "poster": _posters,
    "captions": _captions,
    "bookmarks": _bookmarks,
}
