"""Two parsers read storyboards: a quick one, and one that says what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from storyreel.base.errors import RequestError
from storyreel.storyboard.compose import Composer, KeyPath, Place, Value

STORYBOARDS = sorted((Path(__file__).parents[3] / "storyboards").glob("*.yaml"))


def composed(text: str) -> tuple[Value, dict[KeyPath, Place]]:
    composer = Composer(text, "a.yaml", [])
    value = composer.compose()
    assert not composer.problems
    return value, composer.places


def no_parser(text: str) -> None:
    raise AssertionError("this parser is not to be asked")


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML was built without libyaml")
@pytest.mark.parametrize("path", STORYBOARDS, ids=lambda path: str(path.stem))
def test_what_is_right_is_read_by_the_quick_parser_alone(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml, "SafeLoader", no_parser)
    composed(path.read_text("utf-8"))


@pytest.mark.parametrize("path", STORYBOARDS, ids=lambda path: str(path.stem))
def test_both_parsers_find_the_same_in_the_same_places(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = path.read_text("utf-8")
    quick = composed(text)
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    monkeypatch.setattr(yaml, "CSafeLoader", no_parser)
    assert composed(text) == quick


def test_each_mistake_is_told_once_though_the_text_is_read_twice() -> None:
    with pytest.raises(RequestError) as caught:
        Composer("a: &x 1\nb: [1, 2\nc: 3\n", "a.yaml", []).compose()
    told = [problem.what for problem in caught.value.problems]
    assert told[0] == "anchor &x."
    assert len(told) == 2
    assert "while parsing a flow sequence" in told[1]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[{a: "])
def test_deep_nesting_is_stopped_before_it_costs_anything(opening: str) -> None:
    with pytest.raises(RequestError, match="nested deeper than 32 levels"):
        Composer(opening * 200_000, "a.yaml", []).compose()
