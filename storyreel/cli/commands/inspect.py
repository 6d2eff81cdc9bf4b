"""`inspect`: a published clip or any video file against the rules."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from storyreel.base.errors import ExitCode, Problem, RequestError
from storyreel.base.presets import quality_named
from storyreel.base.project import Project
from storyreel.cli.clips import clip_names, load_clip
from storyreel.cli.console import Console, Reply
from storyreel.cli.registry import Example
from storyreel.cli.shared_options import common_options, strict_option, variant_options
from storyreel.cli.variants import choose, chosen
from storyreel.encode.settings import encoder_settings
from storyreel.inspection.file_case import Expected
from storyreel.inspection.report import facts_data, finding_data, likeness_data, summary_text
from storyreel.inspection.rule_sets import SCENE_VIDEO_RULES
from storyreel.inspection.run import Inspection, inspect_clip, inspect_file
from storyreel.output.inventory import PublishedVariant, published_scenes
from storyreel.storyboard.load import Loaded
from storyreel.storyboard.timeline import compile_timeline

EXAMPLES: tuple[Example, ...] = (
    ("hour29", "the newest file of the clip"),
    ("hour29 --quality 4k --codec hevc", ""),
    ("hour29 --strict", "treat warnings as failures"),
    ("Opening", "a plain scene that has been rendered"),
    ("some-other-file.mp4", "the rules that need the file alone"),
)


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "target", metavar="CLIP|FILE", help="a clip, a rendered scene, or the path of a video file"
    )
    variant_options(parser)
    strict_option(parser)
    common_options(parser)


def run(options: argparse.Namespace, project: Project, console: Console) -> Reply:
    """Compare a clip with the drawings of its storyboard; check other files against the rules."""
    known = clip_names(project)
    path = Path(options.target)
    scenes = {} if options.target in known else published_scenes(project, known)
    storyboard = None
    if options.target in scenes:
        words = f"--scene FILE.py:{options.target}"
        scene = choose(scenes[options.target], options.target, words, options)
        video, note = scene.paths.video, "only the file is judged: this is a plain scene"
        inspection = inspect_file(video, SCENE_VIDEO_RULES)
    elif options.target not in known and (path.is_file() or path.suffix):
        video, note = _existing(path), ""
        inspection = inspect_file(video)
    else:
        loaded = load_clip(project, options.target)
        clip = chosen(loaded, project, options)
        video, storyboard = clip.paths.video, loaded.source.shown
        note = _incomparable(clip)
        inspection = inspect_file(video) if note else _inspect_current(loaded, clip)
    if options.strict:
        inspection = inspection.strict()
    for line in _lines(project.shown(video), inspection, note, storyboard):
        console.say(line)
    exit_code = ExitCode.OK if inspection.passed else ExitCode.FAILED_INSPECTION
    return Reply(_data(video, inspection, note), exit_code)


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise RequestError(Problem(f"{path} is not a file.", "Name a clip or a video file."))
    return path


def _incomparable(clip: PublishedVariant) -> str:
    """The reason why a clip cannot be compared with its drawings, or ""."""
    if not clip.current:
        return f"only the file is judged: {', '.join(clip.why_not)}"
    if clip.report["renderer"] != "skia":
        return f"only the file is judged: it was painted by {clip.report['renderer']}"
    return ""


def _inspect_current(loaded: Loaded, clip: PublishedVariant) -> Inspection:
    """All rules; the drawings are made again, and the report says at what rate and codec."""
    from storyreel.stage.stills import draw_frames

    quality = quality_named(clip.quality).at(clip.file["fps"])
    settings = encoder_settings(clip.report["encoder"]["asked"]["codec"], quality)
    timeline = compile_timeline(loaded.storyboard, quality.fps)
    drawings = draw_frames(loaded, timeline, range(timeline.frames))
    return inspect_clip(clip.paths.video, Expected(settings, timeline), loaded, drawings)


def _lines(shown: str, inspection: Inspection, note: str, storyboard: str | None) -> list[str]:
    facts = facts_data(inspection.facts)
    lines = [f"{shown}: {'passed' if inspection.passed else 'FAILED'}"]
    if facts["codec"]:
        lines.append(
            f"  {facts['codec']} {facts['profile']}, {facts['width']}x{facts['height']}, "
            f"{facts['frames']} frames at {facts['fps']} a second, {facts['pix_fmt']}, "
            f"{facts['color']['matrix']}"
        )
    fidelity = likeness_data(inspection.fidelities)
    if fidelity:
        lines.append(
            f"  PSNR against the drawings: at least {fidelity['least_psnr_db']} dB, "
            f"in {fidelity['sampled_frames']} frames"
        )
    if note:
        lines.append(f"  {note}")
    return [*lines, summary_text(inspection.findings, storyboard)]


def _data(video: Path, inspection: Inspection, note: str) -> dict[str, Any]:
    return {
        "path": str(video),
        "passed": inspection.passed,
        "findings": [finding_data(finding) for finding in inspection.findings],
        "file": facts_data(inspection.facts),
        "fidelity": likeness_data(inspection.fidelities),
        "note": note or None,
    }
