"""Options of the commands that make something: clips, pictures, decks, loops."""

from __future__ import annotations

import argparse
from pathlib import Path

from storyreel.cli.options.shared import (
    codec_option,
    quality_options,
    storyboard_option,
    strict_option,
    workers_option,
)
from storyreel.output.names import CODEC, RENDERERS

PICTURE, NARROWEST, WIDEST = 640, 64, 7680
"""Pixels across one picture of a contact sheet."""


def render_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "clips", nargs="*", metavar="CLIP", help="a clip's id (hour29) or full name, or all"
    )
    parser.add_argument(
        "--scene",
        metavar="FILE.py:CLASS",
        help="in place of clips: a plain Manim scene, published as media/CLASS/",
    )
    quality_options(parser, default="1080p")
    codec_option(parser, default=CODEC)
    workers_option(parser)
    storyboard_option(parser)
    parser.add_argument(
        "--renderer",
        default=RENDERERS[0],
        choices=RENDERERS,
        help="who paints: skia (fast), or Manim's own cairo camera as the reference",
    )
    splicing = parser.add_mutually_exclusive_group()
    splicing.add_argument(
        "--plain-holds",
        action="store_true",
        help="H.264: encode held frames too instead of copying them (implies --no-bands)",
    )
    splicing.add_argument(
        "--no-bands",
        action="store_true",
        help="H.264: encode whole pictures, including rows that do not change within a segment",
    )
    parser.add_argument(
        "--force", action="store_true", help="make everything anew, reuse no stored segment"
    )
    strict_option(parser)


def sheet_options(parser: argparse.ArgumentParser) -> None:
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
    quality_options(parser, default="1080p")
    storyboard_option(parser)


def slides_options(parser: argparse.ArgumentParser) -> None:
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
    workers_option(parser)
    parser.add_argument(
        "--allow-failed", action="store_true", help="take clips that failed inspection too"
    )


def export_options(parser: argparse.ArgumentParser) -> None:
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
    quality_options(parser, default="1080p")


def _picture_width(text: str) -> int:
    if not text.isdecimal() or not NARROWEST <= int(text) <= WIDEST:
        raise argparse.ArgumentTypeError(f"{text} is not between {NARROWEST} and {WIDEST}")
    return int(text)
