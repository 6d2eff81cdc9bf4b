"""The mark that makes a method of a scene the performance of a beat."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Method = TypeVar("Method", bound=Callable[[Any], None])


def beat(*cues: str) -> Callable[[Method], Method]:
    """Declare a method as the beat of its name, with its cues in the order in which they happen.

    Their times in the storyboard must have the same order. The names are read from the source as
    well, without running it: write them as plain strings.
    """

    def mark(method: Method) -> Method:
        method.__storyreel_cues__ = cues  # type: ignore[attr-defined]
        return method

    return mark


def beats_of(scene: type) -> dict[str, tuple[str, ...]]:
    """The beats of a scene class in the order of their definition, with their cues."""
    methods = {
        name: value for base in reversed(scene.__mro__) for name, value in vars(base).items()
    }
    return {
        name: value.__storyreel_cues__
        for name, value in methods.items()
        if hasattr(value, "__storyreel_cues__")
    }
