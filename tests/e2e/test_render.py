"""The main job, end to end: a storyboard goes in, four files that fit each other come out."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import av
import pytest
from PIL import Image

from tests.clips import CLIP_IDS, SMOKE_IDS
from tests.e2e.program import Rendered, Run, Small
from tests.small_clip import SMALL

ROOT = Path(__file__).parents[2]
NAME = "hour29-smoke"
FIELDS = {
    "clip",
    "quality",
    "path",
    "width",
    "height",
    "fps",
    "frames",
    "duration_s",
    "codec",
    "drawing_digest",
    "segments_total",
    "segments_reused",
    "seconds",
    "peak_rss_mb",
    "findings",
}


def test_four_files_and_nothing_else_are_published(smoke: Rendered) -> None:
    names = {path.name for path in (smoke.media / "hour29").iterdir()}
    assert names == {f"{NAME}.{kind}" for kind in ("mp4", "png", "vtt", "report.json")}


def test_document_says_what_was_made(smoke: Rendered) -> None:
    clip = smoke.clip
    assert clip.keys() >= FIELDS
    assert Path(clip["path"]) == smoke.media / "hour29" / f"{NAME}.mp4"
    made = {key: clip[key] for key in ("clip", "quality", "width", "height", "fps", "frames")}
    assert made == {
        "clip": "hour29",
        "quality": "smoke",
        "width": 426,
        "height": 240,
        "fps": 15,
        "frames": 450,
    }
    assert clip["duration_s"] == 30.0
    assert clip["codec"] == "h264"
    assert re.fullmatch("[0-9a-f]{64}", clip["drawing_digest"])
    assert 0 == clip["segments_reused"] < clip["segments_total"]
    assert clip["seconds"].keys() >= {"stage", "paint", "convert", "encode", "inspect", "wall"}
    assert 50 < clip["peak_rss_mb"] < 3000
    assert not [finding for finding in clip["findings"] if finding["severity"] == "fail"]


@pytest.mark.parametrize("name", SMOKE_IDS)
def test_every_clip_is_published_and_nothing_is_found(smoke: Rendered, name: str) -> None:
    clip = smoke.clips[name]
    assert clip["findings"] == []
    assert (clip["frames"], clip["duration_s"]) == (450, 30.0)
    assert {path.suffix for path in (smoke.media / name).glob(f"{name}-smoke.*")} == {
        ".mp4",
        ".png",
        ".vtt",
        ".json",
    }


def test_clips_come_in_the_order_in_which_they_were_named(smoke: Rendered) -> None:
    assert smoke.process.returncode == 0, smoke.process.stderr
    assert list(smoke.clips) == SMOKE_IDS


@pytest.mark.slow
def test_all_means_all(run: Run, tmp_path: Path) -> None:
    process = run("all", "--quality", "smoke", "--strict", "--json", "--out", tmp_path / "media")
    rendered = Rendered(process, tmp_path / "media")
    assert process.returncode == 0, process.stderr
    assert list(rendered.clips) == CLIP_IDS
    assert {
        name: clip["findings"] for name, clip in rendered.clips.items() if clip["findings"]
    } == {}
    assert {clip["duration_s"] for clip in rendered.clips.values()} == {30.0}


def test_file_holds_450_frames_in_30_seconds(smoke: Rendered) -> None:
    with av.open(smoke.clip["path"]) as container:
        stream = container.streams.video[0]
        times = [frame.pts * stream.time_base for frame in container.decode(stream)]
        assert (stream.codec_context.width, stream.codec_context.height) == (426, 240)
    assert times == [Fraction(frame, 15) for frame in range(450)]


def test_poster_is_the_last_frame(smoke: Rendered) -> None:
    with Image.open(smoke.clip["poster"]) as poster:
        assert (poster.size, poster.format, poster.mode) == ((426, 240), "PNG", "RGB")


def test_captions_have_cues_for_each_beat(smoke: Rendered, storyboard_text: str) -> None:
    captions = Path(smoke.clip["captions"]).read_text("utf-8")
    beats = re.findall(r"^  - id: (\w+)", storyboard_text, re.MULTILINE)
    assert captions.startswith("WEBVTT\n")
    names = re.findall(r"^(\w+)(?:-\d)?\n\d\d:", captions, re.MULTILINE)
    assert list(dict.fromkeys(names)) == beats
    sentences = storyboard_text.count("{text:") + storyboard_text.count('\n    caption: "')
    assert captions.count(" --> ") == len(names) == sentences + storyboard_text.count("\nwisdom:")
    assert "00:00:30.000" in captions


def test_report_vouches_for_the_file_and_names_no_place(smoke: Rendered) -> None:
    text = Path(smoke.clip["report"]).read_text("utf-8")
    report = json.loads(text)
    video = Path(smoke.clip["path"]).read_bytes()
    assert report["video_sha256"] == hashlib.sha256(video).hexdigest()
    assert report["drawing_digest"] == smoke.clip["drawing_digest"]
    assert str(smoke.media) not in text, "a report can be handed on"


def test_progress_goes_to_standard_error_in_few_lines(smoke: Rendered) -> None:
    lines = smoke.process.stderr.splitlines()
    assert f"{NAME}: 450 frames" in lines
    assert len(lines) < 20 * len(smoke.clips)


def test_quiet_says_nothing_and_another_number_of_workers_gives_the_same_file(
    small: Small, run: Run, tmp_path: Path
) -> None:
    media, words = tmp_path / "media", ("--quiet", "--workers", 1, "--force")
    process = small.render(run, *words, "--out", media, "--store", tmp_path / "store")
    assert (process.returncode, process.stdout, process.stderr) == (0, "", "")
    assert (media / SMALL / f"{SMALL}-smoke.mp4").read_bytes() == small.video


def test_failed_inspection_keeps_the_old_clip(
    small: Small, run: Run, old: Path, tmp_path: Path
) -> None:
    """Planted: the clip is to stand in a box so narrow that its text can't be read."""
    narrow = small.draft(tmp_path, "clip: pair\n", "clip: pair\nplacement: 0.25\n")
    process = small.render(run, "--storyboard", narrow, "--out", old, "--json")
    assert process.returncode == 1, process.stderr
    clip = json.loads(process.stdout)["clips"][0]
    assert "text-size" in {f["rule"] for f in clip["findings"] if f["severity"] == "fail"}
    assert "FAILED inspection; the old clip stays" in process.stderr
    assert re.search(r"text-size .*\n.*% of the slide's height", process.stderr)
    folder = old / SMALL
    assert Path(clip["path"]) == folder / "pair-smoke.failed.mp4"
    assert (folder / "pair-smoke.failed.mp4").stat().st_size > 5_000
    assert json.loads((folder / "pair-smoke.failed.report.json").read_text())["findings"]
    assert (folder / "pair-smoke.mp4").read_bytes() == small.video
    listed = run("list", "--project", small.project, "--out", old)
    assert "failed inspection" in listed.stdout
    assert re.search(r"pair-smoke\.mp4  current", listed.stdout)


