"""Recorded reads: the data files of a scene, and nothing of the system or of others."""

from __future__ import annotations

import py_compile
import tempfile
from importlib import import_module
from pathlib import Path
from threading import Thread

import numpy as np
import pytest

from storyreel.stage.file_reads import recorded_reads


def test_files_that_are_read_are_recorded_once(tmp_path: Path) -> None:
    table, beside = tmp_path / "lesson" / "table.csv", tmp_path / "lesson" / "other.csv"
    table.parent.mkdir()
    table.write_text("1,2\n3,4\n")
    beside.write_text("5,6\n")
    with recorded_reads() as reads:
        np.loadtxt(table, delimiter=",")
        table.read_bytes()
    assert reads.data_files(table.parent) == (table,)
    beside.read_text()
    assert reads.data_files(table.parent) == (table,), "the recording has ended"


def test_what_is_written_or_is_a_module_does_not_count(tmp_path: Path) -> None:
    module = tmp_path / "helper.py"
    module.write_text("X = 1\n")
    with recorded_reads() as reads:
        (tmp_path / "written.txt").write_text("new")
        module.read_text()
        Path("/etc/hostname").exists()
        np.array([Path(np.__file__).read_bytes()])
    assert reads.data_files(tmp_path) == ()


def test_temporary_files_outside_the_folder_of_the_scene_do_not_count(tmp_path: Path) -> None:
    with tempfile.NamedTemporaryFile() as file, recorded_reads() as reads:
        Path(file.name).read_bytes()
        assert reads.data_files(tmp_path / "lesson") == ()
        assert reads.data_files(Path(file.name).parent) == (Path(file.name),)


def test_neither_pauses_nor_other_threads_are_recorded(tmp_path: Path) -> None:
    path = tmp_path / "data.txt"
    path.write_text("data")
    with recorded_reads() as reads:
        with reads.paused():
            path.read_text()
        thread = Thread(target=path.read_text)
        thread.start()
        thread.join()
        assert reads.data_files(tmp_path) == ()
        path.read_text()
    assert reads.data_files(tmp_path) == (path,)


def test_modules_of_other_folders_count_even_if_only_their_bytecode_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those in the folder of the scene are part of its provenance by their imports."""
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    module = tmp_path / "common" / "far_away.py"
    module.parent.mkdir()
    module.write_text("X = 1\n")
    py_compile.compile(str(module))
    monkeypatch.syspath_prepend(str(module.parent))
    with recorded_reads() as reads:
        import_module("far_away")
    assert reads.data_files(tmp_path / "lesson") == (module,)
    assert reads.data_files(module.parent) == ()
