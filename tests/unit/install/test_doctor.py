"""The doctor: finds what is missing, and says how to install it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from storyreel import native
from storyreel.base.errors import ExitCode, MachineError, Problem
from storyreel.base.program import REINSTALL
from storyreel.base.project import Project
from storyreel.install import doctor, system
from storyreel.install.doctor import Check, Diagnosis, PackageCheck, examine
from storyreel.workers.capacity import Machine

PROJECT = Project.at(Path(__file__).parents[3])


@pytest.fixture(scope="module")
def here() -> Diagnosis:
    return examine(PROJECT)


def named(diagnosis: Diagnosis, name: str) -> Check:
    return next(check for check in diagnosis.checks if check.name == name)


def test_a_machine_that_runs_the_tests_can_render(here: Diagnosis) -> None:
    assert here.exit_code == ExitCode.OK, here.text()
    assert here.text().endswith("\nThis machine can render.")


def test_everything_is_checked(here: Diagnosis) -> None:
    names = {check.name for check in here.checks}
    libraries = {"manim", "skia-python", "av", "numpy", "uharfbuzz", "pydantic", "import skia"}
    machine = {"Python", "fonts", "media", "disk", "memory", "cores", "pkg-config"}
    encoders = {f"encoder {name}" for name in ("libx264", "libx265", "libsvtav1", "prores_ks")}
    assert libraries | machine | encoders <= names
    assert named(here, "manim").detail.startswith("0.22")
    assert "mono.regular" in named(here, "fonts").detail


def test_a_missing_extension_is_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert doctor.extension().state == "ok"
    monkeypatch.setattr(native, "extension", None)
    assert (doctor.extension().state, doctor.extension().remedy) == ("warn", REINSTALL)
    monkeypatch.setattr(native, "MODULE", "planted_extension")
    assert doctor.extension().detail == "not compiled; rendering is slower"
    (tmp_path / "planted_extension.py").write_text("raise ImportError('of another machine')")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert doctor.extension().detail == "ImportError: of another machine; rendering is slower"
    monkeypatch.setenv(native.SWITCH, "off")
    assert doctor.extension().detail == "left out by STORYREEL_EXTENSION=off; rendering is slower"
    assert Diagnosis((doctor.extension(),)).exit_code == ExitCode.OK


def test_checking_changes_nothing(tmp_path: Path) -> None:
    examine(Project.at(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_diagnosis_is_data(here: Diagnosis) -> None:
    data = json.loads(json.dumps(here.as_data()))
    assert data["exit_code"] == 0
    assert set(data["checks"][0]) == {"name", "state", "detail", "remedy"}


def test_the_text_shows_remedies_and_what_is_missing() -> None:
    diagnosis = Diagnosis(
        (
            Check("one", "ok", "1.0"),
            Check("other", "missing", "gone", "Run this:\n\n    apt install it\n"),
            Check("third", "warn", "old", "Update it."),
        )
    )
    assert diagnosis.exit_code == ExitCode.UNABLE_MACHINE
    assert diagnosis.text().splitlines() == [
        "ok       one    1.0",
        "missing  other  gone",
        "                Run this:",
        "                    apt install it",
        "warn     third  old",
        "                Update it.",
        "",
        "Missing: other.",
    ]


def test_the_text_counts_the_packages_that_are_ok_and_names_the_others() -> None:
    checks = (
        Check("Python", "ok", "3.11"),
        PackageCheck("av", "ok", "18.1"),
        PackageCheck("numpy", "warn", "1.0; wanted is ==2.4", "Update it."),
        PackageCheck("zipp", "ok", "4.1"),
    )
    assert Diagnosis(checks).text().splitlines() == [
        "ok       Python    3.11",
        "ok       packages  2 in the versions that are wanted",
        "warn     numpy     1.0; wanted is ==2.4",
        "                   Update it.",
        "",
        "This machine can render.",
    ]
    without = Diagnosis(checks[:1] + checks[2:3])
    assert "packages" not in without.text()
    assert [check["name"] for check in Diagnosis(checks).as_data()["checks"]] == [
        "Python", "av", "numpy", "zipp",
    ]  # fmt: skip


def test_a_warning_does_not_change_the_exit_code() -> None:
    assert Diagnosis((Check("one", "warn", "old"),)).exit_code == ExitCode.OK


@pytest.mark.parametrize(
    ("line", "states"),
    [
        ("pydantic>=1", ["ok"]),
        ("pydantic==0.0.1", ["warn"]),
        ("no-such-package==1.0", ["missing"]),
        ("no-such-package==1.0 ; sys_platform == 'win32'", []),
    ],
)
def test_a_package_against_the_lock(line: str, states: list[str], tmp_path: Path) -> None:
    lock = tmp_path / "some.lock"
    lock.write_text(f"# head\n{line} \\\n    --hash=sha256:00\n    # via nothing\n")
    checks = doctor.packages(lock)
    assert [check.state for check in checks] == states
    assert all(check.remedy for check in checks if check.state != "ok")


def test_an_installed_package_is_checked_against_its_own_requirements(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A project of the user's own may have a lock, too, which says nothing of Storyreel."""
    requirements = ["pydantic>=1", "no-such-package>=2", "pytest-planted; extra == 'dev'"]
    monkeypatch.setattr("importlib.metadata.requires", lambda name: requirements)
    checks = doctor.packages(None)
    assert [(check.name, check.state) for check in checks] == [
        ("pydantic", "ok"),
        ("no-such-package", "missing"),
    ]


