"""Hidden texts and leftovers: planted defects, and near misses that pass. 15 frames a second."""

from __future__ import annotations

import pytest

from storyreel.drawing.drawing import Item, PathItem, Tag
from storyreel.drawing.opacity import solid_box
from storyreel.drawing.quanta import Box
from storyreel.inspection.rules import hidden
from storyreel.inspection.rules.hidden import HIDDEN_RULES
from storyreel.storyboard.timeline import Timeline
from tests.unit.inspection.cases import GOLD, Shots, case_of, findings_of, item, shown, words

TEXT = words("run 1", "token")
"""From -4 to -1, and from 0 down to -0.571."""

LID = item((-5, -2, 5, 2), "FFFFFF", Tag("graphic", owner="lid"))
SQUARE = item((-2, -1, 0, 1), GOLD, Tag("graphic", owner="square"))


def found(timeline: Timeline, *shots: Shots) -> list[tuple[str, str]]:
    findings = findings_of(HIDDEN_RULES, case_of(timeline, shown(*shots)))
    assert all(finding.severity == "warn" for finding in findings)
    return [(finding.rule, finding.message) for finding in findings]


def rules(timeline: Timeline, *shots: Shots) -> list[str]:
    return [rule for rule, _ in found(timeline, *shots)]


def test_a_text_that_is_always_covered_is_found(timeline: Timeline) -> None:
    findings = found(timeline, (60, [TEXT, LID]), (40, []))
    message = "'run 1' is on stage and never visible: something always covers it."
    assert findings == [("hidden", message)]


def test_a_text_that_stays_faint_is_found(timeline: Timeline) -> None:
    faint = words("run 1", "token", alpha=0.1)
    assert found(timeline, (100, [faint])) == [("hidden", "'run 1' is never more than 10% opaque.")]


@pytest.mark.parametrize(
    "shots",
    [
        [(30, [TEXT]), (30, [TEXT, LID]), (40, [])],  # seen before it is covered
        [(60, [TEXT, item((-5, -2, 5, 2), "FFFFFFCC")]), (40, [])],  # shows through
        [(9, [TEXT, LID]), (91, [LID])],  # on its way
        [(60, [words("run 1", alpha=0.3)]), (40, [words("run 1")])],  # dimmed, then lit
        [(8, [words("run 1", alpha=0.3)]), (92, [])],  # a fade
        [(100, [words("run 1", "decor", alpha=0.1)])],
    ],
)
def test_a_text_that_is_visible_at_some_time_passes(timeline: Timeline, shots: list[Shots]) -> None:
    assert "hidden" not in rules(timeline, *shots)


def test_what_stays_below_a_card_to_the_end_is_found(timeline: Timeline) -> None:
    message = "is still on stage in the last picture, where a card covers 100% of it."
    assert found(timeline, (50, [TEXT, SQUARE]), (50, [TEXT, SQUARE, LID])) == [
        ("leftover", f"'run 1' {message}"),
        ("leftover", f"A graphic of square {message}"),
    ]


def test_what_sticks_out_from_below_a_closing_card_is_found(timeline: Timeline) -> None:
    card = item((-1.2, -2, 5, 2), "FFFFFF")
    assert rules(timeline, (50, [SQUARE]), (50, [SQUARE, card])) == ["leftover"]


@pytest.mark.parametrize(
    "last",
    [
        [SQUARE, item((-1.8, -0.8, -0.2, 0.8), "FFFFFF")],  # a panel on a plate
        [SQUARE, item((-0.3, -2, 5, 2), "FFFFFF")],  # overlaps a little
        [SQUARE, item((-0.3, 0.6, 0.3, 1.2), "FFFFFF")],  # a badge on its corner
        [item((-2, -1, 0, 1), GOLD, Tag("decor")), LID],
        [SQUARE],
    ],
)
def test_what_belongs_to_the_last_picture_passes(timeline: Timeline, last: list[PathItem]) -> None:
    assert rules(timeline, (50, [SQUARE]), (50, last)) == []


def test_cards_that_came_together_are_a_picture(timeline: Timeline) -> None:
    card = item((-1.2, -2, 5, 2), "FFFFFF")
    assert rules(timeline, (100, [SQUARE, card])) == []


def test_each_item_of_the_last_picture_is_asked_once_what_it_hides(
    timeline: Timeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Item] = []

    def counted(item: Item) -> Box | None:
        asked.append(item)
        return solid_box(item)

    monkeypatch.setattr(hidden, "solid_box", counted)
    pile = [item((x, -1, x + 2, 1)) for x in range(-6, 4)]
    assert set(rules(timeline, (50, pile[:1]), (50, pile))) == {"leftover"}
    assert len(asked) == len(pile)
