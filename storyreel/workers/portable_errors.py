"""Exceptions that can be sent to another process."""

from __future__ import annotations

import pickle
import traceback

from storyreel.base.errors import StoryreelError


def portable(error: BaseException) -> BaseException:
    """The error itself if it can be pickled, else a RuntimeError with its traceback as text.

    Errors other than StoryreelError and KeyboardInterrupt get their traceback as a note, because
    tracebacks do not survive pickling. Causes are dropped: some libraries make them part of what is
    pickled, and not all of them can be unpickled.
    """
    text = traceback.format_exc()
    if not isinstance(error, KeyboardInterrupt | StoryreelError):
        error.add_note(text)
    error.__cause__ = error.__context__ = None
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # library errors may raise anything when they are pickled
        return RuntimeError(text)
    return error
