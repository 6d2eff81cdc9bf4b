"""The files of reveal.js from a pinned package, checked by SHA-256."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

from storyreel.base.errors import MachineError, Problem
from storyreel.base.program import REINSTALL

PACKAGE = "pyreveal"
VERSION = "6.0.1"

# The files of reveal.js 6.0.1 as its authors published it (MIT).
FILES = {
    "dist/reset.css": "39413c3490fdcf826427c26ff4c1ee59ea961a0aa8507c18454e0c6dc96c12d8",
    "dist/reveal.css": "64e6203ee2048665c9f49c368f345fb3d7f936c404934162c70369a7682f388f",
    "dist/reveal.js": "3fb84c30d2e610dd598843d75a123ef2c4dbc588847cda86cd8c7a61e18ddb6b",
    "dist/plugin/notes.js": "946159680c70354c665dbf4f3c9023a737d8b14b48c6c9af452553717a046729",
    "LICENSE": "b2883e4b610bfa1b4d8fff84c4d4b825cc7d553cbd9fec4777c04068a2859dc0",
}


def reveal_files() -> dict[str, bytes]:
    """File name (without folder) to content; raises MachineError if one is missing or changed."""
    spec = find_spec(PACKAGE)  # not imported: only its files are needed
    folders = spec.submodule_search_locations if spec else None
    if not folders:
        raise _unusable("is missing")
    found = {}
    for name, expected in FILES.items():
        path = Path(folders[0]) / "revealjs" / name
        try:
            content = path.read_bytes()
        except OSError as error:
            raise _unusable(f"lacks {name} ({error.strerror})") from error
        if hashlib.sha256(content).hexdigest() != expected:
            raise _unusable(f"contains another {name} than reveal.js {VERSION}")
        found[path.name] = content
    return found


def _unusable(why: str) -> MachineError:
    return MachineError(
        Problem(
            f"The package {PACKAGE}, which carries reveal.js, {why}.",
            REINSTALL,
        )
    )
