"""YAML syntax errors in an author's words: where the mistake is, and how to fix it.

A YAML parser reports the place where it gives up, which is often a line or more after the mistake.
Each rule here recognises one common mistake from the error and the lines around it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from storyreel.base.errors import Location, Problem
from storyreel.storyboard.fallback_parser import FallbackLoader

ODD_SPACE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""A character class of Unicode spaces that look like indentation and are none to YAML."""

TYPOGRAPHIC_QUOTES = "“”„‟‘’‚‛«»"

_KEY_START = re.compile(r"\s*(?:- +)*[\w-]+\s*$")
_VALUE = re.compile(r"\s*(?:- +)*(?:[\w-]+:)?\s+(\S)")
_ODD_INDENTATION = re.compile(
    rf"^[ \t]*(?:- +)*(?:[A-Za-z_]\w*:)?(?P<odd>[ \t]*[{ODD_SPACE}][ \t{ODD_SPACE}]*)"
    r"(?=\S)",
    re.MULTILINE,
)
_TIGHT_DASH = re.compile(r"\s*(?P<dash>-)(?P<key>[A-Za-z_]\w*):(?:\s|$)")
_CONFLICT = re.compile(r"<{7} ")
_ENTRY = re.compile(r", *[\w-]+: ")
_STRUCTURE = re.compile(r"- |[A-Za-z_]\w*:(?:\s|$)|#")


@dataclass(frozen=True, slots=True)
class SyntaxFailure:
    """A parser's error with the text around it; lines and columns count from 0."""

    message: str
    line: int
    column: int
    context_line: int
    context_column: int
    text: str
    lines: tuple[str, ...]

    @property
    def before(self) -> str:
        """The text of the error's line up to the error."""
        return self.lines[self.line][: self.column] if self.line < len(self.lines) else ""

    @property
    def line_above(self) -> int | None:
        """The nearest line above the error that is neither blank nor a comment."""
        above = range(min(self.line, len(self.lines)) - 1, -1, -1)
        return next((n for n in above if not re.match(r"\s*(#|$)", self.lines[n])), None)


Explanation = tuple[str, str, tuple[int, int]]
"""What is wrong, its remedy, and the line and column."""


def explain_syntax_error(text: str, error: yaml.MarkedYAMLError, path: str) -> Problem:
    """The problem that made the parser fail, located where the author made the mistake."""
    failure = _failure(text, error)
    for rule in RULES:
        if explanation := rule(failure):
            what, remedy, (line, column) = explanation
            return Problem(f"not valid YAML: {what}", remedy, Location(path, line + 1, column + 1))
    return Problem(
        f"not valid YAML: {failure.message}.",
        "Check indentation, colons and quotation marks here.",
        Location(path, failure.line + 1, failure.column + 1),
    )


