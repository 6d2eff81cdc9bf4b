"""The grammar of the command line."""

from __future__ import annotations

import pytest

from storyreel.base.errors import RequestError
from storyreel.cli.parser import parse
from storyreel.cli.registry import COMMANDS


def test_rendering_is_what_happens_without_a_command() -> None:
    options = parse(["hour29", "--quality", "4k"])
    assert (options.command, options.clips, options.quality) == ("render", ["hour29"], "4k")
    assert vars(parse(["render", "hour29", "--quality", "4k"])) == vars(options)
    assert parse(["--quality", "4k", "hour29"]).clips == ["hour29"]
    assert parse(["hour29", "--json", "hour30"]).clips == ["hour29", "hour30"]


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["hour29", "--qualty", "4k"], "--qualty"),
        (["hour29", "--renderer", "opengl"], "skia.*cairo"),
        (["hour29", "--fps", "many"], "--fps many is not supported"),
        (["hour29", "--fps", "29.97"], r"--fps 29\.97 is not supported.* 30"),
        (["list", "--fps", "29.97"], "Unrecognized"),
        (["hour29", "--storyboard", "drafts/"], "drafts/ is a folder; name a file in it"),
        (["slides", "hour29", "-o", "decks/"], "decks/ is a folder; name a file in it"),
        (["slides", "hour29", "--into", "a.pptx", "--slide", "1.5"], "1.5 is not a whole number"),
        (["export", "hour29", "--gif", "--size", "wide"], "wide is not a whole number"),
        (["sheet", "--parts", "--at", "1"], "not allowed with"),
        (["sheet", "hour29", "--at", "1", "--every", "2"], "not allowed with"),
        (["list", "extra"], "extra"),
        (["--scene", "-talk.py:One"], "Write one; where it begins with `-`, as in --scene=-name"),
        (["slides", "hour29", "-o", "-a.pptx"], "as in --output=-name"),
        (["schema", "--quality", "4k"], "--quality"),
        (["studio", "--port", "65536"], "65536 is not a whole number from 0 to 65535"),
        (["studio", "--port", "-1"], "-1 is not a whole number from 0"),
        (["studio", "--port", "http"], "http is not a whole number from 0"),
        (["worker", "tcp://127.0.0.1:8786", "--port", "99999"], "99999 is not a whole number from"),
        (["export", "hour29", "--gif", "--size", "9" * 5000], "is too large"),
        (["hour29", "--fps", "9" * 5000], "is not supported"),
        (["sheet", "hour29", "--size", "9" * 5000], "is not between 64 and 7680"),
        (["export", "hour29", "--mp4"], "writes the video media/CLIP/CLIP-1080p.mp4"),
    ],
)
def test_mistakes_are_problems_with_a_way_out(argv: list[str], message: str) -> None:
    with pytest.raises(RequestError, match=message) as caught:
        parse(argv)
    assert all(problem.remedy for problem in caught.value.problems)


@pytest.mark.parametrize("argv", [[], ["--help"], ["-h"]])
def test_help_names_every_command_and_shows_examples(
    argv: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        parse(argv)
    assert stop.value.code in (0, None)
    told = capsys.readouterr().out
    assert all(command in told for command in COMMANDS)
    assert "render.py hour29 --quality 4k" in told
    assert max(map(len, told.splitlines())) <= 100


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        parse([command, "--help"])
    assert "examples:" in capsys.readouterr().out


def test_every_port_is_taken_and_0_is_any_free_one() -> None:
    assert parse(["studio", "--port", "65535"]).port == 65535
    assert parse(["studio", "--port", "0"]).port == 0


def test_tests_take_whatever_pytest_takes() -> None:
    assert parse(["test", "-m", "slow", "-x", "--json"]).pytest == ["-m", "slow", "-x", "--json"]
