"""Extraction: Manim's mobjects to a drawing, with the meaning that Manim's own camera gives them.

The model is `manim.camera.camera`: families in z-order, sub-paths split where curves do not meet,
background stroke below the fill and stroke above it, line widths in hundredths of a unit, gradients
along the sheen direction. What that camera draws in another way is refused by name.

Left out, because it paints nothing: mobjects without a curve, with points that are not finite
(Manim draws one stray point for them, which is nothing), wholly transparent, or outside the frame.

An unchanged mobject gives the same item object again, so that comparing drawings costs next to
nothing. Points are compared by content, as animations write into them in place.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterable
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
from manim import Camera, CapStyleType, LineJointType, ManimColor, Mobject, PMobject, VMobject
from manim.mobject.types.image_mobject import AbstractImageMobject, ImageMobject
from PIL.Image import Resampling

from storyreel.errors import Problem, RequestError
from storyreel.film.drawing import (
    FRAME_HEIGHT,
    FRAME_WIDTH,
    QUANTA_PER_UNIT,
    Box,
    Cap,
    Drawing,
    ImageItem,
    Item,
    Join,
    Paint,
    Path,
    PathItem,
    Pixels,
    Rgba,
    Shadow,
    Stroke,
    quantise,
)
from storyreel.parts.marks import CLIP, SHADOW, TAG, ClipBox, SoftShadow

Floats: TypeAlias = npt.NDArray[np.float64]

_JOINS = {
    LineJointType.AUTO: Join.MITER,
    LineJointType.MITER: Join.MITER,
    LineJointType.ROUND: Join.ROUND,
    LineJointType.BEVEL: Join.BEVEL,
}
_CAPS = {
    CapStyleType.AUTO: Cap.BUTT,
    CapStyleType.BUTT: Cap.BUTT,
    CapStyleType.ROUND: Cap.ROUND,
    CapStyleType.SQUARE: Cap.SQUARE,
}
_LINE_WIDTH = 0.01
"""Scene units per unit of Manim's stroke width (`cairo_line_width_multiple`)."""
_BEYOND = QUANTA_PER_UNIT // 4
"""How far outside the frame is still kept: rates of width to height differ a little by quality,
and an edge may smear over a pixel of the smallest."""
_FRAME = Box(
    -round(FRAME_WIDTH / 2 * QUANTA_PER_UNIT),
    -FRAME_HEIGHT // 2 * QUANTA_PER_UNIT,
    round(FRAME_WIDTH / 2 * QUANTA_PER_UNIT),
    FRAME_HEIGHT // 2 * QUANTA_PER_UNIT,
).grown(_BEYOND)
_REFUSED_CAMERAS = {"ThreeDCamera", "MappingCamera", "OldMultiCamera", "MultiCamera"}
_CURVE = 4
"""Points per cubic curve in a VMobject: anchor, two handles, anchor."""


class View(NamedTuple):
    """What the camera looks at: the centre of its frame, and drawing units per scene unit."""

    x: float
    y: float
    scale: float

    def place(self, points: Floats) -> npt.NDArray[np.int32]:
        """Scene points (any number of columns, x and y first) to quanta of the drawing."""
        return quantise((points[:, :2] - (self.x, self.y)) * self.scale)

    def length(self, length: float) -> int:
        return round(length * self.scale * QUANTA_PER_UNIT)


class _Seen:
    """What a mobject looked like when it was last extracted, and what it gave."""

    __slots__ = ("item", "mobject", "path", "points", "state", "view")

    def __init__(self, mobject: weakref.ref[Mobject]) -> None:
        self.mobject = mobject
        self.state: object = None
        self.item: Item | None = None
        self.points: bytes | None = None
        self.view: View | None = None
        self.path: Path | None = None


