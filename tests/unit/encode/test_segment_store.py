"""The store: whole entries or none, verified when read, trimmed by age, shared by runs."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from storyreel.base.errors import RequestError
from storyreel.encode.segment_store import Store, keep

KEY, OTHER = "ab" * 32, "cd" * 32


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def put(store: Store, key: str, content: bytes, age: float = 0) -> Path:
    """An entry as a worker makes it, last used so many seconds ago."""
    made = store.making(key, ".mp4")
    made.write_bytes(content)
    path = keep(made, hashlib.sha256(content).hexdigest())
    used = path.stat().st_mtime - age
    os.utime(path, (used, used))
    return path


def files(store: Store) -> set[Path]:
    return {path for path in store.folder.rglob("*") if path.is_file() and path.name != ".lock"}


def test_what_was_kept_is_found_by_its_key(store: Store) -> None:
    path = put(store, KEY, b"segment")
    entry = store.find(KEY, ".mp4")
    assert entry
    assert (entry.path, entry.size) == (path, 7)
    assert entry.sha256 == hashlib.sha256(b"segment").hexdigest()
    assert store.find(OTHER, ".mp4") is None
    assert store.find(KEY, ".mov") is None


@pytest.mark.parametrize("damage", [b"segmenT", b"segmen", b"segment\0", b""])
def test_a_damaged_entry_is_thrown_away(store: Store, damage: bytes) -> None:
    path = put(store, KEY, b"segment")
    path.write_bytes(damage)
    assert store.find(KEY, ".mp4") is None
    assert not path.exists()
    put(store, KEY, b"segment")
    assert store.find(KEY, ".mp4")


def test_a_whole_entry_is_found_beside_a_damaged_one(store: Store) -> None:
    """As an encoder that is not exact may leave two for one key."""
    damaged = put(store, KEY, b"one")
    damaged.write_bytes(b"eno")
    whole = put(store, KEY, b"two")
    found = store.find(KEY, ".mp4")
    assert found
    assert found.path == whole


def test_a_segment_made_again_replaces_one_that_is_whole_but_bad(store: Store) -> None:
    """As `--force` does; the other runs that may read the bad one are left to end."""
    contents = [bytes([number]) for number in range(8)]
    for age, content in enumerate(reversed(contents)):
        put(store, KEY, content, age=100 * age)
    found = store.find(KEY, ".mp4")
    assert found
    assert found.path.read_bytes() == contents[-1]
    with store.shared():
        assert len(files(store)) == len(contents)
    assert files(store) == {found.path}


def test_a_segment_made_again_alike_leaves_the_entry_in_place(store: Store) -> None:
    first, other = put(store, KEY, b"segment", age=20), put(store, KEY, b"bad", age=10)
    file = first.stat().st_ino
    assert put(store, KEY, b"segment") == first
    assert first.stat().st_ino == file
    found = store.find(KEY, ".mp4")
    assert found and found.path == first, "it was made last"
    assert files(store) == {first, other}


def test_a_segment_made_again_replaces_a_damaged_entry(store: Store) -> None:
    path = put(store, KEY, b"segment")
    path.write_bytes(b"segmen")
    assert put(store, KEY, b"segment") == path
    assert path.read_bytes() == b"segment"


def test_what_is_being_made_is_not_found(store: Store) -> None:
    store.making(KEY, ".mp4").write_bytes(b"segment")
    assert store.find(KEY, ".mp4") is None
    assert store.entries() == []


def test_two_makers_of_one_key_do_not_meet(store: Store) -> None:
    one, two = store.making(KEY, ".mp4"), store.making(KEY, ".mp4")
    assert one != two
    for made in (one, two):
        made.write_bytes(b"segment")
    digest = hashlib.sha256(b"segment").hexdigest()
    assert keep(one, digest) == keep(two, digest)
    assert len(files(store)) == 1


def test_debris_is_swept_by_who_holds_the_store_alone(store: Store) -> None:
    debris = [store.making(KEY, ".mp4"), store.folder / "ab" / f".{KEY}.mp4.4711.part"]
    for path in debris:
        path.write_bytes(b"half")
    path = put(store, OTHER, b"segment")
    with store.shared():
        assert files(store) == {path}
        debris[0].write_bytes(b"half")
        with store.shared():
            pass
        assert debris[0].exists(), "another run may be writing it"
    assert files(store) == {path}


def test_beyond_its_limit_the_longest_unused_go(tmp_path: Path) -> None:
    store = Store(tmp_path / "store", limit=10)
    old, middle, new = (
        put(store, key * 32, b"12345", age) for key, age in [("01", 30), ("02", 20), ("03", 10)]
    )
    with store.shared():
        assert store.find("01" * 32, ".mp4"), "it is used now"
    assert files(store) == {old, new}
    assert not middle.exists()


def test_a_replaced_entry_takes_no_room_from_others(tmp_path: Path) -> None:
    store = Store(tmp_path / "store", limit=10)
    replaced = put(store, KEY, b"first", age=30)
    other, latest = put(store, OTHER, b"12345", age=20), put(store, KEY, b"later", age=10)
    with store.shared():
        pass
    assert files(store) == {other, latest}
    assert not replaced.exists()
    put(store, "ef" * 32, b"12345")
    with store.shared():
        pass
    assert not other.exists(), "it was used before the one that replaced another"


def test_a_run_examines_each_entry_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = {put(store, f"{number:02x}" * 32, b"segment") for number in range(20)}
    examined: list[Path] = []
    state = Path.stat

    def counted(path: Path, **options: bool) -> os.stat_result:
        examined.append(path)
        return state(path, **options)

    monkeypatch.setattr(Path, "stat", counted)
    with store.shared():
        assert not store.is_empty()
        assert store.find("77" * 32, ".mp4") is None
    assert sum(path in paths for path in examined) <= len(paths) + 1


def test_an_empty_store_says_so(store: Store) -> None:
    assert store.is_empty()
    store.making(KEY, ".mp4").write_bytes(b"half")
    assert store.is_empty()
    put(store, KEY, b"segment")
    assert not store.is_empty()


def test_an_entry_from_the_future_does_no_harm(tmp_path: Path) -> None:
    """As after a clock that was set back: it only stays longer than its turn."""
    store = Store(tmp_path / "store", limit=5)
    future = put(store, KEY, b"12345", age=-1e6)
    put(store, OTHER, b"12345")
    with store.shared():
        pass
    assert files(store) == {future}
    assert store.find(KEY, ".mp4")


def test_clearing_tells_what_it_freed(store: Store) -> None:
    put(store, KEY, b"123")
    put(store, OTHER, b"4567")
    store.making(OTHER, ".mp4").write_bytes(b"half")
    assert store.clear(pytest.fail) == (2, 7)
    assert [path.name for path in store.folder.iterdir()] == [".lock"]
    assert store.clear(pytest.fail) == (0, 0)
    assert Store(store.folder / "none").clear(pytest.fail) == (0, 0)
    assert not (store.folder / "none").exists()


def test_clearing_waits_for_who_uses_it(store: Store) -> None:
    path = put(store, KEY, b"123")
    waiting = threading.Event()
    thread = threading.Thread(target=store.clear, args=(waiting.set,))
    with store.shared():
        thread.start()
        assert waiting.wait(5)
        assert path.exists()
    thread.join(5)
    assert not path.exists()


def test_a_killed_run_lets_go(store: Store) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path\n"
        "from storyreel.encode.segment_store import Store\n"
        "store = Store(Path(sys.argv[1]))\n"
        "with store.shared():\n"
        "    store.making('ab' * 32, '.mp4').write_bytes(b'half')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code, str(store.folder)], check=False)
    assert len(files(store)) == 1
    with store.shared():
        assert not files(store)


def test_foreign_files_are_left_alone(store: Store) -> None:
    with store.shared():
        put(store, KEY, b"123")
    foreign = [
        store.folder / "README",
        store.folder / "notes" / "a.txt",
        store.folder / KEY[:2] / "photo.jpg",
    ]
    for path in foreign:
        path.parent.mkdir(exist_ok=True)
        path.write_text("mine")
    store.clear(pytest.fail)
    assert files(store) == set(foreign)


@pytest.mark.parametrize("file", ["25/photo.jpg", "notes.txt", "ab/cd/deep.txt"])
def test_a_folder_of_other_files_is_refused_and_left_as_it_is(tmp_path: Path, file: str) -> None:
    photo = tmp_path / file
    photo.parent.mkdir(parents=True, exist_ok=True)
    photo.write_text("mine")
    store = Store(tmp_path)
    with pytest.raises(RequestError, match="is not a store of segments"), store.shared():
        pass
    with pytest.raises(RequestError, match="Name an empty or a new folder with --store"):
        store.clear(pytest.fail)
    assert files(store) == {photo}
    assert not (tmp_path / ".lock").exists()


def test_an_empty_folder_and_a_store_are_taken(store: Store) -> None:
    store.folder.mkdir()
    with store.shared():
        put(store, KEY, b"123")
    with store.shared():
        assert store.find(KEY, ".mp4")


def test_pipes_in_the_store_are_not_waited_for(store: Store) -> None:
    entry = put(store, KEY, b"segment")
    entry.unlink()
    os.mkfifo(entry)
    assert store.find(KEY, ".mp4") is None
    os.mkfifo(store.folder / ".lock")
    with pytest.raises(OSError, match="Not a regular file"), store.shared():
        pass
