"""A disk that runs full during a render: exit code 3, no data lost, no debris left."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.small_disk import SIZE_MB, fill
from tests.faults.world import NewWorld, Undisturbed
from tests.processes import wait_until

pytestmark = pytest.mark.faults


@pytest.mark.parametrize("on_disk", ["both", "store", "media"])
@pytest.mark.parametrize("segments", [0, 3, 12])
def test_disk_runs_full(
    new_world: NewWorld,
    disk: Path,
    undisturbed: Undisturbed,
    on_disk: str,
    segments: int,
) -> None:
    folders = {
        "both": {"media": disk / "media", "store_folder": disk / "store"},
        "store": {"store_folder": disk / "store"},
        "media": {"media": disk / "media"},
    }[on_disk]
    world = new_world(**folders)
    world.video.parent.mkdir(parents=True)
    world.video.write_bytes(b"the old clip")
    world.video.with_suffix(".report.json").write_text("{}", encoding="utf-8")
    run = world.start()
    assert wait_until(lambda: len(world.kept()) >= segments and run.workers())
    balloon = fill(disk)
    _, err = run.wait()
    assert run.process.returncode == 3, err
    assert run.is_gone()
    assert "Traceback" not in err
    assert "full" in err
    assert "segments are kept" in err
    assert world.video.read_bytes() == b"the old clip"
    kept = len(world.kept())
    assert kept >= segments
    assert world.debris() == []
    balloon.unlink()
    clip = world.render()
    assert clip["segments_reused"] >= kept
    assert world.digest() == undisturbed.sha256
    assert world.debris() == []


def test_a_render_that_will_not_fit_does_not_start(new_world: NewWorld, disk: Path) -> None:
    world = new_world(store_folder=disk / "store")
    run = world.start("--quality", "8k")
    _, err = run.wait()
    assert run.process.returncode == 3, err
    assert f"may need 82 MiB and the disk has {SIZE_MB} MiB free" in err
    assert world.debris() == []
    assert not world.media.exists()
