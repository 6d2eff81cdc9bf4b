"""Edits of a storyboard's text: one value is replaced or added, everything else stays.

Comments, quotes, order and line ends stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile
from math import inf

import yaml

from storyreel.base.errors import Problem, RequestError
from storyreel.storyboard.compose import KeyPath
from storyreel.studio.edit import Edit, Scalar

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The parser that storyboards are read with; the one in Python refuses a few more texts."""


def edited(text: str, edits: Sequence[Edit]) -> str:
    """The text of a storyboard with these values.

    A key that a mapping lacks is added to it. Raises RequestError for a place that is none.
    """
    if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=_LOADER)):
        raise RequestError(Problem("the storyboard has aliases.", "Replace them in an editor."))
    root = yaml.compose(text, Loader=_LOADER)
    return _spliced(text, [_splice(text, root, edit) for edit in edits])


def with_renamed_keys(text: str, paths: Sequence[KeyPath], name: str) -> str:
    """The text of a storyboard in which the last key of each path has this name."""
    root = yaml.compose(text, Loader=_LOADER)
    return _spliced(text, [_key_splice(text, root, path, name) for path in paths])


def with_entry(text: str, path: KeyPath, key: str, written: str) -> str:
    """The text with one more entry in the mapping at `path`; `written` is its value as YAML.

    Raises RequestError for anything else at that path.
    """
    node = yaml.compose(text, Loader=_LOADER)
    for part in path:
        node = _part(node, part)
    if not isinstance(node, yaml.MappingNode):
        name = ".".join(map(str, path))
        raise RequestError(Problem(f"{name} is not a mapping.", "Add it in an editor."))
    return _spliced(text, [_added(text, node, key, written)])


@dataclass(frozen=True, slots=True)
class _Splice:
    """What is written in place of a part of the text."""

    start: int
    end: int
    written: str


def _spliced(text: str, splices: Sequence[_Splice]) -> str:
    for splice in sorted(splices, key=lambda each: each.start, reverse=True):
        text = text[: splice.start] + splice.written + text[splice.end :]
    return text


def _key_splice(text: str, root: yaml.Node | None, path: KeyPath, name: str) -> _Splice:
    mapping, plain = root, _PLAIN_IN_BLOCKS
    for part in path[:-1]:
        plain = _plain_within(mapping, plain)
        mapping = _part(mapping, part)
    assert isinstance(mapping, yaml.MappingNode)
    key = next(key for key, _ in mapping.value if key.value == path[-1])
    written = _written(name, key, text, _plain_within(mapping, plain))
    return _Splice(key.start_mark.index, key.end_mark.index, written)


def _splice(text: str, root: yaml.Node | None, edit: Edit) -> _Splice:
    parent, plain = root, _PLAIN_IN_BLOCKS
    for part in edit.path[:-1]:
        plain = _plain_within(parent, plain)
        parent = _part(parent, part)
    plain = _plain_within(parent, plain)
    last = edit.path[-1] if edit.path else None
    node = None if last is None else _part(parent, last)
    if isinstance(node, yaml.ScalarNode):
        if node.start_mark.index == node.end_mark.index:  # a key without a value
            return _first_value(text, parent, last, _new(edit.value))
        written = _written(edit.value, node, text, plain)
        return _Splice(node.start_mark.index, _end(text, node), written)
    if node is None and isinstance(parent, yaml.MappingNode) and _is_key(last):
        return _added(text, parent, str(last), _new(edit.value))
    name = ".".join(map(str, edit.path))
    raise RequestError(Problem(f"the storyboard has no value {name}.", "Add it in an editor."))


def _plain_within(node: yaml.Node | None, plain: re.Pattern[str]) -> re.Pattern[str]:
    """The texts that need no quotes within a node, where its own place allows `plain`."""
    flow = isinstance(node, yaml.CollectionNode) and node.flow_style
    return _PLAIN_ANYWHERE if flow else plain


def _first_value(text: str, parent: yaml.Node | None, key: str | int | None, value: str) -> _Splice:
    """A value for a key that has none."""
    assert isinstance(parent, yaml.MappingNode)
    named = next(each for each, _ in parent.value if each.value == key)
    place = text.index(":", named.end_mark.index) + 1
    return _Splice(place, place, f" {value}")


