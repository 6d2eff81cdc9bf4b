"""Every value of a clip's data is seen in its pictures, or refused where it cannot be true."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from storyreel.base.errors import RequestError
from storyreel.base.project import Project
from storyreel.base.timebase import Fps
from storyreel.design.fonts import missing_characters
from storyreel.drawing.drawing import Drawing
from storyreel.stage.perform import perform
from storyreel.storyboard.catalog import find_clip
from storyreel.storyboard.load import Loaded, load_storyboard
from storyreel.storyboard.timeline import compile_timeline
from tests.clips import PROJECT
from tests.unit.scenes.leaves import Change, changes, plain

SMOKE_RATE, SPARSE = 15, 5
CLIPS = ("hour25", "hour26", "hour27", "hour28", "hour29", "hour30")
PICKED = 149
"""The default suite draws one of so many changes."""


def board_of(clip: str) -> dict[str, Any]:
    text = find_clip(PROJECT, clip).storyboard.read_text("utf-8")
    board: dict[str, Any] = yaml.load(text, yaml.CSafeLoader)
    return board


def all_changes(clip: str) -> list[Change]:
    return [each for each in changes(board_of(clip)["data"], ("data",)) if len(each.path) > 1]


@pytest.fixture(scope="module")
def load(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Loaded]:
    """A clip's storyboard with a change, checked as `check` does."""
    folder = tmp_path_factory.mktemp("changed")
    board = cache(board_of)

    def load(clip: str, change: Change) -> Loaded:
        path: Path = folder / f"{clip}-changed.yaml"
        text = yaml.safe_dump(change.applied(board(clip)), allow_unicode=True, sort_keys=False)
        path.write_text(text, "utf-8")
        return load_storyboard(path, project, missing_characters)

    return load


class Seen(Exception):  # noqa: N818 - no error
    """A changed clip shows something else than the shipped one."""


def is_seen(loaded: Loaded, shipped: Sequence[Drawing]) -> bool:
    """Whether a changed clip shows another drawing in any frame; stops at the first one."""

    def compare(frame: int, drawing: Drawing) -> None:
        if drawing.key != shipped[frame].key:
            raise Seen

    timeline = compile_timeline(loaded.storyboard, Fps(SPARSE))
    if timeline.frames != len(shipped):
        return True
    try:
        perform(loaded, timeline, compare)
    except Seen:
        return True
    return False


