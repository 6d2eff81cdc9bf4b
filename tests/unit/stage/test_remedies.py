"""Errors of scenes in their authors' words: TeX, Typst, modules."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from manim import Circle, ImageMobject, MathTypst, config
from manim.utils.tex_file_writing import tex_to_svg_file

from storyreel.base.timebase import Fps
from storyreel.stage.manim_config import settings_for_a_file
from storyreel.stage.remedies import explained

LATEX = """#!/bin/sh
for word in "$@"; do
    case $word in
        -output-directory=*) folder=${word#*=} ;;
        *.tex) name=$(basename $word .tex) ;;
    esac
done
cp "$(dirname $0)/log" $folder/$name.log
exit 1
"""


def failure_of_tex(folder: Path, log: str, monkeypatch: pytest.MonkeyPatch) -> Exception:
    """What Manim raises where a `latex` in the path writes this log and fails."""
    programs = folder / "bin"
    programs.mkdir()
    (programs / "log").write_text(log)
    (programs / "latex").write_text(LATEX)
    (programs / "latex").chmod(0o755)
    monkeypatch.setenv("PATH", str(programs), prepend=":")
    with (
        settings_for_a_file(160, 90, Fps(15), folder),
        pytest.raises(ValueError, match="latex error") as caught,
    ):
        tex_to_svg_file("x", None, config.tex_template)
    return caught.value


@pytest.mark.parametrize(
    "place",
    [
        "l.8 \\nothing\n             x\n",
        "<argument> ...raw <g id='unique000'>}\\nothing \n   x\nl.10 \\end{align*}\n",
    ],
)
def test_an_error_of_tex_is_quoted_and_its_log_is_kept(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = f"This is TeX\n! Undefined control sequence.\n{place}"
    what, remedy = explained(failure_of_tex(tmp_path, log, monkeypatch))
    assert what == r"latex fails: Undefined control sequence (\nothing)"
    kept = re.search(r"The log is (\S+)\.$", remedy)
    assert kept is not None
    path = Path(kept[1])
    assert not path.is_relative_to(tmp_path / "Tex")
    assert path.read_text() == log
    path.unlink()


def test_a_missing_package_of_tex_comes_with_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = "! LaTeX Error: File `standalone.cls' not found.\nl.1 x\n"
    what, remedy = explained(failure_of_tex(tmp_path, log, monkeypatch))
    assert "standalone.cls" in what
    assert "apt-get install texlive-latex-extra" in remedy


def test_without_latex_the_message_names_the_packages(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        subprocess.run(["latex"], env={"PATH": str(tmp_path)}, check=True)
    what, remedy = explained(caught.value)
    assert what == "LaTeX is not installed: the program 'latex' was not found"
    assert "apt-get install texlive-latex-extra" in remedy


def test_other_missing_files_have_nothing_to_do_with_latex() -> None:
    with pytest.raises(FileNotFoundError) as caught:
        Path("/nowhere/at/all").read_text()
    assert "LaTeX" not in explained(caught.value).what


@pytest.mark.parametrize("module", ["cv2", "manim_voiceover.services"])
def test_missing_modules_come_with_the_command_that_installs_them(module: str) -> None:
    name = module.partition(".")[0]
    what, remedy = explained(ModuleNotFoundError(f"No module named {module!r}", name=module))
    assert what == f"the module {name!r} is not installed"
    assert remedy.endswith(f"python -m pip install {name}`.")


def test_a_missing_part_of_an_installed_package_is_no_missing_package() -> None:
    error = ModuleNotFoundError("No module named 'yaml.nothing'", name="yaml.nothing")
    assert explained(error) == ("the module 'yaml.nothing' does not exist", "Correct the import.")


def test_scenes_of_manimgl_are_told_apart() -> None:
    error = ModuleNotFoundError("No module named 'manimlib'", name="manimlib")
    assert "ManimGL" in explained(error).what


def test_typst_is_named_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(ImportError) as caught:
        MathTypst("x + never compiled before")
    what, remedy = explained(caught.value)
    assert what == "Typst is not installed"
    assert remedy.endswith("-m pip install typst`.")


def test_a_missing_file_is_named_with_the_folder_that_it_may_be_in() -> None:
    with pytest.raises(OSError) as caught:
        ImageMobject("no-such-picture.png")
    what, remedy = explained(caught.value)
    assert what == "the file no-such-picture.png does not exist"
    assert f"put it into {Path.cwd()}" in remedy


@pytest.mark.parametrize(
    ("error", "what", "remedy"),
    [
        (EOFError("EOF when reading a line"), "waits for input", "Take that line out"),
        (SystemExit("bye"), "it ends the program: bye", "`return`"),
        (SystemExit(), "it ends the program", "`return`"),
        (OSError("out of paper"), "OSError: out of paper", "Fix the scene"),
    ],
    ids=repr,
)
def test_other_ends_of_a_scene_are_explained(error: BaseException, what: str, remedy: str) -> None:
    found = explained(error)
    assert what in found.what
    assert remedy in found.remedy


NAMES = {
    "ShowCreation(1)": "Manim's name for it is Create today.",
    "Circel()": "Did you mean 'Circle'?",
    "circle.shfit(1)": "Did you mean 'shift'?",
}


@pytest.mark.parametrize("line", NAMES)
def test_names_that_are_spelt_otherwise_are_suggested(line: str) -> None:
    with pytest.raises((NameError, AttributeError)) as caught:
        eval(line, {"Circle": Circle, "circle": Circle()})
    assert explained(caught.value).remedy == NAMES[line]


def test_a_name_that_nothing_resembles_has_no_suggestion() -> None:
    with pytest.raises(NameError) as caught:
        eval("xylophone()", {"Circle": Circle})
    assert explained(caught.value).remedy == "Fix the scene."


def test_an_error_without_words_comes_with_its_line() -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        raise ZeroDivisionError
    assert "ZeroDivisionError at `raise ZeroDivisionError` (test_remedies.py, line" in (
        explained(caught.value).what
    )
