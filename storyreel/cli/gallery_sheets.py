"""The sheets of all kinds and of all parts, beside the clips in `media/`."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image

from storyreel.base.counted import counted
from storyreel.base.project import Project
from storyreel.cli.console import Console, Reply
from storyreel.pictures.gallery import exhibits
from storyreel.render import contact_sheet
from storyreel.render.kinds_sheet import kinds_sheet
from storyreel.stage.import_manim import import_manim


def kinds_reply(project: Project, console: Console) -> Reply:
    """Write the sheet of every kind of thing, with its YAML."""
    kinds = tuple(exhibits(project.assets))
    picture = kinds_sheet(kinds, "Kinds of things in pictures")
    return _written(picture, "kind", [kind.name for kind in kinds], project, console)


def parts_reply(project: Project, console: Console) -> Reply:
    """Write the sheet of every part, which takes Manim."""
    import_manim()
    from storyreel.render.parts_sheet import parts_sheet  # noqa: PLC0415 - imports Manim
    from storyreel.stage.gallery import gallery_drawings  # noqa: PLC0415 - imports Manim

    shown = tuple(gallery_drawings(project))
    picture = parts_sheet(shown, "Parts for scenes")
    names = [exhibit.sample.name for exhibit in shown]
    return _written(picture, "part", names, project, console)


def _written(
    picture: Image.Image, noun: str, names: Sequence[str], project: Project, console: Console
) -> Reply:
    """Write a sheet that shows what is named; `noun` is what one of these is."""
    target = contact_sheet.save(picture, project.media / f"{noun}s-sheet.png")
    size = f"{picture.width}x{picture.height}"
    console.say(f"{project.shown(target)}: {counted(len(names), noun)}, {size}")
    data = {"path": str(target), "width": picture.width, "height": picture.height}
    return Reply({**data, f"{noun}s": names})
