"""The stage: beats own their frames, times are exact, and what can't be is an error."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from storyreel.base.errors import RequestError
from storyreel.drawing.drawing import Drawing, PathItem
from storyreel.drawing.quanta import QUANTA_PER_UNIT, Box
from storyreel.stage.extraction import Extractor
from storyreel.stage.perform import perform

Own = Callable[[Drawing], list[PathItem]]
Place = Callable[[Drawing], Box]
SLIDE = "square = Square()\nself.add(square)\n"


def middle(box: Box) -> float:
    """The middle of a box from left to right, in scene units."""
    return (box.left + box.right) / 2 / QUANTA_PER_UNIT


def test_a_beat_owns_exactly_its_frames(stage: Any, own: Own) -> None:
    drawings = stage.perform(
        opening="self.add(Square())",
        work="self.clear()",
        rest="self.add(Square(), Circle())",
        closing="self.add(Circle())",
    )
    assert [len(own(drawing)) for drawing in drawings] == [1] * 30 + [0] * 63 + [2] * 297 + [3] * 60


def test_what_a_beat_leaves_over_is_held_as_the_same_drawing(stage: Any) -> None:
    drawings = stage.perform(opening="self.play(FadeIn(Square()), run_time=1)")
    held = drawings[15:30]
    assert all(drawing is held[0] for drawing in held)
    assert len({drawing.key for drawing in drawings[:16]}) == 16


def test_the_last_frame_of_a_beat_is_not_held_into_the_next(stage: Any, own: Own) -> None:
    drawings = stage.perform(opening="self.play(FadeIn(Square()), run_time=2)")
    assert len({drawing.key for drawing in drawings[:30]}) == 30
    assert len(own(drawings[30])) == 1


@pytest.mark.parametrize(
    "body",
    [
        "self.wait(5)",
        "self.start(FadeIn(Square(), run_time=5))",
        "self.wait(1)\nself.play(FadeIn(Square()), run_time=4)",
        "self.until('late')\nself.wait(3.5)",
    ],
)
def test_an_overrun_names_beat_and_measure_and_its_line(stage: Any, body: str) -> None:
    with pytest.raises(RequestError) as caught:
        stage.perform(opening=body)
    assert str(caught.value) == (
        "storyboards/play-demo.yaml:8:5: beat 'opening' overruns its end by 3.00 s. "
        "Make the beat longer, or move its cues earlier."
    )


def test_a_beat_may_use_its_time_to_the_last_moment(stage: Any) -> None:
    stage.perform(opening="self.play(FadeIn(Square()), run_time=2)")


@pytest.mark.parametrize(("seconds", "times"), [("0.1 + 0.2", 6), ("2 / 11", 11), ("2 / 3", 3)])
def test_the_noise_of_floats_is_no_overrun(stage: Any, seconds: str, times: int) -> None:
    waits = f"self.wait({seconds})\n" * times
    stage.perform(15, 31, opening=f"self.wait({2 if times == 6 else 0} / 10)\n" + waits)


def test_a_cue_is_a_moment_of_its_beat(stage: Any, own: Own) -> None:
    drawings = stage.perform(
        15,
        30,
        opening="self.until('early')\nself.add(Square())\nself.until('late')\nself.add(Circle())",
    )
    counts = [len(own(drawing)) for drawing in drawings[:30]]
    assert counts == [0] * 8 + [1] * 15 + [2] * 7


def test_a_cue_that_has_passed_is_an_error(stage: Any) -> None:
    with pytest.raises(RequestError) as caught:
        stage.perform(opening="self.play(FadeIn(Square()), run_time=1)\nself.until('early')")
    assert "play-demo.yaml:8:5: beat 'opening': the cue 'early' comes 0.50 s too early" in str(
        caught.value
    )


def test_a_cue_that_the_beat_does_not_have_is_an_error(stage: Any) -> None:
    with pytest.raises(RequestError) as caught:
        stage.perform(opening="self.until('ear' + 'ly')\nself.until('l' + 'ost')")
    assert "beat 'opening' has no cue 'lost'. Its cues: early, late." in str(caught.value)
    with pytest.raises(RequestError, match=r"beat 'work' has no cue 'early'\. Its cues: none\."):
        stage.perform(work="self.until('ear' + 'ly')")


def test_the_storyboard_owns_run_times_between_cues(stage: Any, place: Place) -> None:
    body = "self.until('early')\nrun_time = self.between('early', 'late')\nassert run_time == 1.0\n"
    drawings = stage.perform(
        15, 30, opening=SLIDE + body + "self.start(square.animate.shift(RIGHT), run_time=run_time)"
    )
    assert middle(place(drawings[7])) == 0.0
    assert middle(place(drawings[23])) == pytest.approx(1.0, abs=1e-6)
    assert middle(place(drawings[22])) < 1.0


@pytest.mark.parametrize("fps", [15, 30, 60])
@pytest.mark.parametrize("run_time", [0.7, 0.1, 1.1, 0.29, 1 / 3])
def test_frames_show_the_share_of_time_that_has_passed(
    stage: Any, place: Place, fps: int, run_time: float
) -> None:
    move = f"self.play(square.animate.shift(RIGHT), run_time={run_time}, rate_func=linear)"
    drawings = stage.perform(fps, 2 * fps, opening=SLIDE + move)
    for frame in range(2 * fps):
        share = min(frame / fps / run_time, 1.0)
        assert middle(place(drawings[frame])) == pytest.approx(share, abs=1e-6), frame


def test_animations_that_follow_one_another_lose_no_time(stage: Any, place: Place) -> None:
    body = (
        "for _ in range(20):\n"
        "    self.play(square.animate.shift(RIGHT / 7), run_time=0.07, rate_func=linear)"
    )
    drawings = stage.perform(30, 43, opening=SLIDE + body)
    for frame in range(43):
        assert middle(place(drawings[frame])) == pytest.approx(frame / 30 / 0.49, abs=1e-5)


def test_animations_that_were_started_go_on_beside_others(stage: Any, own: Own) -> None:
    body = (
        "circle = Circle().shift(UP)\nself.add(circle)\n"
        "self.start(square.animate.shift(RIGHT), run_time=2, rate_func=linear)\n"
        "self.play(circle.animate.shift(LEFT), run_time=1, rate_func=linear)"
    )
    drawings = stage.perform(15, 30, opening=SLIDE + body)
    square, circle = own(drawings[15])
    assert middle(square.path.box) == pytest.approx(0.5)
    assert middle(circle.path.box) == pytest.approx(-1.0)


def test_no_time_is_at_once(stage: Any, place: Place) -> None:
    drawings = stage.perform(
        15, 2, opening=SLIDE + "self.play(square.animate.shift(RIGHT), run_time=0)"
    )
    assert middle(place(drawings[0])) == pytest.approx(1.0)


def test_start_returns_the_time_of_the_end(stage: Any) -> None:
    body = "from fractions import Fraction\nself.wait(0.5)\n"
    check = "assert self.start(FadeIn(Square()), run_time=0.7) == Fraction(6, 5)"
    stage.perform(opening=body + check)


def test_what_changes_between_waits_is_shown(stage: Any, own: Own, place: Place) -> None:
    drawings = stage.perform(
        15,
        30,
        opening="self.wait(0.4)\nself.add(square := Square())\nself.wait(0.4)\n"
        "square.shift(RIGHT)\nself.wait(0.4)\nself.remove(square)\nself.wait(0.4)",
    )
    assert [len(own(drawing)) for drawing in drawings[:24]] == [0] * 6 + [1] * 12 + [0] * 6
    assert [middle(place(drawings[frame])) for frame in (6, 12)] == pytest.approx([0.0, 1.0])


def test_an_unchanged_stage_is_drawn_once_however_it_waits(stage: Any) -> None:
    drawings = stage.perform(rest="self.wait(2)\nself.wait(2)\nself.wait(2)")
    assert len({id(drawing) for drawing in drawings[30 + 63 + 15 : 390]}) == 1


def test_updaters_follow_time(stage: Any, place: Place) -> None:
    body = SLIDE + "square.add_updater(lambda m, dt: m.shift(RIGHT * dt))\nself.wait(1)"
    drawings = stage.perform(15, 30, opening=body)
    assert middle(place(drawings[0])) == 0.0
    assert middle(place(drawings[15])) == pytest.approx(1.0, abs=1e-6)


def test_foreground_is_drawn_once_above_the_rest(stage: Any, own: Own) -> None:
    drawings = stage.perform(
        15, 30, opening="self.add_foreground_mobjects(Square(fill_opacity=0.5))\nself.add(Circle())"
    )
    assert len(own(drawings[0])) == 2
    assert own(drawings[0])[-1].fill


SECRET = """\
from storyreel.parts.motion import Motion

