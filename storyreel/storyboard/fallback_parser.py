"""PyYAML's parser in Python, whose errors say more than libyaml's, for texts as libyaml reads them.

PyYAML ends a plain text in brackets at a question mark, as YAML 1.1 has it. libyaml and YAML 1.2 do
not: without this, each `?` in brackets would be reported in place of the mistake.
"""

from __future__ import annotations

from typing import Any

import yaml

_BLANK = "\0 \t\r\n\x85\u2028\u2029"
_FLOW = ",[]{}"


class FallbackLoader(yaml.SafeLoader):
    """A safe loader that takes `?` within a plain text for a part of it."""

    def scan_plain(self) -> Any:
        """The plain text that begins here, as a token."""
        start = end = self.get_mark()
        indent = self.indent + 1
        chunks: list[str] = []
        spaces: list[str] | None = []
        while self.peek() != "#" and (length := self._plain_length()):
            self.allow_simple_key = False
            chunks += [*(spaces or ()), self.prefix(length)]
            self.forward(length)
            end = self.get_mark()
            spaces = self.scan_plain_spaces(indent, start)
            if not spaces or (not self.flow_level and self.column < indent):
                break
        return yaml.ScalarToken("".join(chunks), True, start, end)

    def _plain_length(self) -> int:
        """The number of characters up to a blank, or to one that ends the text."""
        length = 0
        while not self._ends_plain(length):
            length += 1
        return length

    def _ends_plain(self, at: int) -> bool:
        character = self.peek(at)
        flow = _FLOW if self.flow_level else ""
        if character == ":":
            return self.peek(at + 1) in _BLANK + flow
        return character in _BLANK + flow
