"""Elements as items of a drawing."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from storyreel.design.tokens import Color, px
from storyreel.drawing.drawing import Clip, Drawing, ImageItem, Item, PathItem, Pixels, Tag
from storyreel.drawing.paints import Cap, Join, Paint, Rgba, Shadow, Stroke
from storyreel.drawing.path import Path
from storyreel.drawing.quanta import QUANTA_PER_UNIT, quantise
from storyreel.pictures.elements import Element, Look, color
from storyreel.pictures.forms import Number, Photo, Polyline, Rect, Typed, Words

SHADOW = (0.0, -px(12), px(18), 0.13)
"""Offset, sigma and opacity of the shadow of a lifted element."""

GLOW = (px(26), 0.95)
"""Sigma and opacity of a glow at its strongest."""

LIGHT = 0.6
"""How much brighter black would be at the top of a form; other colours gain less."""

FADES = 32
"""Steps of opacity in which an image fades."""

_PEARL = color(Color.PEARL)


def item_of(element: Element) -> Item | None:
    """An element as an item; None where it paints nothing."""
    look = element.look
    stroke = _stroke(look)
    if stroke is None and not (look.fill and look.fill[3]):
        return None
    form = element.form
    if isinstance(form, Photo):
        return _image(form, look, tag_of(element))
    path = (
        form.dashed(look.dash) if look.dash and isinstance(form, (Polyline, Rect)) else form.path()
    )
    if path is None:
        return None
    fill = _fill(look, path, not isinstance(form, (Words, Number, Typed)))
    shadow = _shadow(look) if fill else None
    return PathItem(path, fill, stroke, shadow=shadow, tag=tag_of(element))


def tag_of(element: Element) -> Tag:
    """What the element is to a viewer, for inspection."""
    form, owner, line = element.form, element.owner, element.line
    words = form.words if isinstance(form, (Number, Typed)) else form
    if isinstance(words, Words):
        return Tag(
            element.role,
            words.text,
            words.cap_share,
            owner,
            line,
            element.unsourced,
            part=element.key,
        )
    return _plain_tag(element.role, owner, line)


def _image(photo: Photo, look: Look, tag: Tag) -> ImageItem | None:
    """The part of an image that shows in its window; the fill's opacity is the image's."""
    window = photo.window.path()
    if look.fill is None or window is None or window.box.width * window.box.height == 0:
        return None
    frame = photo.frame
    corners = quantise(
        [(frame.left, frame.top), (frame.right, frame.top), (frame.left, frame.bottom)]
    )
    first, second, third = ((int(x), int(y)) for x, y in corners)
    pixels = _faded_pixels(photo.pixels, round(look.fill[3] * FADES / 65535))
    return ImageItem(pixels, (first, second, third), clips=(Clip(window),), tag=tag)


@lru_cache(maxsize=8)
def _faded_pixels(pixels: Pixels, level: int) -> Pixels:
    """An image with its opacity multiplied by a number of `FADES`."""
    if level >= FADES:
        return pixels
    rgba = pixels.rgba.copy()
    rgba[..., 3] = rgba[..., 3].astype(np.uint16) * level // FADES
    return Pixels(rgba)


def _fill(look: Look, path: Path, lit: bool) -> Paint | None:
    """The paint of a form; one that is `lit` is brighter at its top."""
    if not (look.fill and look.fill[3]):
        return None
    top = _brighter(look.fill) if lit else look.fill
    bottom = look.fill if look.sink is None else look.sink
    if top == bottom:
        return Paint((look.fill,))
    box = path.box
    return Paint((top, bottom), (0, box.top), (0, box.bottom))


@lru_cache(maxsize=1024)
def _brighter(fill: Rgba) -> Rgba:
    """A colour where light falls on it from above: the darker it is, the more it gains."""
    red, green, blue, alpha = fill
    gain = 1 + LIGHT * (1 - max(red, green, blue) / 65535)
    red, green, blue = (min(round(channel * gain), 65535) for channel in (red, green, blue))
    return red, green, blue, alpha


def _stroke(look: Look) -> Stroke | None:
    width = round(look.width * QUANTA_PER_UNIT)
    if not (look.stroke and look.stroke[3] and width):
        return None
    return Stroke(Paint((look.stroke,)), width, Join.ROUND, Cap.ROUND)


@lru_cache(maxsize=256)
def _shadow_color(opacity: float) -> Rgba:
    return color(Color.NAVY, opacity)


def _shadow(look: Look) -> Shadow | None:
    if look.glow:
        sigma = round(GLOW[0] * QUANTA_PER_UNIT)
        return Shadow(0, 0, sigma, color(Color.GOLD, round(GLOW[1] * look.glow, 4)))
    if not look.lift or look.fill is None:
        return None
    x, y, blur, opacity = SHADOW
    paint = _shadow_color(round(opacity * min(look.lift, 1.0), 4))
    if not paint[3]:
        return None
    dx, dy, sigma = (round(value * QUANTA_PER_UNIT) for value in (x, y, blur))
    return Shadow(dx, dy, sigma, paint)


@lru_cache(maxsize=1024)
def _plain_tag(role: str, owner: str | None, line: int | None) -> Tag:
    return Tag(role, owner=owner, line=line)


class DrawingBuilder:
    """Turns elements into drawings; an element that is equal to before keeps its item."""

    def __init__(self) -> None:
        self._items: dict[str, tuple[Element, Item | None]] = {}
        """The elements of the last drawing and their items, by key."""

        self._elements: tuple[Element, ...] = ()
        self._last: Drawing | None = None

    def drawing(self, elements: tuple[Element, ...]) -> Drawing:
        """The drawing of one frame; the same object as before where nothing changed."""
        if self._last is not None and elements == self._elements:
            return self._last
        self._elements = elements
        kept: dict[str, tuple[Element, Item | None]] = {}
        items = []
        for element in elements:
            before, item = self._items.get(element.key, (None, None))
            if before is not element and before != element:
                item = item_of(element)
            kept[element.key] = (element, item)
            if item is not None:
                items.append(item)
        self._items = kept
        drawing = Drawing(tuple(items), _PEARL)
        if self._last is None or self._last != drawing:
            self._last = drawing
        return self._last
