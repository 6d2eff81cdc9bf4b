"""What is wrong and what helps where a scene needs something that is missing or that fails."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
import traceback
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from storyreel.base.errors import nearest
from storyreel.base.program import CHECKOUT
from storyreel.base.user_code import text_of

_TEX_PROGRAMS = ("latex", "pdflatex", "lualatex", "luatex", "xelatex", "dvisvgm")
_INSTALL_TEX = (
    "Install LaTeX with `sudo apt-get install texlive-latex-extra texlive-fonts-extra dvisvgm`"
)
_LOG_OF_TEX = re.compile(r"(\w+) error converting to \w+\. .* log file: (.+\.log)", re.DOTALL)
_MISSING_STYLE = re.compile(r"LaTeX Error: File `([^']+)' not found")

_MISSING_FILE = re.compile(r"From: (.+), could not find (.+) at either of these locations: ", re.S)
"""How Manim says that an image, a drawing or a sound is missing."""

_RENAMED = {
    "ShowCreation": "Create",
    "TexMobject": "MathTex",
    "TextMobject": "Tex",
    "FadeInFrom": "FadeIn",
    "FadeInFromDown": "FadeIn",
    "FadeOutAndShift": "FadeOut",
    "FadeInFromLarge": "FadeIn",
    "ShowCreationThenFadeOut": "ShowPassingFlash",
    "WiggleOutThenIn": "Wiggle",
    "GraphScene": "Axes",
    "FRAME_HEIGHT": "config.frame_height",
    "FRAME_WIDTH": "config.frame_width",
}
"""Names of earlier releases of Manim, and what does the same today."""

_LAST_COMMAND = re.compile(r"\\[A-Za-z@]+(?=\s*$)")
"""At the end of the line below an error, where TeX stopped reading."""


class Explained(NamedTuple):
    """An error in a user's words, without a full stop, and its remedy as a sentence."""

    what: str
    remedy: str


def explained(error: BaseException) -> Explained:
    """What an error of a scene, or of Manim below it, means to the scene's author."""
    causes = _tex_error, _missing_import, _missing_file, _wrong_end, _unknown_name
    known = next(filter(None, (cause(error) for cause in causes)), None)
    return known or _other(error)


def _tex_error(error: BaseException) -> Explained | None:
    failure = _LOG_OF_TEX.search(text_of(error))
    if failure is not None and Path(failure[2]).is_file():
        return _tex_failure(failure[1], Path(failure[2]))
    if isinstance(error, FileNotFoundError) and error.filename in _TEX_PROGRAMS:
        return Explained(
            f"LaTeX is not installed: the program {error.filename!r} was not found",
            f"{_INSTALL_TEX}, or use MathTypst or Text.",
        )
    return None


def _missing_import(error: BaseException) -> Explained | None:
    if isinstance(error, ModuleNotFoundError) and error.name:
        return _missing_module(error.name)
    if isinstance(error, ImportError) and "typst" in text_of(error):
        return Explained("Typst is not installed", install_command("typst"))
    return None


def _missing_file(error: BaseException) -> Explained | None:
    missing = _MISSING_FILE.match(text_of(error)) if isinstance(error, OSError) else None
    if missing is None:
        return None
    remedy = f"Correct its name, or put it into {missing[1]}, the current folder."
    return Explained(f"the file {missing[2]} does not exist", remedy)


def _wrong_end(error: BaseException) -> Explained | None:
    """For a scene that waits for a person, or ends the program."""
    if isinstance(error, EOFError):
        return Explained("it waits for input, and a render has none", "Take that line out.")
    if isinstance(error, SystemExit):
        said = "" if error.code is None else f": {text_of(error.code)}"
        return Explained(f"it ends the program{said}", "Leave construct with `return`.")
    return None


def _unknown_name(error: BaseException) -> Explained | None:
    """For names that no longer exist, or that are spelt otherwise."""
    if not isinstance(error, NameError | AttributeError):
        return None
    if not error.name or not _is_public(error.name):
        return None
    what = f"{type(error).__name__}: {text_of(error)}".rstrip(".")
    if error.name in _RENAMED and isinstance(error, NameError):
        return Explained(what, f"Manim's name for it is {_RENAMED[error.name]} today.")
    near = nearest(error.name, _known_names(error))
    return Explained(what, f"Did you mean {near!r}?") if near else None


def _is_public(name: str) -> bool:
    return not name.startswith("_")


def _known_names(error: NameError | AttributeError) -> list[str]:
    """The public names that could have been meant."""
    if isinstance(error, AttributeError):
        return list(filter(_is_public, dir(error.obj)))
    if error.__traceback__ is None:
        return []
    *_, (frame, _) = traceback.walk_tb(error.__traceback__)
    return [*frame.f_locals, *frame.f_globals]


def _other(error: BaseException) -> Explained:
    words = f"{type(error).__name__}: {text_of(error)}".rstrip(" .:")
    if not text_of(error) and error.__traceback__ is not None:
        words += f" at {_last_line(error.__traceback__)}"
    if "OpenGL" in words:
        return Explained(
            words, "Use what Manim's Cairo renderer can do: what is for OpenGL can't be drawn."
        )
    return Explained(words, "Fix the scene.")


def _last_line(trace: TracebackType) -> str:
    """The line that raised an error without words, and where it is."""
    frame = traceback.extract_tb(trace)[-1]
    return f"`{(frame.line or '').rstrip(':')}` ({Path(frame.filename).name}, line {frame.lineno})"


def install_command(package: str) -> str:
    """How to install a Python package where scenes can import it, as a sentence."""
    python = Path(sys.executable)
    if CHECKOUT and python.is_relative_to(CHECKOUT):
        python = python.relative_to(CHECKOUT)
    return f"Install it with `{python} -m pip install {package}`."


def _missing_module(name: str) -> Explained:
    package, *inner = name.split(".")
    if package in ("manimlib", "manim_imports_ext"):
        return Explained(
            f"the file imports {package}, which is ManimGL",
            "Use `from manim import *`: scenes of Manim Community can be rendered.",
        )
    if inner and find_spec(package):
        return Explained(f"the module {name!r} does not exist", "Correct the import.")
    return Explained(f"the module {package!r} is not installed", install_command(package))


def _tex_failure(compiler: str, log: Path) -> Explained:
    """The first error in a log of TeX, which is kept although Manim's folder is removed."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    at = next((place for place, line in enumerate(lines) if line.startswith("!")), None)
    what = f"{compiler} fails"
    if at is not None:
        what += f": {lines[at][1:].strip().rstrip('.')}"
        command = _LAST_COMMAND.search(lines[at + 1]) if at + 1 < len(lines) else None
        what += f" ({command[0]})" if command else ""
    missing = _MISSING_STYLE.search(what)
    if missing is not None:
        return Explained(what, f"{_INSTALL_TEX}. The log is {_kept(log)}.")
    return Explained(what, f"Correct the formula. The log is {_kept(log)}.")


def _kept(log: Path) -> Path:
    """A copy of a log among the system's temporary files."""
    with tempfile.NamedTemporaryFile(prefix="storyreel-tex-", suffix=".log", delete=False) as kept:
        shutil.copyfile(log, kept.name)
    return Path(kept.name)
