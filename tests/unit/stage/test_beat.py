"""The mark of a beat."""

from __future__ import annotations

from storyreel.stage.beat import beat, beats_of


class First:
    @beat()
    def opening(self) -> None: ...

    def helper(self) -> None: ...

    @beat("early", "late")
    def work(self) -> None: ...


class Second(First):
    @beat("other")
    def work(self) -> None: ...

    @beat()
    def closing(self) -> None: ...


def test_marked_methods_are_beats_in_order() -> None:
    assert list(beats_of(First).items()) == [("opening", ()), ("work", ("early", "late"))]


def test_a_scene_inherits_beats_and_may_tell_them_anew() -> None:
    beats = {"opening": (), "work": ("other",), "closing": ()}
    assert list(beats_of(Second).items()) == list(beats.items())


def test_a_marked_method_is_the_method_itself() -> None:
    def opening(self: object) -> None: ...

    assert beat("cue")(opening) is opening
