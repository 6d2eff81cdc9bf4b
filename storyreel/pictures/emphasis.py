"""Emphasis: parts of a thing marked, dimmed or focused, and links between parts.

A part is addressed by a piece of its key: `62` is `bar/62` of bars, `honey` is `tile/honey#1` and
`word/honey#1` of tokens. From outside a thing its name comes first, as in `odds.62`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from storyreel.base.errors import did_you_mean
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, Weight, px
from storyreel.drawing.paints import Rgba
from storyreel.drawing.quanta import QUANTA_PER_UNIT
from storyreel.pictures.elements import Element, Look, Picture, color
from storyreel.pictures.forms import Link, Number, Point, Polyline, Typed, Words
from storyreel.pictures.paths import arrow

DIMMED = 0.28
LIGHT = 0xD8 * 257
"""The least channel of light fills: plates, and words on dark ones."""

GOLD = color(Color.GOLD)
GOLD_LINE = color(Color.DEEP_GOLD)
GOLD_PALE = color(Color.GOLD_PALE)
NAVY = color(Color.NAVY)
GOLD_TEXT = color(Color.GOLD_INK)
LINK = Look(stroke=GOLD_LINE, width=Weight.STRONG)
CLEARANCE = px(18)
"""How far the ends of an arrow keep away from what it joins."""

HEAD = px(22)


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Which parts of a thing are marked and dimmed; `focus` dims all other parts.

    Parts in `required` must exist; others that do not are passed over.
    """

    mark: tuple[str, ...] = ()
    dim: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    all_dim: bool = False
    required: frozenset[str] = field(default=frozenset(), compare=False)

    def applied(self, picture: Picture) -> Picture:
        """The elements with their emphasis; raises KeyError with the first part that is missing."""
        named = dict.fromkeys((*self.mark, *self.dim, *self.focus))
        gone = [part for part in named if not any(matches(each.key, part) for each in picture)]
        for part in gone:
            if part in self.required:
                raise KeyError(part)
        present = self._without(gone) if gone else self
        return tuple(present._emphasised(element) for element in picture)

    def _without(self, gone: Sequence[str]) -> Emphasis:
        mark, dim, focus = (
            tuple(part for part in parts if part not in gone)
            for parts in (self.mark, self.dim, self.focus)
        )
        return replace(self, mark=mark, dim=dim, focus=focus)

    def _emphasised(self, element: Element) -> Element:
        def named(parts: Iterable[str]) -> bool:
            return any(matches(element.key, part) for part in parts)

        look = _marked(element) if named(self.mark) else element.look
        if self.all_dim or named(self.dim) or (self.focus and not named(self.focus)):
            look = look.faded(DIMMED)
        return element if look is element.look else element._replace(look=look)


def matches(key: str, part: str) -> bool:
    """Whether a part's address, of one piece or several, means the element with this key."""
    pieces = [_plain(piece) for piece in key.split("/")]
    return f"/{part}/" in f"/{'/'.join(pieces)}/" if "/" in part else part in pieces


def parts_of(picture: Picture, pieces: int = 1) -> list[str]:
    """The addresses of all parts, in order, with at most so many pieces."""
    keys = (element.key.split("/")[-pieces:] for element in picture)
    return list(dict.fromkeys("/".join(map(_plain, key)) for key in keys))


def part_like(part: str, picture: Picture) -> str:
    """`Did you mean …? ` with the address that is most like one that does not exist, or nothing."""
    return did_you_mean(part, parts_of(picture, 1 + part.count("/")))


def _plain(piece: str) -> str:
    """A piece of a key without the number of its occurrence, where that is the first."""
    return piece.removesuffix("#1")


def _marked(element: Element) -> Look:
    look = element.look
    if isinstance(element.form, (Words, Typed, Number)):
        return look._replace(fill=NAVY if _light(look) else _gold_of(element.form))
    if _light(look):
        width = max(look.width, Weight.LINE)
        return look._replace(fill=GOLD_PALE, stroke=GOLD_LINE, width=width)
    if look.fill is not None:
        return look._replace(fill=GOLD, stroke=GOLD_LINE if look.stroke else None)
    return look._replace(stroke=GOLD_LINE)


