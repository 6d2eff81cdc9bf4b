"""Storyboards are read by two parsers: a fast one, and one with better errors."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from storyreel.base.errors import RequestError
from storyreel.storyboard.compose import Composer, KeyPath, SourcePosition, Value

STORYBOARDS = sorted((Path(__file__).parents[3] / "storyboards").glob("*.yaml"))


def composed(text: str) -> tuple[Value, dict[KeyPath, SourcePosition]]:
    composer = Composer(text, "a.yaml", [])
    value = composer.compose()
    assert not composer.problems
    return value, composer.places


def no_parser(text: str) -> None:
    raise AssertionError("this parser must not be used")


@pytest.mark.parametrize("path", STORYBOARDS, ids=lambda path: str(path.stem))
def test_a_valid_storyboard_is_read_by_the_fast_parser_alone(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml, "SafeLoader", no_parser)
    composed(path.read_text("utf-8"))


@pytest.mark.parametrize("path", STORYBOARDS, ids=lambda path: str(path.stem))
def test_both_parsers_find_the_same_values_and_positions(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = path.read_text("utf-8")
    quick = composed(text)
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    monkeypatch.setattr(yaml, "CSafeLoader", no_parser)
    assert composed(text) == quick


def test_problems_are_reported_once_although_the_text_is_read_twice() -> None:
    with pytest.raises(RequestError) as caught:
        Composer("a: &x 1\nb: [1, 2\nc: 3\n", "a.yaml", []).compose()
    messages = [problem.what for problem in caught.value.problems]
    assert messages[0] == "&x is a YAML anchor, which storyboards do not support."
    assert len(messages) == 2
    assert "bracket that opens here is not closed" in messages[1]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[{a: "])
def test_deep_nesting_is_stopped_early(opening: str) -> None:
    with pytest.raises(RequestError, match="the nesting is deeper than 32 levels"):
        Composer(opening * 200_000, "a.yaml", []).compose()
