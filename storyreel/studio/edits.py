"""Edits of a storyboard: one value is replaced where it is written, everything else stays.

Comments, quotes, order, line ends and the byte-order mark of the file stay as they are.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import TypeAlias

import yaml

from storyreel.base.errors import Problem, RequestError
from storyreel.storyboard.compose import KeyPath

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser that storyboards are read with; the one in Python refuses a few more texts."""

Scalar: TypeAlias = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Edit:
    """A new value for the text, number or switch at `path`."""

    path: KeyPath
    value: Scalar


def edited(text: str, edits: Sequence[Edit]) -> str:
    """The text of a storyboard with these values; raises RequestError for a value it lacks."""
    root = yaml.compose(text, Loader=_LOADER)
    places = sorted(
        ((_node(root, edit), edit) for edit in edits),
        key=lambda pair: pair[0].start_mark.index,
        reverse=True,
    )
    for node, edit in places:
        start, end = node.start_mark.index, _end(text, node)
        text = text[:start] + _written(edit.value, node, text) + text[end:]
    return text


def write_edits(path: Path, shown: str, digest: str, edits: Sequence[Edit]) -> str:
    """Change values of the storyboard at `path`; returns its text before.

    `digest` is the SHA-256 of the file that the editor saw. Raises RequestError, and leaves the
    file alone, if it has changed since, or if a value cannot be written there.
    """
    before = _current(path, shown, digest)
    after = edited(before, edits)
    _require_only(before, after, edits, path, shown)
    replace_text(path, after)
    return before


def restore_text(path: Path, shown: str, digest: str, text: str) -> str:
    """Put back an earlier text, unless the file has changed since; returns the one before."""
    before = _current(path, shown, digest)
    replace_text(path, text)
    return before


def digest_of(text: str) -> str:
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


def _current(path: Path, shown: str, digest: str) -> str:
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != digest:
        what = f"{shown} has changed since the studio read it."
        raise RequestError(Problem(what, "Look at the new picture, and edit again."))
    return data.decode()


def _require_only(before: str, after: str, edits: Sequence[Edit], path: Path, shown: str) -> None:
    """Raise RequestError unless the edits changed their values and nothing else."""
    changed = {edit.path: edit.value for edit in edits}
    old, new = _scalars(before), _scalars(after)
    expected = {place: changed.get(place, value) for place, value in old.items()}
    if new != expected:
        what = f"{shown}: this value cannot be changed here."
        raise RequestError(Problem(what, "Change it in an editor."))


def _read(text: str) -> object:
    return yaml.load(text, _LOADER)


def _scalars(text: str) -> dict[KeyPath, object]:
    found: dict[KeyPath, object] = {}

    def visit(value: object, path: KeyPath) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                visit(inner, (*path, key))
        elif isinstance(value, list):
            for number, inner in enumerate(value):
                visit(inner, (*path, number))
        else:
            found[path] = value

    visit(_read(text), ())
    return found


def _node(root: yaml.Node | None, edit: Edit) -> yaml.ScalarNode:
    node = root
    for part in edit.path:
        node = _part(node, part)
    if not isinstance(node, yaml.ScalarNode):
        name = ".".join(map(str, edit.path))
        raise RequestError(Problem(f"the storyboard has no value {name}.", "Add it in an editor."))
    return node


def _part(node: yaml.Node | None, part: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(part)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        inner: yaml.Node = node.value[part]
        return inner
    return None


def _end(text: str, node: yaml.ScalarNode) -> int:
    """Where a scalar ends; a block scalar without the line ends after it."""
    start, end = node.start_mark.index, node.end_mark.index
    return start + len(text[start:end].rstrip()) if node.style in ("|", ">") else end


_PLAIN = re.compile(r"[^\W\d_][^:#\[\]{},&*!|>'\"%@`\n]*(?<!\s)")
"""A text that needs no quotes in block and in flow YAML."""


def _written(value: Scalar, node: yaml.ScalarNode, text: str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value:g}" if isinstance(value, float) else str(value)
    if node.style in ("|", ">"):
        return _block(value, node, text)
    if node.style == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    if not node.style and _is_plain(value):
        return value
    quoted: str = yaml.safe_dump(value, default_style='"', allow_unicode=True, width=inf)
    return quoted.removesuffix("\n")


def _is_plain(value: str) -> bool:
    return value.isprintable() and bool(_PLAIN.fullmatch(value)) and _read(value) == value


def _block(value: str, node: yaml.ScalarNode, text: str) -> str:
    """A text in the block style that it has, with the indentation of its first line."""
    start = node.start_mark.index
    head, _, body = text[start : node.end_mark.index].partition("\n")
    indentation = re.match(r"\s*", body.lstrip("\n"))
    blanks = indentation.group() if indentation else "  "
    newline = "\r\n" if head.endswith("\r") else "\n"
    lines = value.split("\n") if node.style == "|" else [value]
    return newline.join([head.rstrip("\r"), *(blanks + line for line in lines)])
