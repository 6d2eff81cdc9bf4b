"""Viewers of plain scenes: each frame as a drawing, or as Manim's own camera paints it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Protocol, TypeAlias, cast

import numpy as np
import numpy.typing as npt
from manim import Camera, Scene
from manim.renderer.cairo_renderer import CairoRenderer

from storyreel.base.errors import Problem, RequestError
from storyreel.base.timebase import Span
from storyreel.base.user_code import text_of
from storyreel.drawing.drawing import Drawing
from storyreel.stage.extraction import Extractor
from storyreel.stage.view import USE_FLAT_SHAPES, view_of

Rgba: TypeAlias = npt.NDArray[np.uint8]

USE_CAIRO = "Render it with --renderer cairo, which lets Manim's own camera paint."
"""The remedy for what cannot become a drawing."""

OnDrawing = Callable[[int, Drawing, Span], None]
"""Gets each frame in order: its number, what it shows, the section that it belongs to."""

OnPicture = Callable[[int, Rgba, Span], None]
"""The same with RGBA pixels, which are good until the next frame."""

Deliver = Callable[[int, Span], None]
"""Delivers what was viewed as a frame of a section, any number of times."""


class SceneViewer(Protocol):
    """Views a scene, as drawings or as pictures."""

    uses_manims_camera: bool

    def view(self, scene: Scene, renderer: CairoRenderer) -> Deliver:
        """View the scene as it is now."""


class DrawingViewer:
    """Views a scene as drawings."""

    uses_manims_camera = False

    def __init__(self, camera: Camera, aspect: float, on_frame: OnDrawing) -> None:
        view_of(camera, aspect)  # refuses what does more than zoom and pan
        self._on_frame = on_frame
        self._extractor = Extractor(aspect)

    def view(self, scene: Scene, renderer: CairoRenderer) -> Deliver:
        mobjects = [*scene.mobjects, *scene.foreground_mobjects]
        try:
            drawing = self._extractor.drawing(mobjects, renderer.camera)
        except RequestError:
            raise
        except Exception as error:
            raise _explained(error, scene, renderer) from error
        return lambda frame, section: self._on_frame(frame, drawing, section)


class PictureViewer:
    """Views a scene as its own camera paints it, at the size of the clip."""

    uses_manims_camera = True

    def __init__(self, camera: Camera, size: tuple[int, int], on_frame: OnPicture) -> None:
        camera.pixel_width, camera.pixel_height = size
        camera.init_background()
        camera.resize_frame_shape(fixed_dimension=1)  # the frame's height is kept, as in drawings
        camera.reset()
        camera.pixel_array_to_cairo_context.clear()
        self._on_frame = on_frame

    def view(self, scene: Scene, renderer: CairoRenderer) -> Deliver:
        # All of it: Manim paints what does not move but once, and where nothing does, twice over.
        renderer.update_frame(scene)
        pixels = cast("Rgba", renderer.camera.pixel_array)
        return lambda frame, section: self._on_frame(frame, pixels, section)


@contextmanager
def suggesting_cairo() -> Iterator[None]:
    """Where flat shapes are the remedy of an error, suggest Cairo instead, once, at its end.

    A plain scene, unlike the scene of a clip, can be painted by Manim's own camera.
    """
    try:
        yield
    except RequestError as error:
        *others, last = error.problems
        if last.remedy != USE_FLAT_SHAPES:
            raise
        told = (replace(problem, remedy="") for problem in others)
        raise RequestError(*told, replace(last, remedy=USE_CAIRO)) from error


def _explained(error: Exception, scene: Scene, renderer: CairoRenderer) -> Exception:
    """Why a scene could not be drawn: a mistake of its author where Manim fails on it, too.

    Numbers that no picture can show, such as infinite widths, pass Manim's camera in silence.
    Anything else that Manim paints is a bug of ours: the error itself.
    """
    who = " ".join(getattr(error, "__notes__", ())) or "The picture"
    try:
        renderer.update_frame(scene)
    except Exception as manims:
        words = f"{type(manims).__name__}: {text_of(manims)}".rstrip(" .")
        what = f"{who} cannot be painted by Manim's camera: {words}."
        return RequestError(Problem(what, "Correct the values that the scene gives it."))
    if isinstance(error, (ArithmeticError, ValueError)):
        return RequestError(Problem(f"{who} cannot be drawn: {text_of(error)}.", USE_FLAT_SHAPES))
    return error
