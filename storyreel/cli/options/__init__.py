"""The command line's grammar, as help that a newcomer understands."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from storyreel import __version__
from storyreel.base.errors import Problem, RequestError
from storyreel.cli.options import judging, making
from storyreel.cli.options.words import COMMANDS, EXAMPLES, OVERVIEW, RENDER

_OPTIONS: dict[str, Callable[[argparse.ArgumentParser], None]] = {
    RENDER: making.render_options,
    "list": judging.no_options,
    "check": judging.check_options,
    "inspect": judging.inspect_options,
    "verify": judging.verify_options,
    "sheet": making.sheet_options,
    "slides": making.slides_options,
    "export": making.export_options,
    "schema": judging.schema_options,
    "clean": judging.no_options,
    "bench": judging.bench_options,
    "doctor": judging.no_options,
    "test": judging.no_options,
}


class _Parser(argparse.ArgumentParser):
    """Tells mistakes as problems instead of ending the process."""

    def error(self, message: str) -> NoReturn:
        raise RequestError(
            Problem(f"{message[0].upper()}{message[1:]}.", f"See {self.prog} --help.")
        )


def parse(argv: list[str]) -> argparse.Namespace:
    """The command and its options; `command` names it.

    Raises RequestError for a mistake, and SystemExit(0) after printing help or version.
    """
    command = argv[0] if argv and argv[0] in COMMANDS else None
    if command is None and (not argv or argv[0] in ("-h", "--help", "--version")):
        overview = _overview()
        overview.parse_args(argv)
        overview.print_help()
        raise SystemExit(0)
    parser = _parser_of(command or RENDER)
    rest = argv[1:] if command else argv
    if command == "test":
        options, unknown = parser.parse_known_args(rest)
        options.pytest = unknown
    else:
        options = parser.parse_intermixed_args(rest)
    options.command = command or RENDER
    if options.command == RENDER:
        if not (options.clips or options.scene):
            parser.error("the following arguments are required: CLIP")
        _refuse_commands_among(options.clips)
    if options.command == "sheet" and (options.clip is None) is not options.parts:
        parser.error("the sheet shows either a CLIP or --parts")
    return options


def _refuse_commands_among(clips: list[str]) -> None:
    misplaced = [name for name in clips if name in COMMANDS]
    if misplaced:
        raise RequestError(
            Problem(
                f"{misplaced[0]} is a command and no clip.",
                f"Put it first: render.py {misplaced[0]} ...",
            )
        )


def nearest_command(name: str) -> str | None:
    """The command that a mistyped word may have meant."""
    near = get_close_matches(name, COMMANDS, n=1, cutoff=0.75)
    return near[0] if near else None


def _overview() -> argparse.ArgumentParser:
    width = max(map(len, COMMANDS))
    table = "\n".join(f"    {name:<{width}}  {what}" for name, what in COMMANDS.items())
    parser = _Parser(
        prog="render.py",
        usage="render.py CLIP... [options] | COMMAND [options]",
        description=OVERVIEW.format(commands=table),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"Storyreel {__version__}")
    return parser


def _parser_of(command: str) -> argparse.ArgumentParser:
    parser = _Parser(
        prog=f"render.py {command}",
        description=f"{COMMANDS[command][0].upper()}{COMMANDS[command][1:]}.",
        epilog=EXAMPLES[command],
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    _OPTIONS[command](parser)
    parser.add_argument(
        "--project",
        type=Path,
        metavar="DIR",
        help="the folder with storyboards/ and scenes/ (default: this program's own)",
    )
    if command == "test":
        parser.set_defaults(json=False, quiet=False, out=None, store=None, pytest=[])
        return parser
    parser.add_argument(
        "--json", action="store_true", help="one JSON document on standard output, nothing else"
    )
    parser.add_argument("--quiet", action="store_true", help="say nothing but errors")
    parser.add_argument(
        "--out", type=Path, metavar="DIR", help="folder for clips in place of media/"
    )
    parser.add_argument(
        "--store",
        type=Path,
        metavar="DIR",
        help="folder for finished segments in place of .storyreel/store/",
    )
    return parser
