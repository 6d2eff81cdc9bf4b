"""Formulas whose structure is broken are refused, with the character where it is."""

from __future__ import annotations

import pytest
from pydantic_core import PydanticCustomError

from storyreel.pictures.kinds.formula import typeset
from storyreel.pictures.kinds.formula_syntax import check_structure
from tests.unit.pictures.drawn_kinds import refused, state


@pytest.mark.parametrize(
    ("latex", "says"),
    [
        (r"\frac{23 \cdot 22}{2 = 253", "the { at character 19 is not closed."),
        (r"a}", "the } at character 2 closes nothing."),
        (r"\left( a", r"the \left at character 1 has no \right."),
        (r"a \right)", r"the \right at character 3 has no \left."),
        (r"1 + \frac{a}", r"\frac at character 5 lacks an argument. Write it in braces"),
        (r"\frac{a}{}", r"\frac at character 1 lacks an argument."),
        (r"\sqrt", r"\sqrt at character 1 lacks an argument."),
        (r"\sqrt[3]", r"\sqrt at character 1 lacks an argument."),
        (r"x^", "^ at character 2 lacks an argument."),
        (r"\text{a} + x_ ", "_ at character 13 lacks an argument."),
        (r"\ce{CO2}", r"the command \ce is unknown. Write upright letters"),
    ],
)
def test_a_broken_formula_is_refused_at_its_character(latex: str, says: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        check_structure(latex)
    assert says in caught.value.message()


@pytest.mark.parametrize(
    "latex",
    [
        r"\frac{23 \cdot 22}{2} = 253",
        r"\frac12",
        r"\frac\alpha{2}",
        r"\left( \frac{a}{b} \right)",
        r"\left\{ a \right.",
        r"\{ a \}",
        r"\sqrt[3]{x}",
        r"x^2_i",
        r"x^\prime",
        r"\mathrm{CO_2}",
        r"\text{of all}",
        r"\begin{matrix} a & b \\ c & d \end{matrix}",
    ],
)
def test_a_sound_formula_is_not(latex: str) -> None:
    check_structure(latex)


def test_the_kind_refuses_what_its_library_draws_wrong() -> None:
    refused("formula", r"{tex: '\frac{23 \cdot 22}{2 = 253'}", "is not closed")
    state("formula", r"{tex: '\frac{23 \cdot 22}{2} = 253'}")


def test_a_binary_mod_is_set_apart_from_its_numbers() -> None:
    _, apart, _ = typeset(r"312 \bmod 4 = 0")
    _, close, _ = typeset(r"312 \mathrm{mod} 4 = 0")
    assert apart > close + 0.3
