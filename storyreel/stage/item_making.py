"""Item making: the items of mobjects that have changed.

What of a mobject still holds is kept: its style where only points have changed, its path where only
colours have. What Manim's camera draws in its own way is refused by name.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from manim import Mobject, PMobject, VMobject
from manim.mobject.types.image_mobject import AbstractImageMobject, ImageMobject

from storyreel.base.errors import Problem, RequestError
from storyreel.drawing.drawing import Item
from storyreel.drawing.path import Path
from storyreel.drawing.quanta import Box
from storyreel.stage.changes import Change
from storyreel.stage.culling import culling_window
from storyreel.stage.given_items import GivenItem, GivenItems, ItemKey
from storyreel.stage.image_items import ImageItems
from storyreel.stage.look import MobjectLook
from storyreel.stage.outline import outline, without_points
from storyreel.stage.seen import Seen
from storyreel.stage.sight import Sight
from storyreel.stage.style import Slopes, Style, path_item, style_of
from storyreel.stage.view import refusal

_HIDDEN = GivenItem(None, None)


class ItemMaker:
    """Makes the items of one scene."""

    def __init__(self, visible: Box, known: GivenItems | None) -> None:
        """`visible` is what of the drawing can be seen. `known` items are not made again."""
        self._visible, self._known = visible, known
        self._images = ImageItems()

    def make(self, changes: Iterable[Change]) -> None:
        """Let what is remembered of mobjects that have changed hold the items of their new looks.

        Raises RequestError for mobjects that cannot be drawn, each problem once. Any other
        exception has a note with the class of the mobject.
        """
        problems: dict[str, Problem] = {}
        for change in changes:
            try:
                self._make(change)
            except RequestError as error:
                problems.update((problem.what, problem) for problem in error.problems)
            except Exception as error:
                mobject, *_ = change
                error.add_note(type(mobject).__name__)
                raise
        if problems:
            raise RequestError(*problems.values())

    def _make(self, change: Change) -> None:
        mobject, seen, look = change
        if not isinstance(mobject, VMobject):
            seen.give(look, *self._given(self._other_item(mobject, look.sight)))
            return
        style = self._update_style(mobject, seen, look)
        if style.is_transparent:
            seen.path_state = seen.path = None
            seen.give(MobjectLook(look.style, None, look.sight), None, None)
            return
        if self._known is None:
            given = self._given(_item(mobject, seen, style, look))
        else:
            given = self._known_or_made(mobject, seen, style, look, self._known)
        if given == _HIDDEN:
            look = MobjectLook(look.style, look.points, look.sight, style.reach)
        seen.give(look, *given)

    def _other_item(self, mobject: Mobject, sight: Sight) -> Item | None:
        """The item of an image; Manim's camera passes over plain mobjects."""
        if isinstance(mobject, ImageMobject):
            return self._images.item_of(mobject, sight)
        if isinstance(mobject, PMobject):
            raise refusal(mobject, "is a cloud of points")
        if isinstance(mobject, AbstractImageMobject):
            raise refusal(mobject, "shows the picture of another camera")
        return None

    def _update_style(self, mobject: VMobject, seen: Seen, look: MobjectLook) -> Style:
        """The style of a look; forgets what depends on style or points that have changed."""
        before = seen.look
        same_points = before is not None and look.points is before.points
        if not same_points:
            seen.digest = None
        if seen.style is None or before is None or look.style is not before.style:
            seen.style, seen.slopes = self._style_of(mobject, look), Slopes()
        elif not same_points:
            seen.slopes = Slopes()
        return seen.style

    def _style_of(self, mobject: VMobject, look: MobjectLook) -> Style:
        if mobject.background_image is not None:
            raise refusal(mobject, "is coloured by a background image")
        if self._known is None:
            return style_of(mobject)
        return self._known.style(look.style, lambda: style_of(mobject))

    def _known_or_made(
        self, mobject: VMobject, seen: Seen, style: Style, look: MobjectLook, known: GivenItems
    ) -> GivenItem:
        """What a mobject gives: what one that looked like it gave before, if one did."""
        assert look.points is not None
        sight, tolerance = look.sight, mobject.tolerance_for_point_equality
        window = sight.clips[0].path.key if sight.clips else None
        seen.digest = seen.digest or sha256(look.points).digest()
        key = ItemKey(style, seen.digest, tolerance, sight.view, window)
        given = known.find(key)
        if given is None:
            given = self._given(_item(mobject, seen, style, look))
            known.keep(key, given)
        return given

    def _given(self, item: Item | None) -> GivenItem:
        """What a mobject gives: its item, if that can be seen; a text is known outside, too."""
        if item is None or item.box.overlaps(self._visible):
            return GivenItem(item, None)
        return GivenItem(None, item if item.tag is not None and item.tag.text else None)


def _item(mobject: VMobject, seen: Seen, style: Style, look: MobjectLook) -> Item | None:
    """The item of a mobject that is not transparent; None where nothing would be seen."""
    sight, window = look.sight, None
    if style.reach is not None:
        if sight.part is None:
            return None
        window = culling_window(sight.part, style.reach * sight.view.scale)
    path = _update_path(mobject, seen, style, look, window)
    return None if path is None else path_item(mobject, style, seen.slopes, path, sight)


def _update_path(
    mobject: VMobject, seen: Seen, style: Style, look: MobjectLook, window: Box | None
) -> Path | None:
    """The path of a look, made where it is not known; None where it has none in the window."""
    view, rule = look.sight.view, style.fill_style.rule
    state = look.points, view, rule, style.squares
    if seen.path is None or seen.path_state != state:
        tolerance = mobject.tolerance_for_point_equality
        path = outline(mobject.points, tolerance, view, rule, window)
        seen.path = without_points(path) if path and style.squares else path
        seen.path_state = state
    return seen.path
