"""A second process that draws some of the frames while the first one draws the others."""

from __future__ import annotations

import os
import pickle
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import BinaryIO, Generic, NoReturn, TypeVar

from storyreel.base.errors import Problem, RequestError, StoryreelError
from storyreel.studio.messages import (
    HEAD_SIZE,
    PageMessage,
    Send,
    sizes,
    unpacked,
    write_message,
)

Drawn = TypeVar("Drawn")
_SENT, _RESULT = "sent", "result"

_NICENESS = 5
"""Server and browser go first, so that frames that are ready are seen."""


class SecondProcess(Generic[Drawn]):
    """A fork of this process that draws frames: passes its messages on, and keeps its result.

    The result is what `draw` returns, which is pickled. No other thread may run when it is created.
    `send` is called from a thread of its own.
    """

    def __init__(self, draw: Callable[[Send], Drawn], send: Send) -> None:
        read, write = os.pipe()
        self._process = os.fork()
        if self._process == 0:
            os.close(read)
            _work(draw, write)
        os.close(write)
        self._result: Drawn | StoryreelError | None = None
        self._sent = threading.Event()
        self._relay = threading.Thread(target=self._pass_on, args=(read, send), daemon=True)
        self._relay.start()

    def wait_sent(self) -> None:
        """Wait until all messages have been passed on, or the process has ended."""
        self._sent.wait()

    def result(self) -> Drawn:
        """Wait for the result; raises RequestError where the process could not draw."""
        self._relay.join()
        os.waitpid(self._process, 0)
        if isinstance(self._result, StoryreelError):
            raise self._result
        if self._result is None:
            raise RequestError(
                Problem("the scene ended its process.", "Run it with `render.py check`.")
            )
        return self._result

    def _pass_on(self, read: int, send: Send) -> None:
        with os.fdopen(read, "rb") as file, suppress(BrokenPipeError):  # the page has moved on
            while (message := _next(file)) is not None:
                if message.kind == _SENT:
                    self._sent.set()
                elif message.kind == _RESULT:
                    self._result = pickle.loads(message.body)
                else:
                    send(message)
        self._sent.set()


def _next(file: BinaryIO) -> PageMessage | None:
    head = file.read(HEAD_SIZE)
    if len(head) < HEAD_SIZE:
        return None
    text, body = sizes(head)
    content = file.read(text), file.read(body)
    return unpacked(*content) if len(content[1]) == body else None


def _work(draw: Callable[[Send], object], write: int) -> NoReturn:
    try:
        os.nice(_NICENESS)
        result: object
        try:
            result = draw(lambda message: write_message(write, message))
            write_message(write, PageMessage(_SENT))
        except StoryreelError as error:
            result = error
        write_message(write, PageMessage(_RESULT, None, pickle.dumps(result)))
    except BrokenPipeError:
        pass  # the first process has ended
    except Exception:
        traceback.print_exc()
    finally:
        os._exit(0)
