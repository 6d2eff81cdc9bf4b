"""What the storyboard of hour 27 must give its scene: cards, the rewrite and the checks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from storyreel.storyboard.model import Contradiction, Count, Counting, Model, SansText, SceneData

LINES = 3
"""Lines of a question: more would reach into the answer."""


class Card(Model):
    """One row of the data set; without a question it is blank."""

    question: Annotated[
        tuple[Annotated[SansText, Field(max_length=12)], ...],
        Field(max_length=LINES, description="Lines of its question; an ellipsis marks a cut."),
    ]
    tokens: Annotated[Count, Field(le=600, description="Length of its answer.")]

    def contradictions(self) -> Iterator[Contradiction]:
        if self.question and not self.tokens:
            what = "is 0 although the card has a question."
            yield Contradiction(("tokens",), what, "Write the number of tokens of the answer.")
        if self.tokens and len(self.question) < 2:
            what = "has fewer than two lines although the card has an answer."
            yield Contradiction(("question",), what, "Write the lines of the question.")


class Rewrite(Model):
    """The planned rewrite of one card on a copy."""

    card: Annotated[Count, Field(le=4, description="Index of the card; 0 is the first.")]
    question: Annotated[
        tuple[Annotated[SansText, Field(max_length=12)], ...],
        Field(min_length=1, max_length=LINES, description="Lines of the new question."),
    ]
    note: Annotated[
        tuple[Annotated[SansText, Field(max_length=12)], ...],
        Field(min_length=1, max_length=2, description="Why it is dashed, in lines."),
    ]


class Data(SceneData):
    """Everything that the scene shows beside captions and wisdom."""

    writer: Annotated[SansText, Field(max_length=7, description="The model's name, on its pen.")]
    role: Annotated[SansText, Field(max_length=10, description="Whose turn the model fills.")]
    cards: Annotated[
        tuple[Card, ...],
        Field(min_length=5, max_length=5, description="The cards; one in the middle is blank."),
    ]
    rewrite: Annotated[Rewrite, Field(description="The reflection that was not run.")]
    count: Annotated[
        SansText,
        Counting,
        Field(max_length=16, description="On the band: {count} cards passed, of {all}."),
    ]
    checked: Annotated[SansText, Field(max_length=8, description="What the lamp checked.")]
    planned: Annotated[
        tuple[Annotated[SansText, Field(max_length=7)], ...],
        Field(min_length=2, max_length=2, description="Questions of checks that were not made."),
    ]

    def contradictions(self) -> Iterator[Contradiction]:
        if "{all}" not in self.count:
            what = "does not say of how many."
            yield Contradiction(("count",), what, "Write {all} for the number of cards.")
        yield from self._blank_cards()
        yield from self._rewritten_words()

    def _blank_cards(self) -> Iterator[Contradiction]:
        blank = [index for index, card in enumerate(self.cards) if not card.tokens]
        if not blank:
            what = "has no blank card, which the gate refuses."
            yield Contradiction(("cards",), what, "Give one card no question and 0 tokens.")
        for index in blank[1:]:
            what = f"is 0, as in card {blank[0] + 1}; the gate refuses one card."
            yield Contradiction(("cards", index, "tokens"), what, "Write its number of tokens.")
        if blank and blank[0] != len(self.cards) // 2:
            what = "is 0 in a card that is not the middle one."
            yield Contradiction(("cards", blank[0], "tokens"), what, "Reorder the cards.")

    def _rewritten_words(self) -> Iterator[Contradiction]:
        old = self.cards[self.rewrite.card]
        if not old.tokens:
            what = "is the blank card, which has no question to rewrite."
            yield Contradiction(("rewrite", "card"), what, "Write the index of a written card.")
        if old.question == self.rewrite.question:
            what = "is the question of the card itself."
            yield Contradiction(("rewrite", "question"), what, "Write a new question.")
