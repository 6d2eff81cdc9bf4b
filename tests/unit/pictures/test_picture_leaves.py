"""Every value of a picture is seen in the drawings, or refused at its line.

Of the entries of one list a few are changed, spread evenly: those that are alike, such as the first
coordinates of the points of a chart.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import pairwise
from operator import eq
from pathlib import Path
from typing import Any

import pytest

from storyreel.base.errors import RequestError
from storyreel.base.project import Project
from storyreel.base.timebase import Fps
from storyreel.design.fonts import missing_characters
from storyreel.pictures.clips import PictureClip
from storyreel.pictures.load import load_clip
from storyreel.storyboard.catalog import find_clip
from storyreel.storyboard.source import read_source
from storyreel.storyboard.timeline import compile_timeline
from tests.clips import PROJECT
from tests.unit.scenes.leaves import Change, changes, plain
from tests.unit.scenes.leaves import Path as KeyPath

SPARSE, DENSE = Fps(5), Fps(30)
"""Most changes are seen in few frames; moves by a tenth of a second need more."""

FEW = ("stage1", "stage2", "stage3")
ALL = (*FEW, *(f"factory{number:02}" for number in range(1, 12)))
ORDERLESS = (
    "hide",
    "mark",
    "cover",
    "dim",
    "focus",
    "reveal",
    "ghost",
    "unnamed",
    "frozen",
    "solid",
)
"""Lists of parts, whose order means nothing."""

ORDERLESS_BY_GROUP = ("gold", "ring")
"""Mappings from names to such lists."""

SMALLEST = 0.05
"""Numbers below are drawn at the smallest size that can be seen."""

SPREAD = 8
"""How many entries of one list are changed in the same way."""

PICKED = 97
"""The default suite draws one of so many changes."""

Load = Callable[[str, Change], PictureClip]


@cache
def board_of(clip: str) -> dict[str, Any]:
    path = find_clip(PROJECT, clip).storyboard
    board: dict[str, Any] = plain(read_source(path, path.name).value)
    return board


def picture_changes(clip: str) -> Iterator[Change]:
    """Changes of every value that the pictures of a clip show."""
    board = board_of(clip)
    for name, fact in board.get("facts", {}).items():
        yield from changes(fact["value"], ("facts", name, "value"))
    for index, beat in enumerate(board["beats"]):
        for key in ("picture", "then"):
            found = changes(beat.get(key, {}), ("beats", index, key))
            yield from (change for change in found if _matters(change, board))


def spread(found: Iterable[Change]) -> list[Change]:
    """A few of the changes that are alike, from the first to the last; all where they are few."""
    alike: dict[object, list[Change]] = {}
    for change in found:
        alike.setdefault((change.how, _place(change.path)), []).append(change)
    return [
        each[at * (len(each) - 1) // max(count - 1, 1)]
        for each in alike.values()
        for count in [min(SPREAD, len(each))]
        for at in range(count)
    ]


def _place(path: KeyPath) -> KeyPath:
    """A path without the numbers of entries but those of beats and of entries of entries."""
    inner = tuple(
        -1 if isinstance(step, int) and not isinstance(before, int) else step
        for before, step in pairwise(path[1:])
    )
    return (*path[:2], *inner)


def _matters(change: Change, board: dict[str, Any]) -> bool:
    key, home = change.path[-1], _value_at(change.path[:-1], board)
    if key == "top":  # without bars it leaves room for them, at any scale
        return "bars" in home
    if key in ORDERLESS or change.path[-2] in ORDERLESS_BY_GROUP:
        return change.how != "in another order"
    if _may_be_the_same(change, home, board):
        return False
    if key == "breaks":  # a row may end there anyway
        return change.how == "with its last entry twice"
    if isinstance(change.value, float):
        return abs(change.value) > SMALLEST
    # At most so many; and a formula whose whole number may be what it was.
    return key != "columns" and not (key == "value" and isinstance(change.value, str))


def _may_be_the_same(change: Change, home: Any, board: dict[str, Any]) -> bool:
    """Whether a change may draw what was there before."""
    return (
        _is_of_equal_facts(change, board)
        or _is_hidden(change.path, board)
        or _is_time_alone(change.path[-1], home)
        or _is_a_number(change, home)
    )


def _value_at(path: KeyPath, board: dict[str, Any]) -> Any:
    value: Any = board
    for step in path:
        value = value[step]
    return value


def _is_of_equal_facts(change: Change, board: dict[str, Any]) -> bool:
    """Whether a list is in another order, and its facts have one value."""
    if change.how != "in another order":
        return False
    facts = {name: fact["value"] for name, fact in board.get("facts", {}).items()}
    written = (_value_at(change.path, board), change.value)
    before, after = ([facts.get(str(each), each) for each in entries] for entries in written)
    return before == after


def _is_time_alone(key: str | int, thing: Any) -> bool:
    """Whether a key says how long a change takes, or when a thing changes that states no more, as
    in {bracket: {}}: it may be what it was."""
    if key != "at":
        return key == "over"
    return all(name in ("at", "over") or stated == {} for name, stated in thing.items())


def _is_a_number(change: Change, line: Any) -> bool:
    """Whether a number line loses a tick that has a number, which is a tick, too."""
    removed = change.path[-1] == "ticks" and change.how == "without its last entry"
    return removed and line["ticks"][-1] in line.get("numbers", ())


def _is_hidden(path: KeyPath, board: dict[str, Any]) -> bool:
    """Whether a path leads to a piece of text that its picture hides."""
    *home, key, place = path
    return key == "pieces" and int(place) + 1 in _value_at(tuple(home), board).get("hide", ())


@pytest.fixture(scope="module")
def load(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Load:
    """A clip's storyboard with a change, checked as `check` does."""
    folder = tmp_path_factory.mktemp("changed")

    def load(clip: str, change: Change) -> PictureClip:
        path: Path = folder / f"{clip}-changed.yaml"
        board = change.applied(board_of(clip))
        path.write_text(json.dumps(board, ensure_ascii=False, indent=1), "utf-8")
        loaded = load_clip(path, project, missing_characters)
        assert isinstance(loaded, PictureClip)
        return loaded

    return load


