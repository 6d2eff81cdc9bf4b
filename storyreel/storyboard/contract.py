"""The contract of a scene: the beats and cues that it needs, read without importing it.

A scene module defines one subclass of `StoryScene`. Each beat is a method with the decorator
`@beat("first_cue", "second_cue")`, in the order of the clip; the arguments are its cues.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from storyreel.base.errors import Location, Problem, RequestError

SCENE_CLASS = "StoryScene"
BEAT_DECORATOR = "beat"


@dataclass(frozen=True, slots=True)
class BeatContract:
    """One beat of a scene: the name of its method, its cues, and its line.

    `spans` are pairs of cues between which something moves: a run time is measured by them.
    """

    name: str
    cues: tuple[str, ...]
    line: int
    spans: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SceneContract:
    """The class of a scene, and the beats that its storyboard must have, in order."""

    class_name: str
    beats: tuple[BeatContract, ...]


def scene_contract(path: Path, shown: str) -> SceneContract:
    """The contract of the scene module at `path`, which errors call `shown`.

    Raises RequestError if the module cannot be read, does not define exactly one subclass of
    StoryScene, or declares a beat without literal cues.
    """
    try:
        tree = ast.parse(path.read_bytes(), filename=shown)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise RequestError(
            Problem(f"the scene module cannot be read: {reason}.", "", Location(shown))
        ) from error
    except (SyntaxError, ValueError) as error:
        place = Location(shown, getattr(error, "lineno", None), getattr(error, "offset", None))
        what = f"the scene module is not valid Python: {getattr(error, 'msg', error)}."
        raise RequestError(Problem(what, "Fix the module.", place)) from error
    scenes = [node for node in tree.body if isinstance(node, ast.ClassDef) and _is_scene(node)]
    if len(scenes) != 1:
        count = "no subclass" if not scenes else f"{len(scenes)} subclasses"
        raise RequestError(
            Problem(
                f"the scene module has {count} of {SCENE_CLASS}.",
                "Define exactly one.",
                Location(shown, scenes[1].lineno if scenes else None),
            )
        )
    return _contract_of(scenes[0], shown)


def _is_scene(node: ast.ClassDef) -> bool:
    # StoryScene may be generic in its data: StoryScene[Data].
    bases = (base.value if isinstance(base, ast.Subscript) else base for base in node.bases)
    return any(_name(base) == SCENE_CLASS for base in bases)


def _name(node: ast.expr) -> str | None:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else None


def _contract_of(scene: ast.ClassDef, shown: str) -> SceneContract:
    beats: dict[str, BeatContract] = {}
    problems: list[Problem] = []
    for method, decorator in _beat_methods(scene):
        place = Location(shown, decorator.lineno, decorator.col_offset + 1)
        cues = _literal_cues(decorator)
        if cues is None:
            problems.append(
                Problem(
                    f"the cues of beat '{method.name}' are not literals.",
                    'Write @beat() or @beat("cue", …) with different string literals.',
                    place,
                )
            )
        elif method.name in beats:
            problems.append(
                Problem(f"beat '{method.name}' is declared twice.", "Rename one of them.", place)
            )
        spans = tuple(dict.fromkeys(_literal_spans(method)))
        beats[method.name] = BeatContract(method.name, cues or (), method.lineno, spans)
    if not beats:
        place = Location(shown, scene.lineno, scene.col_offset + 1)
        problems.append(
            Problem(f"the scene {scene.name} has no beats.", "Add @beat() to a method.", place)
        )
    if problems:
        raise RequestError(*problems)
    return SceneContract(scene.name, tuple(beats.values()))


def _beat_methods(scene: ast.ClassDef) -> Iterator[tuple[ast.FunctionDef, ast.expr]]:
    for node in scene.body:
        if isinstance(node, ast.FunctionDef):
            for decorator in node.decorator_list:
                called = decorator.func if isinstance(decorator, ast.Call) else decorator
                if _name(called) == BEAT_DECORATOR:
                    yield node, decorator


def _literal_cues(decorator: ast.expr) -> tuple[str, ...] | None:
    if not isinstance(decorator, ast.Call) or decorator.keywords:
        return None
    texts = [argument.value for argument in decorator.args if isinstance(argument, ast.Constant)]
    cues = tuple(text for text in texts if isinstance(text, str))
    return cues if len(cues) == len(decorator.args) == len(set(cues)) else None


def _literal_spans(method: ast.FunctionDef) -> Iterator[tuple[str, str]]:
    """The pairs of cues in calls of `self.between("cue", "later")`."""
    for node in ast.walk(method):
        match node:
            case ast.Call(
                func=ast.Attribute(attr="between"),
                args=[ast.Constant(value=str(cue)), ast.Constant(value=str(later))],
            ):
                yield cue, later
