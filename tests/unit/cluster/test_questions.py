"""Marks: how a worker recognises a store that it shares."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyreel.cluster.questions import marked, shared_store
from storyreel.encode.segment_store import Store


def test_a_store_is_shared_where_its_mark_is_seen(tmp_path: Path) -> None:
    store = Store(tmp_path / "here")
    with marked(store) as mark:
        assert shared_store(mark, None) == tmp_path / "here"
        (tmp_path / "there").symlink_to(tmp_path / "here")  # as another machine mounts it
        assert shared_store(mark, tmp_path / "there") == tmp_path / "there"
        assert shared_store(mark, tmp_path / "other") is None
        Store(tmp_path / "other").making("b" * 64, ".mp4")
        assert shared_store(mark, tmp_path / "other") is None
    assert mark is not None
    assert shared_store(mark, None) is None
    assert store.entries() == []


def test_without_a_store_nothing_is_shared(tmp_path: Path) -> None:
    with marked(None) as mark:
        assert mark is None and shared_store(mark, tmp_path) is None


def test_a_mark_that_a_killed_render_left_is_swept(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with marked(store) as mark:
        assert mark is not None
        mark.with_name(mark.name.replace(".mark", "0.mark")).touch()
    with store.shared():
        assert [path for path in tmp_path.rglob("*.mark")] == []


@pytest.mark.parametrize("folder", ["here"])
def test_a_store_that_can_not_be_written_is_not_shared(
    folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: False)
    with marked(Store(tmp_path / folder)) as mark:
        assert shared_store(mark, None) is None
