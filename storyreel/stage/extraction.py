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

from collections.abc import Iterable, Sequence
from operator import is_

from manim import Camera, Mobject, MovingCamera

from storyreel.drawing.drawing import Drawing, Item
from storyreel.drawing.paints import Rgba
from storyreel.stage.changes import changes
from storyreel.stage.family import Family
from storyreel.stage.given_items import GivenItems
from storyreel.stage.item_making import ItemMaker
from storyreel.stage.seen import Seen, SeenMobjects
from storyreel.stage.sight import Sights
from storyreel.stage.view import WIDE, View, background_of, view_of, visible_part


class Extractor:
    """Turns the mobjects of one scene into drawings, frame after frame."""

    def __init__(self, aspect: float = WIDE, known: GivenItems | None = None) -> None:
        """`aspect` is the width of the picture to its height.

        Items that are known already are not made again.
        """
        self._aspect, self._visible = aspect, visible_part(aspect)
        self._maker = ItemMaker(self._visible, known)
        self._seen = SeenMobjects()
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
        """Update the items at some places; returns whether any is another object now."""
        mobjects = [members[place] for place in places]
        seen = [self._seen.of(mobject) for mobject in mobjects]
        self._maker.make(changes(mobjects, seen, Sights(view, self._visible)))
        return self._take_items(seen, places)

    def _take_items(self, all_seen: Sequence[Seen], places: Sequence[int]) -> bool:
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
