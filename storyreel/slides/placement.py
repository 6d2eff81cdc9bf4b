"""Where on a slide a clip goes, and what covers what there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from storyreel.base.errors import Problem, RequestError
from storyreel.slides.ooxml import q
from storyreel.slides.opc import Package
from storyreel.slides.seen_shapes import (
    ANY_CONTENT,
    TITLES,
    EmptyPlaceholder,
    SeenShape,
    ShapeRole,
    empty_placeholders,
    layout_shapes,
    seen_shapes,
    shape_box,
)
from storyreel.slides.slide_box import ClipShape, SlideBox, largest_room, slide_size

_SUITABLE = ("media", "pic", ANY_CONTENT)
"""Types of placeholders that can hold a video, the most suitable first."""

_MARGIN = 20
"""The margins of a clip that leaves room for a title are the slide's height divided by this."""

_LEAST_ROOM = 0.6
"""Share of the slide's width below which free room between shapes is too small for a clip."""

_NAMED = 5
"""Shapes that a message names; others are counted."""

_CUSTOM = re.compile(r"(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?),(\d+(?:\.\d+)?)")


class Side(Enum):
    """A named place on a slide."""

    FULL = auto()
    LEFT = auto()
    RIGHT = auto()


@dataclass(frozen=True, slots=True)
class PlaceShares:
    """A place in per cent of the slide: left edge, top edge, and width."""

    left: float
    top: float
    width: float


@dataclass(frozen=True, slots=True)
class ClipPlace:
    """The place of a clip on a slide.

    `placeholder` is the id of the empty placeholder that the clip replaces, if any. `covers` and
    `covered_by` say in words what the clip hides and what is drawn over it.
    """

    box: SlideBox
    placeholder: str | None = None
    covers: tuple[str, ...] = ()
    covered_by: tuple[str, ...] = ()


def in_words(shapes: Sequence[str]) -> str:
    """Shapes as a list of words, equal ones counted: `'Result', 4 shapes and a line`."""
    counted = [_counted(words, number) for words, number in Counter(shapes).items()]
    if len(counted) > _NAMED:
        counted = [*counted[: _NAMED - 1], f"{len(counted) - _NAMED + 1} more"]
    *before, last = counted
    return f"{', '.join(before)} and {last}" if before else last


def _counted(words: str, number: int) -> str:
    """`4 shapes of the layout` for four times `a shape of the layout`."""
    article, _, rest = words.partition(" ")
    if number == 1 or article not in ("a", "an"):
        return words
    noun, blank, more = rest.partition(" ")
    return f"{number} {noun}s{blank}{more}"


def read_place(text: str) -> Side | PlaceShares:
    """The value of `--place`: `full`, `left`, `right` or `X,Y,W` in per cent of the slide.

    Raises RequestError for anything else.
    """
    if text.upper() in Side.__members__:
        return Side[text.upper()]
    found = _CUSTOM.fullmatch(text.replace(" ", ""))
    if found is None:
        remedy = "Use left, right, full, or X,Y,W in per cent of the slide, such as 50,20,45."
        raise RequestError(Problem(f"--place {text} is not a place.", remedy))
    left, top, width = map(float, found.groups())
    if not (0 <= left < 100 and 0 <= top < 100 and width > 0 and left + width <= 100):
        what = f"--place {text} extends beyond the slide."
        raise RequestError(Problem(what, "X and W together are at most 100."))
    return PlaceShares(left, top, width)


def place_on_slide(
    package: Package, slide: str, clip: ClipShape, wanted: Side | PlaceShares | None
) -> ClipPlace:
    """The place of a clip on a slide, by default where it covers nothing.

    That is an empty placeholder for media, pictures or any content, else the free room between
    title, content, footers and the layout's own shapes. Where the room is too small, the clip goes
    between title and footers and covers what is there.
    """
    shape = clip.width, clip.height
    seen = seen_shapes(package, slide)
    if wanted is not None:
        box = wanted_box(slide_size(package), wanted, shape, _area(package, slide))
        return _covering(box, (*seen, *layout_shapes(package, slide)))
    empty = _suitable_placeholder(package, slide)
    if empty is not None:
        return _in_placeholder(empty, empty.box.fitted(*shape), package, slide)
    room = _free_room(package, slide, shape) or _area(package, slide)
    box = room.fitted(*shape, clip.share)
    return _covering(box, (*seen, *layout_shapes(package, slide)))


