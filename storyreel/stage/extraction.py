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
from operator import is_
from typing import Any, NamedTuple, cast

import numpy as np
from manim import Camera, CapStyleType, Mobject, MovingCamera, PMobject, VMobject
from manim.mobject.types.image_mobject import AbstractImageMobject, ImageMobject
from PIL.Image import Resampling

from storyreel.base.errors import Problem, RequestError
from storyreel.drawing.drawing import Drawing, ImageItem, Item, PathItem, Pixels, Sampling
from storyreel.drawing.paints import Rgba
from storyreel.drawing.path import Path
from storyreel.parts.clips import SHAPE_CLIPS, shape_clips_of
from storyreel.parts.fills import FILL, fill_style_of
from storyreel.parts.marks import CLIP, SHADOW, TAG, tag_of
from storyreel.stage.culling import Bounds, is_out_of_sight
from storyreel.stage.family import Family
from storyreel.stage.outline import Placement, UnplacedPath, outline, placed, without_points
from storyreel.stage.sight import Sight, Sights
from storyreel.stage.style import (
    clips_on,
    gradient_state,
    has_gradient,
    is_transparent,
    moved_item,
    path_item,
)
from storyreel.stage.view import WIDE, View, background_of, refusal, view_of, visible_part


class _Look(NamedTuple):
    """All that an item depends on, as values that compare quickly."""

    points: bytes
    style: tuple[Any, ...]
    sight: Sight


class _Seen:
    """What a mobject looked like when it was last extracted, and what it gave."""

    __slots__ = (
        "bounds", "built", "hidden", "item", "look", "mobject", "outline", "outlined", "outside",
        "path", "path_state",
    )  # fmt: skip

    def __init__(self, mobject: weakref.ref[Mobject]) -> None:
        self.mobject = mobject
        self.look: _Look | None = None
        self.hidden = False
        """Whether that is wholly transparent, and so paints nothing anywhere."""

        self.outlined: bytes | None = None
        """The points that the outline was made of."""

        self.outline: UnplacedPath | None = None
        self.bounds: Bounds | None = None
        """Those of the outline."""

        self.path_state: object = None
        self.path: Path | None = None
        """None where it has to be placed, or there is none."""

        self.built: Item | None = None
        """The item, visible or not."""

        self.item: Item | None = None
        self.outside: Item | None = None
        """The item in place of `item` where it is a text outside the frame."""


