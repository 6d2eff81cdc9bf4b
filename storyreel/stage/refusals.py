"""Refusals: what cannot be drawn, gathered so that all of it is reported at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from storyreel.base.errors import Problem, RequestError
from storyreel.stage.changes import Change


class Refusals:
    """What was refused while the items of mobjects were made."""

    def __init__(self) -> None:
        self._problems: dict[str, Problem] = {}

    def passing(self, work: Callable[[Change], None], changes: Iterable[Change]) -> list[Change]:
        """Do something with each change; returns those at which nothing was refused.

        Any other exception has a note with the class of the mobject.
        """
        passed: list[Change] = []
        for change in changes:
            try:
                work(change)
            except RequestError as error:
                self._problems.update((problem.what, problem) for problem in error.problems)
            except Exception as error:
                mobject, *_ = change
                error.add_note(type(mobject).__name__)
                raise
            else:
                passed.append(change)
        return passed

    def raise_any(self) -> None:
        """Raise RequestError with all problems, each once, if there were any."""
        if self._problems:
            raise RequestError(*self._problems.values())
