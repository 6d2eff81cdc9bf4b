"""Storyreel turns a storyboard into a finished, validated teaching clip."""

__version__ = "0.1.0"
