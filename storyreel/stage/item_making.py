"""Item making: the items of mobjects that have changed, all of one frame together.

What of a mobject still holds is kept: its style where only points have changed, its outline where
only colours or the camera have. What Manim's camera draws in its own way is refused by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

from manim import PMobject, VMobject
from manim.mobject.types.image_mobject import AbstractImageMobject, ImageMobject

from storyreel.drawing.drawing import Item
from storyreel.drawing.quanta import Box
from storyreel.stage.changes import Change
from storyreel.stage.culling import bounds_of, is_out_of_sight
from storyreel.stage.given_items import GivenItem, GivenItems, ItemKey
from storyreel.stage.image_items import ImageItems
from storyreel.stage.look import MobjectLook
from storyreel.stage.outline import Placement, outline, placed, without_points
from storyreel.stage.refusals import Refusals
from storyreel.stage.seen import Seen
from storyreel.stage.style import Slopes, Style, path_item, style_of
from storyreel.stage.view import refusal


class ItemMaker:
    """Makes the items of one scene."""

    def __init__(self, visible: Box, known: GivenItems | None) -> None:
        """`visible` is what of the drawing can be seen. `known` items are not made again."""
        self._visible, self._known = visible, known
        self._images = ImageItems()

    def make(self, changes: Sequence[Change]) -> None:
        """Let what is seen of mobjects that have changed hold the items of their new looks.

        Their paths are placed together. Raises RequestError for mobjects that cannot be drawn, all
        of them at once. Any other exception has a note with the class of the mobject.
        """
        refused = Refusals()
        changes = refused.passing(self._read_style, changes)
        if self._known is not None:
            changes = [change for change in changes if not _is_known(change, self._known)]
        refused.passing(_update_outline, changes)
        _measure(changes)
        in_sight = [change for change in changes if not _passed_over(change)]
        _place_paths(in_sight)
        refused.passing(self._build, in_sight)
        if self._known is not None:
            _keep(changes, self._known)
        refused.raise_any()

    def _read_style(self, change: Change) -> None:
        """Let the style be that of a mobject that has changed, and forget what depends on it."""
        mobject, seen, look = change
        seen.key = None
        if not isinstance(mobject, VMobject):
            if not isinstance(mobject, ImageMobject):
                _refuse_class(change)
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

    def _build(self, change: Change) -> None:
        """Make the item of a mobject that has changed and whose path is placed."""
        item = self._built(change)
        if item is None or item.box.intersection(self._visible) is not None:
            change.seen.give(change.look, item)
        else:
            change.seen.give(change.look, None, item if _is_text(item) else None)

    def _built(self, change: Change) -> Item | None:
        mobject, seen, look = change
        if isinstance(mobject, ImageMobject):
            return self._images.item_of(mobject, look.sight)
        if not isinstance(mobject, VMobject) or seen.path is None or seen.style is None:
            return None
        return path_item(mobject, seen.style, seen.slopes, seen.path, look.sight)


def _refuse_class(change: Change) -> None:
    """Refuse what Manim's camera draws in its own way; it passes over plain mobjects."""
    if isinstance(change.mobject, PMobject):
        raise refusal(change.mobject, "is a cloud of points")
    if isinstance(change.mobject, AbstractImageMobject):
        raise refusal(change.mobject, "shows the picture of another camera")


def _is_known(change: Change, known: GivenItems) -> bool:
    """Take the item of a mobject that looks as one did before, if one did."""
    mobject, seen, look = change
    if not isinstance(mobject, VMobject) or seen.style is None or seen.style.is_transparent:
        return False
    assert look.points is not None
    sight, tolerance = look.sight, mobject.tolerance_for_point_equality
    window = sight.clips[0].path.key if sight.clips else None
    seen.digest = seen.digest or sha256(look.points).digest()
    seen.key = ItemKey(seen.style, seen.digest, tolerance, sight.view, window)
    given = known.find(seen.key)
    if given is None:
        return False
    seen.give(look, *given)
    return True


def _keep(changes: Iterable[Change], known: GivenItems) -> None:
    """Remember what mobjects gave."""
    for _, seen, _ in changes:
        if seen.key is not None:
            known.keep(seen.key, GivenItem(seen.item, seen.outside))


def _update_outline(change: Change) -> None:
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
        seen.outlined, seen.path = look.points, None
        seen.bounds = seen.outline.bounds if seen.outline else None
    state = seen.style.squares, seen.style.fill_style.rule, look.sight.view
    if seen.path_state != state:
        seen.path_state, seen.path = state, None


def _measure(changes: Iterable[Change]) -> None:
    """Measure the outlines whose bounds are not known."""
    seen = [change.seen for change in changes if change.seen.bounds is None]
    outlines = [(each, each.outline) for each in seen if each.outline is not None]
    measured = bounds_of([outlined for _, outlined in outlines])
    for (each, _), bounds in zip(outlines, measured, strict=True):
        each.bounds = bounds


def _passed_over(change: Change) -> bool:
    """Whether a mobject is so far outside that it has no item; texts there still have one."""
    _, seen, look = change
    if seen.bounds is None or seen.style is None or seen.style.is_text:
        return False
    reach = seen.style.reach
    if reach is None or not is_out_of_sight(seen.bounds, reach, look.sight):
        return False
    seen.give(look, None)
    return True


def _place_paths(changes: Iterable[Change]) -> None:
    """Place the paths that the changes need."""
    stale: list[Seen] = []
    placements: list[Placement] = []
    for _, seen, look in changes:
        if seen.path is None and seen.outline is not None and seen.style is not None:
            stale.append(seen)
            rule = seen.style.fill_style.rule
            placements.append(Placement(seen.outline, look.sight.view, rule))
    for seen, path in zip(stale, placed(placements), strict=True):
        squares = seen.style is not None and seen.style.squares
        seen.path = without_points(path) if squares else path


def _is_text(item: Item) -> bool:
    return item.tag is not None and bool(item.tag.text)
