"""House style: the colours and fonts of Manim's own mobjects while a clip is performed.

Manim's defaults suit a black background; clips have a light one. Only defaults change: what a scene
sets itself stays. Fonts come from the pinned packages, as those of the machine differ.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache, partial, partialmethod, wraps
from pathlib import Path
from typing import Any

from manim import (
    AnnularSector,
    Annulus,
    Circle,
    Code,
    Cross,
    Dot,
    FunctionGraph,
    LabeledDot,
    MarkupText,
    Mobject,
    NumberPlane,
    Polygram,
    Rectangle,
    SurroundingRectangle,
    Text,
    VMobject,
    register_font,
)
from pygments.style import Style
from pygments.token import Comment, Keyword, Literal, Name, Operator, Punctuation, Token, Whitespace

from storyreel.design.fonts import FontId, load_font
from storyreel.design.tokens import Color

SANS, MONO = "Manrope", "Cascadia Mono"
"""The families of the faces that texts and code are set in."""

_FACES = [
    *(FontId("sans", weight) for weight in ("medium", "semibold", "bold", "extrabold")),
    *(FontId("mono", weight) for weight in ("regular", "bold")),
]

CODE_STYLE = type(
    "CodeStyle",
    (Style,),
    {
        "background_color": Color.WHITE,
        "line_number_color": Color.SLATE,
        "styles": {
            Token: Color.CHARCOAL,
            Whitespace: Color.CHARCOAL,
            Comment: Color.SLATE,
            Keyword: Color.NAVY,
            Literal: Color.GOLD_TEXT,
            Name.Builtin: Color.NAVY,
            Name.Class: Color.NAVY,
            Name.Decorator: Color.GOLD_TEXT,
            Name.Function: Color.NAVY,
            Name.Tag: Color.NAVY,
            Operator: Color.SLATE,
            Operator.Word: Color.NAVY,
            Punctuation: Color.SLATE,
        },
    },
)
"""The Pygments style of `Code`, in the palette."""

DEFAULTS: dict[type[Mobject], dict[str, Any]] = {
    VMobject: {"color": Color.CHARCOAL},
    AnnularSector: {"color": Color.NAVY},
    Annulus: {"color": Color.NAVY},
    Circle: {"color": Color.NAVY},
    Code: {
        "formatter_style": CODE_STYLE,
        "background_config": {"stroke_color": Color.LINE},
        "paragraph_config": {"font": MONO},
    },
    Cross: {"stroke_color": Color.NAVY},
    Dot: {"color": Color.NAVY},
    FunctionGraph: {"color": Color.GOLD_LINE},
    LabeledDot: {"color": Color.GOLD},  # its label is black
    MarkupText: {"font": SANS},
    NumberPlane: {"background_line_style": {"stroke_color": Color.LINE}},
    Polygram: {"color": Color.NAVY},
    Rectangle: {"color": Color.NAVY},
    SurroundingRectangle: {"color": Color.GOLD_LINE},
    Text: {"font": SANS},
}
"""Arguments of the initialisers of Manim's classes, where a scene does not give them."""


@contextmanager
def house_style() -> Iterator[None]:
    """Within the block, Manim's mobjects have the house style unless a scene says otherwise."""
    original = {kind: kind.__init__ for kind in DEFAULTS}
    with ExitStack() as fonts:
        register = cache(partial(_register_fonts, fonts))
        for kind, defaults in DEFAULTS.items():
            initialise: Any = original[kind]
            if kind in (Text, MarkupText):
                initialise = _after(register, initialise)
            kind.__init__ = partialmethod(initialise, **defaults)  # type: ignore[assignment]
        try:
            yield
        finally:
            for kind, initialise in original.items():
                kind.__init__ = initialise  # type: ignore[method-assign]


def _after(first: Callable[[], None], initialise: Any) -> Any:
    """The initialiser, called after `first`."""

    @wraps(initialise)
    def initialise_after(*args: Any, **kwargs: Any) -> None:
        first()
        initialise(*args, **kwargs)

    return initialise_after


def _register_fonts(until: ExitStack) -> None:
    """Let Pango use the fonts of the house `until` the stack closes."""
    for file in _font_files():
        until.enter_context(register_font(file))


@cache
def _font_files() -> list[Path]:
    """The fonts as files, which Pango may open at any time until the program ends."""
    folder = Path(tempfile.mkdtemp(prefix="storyreel-fonts-"))
    atexit.register(_remove, folder, os.getpid())
    files = [folder / f"{face}.ttf" for face in _FACES]
    for face, file in zip(_FACES, files, strict=True):
        file.write_bytes(load_font(face).data)
    return files


def _remove(folder: Path, owner: int) -> None:
    """Remove a folder, unless this is a fork of the process that made it."""
    if os.getpid() == owner:
        shutil.rmtree(folder, ignore_errors=True)