def _added(text: str, mapping: yaml.MappingNode, key: str, value: str) -> _Splice:
    """A key for a mapping that lacks it: after its first short values, else at its end."""
    if mapping.flow_style:
        if not mapping.value:
            place = mapping.start_mark.index + 1
            return _Splice(place, place, f"{key}: {value}")
        place = mapping.value[-1][1].end_mark.index
        return _Splice(place, place, f", {key}: {value}")
    short = list(takewhile(_is_short, mapping.value)) or mapping.value
    line_end = re.compile(r"\r?\n|$").search(text, _last_index(text, short[-1][1]))
    assert line_end is not None
    newline = line_end.group() or "\n"
    blanks = " " * mapping.value[0][0].start_mark.column
    place = line_end.start()
    return _Splice(place, place, f"{newline}{blanks}{key}: {value}")


def _is_short(entry: tuple[yaml.Node, yaml.Node]) -> bool:
    _, value = entry
    return isinstance(value, yaml.ScalarNode) and value.style not in ("|", ">")


def _last_index(text: str, node: yaml.Node) -> int:
    """Where the last value in a node ends."""
    if isinstance(node, yaml.ScalarNode):
        return max(node.start_mark.index, _end(text, node))
    assert isinstance(node, yaml.CollectionNode)
    if node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _last_index(text, last[1] if isinstance(last, tuple) else last)


def _is_key(part: str | int | None) -> bool:
    return isinstance(part, str) and bool(re.fullmatch(r"[A-Za-z_][\w-]*", part))


def _new(value: Scalar) -> str:
    """A value where none was written, in block or in flow YAML."""
    return _written(value, yaml.ScalarNode("", ""), "", _PLAIN_ANYWHERE)


def require_only(before: str, after: str, edits: Sequence[Edit], shown: str) -> None:
    """Raise RequestError unless the edits changed their values and nothing else."""
    changed = {edit.path: edit.value for edit in edits}
    old, new = _scalars(before), _scalars(after)
    expected = {**old, **changed}
    if new != expected:
        what = f"{shown}: this value cannot be changed here."
        raise RequestError(Problem(what, "Change it in an editor."))


def plain_data(text: str) -> object:
    """A storyboard as mappings, lists and scalars, read as storyboards are.

    Raises RequestError for a text that is not YAML.
    """
    try:
        return yaml.load(text, _LOADER)
    except yaml.YAMLError as error:
        problem = Problem("the storyboard is not valid YAML.", "Correct it in an editor first.")
        raise RequestError(problem) from error


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

    visit(plain_data(text), ())
    return found


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


_PLAIN_ANYWHERE = re.compile(r"[^\W\d_][^:#\[\]{},&*!|>'\"%@`\n]*(?<!\s)")
"""A text that needs no quotes in block and in flow YAML."""

_PLAIN_IN_BLOCKS = re.compile(r"[^\W\d_][^:#&*!|>'\"%@`\n]*(?<!\s)")
"""A text that needs no quotes in block YAML, such as one with a comma."""


def _written(value: Scalar, node: yaml.ScalarNode, text: str, plain: re.Pattern[str]) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value) if isinstance(value, int) else f"{Decimal(str(value)).normalize():f}"
    if node.style in ("|", ">"):
        return _block(value, node, text)
    if node.style == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    if not node.style and _is_plain(value, plain):
        return value
    quoted: str = yaml.safe_dump(value, default_style='"', allow_unicode=True, width=inf)
    return quoted.removesuffix("\n")


def _is_plain(value: str, plain: re.Pattern[str]) -> bool:
    return value.isprintable() and bool(plain.fullmatch(value)) and plain_data(value) == value


def _block(value: str, node: yaml.ScalarNode, text: str) -> str:
    """A text in the block style that it has, with the indentation of its first line."""
    start = node.start_mark.index
    head, _, body = text[start : node.end_mark.index].partition("\n")
    indentation = re.match(r"\s*", body.lstrip("\n"))
    blanks = indentation.group() if indentation else "  "
    newline = "\r\n" if head.endswith("\r") else "\n"
    lines = value.split("\n") if node.style == "|" else [value]
    return newline.join([head.rstrip("\r"), *(blanks + line for line in lines)])
