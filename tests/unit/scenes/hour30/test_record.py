"""The record of a release, its shortcuts, its gate and the remarks beside them."""

from __future__ import annotations

import pytest
from manim import VGroup

from scenes.hour30.parts.case import Case
from scenes.hour30.parts.record import Record, dots_in
from scenes.hour30.parts.release import Release
from scenes.hour30.parts.remarks import Agreed, Bracket, Names, Tag
from scenes.hour30.parts.shortcuts import Shortcuts
from storyreel.design.layout import Frame
from storyreel.parts.text import Line

ROOM = Frame(-6.0, -1.2, 6.0, 1.2)
ROWS = ROOM.rows((1.0, 1.0, 1.0), 0.0)


def texts(group: VGroup) -> list[str]:
    return [leaf.text for leaf in group.get_family() if isinstance(leaf, Line)]


def record() -> Record:
    runs = ((11, 0, "11 passed"), (11, 1, "1 failed"))
    return Record(ROWS, ("old", "new", "fixed"), 12, runs)


def test_a_record_lists_every_run_with_its_cases() -> None:
    rows = record().rows
    assert [texts(row) for row in rows] == [["old", "11 passed"], ["new", "1 failed"], ["fixed"]]
    cases = [[m for m in row.get_family() if isinstance(m, Case)] for row in rows]
    outcomes = [[(case.passed, case.failed) for case in row] for row in cases]
    assert outcomes == [[(1.0, 0.0)] * 11, [(1.0, 0.0)] * 11 + [(0.0, 1.0)], []]


def test_its_rows_come_out_from_behind_the_last_one() -> None:
    kept = record()
    unfold = kept.unfold(1.0)
    names = [row.submobjects[0] for row in kept.rows]
    unfold.change(0.0)
    begin = {round(float(name.points[:, 1].max()), 1) for name in names}
    unfold.change(1.0)
    end = [float(name.points[:, 1].min()) for name in names]
    assert len(begin) == 1 and end == sorted(end, reverse=True)
    assert ROWS[0].left < dots_in(ROWS[0]).left < dots_in(ROWS[0]).right < ROWS[0].right


@pytest.mark.parametrize(("share", "struck"), [(0.0, 0), (0.4, 1), (1.0, 3)])
def test_shortcuts_are_struck_out_one_after_the_other(share: float, struck: int) -> None:
    lines = Shortcuts(ROOM, ("weaken", "rerun one", "count skips"))
    assert texts(lines) == ["weaken", "rerun one", "count skips"]
    crosses = [leaf for leaf in lines.submobjects if not isinstance(leaf, Line)][1::2]
    assert [cross.stroke_rgbas[0, 3] for cross in crosses] == [1, 1, 1], "from the first moment"
    strike = lines.strike(1.0)
    strike.change(1.0)
    strike.change(share)
    strokes = [group for group in lines.submobjects if not isinstance(group, Line)][::2]
    whole = [
        s
        for s, line in zip(strokes, lines.lines, strict=True)
        if s.points[:, 0].max() > line.points[:, 0].max()
    ]
    assert len(whole) == struck


def test_a_release_rolls_from_the_beginning_to_the_goal() -> None:
    release = Release(ROOM, "released")
    assert release.word.text == "released" and release.word not in release.get_family()
    assert release.begin[0] < release.barrier.x < release.goal[0]
    roll = release.roll(1.0)
    roll.begin()
    roll.finish()
    x = release.run.submobjects[0].points[:, 0]
    assert (x.min() + x.max()) / 2 == pytest.approx(release.goal[0])


def test_remarks_take_their_words_from_arguments() -> None:
    assert texts(Bracket(ROWS[0], "two spaces")) == ["two spaces"]
    assert texts(Agreed((0.0, 0.0), "fine")) == ["fine"]
    assert texts(Names(0.0, (1.0, 0.0), ("in", "out"))) == ["in", "out"]


def test_a_tag_is_carried_to_where_it_is_wanted() -> None:
    tag = Tag((1.0, 1.0), "wrong order")
    for place in ((-2.0, 0.5), (3.0, -1.0)):
        carry = tag.go(place)
        carry.begin()
        carry.finish()
        plate = tag.submobjects[0].points
        assert plate[:, 0].min() == pytest.approx(place[0])
        assert (plate[:, 1].min() + plate[:, 1].max()) / 2 == pytest.approx(place[1])
