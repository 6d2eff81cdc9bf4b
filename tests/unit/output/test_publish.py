"""Publishing: after a kill, a refusal or a crash, all files are of the same render."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from storyreel.base.errors import MachineError
from storyreel.base.provenance import Provenance
from storyreel.output.inventory import file_changes
from storyreel.output.names import OutputPaths
from storyreel.output.report_file import read_report
from storyreel.output.staging import StagedOutput, recover_outputs, staged_output
from tests.published import publish_files
from tests.sparse import every, only

MADE_OF = Provenance("hour29.yaml", {"storyboard": "a"})
FILES = {"video", "poster", "captions", "report"}
CHANGES = {"os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "open"}
"""What the interpreter tells audit hooks of before it changes a folder."""


@pytest.fixture
def unsynced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare the disk: what a process has written outlives it, synced or not."""
    monkeypatch.setattr(os, "fsync", lambda handle: None)


@pytest.fixture
def paths(tmp_path: Path) -> OutputPaths:
    return OutputPaths.of(tmp_path / "media", "hour29", "smoke")


@pytest.fixture(params=only("again".__ne__, ["first", "again", "after a failure"]))
def before(request: pytest.FixtureRequest, paths: OutputPaths) -> str:
    """What is there before the publication."""
    if request.param != "first":
        publish_files(paths, MADE_OF, b"old ")
    if request.param == "after a failure":
        publish_files(paths.failed, MADE_OF, b"bad ")
        paths.failed.poster.unlink()
        paths.failed.captions.unlink()
    return str(request.param)


def fill(staged: StagedOutput) -> None:
    """Stage a new version."""
    new = replace(staged.paths, folder=staged.video.parent)
    publish_files(new, MADE_OF, b"new ")


def publish(paths: OutputPaths) -> None:
    with staged_output(paths, print) as staged:
        fill(staged)
        staged.publish()


def keep_failed(paths: OutputPaths) -> None:
    with staged_output(paths, print) as staged:
        fill(staged)
        staged.keep_failed()


def content(paths: OutputPaths) -> dict[str, bytes]:
    """All visible files, by their names."""
    if not paths.folder.is_dir():
        return {}
    return {
        path.name: path.read_bytes()
        for path in paths.folder.iterdir()
        if not path.name.startswith(".")
    }


def reset(paths: OutputPaths, files: dict[str, bytes]) -> None:
    """Make the folder hold these files alone."""
    shutil.rmtree(paths.folder, ignore_errors=True)
    paths.folder.mkdir()
    for name, data in files.items():
        (paths.folder / name).write_bytes(data)


def is_trusted(paths: OutputPaths) -> bool:
    """Whether a reader takes the four files for those of one render."""
    return not file_changes(paths, read_report(paths.report))


def test_new_files_replace_the_old_ones_and_a_failure(before: str, paths: OutputPaths) -> None:
    publish(paths)
    assert set(content(paths)) == {
        "hour29-smoke.mp4",
        "hour29-smoke.png",
        "hour29-smoke.vtt",
        "hour29-smoke.report.json",
    }
    assert paths.video.read_bytes() == b"new video"
    assert is_trusted(paths)
    assert not list(paths.folder.glob(".*"))


def test_failed_clip_is_kept_beside_the_published_one(before: str, paths: OutputPaths) -> None:
    earlier = content(paths)
    keep_failed(paths)
    failed = {paths.failed.video.name, paths.failed.report.name}
    assert {k: v for k, v in content(paths).items() if k not in failed} == {
        k: v for k, v in earlier.items() if k not in failed
    }
    assert paths.failed.video.read_bytes() == b"new video"
    assert not list(paths.folder.glob(".*"))


def test_discarded_output_changes_nothing(before: str, paths: OutputPaths) -> None:
    earlier = content(paths)
    with pytest.raises(KeyboardInterrupt), staged_output(paths, print) as staged:
        fill(staged)
        raise KeyboardInterrupt
    assert content(paths) == earlier


def be_killed_at(change: int) -> None:
    """Let this process kill itself before its n-th change of a folder from now on."""
    left = change

    def count(event: str, _: Any) -> None:
        nonlocal left
        if event in CHANGES:
            left -= 1
            if left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