class _Change(NamedTuple):
    """A mobject that looks other than it did when it was last extracted."""

    mobject: Mobject
    seen: _Seen
    look: _Look


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
        mobjects: Sequence[Mobject],
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
        self, mobjects: Sequence[Mobject], changing: Iterable[Mobject] | None, view: View
    ) -> tuple[Family, Sequence[int]]:
        """The family, and the places of its members that may have changed; a new one if needed."""
        family, same_view = self._family, view == self._view
        self._view = view
        if family and same_view and changing is not None:
            places = family.places_below(changing)
            if places is not None:
                return family, places
        renewed = family.renewed(mobjects) if family else Family(mobjects)
        if renewed is not family:
            self._items = [None] * len(renewed.members)
            self._outside = {}
        return renewed, range(len(renewed.members))

    def _update_items(self, members: Sequence[Mobject], places: Sequence[int], view: View) -> bool:
        """Update the items at some places; returns whether any is another object now.

        All mobjects are looked at first, so that the paths of those that have changed are placed
        together.
        """
        refused, sights = _Refusals(), Sights(view)
        changes: list[_Change] = []
        for place in places:
            try:
                change = self._change(members[place], sights)
                if change is not None and not self._passed_over(change):
                    changes.append(change)
            except Exception as error:
                refused.take(error, members[place])
        _place_paths(changes)
        for change in changes:
            try:
                self._build(change)
            except Exception as error:
                refused.take(error, change.mobject)
        refused.raise_any()
        return self._take_items(members, places)

    def _take_items(self, members: Sequence[Mobject], places: Sequence[int]) -> bool:
        new = False
        for place in places:
            seen = self._seen[id(members[place])]
            if seen.item is not self._items[place]:
                self._items[place] = seen.item
                new = True
            if seen.outside is not self._outside.get(place):
                self._update_outside(place, seen.outside)
                new = True
        return new

    def _update_outside(self, place: int, text: Item | None) -> None:
        if text is None:
            del self._outside[place]
        else:
            self._outside[place] = text

    def _change(self, mobject: Mobject, sights: Sights) -> _Change | None:
        """How a mobject looks now, with its outline; None if that has not changed."""
        seen = self._seen.get(id(mobject))
        if seen is None or seen.mobject() is not mobject:
            seen = self._remember(mobject)
        before, style = seen.look, _style(mobject)
        same_style = before is not None and style == before.style
        if same_style and seen.hidden:
            return None
        points, sight = mobject.points.tobytes(), sights.of(mobject)
        if before and same_style and points == before.points and sight == before.sight:
            return None
        look = _Look(points, style, sight)
        if isinstance(mobject, VMobject):
            _update_outline(mobject, seen, look)
        elif not isinstance(mobject, ImageMobject):
            _refuse_class(mobject)
        return _Change(mobject, seen, look)

    def _passed_over(self, change: _Change) -> bool:
        """Whether a mobject is so far outside that it has no item; texts there still have one."""
        mobject, seen, look = change
        tag = tag_of(mobject)
        if not isinstance(mobject, VMobject) or seen.bounds is None or (tag and tag.text):
            return False
        if not is_out_of_sight(mobject, seen.bounds, look.sight, self._visible):
            return False
        seen.built = seen.item = seen.outside = None
        seen.look = look
        return True

    def _remember(self, mobject: Mobject) -> _Seen:
        key, seen = id(mobject), self._seen

        def forget(gone: weakref.ref[Mobject]) -> None:
            if key in seen and seen[key].mobject is gone:
                del seen[key]

        seen[key] = _Seen(weakref.ref(mobject, forget))
        return seen[key]

    def _build(self, change: _Change) -> None:
        """Make the item of a mobject that has changed and whose path is placed."""
        mobject, seen, look = change
        item = seen.built = self._built(mobject, seen, look)
        shows = item is not None and item.box.intersection(self._visible) is not None
        seen.item = item if shows else None
        seen.outside = None if shows or not _is_text(item) else item
        seen.look = look

    def _built(self, mobject: Mobject, seen: _Seen, look: _Look) -> Item | None:
        if isinstance(mobject, ImageMobject):
            return self._image(mobject, look.sight)
        if not isinstance(mobject, VMobject) or seen.path is None:
            return None
        before, built = seen.look, seen.built
        if before and built and _has_same_style(before, look):
            moved = moved_item(mobject, seen.path, look.sight, cast(PathItem, built))
            if moved is not None:
                return moved
        return path_item(mobject, seen.path, look.sight)

    def _image(self, mobject: ImageMobject, sight: Sight) -> ImageItem | None:
        corners = mobject.points
        if not np.isfinite(corners).all() or not mobject.pixel_array[..., 3].any():
            return None
        if not np.allclose(corners[0] + corners[3], corners[1] + corners[2], atol=1e-3):
            raise refusal(mobject, "is distorted in perspective")
        pixels, own = Pixels(np.array(mobject.pixel_array, np.uint8)), sight.view
        return ImageItem(
            self._pixels.setdefault(pixels.key, pixels),
            (own.place_one(corners[0]), own.place_one(corners[1]), own.place_one(corners[2])),
            _SAMPLINGS.get(mobject.resampling_algorithm, Sampling.SHARP_CUBIC),
            clips_on(mobject, sight),
            tag_of(mobject),
        )


