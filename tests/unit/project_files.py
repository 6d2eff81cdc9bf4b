"""The files that belong to the project, for tests that read all of them."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

PROJECT = Path(__file__).parents[2]

_GENERATED = re.compile(r"\.|__pycache__$|.*\.egg-info$|media$|_failures$|build$|dist$")


def own_files() -> list[Path]:
    """The files under version control; without Git, every file that no tool generates."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        found = [path.relative_to(PROJECT) for path in PROJECT.rglob("*")]
        names = [path for path in found if not any(map(_GENERATED.match, path.parts))]
    else:
        names = [Path(name) for name in listed.stdout.decode().split("\0") if name]
    return [PROJECT / name for name in names if (PROJECT / name).is_file()]


@cache
def syntax(path: Path) -> ast.Module:
    """The syntax tree of a module; several tests walk over all of them."""
    return ast.parse(path.read_text("utf-8"))


def blocks(module: ast.Module) -> Iterator[list[ast.stmt]]:
    """The blocks of a module, inner ones too; walking over expressions takes five times as long."""
    waiting: list[ast.AST] = [module]
    while waiting:
        node = waiting.pop()
        for name in ("body", "orelse", "finalbody"):
            block: list[ast.stmt] = getattr(node, name, [])
            yield block
            waiting += block
        for name in ("handlers", "cases"):
            waiting += getattr(node, name, [])


def statements(module: ast.Module) -> Iterator[ast.stmt]:
    """The statements of a module, those within others too."""
    return chain.from_iterable(blocks(module))


def name_of(path: Path) -> str:
    """The path of a project file as written in messages."""
    return path.relative_to(PROJECT).as_posix()