def killed_at(change: int, run: Callable[[OutputPaths], None], paths: OutputPaths) -> bool:
    """Run in a child that is killed before its n-th change of a folder; whether it was."""
    child = os.fork()
    if child == 0:
        try:
            with staged_output(paths, print) as staged:
                fill(staged)
                be_killed_at(change)
                staged.publish() if run is publish else staged.keep_failed()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def recover_by_listing(paths: OutputPaths) -> None:
    recover_outputs(paths.folder)


def recover_by_rendering(paths: OutputPaths) -> None:
    with staged_output(paths, print):
        pass


@pytest.mark.parametrize("recover", [recover_by_listing, recover_by_rendering])
@pytest.mark.parametrize("run", every(2, [publish, keep_failed]))
@pytest.mark.usefixtures("unsynced")
def test_kill_at_any_moment_leaves_files_of_one_render(
    before: str,
    paths: OutputPaths,
    run: Callable[[OutputPaths], None],
    recover: Callable[[OutputPaths], None],
) -> None:
    earlier = content(paths)
    run(paths)
    later = content(paths)
    moments = 0
    found = set()
    while True:
        reset(paths, earlier)
        if not killed_at(moments, run, paths):
            break
        if is_trusted(paths):
            files = paths.video, paths.poster, paths.captions
            assert len({path.read_bytes()[:4] for path in files}) == 1
        recover(paths)
        assert content(paths) in (earlier, later), f"killed before change {moments}"
        assert not list(paths.folder.glob(".*")), f"killed before change {moments}"
        found.add(content(paths) == later)
        moments += 1
    assert moments > 10
    assert found == {True, False}, "some kills come before the publication, some after it"


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, str]]]:
    """The changes of folders and the syncs that are asked for, in order."""
    made: list[tuple[str, str]] = []

    def note(name: str, describe: Callable[..., str]) -> None:
        real = getattr(os, name)

        def noted(*args: Any, **options: Any) -> Any:
            made.append((name, describe(*args)))
            return real(*args, **options)

        monkeypatch.setattr(os, name, noted)

    note("replace", lambda source, target: Path(target).name)
    note("link", lambda source, target: Path(target).name)
    note("fsync", lambda handle: Path(f"/proc/self/fd/{handle}").readlink().name)
    yield made


def test_everything_is_synced_before_it_is_relied_on(
    paths: OutputPaths, calls: list[tuple[str, str]]
) -> None:
    publish_files(paths, MADE_OF, b"old ")
    publish(paths)
    names = [path.name for path in (paths.video, paths.poster, paths.captions, paths.report)]
    begun = calls.index(("replace", paths.publication.name))
    moved = calls.index(("replace", paths.report.name))
    finished = calls.index(("replace", paths.finished.name))
    synced = {name for call, name in calls[:begun] if call == "fsync"}
    assert synced > {*names, "new", "old"}, "the new files and the links to the old ones"
    assert calls[begun + 1] == ("fsync", "hour29")
    others = {("replace", name) for name in names[:3]}
    assert others <= set(calls[begun:moved])
    assert set(calls[moved - 2 : moved]) == {("fsync", "new"), ("fsync", "hour29")}
    assert calls[moved + 1] == ("fsync", "hour29")
    assert moved + 1 < finished


def refuse(
    monkeypatch: pytest.MonkeyPatch, name: str, refused: Callable[[int, str], bool], code: int
) -> list[str]:
    """Let calls of a function of `os` fail; returns the names of the files that failed."""
    real, seen, failed = getattr(os, name), [0], []

    def refusing(*args: Any, **options: Any) -> Any:
        target = Path(str(args[-1] if name in ("replace", "link") else args[0])).name
        seen[0] += 1
        if refused(seen[0], target):
            failed.append(target)
            raise OSError(code, os.strerror(code), target)
        return real(*args, **options)

    monkeypatch.setattr(os, name, refusing)
    return failed


