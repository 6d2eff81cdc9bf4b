"""Takes: rendered, looked at, and found again together or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from storyreel.farm import take
from storyreel.farm.take import RUSHES_SUFFIX, make_take, stored_take, take_key
from storyreel.film.codec import EncoderSettings
from storyreel.film.drawing import Drawing
from storyreel.film.segment import SegmentJob, segment_key
from storyreel.inspect.rules_file import LEAST_PSNR_DB
from storyreel.inspect.rushes import Rushes, look
from storyreel.store import Store, keep

FRAMES = 20


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


@pytest.fixture
def key(moving_drawings: tuple[Drawing, ...], tiny_settings: EncoderSettings) -> str:
    return take_key(moving_drawings, tiny_settings)


@pytest.fixture
def job(
    store: Store,
    key: str,
    moving_drawings: tuple[Drawing, ...],
    tiny_settings: EncoderSettings,
) -> SegmentJob:
    target = store.making(key, tiny_settings.suffix)
    return SegmentJob("intro", moving_drawings, tiny_settings, target, stored=True)


def entry(store: Store, suffix: str) -> Path:
    (found,) = (each.path for each in store.entries() if each.path.suffix == suffix)
    return found


def test_what_was_rendered_was_looked_at(
    moving_drawings: tuple[Drawing, ...], tiny_settings: EncoderSettings, tmp_path: Path
) -> None:
    made = make_take(SegmentJob("s", moving_drawings, tiny_settings, tmp_path / "s.mp4"))
    assert made.segment.path == tmp_path / "s.mp4"
    assert made.segment.seconds["look"] > 0
    assert made.rushes.file == made.segment.sha256
    assert len(made.rushes.glances) == FRAMES
    assert set(made.rushes.likenesses) == {0, 10, 19}
    assert all(found.psnr > LEAST_PSNR_DB for found in made.rushes.likenesses.values())
    assert made.rushes.problems == ()
    assert [path.name for path in tmp_path.iterdir()] == ["s.mp4"], "nothing else is left"


def test_a_picture_that_is_not_what_was_painted_is_noticed(
    moving_drawings: tuple[Drawing, ...],
    tiny_settings: EncoderSettings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = take.render_segment

    def lying(
        job: SegmentJob, on_frame: object, on_painted: Callable[..., None], easel: object
    ) -> object:
        return real(job, on_frame, lambda n, pixels: on_painted(n, 255 - pixels))

    monkeypatch.setattr(take, "render_segment", lying)
    made = make_take(SegmentJob("s", moving_drawings, tiny_settings, tmp_path / "s.mp4"))
    assert all(found.psnr < LEAST_PSNR_DB for found in made.rushes.likenesses.values())


def test_a_stored_take_is_found_again(store: Store, key: str, job: SegmentJob) -> None:
    made = make_take(job)
    found = stored_take(store, key, ".mp4", FRAMES)
    assert found
    assert found.segment.reused
    assert found.segment.path == made.segment.path == entry(store, ".mp4")
    assert found.rushes.to_bytes() == made.rushes.to_bytes()
    assert stored_take(store, key[::-1], ".mp4", FRAMES) is None


@pytest.mark.parametrize("suffix", [".mp4", RUSHES_SUFFIX])
def test_half_a_take_is_none(store: Store, key: str, job: SegmentJob, suffix: str) -> None:
    make_take(job)
    entry(store, suffix).unlink()
    assert stored_take(store, key, ".mp4", FRAMES) is None


def test_what_cannot_be_decoded_is_no_entry(
    store: Store, key: str, job: SegmentJob, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(segment: Path, proofs: object) -> Rushes:
        data = bytearray(segment.read_bytes())
        at = data.index(b"mdat") + len(data) // 2
        data[at : at + 40] = bytes(40)
        segment.write_bytes(data)
        return look(segment, {})

    monkeypatch.setattr(take, "look", broken)
    made = make_take(job)
    assert made.rushes.problems
    assert made.segment.path == job.target, "a clip is made of it all the same, and fails"
    assert store.entries() == []
    assert stored_take(store, key, ".mp4", FRAMES) is None


def test_rushes_of_another_file_are_not_taken(
    store: Store, key: str, job: SegmentJob, tmp_path: Path
) -> None:
    make_take(job)
    entry(store, ".mp4").unlink()
    other = store.making(key, ".mp4")
    other.write_bytes(b"another segment")
    keep(other, hashlib.sha256(other.read_bytes()).hexdigest())
    assert stored_take(store, key, ".mp4", FRAMES) is None


def test_the_key_says_who_looked(
    moving_drawings: tuple[Drawing, ...],
    tiny_settings: EncoderSettings,
    key: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert key != segment_key(moving_drawings, tiny_settings)
    monkeypatch.setattr(take, "_looked_by", lambda: "another eye")
    assert take_key(moving_drawings, tiny_settings) != key


def test_a_take_shown_again_costs_nothing_more(store: Store, job: SegmentJob) -> None:
    made = make_take(job)
    again = made.again()
    assert again.rushes is made.rushes
    assert (again.segment.path, again.segment.seconds) == (made.segment.path, {})