def shown(clip: PictureClip, fps: Fps, first: int = 0) -> Iterator[object]:
    """What a clip shows, from a beat to its end and then from its beginning to that beat."""
    timeline = compile_timeline(clip.storyboard, fps)
    start = timeline.beats[first].frames.start
    order = (*range(start, timeline.frames), *range(start))
    return (drawing.key for _, drawing in clip.performance.drawings(fps, order))


def unseen(clip: str, chosen: list[Change], load: Load) -> Iterator[str]:
    """The changes that are valid and change no drawing; refused ones name a line, but for the
    last problem of many, which counts the rest."""
    shipped = load_clip(find_clip(PROJECT, clip).storyboard, PROJECT)
    assert isinstance(shipped, PictureClip)
    before = list(shown(shipped, SPARSE))
    starts = [beat.frames.start for beat in compile_timeline(shipped.storyboard, SPARSE).beats]
    for change in chosen:
        try:
            changed = load(clip, change)
        except RequestError as error:
            named = [problem for problem in error.problems if "more problem" not in problem.what]
            assert named and all(problem.where and problem.where.line for problem in named)
            continue
        beat = _beat_of(change)
        now = shown(changed, SPARSE, beat)
        if all(map(eq, now, (*before[starts[beat] :], *before[: starts[beat]]))) and all(
            map(eq, shown(changed, DENSE, beat), shown(shipped, DENSE, beat))
        ):
            yield str(change)


def _beat_of(change: Change) -> int:
    """The beat that a change is in, where it is most probably seen; else the first."""
    match change.path:
        case ("beats", int(index), *_):
            return index
        case _:
            return 0


@pytest.mark.parametrize("clip", FEW)
def test_some_values_of_pictures_are_seen(clip: str, load: Load) -> None:
    chosen = list(picture_changes(clip))
    assert list(unseen(clip, chosen[FEW.index(clip) :: PICKED], load)) == []


@pytest.mark.slow
@pytest.mark.parametrize("clip", ALL)
def test_every_value_of_pictures_is_seen(clip: str, load: Load) -> None:
    assert "\n".join(unseen(clip, spread(picture_changes(clip)), load)) == ""


def test_the_first_the_last_and_some_between_are_changed_of_a_long_list() -> None:
    points = {"beats": [{"a": [[float(at), 5.0] for at in range(1, 101)]}]}
    chosen = {str(change) for change in spread(changes(points))}
    assert {"beats.0.a.0.0 a half", "beats.0.a.99.0 a half", "beats.0.a.99.1 a half"} <= chosen
    assert sum(change.endswith(".0 a half") for change in chosen) == SPREAD
    few = [Change(("beats", 0, "a", at), "other", at) for at in range(SPREAD)]
    assert spread(few) == few
