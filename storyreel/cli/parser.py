"""The grammar of the command line, and its help."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from typing import NoReturn

from storyreel import __version__
from storyreel.base.errors import Problem, RequestError
from storyreel.base.program import PROGRAM
from storyreel.cli.registry import COMMANDS, RENDER, Example, command

OVERVIEW = """\
Render teaching clips from storyboards: validated video with poster, captions and report.

  {program} CLIP... [options]           render clips; `all` renders every clip
  {program} --scene FILE.py:CLASS       render a plain Manim scene
  {program} COMMAND [options]           run another command

commands:
{commands}
"""

EXAMPLES: tuple[Example, ...] = (
    ("hour29 --quality 4k", "media/hour29/hour29-4k.mp4, with poster, captions and report"),
    ("all --quality smoke", "every clip, small and fast"),
    ("check", "look for mistakes in all storyboards"),
    ("sheet hour29", "a clip at a glance, as one picture"),
    ("COMMAND --help", "the options of one command"),
)

FOOTER = """\

The project is the nearest folder, from the current one upwards, that has a folder storyboards/.
`--project DIR` names another.

Exit codes: 0 success; 1 a clip failed inspection (the published one stays); 2 the request or a
storyboard is wrong; 3 the machine cannot do it (a library, disk space, memory); 70 a bug in
Storyreel; 130 interrupted.
"""


_WITHOUT_VALUE = re.compile(r"argument (?:-\w/)?(-[-\w]+): expected one argument")
"""argparse's words, also for a value that looks like an option."""


class _Parser(argparse.ArgumentParser):
    """Raises mistakes as problems instead of ending the process."""

    def error(self, message: str) -> NoReturn:
        what = f"{message[0].upper()}{message[1:]}"
        remedy = f"See {self.prog} --help."
        if found := _WITHOUT_VALUE.fullmatch(message):
            remedy = f"Write one; where it begins with `-`, as in {found[1]}=-name. {remedy}"
        raise RequestError(Problem(f"{what}.", remedy))


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The command, named by `command`, and its options.

    Raises RequestError for a mistake, and SystemExit(0) after printing help or the version.
    """
    name = arguments[0] if arguments and arguments[0] in COMMANDS else None
    if name is None and (not arguments or arguments[0] in ("-h", "--help", "--version")):
        overview().parse_args(arguments or ["--help"])
    parser = command_parser(name or RENDER)
    words = arguments[1:] if name else arguments
    if name == "test":
        options, options_of_pytest = parser.parse_known_args(words)
        options.pytest = options_of_pytest
    else:
        options = parser.parse_intermixed_args(words)
    options.command = name or RENDER
    return options


def overview() -> argparse.ArgumentParser:
    """The parser of a command line without a command: help and version."""
    width = max(map(len, COMMANDS))
    table = "\n".join(f"  {name:<{width}}  {summary}" for name, summary in COMMANDS.items())
    parser = _Parser(
        prog=PROGRAM,
        usage=f"{PROGRAM} CLIP... [options] | COMMAND [options]",
        description=OVERVIEW.format(program=PROGRAM, commands=table),
        epilog=example_text(EXAMPLES) + FOOTER,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"Storyreel {__version__}")
    return parser


def command_parser(name: str) -> argparse.ArgumentParser:
    """The parser of one command."""
    module, summary = command(name), COMMANDS[name]
    typed = "" if name == RENDER else f"{name} "
    examples = [(f"{typed}{words}".rstrip(), note) for words, note in module.EXAMPLES]
    parser = _Parser(
        prog=f"{PROGRAM} {name}",
        description=f"{summary[0].upper()}{summary[1:]}.",
        epilog=example_text(examples),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.set_defaults(json=False, quiet=False, project=None, out=None, store=None)
    module.add_options(parser)
    return parser


def example_text(examples: Sequence[Example]) -> str:
    """Command lines with their comments in a column."""
    width = max(len(words) for words, _ in examples)
    lines = [f"  {PROGRAM} {words:<{width}}  {note}".rstrip() for words, note in examples]
    return "\n".join(["examples:", *lines, ""])
