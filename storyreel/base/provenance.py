"""Provenance: what a result was made of, as one digest for each kind of input.

Equal provenance means that making the result again would give the same result. The inputs that
every result has are here: the engine's sources, the libraries and the encoder. Whoever makes a
result adds its own, such as a storyboard or a scene.
"""

from __future__ import annotations

import hashlib
import json
import platform
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from storyreel.base.import_closure import Closure, SourceTree
from storyreel.base.regular_file import open_regular

CHANGES = {
    "storyboard": "the storyboard has changed",
    "scene": "the scene has changed",
    "parts": "parts that the scene uses have changed",
    "assets": "the assets have changed",
    "engine": "the engine has changed",
    "fonts": "the fonts have changed",
    "libraries": "the libraries have changed",
    "encoder": "the encoder has changed",
    "settings": "the encoder settings have changed",
}
"""How to say that an input differs, by its name, in the order in which it is said."""

UNKNOWN = "its report has no provenance"

ENCODER = "av"
"""The library that brings the encoders."""

_DISTRIBUTIONS = {"skia": "skia-python", "PIL": "pillow", "yaml": "pyyaml", "cairo": "pycairo"}
"""The distribution that a top-level module belongs to, where the two have different names."""

_WITHOUT_EFFECT = frozenset({"psutil", "rich"})
"""Libraries that measure the machine or show progress."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """The inputs of a result: `source` is the file that it was made from, as users know it;
    `inputs` maps names of CHANGES to digests."""

    source: str
    inputs: Mapping[str, str]

    def as_data(self) -> dict[str, str]:
        """Plain values for a report."""
        return {"source": self.source, **self.inputs}

    def changes_since(self, recorded: Any) -> tuple[str, ...]:
        """What differs from the provenance in a report, one clause each; empty if nothing does."""
        if not isinstance(recorded, dict) or "source" not in recorded:
            return (UNKNOWN,)
        return tuple(
            words for name, words in CHANGES.items() if recorded.get(name) != self.inputs.get(name)
        )


@cache
def engine_tree() -> SourceTree:
    """The sources of this engine."""
    package = Path(__file__).parents[1]
    return SourceTree({package.name: package.parent})


def engine_inputs(*modules: str) -> dict[str, str]:
    """Digests of `engine`, `libraries` and `encoder` for a result that these modules make."""
    return dict(_engine_inputs(engine_tree(), modules))


@cache
def _engine_inputs(tree: SourceTree, modules: tuple[str, ...]) -> dict[str, str]:
    closure = _closure_of(tree, modules)
    foreign = closure.foreign - sys.stdlib_module_names - _WITHOUT_EFFECT
    libraries = map(installed_build, sorted(foreign - {ENCODER}))
    return {
        "engine": tree.digest(closure.files),
        "libraries": digest_of([platform.python_version(), *filter(None, libraries)]),
        "encoder": digest_of(installed_build(ENCODER)),
    }


def scene_inputs(files: tuple[Path, ...], folder: Path, *modules: str) -> dict[str, str]:
    """Digests of `scene` and `parts` for files that are imported from `folder`.

    The scene is the files and all that they need outside the engine; the parts are the engine's
    modules that they need and `modules` do not.
    """
    return dict(_scene_inputs(engine_tree(), files, folder, modules))


@cache
def _scene_inputs(
    engine: SourceTree, files: tuple[Path, ...], folder: Path, modules: tuple[str, ...]
) -> dict[str, str]:
    tree = _tree_at(engine, folder)
    needed_by_all = _closure_of(tree, modules)
    needed = tree.closure(files, needed_by_all).files
    scene = tree.unpackaged((*needed, *needed_by_all.files))
    return {
        "scene": tree.digest(sorted(scene)),
        "parts": tree.digest(path for path in needed if path not in scene),
    }


@cache
def _tree_at(engine: SourceTree, folder: Path) -> SourceTree:
    """The engine's sources with a folder, one tree for all scenes that import from it."""
    return engine.with_folders(folder)


@cache
def _closure_of(tree: SourceTree, modules: tuple[str, ...]) -> Closure:
    """What these modules of the engine need."""
    return tree.closure(path for module in modules for path in tree.files_of(module))


@cache
def installed_build(module: str) -> str | None:
    """A digest of the installed distribution that a top-level module belongs to; None if there is
    no such distribution.

    Made of the digests of its files, among them the compiled libraries in a wheel, or else of its
    version. Nothing is imported.
    """
    try:
        found = distribution(_DISTRIBUTIONS.get(module, module))
    except (PackageNotFoundError, ValueError):
        return None
    record = found.read_text("RECORD")
    if not record:
        return f"{module} {found.version}"
    files = [line for line in record.splitlines() if ",sha256=" in line]
    # Scripts and installers' notes depend on where and by what the package was installed.
    own = sorted(line for line in files if not line.startswith("..") and ".dist-info/" not in line)
    return f"{module} {digest_of(own)}"


def digest_of(value: Any) -> str:
    """SHA-256 of plain values, as 64 hexadecimal characters."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def file_digest(path: Path) -> str:
    """SHA-256 of a file, as 64 hexadecimal characters; `missing` where it can't be read."""
    try:
        with open_regular(path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return "missing"


def digest_of_files(folder: Path, files: Iterable[Path]) -> str:
    """SHA-256 over the contents of files and their names below `folder`."""
    return digest_of([(path.relative_to(folder).as_posix(), file_digest(path)) for path in files])
