"""The parser that locates syntax errors reads texts in brackets as the loader does."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
import yaml
from hypothesis import given, settings

from storyreel.base.errors import Problem, RequestError
from storyreel.storyboard.compose import Composer
from storyreel.storyboard.fallback_parser import FallbackLoader

WORD = st.from_regex(r"[ab][ab?:#! -]{0,6}", fullmatch=True).filter(lambda word: " !" not in word)
"""A plain text that begins with a letter and has no tag."""

FORMS = ("row: [{}]", "row: {{one: {}, two: [x, {}]}}", "row: {}", "- {}\n  {}")


def loaded(text: str) -> object:
    """What libyaml reads; a YAMLError for a text that it refuses."""
    try:
        return yaml.load(text, yaml.CSafeLoader)
    except yaml.YAMLError as error:
        return error


@settings(max_examples=150, deadline=None)
@given(st.lists(WORD, min_size=1, max_size=4), st.sampled_from(FORMS))
def test_what_libyaml_reads_is_read_alike(words: list[str], form: str) -> None:
    text = form.format(", ".join(words), words[0])
    expected = loaded(text)
    if not isinstance(expected, yaml.YAMLError):
        assert yaml.load(text, FallbackLoader) == expected


@pytest.mark.parametrize(
    "word",
    ["is typical?", "a ? b", "so? yes", "10:30", "a-b", "x -", "C#", "wow!", "a::b", "why?:x"],
)
@pytest.mark.parametrize("mistake", ["wrong: [1, 2", 'wrong: "open', "wrong: a: b"])
def test_a_mistake_is_not_reported_at_a_text_before_it(word: str, mistake: str) -> None:
    text = f"first:\n  ask: {{lines: [Which, {word}], style: heading}}\n{mistake}\nlast: 1\n"
    assert _problem(text).where is not None
    assert _line(text) == 3


def test_a_text_that_is_wrong_itself_is_reported_where_it_is() -> None:
    assert _line("first: {lines: [Which?]}\nask: [a, ? [b: }\nlast: 1\n") == 2


def _problem(text: str) -> Problem:
    with pytest.raises(RequestError) as caught:
        Composer(text, "board.yaml", ()).compose()
    return caught.value.problems[0]


def _line(text: str) -> int | None:
    where = _problem(text).where
    return where.line if where else None
