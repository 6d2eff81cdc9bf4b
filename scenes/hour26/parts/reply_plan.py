"""The places of the tokens of question, reply and reference: in the chat, on a road, noted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from storyreel.design.layout import Frame, x_at, y_at
from storyreel.design.tokens import px

from .alignment import ROW, Alignment, Tokens
from .forked_road import Course
from .pieces import (
    BARE,
    HOLLOW,
    MARKED,
    PROMPT,
    SEAM,
    SOLID,
    Look,
    Paint,
    as_cells,
    extent,
    in_line,
)

ASKED, ASKED_TILE = 1.5, px(104)
BIG = 1.3
TILE = px(92)
COURSE = Course(x_at(154), x_at(812), x_at(968), x_at(1768), y_at(545), (y_at(445), y_at(645)))
RAISED = COURSE.raised(px(54))
CELL, CELL_GAP = (px(17), px(72)), px(8)
PROMPT_CELL, PROMPT_GAP = (px(13), px(52)), px(7)
PROMPT_LEFT, REPLY_LEFT = x_at(128), x_at(368)
BRANCH_LEFT = x_at(975)
SLIM, SLIM_GAP = (px(13), px(64)), px(8)


class ReplyPlan:
    """The looks of all pieces; reply and reference part after the token `fork`."""

    def __init__(
        self, question: Tokens, reply: Tokens, reference: Tokens, fork: str, course: Course = COURSE
    ) -> None:
        self.course = course
        self.alignment = Alignment(reply, reference)
        self.question = [text for text, _ in question]
        self.reply = [text for text, _ in reply]
        self.reference = [text for text, _ in reference]
        self.at = self.reply.index(fork)
        self.other = self.reference.index(fork)

    # The question

    def asked(self, frame: Frame, cut: int) -> list[Look]:
        """The question as it is written, on two lines of a card; the second begins at `cut`."""
        return [Look(place, BARE, scale=ASKED) for place in self._lines(frame, cut, True)]

    def tiles(self, frame: Frame, cut: int) -> list[Look]:
        """The question as tiles with their ids."""
        return [Look(place, told=1.0, scale=ASKED) for place in self._lines(frame, cut)]

    def prompt(self) -> list[Look]:
        """The question as cells at the beginning of the road."""
        count = len(self.question)
        places = as_cells(count, PROMPT_LEFT, self.course.y, PROMPT_CELL, PROMPT_GAP)
        return [Look(place, PROMPT, said=0.0) for place in places]

    def _lines(self, frame: Frame, cut: int, bare: bool = False) -> list[Frame]:
        spread = px(50) if bare else px(112)
        middle = frame.center[1] + (0.0 if bare else px(32))
        lines = (self.question[:cut], middle + spread), (self.question[cut:], middle - spread)
        return [
            place
            for texts, y in lines
            for place in in_line(texts, frame.left, y, ASKED_TILE, ASKED, bare)
        ]

    # The road

    def growing(self, open_: Sequence[float]) -> list[Look]:
        """The road up to the fork; each piece is open (1, a tile), a cell (0) or not there (<0)."""
        looks, left, y = [], REPLY_LEFT, self.course.y
        for text, share in zip(self.reply[: self.at + 1], open_, strict=True):
            grown, shown = max(share, 0.0), 1.0 if share >= 0 else 0.0
            right = left + CELL[0] + (extent(text, BIG) - CELL[0]) * grown
            half = (CELL[1] + (TILE - CELL[1]) * grown) / 2
            place = Frame(left, y - half, right, y + half)
            looks.append(Look(place, said=grown, shown=shown, scale=BIG))
            if shown:
                left = right + CELL_GAP
        return looks

    def on_road(self, paint: Paint = SOLID) -> list[Look]:
        """The whole reply: cells, the tile at the fork with its id, and the branch above."""
        looks = self.growing([0.0] * self.at + [1.0])
        looks[-1] = replace(looks[-1], told=1.0)
        return looks + _branch(self.reply[self.at + 1 :], self.course.ends[0], 1, paint)

    def on_branch(self, paint: Paint = HOLLOW) -> list[Look]:
        """The whole reference, of which only the branch below is seen."""
        rest = self.reference[self.other + 1 :]
        shared = self.on_road()[: self.at + 1]
        begin = [shared[min(index, self.at)].hidden() for index in range(self.other + 1)]
        return begin + _branch(rest, self.course.ends[1], len(rest) - 1, paint)

    def at_fork(self) -> list[Look]:
        """The whole reference, unseen, ready to come out of the tile at the fork."""
        looks = self.on_branch()
        fork = self.on_road()[self.at].frame
        return [replace(look, frame=fork, told=0.0).hidden() for look in looks]

    # On a card

    def noted(self, rooms: tuple[Frame, ...]) -> tuple[list[Look], ...]:
        """Prompt, reply and reference in three rooms: cells, and in full what counts."""
        above, below = self.alignment.different()
        ending = set(range(self.other, len(self.reference) - 1))
        return (
            _slim(self.question, rooms[0], set(), set(), PROMPT),
            _slim(self.reply, rooms[1], {self.at, self.at + 1}, above),
            _slim(self.reference, rooms[2], ending, below),
        )


def _branch(texts: list[str], y: float, told: int, paint: Paint) -> list[Look]:
    return [
        Look(place, paint, told=1.0 if index < told else 0.0, scale=BIG)
        for index, place in enumerate(in_line(texts, BRANCH_LEFT, y, TILE, BIG))
    ]


def _slim(
    texts: list[str], room: Frame, full: set[int], marked: set[int], paint: Paint = SOLID
) -> list[Look]:
    looks, x, y = [], room.left, room.center[1]
    for index, text in enumerate(texts):
        opened = index in full
        width, half = (extent(text), ROW / 2) if opened else (SLIM[0], SLIM[1] / 2)
        place = Frame(x, y - half, x + width, y + half)
        tone = MARKED if index in marked else paint
        looks.append(Look(place, tone, said=1.0 if opened else 0.0))
        both = opened and index + 1 in full
        x += width + (SEAM if both else SLIM_GAP)
    return looks
