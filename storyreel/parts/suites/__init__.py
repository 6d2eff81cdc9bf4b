"""Tests: what they print, and how they pass, fail and are sorted."""
