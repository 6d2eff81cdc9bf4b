"""How parts of a thing change their order: none covers the words of another."""

from __future__ import annotations

from itertools import combinations, permutations

import pytest

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.pictures.choreography import lanes_of
from storyreel.pictures.elements import Element, Picture
from storyreel.pictures.emphasis import box_of
from storyreel.pictures.forms import Rect
from storyreel.pictures.kinds import KINDS
from storyreel.pictures.kinds.kind import Kind
from storyreel.pictures.transitions import mix

ROOM = Frame(-4.0, -2.5, 4.0, 2.5)
SHARES = [step / 20 for step in range(1, 20)]
READABLE = 0.35 * 65535
"""Fainter text is not read, and may be passed over."""


def between(first: Kind, second: Kind) -> list[Picture]:
    """The pictures on the way from one state to another."""
    ends = second.change_from(first, tuple(first.draw(ROOM)), tuple(second.draw(ROOM)))
    return [mix(*ends, share) for share in SHARES]


def state(kind: str, **fields: object) -> Kind:
    return KINDS[kind].model_validate(fields, strict=False)


def overlap(first: Element, second: Element) -> float:
    """The share of the smaller of two boxes that the other one covers."""
    a, b = box_of([first]), box_of([second])
    if a is None or b is None:
        return 0.0
    across = min(a.right, b.right) - max(a.left, b.left)
    up = min(a.top, b.top) - max(a.bottom, b.bottom)
    smaller = min(a.width * a.height, b.width * b.height)
    return max(across, 0.0) * max(up, 0.0) / smaller if smaller else 0.0


def uncovered_overlaps(picture: Picture) -> list[tuple[str, str]]:
    """Words that touch with no plate between them, which would keep the upper one readable."""
    found = []
    written = [
        (at, element)
        for at, element in enumerate(picture)
        if element.role in ("label", "number", "token")
        and element.look.fill
        and element.look.fill[3] > READABLE
    ]
    for (low, first), (high, second) in combinations(written, 2):
        plates = [
            plate
            for plate in picture[low + 1 : high]
            if isinstance(plate.form, Rect)
            and plate.look.fill
            and plate.look.fill[3] > READABLE
            and overlap(second, plate) > 0.99
        ]
        if overlap(first, second) > 0.05 and not plates:
            found.append((first.key, second.key))
    return found


def test_parts_in_one_lane_keep_their_order() -> None:
    for new in permutations("abcde"):
        lanes = lanes_of("abcde", new)
        for one, other in combinations("abcde", 2):
            if lanes[one] == lanes[other]:
                assert new.index(one) < new.index(other)
    assert lanes_of("abcd", "dabc") == {"a": 0, "b": 0, "c": 0, "d": 1}
    assert lanes_of("abc", "cx") == {"c": 0}


@pytest.mark.parametrize("order", ["dcba", "badc", "dabc", "exbca", "xyz"])
def test_rows_of_a_list_pass_one_another_in_the_open(order: str) -> None:
    first, second = (
        state("list", items=[f"{letter} is an item" for letter in letters])
        for letters in ("abcd", order)
    )
    assert [found for each in between(first, second) if (found := uncovered_overlaps(each))] == []


@pytest.mark.parametrize("order", ["dcba", "badc", "dabc", "exbca"])
def test_rows_of_a_table_pass_one_another_in_the_open(order: str) -> None:
    first, second = (
        state("table", rows=[[f"{letter} row", ord(letter)] for letter in letters])
        for letters in ("abcd", order)
    )
    assert [found for each in between(first, second) if (found := uncovered_overlaps(each))] == []


@pytest.mark.parametrize("order", ["dcba", "badc", "dabc", "exbca", "xyz", "x"])
def test_tiles_pass_one_another_beside(order: str) -> None:
    first, second = (
        state("tokens", pieces=[f"{letter}{letter}" for letter in letters])
        for letters in ("abcd", order)
    )
    for picture in between(first, second):
        tiles = [
            each
            for each in picture
            if each.key.startswith("tile/") and each.look.fill and each.look.fill[3] > READABLE
        ]
        assert max((overlap(*pair) for pair in combinations(tiles, 2)), default=0.0) < 0.3


