"""Where the pieces of a question, a reply and a reference stand, in each of their pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from storyreel.design.easing import glide, settle, steady
from storyreel.design.layout import Frame, x_at, y_at
from storyreel.design.tokens import px
from storyreel.parts.forked_road import Course
from storyreel.parts.motion import Motion
from storyreel.parts.pieces import (
    BARE,
    HOLLOW,
    MARKED,
    PROMPT,
    SEAM,
    SOLID,
    WORD_GAP,
    Look,
    Paint,
    Pieces,
    as_cells,
    extent,
    in_line,
)

Tokens = Sequence[tuple[str, int]]

ASKED = 1.35
BIG = 1.3
TILE = px(92)
COURSE = Course(x_at(154), x_at(812), x_at(968), x_at(1768), y_at(555), (y_at(455), y_at(655)))
RAISED = COURSE.raised(px(56))
CELL, CELL_GAP = (px(17), px(72)), px(8)
PROMPT_CELL, PROMPT_GAP = (px(13), px(52)), px(7)
PROMPT_LEFT, REPLY_LEFT = x_at(128), x_at(368)
BRANCH_LEFT = x_at(975)
ROW, ROW_GAP = px(84), px(10)
SLIM, SLIM_GAP = px(13), px(7)


@dataclass(frozen=True)
class Pair:
    """A column of the comparison: places in reply and reference, either of which may be empty."""

    upper: tuple[int, ...]
    lower: tuple[int, ...]
    equal: bool


class ReplyPlan:
    """The looks of all pieces; reply and reference part after the piece `fork`."""

    def __init__(
        self,
        question: Tokens,
        reply: Tokens,
        reference: Tokens,
        fork: str,
        course: Course = COURSE,
    ) -> None:
        self.course = course
        self.question = [text for text, _ in question]
        self.reply = [text for text, _ in reply]
        self.reference = [text for text, _ in reference]
        self._ids = [number for _, number in reply], [number for _, number in reference]
        self.at = self.reply.index(fork)
        self.other = self.reference.index(fork)

    # The question

    def asked(self, frame: Frame, cut: int) -> list[Look]:
        """The question as it is written, on two lines of a card; the second begins at `cut`."""
        return [Look(place, BARE, scale=ASKED) for place in self._lines(frame, cut, True)]

    def tiles(self, frame: Frame, cut: int) -> list[Look]:
        """The question as tiles with their ids."""
        return [Look(place, SOLID, told=1.0, scale=ASKED) for place in self._lines(frame, cut)]

    def prompt(self) -> list[Look]:
        """The question as cells at the beginning of the road."""
        count = len(self.question)
        places = as_cells(count, PROMPT_LEFT, self.course.y, PROMPT_CELL, PROMPT_GAP)
        return [Look(place, PROMPT, said=0.0) for place in places]

    def _lines(self, frame: Frame, cut: int, bare: bool = False) -> list[Frame]:
        spread = px(44) if bare else px(96)
        middle = frame.center[1] + (0.0 if bare else px(22))
        lines = (self.question[:cut], middle + spread), (self.question[cut:], middle - spread)
        return [
            place
            for texts, y in lines
            for place in in_line(texts, frame.left, y, TILE, ASKED, bare)
        ]

    # The reply on the road

    def growing(self, open_: Sequence[float]) -> list[Look]:
        """The road up to the fork; each piece is open (1, a tile), a cell (0) or not there (<0)."""
        looks, left = [], REPLY_LEFT
        half = TILE / 2
        for text, share in zip(self.reply[: self.at + 1], open_, strict=True):
            grown = max(share, 0.0)
            width = CELL[0] + (extent(text, BIG) - CELL[0]) * grown
            tall = CELL[1] / 2 + (half - CELL[1] / 2) * grown
            frame = Frame(left, self.course.y - tall, left + width, self.course.y + tall)
            looks.append(
                Look(frame, SOLID, said=grown, shown=1.0 if share >= 0 else 0.0, scale=BIG)
            )
            if share >= 0:
                left += width + CELL_GAP
        return looks

    def on_road(self) -> list[Look]:
        """The whole reply: cells, the tile at the fork with its id, and the branch above."""
        open_ = [0.0] * self.at + [1.0]
        looks = self.growing(open_)
        looks[-1] = replace(looks[-1], told=1.0)
        return looks + self._branch(self.reply[self.at + 1 :], self.course.ends[0], 1, SOLID)

    def on_branch(self) -> list[Look]:
        """The end of the reference, on the branch below."""
        rest = self.reference[self.other + 1 :]
        return self._branch(rest, self.course.ends[1], len(rest) - 1, HOLLOW)

    def _branch(self, texts: list[str], y: float, told: int, paint: Paint) -> list[Look]:
        places = in_line(texts, BRANCH_LEFT, y, TILE, BIG)
        return [
            Look(place, paint, told=1.0 if index < told else 0.0, scale=BIG)
            for index, place in enumerate(places)
        ]

    def rest(self, shared: Sequence[Look], branch: Sequence[Look]) -> list[Look]:
        """The reference before it is shown: nothing of it is seen."""
        first = self.other + 1
        begin = [shared[min(index, len(shared) - 1)].hidden() for index in range(first)]
        start = shared[-1]
        return begin + [replace(start, paint=look.paint).hidden() for look in branch]

    def whole_reference(self) -> list[Look]:
        """The reference on the road: seen on its branch only."""
        shared = self.on_road()[: self.at + 1]
        begin = [shared[min(index, self.at)].hidden() for index in range(self.other + 1)]
        return begin + self.on_branch()

    # Reply and reference, one above the other

    def pairs(self) -> list[Pair]:
        """What stands in one column: equal pieces one by one, different ones together."""
        found: list[Pair] = []
        for kind, a, b, c, d in SequenceMatcher(None, *self._ids, autojunk=False).get_opcodes():
            if kind == "equal":
                found += [Pair((a + k,), (c + k,), True) for k in range(b - a)]
            else:
                found.append(Pair(tuple(range(a, b)), tuple(range(c, d)), False))
        return found

    def aligned(
        self, left: float, right: float, tops: tuple[float, ...]
    ) -> tuple[list[Frame], list[Frame], list[Frame]]:
        """Places of reply and reference in blocks of two rows, and of the capsules of equal ones."""
        upper: dict[int, Frame] = {}
        lower: dict[int, Frame] = {}
        capsules: list[Frame] = []
        block, x = 0, left
        for pair in self.pairs():
            above = [self.reply[i] for i in pair.upper]
            below = [self.reference[i] for i in pair.lower]
            starts = (above or below)[0].startswith(" ")
            gap = 0.0 if x == left else WORD_GAP if starts else SEAM
            width = max(_length(above), _length(below))
            if x + gap + width > right:
                block, x, gap = block + 1, left, 0.0
            x += gap
            top = tops[block]
            y = (top - ROW / 2, top - ROW * 1.5 - ROW_GAP)
            upper |= dict(zip(pair.upper, in_line(above, x, y[0], ROW), strict=True))
            lower |= dict(zip(pair.lower, in_line(below, x, y[1], ROW), strict=True))
            if pair.equal:
                capsules.append(Frame(x, y[1] - ROW / 2, x + width, top))
            x += width
        return [upper[i] for i in sorted(upper)], [lower[i] for i in sorted(lower)], capsules

    def differs(self) -> tuple[set[int], set[int]]:
        """Places in the reply and in the reference that the other one lacks."""
        odd = [pair for pair in self.pairs() if not pair.equal]
        return {i for pair in odd for i in pair.upper}, {i for pair in odd for i in pair.lower}

    # On a card

    def noted(self, rooms: tuple[Frame, ...]) -> tuple[list[Look], list[Look], list[Look]]:
        """Prompt, reply and reference in three rooms: cells, and in full what counts."""
        odd, even = self.differs()
        prompt, reply, correction = rooms
        return (
            self._slim(self.question, prompt, set(), set(), PROMPT),
            self._slim(self.reply, reply, {self.at, self.at + 1}, odd),
            self._slim(
                self.reference,
                correction,
                set(range(self.other, len(self.reference) - 1)),
                even,
            ),
        )

    def _slim(
        self,
        texts: list[str],
        room: Frame,
        full: set[int],
        marked: set[int],
        paint: Paint = SOLID,
    ) -> list[Look]:
        looks, x, y = [], room.left, room.center[1]
        for index, text in enumerate(texts):
            opened = index in full
            width = extent(text) if opened else SLIM
            tall = (ROW if opened else px(64)) / 2
            frame = Frame(x, y - tall, x + width, y + tall)
            tone = MARKED if index in marked else paint
            looks.append(Look(frame, tone, said=1.0 if opened else 0.0))
            x += width + (SEAM if opened else SLIM_GAP)
        return looks


def growth(plan: ReplyPlan, reply: Pieces, run_time: float) -> Motion:
    """The reply grows up to the fork: each piece opens, and closes to a cell for the next one."""
    count = plan.at + 1

    def change(progress: float) -> None:
        time = progress * count
        open_ = []
        for index in range(count):
            came = settle((time - index) / 0.55)
            gone = glide((time - index - 1) / 0.55) if index < count - 1 else 0.0
            open_.append(came * (1 - gone) if time > index else -1.0)
        for piece, look in zip(reply.pieces, plan.growing(open_), strict=False):
            piece.wear(look)

    return Motion(reply, change, run_time, steady)


def _length(texts: list[str]) -> float:
    return in_line(texts, 0.0, 0.0, ROW)[-1].right if texts else 0.0
