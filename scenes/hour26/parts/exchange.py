"""A question, a reply and its reference as pieces, and how they move from picture to picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from storyreel.design.easing import glide, settle, staggered, steady
from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.parts.motion import Motion

from .forked_road import Course, ForkedRoad
from .pieces import HOLLOW, SOLID, Pieces
from .reply_plan import PROMPT_CELL, REPLY_LEFT, SLIM, ReplyPlan

OPENING = 0.55
"""Share of a token's time in which it opens, and the one before it closes."""

SPREADING = 0.4
"""Share of the time of a cut in which the words move apart."""


class Token(Protocol):
    """A token as the storyboard gives it: its text with the leading space, and its id."""

    @property
    def text(self) -> str: ...

    @property
    def id(self) -> int: ...


class Exchange:
    """Question, reply and reference; the question is first written in `room`, cut in two lines."""

    def __init__(
        self, tokens: tuple[Sequence[Token], ...], fork: str, room: Frame, cut: int
    ) -> None:
        question, reply, reference = ([(t.text, t.id) for t in text] for text in tokens)
        texts = self._texts = (question, reply, reference)
        self._fork, self._room, self._cut = fork, room, cut
        self.asked = "".join(text for text, _ in question)
        plan = self.plan = ReplyPlan(*texts, fork)
        self.question = Pieces(texts[0], plan.asked(room, cut))
        self.reply = Pieces(texts[1], [look.hidden() for look in plan.on_road()])
        self.reference = Pieces(texts[2], plan.at_fork())

    def cut(self, run_time: float) -> Motion:
        """The question is spread out, then cut into tiles, and each shows its id."""
        pieces = self.question.pieces
        before = [piece.look for piece in pieces]
        tiles = self.plan.tiles(self._room, self._cut)
        spread = [replace(look, frame=tile.frame) for look, tile in zip(before, tiles, strict=True)]

        def change(progress: float) -> None:
            apart = glide(progress / SPREADING)
            rest = max(progress - SPREADING, 0.0) / (1 - SPREADING)
            for index, piece in enumerate(pieces):
                if rest > 0:
                    share = settle(staggered(rest, index, len(pieces), 0.85))
                    piece.change(spread[index], tiles[index], share)
                else:
                    piece.change(before[index], spread[index], apart)

        return Motion(self.question, change, run_time, steady)

    def close_question(self, run_time: float) -> Motion:
        """The tiles of the question close to cells where they are."""
        looks = [piece.look.slim(PROMPT_CELL) for piece in self.question.pieces]
        return self.question.restyle(looks, run_time, 0.97)

    def pack(self, run_time: float) -> Motion:
        """The cells of the question go to the beginning of the road."""
        return self.question.restyle(self.plan.prompt(), run_time, 0.95)

    def grow(self, road: ForkedRoad, run_time: float) -> Motion:
        """The reply grows up to the fork, and the road is lit as far as it has come.

        Each token opens to a tile, and closes to a cell for the next one.
        """
        count = self.plan.at + 1

        def change(progress: float) -> None:
            time = progress * count
            open_ = [_openness(time - index, index == count - 1) for index in range(count)]
            looks = self.plan.growing(open_)
            for piece, look in zip(self.reply.pieces, looks, strict=False):
                piece.wear(look)
            lit = max((look.frame.right for look in looks if look.shown), default=REPLY_LEFT)
            road.light(0, lit)

        return Motion(self.reply, change, run_time, steady, beside=(road,))

    def take(self, run_time: float) -> Motion:
        """The reply goes on above."""
        looks = self.plan.on_road()[self.plan.at :]
        return self.reply.restyle(looks, run_time, 0.5, first=self.plan.at)

    def offer(self, run_time: float) -> Motion:
        """The reference goes on below."""
        first = self.plan.other + 1
        return self.reference.restyle(self.plan.on_branch()[first:], run_time, 0.7, first=first)

    def close_rows(self, rooms: tuple[Frame, ...], run_time: float) -> tuple[Motion, ...]:
        """What is going to be a cell on a card closes to one where it is."""
        _, reply, reference = self.plan.noted(rooms)
        return tuple(
            pieces.restyle(
                [
                    piece.look if look.said else piece.look.slim(SLIM)
                    for piece, look in zip(pieces.pieces, looks, strict=True)
                ],
                run_time,
                0.97,
            )
            for pieces, looks in ((self.reply, reply), (self.reference, reference))
        )

    def note(self, rooms: tuple[Frame, ...], run_time: float) -> tuple[Motion, ...]:
        """Prompt, reply and reference go to three rooms of a card."""
        prompt, reply, reference = self.plan.noted(rooms)
        self.question.wear([look.hidden() for look in prompt])
        return (
            self.reply.restyle(reply, run_time, 0.96),
            self.reference.restyle(reference, run_time, 0.96),
            self.question.restyle(prompt, run_time, 0.9),
        )

    def come_back(self, course: Course, run_time: float) -> tuple[Motion, ...]:
        """All pieces come down upon a road that is forked already, with no way taken."""
        plan = self.plan = ReplyPlan(*self._texts, self._fork, course)
        rows = (
            (self.question, plan.prompt()),
            (self.reply, plan.on_road(HOLLOW)),
            (self.reference, plan.on_branch()),
        )
        for pieces, looks in rows:
            above = [replace(look, frame=look.frame.raised(px(60))).hidden() for look in looks]
            pieces.wear(above)
        return tuple(pieces.restyle(looks, run_time, 0.9) for pieces, looks in rows)

    def swap(self, lower: bool, run_time: float) -> tuple[Motion, Motion]:
        """One branch becomes the way that is taken, and its tiles solid; the other hollow."""
        paints = (HOLLOW, SOLID) if lower else (SOLID, HOLLOW)
        first, other = self.plan.at + 1, self.plan.other + 1
        above = self.plan.on_road(paints[0])[first:]
        below = self.plan.on_branch(paints[1])[other:]
        return (
            self.reply.restyle(above, run_time, 0.7, first=first),
            self.reference.restyle(below, run_time, 0.7, first=other),
        )


def _openness(time: float, last: bool) -> float:
    """How open a token is, `time` after its turn began; -1 before."""
    if time <= 0:
        return -1.0
    closing = 0.0 if last else glide((time - 1) / OPENING)
    return settle(time / OPENING) * (1 - closing)
