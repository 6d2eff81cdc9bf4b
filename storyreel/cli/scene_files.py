"""Find the scenes that `--scene` names, without running their files."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from storyreel.base.errors import Location, Problem, RequestError, did_you_mean
from storyreel.base.project import Project
from storyreel.base.regular_file import why_no_file
from storyreel.output.inventory import other_scene_file
from storyreel.storyboard.catalog import all_clips

_HOW = "Give a file and a class in it: --scene path/to/file.py:ClassName"
_LIBRARIES = ("manim", "__future__", "numpy", "math")
"""Modules whose stars bring no scenes of the user's."""


@dataclass(frozen=True, slots=True)
class NamedScene:
    """An absolute path, the path as the user wrote it, and the name of a class in that file."""

    path: Path
    shown: str
    name: str


def named_scenes(texts: Iterable[str]) -> list[NamedScene]:
    """Parse several values of `--scene`, each `path/to/file.py` with or without `:One,Two`.

    Raises RequestError as `scenes_in` does, and where two files have a scene of the same name.
    """
    found: dict[str, NamedScene] = {}
    for text in texts:
        for scene in scenes_in(text):
            other = found.setdefault(scene.name.casefold(), scene)
            if other.path != scene.path:
                what = f"--scene: {other.shown} and {scene.shown} both have a scene {scene.name}."
                raise RequestError(
                    Problem(what, "Rename one of the classes: clips are named after them.")
                )
    return list(found.values())


def named_scene(text: str) -> NamedScene:
    """Parse a value of `--scene` that names a single scene; raises RequestError otherwise."""
    first, *others = scenes_in(text)
    if others:
        what = f"--scene {text} names several scenes, and this command takes one."
        raise RequestError(Problem(what, "Name one."))
    return first


def scenes_in(text: str) -> list[NamedScene]:
    """Parse `path/to/file.py:One,Two`; a file with one scene needs no class.

    Raises RequestError if the file does not exist or is not Python, and if it cannot contain a
    class; the error lists the file's scenes and the most similar one.
    """
    shown, _, words = text.rpartition(":")
    names = [word.strip() for word in words.split(",")]
    if not shown or not all(name.isidentifier() for name in names):
        shown, names = text.rstrip(":"), []
    path = Path(shown)
    if not path.is_file() or path.suffix != ".py":
        what = "is not a Python file (.py)" if path.is_file() else why_no_file(path)
        raise RequestError(Problem(f"--scene: {shown} {what}.", _HOW))
    known = _classes(path, shown)
    for name in names:
        known.require(name, shown)
    return [NamedScene(path.resolve(), shown, name) for name in names or [known.only(shown)]]


def require_other_name(name: str, project: Project) -> None:
    """Raise RequestError for a scene that would be published over a clip of the project."""
    for clip in all_clips(project):
        if name.casefold() == clip.id.casefold():
            what = f"--scene: {clip.id} is a clip of this project, and would be overwritten."
            raise RequestError(Problem(what, "Rename the class."))


def require_same_file(scene: NamedScene, project: Project) -> None:
    """Raise RequestError for a scene that would be published over one of another file."""
    other = other_scene_file(project, scene.name, scene.path)
    if other is not None:
        what = f"--scene: {scene.name} has been rendered from another file, {other}."
        remedy = "Rename the class, publish elsewhere with --out, or replace it with --force."
        raise RequestError(Problem(what, remedy, Location(scene.shown)))


@dataclass(frozen=True, slots=True)
class _Classes:
    """What a file's text shows of its classes."""

    names: Sequence[str]
    """All that it defines."""

    scenes: Sequence[str]
    """Those that look like scenes."""

    certain: bool
    """Whether it contains no others that can be scenes."""

    imported: frozenset[str]

    def require(self, name: str, shown: str) -> None:
        """Raise RequestError if the file cannot contain the class."""
        if self.certain and name not in self.names and name not in self.imported:
            hint = did_you_mean(name, self.names)
            raise RequestError(
                Problem(
                    f"the class {name!r} does not exist.", hint + self._there(), Location(shown)
                )
            )

    def only(self, shown: str) -> str:
        """The file's only scene; raises RequestError if it does not have exactly one."""
        found = self.scenes or self.names
        if len(found) == 1:
            return found[0]
        if not found:
            raise RequestError(
                Problem("--scene: the class is missing.", f"{_HOW}. It contains no classes.")
            )
        choice = f"--scene {shown}:{found[0]}, or several: --scene {shown}:{','.join(found)}"
        what = f"--scene: the file has {len(found)} scenes, so the class is missing."
        raise RequestError(Problem(what, f"Name one: {choice}.", Location(shown)))

    def _there(self) -> str:
        return f"Its classes: {', '.join(self.names)}." if self.names else "It contains no classes."


def _classes(path: Path, shown: str) -> _Classes:
    try:
        tree = ast.parse(path.read_bytes(), shown)
    except SyntaxError as error:
        where = Location(shown, error.lineno, error.offset)
        raise RequestError(Problem(f"{error.msg}.", "Fix the file.", where)) from error
    except (OSError, ValueError) as error:
        raise RequestError(Problem(f"cannot be read: {error}.", _HOW, Location(shown))) from error
    defined = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    imported = (
        alias.asname or alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    )
    return _Classes(
        [node.name for node in defined],
        _scenes(defined),
        all(_defines_no_other_class(node) for node in tree.body),
        frozenset(imported),
    )


def _scenes(classes: Iterable[ast.ClassDef]) -> list[str]:
    """Classes whose base is a scene of the file, or has a name like `MovingCameraScene`.

    Without those that are there for others: private ones, and bases that play nothing.
    """
    found: dict[str, ast.ClassDef] = {}
    derived_from: set[str] = set()
    for node in classes:
        bases = [ast.unparse(base) for base in node.bases]
        if any(base.endswith("Scene") or base in found for base in bases):
            found[node.name] = node
            derived_from.update(bases)
    return [
        name
        for name, node in found.items()
        if not name.startswith("_") and (name not in derived_from or _plays(node))
    ]


def _plays(scene: ast.ClassDef) -> bool:
    return any(
        isinstance(each, ast.FunctionDef) and each.name == "construct" for each in scene.body
    )


_PLAIN = (ast.ClassDef, ast.FunctionDef, ast.Expr, ast.Import)
"""Statements that define no class under another name."""


def _defines_no_other_class(node: ast.stmt) -> bool:
    """Whether all classes that a statement brings are named in it."""
    if isinstance(node, ast.ImportFrom):
        starred = any(alias.name == "*" for alias in node.names)
        return not starred or (node.module or "").split(".")[0] in _LIBRARIES
    if isinstance(node, ast.Assign):
        return isinstance(node.value, (ast.Constant, ast.List, ast.Tuple))
    return isinstance(node, _PLAIN)