def odd_indentation(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each stretch of blanks before a key or value that YAML takes for text.

    Such blanks (a no-break space, for example) come from word processors and web pages.
    """
    for found in _ODD_INDENTATION.finditer(text):
        after_key = text[: found.start("odd")].endswith(":")
        if after_key or _STRUCTURE.match(text, found.end()):
            yield found.span("odd")


def _failure(text: str, error: yaml.MarkedYAMLError) -> SyntaxFailure:
    mark = error.problem_mark or error.context_mark
    context = error.context_mark or mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    return SyntaxFailure(
        message=", ".join(filter(None, (error.context, error.problem))),
        line=line,
        column=column,
        context_line=context.line if context else line,
        context_column=context.column if context else column,
        text=text,
        lines=tuple(re.split(r"\r\n|\r|\n", text)),
    )


def _open_quote(failure: SyntaxFailure) -> tuple[int, int] | None:
    """Where the last quoted text begins that spans lines and ends on the error's, before it."""
    found = None
    try:
        for token in yaml.scan(failure.text, Loader=FallbackLoader):
            start, end = token.start_mark, token.end_mark
            if (start.line, start.column) >= (failure.line, failure.column):
                break
            if _is_quoted(token) and start.line < end.line == failure.line:
                found = start.line, start.column
    except yaml.YAMLError:
        pass  # the scanner fails at the same place
    return found


def _is_quoted(token: Any) -> bool:
    return isinstance(token, yaml.ScalarToken) and token.style in ("'", '"')


def _unclosed_quote(failure: SyntaxFailure) -> Explanation | None:
    place: tuple[int, int] | None
    if "quoted scalar" in failure.message:
        place = failure.context_line, failure.context_column
        if "escape" in failure.message:
            remedy = "Write \\\\ for a backslash, or use single quotes."
            return "unknown escape after the backslash.", remedy, (failure.line, failure.column - 1)
    else:
        place = _open_quote(failure)
    if place is None:
        return None
    return "the quotation mark that opens here is not closed.", "Close the quotes.", place


def _text_after_quotes(failure: SyntaxFailure) -> Explanation | None:
    quote = failure.before.rstrip()[-1:]
    if quote not in ("'", '"') or "expected" not in failure.message:
        return None
    adjacent = failure.before.endswith(quote)
    opening = failure.line, failure.before.find(quote)
    if adjacent and quote == "'":
        remedy = "Put the text in double quotes, or write '' for an apostrophe."
        return "the apostrophe ends the text in single quotes.", remedy, opening
    if adjacent:
        remedy = 'Put the text in single quotes, or write \\" for a quotation mark in it.'
        return "the second quotation mark ends the text.", remedy, opening
    return (
        "there is more text after the closing quotation mark.",
        "Put all of it in quotes.",
        opening,
    )


def _text_after_bracket(failure: SyntaxFailure) -> Explanation | None:
    bracket = failure.before.rstrip()[-1:]
    if bracket not in ("]", "}") or "expected <block end>" not in failure.message:
        return None
    value = _VALUE.match(failure.before)
    column = value.start(1) if value else failure.column
    what = f"there is more text after the closing {bracket!r}."
    here = failure.line, failure.column
    rest = failure.lines[failure.line][failure.column :].strip()
    if rest == ",":
        return f"there is a comma after the closing {bracket!r}.", "Delete it.", here
    if rest[:1] in ("]", "}"):
        return f"this {rest[0]!r} closes nothing.", "Delete it, or one before it.", here
    if _ENTRY.match(rest):
        what = "all brackets are closed before this comma."
        return what, f"Move a {bracket!r} to the end, after the last entry.", here
    opening = "[" if bracket == "]" else "{"
    remedy = f"Put the text in quotes: a value that begins with {opening} is not text."
    return what, remedy, (failure.line, column)


def _unexpected_colon(failure: SyntaxFailure) -> Explanation | None:
    if "mapping values are not allowed" not in failure.message:
        return None
    above = failure.line_above
    if _KEY_START.match(failure.before) and above is not None:
        key = failure.before.strip(" -")
        if ":" not in failure.lines[above]:
            return _missing_colon(failure, above)
        what = f"{key!r} is indented deeper than the line above."
        indent = len(failure.before) - len(failure.before.lstrip())
        return what, "Indent it like the other keys.", (failure.line, indent)
    if quoted := _typographic_quote(failure):
        return quoted
    remedy = "Put a text that contains ': ' in quotes."
    return "there is a second ': ' on this line.", remedy, (failure.line, failure.column)


def _typographic_quote(failure: SyntaxFailure) -> Explanation | None:
    value = _VALUE.match(failure.lines[failure.line])
    if not value or value.group(1) not in TYPOGRAPHIC_QUOTES:
        return None
    what = f"{value.group(1)} is a typographic quotation mark, which YAML treats as text."
    return what, 'Use straight quotes (").', (failure.line, value.start(1))


def _merge_conflict(failure: SyntaxFailure) -> Explanation | None:
    for number, line in enumerate(failure.lines):
        if _CONFLICT.match(line):
            remedy = "Keep one of the versions, and delete the lines of <, = and >."
            return "two versions of the file have not been merged.", remedy, (number, 0)
    return None


def _fence(failure: SyntaxFailure) -> Explanation | None:
    for number, line in enumerate(failure.lines):
        if line.startswith("```"):
            remedy = "Delete this line, and the one that ends the block."
            return "``` begins a block of Markdown.", remedy, (number, 0)
    return None


def _dash_without_blank(failure: SyntaxFailure) -> Explanation | None:
    """A key such as `-id`, which begins no item of a list."""
    first = failure.line if failure.line_above is None else failure.line_above
    for number, line in enumerate(failure.lines[first : failure.line + 1], first):
        if found := _TIGHT_DASH.match(line):
            remedy = f"Write `- {found['key']}:`."
            return "a space is missing after the dash.", remedy, (number, found.start("dash"))
    return None


def _key_without_colon(failure: SyntaxFailure) -> Explanation | None:
    if "could not find expected ':'" not in failure.message:
        return None
    return _missing_colon(failure, failure.context_line)


def _missing_colon(failure: SyntaxFailure, line: int) -> Explanation:
    text = failure.lines[line]
    written = text.strip().removeprefix("- ").strip()
    key, _, value = written.partition(":") if ":" in written else written.partition(" ")
    example = f"{key}: {value.strip() or '…'}" if key.isidentifier() else "key: value"
    column = len(text) - len(text.lstrip())
    remedy = f"Write `{example}`."
    return "this line has no colon followed by a space.", remedy, (line, column)


def _tab(failure: SyntaxFailure) -> Explanation | None:
    if "'\\t'" not in failure.message:
        return None
    place = failure.line, failure.column
    return "there is a tab in the indentation.", "Indent with spaces, not with tabs.", place


def _unquoted_start(failure: SyntaxFailure) -> Explanation | None:
    phrases = ("cannot start any token", "scanning an alias", "scanning an anchor", "parsing a tag")
    if not any(phrase in failure.message for phrase in (*phrases, "scanning a tag")):
        return None
    place = failure.context_line, failure.context_column
    if place[0] >= len(failure.lines) or place[1] >= len(failure.lines[place[0]]):
        place = failure.line, failure.column
    sign = failure.lines[place[0]][place[1] : place[1] + 1]
    return f"a value cannot begin with {sign!r}.", "Put the text in quotes.", place


def _open_bracket(failure: SyntaxFailure) -> Explanation | None:
    if "parsing a flow" not in failure.message:
        return None
    if failure.line > failure.context_line:
        place = failure.context_line, failure.context_column
        remedy = "Close the bracket."
        if " #" in failure.lines[place[0]][place[1] :]:
            remedy = "Close the bracket, and put a text that contains ' #' in quotes."
        return "the bracket that opens here is not closed.", remedy, place
    what = "a comma or a closing bracket is missing before this."
    remedy = "Separate entries with commas; put a text that contains brackets or ': ' in quotes."
    return what, remedy, (failure.line, failure.column)


def _block_text(failure: SyntaxFailure) -> Explanation | None:
    if "scanning a block scalar" not in failure.message:
        return None
    remedy = "Write '>-' or '|-' and the text below, indented."
    return "the block text does not begin correctly.", remedy, (failure.line, failure.column)


def _indentation(failure: SyntaxFailure) -> Explanation | None:
    if "expected <block end>" not in failure.message:
        return None
    place = failure.line, failure.column
    what = "this line does not belong to the lines above."
    return what, "Check its indentation against theirs.", place


RULES: tuple[Callable[[SyntaxFailure], Explanation | None], ...] = (
    _merge_conflict,
    _fence,
    _unclosed_quote,
    _text_after_quotes,
    _text_after_bracket,
    _unexpected_colon,
    _dash_without_blank,
    _key_without_colon,
    _tab,
    _unquoted_start,
    _open_bracket,
    _block_text,
    _indentation,
)
"""The first rule that applies explains the error."""
