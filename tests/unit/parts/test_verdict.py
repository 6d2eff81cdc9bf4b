"""Verdicts: pass and failure differ in shape, not in colour alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from manim import Mobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color
from storyreel.drawing.drawing import Drawing, PathItem
from storyreel.parts.verdict import Badge, VerdictPlate

FRAME = Frame(-3.0, -0.6, 3.0, 0.6)
Texts = Callable[[Mobject], list[str]]


@pytest.mark.parametrize(
    ("passed", "fill", "edged"), [(True, Color.NAVY, False), (False, Color.WHITE, True)]
)
def test_a_pass_is_solid_and_a_failure_hollow(
    passed: bool,
    fill: str,
    edged: bool,
    fills: Callable[[Mobject], list[str]],
    draw: Callable[..., Drawing],
) -> None:
    verdict = VerdictPlate(FRAME, "The script says", "exit code 0", passed)
    assert fills(verdict)[0] == fill
    plate = draw(verdict).items[0]
    assert isinstance(plate, PathItem) and plate.shadow
    assert bool(plate.stroke) == edged


def test_pass_and_failure_differ_in_shape(draw: Callable[..., Drawing]) -> None:
    signs = [draw(Badge((0.0, 0.0), 0.5, passed)).items[-1] for passed in (True, False)]
    starts = [sign.path.starts for sign in signs if isinstance(sign, PathItem)]
    assert list(map(len, starts)) == [1, 2]


@pytest.mark.parametrize("who", ["The script says", None])
def test_the_words_are_inside_the_plate(
    who: str | None, texts: Texts, box: Callable[[Mobject], Frame]
) -> None:
    verdict = VerdictPlate(FRAME, who, "exit code 0", passed=True)
    assert set(texts(verdict)) == {"exit code 0", who} - {None}
    for part in verdict:
        assert FRAME.left <= box(part).left and box(part).right <= FRAME.right
        assert FRAME.bottom - 1e-9 <= box(part).bottom and box(part).top <= FRAME.top + 1e-9
    alone = verdict.says.at[1] == FRAME.center[1]
    assert alone == (who is None)
