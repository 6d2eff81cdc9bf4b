"""Arithmetic as storyboards write it: its functions, its evaluation, and its errors.

Expressions are evaluated by simpleeval with given names and a few functions. They know no
attributes, no subscripts and no other names.
"""

from __future__ import annotations

import ast
import math
import re
import statistics
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeAlias

from simpleeval import (
    DEFAULT_OPERATORS,
    FunctionNotDefined,
    InvalidExpression,
    NameNotDefined,
    NumberTooHigh,
    SimpleEval,
)

from storyreel.base.errors import did_you_mean

Numbers: TypeAlias = tuple[float, ...]

FAILURES = (InvalidExpression, SyntaxError, ValueError, ArithmeticError, TypeError, RecursionError)
"""What evaluation raises for an expression without a value."""


def _sum(*numbers: float | Numbers) -> float:
    return math.fsum(_all(numbers))


def _count(*numbers: float | Numbers) -> int:
    return len(_all(numbers))


def _mean(*numbers: float | Numbers) -> float:
    return statistics.fmean(_all(numbers))


def _median(*numbers: float | Numbers) -> float:
    return statistics.median(_all(numbers))


def _max(*numbers: float | Numbers) -> float:
    return max(_all(numbers))


def _min(*numbers: float | Numbers) -> float:
    return min(_all(numbers))


def _product(*numbers: float | Numbers) -> float:
    return math.prod(_all(numbers))


MOST_EXACT = 1000
"""Up to so many things, whole numbers of choices are exact; larger ones are rounded."""


def _logarithm(function: Callable[..., float]) -> Callable[..., float]:
    """A logarithm whose error says of which number, in the same words with every Python."""

    def logarithm(number: float, *base: float) -> float:
        for each in (number, *base):
            if each <= 0:
                raise ValueError(f"{each:g} has no logarithm")
        return function(number, *base)

    return logarithm


def _root(number: float) -> float:
    """The square root."""
    if number < 0:
        raise ValueError(f"{number:g} has no square root")
    return math.sqrt(number)


def _factorial(n: float) -> float:
    """The factorial of a whole number, and the gamma function of n + 1 between whole numbers."""
    if n < 0 and n % 1 == 0:
        raise ValueError(f"{n:g} has no factorial")
    return math.gamma(n + 1)


def _perm(n: float, k: float) -> float:
    """In how many orders k of n things can be chosen, as n! / (n - k)!."""
    _check_choice(n, k)
    if _are_exact(n, k):
        return float(math.perm(int(n), int(k)))
    return math.exp(math.lgamma(n + 1) - math.lgamma(n - k + 1))


def _comb(n: float, k: float) -> float:
    """In how many ways k of n things can be chosen."""
    _check_choice(n, k)
    if _are_exact(n, k):
        return float(math.comb(int(n), int(k)))
    return math.exp(math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1))


def _check_choice(n: float, k: float) -> None:
    if not 0 <= k <= n:
        raise ValueError(f"{k:g} of {n:g} cannot be chosen")


def _are_exact(n: float, k: float) -> bool:
    return n <= MOST_EXACT and n % 1 == 0 and k % 1 == 0


def _round(number: float, digits: int | None = None) -> float:
    """Like round, in floats where digits are given: whole numbers take long for many digits."""
    return round(number) if digits is None else round(float(number), digits)


_EXACT = 2.0**53
"""Below it, whole numbers are the same as floats."""


def _power(base: float, exponent: float) -> Any:
    """Like **, but in floats where a whole number would be large."""
    power = float(base) ** float(exponent)
    return base**exponent if abs(power) < _EXACT else power


def _remainder(number: Any, divisor: Any) -> Any:
    """Like %, which would format a text, however long it gets."""
    if isinstance(number, str):
        raise TypeError("a text has no remainder")
    return number % divisor


def _all(numbers: Iterable[float | Numbers]) -> list[float]:
    """The numbers of some numbers and lists of numbers."""
    return [each for part in numbers for each in (part if isinstance(part, tuple) else (part,))]