square, other = Square(), Circle()
self.add(square, other)
both = lambda share: (square.set_x(share), other.set_y(share))
self.play(Motion(square, both, run_time=1{named}))
"""


def test_a_motion_that_changes_what_it_does_not_name_is_an_error(stage: Any) -> None:
    with pytest.raises(RequestError, match=r"at 0\.53 s something changes.*\(Motion\).*beside="):
        stage.perform(opening=SECRET.format(named=""))


def test_a_motion_may_change_what_it_names(stage: Any) -> None:
    drawings = stage.perform(opening=SECRET.format(named=", beside=(other,)"))
    assert len({drawing.key for drawing in drawings[:16]}) == 16


ENDED = """\
from storyreel.parts.motion import Motion

square, other = Square(), Circle()
self.add(square, other)
shares = []

def change(share):
    shares.append(share)
    square.set_x(share)

self.start(Motion(square, change, run_time=0.51), Motion(other, other.set_y, run_time=1))
"""


def test_a_motion_that_has_ended_is_not_shown_again(stage: Any) -> None:
    stage.perform(opening=ENDED + "self.wait(1.2)\nassert len(shares) == 1 + 8 + 1, shares")


@pytest.mark.parametrize("fps", [4, 15, 60])
def test_what_the_scene_changes_after_a_motion_stays(stage: Any, own: Own, fps: int) -> None:
    body = ENDED + "self.wait(0.52)\nsquare.set_x(3)\nself.wait(1)"
    for drawing in stage.perform(fps, 2 * fps, opening=body)[-(-52 * fps // 100) :]:
        assert middle(own(drawing)[0].path.box) == pytest.approx(3.0)


def test_a_motion_that_ends_between_frames_is_seen_at_its_end(stage: Any, own: Own) -> None:
    body = ENDED + "self.wait(1.2)"
    loaded = stage.load(opening=body)
    frames = dict[int, Drawing]()
    perform(loaded, stage.timeline(loaded), frames.__setitem__, frames=range(9, 15))
    for drawing in frames.values():
        assert middle(own(drawing)[0].path.box) == pytest.approx(1.0)


@pytest.mark.parametrize(("removes", "looks"), [(False, 2), (True, 3)])
def test_only_what_leaves_the_stage_makes_it_look_at_everything_when_motions_end(
    stage: Any, monkeypatch: pytest.MonkeyPatch, removes: bool, looks: int
) -> None:
    everything: list[bool] = []
    drawing = Extractor.drawing

    def look(self: Extractor, mobjects: Any, camera: Any, changing: Any = None) -> Drawing:
        everything.append(changing is None)
        return drawing(self, mobjects, camera, changing)

    monkeypatch.setattr(Extractor, "drawing", look)
    motion = f"Motion(square, square.set_x, run_time=0.6, removes={removes})"
    body = f"from storyreel.parts.motion import Motion\nself.start({motion})\nself.wait(2)"
    stage.perform(15, 25, opening=SLIDE + body)
    assert everything.count(True) == looks, "the first frame, the sample, and what is left"


UPDATED = "square.add_updater(lambda mobject, dt: mobject.shift(dt * RIGHT))\nself.add(square)\n"


@pytest.mark.parametrize("updated", ["", UPDATED], ids=["still", "updated"])
@pytest.mark.parametrize("frames", [range(20, 60), {3, 33, 34, 61, 449}, range(0, 10)])
def test_frames_are_the_same_where_others_are_passed_over(
    stage: Any, updated: str, frames: Any
) -> None:
    body = {
        "opening": SLIDE + "self.start(square.animate(run_time=1.5).shift(UP))\n" + updated,
        "work": "circle = Circle()\nself.play(FadeIn(circle), run_time=2)\nself.remove(circle)",
    }
    loaded = stage.load(**body)
    timeline = stage.timeline(loaded)
    everything, some = dict[int, Drawing](), dict[int, Drawing]()
    perform(loaded, timeline, everything.__setitem__)
    perform(loaded, timeline, some.__setitem__, frames=frames)
    assert some == {frame: everything[frame] for frame in sorted(frames)}


def test_behind_the_last_frame_that_is_asked_for_nothing_is_performed(stage: Any) -> None:
    loaded = stage.load(work="raise AssertionError('it was performed')")
    seen: list[int] = []
    perform(loaded, stage.timeline(loaded), lambda frame, _: seen.append(frame), frames=range(30))
    assert seen == list(range(30))


def test_a_last_beat_that_overruns_is_noticed_whatever_is_asked_for(stage: Any) -> None:
    loaded = stage.load(closing="self.wait(4)\nself.wait(1)")
    with pytest.raises(RequestError, match="overruns"):
        perform(loaded, stage.timeline(loaded), lambda *_: None, frames=[449])
