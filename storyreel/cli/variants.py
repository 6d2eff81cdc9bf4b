"""Select one of a clip's rendered files by the options of the command line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from storyreel.base.errors import Problem, RequestError
from storyreel.base.presets import LADDER
from storyreel.base.program import PROGRAM
from storyreel.base.project import Project
from storyreel.cli import values
from storyreel.encode.settings import encoder_settings
from storyreel.output.inventory import PublishedVariant, published_variants
from storyreel.storyboard.load import Loaded


def chosen(loaded: Loaded, project: Project, options: argparse.Namespace) -> PublishedVariant:
    """The rendered file of a clip that `--quality`, `--fps` and `--codec` select.

    If several match, the one with the fewest non-default options; without options, the newest.
    Raises RequestError if none matches.
    """
    found = published_variants(project, loaded.clip.id, loaded)
    return choose(found, loaded.clip.id, loaded.clip.id, options)


def choose(
    found: Sequence[PublishedVariant], name: str, render_words: str, options: argparse.Namespace
) -> PublishedVariant:
    """The same of any rendered files; `render_words` are the arguments that render the clip."""
    words = _named(options)
    matching = [
        each
        for each in found
        if options.quality in (None, each.quality)
        and options.fps in (None, each.variant.rate)
        and options.codec in (None, each.variant.codec)
    ]
    if not matching:
        what = f"{name} has not been rendered" + (f" with {words}." if words else ".")
        remedy = f"Render it: {PROGRAM} {render_words} {words}".rstrip()
        raise RequestError(Problem(what, remedy))
    return max(matching, key=lambda it: (-len(it.variant.departures) if words else 0, it.modified))


def _named(options: argparse.Namespace) -> str:
    """The given options as text; raises RequestError for an invalid value."""
    quality = values.quality(options.quality or next(iter(LADDER)), options.fps)
    if options.codec:
        encoder_settings(options.codec, quality)
    named = {name: getattr(options, name) for name in ("quality", "fps", "codec")}
    return " ".join(f"--{name} {value}" for name, value in named.items() if value)
