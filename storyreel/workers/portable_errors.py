"""Errors that travel from one process to another."""

from __future__ import annotations

import pickle
import traceback

from storyreel.base.errors import StoryreelError


def portable(error: BaseException) -> BaseException:
    """An error that can travel; one of ours as it is, any other with where it was raised."""
    if not isinstance(error, KeyboardInterrupt | StoryreelError):
        error.add_note(traceback.format_exc())
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # what a library raises need not travel
        return RuntimeError(traceback.format_exc())
    return error