_SAMPLINGS: dict[int, Sampling] = {
    Resampling.NEAREST: Sampling.NEAREST,
    Resampling.BILINEAR: Sampling.LINEAR,
}


class _Refusals:
    """What was refused while mobjects were looked at."""

    def __init__(self) -> None:
        self._problems: dict[str, Problem] = {}

    def take(self, error: Exception, mobject: Mobject) -> None:
        """Keep a refusal; raise any other exception again, with the class of the mobject."""
        if not isinstance(error, RequestError):
            error.add_note(type(mobject).__name__)
            raise error
        self._problems.update((problem.what, problem) for problem in error.problems)

    def raise_any(self) -> None:
        """Raise RequestError with all problems, each once, if there were any."""
        if self._problems:
            raise RequestError(*self._problems.values())


def _has_same_style(before: _Look, now: _Look) -> bool:
    """Whether colours and widths are the same, also at the scale at which they are seen."""
    return before.style == now.style and before.sight.view.scale == now.sight.view.scale


def _update_outline(mobject: VMobject, seen: _Seen, look: _Look) -> None:
    """Let the outline and the path be those of a look, the path still to be placed.

    What is wholly transparent needs none.
    """
    if mobject.background_image is not None:
        raise refusal(mobject, "is coloured by a background image")
    seen.hidden = is_transparent(mobject)
    if seen.hidden:
        seen.outlined = seen.outline = seen.bounds = seen.path_state = seen.path = None
        return
    if seen.outlined != look.points:
        seen.outline = outline(mobject.points, mobject.tolerance_for_point_equality)
        seen.bounds = Bounds.of(seen.outline) if seen.outline else None
        seen.outlined = look.points
    squares, rule = mobject.cap_style is CapStyleType.SQUARE, fill_style_of(mobject).rule
    state = look.points, squares, rule, look.sight.view
    if seen.path_state != state:
        seen.path_state, seen.path = state, None


def _place_paths(changes: Iterable[_Change]) -> None:
    """Place the paths that the changes need."""
    stale = [
        (change, change.seen.outline)
        for change in changes
        if change.seen.path is None and change.seen.outline is not None
    ]
    mobjects = [cast(VMobject, change.mobject) for change, _ in stale]
    paths = placed(
        [
            Placement(outlined, change.look.sight.view, fill_style_of(mobject).rule)
            for (change, outlined), mobject in zip(stale, mobjects, strict=True)
        ]
    )
    for (change, _), mobject, path in zip(stale, mobjects, paths, strict=True):
        squares = mobject.cap_style is CapStyleType.SQUARE
        change.seen.path = without_points(path) if squares else path


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


def _style(mobject: Mobject) -> tuple[Any, ...]:
    """All that an item depends on, apart from the mobject's points and how it is seen."""
    get = mobject.__dict__.get
    clips = _clips_state(mobject) if get(SHAPE_CLIPS) else None
    if isinstance(mobject, ImageMobject):
        pixels = mobject.pixel_array.tobytes()
        return pixels, mobject.resampling_algorithm, get(CLIP), get(TAG), clips
    if not isinstance(mobject, VMobject):
        return ()
    fill, stroke = get("fill_rgbas", _NO_COLOR), get("stroke_rgbas", _NO_COLOR)
    back = get("background_stroke_rgbas", _NO_COLOR)
    style = fill.tobytes(), stroke.tobytes(), back.tobytes(), clips, *map(get, _STYLE)
    several = len(fill) > 1 or len(stroke) > 1 or len(back) > 1
    if several and any(map(has_gradient, (fill, stroke, back))):
        return (*style, gradient_state(mobject))
    return style


def _clips_state(mobject: Mobject) -> tuple[object, ...]:
    """All that the shapes of its clips depend on."""
    return tuple(
        (clip.inside, clip.shape.points.tobytes(), fill_style_of(clip.shape).rule)
        for clip in shape_clips_of(mobject)
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
