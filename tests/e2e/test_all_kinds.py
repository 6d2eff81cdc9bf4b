"""Every kind of thing, rendered by one worker and by several."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.program import Run
from tests.unit.pictures.all_kinds import write_clip_of_all_kinds


@pytest.mark.slow
def test_all_kinds_are_the_same_by_any_number_of_workers(run: Run, tmp_path: Path) -> None:
    write_clip_of_all_kinds(tmp_path)
    videos = set()
    for workers in (1, 2, 3):
        media = tmp_path / f"media {workers}"
        places = ("--project", tmp_path, "--out", media, "--store", tmp_path / f"store {workers}")
        # Its texts are too short-lived to be read, so it fails inspection; the video is kept.
        run("kinds", "--quality", "smoke", "--workers", workers, *places)
        (video,) = (media / "kinds").glob("*.mp4")
        videos.add(video.read_bytes())
    assert len(videos) == 1