@pytest.mark.parametrize("order", ["dcba", "bdca", "cdab"])
@pytest.mark.parametrize("more", [{}, {"top": 1}, {"ids": (1, 2, 3, 4)}])
def test_tiles_that_pass_others_hardly_leave_their_room(
    order: str, more: dict[str, object]
) -> None:
    """They once hopped over the edge of a panel or card, and over the words above them."""
    low = Frame(-4.0, -0.9, 4.0, 0.9)
    first, second = (state("tokens", pieces=list(letters), **more) for letters in ("abcd", order))
    ends = second.change_from(first, tuple(first.draw(low)), tuple(second.draw(low)))
    for share in SHARES:
        box = box_of([each for each in mix(*ends, share) if each.key.startswith("tile/")])
        assert box is not None
        assert box.bottom > low.bottom - px(21) and box.top < low.top + px(21)


def test_what_needs_no_room_does_not_wait() -> None:
    first = state("tokens", pieces=["a", "b"], top=1)
    second = state("tokens", pieces=["a", "b"], top=1, bars=((1, 1), (2, 1)))
    early, late = (
        {element.key for element in mix(*ends, share)}
        for share in (0.2, 0.9)
        for ends in [second.change_from(first, tuple(first.draw(ROOM)), tuple(second.draw(ROOM)))]
    )
    assert "bar/a#1" in early and {"bar/a#1", "bar/b#1"} <= late


def test_at_rest_no_card_is_left() -> None:
    first, second = state("list", items=["a", "b"]), state("list", items=["b", "a"])
    before, after = tuple(first.draw(ROOM)), tuple(second.draw(ROOM))
    ends = second.change_from(first, before, after)
    assert any(element.key.startswith("card/") for element in mix(*ends, 0.5))
    for share in (0.0, 1.0):
        assert not any(element.key.startswith("card/") for element in mix(*ends, share))


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [
        ("text", {"lines": ["Guess evenly", "then learn"]}, {"lines": ["Learn", "and rest"]}),
        ("text", {"words": "as it was before"}, {"words": "and as it is now"}),
        ("formula", {"tex": r"\mathrm{H_2O}"}, {"tex": r"2\,\mathrm{H_2O}"}),
        ("card", {"title": "Held out", "icon": "lock"}, {"title": "Given", "icon": "house"}),
    ],
)
def test_what_takes_the_place_of_another_comes_when_that_has_left(
    kind: str, first: dict[str, object], second: dict[str, object]
) -> None:
    """They once showed over one another for a third of the change."""
    old, new = state(kind, **first), state(kind, **second)
    known = [{element.key for element in each.draw(ROOM)} for each in (old, new)]
    for picture in between(old, new):
        keys = {element.key for element in picture}
        assert not keys & (known[0] - known[1]) or not keys & (known[1] - known[0])


def test_names_of_two_things_side_by_side_give_way() -> None:
    names = [("task A", "task B"), ("task C", "task B")]
    body = {"text": {"lines": ("x",)}}
    first, second = (state("vs", left=body, right=body, names=pair) for pair in names)
    for picture in between(first, second):
        keys = {element.key for element in picture}
        assert not {"name/left/task A", "name/left/task C"} <= keys
        assert "name/right/task B" in keys


@pytest.mark.parametrize("direction", ["up", "right"])
@pytest.mark.parametrize("order", ["dcba", "badc", "dabc"])
def test_names_of_bars_that_change_places_do_not_pass_over_one_another(
    order: str, direction: str
) -> None:
    first, second = (
        state(
            "bars",
            values={f"name {letter}": ord(letter) - 90 for letter in letters},
            direction=direction,
        )
        for letters in ("abcd", order)
    )
    for picture in between(first, second):
        names = tuple(each for each in picture if each.key.startswith("name/"))
        assert uncovered_overlaps(names) == []
