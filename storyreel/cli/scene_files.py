"""Find the scene that `--scene` names, without running its file."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

from storyreel.base.errors import Location, Problem, RequestError, did_you_mean
from storyreel.base.project import Project
from storyreel.storyboard.catalog import all_clips

_HOW = "Give a file and a class in it: --scene path/to/file.py:ClassName"


@dataclass(frozen=True, slots=True)
class NamedScene:
    """An absolute path, the path as the user wrote it, and the name of a class in that file."""

    path: Path
    shown: str
    name: str


def named_scene(text: str) -> NamedScene:
    """Parse `path/to/file.py:ClassName`; the file is read but not run.

    Raises RequestError if the file does not exist or is not Python, and if it cannot contain the
    class; the error lists the file's classes and the most similar one.
    """
    shown, _, name = text.rpartition(":")
    if not shown or not name.isidentifier():
        shown, name = text.rstrip(":"), ""
    path = Path(shown)
    if not path.is_file() or path.suffix != ".py":
        what = "is not a Python file (.py)" if path.exists() else "does not exist"
        raise RequestError(Problem(f"--scene: {shown} {what}.", _HOW))
    names, certain = _classes(path, shown)
    there = f"Its classes: {', '.join(names)}." if names else "It contains no classes."
    if not name:
        raise RequestError(
            Problem("--scene: the class is missing.", f"{_HOW}. {there}", Location(shown))
        )
    if certain and name not in names:
        hint = did_you_mean(name, names)
        raise RequestError(
            Problem(f"the class {name!r} does not exist.", hint + there, Location(shown))
        )
    return NamedScene(path.resolve(), shown, name)


def require_other_name(name: str, project: Project) -> None:
    """Raise RequestError for a scene that would be published over a clip of the project."""
    for clip in all_clips(project):
        if name.casefold() == clip.id.casefold():
            what = f"--scene: {clip.id} is a clip of this project, and would be overwritten."
            raise RequestError(Problem(what, "Rename the class."))


def _classes(path: Path, shown: str) -> tuple[list[str], bool]:
    """The classes that a file defines, and whether these are all that it can contain."""
    try:
        tree = ast.parse(path.read_bytes(), shown)
    except SyntaxError as error:
        where = Location(shown, error.lineno, error.offset)
        raise RequestError(Problem(f"{error.msg}.", "Fix the file.", where)) from error
    except (OSError, ValueError) as error:
        raise RequestError(Problem(f"cannot be read: {error}.", _HOW, Location(shown))) from error
    names = [node.name for node in tree.body if isinstance(node, ast.ClassDef)]
    plain = all(isinstance(node, _PLAIN) or _is_manim(node) for node in tree.body)
    return names, plain


_PLAIN = (ast.ClassDef, ast.FunctionDef, ast.Expr, ast.Import)
"""Statements that define no class under another name."""


def _is_manim(node: ast.stmt) -> bool:
    """Whether a statement imports from a library, or assigns a constant or a list."""
    if isinstance(node, ast.ImportFrom):
        return (node.module or "").split(".")[0] in ("manim", "__future__", "numpy", "math")
    return isinstance(node, ast.Assign) and isinstance(node.value, (ast.Constant, ast.List))
