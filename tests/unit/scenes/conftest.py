"""Fixtures of a clip and its facts: a test module names them as `CLIP` and `FACTS`."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import Drawing
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import Timeline, compile_timeline
from tests.unit.mobjects import assert_pure, box, draw, fills, texts

__all__ = ["assert_pure", "box", "draw", "fills", "texts"]

RATE = 15
MEASURED = Path(__file__).parents[2] / "data" / "facts"


@pytest.fixture(scope="module")
def loaded(request: pytest.FixtureRequest, shipped: Callable[[str], Loaded]) -> Loaded:
    """The storyboard as it is shipped."""
    return shipped(request.module.CLIP)


@pytest.fixture(scope="module")
def data(loaded: Loaded) -> Any:
    """The data that the scene receives."""
    return loaded.storyboard.data


@pytest.fixture(scope="module")
def timeline(loaded: Loaded) -> Timeline:
    return compile_timeline(loaded.storyboard, Fps(RATE))


@pytest.fixture(scope="module")
def drawings(
    request: pytest.FixtureRequest, drawings_of: Callable[[str, int], Sequence[Drawing]]
) -> Sequence[Drawing]:
    """The drawings of all frames, at the rate of the timeline."""
    return drawings_of(request.module.CLIP, RATE)


@pytest.fixture(scope="module")
def facts(request: pytest.FixtureRequest) -> Any:
    """The measured facts."""
    return json.loads((MEASURED / request.module.FACTS).read_text(encoding="utf-8"))
