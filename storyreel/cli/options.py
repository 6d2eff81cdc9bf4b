"""The command line's grammar, as help that a newcomer understands."""

from __future__ import annotations

import argparse
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from storyreel import __version__
from storyreel.errors import Problem, RequestError
from storyreel.film.codec import CODECS
from storyreel.quality import LADDER, RATES

RENDER = "render"
COMMANDS = {
    RENDER: "make clips: render, inspect and publish them (the word may be left out)",
    "list": "the clips there are, what is rendered of them, and whether it is current",
    "check": "check storyboards without rendering anything",
    "inspect": "check a published clip, or any video file",
    "slides": "put clips into a deck (PowerPoint, or a page for browsers), or on a handout",
    "export": "make a small loop for mail and chat, or single pictures, of a clip",
    "verify": "render a clip again in another way and compare the two, bit for bit",
    "sheet": "draw a contact sheet of a clip, or one full frame, without rendering a video",
    "schema": "write the JSON Schemas that let an editor complete and check storyboards",
    "clean": "remove the finished segments that are stored for later renders; published clips stay",
    "bench": "measure this machine for half a minute: what a clip takes at each quality",
    "doctor": "say what this machine has, what is missing, and how to mend it",
    "test": "run the project's tests; what follows is handed to pytest",
}

PICTURE, NARROWEST, WIDEST = 640, 64, 7680
"""Pixels across one picture of a contact sheet."""

_OVERVIEW = """\
Turns a storyboard (YAML) into a finished, validated teaching clip.

  render.py CLIP... [--quality Q]     render clips; all renders every one
  render.py --scene FILE.py:CLASS     render a plain Manim scene by the same fast way
  render.py COMMAND ...               do something else:

{commands}

Examples:
  render.py hour29 --quality 4k       media/hour29/hour29-4k.mp4, with poster and captions
  render.py all --quality smoke       every clip, tiny and quick
  render.py check                     are all storyboards right?
  render.py sheet hour29              the clip at a glance, as one picture
  render.py COMMAND --help            more about one command

Exit codes: 0 done; 1 a clip failed inspection (the old one stays); 2 the request or a storyboard
is wrong; 3 the machine is not able (a library, disk, memory); 130 interrupted.
"""

_EXAMPLES = {
    RENDER: """\
examples:
  render.py hour29                            at 1080p
  render.py hour29 --quality 4k
  render.py hour29 hour30 --quality 720p --fps 60
  render.py all --quality smoke --json
  render.py hour29 --storyboard draft.yaml --out /tmp/try
  render.py --scene lecture.py:Opening --quality 4k
""",
    "list": "examples:\n  render.py list\n  render.py list --json\n",
    "check": """\
examples:
  render.py check                             every storyboard
  render.py check hour29 --drawings           and all that can be seen without a picture
  render.py check --drawings --strict         warnings count as failures
""",
    "inspect": """\
examples:
  render.py inspect hour29                    the newest rendered quality
  render.py inspect hour29 --quality 4k
  render.py inspect hour29 --strict           warnings count as failures
  render.py inspect some-other-file.mp4       the rules that need nothing but the file
""",
    "verify": """\
examples:
  render.py verify hour29                     the newest rendered quality
  render.py verify hour29 --quality 4k --workers 1
""",
    "sheet": """\
examples:
  render.py sheet hour29                      start, middle and end of each beat
  render.py sheet hour29 --beat closing --every 0.1
  render.py sheet hour29 --at 12.4 --quality 4k    one full frame
  render.py sheet --parts                     what scenes can be made of
  render.py sheet hour29 --findings           with safe area, text sizes and what is wrong
""",
    "slides": """\
examples:
  render.py slides hour29 hour30 -o lesson.pptx       one slide for each clip
  render.py slides all -o lesson.pptx --on-click
  render.py slides hour29 --into my-own.pptx --slide 7
  render.py slides all --html lesson --pdf lesson.pdf
""",
    "export": """\
examples:
  render.py export hour29 --gif                       media/hour29/hour29.gif
  render.py export hour29 --webp --beat seed_lock -o lock.webp
  render.py export hour29 --frames pictures           one picture of each beat
  render.py export hour29 --frames pictures --from 12 --to 14 --quality 4k
""",
    "clean": "examples:\n  render.py clean\n  render.py clean --json\n",
    "schema": "examples:\n  render.py schema\n  render.py schema --check\n",
    "bench": "examples:\n  render.py bench\n  render.py bench hour29 --json\n",
    "doctor": "examples:\n  render.py doctor\n  render.py doctor --json\n",
    "test": "examples:\n  render.py test\n  render.py test -m slow\n  render.py test -k timeline\n",
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
        description=_OVERVIEW.format(commands=table),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"Storyreel {__version__}")
    return parser


