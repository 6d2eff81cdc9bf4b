"""The file of a storyboard: changed only as the editor saw it, and in one step."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from storyreel.base.errors import Problem, RequestError
from storyreel.storyboard.source import MAX_BYTES, decoded
from storyreel.studio.edit import Edit
from storyreel.studio.edits import edited, plain_data, require_only
from storyreel.studio.step_names import with_renamed_steps

BYTE_ORDER_MARK = "\ufeff"


def write_changed(path: Path, shown: str, digest: str, change: Callable[[str], str]) -> str:
    """Change the storyboard at `path`; returns its text before.

    `shown` is what messages call it, `digest` the SHA-256 of the file that the editor saw. Raises
    StaleError if it has changed since, and RequestError for a text that would be too large.
    """
    before = _current(path, shown, digest)
    mark = BYTE_ORDER_MARK if before.startswith(BYTE_ORDER_MARK) else ""
    after = mark + change(before.removeprefix(mark))  # the parser does not count it
    if len(after.encode()) > MAX_BYTES:
        raise RequestError(Problem(f"{shown} would be too large.", "Shorten the text."))
    replace_text(path, after)
    return before


def write_edits(path: Path, shown: str, digest: str, edits: Sequence[Edit]) -> str:
    """Change values of the storyboard at `path`, as `write_changed` does.

    A step that is renamed in a beat or in the rail is renamed in all of them. Raises RequestError,
    and leaves the file alone, if a value cannot be written there.
    """

    def change(before: str) -> str:
        all_edits = with_renamed_steps(plain_data(before), edits)
        after = edited(before, all_edits)
        require_only(before, after, all_edits, shown)
        return after

    return write_changed(path, shown, digest, change)


def restore_text(path: Path, shown: str, digest: str, text: str) -> str:
    """Put back an earlier text, unless the file has changed since; returns the one before."""
    before = _current(path, shown, digest)
    replace_text(path, text)
    return before


def text_digest(text: str) -> str:
    """The SHA-256 of a storyboard's bytes."""
    return hashlib.sha256(text.encode()).hexdigest()


def replace_text(path: Path, text: str) -> None:
    """Write a file in one step, with the permissions that it had."""
    target = path.resolve()
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        draft.write_bytes(text.encode())
        shutil.copymode(target, draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


class StaleError(RequestError):
    """The storyboard is not the one that the page has read: its text or its encoding changed."""


def _current(path: Path, shown: str, digest: str) -> str:
    data = path.read_bytes()
    try:
        text = decoded(data, shown)
    except RequestError as error:  # such a file is never drawn, so the page has seen another one
        raise StaleError(*error.problems) from error
    if hashlib.sha256(data).hexdigest() != digest:
        what = f"{shown} has changed since the studio read it."
        raise StaleError(Problem(what, "Look at the new picture, and edit again."))
    return text
