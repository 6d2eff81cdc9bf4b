"""Late imports: libraries that few scenes need are imported when something of them is first used.

While another package is imported, a proxy takes the place of each such library. What the package
takes from it (`import networkx as nx`, `from bs4 import Tag`) looks up the real thing when it is
called, compared, or asked whether something is its instance. The package must do no more than that
with it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from operator import attrgetter
from types import ModuleType
from typing import Any


@contextmanager
def imported_late(*modules: str) -> Iterator[None]:
    """Import none of these modules in the block; those that are imported already stay as they are.

    After the block, importing them gives the real modules.
    """
    with _replaced_by(_Proxy, modules):
        yield


@contextmanager
def left_out(*modules: str) -> Iterator[None]:
    """Like `imported_late`, for modules that nothing will use.

    All that the package takes from one, and all that a call gives, is the same useless object.
    """
    with _replaced_by(_Unused, modules):
        yield


@contextmanager
def _replaced_by(kind: type[ModuleType], modules: tuple[str, ...]) -> Iterator[None]:
    """In the block, those of the modules that are not imported yet are of this kind."""
    others = {name: kind(name) for name in modules if name not in sys.modules}
    sys.modules.update(others)
    try:
        yield
    finally:
        for name in others:
            del sys.modules[name]


class _Proxy(ModuleType):
    """Takes the place of a module that is imported late."""

    def __getattr__(self, name: str) -> _Late:
        return _Late(self.__name__, _public(name))


class _Unused(ModuleType):
    """Takes the place of a module that is left out."""

    def __getattr__(self, name: str) -> _Unused:
        _public(name)
        return self

    def __call__(self, *args: Any, **kwargs: Any) -> _Unused:
        return self


class _Late:
    """Something in a module, found when it is first used."""

    def __init__(self, module: str, path: str) -> None:
        self._module, self._path = module, path

    def __getattr__(self, name: str) -> _Late:
        return _Late(self._module, f"{self._path}.{_public(name)}")

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._find()(*args, **kwargs)

    def __instancecheck__(self, instance: object) -> bool:
        return isinstance(instance, self._find())

    def __eq__(self, other: object) -> bool:
        return bool(self._find() == other)

    def __hash__(self) -> int:
        return hash(self._find())

    def _find(self) -> Any:
        return attrgetter(self._path)(import_module(self._module))


def _public(name: str) -> str:
    """The name; raises AttributeError for one that Python itself asks for, such as `__path__`."""
    if name.startswith("__"):
        raise AttributeError(name)
    return name