FUNCTIONS: Mapping[str, Any] = {
    "abs": abs,
    "comb": _comb,
    "count": _count,
    "exp": math.exp,
    "factorial": _factorial,
    "ln": _logarithm(math.log),
    "log2": _logarithm(math.log2),
    "log10": _logarithm(math.log10),
    "max": _max,
    "mean": _mean,
    "median": _median,
    "min": _min,
    "perm": _perm,
    "prod": _product,
    "round": _round,
    "sqrt": _root,
    "sum": _sum,
}
_SAFE: Mapping[type[ast.AST], Any] = {ast.Pow: _power, ast.Mod: _remainder}
CONSTANTS: Mapping[str, float] = {"pi": math.pi, "e": math.e}

_NAMES = re.compile(r"[A-Za-z_]\w*")
_EQUATION = re.compile(r"(?P<left>[A-Za-z_]\w*\s*(?:\([^()]*\))?)\s*=(?!=)\s*(?P<right>.*)")
_POWER = re.compile(r"\s*\^\s*")
_DECIMAL_COMMA = re.compile(r"(?P<whole>\d+),(?P<rest>\d+)")
_PER_CENT = re.compile(r"(?P<number>-?\d+(?:\.\d+)?)\s*%")
_WITH_UNIT = re.compile(r"(?P<number>-?\d+(?:\.\d+)?)\s*(?P<unit>[^\W\d_]+|[^\w\s+*/().,-]+)")
_UNIT_BEFORE = re.compile(r"(?P<unit>[^\w\s+*/().,-]+)\s*(?P<number>-?\d+(?:\.\d+)?)")
_CALL = re.compile(r"[A-Za-z_]\w*\(")
_NO_SIGN = re.compile(r"(?<![\w.])(?P<number>\d+(?:\.\d+)?)\s*(?=[A-Za-z_(])")


_SIGNS = {"×": "*", "·": "*", "⋅": "*", "∙": "*", "÷": "/", "−": "-", "–": "-"}
"""Signs of mathematics, and how they are written here."""


