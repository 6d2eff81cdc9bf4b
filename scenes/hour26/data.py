"""What the storyboard of hour 26 must give its scene: a question, two answers and a few names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from storyreel.storyboard.agreement import different
from storyreel.storyboard.record import Contradiction, Model, SceneData
from storyreel.storyboard.values import SansText


class Reply(Model):
    """The end of the model's reply, with the word that is wrong."""

    before: Annotated[SansText, Field(max_length=8, description="What comes before the word.")]
    word: Annotated[SansText, Field(max_length=10, description="The wrong cloud.")]
    after: Annotated[SansText, Field(max_length=8, description="What comes after the word.")]


class Case(Model):
    """The card on which the case is written down."""

    labels: Annotated[
        tuple[Annotated[SansText, Field(max_length=13)], ...],
        Field(min_length=3, max_length=3, description="Names of question and both answers."),
    ]
    subject: Annotated[
        SansText, Field(max_length=15, description="The words of the question that matter.")
    ]
    right: Annotated[SansText, Field(max_length=13, description="The right cloud.")]


class Data(SceneData):
    """Everything that the scene shows beside captions and wisdom."""

    question: Annotated[
        tuple[Annotated[SansText, Field(max_length=32)], ...],
        Field(min_length=1, max_length=3, description="The question, line by line."),
    ]
    reply: Annotated[Reply, Field(description="The reply.")]
    case: Annotated[Case, Field(description="The case that is recorded.")]
    app: Annotated[SansText, Field(max_length=5, description="The name of the app.")]
    store: Annotated[SansText, Field(max_length=5, description="The name of its drawer.")]
    model: Annotated[SansText, Field(max_length=6, description="The name of the model.")]
    expected: Annotated[
        SansText, Field(max_length=24, description="Why the last answer is dashed.")
    ]

    loop: Annotated[
        tuple[Annotated[SansText, Field(max_length=8)], ...],
        Field(min_length=4, max_length=4, description="Its stations: from question to training."),
    ]
    check: Annotated[
        SansText, Field(max_length=7, description="What is planned before a new version is used.")
    ]

    def contradictions(self) -> Iterator[Contradiction]:
        yield from different(("case", "right"), self.case.right, (self.reply.word,))
        for index, label in enumerate(self.case.labels):
            yield from different(("case", "labels", index), label, self.case.labels[:index])
        if self.case.subject not in " ".join(self.question):
            what = f"the question does not contain {self.case.subject!r}."
            yield Contradiction(("case", "subject"), what, "Write words of the question.")