@pytest.fixture(scope="module")
def shown(
    drawings_of: Callable[[str, int], tuple[Drawing, ...]],
) -> Callable[[str], Sequence[Drawing]]:
    """The drawings of a clip as it is shipped."""
    return lambda clip: drawings_of(clip, SMOKE_RATE)[:: SMOKE_RATE // SPARSE]


def unlocated(error: RequestError) -> list[str]:
    return [str(problem) for problem in error.problems if not problem.where]


def accepted(
    load: Callable[..., Loaded], clip: str, chosen: list[Change]
) -> Iterator[tuple[Change, Loaded]]:
    """The changes that are valid; the others name a line of the storyboard."""
    for change in chosen:
        try:
            yield change, load(clip, change)
        except RequestError as error:
            assert unlocated(error) == [], change


@pytest.mark.parametrize("clip", CLIPS)
def test_some_values_are_seen(
    clip: str, load: Callable[..., Loaded], shown: Callable[[str], Sequence[Drawing]]
) -> None:
    chosen = all_changes(clip)[17 * CLIPS.index(clip) :: PICKED]
    for change, loaded in accepted(load, clip, chosen):
        assert is_seen(loaded, shown(clip)), change


def test_a_clip_that_is_not_changed_shows_nothing_else(
    shipped: Callable[[str], Loaded], shown: Callable[[str], Sequence[Drawing]]
) -> None:
    assert not is_seen(shipped("hour29"), shown("hour29"))


@pytest.mark.slow
@pytest.mark.parametrize("clip", CLIPS)
def test_every_value_is_seen(
    clip: str, load: Callable[..., Loaded], shown: Callable[[str], Sequence[Drawing]]
) -> None:
    valid = list(accepted(load, clip, all_changes(clip)))
    assert len(valid) > 5
    assert [str(change) for change, loaded in valid if not is_seen(loaded, shown(clip))] == []


FALSE: list[tuple[str, str, Any]] = [
    ("hour25", "house.sign", "A"),
    ("hour25", "house.models.1", "A"),
    ("hour25", "house.apps.2", "Form app"),
    ("hour25", "generate.bubble.1", "moves me"),
    ("hour25", "generate.tokens.3", "me"),
    ("hour25", "generate.added.1", "!"),
    ("hour25", "generate.count", 10),
    ("hour25", "generate.reply.2", "first step"),
    ("hour25", "classify.tokens.3", "loser"),
    ("hour25", "classify.wish", "Is it true?"),
    ("hour25", "classify.labels.1", "not spam"),
    ("hour25", "instruct.lines.1", "The car is fast."),
    ("hour25", "instruct.answer.7", "bike"),
    ("hour26", "case.right", "cumulus"),
    ("hour26", "case.labels.1", "Question"),
    ("hour26", "case.subject", "sunshine?"),
    ("hour26", "question.2", "with sunshine?"),
    ("hour27", "cards.0.tokens", 0),
    ("hour27", "cards.2.tokens", 1),
    ("hour27", "cards.2.question", ["What is", "this?"]),
    ("hour27", "cards.0.topic", ["number 8"]),
    ("hour27", "cards.1.topic", []),
    ("hour27", "answer.wrong", "Saturn"),
    (
        "hour27",
        "rewrite.question",
        [
            "I’m looking for a way to get my",
            "cat’s attention when they’re hiding",
            "under the bed or in a closet.",
        ],
    ),
    ("hour27", "count", "{count} of 6"),
    ("hour28", "excerpt.at", 135),
    ("hour28", "excerpt.first", "of"),
    ("hour28", "excerpt.term.6", "ie"),
    ("hour28", "note.before", 154),
    ("hour28", "note.page.2", "for thrombosis, and review"),
    ("hour28", "note.before", 136),
    ("hour28", "grown", 50264),
    ("hour28", "note.after", 104),
    ("hour28", "note.terms.0.pieces", 6),
    ("hour28", "note.terms.0.uses.2", 138),
    ("hour28", "note.terms.1.uses.1", 7),
    ("hour28", "note.terms.2.uses.2", 152),
    ("hour29", "opening.other", "c" * 64),
    ("hour29", "opening.other", "b692162c707f20df02c0068aa9a2531f27a60d49c7225e2659d723f82ad24868"),
    ("hour29", "seed_lock.free.0", "0.682352"),
    ("hour29", "seed_lock.free.1", "0.461629"),
    ("hour29", "checkpoint_hash.second", "c" * 64),
    ("hour30", "suite.after", 11),
    ("hour30", "round_trip.text", "  Hello World!"),
    ("hour30", "round_trip.tokens.0.text", " Hallo"),
    ("hour30", "round_trip.tokens.1.text", "_"),
    ("hour30", "round_trip.fixed.3", 14),
    ("hour30", "round_trip.fixed", [18435, 220, 2159, 13]),
]
"""A clip, a value of its data, and another one that the others contradict."""


@pytest.mark.parametrize(("clip", "where", "value"), FALSE)
def test_a_value_that_others_contradict_is_refused_at_a_line_of_the_data(
    clip: str, where: str, value: Any, load: Callable[..., Loaded]
) -> None:
    path = tuple(int(part) if part.isdigit() else part for part in where.split("."))
    with pytest.raises(RequestError) as error:
        load(clip, Change(("data", *path), "false", value))
    for problem in error.value.problems:
        assert "data." in problem.what and problem.where and problem.where.line, problem


def test_the_digests_of_one_seed_are_refused_where_they_differ(load: Callable[..., Loaded]) -> None:
    with pytest.raises(RequestError) as error:
        load("hour29", Change(("data", "checkpoint_hash", "second"), "other", "a" * 64))
    (problem,) = error.value.problems
    assert "data.checkpoint_hash.second: is not the digest of the first run" in str(problem)


def test_changes_are_those_of_leaves_and_lists() -> None:
    tree = plain({"a": (1, "x9"), "b": {"c": True}})
    assert [str(change) for change in changes(tree)] == [
        "a without its last entry",
        "a with its last entry twice",
        "a in another order",
        "a.0 one more",
        "a.0 one less",
        "a.1 with another character",
        "b.c reversed",
    ]
    assert [change.applied(tree)["a"] for change in changes(tree)][5] == [1, "x0"]
