"""New clips: the starter storyboard in a project, or a project of its own with it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from storyreel.base.errors import Problem, RequestError
from storyreel.base.project import Project
from storyreel.pictures.schema import write_picture_schema, write_schemas
from storyreel.storyboard.catalog import ClipFiles, all_clips

TEMPLATE = Path(__file__).parent / "template"
STARTER = TEMPLATE / "storyboards" / "search-binary-search.yaml"

STEM = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LONGEST_ID = 40

RESERVED = frozenset({
    "all", "bench", "check", "clean", "doctor", "export", "inspect", "list", "new", "render",
    "schema", "sheet", "slides", "studio", "test", "verify", "watch", "worker",
})  # fmt: skip
"""Words that are commands, or all clips, where a clip's id could be."""


def create_clip(project: Project, stem: str) -> ClipFiles:
    """Write the starter storyboard under a name of its own; returns the clip's files.

    Raises RequestError for a name that a storyboard cannot have, whose first word is a command, or
    whose clip exists.
    """
    if not STEM.fullmatch(stem) or len(stem.partition("-")[0]) > LONGEST_ID:
        what = f"{stem!r} cannot be the name of a storyboard."
        remedy = "Use lower-case letters, digits and -, beginning with a letter: hour31-my-clip."
        raise RequestError(Problem(what, remedy))
    files = ClipFiles.named(project, stem)
    if files.id in RESERVED:
        what = f"A clip cannot be called {files.id!r}, which is a word of the command line."
        raise RequestError(Problem(what, "Begin the name with another word."))
    for clip in all_clips(project):
        if clip.id == files.id:
            what = f"The clip {clip.id} exists already: {project.shown(clip.storyboard)}."
            raise RequestError(Problem(what, "Begin the name with another word."))
    if files.scene.is_file():
        what = f"{files.shown(files.scene)} would perform the storyboard {stem!r}."
        raise RequestError(Problem(what, "Begin the name with another word."))
    text = STARTER.read_text("utf-8").replace("clip: search\n", f"clip: {files.id}\n")
    write_picture_schema(project)
    _write_new(files.storyboard, text)
    return files


def create_project(folder: Path) -> tuple[Project, str]:
    """Write the template's files and their schemas to a folder that is empty or new.

    The folder is as it was before where they cannot be written, or the program is stopped.

    Returns the project and the id of its clip.
    """
    first_new = _first_missing(folder)
    try:
        for source in TEMPLATE.rglob("*"):
            if source.is_file() and "__pycache__" not in source.parts:
                target = folder / source.relative_to(TEMPLATE)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(source.read_bytes())
        (folder / "gitignore").rename(folder / ".gitignore")
        project = Project.at(folder)
        write_schemas(project)
    except BaseException:
        for path in (first_new,) if first_new else folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        raise
    return project, all_clips(project)[0].id


def _write_new(path: Path, text: str) -> None:
    """Write a file that does not exist, whole or not at all."""
    with path.open("x", encoding="utf-8") as file:
        try:
            file.write(text)
            file.flush()
        except BaseException:
            path.unlink()
            raise


def _first_missing(folder: Path) -> Path | None:
    """The outermost folder that has to be created for this one; None where it exists."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    return missing[-1] if missing else None