def _gold_of(form: Words | Typed | Number) -> Rgba:
    """The gold of words: brighter where they are large."""
    style = form.whole.style if isinstance(form, Typed) else form.style
    return GOLD_LINE if style.size >= Type.FIGURE.size else GOLD_TEXT


def _light(look: Look) -> bool:
    """Whether its fill is so light that gold on it, or instead of it, is not read as a mark."""
    return look.fill is not None and min(look.fill[:3]) > LIGHT


def box_of(elements: Sequence[Element]) -> Frame | None:
    """The smallest frame around some elements; None where they draw nothing."""
    boxes = [path.box for path in (element.form.path() for element in elements) if path]
    if not boxes:
        return None
    box = boxes[0]
    for other in boxes[1:]:
        box = box.union(other)
    return Frame(*(edge / QUANTA_PER_UNIT for edge in box))


def find(address: str, elements: Iterable[Element]) -> list[Element]:
    """The elements that `name` or `name.part` means."""
    name, _, part = address.partition(".")
    own = [element for element in elements if element.key.startswith(f"{name}/")]
    return [element for element in own if matches(element.key, part)] if part else own


def resolved(elements: Picture) -> Picture:
    """The elements with every link drawn between what it joins, where that is now."""
    if not any(isinstance(element.form, Link) for element in elements):
        return elements
    others = [element for element in elements if not isinstance(element.form, Link)]
    drawn: list[Element] = []
    for element in elements:
        drawn += _link(element, others) if isinstance(element.form, Link) else (element,)
    return tuple(drawn)


def _link(element: Element, others: Sequence[Element]) -> Iterator[Element]:
    """An arrow, or a bracket, with its words; nothing while one of its ends is not on stage."""
    link = element.form
    assert isinstance(link, Link)
    start = box_of(find(link.start, others))
    stop = box_of(find(link.stop, others)) if link.stop else None
    if start is None or (link.stop and stop is None):
        return
    line = _arrow(start, stop) if stop else _bracket(start)
    yield element._replace(key=f"{element.key}/line", form=replace(line, drawn=link.drawn))
    if link.text:
        at = _beside(*line.points[:2]) if stop else (start.center[0], start.bottom - px(84))
        words = Words(link.text, Type.LABEL, at, "center")
        look = Look(fill=GOLD_TEXT).faded(link.drawn)
        yield element._replace(key=f"{element.key}/label", form=words, look=look, role="label")


def _arrow(start: Frame, stop: Frame) -> Polyline:
    """An arrow from the edge of one frame to the edge of another."""
    (ax, ay), (bx, by) = _edge(start, stop.center), _edge(stop, start.center)
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5 or 1.0
    ux, uy = (bx - ax) / length, (by - ay) / length
    tip = (bx - ux * CLEARANCE, by - uy * CLEARANCE)
    tail = (ax + ux * CLEARANCE, ay + uy * CLEARANCE)
    return arrow((tail, tip), HEAD)


def _bracket(frame: Frame) -> Polyline:
    """A bracket below a frame."""
    top, bottom = frame.bottom - px(12), frame.bottom - px(34)
    corners = ((frame.left, top), (frame.left, bottom), (frame.right, bottom), (frame.right, top))
    return Polyline(corners)


def _beside(tail: Point, tip: Point) -> Point:
    """Where the words of an arrow are: above the middle of a level one, right of a steep one."""
    (ax, ay), (bx, by) = tail, tip
    x, y = (ax + bx) / 2, (ay + by) / 2
    return (x, y + px(40)) if abs(bx - ax) >= abs(by - ay) else (x + px(90), y)


def _edge(frame: Frame, toward: Point) -> Point:
    """Where the line from the centre of a frame towards a point leaves the frame."""
    x, y = frame.center
    dx, dy = toward[0] - x, toward[1] - y
    shares = [1.0]
    if dx:
        shares.append(frame.width / 2 / abs(dx))
    if dy:
        shares.append(frame.height / 2 / abs(dy))
    share = min(shares)
    return x + dx * share, y + dy * share
