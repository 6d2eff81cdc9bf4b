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
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from operator import is_
from typing import NamedTuple

import numpy as np
from manim import Camera, Mobject, MovingCamera, PMobject, VMobject
from manim.mobject.types.image_mobject import AbstractImageMobject, ImageMobject
from PIL.Image import Resampling

from storyreel.base.errors import Problem, RequestError
from storyreel.drawing.drawing import Drawing, ImageItem, Item, Pixels, Sampling
from storyreel.drawing.paints import Rgba
from storyreel.drawing.path import Path
from storyreel.parts.marks import tag_of
from storyreel.stage.culling import Bounds, bounds_of, is_out_of_sight
from storyreel.stage.family import Family
from storyreel.stage.given_items import GivenItem, GivenItems, ItemKey
from storyreel.stage.look import MobjectLook, StyleState, style_states
from storyreel.stage.outline import Placement, UnplacedPath, outline, placed, without_points
from storyreel.stage.sight import Sight, Sights
from storyreel.stage.style import Slopes, Style, clips_on, path_item, style_of
from storyreel.stage.view import WIDE, View, background_of, refusal, view_of, visible_part


class _Seen:
    """What a mobject looked like when it was last extracted, and what it gave."""

    __slots__ = (
        "bounds", "digest", "item", "key", "look", "mobject", "outline", "outlined", "outside",
        "path", "path_state", "slopes", "style",
    )  # fmt: skip

    def __init__(self, mobject: weakref.ref[Mobject]) -> None:
        self.mobject = mobject
        self.look: MobjectLook | None = None
        self.style: Style | None = None
        """That of the look; None where the mobject is not a VMobject."""

        self.slopes = Slopes()
        self.outlined: bytes | None = None
        """The points that the outline was made of."""

        self.outline: UnplacedPath | None = None
        self.bounds: Bounds | None = None
        """Those of the outline, once they are known."""

        self.path_state: object = None
        self.path: Path | None = None
        """None where it has to be placed, or there is none."""

        self.digest: bytes | None = None
        """That of the points, where it was needed."""

        self.key: ItemKey | None = None
        """That of the item, where items are remembered."""

        self.item: Item | None = None
        self.outside: Item | None = None
        """The item in place of `item` where it is a text outside the frame."""


class _Change(NamedTuple):
    """A mobject that looks other than it did when it was last extracted."""

    mobject: Mobject
    seen: _Seen
    look: MobjectLook


