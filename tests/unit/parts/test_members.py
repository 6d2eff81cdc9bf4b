"""The members of mobjects."""

from __future__ import annotations

from manim import Circle, Square, VGroup

from storyreel.parts.members import members_of


def test_members_are_the_mobjects_and_all_that_they_contain() -> None:
    square, circle = Square(), Circle()
    inner = VGroup(circle)
    square.add(inner)
    assert set(members_of([square, VGroup()])) >= {square, inner, circle}
    assert len(members_of([square, inner])) == 5, "what is in two of them comes twice"
