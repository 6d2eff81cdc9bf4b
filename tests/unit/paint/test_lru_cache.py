"""Values used last."""

from __future__ import annotations

from functools import partial

from storyreel.paint.lru_cache import LruCache


def test_the_values_used_last_are_kept_and_no_more() -> None:
    made: list[str] = []

    def make(key: str) -> str:
        made.append(key)
        return key.upper()

    kept = LruCache[str](2)
    values = [kept.get(key, partial(make, key)) for key in "abacab"]
    assert values == list("ABACAB")
    assert made == list("abcb")
    assert len(kept) == 2


def test_values_may_count_by_their_size() -> None:
    kept = LruCache[bytes](10, len)
    for size in (4, 5, 1, 6):
        kept.get(size, partial(bytes, size))
    made = [size for size in (6, 1, 5, 4) if not kept.get(size, lambda: b"")]
    assert made == [5, 4]


def test_a_value_that_is_larger_than_all_is_kept_until_the_next() -> None:
    kept = LruCache[bytes](10, len)
    for _ in range(2):
        assert kept.get("large", lambda: bytes(99 - 9 * len(kept))) == bytes(99)
    kept.get("small", lambda: b"a")
    assert len(kept) == 1