class Extractor:
    """Turns the mobjects of one scene into drawings, frame after frame."""

    def __init__(self, aspect: float = WIDE, known: GivenItems | None = None) -> None:
        """`aspect` is the width of the picture to its height.

        Items that are known already are not made again.
        """
        self._known = known
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
        refused = _Refusals()
        mobjects = [members[place] for place in places]
        seen = [self._seen_of(mobject) for mobject in mobjects]
        changes = list(_changes(mobjects, seen, Sights(view, self._visible)))
        changes = refused.passing(self._read_style, changes)
        if self._known is not None:
            changes = [change for change in changes if not _is_known(change, self._known)]
        self._make_items(changes, refused)
        refused.raise_any()
        return self._take_items(seen, places)

    def _make_items(self, changes: list[_Change], refused: _Refusals) -> None:
        """Make the items of mobjects whose style is read, and remember them."""
        refused.passing(_update_outline, changes)
        _measure(changes)
        in_sight = [change for change in changes if not _passed_over(change)]
        _place_paths(in_sight)
        refused.passing(self._build, in_sight)
        for _, seen, _ in changes:
            if self._known is not None and seen.key is not None:
                self._known.keep(seen.key, GivenItem(seen.item, seen.outside))

    def _read_style(self, change: _Change) -> None:
        """Let the style be that of a mobject that has changed, and forget what depends on it."""
        mobject, seen, look = change
        seen.key = None
        if not isinstance(mobject, VMobject):
            if not isinstance(mobject, ImageMobject):
                _refuse_class(mobject)
            return
        before = seen.look
        same_points = before is not None and look.points == before.points
        if not same_points:
            seen.digest = None
        if seen.style is None or before is None or look.style != before.style:
            seen.style, seen.slopes = self._style_of(mobject, look), Slopes()
        elif not same_points:
            seen.slopes = Slopes()

    def _style_of(self, mobject: VMobject, look: MobjectLook) -> Style:
        if mobject.background_image is not None:
            raise refusal(mobject, "is coloured by a background image")
        if self._known is None:
            return style_of(mobject)
        return self._known.style(look.style, lambda: style_of(mobject))

    def _take_items(self, all_seen: Sequence[_Seen], places: Sequence[int]) -> bool:
        new = False
        for seen, place in zip(all_seen, places, strict=True):
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

    def _seen_of(self, mobject: Mobject) -> _Seen:
        seen = self._seen.get(id(mobject))
        if seen is None or seen.mobject() is not mobject:
            seen = self._remember(mobject)
        return seen

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
        item = self._built(mobject, seen, look)
        shows = item is not None and item.box.intersection(self._visible) is not None
        seen.item = item if shows else None
        seen.outside = None if shows or not _is_text(item) else item
        seen.look = look

    def _built(self, mobject: Mobject, seen: _Seen, look: MobjectLook) -> Item | None:
        if isinstance(mobject, ImageMobject):
            return self._image(mobject, look.sight)
        if not isinstance(mobject, VMobject) or seen.path is None or seen.style is None:
            return None
        return path_item(mobject, seen.style, seen.slopes, seen.path, look.sight)

    def _image(self, mobject: ImageMobject, sight: Sight) -> ImageItem | None:
        corners = mobject.points
        if not np.isfinite(corners).all() or not mobject.pixel_array[..., 3].any():
            return None
        if not np.allclose(corners[0] + corners[3], corners[1] + corners[2], atol=1e-3):
            raise refusal(mobject, "is distorted in perspective")
        left_top, right_top, left_bottom = corners[:3].tolist()
        pixels, own = Pixels(np.array(mobject.pixel_array, np.uint8)), sight.view
        return ImageItem(
            self._pixels.setdefault(pixels.key, pixels),
            (own.place_one(left_top), own.place_one(right_top), own.place_one(left_bottom)),
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

    def passing(self, work: Callable[[_Change], None], changes: list[_Change]) -> list[_Change]:
        """Do something with each change; returns those at which nothing was refused.

        Any other exception has a note with the class of the mobject.
        """
        passed: list[_Change] = []
        for change in changes:
            try:
                work(change)
            except RequestError as error:
                self._problems.update((problem.what, problem) for problem in error.problems)
            except Exception as error:
                error.add_note(type(change.mobject).__name__)
                raise
            else:
                passed.append(change)
        return passed

    def raise_any(self) -> None:
        """Raise RequestError with all problems, each once, if there were any."""
        if self._problems:
            raise RequestError(*self._problems.values())


def _changes(
    mobjects: Sequence[Mobject], all_seen: Iterable[_Seen], sights: Sights
) -> Iterator[_Change]:
    """The mobjects that look other than before; points of transparent ones are not looked at."""
    for mobject, seen, style in zip(mobjects, all_seen, _styles(mobjects), strict=True):
        before = seen.look
        same_style = before is not None and style == before.style
        if same_style and seen.style is not None and seen.style.is_transparent:
            continue
        points, sight = mobject.points.tobytes(), sights.of(mobject)
        if before and same_style and points == before.points and sight == before.sight:
            continue
        yield _Change(mobject, seen, MobjectLook(style, points, sight))


def _styles(mobjects: Sequence[Mobject]) -> list[StyleState]:
    """The styles of mobjects; an exception has a note with the class of the one that causes it."""
    try:
        return style_states(mobjects)
    except Exception:
        for mobject in mobjects:
            try:
                style_states([mobject])
            except Exception as error:
                error.add_note(type(mobject).__name__)
                raise
        raise


def _is_known(change: _Change, known: GivenItems) -> bool:
    """Take the item of a mobject that looks as one did before, if one did."""
    mobject, seen, look = change
    if not isinstance(mobject, VMobject) or seen.style is None or seen.style.is_transparent:
        return False
    sight, tolerance = look.sight, mobject.tolerance_for_point_equality
    window = sight.clips[0].path.key if sight.clips else None
    seen.digest = seen.digest or sha256(look.points).digest()
    seen.key = ItemKey(seen.style, seen.digest, tolerance, sight.view, window)
    given = known.find(seen.key)
    if given is None:
        return False
    seen.item, seen.outside = given
    seen.look = look
    return True


def _update_outline(change: _Change) -> None:
    """Let the outline be that of a look, and forget the path if it has to be placed again.

    What is wholly transparent needs none.
    """
    mobject, seen, look = change
    if not isinstance(mobject, VMobject):
        return
    assert seen.style is not None
    if seen.style.is_transparent:
        seen.outlined = seen.outline = seen.bounds = seen.path_state = seen.path = None
        return
    if seen.outlined != look.points:
        seen.outline = outline(mobject.points, mobject.tolerance_for_point_equality)
        seen.outlined, seen.bounds, seen.path = look.points, None, None
    state = seen.style.squares, seen.style.fill_style.rule, look.sight.view
    if seen.path_state != state:
        seen.path_state, seen.path = state, None


def _measure(changes: Iterable[_Change]) -> None:
    """Measure the outlines whose bounds are not known."""
    seen = [change.seen for change in changes if change.seen.bounds is None]
    outlines = [(each, each.outline) for each in seen if each.outline is not None]
    measured = bounds_of([outlined for _, outlined in outlines])
    for (each, _), bounds in zip(outlines, measured, strict=True):
        each.bounds = bounds


def _passed_over(change: _Change) -> bool:
    """Whether a mobject is so far outside that it has no item; texts there still have one."""
    _, seen, look = change
    if seen.bounds is None or seen.style is None or seen.style.is_text:
        return False
    reach = seen.style.reach
    if reach is None or not is_out_of_sight(seen.bounds, reach, look.sight):
        return False
    seen.item = seen.outside = None
    seen.look = look
    return True


def _place_paths(changes: Iterable[_Change]) -> None:
    """Place the paths that the changes need."""
    stale: list[_Seen] = []
    placements: list[Placement] = []
    for _, seen, look in changes:
        if seen.path is None and seen.outline is not None and seen.style is not None:
            stale.append(seen)
            rule = seen.style.fill_style.rule
            placements.append(Placement(seen.outline, look.sight.view, rule))
    for seen, path in zip(stale, placed(placements), strict=True):
        squares = seen.style is not None and seen.style.squares
        seen.path = without_points(path) if squares else path


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


def _refuse_class(mobject: Mobject) -> None:
    """Refuse what Manim's camera draws in its own way; it passes over plain mobjects."""
    if isinstance(mobject, PMobject):
        raise refusal(mobject, "is a cloud of points")
    if isinstance(mobject, AbstractImageMobject):
        raise refusal(mobject, "shows the picture of another camera")
