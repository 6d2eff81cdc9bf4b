"""The beats and cues that a scene module asks for, read from its text without importing it.

A scene module has one subclass of `StoryScene`. Each of its beats is a method under the decorator
`@beat("first_cue", "second_cue")`, in the order of the clip; the texts are the cues it uses.
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
    """One beat of a scene: the method's name and line, and the cues that it uses."""

    name: str
    cues: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class SceneContract:
    """What a scene needs of its storyboard: these beats, in this order, with these cues."""

    class_name: str
    beats: tuple[BeatContract, ...]


def scene_contract(path: Path, shown: str) -> SceneContract:
    """The contract of the scene module at `path`, named `shown` in errors.

    Raises RequestError for a module that cannot be read, that has not exactly one subclass of
    StoryScene, or whose beats are not plainly declared.
    """
    try:
        tree = ast.parse(path.read_bytes(), filename=shown)
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise RequestError(
            Problem(f"The scene module cannot be read: {reason}.", "", Location(shown))
        ) from error
    except (SyntaxError, ValueError) as error:
        place = Location(shown, getattr(error, "lineno", None), getattr(error, "offset", None))
        raise RequestError(
            Problem(f"The scene module is not valid Python: {error}.", "Mend it.", place)
        ) from error
    scenes = [node for node in tree.body if isinstance(node, ast.ClassDef) and _is_scene(node)]
    if len(scenes) != 1:
        count = "no subclass" if not scenes else f"{len(scenes)} subclasses"
        raise RequestError(
            Problem(
                f"The scene module has {count} of {SCENE_CLASS}.",
                "Exactly one is the clip.",
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
                    f"The cues of beat '{method.name}' are not plainly written.",
                    'Write @beat() or @beat("cue", …) with each cue as a text of its own.',
                    place,
                )
            )
        elif method.name in beats:
            problems.append(
                Problem(f"Beat '{method.name}' is declared twice.", "Rename one of them.", place)
            )
        beats[method.name] = BeatContract(method.name, cues or (), method.lineno)
    if not beats:
        place = Location(shown, scene.lineno, scene.col_offset + 1)
        problems.append(
            Problem(f"Scene {scene.name} has no beats.", "Put @beat() above a method.", place)
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
