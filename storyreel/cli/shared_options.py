"""Options that several commands have, each worded once."""

from __future__ import annotations

import argparse
from pathlib import Path

from storyreel.base.presets import LADDER, RATES
from storyreel.cli.values import frame_rate, whole
from storyreel.encode.settings import CODECS
from storyreel.workers.capacity import AUTO

LAST_PORT = 65535


def path(text: str) -> Path:
    """A path from the command line. An empty one, as from an unset variable, is refused."""
    if not text:
        raise argparse.ArgumentTypeError("the name is empty")
    return Path(text)


def file_path(text: str) -> Path:
    """The path of a file from the command line; one that ends in a slash is refused."""
    if text.endswith("/"):
        raise argparse.ArgumentTypeError(f"{text} is a folder; name a file in it")
    return path(text)


def whole_number(text: str) -> int:
    """A number of pixels or of a slide."""
    number = whole(text)
    if number is None:
        wrong = "too large" if text.isdecimal() else "not a whole number"
        raise argparse.ArgumentTypeError(f"{text} is {wrong}")
    return number


def port_number(text: str) -> int:
    """A port to listen to; 0 is any free one."""
    number = whole(text)
    if number is None or number > LAST_PORT:
        raise argparse.ArgumentTypeError(f"{text} is not a whole number from 0 to {LAST_PORT}")
    return number


def common_options(parser: argparse.ArgumentParser) -> None:
    """The options of every command that works on a project."""
    parser.add_argument(
        "--project",
        type=path,
        metavar="DIR",
        help="the project's folder (default: found from the current folder upwards)",
    )
    parser.add_argument(
        "--out", type=path, metavar="DIR", help="the folder for clips (default: media)"
    )
    parser.add_argument(
        "--store",
        type=path,
        metavar="DIR",
        help="the folder for finished segments (default: .storyreel/store)",
    )
    output_options(parser)


def output_options(parser: argparse.ArgumentParser) -> None:
    """How a command answers."""
    parser.add_argument(
        "--json", action="store_true", help="print one JSON document to standard output"
    )
    parser.add_argument("--quiet", action="store_true", help="print errors only")


def quality_options(parser: argparse.ArgumentParser, default: str) -> None:
    parser.add_argument(
        "--quality",
        default=default,
        metavar="Q",
        help=f"{' | '.join(LADDER)} (default: {default})",
    )
    parser.add_argument(
        "--fps",
        type=frame_rate,
        metavar="N",
        help=f"frames per second: {', '.join(map(str, RATES))} (default: 30; smoke 15)",
    )


def workers_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--workers",
        default=AUTO,
        metavar="N|auto",
        help="processes that paint and encode (default: auto, from cores and memory)",
    )


def cluster_options(parser: argparse.ArgumentParser, purpose: str) -> None:
    """Add `--cluster`, whose help begins with what it is for, and `--insecure`."""
    parser.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help=f"{purpose}: local:N, tls://HOST:PORT or a scheduler file (needs storyreel[cluster])",
    )
    insecure_option(parser)


def insecure_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--insecure",
        action="store_true",
        help="allow connections to other machines without encryption (tcp://)",
    )


def storyboard_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--storyboard",
        type=file_path,
        metavar="FILE",
        help="use this storyboard instead of the clip's",
    )


def strict_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--strict", action="store_true", help="treat warnings as failures")


def codec_option(parser: argparse.ArgumentParser, default: str) -> None:
    parser.add_argument(
        "--codec",
        default=default,
        metavar="NAME",
        help=f"{' | '.join(CODECS)} (default: {default})",
    )


def variant_options(parser: argparse.ArgumentParser) -> None:
    """Select one of a clip's rendered files, with the options that it was rendered with."""
    parser.add_argument(
        "--quality", metavar="Q", help=f"{' | '.join(LADDER)} (default: the newest file)"
    )
    parser.add_argument("--fps", type=frame_rate, metavar="N", help="the file with this frame rate")
    parser.add_argument(
        "--codec", metavar="NAME", help=f"the file with this codec: {' | '.join(CODECS)}"
    )
