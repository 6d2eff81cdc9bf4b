"""Compile the extension: the C sources of `storyreel/native`, as one module beside them."""

from __future__ import annotations

import os
import shlex
import sys
import sysconfig
from pathlib import Path

from storyreel.install import stamp
from storyreel.install.commands import run, say

_WARNINGS = ("-Wall", "-Wextra")
_OPTIONS = (
    "-std=gnu11",
    "-O3",
    "-ffp-contract=off",  # the same bits on every processor
    "-fno-math-errno",  # these two change no bit, and let loops of floats be vectorised
    "-fno-trapping-math",
    "-fvisibility=hidden",
    "-DPy_LIMITED_API=0x030B0000",
)


def compile_in(root: Path, keep_open: int | None = None) -> None:
    """Compile the extension of a checkout, or say why not: rendering works without it.

    An extension of other sources is removed first. The command inherits the file descriptor
    `keep_open`.
    """
    target = root / stamp.EXTENSION / stamp.MODULE
    target.unlink(missing_ok=True)
    if not stamp.extension_sources(str(root)):
        return
    beside = target.with_name(f"{stamp.MODULE}.new")
    result = run(command(root, beside), keep_open=keep_open)
    if result.code:
        beside.unlink(missing_ok=True)
        say(result.tail)
        say("  The extension did not compile (see above). Rendering works without it, but slower.")
        return
    beside.replace(target)


def command(root: Path, target: Path) -> list[str]:
    """The compiler's command, for the Python that runs this."""
    compiler = shlex.split(os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc")
    shared = ["-shared", "-fPIC"]
    if sys.platform == "darwin":
        shared = ["-bundle", "-undefined", "dynamic_lookup"]
    sources = [str(root / name) for name in stamp.extension_sources(str(root)) if name[-1] == "c"]
    headers = f"-I{sysconfig.get_path('include')}"
    return [compiler[0], *_OPTIONS, *_WARNINGS, *shared, headers, *sources, "-o", str(target)]
