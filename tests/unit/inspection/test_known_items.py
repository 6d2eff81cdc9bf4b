"""Items are examined once, in drawings, by the surfaces and by the rules that ask for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from storyreel.drawing.drawing import Drawing, Item
from storyreel.inspection import sample_renderer, text_samples
from storyreel.inspection.known_items import KnownItems
from storyreel.inspection.sample_renderer import SampleRenderer
from storyreel.inspection.text_samples import text_samples as sampled
from storyreel.inspection.visible_items import OpaqueTexts, shape_box, solid_surface
from tests.unit.inspection.cases import item, words

CARD, TEXT = item((-5, -2, 5, 2)), words("run 1")
BACKGROUND = (65535, 65535, 65535, 65535)


class Examined(list[Item]):
    """The items that a function was called with."""

    def of(self, function: Callable[[Item], Any]) -> Callable[[Item], Any]:
        def counted(each: Item) -> Any:
            self.append(each)
            return function(each)

        return counted


def test_each_item_is_examined_once() -> None:
    examined = Examined()
    known = KnownItems(examined.of(lambda each: len(examined)))
    other = replace(TEXT)
    assert [known[each] for each in (CARD, TEXT, CARD, other, TEXT)] == [1, 2, 1, 3, 2]
    assert examined == [CARD, TEXT, other]


def test_drawings_share_what_is_known_of_their_items(monkeypatch: pytest.MonkeyPatch) -> None:
    """A law of cost: sampling a clip examines items, and not items of frames."""
    examined = Examined()
    monkeypatch.setattr(text_samples, "shape_box", examined.of(shape_box))
    dots = [item((x, -3, x + 0.1, -2.9)) for x in range(5)]
    samples = sampled([Drawing((CARD, dot, TEXT)) for dot in dots], OpaqueTexts(), 1)
    assert [sample.views[0].below for sample in samples] == [(CARD,)] * 5
    assert len(examined) == len([CARD, *dots, TEXT])


def test_a_renderer_knows_its_surfaces(monkeypatch: pytest.MonkeyPatch) -> None:
    """A law of cost: several rules paint what is on the same card."""
    examined = Examined()
    monkeypatch.setattr(sample_renderer, "solid_surface", examined.of(solid_surface))
    renderer = SampleRenderer()
    for _ in range(3):
        assert renderer.visible_part([CARD], BACKGROUND, TEXT.box)[0] == []
        renderer.paint([CARD], BACKGROUND, TEXT.box)
    assert examined == [CARD]