class Extractor:
    """Turns the mobjects of one scene into drawings, frame after frame."""

    def __init__(self) -> None:
        self._seen: dict[int, _Seen] = {}
        self._pixels: weakref.WeakValueDictionary[bytes, Pixels] = weakref.WeakValueDictionary()
        self._last: Drawing | None = None

    def drawing(self, mobjects: Iterable[Mobject], camera: Camera) -> Drawing:
        """What the camera sees now; the same object as before when nothing changed.

        Raises RequestError for mobjects and cameras that cannot be drawn, all of them at once.
        """
        view = view_of(camera)
        items: list[Item] = []
        refused: dict[str, Problem] = {}
        for mobject in _family(mobjects):
            try:
                item = self._item(mobject, view)
            except RequestError as error:
                refused.update((problem.what, problem) for problem in error.problems)
                continue
            if item is not None:
                items.append(item)
        if refused:
            raise RequestError(*refused.values())
        drawing = Drawing(tuple(items), _background(camera))
        last = self._last
        if (
            last is not None
            and last.background == drawing.background
            and len(last.items) == len(items)
            and all(map(_is, last.items, items))
        ):
            return last
        self._last = drawing
        return drawing

    def _item(self, mobject: Mobject, view: View) -> Item | None:
        known = self._seen.get(id(mobject))
        if known is None or known.mobject() is not mobject:
            known = self._remember(mobject)
        state = (view, *_state(mobject))
        if state != known.state:
            known.item = self._fresh(mobject, view, known)
            known.state = state
        return known.item

    def _remember(self, mobject: Mobject) -> _Seen:
        key, seen = id(mobject), self._seen

        def forget(gone: weakref.ref[Mobject]) -> None:
            if key in seen and seen[key].mobject is gone:
                del seen[key]

        seen[key] = _Seen(weakref.ref(mobject, forget))
        return seen[key]

    def _fresh(self, mobject: Mobject, view: View, known: _Seen) -> Item | None:
        """A new item, with the old path where only the style has changed."""
        item: Item | None
        if isinstance(mobject, ImageMobject):
            item = self._image(mobject, view)
        elif isinstance(mobject, VMobject):
            _refuse_unpaintable(mobject)
            points = mobject.points.tobytes()
            if points != known.points or view != known.view:
                known.path = _path(mobject, view)
                known.points, known.view = points, view
            item = _path_item(mobject, known.path, view) if known.path else None
        else:
            _refuse_class(mobject)
            return None
        return item if item is not None and item.box.intersection(_FRAME) else None

    def _image(self, mobject: ImageMobject, view: View) -> ImageItem | None:
        corners = mobject.points
        if not np.isfinite(corners).all() or not mobject.pixel_array[..., 3].any():
            return None
        if not np.allclose(corners[0] + corners[3], corners[1] + corners[2], atol=1e-3):
            raise _refusal(mobject, "is distorted in perspective")
        pixels = Pixels(np.array(mobject.pixel_array, np.uint8))
        pixels = self._pixels.setdefault(pixels.key, pixels)
        upper_left, upper_right, lower_left = ((int(x), int(y)) for x, y in view.place(corners[:3]))
        return ImageItem(
            pixels,
            (upper_left, upper_right, lower_left),
            mobject.resampling_algorithm != Resampling.NEAREST,
            _clip(mobject, view),
            mobject.__dict__.get(TAG),
        )


def view_of(camera: Camera) -> View:
    """Where a camera looks; raises RequestError for a camera that does more than zoom and pan."""
    if {cls.__name__ for cls in type(camera).__mro__} & _REFUSED_CAMERAS:
        raise _refusal(camera, "does more than zoom and pan")
    if camera.background_image is not None or camera.background_opacity != 1:
        raise _refusal(camera, "has a background that is no opaque colour")
    width, height = float(camera.frame_width), float(camera.frame_height)
    if abs(width * FRAME_HEIGHT - height * FRAME_WIDTH) > 0.01 * height * FRAME_WIDTH:
        raise _refusal(camera, f"looks through a frame of {width:.3g} by {height:.3g}, not 16:9,")
    x, y = (float(value) for value in camera.frame_center[:2])
    return View(x, y, FRAME_HEIGHT / height)


def _family(mobjects: Iterable[Mobject]) -> list[Mobject]:
    """All mobjects with points and their descendants, in the order of Manim's camera.

    A mobject that is met twice counts where it is met last; then equal z-indices keep their order.
    """
    found: list[Mobject] = []
    waiting = list(mobjects)[::-1]
    while waiting:
        mobject = waiting.pop()
        if not isinstance(mobject, Mobject):
            raise _refusal(mobject, "belongs to another renderer")
        found.append(mobject)
        waiting.extend(mobject.submobjects[::-1])
    unique = list(dict.fromkeys(reversed(found)))
    return sorted(
        (mobject for mobject in reversed(unique) if len(mobject.points)), key=attrgetter("z_index")
    )


def _state(mobject: Mobject) -> tuple[Any, ...]:
    """All that an item depends on, apart from the view, as values that compare quickly."""
    get = mobject.__dict__.get
    if isinstance(mobject, ImageMobject):
        drawn = mobject.pixel_array.tobytes(), int(mobject.resampling_algorithm)
        return (mobject.points.tobytes(), *drawn, get(CLIP), get(TAG))
    if not isinstance(mobject, VMobject):
        return (0,)
    fill, stroke, back = (get(name) for name in _COLORS)
    state = (
        mobject.points.tobytes(),
        None if fill is None else fill.tobytes(),
        None if stroke is None else stroke.tobytes(),
        None if back is None else back.tobytes(),
        get("stroke_width"),
        get("background_stroke_width"),
        get("joint_type"),
        get("cap_style"),
        get("shade_in_3d"),
        get("background_image"),
        get(TAG),
        get(SHADOW),
        get(CLIP),
    )
    if any(colors is not None and len(colors) > 1 for colors in (fill, stroke, back)):
        return (*state, np.concatenate(mobject.get_gradient_start_and_end_points()).tobytes())
    return state


_COLORS = "fill_rgbas", "stroke_rgbas", "background_stroke_rgbas"


