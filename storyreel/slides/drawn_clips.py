"""Clips as browsers draw them: clips with a storyboard, and plain scenes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import Drawing
from storyreel.render.sources.manim_scene import ManimSceneSource, scene_timeline
from storyreel.slides.published_scene import SCENE_LANGUAGE, class_title, scene_alt
from storyreel.stage.plain_stage import PlainStage
from storyreel.stage.stills import draw_frames
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import compile_timeline
from storyreel.web.page import WebClip

if TYPE_CHECKING:
    from storyreel.stage.played_scene import PlayedScene

DRAWN_RATE = Fps(60)
"""Frames a second of clips that browsers draw, as screens show."""


def drawn_storyboard(loaded: Loaded, fps: Fps = DRAWN_RATE) -> WebClip:
    """A clip with a storyboard, drawn completely."""
    timeline = compile_timeline(loaded.storyboard, fps)
    drawings = draw_frames(loaded, timeline, range(timeline.frames))
    return WebClip.of(loaded.storyboard, timeline, drawings)


def drawn_scene(source: ManimSceneSource, fps: Fps, say: Callable[[str], None]) -> WebClip:
    """A plain scene, performed completely; its sections are the beats.

    Its sound is dropped, with a notice to `say`. Raises RequestError, with the line of the file,
    for a scene that fails or cannot be drawn.
    """
    # Manim, which is imported when a scene is performed.
    from storyreel.stage.import_manim import import_manim  # noqa: PLC0415

    import_manim()
    from storyreel.stage.plain_scene import perform_scene  # noqa: PLC0415
    from storyreel.stage.scene_file import SceneFile  # noqa: PLC0415

    drawings: list[Drawing] = []
    file = SceneFile(source.path, source.shown, source.name)
    stage = PlainStage(fps, source.format.aspect, source.longest)
    played = perform_scene(file, stage, lambda _, drawing, __: drawings.append(drawing))
    if played.sound is not None:
        say(f"{source.name}: the sound is dropped, as drawings have none.")
    aspect = {"aspect": list(stage.aspect.as_integer_ratio())}
    return WebClip(source.name, SCENE_LANGUAGE, _scene_words(played, fps) | aspect, drawings)


def _scene_words(played: PlayedScene, fps: Fps) -> dict[str, Any]:
    """What the player reads of a scene, as `clip_words` says it of a storyboard."""
    title, timeline = class_title(played.name), scene_timeline(played, fps)
    alone = len(timeline.beats) == 1
    return {
        "title": title,
        "alt": scene_alt(title, [said.text for said in played.subcaptions]),
        "fps": fps.rate,
        "frames": timeline.frames,
        "beats": [
            {
                "id": beat.id,
                "title": title if alone else beat.id,
                "start": float(fps.seconds(beat.frames.start)),
                "stop": float(fps.seconds(beat.frames.stop)),
            }
            for beat in timeline.beats
        ],
        "captions": [
            {"start": float(said.start), "stop": float(said.stop), "text": said.text}
            for said in played.subcaptions
        ],
    }
