"""Options that several commands have, each worded once."""

from __future__ import annotations

import argparse
from pathlib import Path

from storyreel.base.presets import LADDER, RATES
from storyreel.encode.settings import CODECS


def quality_options(parser: argparse.ArgumentParser, default: str) -> None:
    parser.add_argument(
        "--quality",
        default=default,
        metavar="Q",
        help=f"{' | '.join(LADDER)} (default: {default})",
    )
    parser.add_argument(
        "--fps",
        type=int,
        metavar="N",
        help=f"frames per second: {', '.join(map(str, RATES))} (default: 30; smoke 15)",
    )


def workers_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--workers",
        default="auto",
        metavar="N|auto",
        help="processes that paint and encode (default: auto, by cores and memory)",
    )


def storyboard_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--storyboard", type=Path, metavar="FILE", help="read this file in place of the clip's own"
    )


def strict_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--strict", action="store_true", help="a warning counts as a failure")


def codec_option(parser: argparse.ArgumentParser, default: str) -> None:
    parser.add_argument(
        "--codec",
        default=default,
        metavar="NAME",
        help=f"{' | '.join(CODECS)} (default: {default})",
    )


def variant_options(parser: argparse.ArgumentParser) -> None:
    """Which of the rendered ones, named as for `render`."""
    parser.add_argument(
        "--quality", metavar="Q", help=f"{' | '.join(LADDER)} (default: the newest rendered)"
    )
    parser.add_argument("--fps", type=int, metavar="N", help="the one at this frame rate")
    parser.add_argument("--codec", metavar="NAME", help=f"the one in {' | '.join(CODECS)}")
