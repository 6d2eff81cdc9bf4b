"""The gallery's drawings: every part once, alone, as its sample builds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from manim import ManimColor, MovingCamera

from storyreel.base.timebase import Fps
from storyreel.design.tokens import Color
from storyreel.drawing.drawing import Drawing
from storyreel.parts.gallery import Subject, subjects
from storyreel.parts.gallery.sample import Sample
from storyreel.stage.extraction import Extractor
from storyreel.stage.manim_config import manim_settings


@dataclass(frozen=True, slots=True)
class GalleryDrawing:
    """A sample of a subject, and its drawing about the middle of an empty frame."""

    subject: Subject
    sample: Sample
    drawing: Drawing


def gallery_drawings() -> Iterator[GalleryDrawing]:
    """Every sample of every subject, in order."""
    with manim_settings(1920, 1080, Fps(30)):
        camera = MovingCamera()
        camera.background_color = ManimColor(Color.PEARL)
        for subject in subjects():
            for sample in subject.samples:
                drawing = Extractor().drawing([sample.draw(sample.room)], camera)
                yield GalleryDrawing(subject, sample, drawing)
