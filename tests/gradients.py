"""Gradients for Manim's setters."""

from __future__ import annotations

from typing import Any


def gradient(*stops: object) -> Any:
    """Several colours or opacities, which Manim's setters accept and their type hints omit."""
    return list(stops)
