"""Extraction: Manim's mobjects to a drawing, with the meaning that Manim's own camera gives them.

The model is `manim.camera.camera`: families in z-order, sub-paths split where curves do not meet,
background stroke below the fill and stroke above it, line widths in hundredths of a unit, gradients
along the sheen direction. What that camera draws in another way is refused by name.

Left out, because it paints nothing: mobjects without a curve, with points that are not finite
(Manim draws one stray point for them, which is nothing), wholly transparent, or outside the frame.
Tagged texts outside the frame are listed in the drawing apart from its items, for inspection.

An unchanged mobject gives the same item object again, so that comparing drawings costs next to
nothing. Points are compared by content, as animations write into them in place.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import is_
from typing import Any

import numpy as np
from manim import Camera, CapStyleType, Mobject, MovingCamera, PMobject, VMobject
from manim.mobject.types.image_mobject import AbstractImageMobject, ImageMobject
from PIL.Image import Resampling

from storyreel.base.errors import Problem, RequestError
from storyreel.drawing.drawing import (
    Drawing,
    ImageItem,
    Item,
    Path,
    PathItem,
    Pixels,
    Rgba,
    Sampling,
)
from storyreel.parts.clips import SHAPE_CLIPS, shape_clips_of
from storyreel.parts.fills import FILL, fill_style_of
from storyreel.parts.marks import CLIP, SHADOW, TAG, tag_of
from storyreel.parts.panel import LENS, lens_of
from storyreel.stage.family import Family
from storyreel.stage.outline import outline, without_points
from storyreel.stage.style import clips_on, gradient_line, has_gradient, path_item
from storyreel.stage.view import WIDE, View, background_of, refusal, view_of, view_on, visible_part


class _Seen:
    """What a mobject looked like when it was last extracted, and what it gave."""

    __slots__ = ("item", "mobject", "outside", "path", "path_state", "state")

    def __init__(self, mobject: weakref.ref[Mobject]) -> None:
        self.mobject = mobject
        self.item: Item | None = None
        self.outside: Item | None = None
        """The item in place of `item` where it is a text outside the frame."""

        self.path: Path | None = None
        self.forget()

    def forget(self) -> None:
        """Rebuild the item when it is next needed."""
        self.state: tuple[Any, ...] | None = None
        self.path_state: object = None


class Extractor:
    """Turns the mobjects of one scene into drawings, frame after frame."""

    def __init__(self, aspect: float = WIDE) -> None:
        """`aspect` is the width of the picture to its height."""
        self._aspect, self._visible = aspect, visible_part(aspect)
        self._seen: dict[int, _Seen] = {}
        self._pixels: weakref.WeakValueDictionary[bytes, Pixels] = weakref.WeakValueDictionary()
        self._view: View | None = None
        self._first_view: View | None = None
        self._family: Family | None = None
        self._items: list[Item | None] = []
        self._outside: dict[int, Item] = {}
        self._last: Drawing | None = None

    @property
    def remembered(self) -> int:
        """How many mobjects, all alive, are remembered with what they gave."""
        return len(self._seen)

    def drawing(
        self,
        mobjects: Iterable[Mobject],
        camera: Camera,
        changing: Iterable[Mobject] | None = None,
    ) -> Drawing:
        """What the camera sees now; the same object as before when nothing changed.

        `changing` tells that since the last drawing nothing has changed but these mobjects and
        what they contain; without it, every mobject is looked at.

        Raises RequestError for mobjects and cameras that cannot be drawn, all of them at once. Any
        other exception has a note with the class of the mobject that caused it.
        """
        view, background = self._view_through(camera), background_of(camera)
        family, places = self._family_and_places(mobjects, changing, view)
        is_new = family is not self._family
        self._family = None  # if anything is refused, nothing is known
        is_new |= self._update_items(family.members, places, view)
        self._family = family
        last = self._last
        if last is None or is_new or last.background != background:
            items = tuple([item for item in self._items if item is not None])
            outside = tuple([self._outside[place] for place in sorted(self._outside)])
            if not last or not _same(last, items, background, outside):
                last = self._last = Drawing(items, background, outside)
        return last

    def _view_through(self, camera: Camera) -> View:
        """Where the camera looks; a camera without a frame that moves keeps its first view.

        Manim's `Camera` paints all frames with the Cairo context of the first one
        (`get_cached_cairo_context`), `MovingCamera` does not.
        """
        view = view_of(camera, self._aspect)
        if isinstance(camera, MovingCamera):
            return view
        self._first_view = self._first_view or view
        return self._first_view

    def _family_and_places(
        self, mobjects: Iterable[Mobject], changing: Iterable[Mobject] | None, view: View
    ) -> tuple[Family, Sequence[int]]:
        """The family, and the places of its members that may have changed; a new one if needed."""
        family, same_view = self._family, view == self._view
        if not same_view:
            self._view = view
            for known in self._seen.values():
                known.forget()
        if family and same_view and changing is not None:
            places = family.places_below(changing)
            if places is not None:
                return family, places
        family = Family(mobjects)
        self._items = [None] * len(family.members)
        self._outside = {}
        return family, range(len(family.members))

    def _update_items(self, members: Sequence[Mobject], places: Iterable[int], view: View) -> bool:
        """Update the items at some places; returns whether any is another object now."""
        new = False
        refused: dict[str, Problem] = {}
        for place in places:
            try:
                known = self._updated(members[place], view)
            except RequestError as error:
                refused.update((problem.what, problem) for problem in error.problems)
                continue
            except Exception as error:
                error.add_note(type(members[place]).__name__)
                raise
            if known.item is not self._items[place]:
                self._items[place] = known.item
                new = True
            if known.outside is not self._outside.get(place):
                self._update_outside(place, known.outside)
                new = True
        if refused:
            raise RequestError(*refused.values())
        return new

    def _update_outside(self, place: int, text: Item | None) -> None:
        if text is None:
            del self._outside[place]
        else:
            self._outside[place] = text

    def _updated(self, mobject: Mobject, view: View) -> _Seen:
        """What a mobject gives now."""
        known = self._seen.get(id(mobject))
        if known is None or known.mobject() is not mobject:
            known = self._remember(mobject)
        state = _state(mobject)
        if state != known.state:
            item = self._fresh(mobject, view, known, state)
            shows = item is not None and item.box.intersection(self._visible) is not None
            known.item = item if shows else None
            known.outside = None if shows or not _is_text(item) else item
            known.state = state
        return known

    def _remember(self, mobject: Mobject) -> _Seen:
        key, seen = id(mobject), self._seen

        def forget(gone: weakref.ref[Mobject]) -> None:
            if key in seen and seen[key].mobject is gone:
                del seen[key]

        seen[key] = _Seen(weakref.ref(mobject, forget))
        return seen[key]

    def _fresh(
        self, mobject: Mobject, view: View, known: _Seen, state: tuple[Any, ...]
    ) -> Item | None:
        """A new item, with the old path where only the style has changed."""
        if isinstance(mobject, ImageMobject):
            return self._image(mobject, view)
        if not isinstance(mobject, VMobject):
            _refuse_class(mobject)
            return None
        if mobject.background_image is not None:
            raise refusal(mobject, "is coloured by a background image")
        squares, fill = mobject.cap_style is CapStyleType.SQUARE, fill_style_of(mobject)
        own = view_on(mobject, view)
        path_state = state[0], squares, fill.rule, own
        if path_state != known.path_state:
            path = outline(mobject.points, mobject.tolerance_for_point_equality, own)
            path = without_points(path) if path and squares else path
            known.path = replace(path, rule=fill.rule) if path and fill.rule else path
            known.path_state = path_state
        if known.path is None:
            return None
        if known.state and state[1:] == known.state[1:] and fill.gradient is None:
            moved = _moved(known.item or known.outside, known.path)
            if moved is not None:
                return moved
        return path_item(mobject, known.path, view)

    def _image(self, mobject: ImageMobject, view: View) -> ImageItem | None:
        corners = mobject.points
        if not np.isfinite(corners).all() or not mobject.pixel_array[..., 3].any():
            return None
        if not np.allclose(corners[0] + corners[3], corners[1] + corners[2], atol=1e-3):
            raise refusal(mobject, "is distorted in perspective")
        pixels, own = Pixels(np.array(mobject.pixel_array, np.uint8)), view_on(mobject, view)
        return ImageItem(
            self._pixels.setdefault(pixels.key, pixels),
            (own.place_one(corners[0]), own.place_one(corners[1]), own.place_one(corners[2])),
            _SAMPLINGS.get(mobject.resampling_algorithm, Sampling.SHARP_CUBIC),
            clips_on(mobject, view),
            tag_of(mobject),
        )


_SAMPLINGS: dict[int, Sampling] = {
    Resampling.NEAREST: Sampling.NEAREST,
    Resampling.BILINEAR: Sampling.LINEAR,
}


def _moved(item: Item | None, path: Path) -> PathItem | None:
    """An item of the same style along another path; None where the style depends on the path."""
    if not isinstance(item, PathItem):
        return None
    strokes = [stroke.paint for stroke in (item.stroke, item.back_stroke) if stroke]
    paints = [item.fill, *strokes] if item.fill else strokes
    if any(len(paint.colors) > 1 for paint in paints):
        return None
    fixed = item.fill, item.stroke, item.back_stroke, item.shadow, item.clips, item.tag
    return PathItem(path, *fixed)


def _is_text(item: Item | None) -> bool:
    return item is not None and item.tag is not None and bool(item.tag.text)


def _same(
    drawing: Drawing, items: Sequence[Item], background: Rgba, outside: Sequence[Item]
) -> bool:
    """Whether a drawing consists of the same objects."""
    return (
        drawing.background == background
        and len(drawing.items) == len(items)
        and len(drawing.outside) == len(outside)
        and all(map(is_, drawing.items, items))
        and all(map(is_, drawing.outside, outside))
    )


def _state(mobject: Mobject) -> tuple[Any, ...]:
    """All that an item depends on, apart from the view, as values that compare quickly.

    The points come first.
    """
    get = mobject.__dict__.get
    points = mobject.points.tobytes()
    clips = _clips_state(mobject) if get(SHAPE_CLIPS) or get(LENS) else None
    if isinstance(mobject, ImageMobject):
        pixels = mobject.pixel_array.tobytes()
        return points, pixels, mobject.resampling_algorithm, get(CLIP), get(TAG), clips
    if not isinstance(mobject, VMobject):
        return (points,)
    fill, stroke = get("fill_rgbas", _NO_COLOR), get("stroke_rgbas", _NO_COLOR)
    back = get("background_stroke_rgbas", _NO_COLOR)
    state = points, fill.tobytes(), stroke.tobytes(), back.tobytes(), clips, *map(get, _STYLE)
    several = len(fill) > 1 or len(stroke) > 1 or len(back) > 1
    if several and any(map(has_gradient, (fill, stroke, back))):
        # It reaches over the submobjects, too.
        return (*state, np.concatenate(gradient_line(mobject)).tobytes())
    return state


def _clips_state(mobject: Mobject) -> tuple[object, ...]:
    """All that the shapes of its clips and the view of its panel depend on."""
    lens, clips = lens_of(mobject), shape_clips_of(mobject)
    shapes = [clip.shape for clip in clips]
    seen = None
    if lens is not None:
        shapes.append(lens.window)
        seen = lens.center, lens.zoom
    return (
        seen,
        *(clip.inside for clip in clips),
        *((shape.points.tobytes(), fill_style_of(shape).rule) for shape in shapes),
    )


_NO_COLOR = np.zeros((0, 4))
_STYLE = (
    "stroke_width",
    "background_stroke_width",
    "joint_type",
    "cap_style",
    "background_image",
    TAG,
    SHADOW,
    CLIP,
    FILL,
)


def _refuse_class(mobject: Mobject) -> None:
    """Refuse what Manim's camera draws in its own way; it passes over plain mobjects."""
    if isinstance(mobject, PMobject):
        raise refusal(mobject, "is a cloud of points")
    if isinstance(mobject, AbstractImageMobject):
        raise refusal(mobject, "shows the picture of another camera")