def test_changed_caption_changes_the_clip(
    small: Small, run: Run, old: Path, tmp_path: Path
) -> None:
    changed = small.draft(tmp_path, "This is the first number.", "Quite another sentence.")
    process = small.render(run, "--storyboard", changed, "--out", old, "--json")
    assert process.returncode == 0, process.stderr
    clip = json.loads(process.stdout)["clips"][0]
    assert clip["drawing_digest"] != small.clip["drawing_digest"]
    made = clip["segments_total"] - clip["segments_reused"]
    beat = 1 + 9 // 2
    assert 1 <= made <= beat + 1, "only the beat that shows it, and the next, where it fades"
    assert "Quite another sentence." in Path(clip["captions"]).read_text("utf-8")
    listed = run("list", "--project", small.project, "--out", old)
    assert "not current: the storyboard has changed" in listed.stdout


def test_nothing_changed_is_published_from_the_store(
    small: Small, run: Run, tmp_path: Path
) -> None:
    """Another folder, so that nothing but the store can help."""
    process = small.render(run, "--json", "--out", tmp_path / "m")
    assert process.returncode == 0, process.stderr
    clip = json.loads(process.stdout)["clips"][0]
    assert clip["segments_reused"] == clip["segments_total"] > 0
    assert not {"paint", "convert", "encode"} & clip["seconds"].keys()
    assert Path(clip["path"]).read_bytes() == small.video


@pytest.mark.slow
def test_an_up_to_date_clip_waits_for_nothing_that_renders(published: Path) -> None:
    """A law of cost: a run that changes nothing is over before these would be imported."""
    options = ("render", "hour29", "--quality", "smoke", "--out", str(published))
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "storyreel", *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "up to date; nothing has changed" in done.stdout
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "storyreel.render.request" in imported
    assert not {"av", "manim", "numpy", "skia", "storyreel.render.pipeline"} & imported


def test_a_change_of_code_that_changes_no_drawing_reuses_everything(
    smoke: Rendered, run: Run, tmp_path: Path
) -> None:
    """The scene, its data module and the storyboard all differ; not one drawing does."""
    for folder in ("scenes", "storyboards", "assets"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for path in ("scenes/hour29/scene.py", "scenes/hour29/data.py"):
        with (tmp_path / path).open("a") as file:
            file.write("\n\nLATER = 'another line'\n")
    board = next((tmp_path / "storyboards").glob("hour29*.yaml"))
    notes = re.sub("(?m)^insight: .*$", "insight: Other words for the speaker.", board.read_text())
    board.write_text(notes + "\n# a remark\n")
    process = run(
        "hour29", "--quality", "smoke", "--json", "--project", tmp_path, "--out", tmp_path / "m"
    )
    assert process.returncode == 0, process.stderr
    clip = json.loads(process.stdout)["clips"][0]
    assert clip["provenance"] != smoke.clip["provenance"]
    assert clip["segments_reused"] == clip["segments_total"] > 0


@pytest.mark.slow
def test_the_reference_renderer_publishes_the_same_drawings(
    smoke: Rendered, run: Run, tmp_path: Path
) -> None:
    process = run(
        "hour29", "--quality", "smoke", "--renderer", "cairo", "--out", tmp_path / "m", "--json"
    )
    assert process.returncode == 0, process.stderr
    clip = json.loads(process.stdout)["clips"][0]
    assert clip["renderer"] == "cairo"
    assert clip["frames"] == 450
    assert clip["drawing_digest"] == smoke.clip["drawing_digest"]
