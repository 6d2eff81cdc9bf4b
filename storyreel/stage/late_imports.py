"""Late imports: libraries that few scenes need are imported when something of them is first used.

While another package is imported, a proxy takes the place of each such library. What the package
takes from it (`import networkx as nx`, `from bs4 import Tag`) looks up the real thing when it is
called, compared, or asked whether something is its instance. The package must do no more than that
with it. A library that the package calls and keeps the results of is made late instead: these calls
wait, too.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from importlib import import_module
from operator import attrgetter
from types import ModuleType
from typing import Any


@contextmanager
def imported_late(*modules: str) -> Iterator[None]:
    """Import none of these modules in the block; those that are imported already stay as they are.

    After the block, importing them gives the real modules.
    """
    with _proxies(_Late, modules):
        yield


@contextmanager
def made_late(*modules: str) -> Iterator[None]:
    """Like `imported_late`, where the package calls the modules and keeps what it gets.

    A call is made when something of its result is first used.
    """
    with _proxies(_Maker, modules):
        yield


@contextmanager
def _proxies(kind: type[_Late], modules: tuple[str, ...]) -> Iterator[None]:
    """In the block, proxies take the place of those modules that are not imported yet."""
    proxies = {name: _Proxy(name, kind) for name in modules if name not in sys.modules}
    sys.modules.update(proxies)
    try:
        yield
    finally:
        for name in proxies:
            del sys.modules[name]


class _Proxy(ModuleType):
    """Takes the place of a module; what is taken from it is of this kind."""

    def __init__(self, name: str, kind: type[_Late]) -> None:
        super().__init__(name)
        self._kind = kind

    def __getattr__(self, name: str) -> _Late:
        return self._kind(self.__name__, _public(name))


class _Late:
    """Something in a module, found when it is first used."""

    def __init__(self, module: str, path: str) -> None:
        self._module, self._path = module, path

    def __getattr__(self, name: str) -> _Late:
        return type(self)(self._module, f"{self._path}.{_public(name)}")

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


class _Maker(_Late):
    """Something in a module whose result is made late."""

    def __call__(self, *args: Any, **kwargs: Any) -> _Made:
        return _Made(lambda: self._find()(*args, **kwargs))


class _Made:
    """What a call gives, which is made when something of it is used."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make

    def __getattr__(self, name: str) -> Any:
        return getattr(self._thing, _public(name))

    def __getitem__(self, key: Any) -> Any:
        return self._thing[key]

    @cached_property
    def _thing(self) -> Any:
        return self._make()


def _public(name: str) -> str:
    """The name; raises AttributeError for one that Python itself asks for, such as `__path__`."""
    if name.startswith("__"):
        raise AttributeError(name)
    return name
