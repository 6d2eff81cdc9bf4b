"""Items of an earlier performance, for mobjects that look as they did in it.

The studio performs a clip again after each change of a word, and most of what is on stage looks as
it did before.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from storyreel.drawing.drawing import Item

if TYPE_CHECKING:  # these import Manim, which clips of pictures do without
    from storyreel.stage.look import StyleState
    from storyreel.stage.style import Style
    from storyreel.stage.view import View


class ItemKey(NamedTuple):
    """All that the item of a VMobject depends on."""

    style: Style
    """The same object for all equal styles."""

    points: bytes
    """Their digest: the points of all frames would take too much memory."""

    tolerance: float
    view: View
    window: bytes | None
    """The key of the path through which the mobject is seen."""


class GivenItem(NamedTuple):
    """What a mobject gave: an item, none, or one outside the frame."""

    item: Item | None
    outside: Item | None


class FoundItems(NamedTuple):
    """What a fork has found: the numbers of items that were known before, and new ones."""

    used: list[int]
    new: dict[ItemKey, GivenItem]
    styles: dict[StyleState, Style]
    """Those of the new items."""


class GivenItems:
    """What mobjects gave, by how they looked: in this performance and in the one before."""

    def __init__(self) -> None:
        self._styles: dict[StyleState, Style] = {}
        self._before: dict[ItemKey, GivenItem] = {}
        self._given: dict[ItemKey, GivenItem] = {}

    def style(self, state: StyleState, read: Callable[[], Style]) -> Style:
        """The style of a state, which is read where it is not known."""
        known = self._styles.get(state)
        if known is None:
            known = self._styles[state] = read()
        return known

    def find(self, key: ItemKey) -> GivenItem | None:
        """What a mobject of this look gave; None where that is not known."""
        known = self._given.get(key)
        if known is None:
            known = self._before.get(key)
            if known is not None:
                self._given[key] = known
        return known

    def keep(self, key: ItemKey, given: GivenItem) -> None:
        """Remember what a mobject gave."""
        self._given[key] = given

    def items_before(self) -> list[Item | None]:
        """The items of the performance before, in an order that a fork shares."""
        return [given.item or given.outside for given in self._before.values()]

    def found(self) -> FoundItems:
        """What this process has found, for `add` of the one that it was forked from."""
        numbers = {key: number for number, key in enumerate(self._before)}
        used = [numbers[key] for key in self._given if key in numbers]
        new = {key: given for key, given in self._given.items() if key not in numbers}
        styles = {key.style for key in new}
        states = {state: style for state, style in self._styles.items() if style in styles}
        return FoundItems(used, new, states)

    def add(self, found: FoundItems) -> None:
        """Add what a fork has found in the same performance."""
        before = list(self._before.items())
        self._given |= [before[number] for number in found.used]
        own = {
            style: self._styles.setdefault(state, style) for state, style in found.styles.items()
        }
        self._given |= {
            key._replace(style=own[key.style]): given for key, given in found.new.items()
        }

    def for_next(self, after_part: bool) -> GivenItems:
        """What the next performance begins with: what is known of this one.

        After one that was only a part of the clip, also what was known before it.
        """
        following = GivenItems()
        following._before = self._before | self._given if after_part else self._given
        used = {key.style for key in following._before}
        following._styles = {state: style for state, style in self._styles.items() if style in used}
        return following
