"""The command line: one file per command, and what all commands share."""

from storyreel.cli.program import BUG, main

__all__ = ["BUG", "main"]