@pytest.mark.parametrize("file", sorted(FILES))
def test_file_that_cannot_be_replaced_keeps_all_as_they_were(
    before: str, file: str, paths: OutputPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As with a file that is immutable: nothing can be renamed onto it, at any time."""
    earlier = content(paths)
    target = getattr(paths, file).name
    with monkeypatch.context() as patch:
        failed = refuse(patch, "replace", lambda _, name: name == target, errno.EPERM)
        with pytest.raises(MachineError, match="Operation not permitted"):
            publish(paths)
    assert failed
    assert content(paths) == earlier
    publish(paths)
    assert is_trusted(paths)


@pytest.mark.parametrize("name", ["replace", "link", "fsync", "unlink"])
def test_any_call_that_fails_leaves_files_of_one_render(
    before: str, name: str, paths: OutputPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_call(number: int, seen: int, _: str) -> bool:
        return seen == number

    earlier = content(paths)
    for number in range(1, 100):
        with monkeypatch.context() as patch:
            failed = refuse(patch, name, partial(is_call, number), errno.EIO)
            try:
                publish(paths)
            except MachineError:
                recover_outputs(paths.folder)
                assert content(paths) == earlier or is_trusted(paths)
        if not failed:
            return
        reset(paths, earlier)
    raise AssertionError("it never got through")


@pytest.mark.parametrize("file", sorted(FILES))
def test_folder_in_place_of_a_file_is_refused(file: str, paths: OutputPaths) -> None:
    publish_files(paths, MADE_OF, b"old ")
    target = getattr(paths, file)
    target.unlink()
    target.mkdir()
    (target / "notes").write_text("kept")
    others = {getattr(paths, name) for name in FILES - {file}}
    earlier = {path: path.read_bytes() for path in others}
    with pytest.raises(MachineError, match="can't be written"):
        publish(paths)
    assert {path: path.read_bytes() for path in others} == earlier
    assert (target / "notes").read_text() == "kept"
    assert not list(paths.folder.glob(".*"))


def test_without_hard_links_old_files_are_copied(
    before: str, paths: OutputPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = content(paths)
    refuse(monkeypatch, "link", lambda *_: True, errno.EPERM)
    with monkeypatch.context() as patch:
        refuse(patch, "replace", lambda _, name: name == paths.report.name, errno.EPERM)
        with pytest.raises(MachineError):
            publish(paths)
    assert content(paths) == earlier
    publish(paths)
    assert is_trusted(paths)


@pytest.mark.usefixtures("unsynced")
def test_interrupted_recovery_is_repeated(paths: OutputPaths) -> None:
    """Killed while publishing, and then at each moment of putting the old files back."""
    publish_files(paths, MADE_OF, b"old ")
    earlier = content(paths)
    for moment in range(100):
        killed_at_report(paths)
        child = os.fork()
        if child == 0:
            be_killed_at(moment)
            recover_outputs(paths.folder)
            os._exit(0)
        killed = os.WIFSIGNALED(os.waitpid(child, 0)[1])
        recover_outputs(paths.folder)
        assert content(paths) == earlier
        if not killed:
            return
    raise AssertionError("it never got through")


@pytest.mark.usefixtures("unsynced")
def test_a_publication_of_another_container_is_undone(tmp_path: Path) -> None:
    paths = OutputPaths.of(tmp_path / "media", "hour29", "smoke-prores", ".mov")
    publish_files(paths, MADE_OF, b"old ")
    earlier = content(paths)
    killed_at_report(paths)
    recover_outputs(paths.folder)
    assert content(paths) == earlier


def killed_at_report(paths: OutputPaths) -> None:
    """Publish in a child that is killed when only the report is left to be moved in."""
    child = os.fork()
    if child == 0:

        def stop(event: str, args: Any) -> None:
            if event == "os.rename" and str(args[1]) == str(paths.report):
                os.kill(os.getpid(), signal.SIGKILL)

        with staged_output(paths, print) as staged:
            fill(staged)
            sys.addaudithook(stop)
            staged.publish()
        os._exit(0)
    os.waitpid(child, 0)
    assert paths.video.read_bytes() == b"new video"
    assert not is_trusted(paths)


def test_full_disk_is_explained(paths: OutputPaths, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_files(paths, MADE_OF, b"old ")
    earlier = content(paths)
    refuse(monkeypatch, "fsync", lambda seen, _: seen == 1, errno.ENOSPC)
    with pytest.raises(MachineError, match=r"the disk is full.*--out DIR"):
        publish(paths)
    assert content(paths) == earlier
