"""Numbers in texts, and values that must agree."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pydantic import ValidationError

from storyreel.storyboard.agreement import number_named, one_id_for_each_text
from storyreel.storyboard.record import Contradiction, Model
from storyreel.storyboard.text import names_number, numbers_in


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("10,609 cells", [10609]),
        ("−55 % and -3", [-55, -3]),
        ("SHA-256 of 752 weights", [256, 752]),
        ("in 6.48s", [6.48]),
        ("no number", []),
    ],
)
def test_numbers_in_a_text(text: str, numbers: list[float]) -> None:
    assert [float(number) for number in numbers_in(text)] == numbers


def test_a_number_may_be_written_rounded() -> None:
    assert names_number("−55 %", -54.68)
    assert names_number("−54.7 %", -54.68)
    assert not names_number("−54 %", -54.68)


def test_a_text_without_numbers_contradicts_none() -> None:
    assert list(number_named(("own",), "some tokens", 20, "the count")) == []
    (found,) = number_named(("own",), "19 tokens", 20, "the count")
    assert found == Contradiction(
        ("own",), "'19 tokens' names 19, but the count is 20.", "Write 20."
    )


class _Token(Model):
    text: str
    id: int


class _Tokens(Model):
    tokens: tuple[_Token, ...]

    def contradictions(self) -> Iterator[Contradiction]:
        yield from one_id_for_each_text((("tokens", i), t) for i, t in enumerate(self.tokens))


def test_a_token_has_one_id_and_every_contradiction_its_place() -> None:
    written = [(" a", 257), (" $", 720), (" a", 258), (" b", 720)]
    with pytest.raises(ValidationError) as error:
        _Tokens.model_validate({"tokens": tuple({"text": t, "id": i} for t, i in written)})
    assert [detail["loc"] for detail in error.value.errors()] == [
        ("tokens", 2, "id"),
        ("tokens", 3, "id"),
    ]
    _Tokens.model_validate({"tokens": tuple({"text": t, "id": i} for t, i in written[:2])})
