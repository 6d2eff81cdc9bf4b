"""Arithmetic as storyboards write it: its functions, and messages in an author's words."""

from __future__ import annotations

import math
import warnings

import pytest
from pydantic_core import PydanticCustomError

from storyreel.base.errors import RequestError
from storyreel.pictures.facts import Arithmetic
from tests.unit.pictures.conftest import Loads

ARITHMETIC = Arithmetic({"people": 23.0, "days": 365.0, "pay": (2.0, 3.0, 7.0)})


def refusal(expression: str) -> str:
    with (
        warnings.catch_warnings(),
        pytest.raises(PydanticCustomError) as caught,
    ):
        warnings.simplefilter("error")
        ARITHMETIC.value(expression, {"x": 2.0})
    return caught.value.message()


@pytest.mark.parametrize(
    ("expression", "says"),
    [
        ("y = 1 - exp(-x)", "is an equation. Write only the right side of `y =`: `1 - exp(-x)`."),
        ("f(x) = x", "is an equation. Write only the right side of `f(x) =`: `x`."),
        ("x == 1", "is not a number."),
        ("x := 1", "is not arithmetic."),
        ("x; people", "is not arithmetic."),
        ("import math", "is not arithmetic."),
        ("lambda x: x", "is not arithmetic."),
        ("people.real", "is not arithmetic."),
        ("people^2", "has a ^. Write `**` for powers: `people ** 2`."),
        ("x(x - 1)", "lacks a sign. Write a `*` after `x`."),
        ("2(x - 1)", "lacks a sign. Write a `*` after `2`."),
        ("(x + 1)(x - 1)", "lacks a sign. Write a `*` after `x + 1`."),
        ("2x + 1", "lacks a sign. Write a `*` after `2`."),
        ("(1 + x", "lacks a closing bracket. Add a `)`."),
        ("people ^ 2", "has a ^. Write `**` for powers: `people ** 2`."),
        ("people − 2 · x", "has a ·. Write `*`: `people - 2 * x`."),
        ("4%", "has a %. Write `0.04`, and `percent: true` where it is shown."),
        ("1000 euros", "has 'euros' at a number. Write the number alone: `1000`, or a `*`"),
        ("€1000", "has '€' at a number. Write the number alone: `1000`."),
        ("2 people", "lacks a sign. Write a `*` after `2`."),
        ("1 - max(x", "lacks a closing bracket. Add a `)`, or put it in quotes"),
        ("0,507", "has a decimal comma. Write a decimal point: `0.507`."),
        ("0,5 * people", "has a decimal comma. Write a decimal point: `0.5`."),
        ("sine(x)", "uses the unknown function 'sine'."),
        ("comb(3, 5)", "cannot be calculated (5 of 3 cannot be chosen)."),
        ("factorial(200)", "is too large to calculate."),
        ("factorial(0 - 1)", "cannot be calculated (-1 has no factorial)."),
        ("log2(0 - people)", "cannot be calculated (-23 has no logarithm)."),
        ("ln(people, 0)", "cannot be calculated (0 has no logarithm)."),
        ("ln(people, 1)", "divides by zero."),
        ("sqrt(0 - 4)", "cannot be calculated (-4 has no square root)."),
        ("10 ** 400", "is too large to calculate."),
        ("10 ** 200 * 10 ** 200", "is inf. Write arithmetic with a result from -1e+12 to 1e+12."),
        ("9" * 400, "is too large. Write arithmetic with a result from -1e+12 to 1e+12."),
        ("10 ** 13", "is 1e+13. Write arithmetic with a result from -1e+12 to 1e+12."),
        ("-" * 5000 + "1", "is too long to calculate."),
        ("+".join("1" * 5000), "is too long to calculate."),
        ("'text'", "is not a number."),
        ("f'{1:9999999999}'", "is not arithmetic."),
        ("'text' % 1", "is not arithmetic."),
    ],
)
def test_a_habit_from_elsewhere_is_refused_in_words_and_without_warnings(
    expression: str, says: str
) -> None:
    assert says in refusal(expression)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("people ** 2", 529),
        ("3 ** 33 - 5559060566555522", 1),
        ("2 ** -2", 0.25),
        ("round(people / 3, 2)", 7.67),
        ("round(10 ** 30, -99999999999)", 0),
        ("max(0,5)", 5),
        ("factorial(5)", 120),
        ("comb(people, 2)", 253),
        ("perm(5, 2)", 20),
        ("prod(pay)", 42),
        ("prod(2, 3)", 6),
        ("1 if x > 1 else 2", 1),
        ("1e5 * x", 2e5),
        ("round(1 - perm(days, people) / days ** people, 6)", 0.507297),
    ],
)
def test_arithmetic_has_its_value(expression: str, value: float) -> None:
    assert ARITHMETIC.value(expression, {"x": 2.0}) == pytest.approx(value)


def test_choices_go_on_smoothly_between_whole_numbers() -> None:
    assert ARITHMETIC.value("perm(10, 2.999999)") == pytest.approx(720, rel=1e-4)
    assert ARITHMETIC.value("comb(2000, 2)") == pytest.approx(math.comb(2000, 2))


CHART = "curve: {{x: [1, 6], y: [0, 40], line: {line}, point: 1}}"


def problems(load: Loads, line: str) -> list[str]:
    with pytest.raises(RequestError) as caught:
        load(
            "layout: chart\n"
            "picture:\n"
            f"  chart: {{{CHART.format(line=line)}}}\n"
            "then:\n"
            "  - {at: 2, chart: {curve: {point: 2}}}\n"
            "  - {at: 4, chart: {curve: {point: 3}}}\n"
        )
    return [str(problem) for problem in caught.value.problems]


def test_a_wrong_line_is_one_message_where_it_is_written(load: Loads) -> None:
    (problem,) = problems(load, "x(x - 1)")
    assert problem.startswith("storyboards/lesson.yaml:14:52: ")
    assert "'x(x - 1)' lacks a sign. Write a `*` after `x`." in problem
