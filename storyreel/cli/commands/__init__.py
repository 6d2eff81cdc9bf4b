"""One module per command, with its examples, its options and its `run`.

See `registry.Command`. A module is imported for its own command alone, and what only `run` needs
is imported when it runs: help and mistakes do not wait for Manim.
"""
