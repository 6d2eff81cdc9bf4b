"""All kinds through one clip: a frame follows from its time alone, and changes are continuous."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from storyreel.base.timebase import Fps
from storyreel.design.layout import Frame
from storyreel.drawing.drawing import Drawing, drawing_digest
from storyreel.pictures.clips import PictureClip
from storyreel.pictures.elements import Element, Look, Picture
from storyreel.pictures.forms import Rect
from storyreel.pictures.kinds import KINDS
from storyreel.pictures.kinds.fields import PictureSurroundings
from storyreel.pictures.kinds.kind import Kind
from storyreel.pictures.load import load_clip
from storyreel.pictures.performance import Performance
from storyreel.pictures.shared_elements import STAGE
from storyreel.pictures.transitions import mix
from tests.unit.pictures.all_kinds import write_clip_of_all_kinds

ASSETS = Path(__file__).parents[3] / "assets"
SOME = range(0, 900, 23)
"""Frames at 30 per second: at rest and during changes of every kind."""


@pytest.fixture(scope="module")
def performance(tmp_path_factory: pytest.TempPathFactory) -> Performance:
    project = write_clip_of_all_kinds(tmp_path_factory.mktemp("kinds"))
    clip = load_clip(project.storyboards / "kinds.yaml", project)
    assert isinstance(clip, PictureClip)
    return clip.performance


@pytest.fixture(scope="module")
def drawn(performance: Performance) -> dict[int, Drawing]:
    return dict(performance.drawings(Fps(30), SOME))


def test_every_kind_is_on_stage_at_some_time(drawn: dict[int, Drawing]) -> None:
    owners = {item.tag.owner for drawing in drawn.values() for item in drawing.items if item.tag}
    names = {f"my_{name}" for name, kind in KINDS.items() if kind.placed}
    assert names | {"arrow", "bracket"} <= owners


def test_a_frame_is_the_same_in_any_order(
    performance: Performance, drawn: dict[int, Drawing]
) -> None:
    for frame in reversed(SOME):
        ((_, alone),) = performance.drawings(Fps(30), [frame])
        assert alone == drawn[frame], frame


def test_a_frame_is_the_same_at_every_rate(
    performance: Performance, drawn: dict[int, Drawing]
) -> None:
    fast = performance.drawings(Fps(60), [2 * frame for frame in SOME])
    faster = performance.drawings(Fps(120), [4 * frame for frame in SOME])
    digest = drawing_digest(drawn.values())
    assert drawing_digest([drawing for _, drawing in fast]) == digest
    assert drawing_digest([drawing for _, drawing in faster]) == digest


# --- mix --------------------------------------------------------------------------------------

SHARES = [step / 24 for step in range(1, 24)]
NEAR = Frame(STAGE.left, STAGE.bottom, STAGE.center[0], STAGE.top)


def example(name: str) -> Kind:
    context = PictureSurroundings(lambda text, face: (), ASSETS)
    fields = yaml.safe_load(KINDS[name].example)
    return KINDS[name].model_validate(fields, context=context, strict=False)


def runs(picture_keys: list[set[str]], key: str) -> int:
    """In how many separate runs of pictures a key is."""
    there = [False, *(key in keys for keys in picture_keys)]
    return sum(now and not before for before, now in pairwise(there))


def is_finite(value: Any) -> bool:
    if isinstance(value, (tuple, list)):
        return all(map(is_finite, value))
    return not isinstance(value, float) or bool(np.isfinite(value))


def check_change(before: Picture, after: Picture) -> None:
    """Ends are exact; between them all is finite, and no element comes twice."""
    assert mix(before, after, 0.0) == before and mix(before, after, -1.0) == before
    assert mix(before, after, 1.0) == after and mix(before, after, 2.0) == after
    pictures = [mix(before, after, share) for share in SHARES]
    keys = [{element.key for element in picture} for picture in (before, *pictures, after)]
    for key in set().union(*keys):
        assert runs(keys, key) == 1, key
    for picture in pictures:
        assert len({element.key for element in picture}) == len(picture)
        for element in picture:
            assert is_finite(element.look), element.key
            path = element.form.path()
            assert path is None or np.isfinite(path.points).all(), element.key


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.placed])
def test_a_thing_enters_moves_and_leaves_continuously(name: str) -> None:
    state = example(name)
    far, near = tuple(state.draw(STAGE)), tuple(state.draw(NEAR))
    far, near = (tuple(sorted(each, key=lambda element: element.depth)) for each in (far, near))
    check_change((), far)
    check_change(far, near)
    check_change(far, ())


@st.composite
def pictures(draw: st.DrawFn) -> Picture:
    names = draw(st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=6))
    depths = sorted(draw(st.lists(st.integers(0, 2), min_size=len(names), max_size=len(names))))
    corner = st.floats(-7, 7)
    return tuple(
        Element(
            name,
            Rect(Frame(x := draw(corner), y := draw(corner), x + 1, y + 1), draw(st.floats(0, 1))),
            Look(fill=(0, 0, 0, draw(st.integers(0, 65535)))),
            depth=depth,
        )
        for name, depth in zip(names, depths, strict=True)
    )


@settings(max_examples=20)
@given(pictures(), pictures())
def test_any_two_pictures_mix(before: Picture, after: Picture) -> None:
    check_change(before, after)
    old, new = ({element.key for element in picture} for picture in (before, after))
    for share in SHARES:
        shown = {element.key for element in mix(before, after, share)}
        assert old & new <= shown <= old | new


@settings(max_examples=30)
@given(pictures(), pictures(), st.floats(0, 1))
def test_what_is_in_both_stays_between_its_ends(
    before: Picture, after: Picture, share: float
) -> None:
    ends = {each.key: each for each in before}, {each.key: each for each in after}
    for element in mix(before, after, share):
        if element.key in ends[0] and element.key in ends[1]:
            first, second = (end[element.key].form for end in ends)
            assert isinstance(first, Rect) and isinstance(second, Rect)
            assert isinstance(element.form, Rect)
            low, high = sorted((first.frame.left, second.frame.left))
            assert low - 1e-9 <= element.form.frame.left <= high + 1e-9
