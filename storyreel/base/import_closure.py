"""The import closure: every source file that a module needs, read from import statements.

A package brings its C sources.

Nothing is imported. Imports inside functions and under `TYPE_CHECKING` count like all others. The
statements are found by pattern, because parsing a few hundred files would take longer than `list`
does; a line of a docstring that looks like an import only adds a file to the closure.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

_COMMENT = re.compile(r"#[^\n]*")
_IMPORT = re.compile(
    r"import(?:_module\(\s*['\"](?P<module>[\w.]+)|\b[ \t]*(?P<names>\([^)]*\)|[^;\n]*))"
)
"""Begins with a literal, which is searched for much faster than a pattern."""

_BEFORE = re.compile(r"(?:^|[;:])[ \t]*(?:from[ \t]+(?P<package>\.*[\w.]*)[ \t]*)?$")
"""What precedes `import` on its line."""

_NAME = re.compile(r"\w+(?:\.\w+)*")
_ALIAS = re.compile(r"\bas\s+\w+")
_PACKAGE = "__init__.py"
_COMPILED = (".c", ".h")
"""Sources that are compiled with the package whose folder they are in."""


@dataclass(frozen=True, slots=True)
class Closure:
    """Source files, sorted by path, and the top-level names that they import from elsewhere."""

    files: tuple[Path, ...]
    foreign: frozenset[str]


NOTHING = Closure((), frozenset())


@dataclass(frozen=True, slots=True)
class _Source:
    sha256: str
    imports: frozenset[str]
    """Dotted names; relative ones begin with their dots."""


class _Resolved(NamedTuple):
    """The files of a dotted name, its packages first, and the folder of what follows it."""

    files: tuple[Path, ...]
    folder: Path | None


@dataclass(frozen=True, eq=False)
class SourceTree:
    """Folders that modules are imported from.

    Each file is read once. Later edits are not noticed, as Python does not notice them in a module
    that it has imported.
    """

    packages: Mapping[str, Path]
    """The folder that holds a top-level package, by the package's name."""

    folders: tuple[Path, ...] = ()
    """Folders that other modules are searched in, in this order."""

    read: Callable[[Path], bytes] = Path.read_bytes
    """How the content of a file is read."""

    _known: dict[Path, _Source] = field(default_factory=dict, repr=False)
    _resolved: dict[tuple[Path, str], _Resolved] = field(default_factory=dict, repr=False)
    _listings: dict[Path, frozenset[str]] = field(default_factory=dict, repr=False)

    def with_folders(self, *folders: Path) -> SourceTree:
        """This tree, with what has been read so far, and other folders to search."""
        known = self._known, self._resolved, self._listings
        return SourceTree(self.packages, folders, self.read, *known)

    def with_content(self, path: Path, content: bytes) -> SourceTree:
        """This tree, with what has been read so far, as if one file had another content."""
        known = {**self._known, path: _source_of(content)}
        found = self._resolved, self._listings
        return SourceTree(self.packages, self.folders, self.read, known, *found)

    def unpackaged(self, files: Iterable[Path]) -> frozenset[Path]:
        """The files that belong to none of the packages."""
        inside = tuple(f"{folder / name}{os.sep}" for name, folder in self.packages.items())
        return frozenset(path for path in files if not str(path).startswith(inside))

    def files_of(self, module: str) -> tuple[Path, ...]:
        """A module's file after those of the packages that hold it.

        Raises ModuleNotFoundError for an unknown module.
        """
        files = self._found(module)
        name = module.rpartition(".")[2]
        if not files or name not in (files[-1].stem, files[-1].parent.name):
            raise ModuleNotFoundError(f"No module named {module!r}", name=module)
        return files

    def closure(self, entries: Iterable[Path], known: Closure = NOTHING) -> Closure:
        """The entries, and every file that they need, directly or indirectly.

        What a `known` closure holds is left out.
        """
        found = set(known.files)
        names: set[str] = set()
        foreign: set[str] = set()
        waiting = list(entries)
        while waiting:
            path = waiting.pop()
            if path in found:
                continue
            found.add(path)
            if path.name == _PACKAGE:
                found.update(self._compiled_with(path.parent))
            new = self._source(path).imports - names
            names.update(name for name in new if not name.startswith("."))  # the same everywhere
            for name in new:
                files = self._imported(name, path)
                waiting += files
                if not files:
                    foreign.add(name.partition(".")[0])
        return Closure(tuple(sorted(found.difference(known.files))), frozenset(foreign))

    def _compiled_with(self, package: Path) -> Iterator[Path]:
        """The C sources of a package."""
        return (package / name for name in self._listed(package) if name.endswith(_COMPILED))

    def digest(self, files: Iterable[Path]) -> str:
        """SHA-256 over the names and contents of files; names are relative to their folders."""
        digest = hashlib.sha256()
        for path in files:
            name = os.fsencode(self._name_of(path))
            digest.update(name + f" {self._source(path).sha256}\n".encode())
        return digest.hexdigest()

    def _source(self, path: Path) -> _Source:
        if path not in self._known:
            self._known[path] = _source_of(self.read(path))
        return self._known[path]

    def _name_of(self, path: Path) -> str:
        folders = (*self.packages.values(), *self.folders)
        inside = next((folder for folder in folders if path.is_relative_to(folder)), path.parent)
        return path.relative_to(inside).as_posix()

    def _imported(self, name: str, by: Path) -> tuple[Path, ...]:
        """The files that an import of a name in the file `by` reads."""
        return tuple(self._relative(name, by)) if name.startswith(".") else self._found(name)

    def _relative(self, name: str, by: Path) -> Iterator[Path]:
        """The files of a relative name, as the file `by` imports it."""
        absolute = name.lstrip(".")
        folder = by
        for _ in range(len(name) - len(absolute)):
            folder = folder.parent
        if _PACKAGE in self._listed(folder):
            yield folder / _PACKAGE
        if absolute:
            yield from self._found_in(folder, absolute)

    def _found(self, name: str) -> tuple[Path, ...]:
        package = self.packages.get(name.partition(".")[0])
        folders = (package,) if package else self.folders
        return next(filter(None, (self._found_in(folder, name) for folder in folders)), ())

    def _found_in(self, folder: Path, name: str) -> tuple[Path, ...]:
        return self._below(folder, name).files

    def _below(self, folder: Path, name: str) -> _Resolved:
        """What a dotted name means in a folder; its end may name no module."""
        if (folder, name) not in self._resolved:
            before, _, last = name.rpartition(".")
            outer = self._below(folder, before) if before else _Resolved((), folder)
            self._resolved[folder, name] = self._step(outer, last)
        return self._resolved[folder, name]

    def _step(self, outer: _Resolved, name: str) -> _Resolved:
        """The same after one more part of a dotted name."""
        files, folder = outer
        names = self._listed(folder) if folder else frozenset()
        inner = folder / name if folder and name in names else None
        below = self._listed(inner) if inner else frozenset()
        if inner and _PACKAGE in below:
            return _Resolved((*files, inner / _PACKAGE), inner)
        if folder and f"{name}.py" in names:
            return _Resolved((*files, folder / f"{name}.py"), None)
        return _Resolved(files, inner if below else None)

    def _listed(self, folder: Path) -> frozenset[str]:
        """The names in a folder; none where it is not a folder that can be read."""
        if folder not in self._listings:
            try:
                self._listings[folder] = frozenset(each.name for each in os.scandir(folder))
            except OSError:
                self._listings[folder] = frozenset()
        return self._listings[folder]


def _source_of(content: bytes) -> _Source:
    names = imported_names(content.decode("utf-8", errors="replace"))
    return _Source(hashlib.sha256(content).hexdigest(), names)


def imported_names(text: str) -> frozenset[str]:
    """The dotted names that a source text may import; relative ones begin with their dots.

    `from a import b` gives `a` and `a.b`, because `b` may be a module.
    """
    text = _COMMENT.sub("", text.replace("\\\n", " "))
    found: set[str] = set()
    for match in _IMPORT.finditer(text):
        if match["module"]:
            found.add(match["module"])
            continue
        line = text.rfind("\n", 0, match.start()) + 1
        before = _BEFORE.search(text[line : match.start()])
        if before is None:
            continue
        names = _NAME.findall(_ALIAS.sub("", match["names"]))
        package = before["package"]
        if package is None:
            found.update(names)
        else:
            found.add(package)
            joint = "" if package.endswith(".") else "."
            found.update(f"{package}{joint}{name}" for name in names)
    return frozenset(found)
