"""Every command but the main one, as a user meets it."""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from storyreel.cli.registry import COMMANDS
from tests.clips import CLIP_IDS
from tests.e2e.program import Rendered, Run, Small
from tests.published import write_report
from tests.small_clip import SMALL

ROOT = Path(__file__).parents[2]

LIGHT = [["--help"], ["list"], ["check"], ["check", "hour29"], ["render", "--help"]]


@pytest.mark.parametrize("arguments", LIGHT, ids=" ".join)
def test_light_commands_do_not_import_manim(
    arguments: list[str], small_project: Path, tmp_path: Path
) -> None:
    code = (
        "import sys; from storyreel.cli import main\n"
        "code = main(sys.argv[1:])\n"
        "heavy = {'manim', 'skia', 'av', 'scipy', 'rich', 'PIL'} & set(sys.modules)\n"
        "# The things of picture clips are measured, which takes fonts and numbers.\n"
        "pictures = {'numpy', 'uharfbuzz', 'pymupdf_fonts'} & set(sys.modules)\n"
        "heavy |= pictures if '--help' in sys.argv else set()\n"
        "sys.exit(f'imported {heavy}' if heavy else code)"
    )
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            code,
            *arguments,
            *([] if "--help" in arguments else ["--out", str(tmp_path)]),
        ],
        cwd=ROOT if "hour29" in arguments else small_project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def processor_time(work: Callable[[], subprocess.CompletedProcess[str]]) -> float:
    """Seconds of the processor for one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert work().returncode == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.fixture(scope="module")
def manim_time() -> float:
    """What importing Manim alone takes, here and now."""
    words = [sys.executable, "-c", "import manim"]
    return processor_time(lambda: subprocess.run(words, capture_output=True, text=True, check=True))


@pytest.mark.parametrize(
    "arguments", [["--help"], ["check", "hour29"], ["check", "stage3"]], ids=" ".join
)
def test_light_commands_are_done_before_manim_would_be_there(
    launched: Run, manim_time: float, arguments: list[str]
) -> None:
    """A busy machine stretches the time of a run, so there may be a second one."""
    runs = (processor_time(lambda: launched(*arguments)) for _ in range(2))
    assert any(spent < manim_time for spent in runs)


STARTED = {
    "bench --project nowhere": 2,
    "check pear": 2,
    "doctor": 0,
    "export pair --frames pictures --quality smoke": 0,
    "inspect board.mp4": 1,
    "new other-clip": 0,
    "schema": 0,
    "sheet pair --at 2 --size 320": 0,
    "slides pair --into board.mp4 --slide 1": 2,
    "verify pair": 2,
    "worker": 2,
}
"""Command lines and their exit codes, for commands that no other test starts by the launcher."""


@pytest.mark.parametrize("line", STARTED)
def test_started_by_its_launcher_it_does_the_same(
    launched: Run, small_project: Path, tmp_path: Path, line: str
) -> None:
    project = Path(shutil.copytree(small_project, tmp_path / "project"))
    (project / "board.mp4").write_text("no film")
    done = launched(*line.split(), cwd=project)
    assert done.returncode == STARTED[line], done.stderr
    assert "Traceback" not in done.stderr


def test_help_is_one_page_that_names_every_command(run: Run) -> None:
    page = run("--help").stdout
    assert all(command in page for command in COMMANDS)
    assert len(page.splitlines()) < 50


def test_list_says_what_is_rendered_and_whether_it_is_current(
    run: Run, small: Small, old: Path
) -> None:
    places = ("--project", small.project, "--out", old)
    lines = run("list", *places).stdout.splitlines()
    assert f"{SMALL}  28.000 s  Two numbers" in lines
    assert any(f"{SMALL}-smoke.mp4  current" in line for line in lines)
    (clip,) = json.loads(run("list", "--json", *places).stdout)["clips"]
    (found,) = clip["rendered"]
    assert (found["quality"], found["current"], found["why_not"]) == ("smoke", True, [])


def test_list_sees_a_file_that_its_report_does_not_know(run: Run, small: Small, old: Path) -> None:
    """As after a crash between putting the video in its place and its report."""
    with (old / SMALL / f"{SMALL}-smoke.mp4").open("ab") as file:
        file.write(b"x")
    listed = run("list", "--project", small.project, "--out", old).stdout
    assert "the video was changed" in listed


def test_list_of_nothing_rendered_names_every_clip(run: Run, tmp_path: Path) -> None:
    listed = run("list", "--out", tmp_path).stdout
    assert "not rendered yet" in listed
    assert "hour29  30.000 s  Reproducibility gates" in listed.splitlines()
    assert all(f"{clip}  30.000 s" in listed for clip in CLIP_IDS)


def test_check_reads_every_storyboard(run: Run) -> None:
    done = run("check")
    assert done.returncode == 0, done.stderr
    assert "storyboards/hour29-reproducibility-gates.yaml: OK" in done.stdout
    document = json.loads(run("check", "hour29", "--json").stdout)
    assert document["problems"] == []
    assert document["clips"][0]["duration_s"] == 30.0


def test_schemas_are_current(run: Run) -> None:
    done = run("schema", "--check")
    assert done.returncode == 0, done.stdout


def test_schema_writes_what_is_not_current_and_removes_what_is_of_no_clip(
    run: Run, tmp_path: Path
) -> None:
    for folder in ("storyboards", "scenes"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    (schema,) = (tmp_path / "storyboards" / "schema").glob("hour29*.json")
    schema.write_text("{}")
    stray = schema.with_name("hour99-gone.schema.json")
    stray.write_text("{}")
    assert run("schema", "--check", "--project", tmp_path).returncode == 1
    assert schema.read_text() == "{}"
    done = run("schema", "--project", tmp_path)
    assert done.returncode == 0, done.stderr
    assert "written" in done.stdout
    assert not stray.exists()
    assert run("schema", "--check", "--project", tmp_path).returncode == 0


def test_doctor_finds_this_machine_able(run: Run) -> None:
    done = run("doctor")
    assert done.returncode == 0, done.stdout
    assert "libx264" in done.stdout
    document = json.loads(run("doctor", "--json").stdout)
    assert document["checks"]


def test_sheet_shows_three_frames_of_each_beat(run: Run, tmp_path: Path) -> None:
    done = run("sheet", "hour29", "--size", 160, "--json", "--out", tmp_path, "--quality", "smoke")
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert len(document["frames"]) == 3 * 8
    with Image.open(document["path"]) as sheet:
        assert sheet.size == (document["width"], document["height"])
        assert sheet.width > 3 * 160
        assert sheet.height > 7 * 90
    assert Path(document["path"]) == tmp_path / "hour29" / "hour29-sheet.png"


def test_sheet_of_one_time_is_one_full_frame(run: Run, tmp_path: Path) -> None:
    done = run("sheet", "hour29", "--at", "1", "--quality", "720p", "--out", tmp_path, "--json")
    assert done.returncode == 0, done.stderr
    with Image.open(json.loads(done.stdout)["path"]) as frame:
        assert frame.size == (1280, 720)


def test_sheet_of_one_time_takes_the_size_that_is_asked_for(run: Run, tmp_path: Path) -> None:
    done = run("sheet", "hour29", "--at", "0", "--size", 960, "--out", tmp_path, "--json")
    assert done.returncode == 0, done.stderr
    with Image.open(json.loads(done.stdout)["path"]) as frame:
        assert frame.size == (960, 540)


def test_inspect_passes_what_was_published(run: Run, smoke: Rendered) -> None:
    done = run("inspect", "hour29", "--out", smoke.media, "--json")
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert document["passed"] is True
    assert document["note"] is None
    assert 3 * 7 < document["fidelity"]["sampled_frames"] < 450
    assert document["file"]["frames"] == 450


def test_inspect_of_a_clip_whose_storyboard_has_changed_judges_the_file(
    run: Run, small: Small, old: Path
) -> None:
    report = old / SMALL / f"{SMALL}-smoke.report.json"
    document = json.loads(report.read_text("utf-8"))
    document["provenance"]["storyboard"] = "another"
    write_report(report, document)
    places = ("--project", small.project, "--out", old)
    done = run("inspect", SMALL, "--quality", "smoke", *places)
    assert done.returncode == 0, done.stdout
    assert f"{SMALL}-smoke.mp4: passed" in done.stdout
    assert "only the file is judged: the storyboard has changed" in done.stdout


def test_inspect_takes_any_file(run: Run, smoke: Rendered, tmp_path: Path) -> None:
    whole = tmp_path / "some-other-name.mp4"
    shutil.copy(smoke.clip["path"], whole)
    assert run("inspect", whole).returncode == 0
    cut = tmp_path / "cut.mp4"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    text = tmp_path / "text.mp4"
    text.write_text("not a video")
    for broken in (cut, text):
        done = run("inspect", broken, "--json")
        assert done.returncode == 1, done.stderr
        assert json.loads(done.stdout)["findings"]


def test_inspect_of_what_is_not_there(run: Run, tmp_path: Path) -> None:
    done = run("inspect", "hour29", "--out", tmp_path)
    assert done.returncode == 2
    assert "has not been rendered" in done.stderr
    done = run("inspect", tmp_path / "gone.mp4")
    assert done.returncode == 2
    assert "gone.mp4" in done.stderr


def test_clean_empties_the_store_and_forgets_what_killed_runs_left(
    run: Run, published: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    entry = store / "ab" / f"{'ab' * 32}.{'cd' * 32}.mp4"
    draft = published / "hour29" / ".hour29-4k.abcdefgh" / "clip.mp4"
    for path in (entry, draft):
        path.parent.mkdir(parents=True)
        path.write_bytes(bytes(3 * 2**20))
    before = {path.name for path in (published / "hour29").iterdir() if path.is_file()}
    done = run("clean", "--out", published, "--store", store)
    assert done.returncode == 0, done.stderr
    assert "1 segment removed, 3 MiB freed" in done.stdout
    assert "1 leftover of a killed run removed, 3 MiB freed" in done.stdout
    assert not entry.exists()
    assert {path.name for path in (published / "hour29").iterdir()} == before
    again = json.loads(run("clean", "--json", "--out", published, "--store", store).stdout)
    assert (again["removed"], again["drafts"], again["freed_bytes"]) == (0, 0, 0)


def test_tests_are_run_by_pytest_with_what_follows(launched: Run) -> None:
    done = launched("test", "--collect-only", "-q", "tests/unit/cli/test_values.py")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "tests/unit/cli/test_values.py: " in done.stdout


@pytest.mark.slow
def test_sheet_of_parts_shows_every_part(run: Run, tmp_path: Path) -> None:
    done = run("sheet", "--parts", "--out", tmp_path, "--json")
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert Path(document["path"]) == tmp_path / "parts-sheet.png"
    assert {"Plate", "Rail", "Fingerprint"} <= set(document["parts"])
    with Image.open(document["path"]) as sheet:
        assert sheet.size == (document["width"], document["height"])
