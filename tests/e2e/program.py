"""The program as users start it, and what it answers."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storyreel.cli.registry import COMMANDS
from storyreel.install import stamp

ROOT = Path(__file__).parents[2]
LONGEST_S = 300

Done = subprocess.CompletedProcess[str]


def program(root: Path = ROOT) -> list[str]:
    """The words that start the program: the launcher if it hands over at once, else the module."""
    if stamp.is_current(str(root)):
        return [sys.executable, str(root / "render.py")]
    return [sys.executable, "-m", "storyreel"]


@dataclass(frozen=True)
class Run:
    """Runs the program to its end; every run shares one store unless it names another."""

    store: Path

    def __call__(self, *arguments: object, cwd: Path = ROOT) -> Done:
        words = list(map(str, arguments))
        named = words[0] in COMMANDS or not words[0].startswith("-")
        takes_store = named and words[0] not in ("new", "test")
        if takes_store and "--store" not in words:
            words += ["--store", str(self.store)]
        return subprocess.run(
            [*program(), *words],
            cwd=cwd,
            capture_output=True,
            text=True,
            timeout=LONGEST_S,
            check=False,
        )


@dataclass(frozen=True)
class Rendered:
    """A finished render: its process, its JSON document and the media folder it wrote."""

    process: Done
    media: Path

    @property
    def document(self) -> Any:
        return json.loads(self.process.stdout)

    @property
    def clips(self) -> dict[str, Any]:
        """The document's entry for each clip, by id."""
        return {clip["clip"]: clip for clip in self.document["clips"]}

    @property
    def clip(self) -> Any:
        """The entry for hour29."""
        return self.clips["hour29"]
