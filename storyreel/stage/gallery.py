"""The drawings of the gallery: every part once, alone, as its sample builds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from manim import ManimColor, MovingCamera

from storyreel.base.errors import Location, Problem, RequestError
from storyreel.base.project import Project
from storyreel.base.timebase import Fps
from storyreel.base.user_code import text_of
from storyreel.design.tokens import Color
from storyreel.drawing.drawing import Drawing
from storyreel.parts.gallery import basics, desk, gates, people, shared
from storyreel.parts.gallery.sample import Sample, Subject
from storyreel.stage.extraction import Extractor
from storyreel.stage.manim_config import manim_settings
from storyreel.storyboard.catalog import ClipFiles, all_clips
from storyreel.storyboard.clip_package import load_clip_module, location_in


@dataclass(frozen=True, slots=True)
class GalleryDrawing:
    """A sample of a subject, drawn at the centre of an empty frame."""

    subject: Subject
    sample: Sample
    drawing: Drawing


def general_subjects() -> tuple[Subject, ...]:
    """The parts that any clip can use."""
    modules = {
        "basics": basics,
        "shared parts": shared,
        "gates": gates,
        "people": people,
        "desk": desk,
    }
    return tuple(Subject.of(module, name) for name, module in modules.items())


def clip_subject(clip: ClipFiles) -> Subject | None:
    """The parts of one clip, from `gallery.py` in its folder; None if that file does not exist.

    Raises RequestError if the file cannot be loaded.
    """
    if not clip.gallery.is_file():
        return None
    try:
        return Subject.of(load_clip_module(clip, clip.gallery.stem), clip.id)
    except Exception as error:
        raise _failed(clip, error) from error


def gallery_drawings(project: Project) -> Iterator[GalleryDrawing]:
    """Every sample: first those of the general parts, then those of each clip.

    Raises RequestError, with its line, for a clip's sample that fails.
    """
    with manim_settings(1920, 1080, Fps(30)):
        for subject in general_subjects():
            yield from _drawn(subject)
        for clip in all_clips(project):
            own = clip_subject(clip)
            if own is None:
                continue
            try:
                yield from _drawn(own)
            except Exception as error:
                raise _failed(clip, error) from error


def _drawn(subject: Subject) -> Iterator[GalleryDrawing]:
    camera = MovingCamera()
    camera.background_color = ManimColor(Color.PEARL)
    for sample in subject.samples:
        drawing = Extractor().drawing([sample.draw(sample.room)], camera)
        yield GalleryDrawing(subject, sample, drawing)


def _failed(clip: ClipFiles, error: Exception) -> RequestError:
    what = f"the gallery of {clip.id} fails: {type(error).__name__}: {text_of(error)}."
    where = location_in(clip, error) or Location(clip.shown(clip.gallery))
    return RequestError(Problem(what, "Fix the sample.", where))