def _path(mobject: VMobject, view: View) -> Path | None:
    """The curves of a mobject, split and closed as Manim's camera does; None without curves."""
    points = mobject.points
    if not np.isfinite(points).all():
        return None
    spans = mobject.get_subpath_split_indices_from_points(points, n_dims=2)
    spans = spans[spans[:, 1] - spans[:, 0] >= _CURVE]
    if not len(spans):
        return None
    firsts, lengths = spans[:, 0], spans[:, 1] - spans[:, 0]
    lasts = spans[:, 1] - 1
    with np.errstate(over="ignore"):
        ends = points[lasts, :2]
        gaps = np.abs(points[firsts, :2] - ends)
    tolerance = mobject.tolerance_for_point_equality + 1e-5 * np.abs(ends)
    closed = (gaps <= tolerance).all(axis=1)
    curves = lengths // _CURVE
    counts = 1 + 3 * curves
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    # Point k of a sub-path stands at 4 * ((k - 1) // 3) + (k - 1) % 3 + 1: each curve repeats the
    # anchor before it, which a path has once.
    place = np.arange(counts.sum()) - np.repeat(starts, counts)
    source = np.where(place == 0, 0, 4 * ((place - 1) // 3) + (place - 1) % 3 + 1)
    drawn = view.place(points[np.repeat(firsts, counts) + source])
    # Manim takes ends that almost meet for closed; so that no hair's breadth is left to be joined:
    drawn[(starts + counts - 1)[closed]] = drawn[starts[closed]]
    return Path(drawn, tuple(starts.tolist()), tuple(closed.tolist()))


def _path_item(mobject: VMobject, path: Path, view: View) -> PathItem | None:
    fill = _paint(mobject, mobject.get_fill_rgbas(), view)
    stroke = _stroke(mobject, view, background=False)
    back_stroke = _stroke(mobject, view, background=True)
    if not (fill or stroke or back_stroke):
        return None
    shadow = mobject.__dict__.get(SHADOW)
    return PathItem(
        path,
        fill,
        stroke,
        back_stroke,
        _shadow(shadow, max(color[3] for color in fill.colors), view) if shadow and fill else None,
        _clip(mobject, view),
        mobject.__dict__.get(TAG),
    )


def _stroke(mobject: VMobject, view: View, background: bool) -> Stroke | None:
    width = view.length(mobject.get_stroke_width(background) * _LINE_WIDTH)
    paint = _paint(mobject, mobject.get_stroke_rgbas(background), view) if width else None
    if paint is None:
        return None
    return Stroke(paint, width, _JOINS[mobject.joint_type], _CAPS[mobject.cap_style])


def _paint(mobject: VMobject, rgbas: Floats, view: View) -> Paint | None:
    """Colours as a paint, or None where nothing would be seen."""
    colors = tuple(_rgba(rgba) for rgba in rgbas)
    if not any(color[3] for color in colors):
        return None
    if len(set(colors)) == 1:
        return Paint(colors[:1])
    start, end = view.place(np.stack(mobject.get_gradient_start_and_end_points()))
    return Paint(colors, (int(start[0]), int(start[1])), (int(end[0]), int(end[1])))


def _shadow(shadow: SoftShadow, fill_alpha: int, view: View) -> Shadow | None:
    red, green, blue = ManimColor(shadow.color).to_rgb()
    color = _rgba((red, green, blue, shadow.opacity * fill_alpha / 65535))
    sigma = view.length(shadow.sigma)
    if not (color[3] and sigma):
        return None
    return Shadow(view.length(shadow.dx), view.length(shadow.dy), sigma, color)


def _clip(mobject: Mobject, view: View) -> Path | None:
    box: ClipBox | None = mobject.__dict__.get(CLIP)
    if box is None:
        return None
    left, bottom, right, top = box
    (x0, y0), (x1, y1) = view.place(np.array([(left, bottom), (right, top)]))
    return Path.rectangle(Box(int(x0), int(y0), int(x1), int(y1)))


def _background(camera: Camera) -> Rgba:
    red, green, blue = camera.background_color.to_rgb()
    return _rgba((red, green, blue, 1.0))


def _rgba(values: Iterable[float]) -> Rgba:
    red, green, blue, alpha = (round(min(max(float(value), 0.0), 1.0) * 65535) for value in values)
    return red, green, blue, alpha


def _refuse_unpaintable(mobject: VMobject) -> None:
    if mobject.shade_in_3d:
        raise _refusal(mobject, "is shaded in three dimensions")
    if mobject.background_image is not None:
        raise _refusal(mobject, "is coloured by a background image")


def _refuse_class(mobject: Mobject) -> None:
    """Refuse what Manim's camera draws in its own way; it passes over plain mobjects."""
    if isinstance(mobject, PMobject):
        raise _refusal(mobject, "is a cloud of points")
    if isinstance(mobject, AbstractImageMobject):
        raise _refusal(mobject, "shows the picture of another camera")


def _refusal(thing: object, why: str) -> RequestError:
    return RequestError(
        Problem(
            f"{type(thing).__name__} {why} and cannot be drawn.",
            "Use flat shapes, texts or images, or render with --renderer cairo.",
        )
    )


def _is(one: object, other: object) -> bool:
    return one is other
