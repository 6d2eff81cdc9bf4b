"""The LRU cache."""

from __future__ import annotations

from functools import partial

from storyreel.paint.lru_cache import LruCache


def test_the_most_recently_used_values_stay() -> None:
    made: list[str] = []

    def make(key: str) -> str:
        made.append(key)
        return key.upper()

    cache = LruCache[str](2)
    values = [cache.get(key, partial(make, key)) for key in "abacab"]
    assert values == list("ABACAB")
    assert made == list("abcb")
    assert len(cache) == 2


def test_values_may_count_by_their_size() -> None:
    cache = LruCache[bytes](10, len)
    for size in (4, 5, 1, 6):
        cache.get(size, partial(bytes, size))
    made = [size for size in (6, 1, 5, 4) if not cache.get(size, lambda: b"")]
    assert made == [5, 4]


def test_a_value_beyond_the_capacity_stays_until_the_next() -> None:
    cache = LruCache[bytes](10, len)
    for _ in range(2):
        assert cache.get("large", lambda: bytes(99 - 9 * len(cache))) == bytes(99)
    cache.get("small", lambda: b"a")
    assert len(cache) == 1
