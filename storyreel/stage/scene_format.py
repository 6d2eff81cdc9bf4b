"""The shape and the frame rate that a file of plain scenes asks for, read without running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from configparser import ConfigParser, Error
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from simpleeval import EvalWithCompoundTypes, InvalidExpression

from storyreel.base.presets import WIDE

_SETTINGS = ("pixel_width", "pixel_height", "frame_rate")
_QUOTES = "'\""
_SIZE = "frame_size"
"""Manim's name for both numbers of pixels."""


@dataclass(frozen=True, slots=True)
class SceneFormat:
    """What the file asks for; qualities are sizes, so of its pixels only the shape counts.

    `rate` is None where it sets no frame rate, `rate_line` the line that sets it, None where that
    is not in the file.
    """

    aspect: Fraction = WIDE
    rate: float | None = None
    rate_line: int | None = None


def scene_format(path: Path) -> SceneFormat:
    """What `manim.cfg` in the current folder, and after it the file, set at their top level.

    Settings that are computed while the file runs are not seen.
    """
    found: dict[str, tuple[float, int | None]] = {
        name: (value, None) for name, value in _of_manim_cfg()
    }
    with suppress(OSError, ValueError, SyntaxError):
        tree = ast.parse(path.read_bytes())
        found |= {name: (value, line) for name, value, line in _of_statements(tree.body)}
    width, _ = found.get("pixel_width", (1920, None))
    height, _ = found.get("pixel_height", (1080, None))
    rate, line = found.get("frame_rate", (None, None))
    aspect = Fraction(width) / Fraction(height)
    return SceneFormat(WIDE if abs(aspect / WIDE - 1) < 0.01 else aspect, rate, line)


def _of_manim_cfg() -> Iterator[tuple[str, float]]:
    parser = ConfigParser(interpolation=None)
    with suppress(Error, UnicodeError, OSError):
        parser.read("manim.cfg", "utf-8")
    for name in _SETTINGS:
        with suppress(Error, ValueError):
            value = float(parser.get("CLI", name))
            if value > 0:
                yield name, value


def _of_statements(body: list[ast.stmt]) -> Iterator[tuple[str, float, int]]:
    """Settings with their lines, the last one last."""
    names: dict[str, object] = {}
    for statement in body:
        if isinstance(statement, ast.Assign):
            for name, value in _assigned(statement, names):
                names[name] = value
                for setting, number in _settings(name, value):
                    yield setting, number, statement.lineno


def _assigned(statement: ast.Assign, names: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """The variables and settings that an assignment binds; none where its value is not known."""
    with suppress(InvalidExpression, ValueError, ArithmeticError, TypeError):
        value = EvalWithCompoundTypes(names=dict(names)).eval(ast.unparse(statement.value))
        for target in statement.targets:
            yield from _parts(target, value)


def _parts(target: ast.expr, value: object) -> Iterator[tuple[str, object]]:
    """The names of variables and settings that a target binds, with their values."""
    if isinstance(target, (ast.Tuple, ast.List)) and isinstance(value, (tuple, list)):
        for each, part in zip(target.elts, value, strict=True):
            yield from _parts(each, part)
    elif isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, ast.Attribute) and _is_config(target.value):
        yield f"config.{target.attr}", value
    elif isinstance(target, ast.Subscript) and _is_config(target.value):
        yield f"config.{ast.unparse(target.slice).strip(_QUOTES)}", value


def _is_config(node: ast.expr) -> bool:
    return ast.unparse(node) in ("config", "manim.config", "m.config", "mn.config")


def _settings(name: str, value: object) -> Iterator[tuple[str, float]]:
    if name == f"config.{_SIZE}" and isinstance(value, (tuple, list)) and len(value) == 2:
        for setting, part in zip(_SETTINGS[:2], value, strict=True):
            yield from _settings(f"config.{setting}", part)
    setting = name.removeprefix("config.")
    if name == setting or setting not in _SETTINGS:
        return
    if isinstance(value, (int, float)) and not isinstance(value, bool) and value > 0:
        yield setting, value
