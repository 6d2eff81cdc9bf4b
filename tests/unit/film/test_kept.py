"""Values used last."""

from __future__ import annotations

from storyreel.film.kept import Kept


def test_the_values_used_last_are_kept_and_no_more() -> None:
    made: list[str] = []

    def make(key: str) -> str:
        made.append(key)
        return key.upper()

    kept = Kept[str](2)
    values = [kept.get(key, lambda key=key: make(key)) for key in "abacab"]
    assert values == list("ABACAB")
    assert made == list("abcb")
    assert len(kept) == 2
