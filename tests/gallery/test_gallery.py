"""Plain Manim scenes look as Manim itself renders them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from manim import Scene, tempconfig
from manim.renderer.cairo_renderer import CairoRenderer

from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import Drawing
from storyreel.paint.raster import paint_drawing
from storyreel.stage.manim_config import settings_for_a_file
from storyreel.stage.plain_scene import perform_scene
from storyreel.stage.plain_stage import PlainStage
from storyreel.stage.scene_file import SceneFile
from tests.pictures import AssertAlike, PaintTolerance, Rgba

HERE = Path(__file__).parent
FILES = (
    "shapes",
    "words",
    "motion",
    "graphs",
    "cameras",
    "crowds",
    "formulas",
    "narrated",
    "pixels",
)

QUICK = {"Captioned", "FlatCube", "LinearPixels", "PointsWithCaps", "WaitForVoice", "ZoomIntoSvg"}
QUICK |= {"Shapes", "Lines", "Gradients", "ZIndex", "BackgroundStroke", "Images", "Labelled"}
QUICK |= {"WriteText", "Tables", "Transforms", "TimeUpdater", "MovingCamera2D", "Traced", "Lagged"}
QUICK |= {"Homotopies", "PlottedAxes", "Bars", "Networks", "Vectors"}
"""Scenes that are compared by default; the slow tests compare all."""

NEEDS_LATEX = {
    "ColouredFormula",
    "CountingNumber",
    "Formula",
    "LabelledAxes",
    "MatchingFormulas",
    "NumberMatrix",
    "SetInTex",
}
FPS = Fps(15)
STAGE = PlainStage(FPS)
WIDTH, HEIGHT = 640, 360
MOMENTS = (0.15, 0.5, 0.8, 1.0)
"""The shares of a scene's time at which it is compared."""


USUAL = PaintTolerance(0.35, 0.022, 0.00005)
FINE_GRID = PaintTolerance(0.9, 0.1, 0.00005)
"""For many lines one pixel wide, or small shapes, whose edges make up most of the picture."""

GLASS = PaintTolerance(0.7, 0.01, 0.00015)
"""For large translucent or blended areas, which differ by rounding everywhere."""

SPECIAL = dict.fromkeys(("FollowingCamera", "LinearMap", "MovingCamera2D"), FINE_GRID)
SPECIAL |= dict.fromkeys(("Fields", "Planes", "Polar", "Vectors"), FINE_GRID)
SPECIAL |= dict.fromkeys(("Gradients", "Indications"), GLASS)

PHOTOS = PaintTolerance(0.35, 0.022, 0.002)
"""Manim places the corners of images on whole pixels; we do not."""

SPECIAL |= dict.fromkeys(("Images", "NearestPixels"), PHOTOS)

PHOTOS_IN_MOTION = PaintTolerance(1.2, 0.022, 0.006)
"""The same where all of a large image lies between whole pixels."""

SPECIAL |= dict.fromkeys(("GrowingPixels", "FadingPixels", "PixelsBelowShapes"), PHOTOS_IN_MOTION)

SPECIAL["ImageBelowMovingCamera"] = PaintTolerance(1.6, 0.022, 0.006)
"""The image fills three quarters of the picture."""

SPECIAL |= dict.fromkeys(("ZoomIntoPlane", "PanAcrossPlane"), FINE_GRID)
SPECIAL["PanAcrossPolarPlane"] = PaintTolerance(0.9, 0.1, 0.0001)
"""Where circles touch a row of pixels, the two painters divide the line differently."""

SPECIAL |= dict.fromkeys(("SvgOverPlane", "MatrixMovesPlane"), FINE_GRID)
SPECIAL |= dict.fromkeys(("ThousandMovers", "ThousandStill", "ThousandColours"), FINE_GRID)
SPECIAL |= dict.fromkeys(("ThousandTogether", "CrowdOfWords", "ManyTraces"), FINE_GRID)
SPECIAL["CrowdOfLines"] = PaintTolerance(2.6, 0.215, 0.0005)
"""Three hundred lines on top of each other add the differences of their edges."""

SPECIAL["ViewBesideMotion"] = GLASS


def classes_of(file: str) -> list[str]:
    source = (HERE / f"{file}.py").read_text("utf-8")
    return [line[6 : line.index("(")] for line in source.splitlines() if line.startswith("class ")]


NAMES = [(file, name) for file in FILES for name in classes_of(file)]