def _parser_of(command: str) -> argparse.ArgumentParser:
    parser = _Parser(
        prog=f"render.py {command}",
        description=f"{COMMANDS[command][0].upper()}{COMMANDS[command][1:]}.",
        epilog=_EXAMPLES[command],
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    {
        RENDER: _render_options,
        "list": _no_options,
        "check": _check_options,
        "inspect": _inspect_options,
        "verify": _verify_options,
        "sheet": _sheet_options,
        "slides": _slides_options,
        "export": _export_options,
        "schema": _schema_options,
        "clean": _no_options,
        "bench": _bench_options,
        "doctor": _no_options,
        "test": _no_options,
    }[command](parser)
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


def _no_options(parser: argparse.ArgumentParser) -> None:
    pass


def _render_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "clips", nargs="*", metavar="CLIP", help="a clip's id (hour29) or full name, or all"
    )
    parser.add_argument(
        "--scene",
        metavar="FILE.py:CLASS",
        help="in place of clips: a plain Manim scene, published as media/CLASS/",
    )
    _quality_options(parser, default="1080p")
    parser.add_argument(
        "--codec", default="h264", metavar="NAME", help=f"{' | '.join(CODECS)} (default: h264)"
    )
    _workers_option(parser)
    _storyboard_option(parser)
    parser.add_argument(
        "--renderer",
        default="skia",
        choices=("skia", "cairo"),
        help="who paints: skia (fast), or Manim's own cairo camera as the reference",
    )
    parser.add_argument(
        "--plain-holds",
        action="store_true",
        help="let the encoder write held frames too; by default H.264 copies them",
    )
    parser.add_argument(
        "--force", action="store_true", help="make everything anew, reuse no stored segment"
    )


def _quality_options(parser: argparse.ArgumentParser, default: str | None) -> None:
    parser.add_argument(
        "--quality",
        default=default,
        metavar="Q",
        help=f"{' | '.join(LADDER)}" + (f" (default: {default})" if default else ""),
    )
    parser.add_argument(
        "--fps",
        type=int,
        metavar="N",
        help=f"frames per second: {', '.join(map(str, RATES))} (default: 30; smoke 15)",
    )


def _workers_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--workers",
        default="auto",
        metavar="N|auto",
        help="processes that paint and encode (default: auto, by cores and memory)",
    )


def _storyboard_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--storyboard", type=Path, metavar="FILE", help="read this file in place of the clip's own"
    )


def _check_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "clips", nargs="*", metavar="CLIP", help="a clip's id or full name (default: all)"
    )
    _storyboard_option(parser)
    parser.add_argument(
        "--drawings",
        action="store_true",
        help="draw every frame, without pixels, and judge what can be seen of it",
    )
    _strict_option(parser)


def _bench_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "clip", nargs="?", metavar="CLIP", help="the clip to measure with (default: the first)"
    )


def _inspect_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("target", metavar="CLIP|FILE", help="a clip, or a path to a video file")
    _rendered_quality_option(parser)
    _strict_option(parser)


def _verify_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("clip", metavar="CLIP", help="a clip's id or full name")
    _rendered_quality_option(parser)
    parser.add_argument(
        "--workers",
        default=None,
        metavar="N",
        help="processes for the second render (default: another number than auto's)",
    )


def _rendered_quality_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--quality", metavar="Q", help=f"{' | '.join(LADDER)} (default: the newest rendered)"
    )


def _strict_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--strict", action="store_true", help="a warning counts as a failure")


def _sheet_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("clip", nargs="?", metavar="CLIP", help="a clip's id or full name")
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--parts", action="store_true", help="no clip: every part that scenes are made of, once"
    )
    which.add_argument("--at", metavar="SECONDS", help="one full frame: what is seen at this time")
    which.add_argument("--every", metavar="SECONDS", help="a frame each so many seconds")
    which.add_argument("--frames", metavar="A,B,C", help="the frames with these numbers")
    parser.add_argument("--beat", metavar="NAME", help="only this beat")
    parser.add_argument(
        "--size",
        type=_picture_width,
        metavar="PIXELS",
        help=f"width of each picture (default: {PICTURE}; with --at that of the quality)",
    )
    parser.add_argument(
        "--findings",
        action="store_true",
        help="draw on it: the safe area, each text's size in per cent, and what is found wanting",
    )
    _quality_options(parser, default="1080p")
    _storyboard_option(parser)


def _slides_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "clips", nargs="+", metavar="CLIP", help="clips in the order of the lesson, or all"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write this .pptx")
    parser.add_argument(
        "--into",
        type=Path,
        metavar="FILE",
        help="put the one clip into this .pptx, which is changed unless -o names another",
    )
    parser.add_argument("--slide", type=int, metavar="N", help="with --into: on this slide, from 1")
    parser.add_argument(
        "--html", type=Path, metavar="DIR", help="write a deck for browsers into this folder"
    )
    parser.add_argument("--pdf", type=Path, metavar="FILE", help="write a handout")
    parser.add_argument(
        "--on-click", action="store_true", help="in a .pptx: play on a click, not when shown"
    )
    parser.add_argument(
        "--quality",
        default="1080p",
        metavar="Q",
        help="the copy that is shown, rendered if it is missing: up to 4k (default: 1080p)",
    )
    _workers_option(parser)
    parser.add_argument(
        "--allow-failed", action="store_true", help="take clips that failed inspection too"
    )


def _export_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("clip", metavar="CLIP", help="a clip's id or full name")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--gif", action="store_true", help="a loop that runs everywhere")
    what.add_argument("--webp", action="store_true", help="a smaller and finer loop")
    what.add_argument("--frames", type=Path, metavar="DIR", help="PNG pictures into this folder")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write the loop here")
    parser.add_argument("--beat", metavar="NAME", help="only this beat")
    parser.add_argument("--from", dest="start", metavar="SECONDS", help="begin here")
    parser.add_argument("--to", dest="stop", metavar="SECONDS", help="end here")
    parser.add_argument(
        "--size", type=int, metavar="PIXELS", help="width of a loop, up to 960 (default: 640)"
    )
    _quality_options(parser, default="1080p")


def _picture_width(text: str) -> int:
    if not text.isdecimal() or not NARROWEST <= int(text) <= WIDEST:
        raise argparse.ArgumentTypeError(f"{text} is not between {NARROWEST} and {WIDEST}")
    return int(text)


def _schema_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 where a file is not current"
    )
