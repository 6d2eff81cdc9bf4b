"""Compile the extension: the C sources of `storyreel/native`, as one module beside them."""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

from storyreel.install import stamp
from storyreel.install.commands import QUICK_S, CommandResult, run, say
from storyreel.install.system import compiler

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

COMPILING_S = 600.0
"""The limit for compiling, which takes 10 s on a slow core of today."""

_LOAD = """
import sys
from importlib.machinery import ExtensionFileLoader, ModuleSpec

loader = ExtensionFileLoader("_extension", sys.argv[1])
loader.create_module(ModuleSpec("_extension", loader, origin=sys.argv[1]))
"""


def compile_in(root: Path, keep_open: int | None = None) -> None:
    """Compile the extension of a checkout, or say why not: rendering works without it.

    An extension of other sources is removed first, and one that does not load is not kept. The
    commands inherit the file descriptor `keep_open`. Raises OSError where files cannot be replaced.
    """
    target = root / stamp.EXTENSION / stamp.MODULE
    target.unlink(missing_ok=True)
    if not stamp.extension_sources(str(root)):
        return
    beside = target.with_name(f"{stamp.MODULE}.new")
    result = _made(root, beside, keep_open)
    if result.code:
        beside.unlink(missing_ok=True)
        say(result.tail)
        say("  The extension did not compile (see above). Rendering works without it, but slower.")
        say("  To try again later, delete .venv and run the same command.")
        return
    beside.replace(target)


def _made(root: Path, target: Path, keep_open: int | None) -> CommandResult:
    """Compile to `target` and load it; the result of the command that failed, or of the last."""
    result = run(command(root, target), keep_open=keep_open, limit_s=COMPILING_S)
    if result.code:
        return result
    # In a process of its own, which a module for other processors may end.
    loading = [sys.executable, "-I", "-c", _LOAD, str(target)]
    return run(loading, keep_open=keep_open, limit_s=QUICK_S)


def command(root: Path, target: Path) -> list[str]:
    """The compiler's command, for the Python that runs this."""
    shared = ["-shared", "-fPIC"]
    if sys.platform == "darwin":
        shared = ["-bundle", "-undefined", "dynamic_lookup"]
    sources = [str(root / name) for name in stamp.extension_sources(str(root)) if name[-1] == "c"]
    headers = f"-I{sysconfig.get_path('include')}"
    return [*compiler("CC"), *_OPTIONS, *_WARNINGS, *shared, headers, *sources, "-o", str(target)]