def test_a_missing_lock_is_a_warning(tmp_path: Path) -> None:
    (check,) = doctor.packages(tmp_path / "some.lock")
    assert (check.state, check.name) == ("warn", "packages")


def test_a_library_that_does_not_load_or_crashes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "planted_broken.py").write_text("raise ImportError('libGL.so.1: not found')")
    (tmp_path / "planted_crash.py").write_text("import os; os.abort()")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    broken = doctor.loading("planted_broken")
    assert (broken.state, broken.detail) == ("missing", "ImportError: libGL.so.1: not found")
    assert doctor.loading("planted_crash").state == "missing"
    assert doctor.loading("json").state == "ok"


def test_the_doctor_starts_with_broken_libraries(tmp_path: Path) -> None:
    libraries = ("av", "uharfbuzz", "psutil", "packaging")
    for library in libraries:
        (tmp_path / f"{library}.py").write_text(f"raise ImportError('{library} is broken')")
    program = f"""
import sys
from pathlib import Path
from storyreel.install.doctor import examine
from storyreel.base.project import Project
diagnosis = examine(Project.at(Path({str(PROJECT.root)!r})))
print([check.detail for check in diagnosis.checks if check.state == "missing"])
sys.exit(diagnosis.exit_code)
"""
    command = [sys.executable, "-c", program]
    paths = os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONPATH": paths}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == ExitCode.UNABLE_MACHINE, done.stderr
    assert [library for library in libraries if library not in done.stdout] == []


def test_missing_build_tools_are_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "_succeeds", lambda command: False)
    monkeypatch.setattr(system, "can_load", lambda library: False)
    monkeypatch.setattr(system, "has_venv", lambda: False)
    monkeypatch.setattr(system, "has_python_headers", lambda: False)
    checks = doctor.system_needs()
    states = {check.name: check.state for check in checks}
    assert states.pop("the OpenGL and EGL libraries", "missing") == "missing"
    assert set(states.values()) == {"warn"}
    assert all(check.remedy for check in checks)


def test_a_font_with_other_bytes_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def verify_fonts() -> dict[str, str]:
        raise MachineError(Problem("Font sans.bold has SHA-256 00, not 11.", "Reinstall it."))

    module = ModuleType("storyreel.design.fonts")
    module.verify_fonts = verify_fonts  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "storyreel.design.fonts", module)
    assert doctor.fonts().state == "missing"
    assert "sans.bold" in doctor.fonts().detail


@pytest.mark.parametrize(("codec", "state"), [("h264", "missing"), ("av1", "warn")])
def test_only_the_encoder_of_the_default_codec_is_required(
    codec: str, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storyreel.encode.encoder.has_encoder", lambda name: False)
    assert doctor.encoder(codec).state == state


def test_a_media_folder_that_is_not_writable(tmp_path: Path) -> None:
    (tmp_path / "media").write_text("in the way")
    assert doctor.media(Project.at(tmp_path)).state == "missing"


@pytest.mark.parametrize(("free_mb", "state"), [(100, "missing"), (1000, "warn"), (5000, "ok")])
def test_the_free_disk_is_judged_and_little_of_it_has_a_remedy(
    free_mb: int, state: str, tmp_path: Path
) -> None:
    check = doctor.disk(Project.at(tmp_path), free_mb)
    assert (check.state, check.detail) == (state, f"{free_mb} MB free")
    assert bool(check.remedy) == (state != "ok")


@pytest.mark.parametrize(
    ("memory_mb", "state", "words"),
    [
        (100, "missing", "not enough for any quality"),
        (1000, "warn", "enough for 4k"),
        (9000, "ok", "8k"),
    ],
)
def test_the_free_memory_is_enough_for_some_qualities(
    memory_mb: int, state: str, words: str
) -> None:
    check = doctor.memory(Machine(cores=2, memory_mb=memory_mb))
    assert check.state == state
    assert words in check.detail