def wanted_box(
    whole: SlideBox, wanted: Side | PlaceShares, shape: tuple[int, int], area: SlideBox
) -> SlideBox:
    """The rectangle that `--place` asks for; `area` is that between title and footers."""
    if wanted is Side.FULL:
        return whole.fitted(*shape)
    if isinstance(wanted, PlaceShares):
        width = round(whole.width * wanted.width / 100)
        left, top = whole.width * wanted.left / 100, whole.height * wanted.top / 100
        return SlideBox(round(left), round(top), width, round(width * shape[1] / shape[0]))
    margin = whole.height // _MARGIN
    inner = area if area != whole else whole.inset(margin)
    half = (inner.width - margin) // 2
    left = inner.left if wanted is Side.LEFT else inner.right - half
    return SlideBox(left, inner.top, half, inner.height).fitted(*shape)


def picture_box(package: Package, slide: str, shape: str) -> SlideBox:
    """The place of a picture on a slide, by its id."""
    root = package.xml(slide)
    name = root.find(f".//{q('p:pic')}/{q('p:nvPicPr')}/{q('p:cNvPr')}[@id='{shape}']")
    return shape_box(name.getparent().getparent().find(f"{q('p:spPr')}/{q('a:xfrm')}"))


def _suitable_placeholder(package: Package, slide: str) -> EmptyPlaceholder | None:
    """The best empty placeholder for a video that is not meant for a line of text or a logo."""
    whole = slide_size(package)
    found = [
        empty
        for empty in empty_placeholders(package, slide)
        if empty.type in _SUITABLE and _is_large(empty.box, whole)
    ]
    return min(found, key=lambda empty: _SUITABLE.index(empty.type), default=None)


def _in_placeholder(
    empty: EmptyPlaceholder, box: SlideBox, package: Package, slide: str
) -> ClipPlace:
    """A clip that takes the position of a placeholder in the order from bottom to top."""
    order = _order(package, slide)
    height = order.index(empty.id)
    overlapping = [shape for shape in seen_shapes(package, slide) if shape.box.overlaps(box)]
    return ClipPlace(
        box,
        empty.id,
        covers=tuple(s.words for s in overlapping if order.index(s.id) < height),
        covered_by=tuple(s.words for s in overlapping if order.index(s.id) > height),
    )


def _order(package: Package, slide: str) -> list[str]:
    """The ids of the shapes of a slide from bottom to top."""
    return [node.get("id", "") for node in package.xml(slide).iter(q("p:cNvPr"))]


def _covering(box: SlideBox, shapes: tuple[SeenShape, ...]) -> ClipPlace:
    """A clip on top of all shapes."""
    return ClipPlace(box, covers=tuple(s.words for s in shapes if s.box.overlaps(box)))


def _free_room(package: Package, slide: str, shape: tuple[int, int]) -> SlideBox | None:
    """The largest room between what shows on a slide; None if a clip would be too small in it.

    All of a slide on which nothing shows; otherwise with a margin to the slide's edges. An empty
    title has a place too, since its words are still to come.
    """
    whole = slide_size(package)
    seen = (*seen_shapes(package, slide), *layout_shapes(package, slide))
    titles = [each.box for each in empty_placeholders(package, slide) if each.type in TITLES]
    on_slide = [each.box for each in seen if each.box.overlaps(whole)]
    taken = on_slide + [box for box in titles if box.overlaps(whole)]
    if not taken:
        return whole
    margin = whole.height // _MARGIN
    edges = SlideBox.between(margin, 0, whole.right - margin, whole.bottom - margin)
    if not any(box.top <= whole.height // 4 for box in taken):
        edges = whole.inset(margin)
    room = largest_room(edges, taken, shape)
    large = room is not None and room.fitted(*shape).width >= whole.width * _LEAST_ROOM
    return room if large else None


def _area(package: Package, slide: str) -> SlideBox:
    """The slide between its title and its footers, or all of it if it has no title."""
    whole = slide_size(package)
    margin = whole.height // _MARGIN
    seen = seen_shapes(package, slide)
    empty = [each.box for each in empty_placeholders(package, slide) if each.type in TITLES]
    titles = [each.box for each in seen if each.role is ShapeRole.TITLE] + empty
    footers = [each.box for each in seen if each.role is ShapeRole.FOOTER]
    top = max((box.bottom for box in titles if 0 < box.bottom < whole.height // 2), default=0)
    if top <= 0:
        return whole
    low = [box.top for box in footers if box.top > whole.height // 2]
    bottom = min([whole.height - margin, *low])
    return SlideBox.between(margin, top, whole.width - margin, bottom)


def _is_large(box: SlideBox, whole: SlideBox) -> bool:
    """Whether a box is at least a quarter of the slide's width and height."""
    return box.width * 4 >= whole.width and box.height * 4 >= whole.height
