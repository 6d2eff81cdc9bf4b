"""The YAML of a storyboard: its values, and where each of them is."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from storyreel.base.errors import Location, RequestError
from storyreel.storyboard.scalars import resolve_plain
from storyreel.storyboard.source import Mistake, YamlSource, path_name, read_source


def source_of(tmp_path: Path, text: str | bytes) -> YamlSource:
    path = tmp_path / "a.yaml"
    path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    return read_source(path, "a.yaml")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("nULL", "nULL"),
        ("true", True),
        ("FALSE", False),
        ("no", "no"),
        ("on", "on"),
        ("yes", "yes"),
        ("12", 12),
        ("+12", 12),
        ("010", 10),
        ("0o10", 8),
        ("0x1F", 31),
        ("1_000", "1_000"),
        ("1:30", "1:30"),
        ("4.", 4.0),
        (".5", 0.5),
        ("-0.5", -0.5),
        ("1e3", 1000.0),
        (".inf", math.inf),
        ("-.INF", -math.inf),
        ("2024-01-31", "2024-01-31"),
        ("١٢", "١٢"),
        ("9" * 101, "9" * 101),
    ],
)
def test_plain_scalars_follow_the_core_schema(text: str, value: object) -> None:
    resolved = resolve_plain(text)
    assert (resolved, type(resolved)) == (value, type(value))


def test_not_a_number_is_a_float() -> None:
    assert math.isnan(resolve_plain(".nan"))  # type: ignore[arg-type]


def test_quoted_scalars_are_texts(tmp_path: Path) -> None:
    source = source_of(tmp_path, "a: ['12', \"no\", 'null']\nb: |-\n  12\n")
    assert source.value == {"a": ("12", "no", "null"), "b": "12"}


def test_every_value_and_key_has_a_position(tmp_path: Path) -> None:
    source = source_of(
        tmp_path, "# é\nbeats:\n  - id: one\n    cues: {é: 1, b: 2}\n  -   id: two\n"
    )
    assert source.locate(("beats", 0, "cues", "b")) == Location("a.yaml", 4, 21)
    assert source.locate(("beats", 0, "cues", "b"), key=True) == Location("a.yaml", 4, 18)
    assert source.locate(("beats", 1)) == Location("a.yaml", 5, 7)
    assert source.locate(()) == Location("a.yaml", 2, 1)


def test_a_missing_value_is_located_at_its_container(tmp_path: Path) -> None:
    source = source_of(tmp_path, "beats:\n  - id: one\n")
    assert source.locate(("beats", 0, "cues", "b"), key=True) == Location("a.yaml", 2, 5)
    problem = source.problem(Mistake(("beats", 0, "duration"), "is missing.", "Add it."))
    assert str(problem) == "a.yaml:2:5: beat 'one', duration: is missing. Add it."


def test_a_text_is_found_at_its_line(tmp_path: Path) -> None:
    source = source_of(tmp_path, "a: Cafe\u0301\nb: [x, 7,\n  x, y]\n")
    assert source.line_of_text("Café") == 1
    assert source.line_of_text("x") == 2
    assert source.line_of_text("y") == 3
    assert source.line_of_text("7") is None


def test_the_digest_covers_the_bytes(tmp_path: Path) -> None:
    plain, marked = source_of(tmp_path, b"a: 1"), source_of(tmp_path, b"\xef\xbb\xbfa: 1")
    assert plain.value == marked.value
    assert plain.digest != marked.digest
    assert len(plain.digest) == 64


def test_windows_line_endings_count_once(tmp_path: Path) -> None:
    source = source_of(tmp_path, b"a: 1\r\nb: 2\r\n")
    assert source.locate(("b",)) == Location("a.yaml", 2, 4)


def test_all_duplicates_are_reported_and_the_first_value_stays(tmp_path: Path) -> None:
    source = source_of(tmp_path, "a: 1\na: 2\nb: {c: 1, c: {d: 2}}\na: 3\n")
    assert source.value == {"a": 1, "b": {"c": 1}}
    assert [str(problem) for problem in source.problems] == [
        "a.yaml:2:1: the key 'a' is already on line 1. Keep one of them.",
        "a.yaml:3:11: the key 'c' is already on line 3. Keep one of them.",
        "a.yaml:4:1: the key 'a' is already on line 1. Keep one of them.",
    ]


def test_a_list_without_dashes_is_one_mistake(tmp_path: Path) -> None:
    item = "  id: x\n  text: y\n"
    source = source_of(tmp_path, f"beats:\n{3 * item}")
    assert [str(problem) for problem in source.problems] == [
        "a.yaml:4:3: the key 'id' is already on line 2. Keep one of them, or write `- id: …` for "
        "each item of a list.",
    ]


def test_a_quoted_merge_key_is_a_key(tmp_path: Path) -> None:
    assert source_of(tmp_path, '"<<": 1').problems == ()


def test_problems_before_a_syntax_error_are_kept(tmp_path: Path) -> None:
    with pytest.raises(RequestError) as caught:
        source_of(tmp_path, "a: &x 1\na: 2\nb: [\n")
    assert [p.where.line for p in caught.value.problems if p.where] == [1, 2, 4]


def test_depth_up_to_the_limit_is_accepted(tmp_path: Path) -> None:
    source_of(tmp_path, "[" * 32 + "]" * 32)
    with pytest.raises(RequestError, match="deeper than 32"):
        source_of(tmp_path, "[" * 33 + "]" * 33)


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "a.yaml"
    path.write_text("a: 1")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(
        RequestError, match=r"a\.yaml: the file cannot be read: Permission denied\."
    ):
        read_source(path, "a.yaml")


def test_paths_have_names_that_authors_read() -> None:
    assert path_name(("data", "rows", 0, "token")) == "data.rows item 1, token"
    assert path_name(("data", "grid", 1, 2)) == "data.grid item 2 item 3"
    assert path_name(("a b", "c")) == "'a b'.c"
    assert path_name(()) == ""


def test_beats_are_named_by_their_id_or_their_number(tmp_path: Path) -> None:
    source = source_of(tmp_path, "beats:\n  - {id: one, cues: {b: 2}}\n  - {id: 7}\n")
    assert source.name(("beats", 0, "cues", "b")) == "beat 'one', cues.b"
    assert source.name(("beats", 0, "id")) == "beat 1, id"
    assert source.name(("beats", 1, "duration")) == "beat 2, duration"
    assert source.name(("beats",)) == "beats"
