"""Messages from the process that draws to the studio's server: a kind, data, and bytes."""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

_HEAD = struct.Struct("<II")
HEAD_SIZE = _HEAD.size


@dataclass(frozen=True, slots=True)
class PageMessage:
    """`kind` says what `data` (plain JSON) and `body` mean."""

    kind: str
    data: Any = None
    body: bytes = b""

    def packed(self) -> bytes:
        """The message as bytes: two lengths, then the JSON text, then the body."""
        text = json.dumps([self.kind, self.data]).encode()
        return _HEAD.pack(len(text), len(self.body)) + text + self.body


Send: TypeAlias = Callable[[PageMessage], None]


def sizes(head: bytes) -> tuple[int, int]:
    """The lengths of text and body that a head of HEAD_SIZE bytes names."""
    text, body = _HEAD.unpack(head)
    return text, body


def unpacked(text: bytes, body: bytes) -> PageMessage:
    """A message from its two parts."""
    kind, data = json.loads(text)
    return PageMessage(kind, data, body)


def write_message(descriptor: int, message: PageMessage) -> None:
    """Write a whole message to a file descriptor."""
    rest = memoryview(message.packed())
    while rest:
        rest = rest[os.write(descriptor, rest) :]
