"""Seen mobjects: what each looked like when it was last extracted, and what it gave."""

from __future__ import annotations

import weakref

from manim import Mobject

from storyreel.drawing.drawing import Item
from storyreel.drawing.path import Path
from storyreel.stage.look import MobjectLook
from storyreel.stage.style import Slopes, Style


class Seen:
    """What a mobject looked like when it was last extracted, and what it gave."""

    __slots__ = (
        "digest", "item", "look", "mobject", "outside", "path", "path_state", "slopes", "style",
    )  # fmt: skip

    def __init__(self, mobject: weakref.ref[Mobject]) -> None:
        self.mobject = mobject
        self.look: MobjectLook | None = None
        self.style: Style | None = None
        """That of the look; None where the mobject is not a VMobject."""

        self.slopes = Slopes()
        self.path: Path | None = None
        """None where it has to be outlined, or there is none."""

        self.path_state: object = None
        """What the path was made of."""

        self.digest: bytes | None = None
        """That of the points, where it was needed."""

        self.item: Item | None = None
        self.outside: Item | None = None
        """The item in place of `item` where it is a text outside the frame."""

    def give(self, look: MobjectLook, item: Item | None, outside: Item | None) -> None:
        """Remember what a look gave."""
        self.look, self.item, self.outside = look, item, outside


class SeenMobjects:
    """What mobjects looked like and gave, each as long as it lives."""

    def __init__(self) -> None:
        self._seen: dict[int, Seen] = {}

    def __len__(self) -> int:
        return len(self._seen)

    def of(self, mobject: Mobject) -> Seen:
        """What is remembered of a mobject; nothing yet where it was never seen."""
        seen = self._seen.get(id(mobject))
        if seen is None or seen.mobject() is not mobject:
            seen = self._remember(mobject)
        return seen

    def _remember(self, mobject: Mobject) -> Seen:
        key, seen = id(mobject), self._seen

        def forget(gone: weakref.ref[Mobject]) -> None:
            if key in seen and seen[key].mobject is gone:
                del seen[key]

        seen[key] = Seen(weakref.ref(mobject, forget))
        return seen[key]
