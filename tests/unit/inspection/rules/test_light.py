"""Blank, flash and freeze, from files that were encoded and decoded: defects and near misses."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from storyreel.base.presets import Quality
from storyreel.base.timebase import Fps
from storyreel.drawing.drawing import Drawing
from storyreel.encode.segment import SegmentJob, render_segment
from storyreel.encode.settings import encoder_settings
from storyreel.inspection.file_case import FileCase
from storyreel.inspection.findings import Finding, judge
from storyreel.inspection.frame_sample import COLUMNS, ROWS, FrameSampler
from storyreel.inspection.light_meter import Light, LightMeter
from storyreel.inspection.motion import motion_of
from storyreel.inspection.picture import Picture
from storyreel.inspection.probe import FileFacts, probe
from storyreel.inspection.rule_sets import SCENE_VIDEO_RULES
from storyreel.inspection.rules.light import LIGHT_RULES
from tests.unit.inspection.cases import drawing, item

RATE = 30
WIDTH, HEIGHT = 256, 144  # four pixels of WCAG's picture 1024 wide are one here


def measured(pictures: Sequence[np.ndarray], rate: int = RATE) -> Light:
    """What the meter makes of grey pictures (values of luma from 0 to 255)."""
    sampler, meter = FrameSampler(), LightMeter(Fraction(rate))
    grey = np.full((HEIGHT // 2, WIDTH // 2), 128, np.uint8)
    for picture in pictures:
        luma = np.rint(16 + picture * (219 / 255)).astype(np.uint8)
        meter.take(sampler.sample(Picture([luma, grey, grey], 8, "bt709", True), None))
    return meter.light


def case_of(light: Light, drawn: Sequence[Drawing] | None) -> FileCase:
    """A file with this light, of a clip with these drawings."""
    motion = None if drawn is None else motion_of(drawn, light.repeated, (WIDTH, HEIGHT))
    return FileCase(FileFacts(light=light), motion=motion)


def found(light: Light, drawn: Sequence[Drawing] | None = None) -> list[Finding]:
    return list(judge(LIGHT_RULES, case_of(light, drawn), None))


def told(light: Light, drawn: Sequence[Drawing] | None = None) -> list[str]:
    return [f"{f.severity} {f.rule}" for f in found(light, drawn)]


def busy(level: float = 200, seed: int = 0) -> npt.NDArray[np.float64]:
    """A picture with structure everywhere."""
    noise = np.random.default_rng(seed).integers(-40, 40, (HEIGHT, WIDTH))
    clipped: npt.NDArray[np.float64] = np.clip(level + noise, 0, 255).astype(np.float64)
    return clipped


# blank


def test_a_black_frame_is_found() -> None:
    pictures = [busy()] * 10 + [np.zeros((HEIGHT, WIDTH))] + [busy()] * 10
    findings = found(measured(pictures))
    blank = [f for f in findings if f.rule == "blank"]
    assert [(f.frame, f.severity) for f in blank] == [(10, "fail")]
    assert "black" in blank[0].message


def test_an_empty_first_frame_is_found() -> None:
    findings = found(measured([np.full((HEIGHT, WIDTH), 250.0), *[busy()] * 10]))
    assert [(f.rule, f.frame) for f in findings] == [("blank", 0)]
    assert "paused player" in findings[0].message


def test_a_small_word_on_an_empty_picture_does_not_save_it() -> None:
    picture = np.full((HEIGHT, WIDTH), 250.0)
    picture[60:70, 100:150] = 20
    assert told(measured([picture] * 5)) == ["fail blank"]


def test_a_large_plain_shape_is_a_picture() -> None:
    picture = np.full((HEIGHT, WIDTH), 250.0)
    picture[20:100, 40:120] = 60
    assert told(measured([picture] * 5)) == []


def test_fine_type_on_a_plain_ground_is_a_picture() -> None:
    picture = np.full((HEIGHT, WIDTH), 250.0)
    picture[20:130:8, 10:246:3] = 60
    assert told(measured([picture] * 5)) == []


def test_a_dark_picture_with_something_in_it_is_not_black() -> None:
    picture = np.zeros((HEIGHT, WIDTH))
    picture[20:120, 20:200] = 60
    assert told(measured([picture] * 5)) == []


@pytest.mark.parametrize("ground", [0.0, 250.0])
def test_a_plain_scene_is_blank_only_where_it_shows_nothing(ground: float) -> None:
    dot, nothing = (np.full((HEIGHT, WIDTH), ground) for _ in range(2))
    dot[70:73, 100:103] = 125
    case = case_of(measured([dot] * 3 + [nothing] * 2 + [dot] * 3), None)
    blank = [each for each in judge(SCENE_VIDEO_RULES, case, None) if each.rule == "blank"]
    assert [(each.frame, each.severity) for each in blank] == [(3, "warn")]
    assert "2 frames are empty" in blank[0].message


# flash


def flashing(
    times: float, share: float = 1.0, low: float = 60, high: float = 200, seconds: int = 2
) -> list[np.ndarray]:
    """A square that flashes so many times a second, over a share of the WCAG window."""
    side = round((341 * 256 * share) ** 0.5 / 4)
    pictures = []
    for frame in range(seconds * RATE):
        picture = busy(150)
        lit = int(frame * 2 * times / RATE) % 2
        picture[10 : 10 + side, 10 : 10 + side] = high if lit else low
        pictures.append(picture)
    return pictures


def flashes(pictures: Sequence[np.ndarray]) -> list[str]:
    return [name for name in told(measured(pictures)) if "flash" in name]


@pytest.mark.parametrize(
    ("times", "expected"),
    [(2, []), (3, ["warn flash"]), (4, ["fail flash"]), (10, ["fail flash"]), (15, ["fail flash"])],
)
def test_flashes_in_a_second(times: float, expected: list[str]) -> None:
    assert flashes(flashing(times)) == expected


@pytest.mark.parametrize(("share", "expected"), [(0.3, ["fail flash"]), (0.2, [])])
def test_a_small_flash_is_harmless(share: float, expected: list[str]) -> None:
    assert flashes(flashing(5, share)) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (60, 130, ["fail flash"]),  # luminance 0.05 and 0.22
        (60, 90, []),  # 0.05 and 0.10
        (236, 255, []),  # the darker state is 0.84
        (215, 255, ["fail flash"]),  # 0.68 and 1
    ],
)
def test_only_a_strong_swing_counts(low: float, high: float, expected: list[str]) -> None:
    assert flashes(flashing(5, low=low, high=high)) == expected


def test_saturated_colours_count_by_their_light() -> None:
    """Red against black: little luma, but a fifth of the light."""
    sampler, meter = FrameSampler(), LightMeter(Fraction(RATE))
    for frame in range(60):
        red = frame // 3 % 2
        planes = [np.full((HEIGHT, WIDTH), 63 if red else 16, np.uint8)]
        planes += [
            np.full((HEIGHT // 2, WIDTH // 2), value if red else 128, np.uint8)
            for value in (102, 240)
        ]
        meter.take(sampler.sample(Picture(planes, 8, "bt709", True), None))
    assert "fail flash" in told(meter.light)


def test_text_that_scrolls_by_is_no_flash() -> None:
    """Near miss: each point swings many times a second, but its surroundings stay as light."""
    widths = np.random.default_rng(3).integers(1, 4, 400)
    inks = np.where(np.arange(400) % 2, 40.0, 230.0)
    line = np.repeat(inks, widths)
    lines = np.stack([np.roll(line, 37 * row)[: WIDTH + 120] for row in range(HEIGHT // 6)])
    page = np.repeat(lines, 6, axis=0)
    page[::6] = page[1::6] = 230.0
    assert flashes([page[:, 2 * k : 2 * k + WIDTH] for k in range(60)]) == []


def test_what_slowly_gets_lighter_and_darker_is_no_flash() -> None:
    assert flashes([busy(130 + 70 * np.sin(k / RATE * 2 * np.pi)) for k in range(90)]) == []


def test_a_flash_that_rises_over_some_frames_is_one() -> None:
    pictures = [busy(130 + 80 * np.sin(k / RATE * 2 * np.pi * 5), seed=1) for k in range(60)]
    assert flashes(pictures) == ["fail flash"]


def test_the_meter_keeps_a_few_numbers_per_frame_beyond_the_last_second() -> None:
    sampler, meter = FrameSampler(), LightMeter(Fraction(RATE))
    sizes = []
    for frame in range(200):
        plane = np.full((HEIGHT, WIDTH), frame, np.uint8)
        chroma = np.full((HEIGHT // 2, WIDTH // 2), 128, np.uint8)
        meter.take(sampler.sample(Picture([plane, chroma, chroma], 8, "bt709", True), None))
        sizes.append(len(pickle.dumps(meter)))
    assert sizes[-1] - sizes[2 * RATE] < 100 * (200 - 2 * RATE)
    assert sizes[-1] > 3 * ROWS * COLUMNS, "the last sample"


# freeze


Film = Callable[[Sequence[Drawing]], Path]


@pytest.fixture
def film(tmp_path: Path) -> Film:
    settings = encoder_settings("h264", Quality("small", WIDTH, HEIGHT, Fps(15), 100))

    def render(drawings: Sequence[Drawing]) -> Path:
        target = tmp_path / "film.mp4"
        render_segment(SegmentJob("film", tuple(drawings), settings, target))
        return target

    return render


def sliding(frames: int = 40) -> list[Drawing]:
    ground = [item((-6, y, 6, y + 0.3), "5B6B82") for y in (-3, -2, 2, 3)]
    return [drawing(*ground, item((-6 + k / 5, -1, -3 + k / 5, 1))) for k in range(frames)]


def test_a_good_film_moves_where_it_is_drawn_moving(film: Film) -> None:
    drawings = [*sliding(20), *[sliding(20)[-1]] * 20]
    light = probe(film(drawings)).light
    assert told(light, drawings) == []
    assert sum(light.repeated) >= 15


def test_a_repeat_inside_a_movement_is_found(film: Film) -> None:
    """Planted: the encoder was given one frame twice and left the next out."""
    drawings = sliding()
    wrong = [*drawings[:20], *[drawings[19]] * 5, *drawings[25:]]
    findings = found(probe(film(wrong)).light, drawings)
    assert [(f.rule, f.severity, f.beat) for f in findings] == [("freeze", "fail", None)]
    assert 20 <= (findings[0].frame or 0) <= 22


def test_a_change_inside_a_hold_is_found(film: Film) -> None:
    drawings = [sliding()[0]] * 40
    wrong = [*drawings[:20], sliding()[35], *drawings[21:]]
    findings = found(probe(film(wrong)).light, drawings)
    assert [(f.rule, f.frame) for f in findings] == [("freeze", 20)]


def test_a_movement_that_cannot_be_seen_may_be_lost() -> None:
    still, moved = (
        sliding()[0],
        drawing(*sliding()[0].items, item((0, 0, 1e-4, 1e-4))),
    )
    far = sliding()[9]
    motion = motion_of(
        [still, still, moved, far, far], [False, True, True, True, True], (WIDTH, HEIGHT)
    )
    assert motion.missed == {3}
    assert motion.held == (False, True, False, False, True)


def test_a_stumble_in_a_film_of_unknown_origin_is_a_warning() -> None:
    pictures = [np.roll(busy(), 2 * k, axis=1) for k in range(20)]
    stumbling = [*pictures[:10], pictures[9], *pictures[11:]]
    findings = [f for f in found(measured(stumbling)) if f.rule == "freeze"]
    assert [(f.severity, f.frame) for f in findings] == [("warn", 10)]
    held = [*pictures[:10], *[pictures[9]] * 3, *pictures[13:]]
    assert "warn freeze" not in told(measured(held))


def test_a_file_without_pictures_has_no_findings(tmp_path: Path) -> None:
    path = tmp_path / "none.mp4"
    path.write_text("not a video")
    assert told(probe(path).light) == []


# plain scenes


def in_a_scene(light: Light, drawn: Sequence[Drawing] | None = None) -> list[str]:
    """What the light of a plain scene's file is found guilty of."""
    case = case_of(light, drawn)
    return [f"{f.severity} {f.rule}" for f in judge(SCENE_VIDEO_RULES, case, None)]


@pytest.mark.parametrize(("times", "expected"), [(2, []), (3, ["warn flash"]), (4, ["fail flash"])])
def test_a_flash_fails_in_a_plain_scene_too(times: float, expected: list[str]) -> None:
    assert in_a_scene(measured(flashing(times))) == expected


def test_a_blank_start_is_only_a_warning_in_a_plain_scene() -> None:
    empty = np.full((HEIGHT, WIDTH), 250.0)
    assert in_a_scene(measured([empty, *[busy()] * 10])) == ["warn blank"]
    assert in_a_scene(measured([busy()] * 10)) == []


def test_a_frozen_picture_is_only_a_warning_in_a_plain_scene(film: Film) -> None:
    drawings = sliding()
    frozen = [*drawings[:20], *[drawings[19]] * 5, *drawings[25:]]
    assert in_a_scene(probe(film(frozen)).light, drawings) == ["warn freeze"]
    assert in_a_scene(probe(film(drawings)).light, drawings) == []
