"""A project with one small clip, which renders in a second, for tests of what surrounds it."""

from __future__ import annotations

from pathlib import Path

SMALL = "pair"
"""The id of the clip."""

BOARD = """\
clip: pair
title: Two numbers
alt: Two numbers, of which the second is twice the first.
facts:
  one: {value: 12, source: counted}
  other: {value: 24, source: counted}
beats:
  - id: first
    step: First
    duration: 9.0
    caption: This is the first number.
    picture:
      left: {figure: {value: one, note: first}}
  - id: second
    step: Second
    duration: 10.0
    caption: The second is twice as large.
    layout: |
      left  right
    picture:
      right: {figure: {value: other, note: second}, at: 1.0}
  - id: end
    duration: 9.0
    picture:
      left: {figure: {value: other}, at: 1.0}
wisdom: Two numbers make a pair.
"""


def write_small_clip(project: Path) -> Path:
    """Write its storyboard into a project, and return its path."""
    board = project / "storyboards" / "pair-two-numbers.yaml"
    board.parent.mkdir(parents=True)
    board.write_text(BOARD, "utf-8")
    return board
