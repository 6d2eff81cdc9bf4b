"""Exceptions that can be sent to another process."""

from __future__ import annotations

import pickle
import traceback

from storyreel.base.errors import StoryreelError


def portable(error: BaseException) -> BaseException:
    """The error itself if it can be pickled, else a RuntimeError with its traceback as text.

    Errors other than StoryreelError and KeyboardInterrupt get their traceback as a note, because
    tracebacks do not survive pickling.
    """
    if not isinstance(error, KeyboardInterrupt | StoryreelError):
        error.add_note(traceback.format_exc())
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # library errors may raise anything when they are pickled
        return RuntimeError(traceback.format_exc())
    return error
