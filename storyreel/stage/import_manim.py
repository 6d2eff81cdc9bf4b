"""Imports Manim with its own defaults: the user's settings files are for plain scenes alone."""

from __future__ import annotations

from collections.abc import Iterator
from configparser import ConfigParser
from contextlib import contextmanager
from importlib import import_module
from unittest.mock import patch


def import_manim() -> None:
    """Import Manim, unless that has happened; a broken `manim.cfg` does no harm."""
    with _settings_files_ignored():
        import_module("manim")


@contextmanager
def _settings_files_ignored() -> Iterator[None]:
    """Manim reads its own file with `read_file`, and with `read` those of the user if any."""
    with patch.object(ConfigParser, "read", lambda *_, **__: []):
        yield
