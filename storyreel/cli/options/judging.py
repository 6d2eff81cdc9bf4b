"""Options of the commands that look at something: storyboards, clips, this machine."""

from __future__ import annotations

import argparse

from storyreel.cli.options.shared import storyboard_option, strict_option, variant_options


def no_options(parser: argparse.ArgumentParser) -> None:
    pass


def check_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "clips", nargs="*", metavar="CLIP", help="a clip's id or full name (default: all)"
    )
    storyboard_option(parser)
    parser.add_argument(
        "--drawings",
        action="store_true",
        help="draw every frame, without pixels, and judge what can be seen of it",
    )
    strict_option(parser)


def inspect_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("target", metavar="CLIP|FILE", help="a clip, or a path to a video file")
    variant_options(parser)
    strict_option(parser)


def verify_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("clip", metavar="CLIP", help="a clip's id or full name")
    variant_options(parser)
    parser.add_argument(
        "--workers",
        default=None,
        metavar="N",
        help="processes for the second render (default: another number than auto's)",
    )


def schema_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 where a file is not current"
    )


def bench_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "clip", nargs="?", metavar="CLIP", help="the clip to measure with (default: the first)"
    )
