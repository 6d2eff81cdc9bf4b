"""Which of a clip's rendered variants a command is about."""

from __future__ import annotations

import argparse

from storyreel.base.errors import Problem, RequestError
from storyreel.base.presets import LADDER
from storyreel.base.program import PROGRAM
from storyreel.base.project import Project
from storyreel.cli import values
from storyreel.encode.settings import encoder_settings
from storyreel.output.inventory import PublishedVariant, published_variants
from storyreel.storyboard.load import Loaded


def chosen(loaded: Loaded, project: Project, options: argparse.Namespace) -> PublishedVariant:
    """The rendered clip that `--quality`, `--fps` and `--codec` name, as they do for `render`.

    Of several that fit, the one that is most as usual; where nothing is named, the newest.
    """
    words = _named(options)
    found = [
        each
        for each in published_variants(project, loaded.clip.id, loaded)
        if options.quality in (None, each.quality)
        and options.fps in (None, each.variant.fps)
        and options.codec in (None, each.variant.encoding)
    ]
    if not found:
        what = f"{loaded.clip.id} is not rendered" + (f" with {words}." if words else ".")
        remedy = f"Render it: {PROGRAM} {loaded.clip.id} {words}".rstrip()
        raise RequestError(Problem(what, remedy))
    return max(found, key=lambda it: (-len(it.variant.departures) if words else 0, it.modified))


def _named(options: argparse.Namespace) -> str:
    """The options that name a variant, as they were given; raises RequestError for a wrong one."""
    quality = values.quality(options.quality or next(iter(LADDER)), options.fps)
    if options.codec:
        encoder_settings(options.codec, quality)
    named = {name: getattr(options, name) for name in ("quality", "fps", "codec")}
    return " ".join(f"--{name} {value}" for name, value in named.items() if value)