def marks_of(file: str, name: str) -> list[pytest.MarkDecorator]:
    marks = []
    if name not in QUICK:
        marks.append(pytest.mark.slow)
    if name in NEEDS_LATEX:
        has_latex = which("latex") and which("dvisvgm")
        marks.append(pytest.mark.skipif(not has_latex, reason="LaTeX is not installed"))
    return marks


class Stock(CairoRenderer):
    """Manim's own renderer, which paints the wanted frames only."""

    def watch(self, wanted: Iterable[int]) -> None:
        self.wanted, self.frames = set(wanted), 0
        self.pictures: dict[int, Rgba] = {}
        self.camera.reset_pixel_shape(HEIGHT, WIDTH)

    def save_static_frame_data(self, *_: Any) -> None:
        return None

    def update_frame(self, *_: Any, **__: Any) -> None:
        pass

    def render(self, scene: Scene, *_: Any) -> None:
        self.add_frames(scene, 1)

    def freeze_current_frame(self, duration: float) -> None:
        self.add_frames(self.scene, int(duration / (1 / self.camera.frame_rate)))

    def play(self, scene: Scene, *args: Any, **kwargs: Any) -> None:
        self.scene = scene
        super().play(scene, *args, **kwargs)

    def add_frames(self, scene: Scene, count: int) -> None:
        if self.skip_animations:
            return
        stop = self.frames + count
        for frame in self.wanted.intersection(range(self.frames, stop)):
            self.camera.reset()
            self.camera.capture_mobjects([*scene.mobjects, *scene.foreground_mobjects])
            self.pictures[frame] = self.camera.pixel_array.copy()
        self.frames = stop
        self.time += count / self.camera.frame_rate


@dataclass(frozen=True)
class Both:
    """All our drawings of a scene, and a few frames as Manim renders them."""

    drawings: list[Drawing]
    frames_of_manim: int
    pictures: dict[int, Rgba]


def both(file: str, name: str, folder: Path) -> Both:
    drawings: list[Drawing] = []
    scene_file = SceneFile(HERE / f"{file}.py", f"{file}.py", name)
    perform_scene(scene_file, STAGE, lambda frame, drawing, section: drawings.append(drawing))
    wanted = {round(share * (len(drawings) - 1)) for share in MOMENTS}
    stage = (1920, 1080, FPS, folder)
    with (
        settings_for_a_file(*stage),
        scene_file.loaded(0) as scene_class,
        tempconfig({"disable_caching": True}),
    ):
        scene = scene_class()
        manims = scene.renderer
        stock = Stock()
        stock.camera, stock.file_writer = manims.camera, manims.file_writer
        stock.watch(wanted)
        scene.renderer = stock
        scene.render()
    return Both(drawings, stock.frames, stock.pictures)


@pytest.mark.parametrize(
    ("file", "name"),
    [pytest.param(*each, id=each[1], marks=marks_of(*each)) for each in NAMES],
)
def test_drawings_look_as_manim_renders_them(
    file: str, name: str, tmp_path: Path, assert_alike: AssertAlike
) -> None:
    found = both(file, name, tmp_path)
    assert len(found.drawings) == found.frames_of_manim
    tolerance = SPECIAL.get(name, USUAL)
    assert len(found.pictures) >= 3
    assert any(picture.std() > 1 for picture in found.pictures.values()), "every picture is blank"
    for frame, expected in sorted(found.pictures.items()):
        actual = paint_drawing(found.drawings[frame], WIDTH, HEIGHT)
        tolerance.check(actual, expected, f"gallery-{name}-{frame}", assert_alike)


DEFECTS: dict[str, tuple[str, str, Callable[[list[Drawing], int], Drawing]]] = {
    "a frame too late": ("motion", "TimeUpdater", lambda all, frame: all[frame - 1]),
    "a frame too late among many lines": (
        "crowds",
        "CrowdOfLines",
        lambda all, frame: all[frame - 1],
    ),
    "a shape is lost": (
        "shapes",
        "Labelled",
        lambda all, frame: replace(all[frame], items=all[frame].items[:-1]),
    ),
    "another order": (
        "shapes",
        "ZIndex",
        lambda all, frame: replace(all[frame], items=all[frame].items[::-1]),
    ),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_planted_defect_is_found(
    defect: str, tmp_path: Path, assert_alike_here: AssertAlike
) -> None:
    file, name, planted = DEFECTS[defect]
    found = both(file, name, tmp_path)
    frame, expected = max(found.pictures.items())
    with pytest.raises(AssertionError, match="worst"):
        actual = paint_drawing(planted(found.drawings, frame), WIDTH, HEIGHT)
        SPECIAL.get(name, USUAL).check(actual, expected, "planted", assert_alike_here)
