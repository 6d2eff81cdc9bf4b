"""The values of a storyboard: what each accepts, refuses and makes of it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import pytest
from pydantic import AfterValidator, Field, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from storyreel.storyboard.record import Model
from storyreel.storyboard.values import (
    Caption,
    Hex64,
    MonoText,
    Name,
    Prose,
    SansText,
    Seconds,
    Share,
    mistake,
)


class Row(Model):
    pair: tuple[MonoText, int] = ("a", 1)
    kind: Literal["ok", "fail"] = "ok"
    size: float = 1.0
    deep: tuple[Row, ...] = ()


def accepts(kind: Any, value: object) -> bool:
    try:
        TypeAdapter(kind, config=Model.model_config).validate_python(value)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (SansText, ["a", "Café 12 %", "→"], ["", " ", "a\nb", "a\tb", "\u202ea", 7, True, None]),
        (MonoText, [" the", "{ }"], ["", "\x1b[0m", "x" * 201]),
        (Prose, ["a\nb"], ["\n", "a\tb", "\u2066"]),
        (Caption, ["a b c d e f g h i j k l"], ["a b c d e f g h i j k l m", "x" * 43]),
        (Name, ["a", "seed_lock", "a1"], ["A", "1a", "a-b", "_a", "a\n", ""]),
        (Hex64, ["0" * 64, "ab" * 32], ["0" * 63, "AB" * 32, "0" * 64 + "\n", 0]),
        (Seconds, [4, 4.6], [0, -1, float("inf"), float("nan"), "4", True, None]),
        (Share, [1, 0.5], [0, 1.1]),
    ],
)
def test_each_kind_of_value_accepts_and_refuses(
    kind: Any, good: list[object], bad: list[object]
) -> None:
    assert [value for value in good if not accepts(kind, value)] == []
    assert [value for value in bad if accepts(kind, value)] == []


def test_texts_are_normalised() -> None:
    assert TypeAdapter(SansText).validate_python("Cafe\u0301") == "Café"


def test_models_are_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Row().size = 2.0  # type: ignore[misc]


def test_whole_numbers_are_accepted_as_numbers() -> None:
    assert Row.model_validate({"size": 4}).size == 4.0


def test_an_unknown_key_lists_the_keys_of_its_own_record() -> None:
    with pytest.raises(ValidationError) as caught:
        Row.model_validate({"deep": ({"siez": 1},), "size": "x"})
    details = {detail["loc"]: detail for detail in caught.value.errors()}
    unknown = details["deep", 0, "siez"]
    assert unknown["type"] == "unknown_key"
    assert unknown["ctx"]["keys"] == ["pair", "kind", "size", "deep"]
    assert details["size",]["type"] == "float_type"


def test_errors_of_a_scenes_own_validators_are_reported() -> None:
    def odd(value: int) -> int:
        if value % 2 == 0:
            raise mistake("is even.", "Add one.")
        if value == 3:
            raise ValueError("three is not liked")
        if value == 5:
            raise PydanticCustomError("fives", "five {how}", {"how": "alive"})
        assert value != 7
        return value

    class Odd(Model):
        value: Annotated[int, AfterValidator(odd), Field(description="An odd number.")]

    class Holder(Model):
        odd: Odd

    messages = []
    for value in (2, 3, 5, 7):
        with pytest.raises(ValidationError) as caught:
            Holder.model_validate({"odd": {"value": value}})
        (detail,) = caught.value.errors()
        assert detail["loc"] == ("odd", "value")
        messages.append(detail["msg"])
    assert messages[:3] == ["is even. Add one.", "Value error, three is not liked", "five alive"]
    assert messages[3].startswith("Assertion failed")