@lru_cache(maxsize=1024)
def _parsed(expression: str) -> ast.expr:
    """The syntax tree of one expression; raises SyntaxError for anything else."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(expression.strip(), mode="eval").body


def evaluated(expression: str, names: Mapping[str, float | Numbers]) -> object:
    """What an expression comes to; raises one of `FAILURES`."""
    evaluator = SimpleEval({**DEFAULT_OPERATORS, **_SAFE}, dict(FUNCTIONS), dict(names))
    for node in (ast.Attribute, ast.Subscript, ast.JoinedStr):
        evaluator.nodes.pop(node, None)
    return evaluator.eval(expression, previously_parsed=_parsed(expression))


def names_in(expression: str) -> Iterator[str]:
    """The names that an expression uses, functions and constants left out."""
    for name in _NAMES.findall(expression):
        if name not in FUNCTIONS and name not in CONSTANTS:
            yield name


def explained(
    error: Exception, expression: str, names: Mapping[str, float | Numbers]
) -> tuple[str, str]:
    """Why an expression has no value, as the end of a sentence that begins with the expression,
    and what to do about it."""
    habit = _habit(expression.strip(), names)
    if habit is not None:
        return habit
    return _reason(error, expression, names), _remedy(error, expression, names)


def _habit(expression: str, names: Mapping[str, float | Numbers]) -> tuple[str, str] | None:
    """What is written as in mathematics or in another language, and how to write it here."""
    if equation := _EQUATION.fullmatch(expression):
        left, right = equation["left"].strip(), equation["right"].strip()
        return "is an equation", f"Write only the right side of `{left} =`: `{right}`."
    if sign := _foreign_sign(expression):
        return sign
    try:
        tree = _parsed(expression)
    except (SyntaxError, ValueError, RecursionError):
        return _number_with_unit(expression, names) or _incomplete(expression)
    if isinstance(tree, ast.Tuple) and (comma := _DECIMAL_COMMA.search(expression)):
        number = f"{comma['whole']}.{comma['rest']}"
        return "has a decimal comma", f"Write a decimal point: `{number}`."
    called = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    for factor in called:
        if _is_factor(factor, names):
            return _missing_sign(ast.unparse(factor))
    return None


def _foreign_sign(expression: str) -> tuple[str, str] | None:
    """A sign of mathematics that is written in another way here, and how."""
    if "^" in expression:
        return "has a ^", f"Write `**` for powers: `{_POWER.sub(' ** ', expression)}`."
    sign = next((sign for sign in _SIGNS if sign in expression), None)
    if sign is None:
        return None
    plain = "".join(_SIGNS.get(each, each) for each in expression)
    return f"has a {sign}", f"Write `{_SIGNS[sign]}`: `{plain}`."


def _number_with_unit(
    expression: str, names: Mapping[str, float | Numbers]
) -> tuple[str, str] | None:
    """What to write for a number alone with a sign or a word that is not a name."""
    if share := _PER_CENT.fullmatch(expression):
        number = Decimal(share["number"]).scaleb(-2).normalize()
        return "has a %", f"Write `{number:f}`, and `percent: true` where it is shown."
    found = _WITH_UNIT.fullmatch(expression) or _UNIT_BEFORE.fullmatch(expression)
    if found is None or found["unit"] in names or found["unit"] in FUNCTIONS:
        return None
    sign = ", or a `*` between a number and a fact" if found["unit"].isalpha() else ""
    remedy = f"Write the number alone: `{found['number']}`{sign}."
    return f"has {found['unit']!r} at a number", remedy


def _incomplete(expression: str) -> tuple[str, str] | None:
    """What is missing where Python cannot read an expression."""
    if expression.count("(") > expression.count(")"):
        ends = ", or put it in quotes: without them, a comma ends it"
        return "lacks a closing bracket", f"Add a `)`{ends if _CALL.search(expression) else ''}."
    found = _NO_SIGN.search(expression)
    return None if found is None else _missing_sign(found["number"])


def _is_factor(called: ast.expr, names: Mapping[str, float | Numbers]) -> bool:
    """Whether the text before a bracket is a number rather than a function."""
    if isinstance(called, ast.Name):
        return called.id in names and called.id not in FUNCTIONS
    return isinstance(called, (ast.Constant, ast.BinOp, ast.Call, ast.UnaryOp))


def _missing_sign(factor: str) -> tuple[str, str]:
    return "lacks a sign", f"Write a `*` after `{factor}`."


def _reason(error: Exception, expression: str, names: Mapping[str, float | Numbers]) -> str:
    """Why an expression has no value, as the end of a sentence that begins with it."""
    match error:
        case NameNotDefined():
            unknown = next((name for name in names_in(expression) if name not in names), "a name")
            return (
                "is not a fact"
                if unknown == expression
                else f"uses {unknown!r}, which is not a fact"
            )
        case FunctionNotDefined():
            return f"uses the unknown function {error.func_name!r}"
        case NumberTooHigh() | OverflowError() | RecursionError():
            return f"is too {'long' if isinstance(error, RecursionError) else 'large'} to calculate"
        case ZeroDivisionError():
            return "divides by zero"
        case ValueError() | ArithmeticError():
            return f"cannot be calculated ({error})"
        case _:
            return "is not arithmetic"


def _remedy(error: Exception, expression: str, names: Mapping[str, float | Numbers]) -> str:
    """What to do about it."""
    facts = ", ".join(name for name in names if name not in CONSTANTS)
    match error:
        case NameNotDefined():
            unknown = next((name for name in names_in(expression) if name not in names), "")
            have = f"The facts are {facts}." if facts else "Add it under `facts:`."
            return f"{did_you_mean(unknown, list(names))}{have}"
        case FunctionNotDefined():
            near = did_you_mean(str(error.func_name), list(FUNCTIONS))
            return f"{near}The functions are {', '.join(FUNCTIONS)}."
        case InvalidExpression() | SyntaxError() | TypeError():
            return f"Use numbers, facts, + - * / ** and {', '.join(FUNCTIONS)}."
        case _:
            return "Correct the expression, or the fact that it uses."
