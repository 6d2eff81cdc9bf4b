"""Whether what arrows and brackets refer to is on stage as long as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from storyreel.base.errors import did_you_mean
from storyreel.pictures.board import PictureBoard
from storyreel.pictures.elements import Picture, inside
from storyreel.pictures.emphasis import find, part_like, parts_of
from storyreel.pictures.score import Score
from storyreel.pictures.stated import StageChange, Stated
from storyreel.storyboard.compose import KeyPath
from storyreel.storyboard.source import Mistake

MOST_PARTS = 12
"""How many parts a message lists."""


def link_mistakes(
    board: PictureBoard, changes: Sequence[StageChange], score: Score
) -> Iterator[Mistake]:
    """A mistake for each end of a link that is not there after a change, the first time.

    It names the beat where that is a later change than the one that states the link.
    """
    pictures = {
        passage.after.stated.path: passage.after.picture
        for track in score.tracks
        for passage in track.passages
    }
    stage: dict[str, Stated] = {}
    found: dict[tuple[KeyPath, str], Mistake] = {}
    for change in changes:
        stage |= {stated.name: stated for stated in change.things}
        shown = {name: pictures.get(stated.path, ()) for name, stated in stage.items()}
        for stated in stage.values():
            for field, address in stated.state.addresses().items() if stated.state else ():
                path = stated.written.get(field, stated.path)
                changes_now = any(each is stated for each in change.things)
                stated_now = changes_now and path[: len(stated.path)] == stated.path
                when = "" if stated_now else _when(board, change)
                missing = _missing(address, shown, when)
                if missing:
                    found.setdefault((path, address), Mistake(path, *missing))
    yield from found.values()


def _when(board: PictureBoard, change: StageChange) -> str:
    """The moment of a change, as the end of a sentence."""
    after = f", {change.at:g} s after its start" if change.at else ""
    return f" in beat {board.beats[change.beat].id!r}{after}"


def _missing(address: str, shown: Mapping[str, Picture], when: str) -> tuple[str, str] | None:
    """What is wrong with an address, and what to do; None for one that exists."""
    name, _, part = address.partition(".")
    picture = shown.get(name, ())
    if not picture and when:
        remedy = f"Keep {name!r} in the layout, or let what refers to it leave, too."
        return f"refers to {name!r}, which is not on stage{when}.", remedy
    if not picture:
        names = [each for each, elements in shown.items() if elements]
        remedy = f"{did_you_mean(name, names)}On stage then: {', '.join(names)}."
        return f"refers to {name!r}, which is not on stage.", remedy
    if not find(address, picture):
        parts = parts_of(inside(name, picture))
        listed = ", ".join(parts[:MOST_PARTS]) + ("" if len(parts) <= MOST_PARTS else ", …")
        remedy = f"{part_like(part, inside(name, picture))}Its parts: {listed}."
        return f"refers to the part {part!r}, which {name!r} does not have{when}.", remedy
    return None
