"""The clips of a project, and the files of each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from storyreel.base.errors import Location, Problem, RequestError, did_you_mean
from storyreel.base.program import PROGRAM
from storyreel.base.project import Project

if TYPE_CHECKING:
    from storyreel.storyboard.source import YamlSource


@dataclass(frozen=True, slots=True)
class ClipFiles:
    """A clip and its files: `hour29-reproducibility-gates` is the stem of the clip `hour29`."""

    id: str
    stem: str
    storyboard: Path
    folder: Path
    """`scenes/hour29`: the scene, its data, and the parts that no other clip uses."""

    @classmethod
    def named(cls, project: Project, stem: str, storyboard: Path | None = None) -> ClipFiles:
        """The files of the clip with this stem, whether or not they exist."""
        id = stem.partition("-")[0]
        board = storyboard or project.storyboards / f"{stem}.yaml"
        return cls(id, stem, board, project.scenes / id)

    @property
    def scene(self) -> Path:
        return self.folder / "scene.py"

    @property
    def data_module(self) -> Path:
        return self.folder / "data.py"

    @property
    def gallery(self) -> Path:
        """Samples of the clip's own parts; optional."""
        return self.folder / "gallery.py"

    @property
    def performed(self) -> bool:
        """Whether a scene with data of its own performs the whole clip."""
        return self.scene.is_file() and self.data_module.is_file()

    @property
    def modules(self) -> tuple[Path, ...]:
        """All Python files of the clip, sorted."""
        return tuple(sorted(path for path in self.folder.rglob("*.py") if path.is_file()))

    def owns(self, path: Path) -> bool:
        """Whether a file is in the clip's folder."""
        return path.is_relative_to(self.folder)

    def shown(self, path: Path) -> str:
        """The name of one of the clip's modules in messages: relative to the project."""
        return path.relative_to(self.folder.parents[1]).as_posix()

    def missing_modules(self, project: Project) -> list[Problem]:
        """A problem for the scene and for the data module if they do not exist."""
        where = Location(project.shown(self.storyboard))
        modules = {"scene": self.scene, "data": self.data_module}
        return [
            Problem(
                f"the {kind} module {self.shown(path)} does not exist.",
                "Write it, or rename the storyboard to match the clip's folder.",
                where,
            )
            for kind, path in modules.items()
            if not path.is_file()
        ]


def all_clips(project: Project) -> tuple[ClipFiles, ...]:
    """The clips that have a storyboard, sorted by stem; none without a folder. No file is opened.

    Raises RequestError for a folder that cannot be read.
    """
    try:
        names = [path.name for path in project.storyboards.iterdir()]
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        where = Location(project.shown(project.storyboards))
        what = f"the folder cannot be read: {error.strerror}."
        raise RequestError(Problem(what, "Check its permissions.", where)) from error
    stems = sorted(
        name.removesuffix(".yaml")
        for name in names
        if name.endswith(".yaml") and not name.startswith(".")
    )
    return tuple(ClipFiles.named(project, stem) for stem in stems)


_OPTIONS = {
    ".py": ("--scene", "a Manim scene"),
    ".yaml": ("--storyboard", "a storyboard outside the project"),
    ".yml": ("--storyboard", "a storyboard outside the project"),
}
"""The options that take files of these kinds."""


def find_clip(project: Project, name: str) -> ClipFiles:
    """The clip with this id or stem.

    Raises RequestError, with all clips and the nearest one, if there is none or more than one.
    """
    clips = all_clips(project)
    found = [clip for clip in clips if name in (clip.id, clip.stem)]
    if len(found) == 1:
        return found[0]
    if found:
        files = ", ".join(project.shown(clip.storyboard) for clip in found)
        what = f"{len(found)} clips have the id {name!r}: {files}."
        remedy = "Rename all but one: the id ends before the first `-` of the name."
        raise RequestError(Problem(what, remedy))
    named = [clip for clip in clips if Path(name).name == clip.storyboard.name]
    if named:
        near = named[0].id if [clip.id for clip in clips].count(named[0].id) == 1 else named[0].stem
        raise RequestError(Problem(f"{name!r} is not the name of a clip.", f"Did you mean {near}?"))
    if Path(name).suffix in _OPTIONS:
        option, what = _OPTIONS[Path(name).suffix]
        raise RequestError(
            Problem(f"{name!r} is not the name of a clip.", f"For {what}: {option} {name}.")
        )
    raise RequestError(Problem(f"The clip {name!r} does not exist.", _choice(name, clips, project)))


def clip_of_source(project: Project, path: Path, source: YamlSource) -> ClipFiles:
    """The clip that the storyboard at `path` belongs to.

    In the project's folder of storyboards, the file's name decides. Elsewhere the key `clip`
    decides, or the file's name if that key is missing. Raises RequestError for an unknown clip.
    """
    if path.resolve().parent == project.storyboards.resolve():
        return ClipFiles.named(project, path.stem, path)
    clips = all_clips(project)
    written = source.get(("clip",))
    name = written if isinstance(written, str) else path.stem
    for clip in clips:
        if name in (clip.id, clip.stem) or (written is None and clip.id == name.partition("-")[0]):
            return replace(clip, storyboard=path)
    own = ClipFiles.named(project, path.stem, path)
    if own.scene.is_file() and name in (own.id, own.stem):
        return own
    from storyreel.storyboard.source import Mistake  # noqa: PLC0415 - with the parser of YAML

    mistake = Mistake(
        ("clip",) if isinstance(written, str) else (),
        f"unknown clip {name!r}.",
        _choice(name, clips, project),
    )
    raise RequestError(source.problem(mistake))


def without_storyboards(project: Project) -> Problem:
    """What a project without clips lacks, and how to write one."""
    folder = project.shown(project.storyboards)
    return Problem(
        f"{folder}/ contains no storyboards.",
        f"`{PROGRAM} new NAME` writes one that renders at once.",
    )


def _choice(name: str, clips: tuple[ClipFiles, ...], project: Project) -> str:
    if not clips:
        return str(without_storyboards(project))
    near = did_you_mean(name, [n for clip in clips for n in (clip.id, clip.stem)])
    return f"{near}The clips are {', '.join(clip.id for clip in clips)}."
