"""What the storyboard of hour 27 must give its scene: cards, the rewrite and the checks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from storyreel.storyboard.record import Contradiction, Model, SceneData
from storyreel.storyboard.values import Count, Counting, SansText

LINES, LETTERS = 3, 36
"""Lines of a question, and characters of a line: more would reach beyond the turn."""
Question = tuple[Annotated[SansText, Field(max_length=LETTERS)], ...]


class Card(Model):
    """One row of the data set; without a question it is blank."""

    question: Annotated[
        Question, Field(max_length=LINES, description="Lines of its question, the whole of it.")
    ]
    topic: Annotated[
        tuple[Annotated[SansText, Field(max_length=10)], ...],
        Field(max_length=2, description="Words of the question, as they are on the small card."),
    ]
    tokens: Annotated[Count, Field(le=600, description="Length of its answer.")]

    def contradictions(self) -> Iterator[Contradiction]:
        if self.question and not self.tokens:
            what = "is 0 although the card has a question."
            yield Contradiction(("tokens",), what, "Write the number of tokens of the answer.")
        if self.tokens and not self.question:
            what = "is missing although the card has an answer."
            yield Contradiction(("question",), what, "Write the lines of the question.")
        if _words(self.topic) not in _words(self.question):
            what = "is not in the question."
            yield Contradiction(("topic",), what, "Write words that follow one another in it.")
        for line, words in enumerate(self.topic):
            if not any(words in each for each in self.question):
                what = "is not in one line of the question."
                yield Contradiction(("topic", line), what, "Write words of one line.")
        if self.question and not self.topic:
            what = "is missing although the card has a question."
            yield Contradiction(("topic",), what, "Write some words of the question.")


class Rewrite(Model):
    """The planned rewrite of the last card."""

    question: Annotated[
        Question, Field(min_length=1, max_length=LINES, description="Lines of the new question.")
    ]
    note: Annotated[SansText, Field(max_length=12, description="Why it is dashed.")]


class Answer(Model):
    """The answer to the first question, of which one passage is read."""

    role: Annotated[SansText, Field(max_length=10, description="Whose turn the answer is.")]
    passage: Annotated[
        Question, Field(min_length=1, max_length=LINES, description="Lines of the passage.")
    ]
    doubt: Annotated[
        SansText, Field(max_length=8, description="What the person asks about the passage.")
    ]
    wrong: Annotated[
        SansText, Field(max_length=10, description="The word of the passage that is false.")
    ]

    def contradictions(self) -> Iterator[Contradiction]:
        if not any(self.wrong in line for line in self.passage):
            what = "is not in one line of the passage."
            yield Contradiction(("wrong",), what, "Write a word of the passage.")


class Data(SceneData):
    """Everything that the scene shows beside captions and wisdom."""

    writer: Annotated[SansText, Field(max_length=7, description="The model's name, on its pen.")]
    role: Annotated[SansText, Field(max_length=10, description="Whose turn the model fills.")]
    seed: Annotated[
        SansText, Field(max_length=28, description="What the empty turn is for, above it.")
    ]
    cards: Annotated[
        tuple[Card, ...],
        Field(min_length=5, max_length=5, description="The cards; one in the middle is blank."),
    ]
    answer: Annotated[Answer, Field(description="The answer that is read.")]
    written: Annotated[SansText, Field(max_length=8, description="What the lamp has asked for.")]
    rewrite: Annotated[Rewrite, Field(description="The reflection that was not run.")]
    count: Annotated[
        SansText,
        Counting,
        Field(max_length=16, description="On the band: {count} cards passed, of {all}."),
    ]
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
        if _words(self.cards[-1].question) == _words(self.rewrite.question):
            what = "is the question of the card itself."
            yield Contradiction(("rewrite", "question"), what, "Write a new question.")


def _words(lines: tuple[str, ...]) -> str:
    return " ".join(lines)
