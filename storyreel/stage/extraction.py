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
        self._memory = SeenMobjects()
        self._seen: list[Seen] = []
        """What is remembered of the members of the family, in their order."""

        self._view: View | None = None
        self._first_view: View | None = None
        self._family: Family | None = None
        self._last: Drawing | None = None

    @property
    def remembered(self) -> int:
        """How many mobjects, all alive, are remembered with what they gave."""
        return len(self._memory)

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
        is_new = self._look_at(mobjects, changing, view)
        last = self._last
        if last is None or is_new or last.background != background:
            items = tuple([seen.item for seen in self._seen if seen.item is not None])
            outside = tuple([seen.outside for seen in self._seen if seen.outside is not None])
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

    def _look_at(
        self, mobjects: Sequence[Mobject], changing: Iterable[Mobject] | None, view: View
    ) -> bool:
        """Make the items of what has changed; returns whether the drawing may be another now."""
        family, places = self._family_and_places(mobjects, changing, view)
        is_new = family is not self._family
        self._family = None  # if anything is refused, nothing is known
        if is_new:
            self._seen = [self._memory.of(member) for member in family.members]
        members, seen = family.members, self._seen
        if places is not None:
            members, seen = [members[place] for place in places], [seen[place] for place in places]
        changed = changes(members, seen, Sights(view, self._visible))
        self._maker.make(changed)
        self._family = family
        return is_new or bool(changed)

    def _family_and_places(
        self, mobjects: Sequence[Mobject], changing: Iterable[Mobject] | None, view: View
    ) -> tuple[Family, Sequence[int] | None]:
        """The family, and the places of its members that may have changed; None for all."""
        family, same_view = self._family, view == self._view
        self._view = view
        if family and same_view and changing is not None:
            places = family.places_below(changing)
            if places is not None:
                return family, places
        return family.renewed(mobjects) if family else Family(mobjects), None


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
