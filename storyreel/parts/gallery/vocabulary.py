"""Samples of merges and of rows of a vocabulary."""

from __future__ import annotations

from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.parts.gallery.sample import played, sample
from storyreel.parts.vocabulary.embedding import EmbeddingTable
from storyreel.parts.vocabulary.merging import Merging
from storyreel.parts.vocabulary.new_row import NewRow
from storyreel.parts.vocabulary.noise import Noise
from storyreel.parts.vocabulary.passage import Passage
from storyreel.parts.vocabulary.ranks import Ranks
from storyreel.parts.vocabulary.seeker import Seeker
from storyreel.parts.vocabulary.untrained import UntrainedRow

WORD = "marmalade"
MERGES = (("m", "a"), ("a", "d"), ("l", "ad"), ("ma", "r"))


@sample(Merging, 1100, 240)
def merging(room: Frame) -> VMobject:
    part = Merging(WORD, MERGES, (room.left, 0.0))
    played(part.fall_apart(1.0), part.merge(1.0))
    return part


@sample(Passage, 1100, 200)
def passage(room: Frame) -> VMobject:
    return Passage(room, WORD, MERGES)


@sample(Ranks, 1000, 200)
def ranks(room: Frame) -> VMobject:
    part = Ranks("merge rank", ("7", "52", "310", "1,204"), (room.left + px(40), 0.0))
    for index in range(2):
        part.show_lit(index, 1.0)
    return part


@sample(Seeker, 420, 240)
def seeker(room: Frame) -> VMobject:
    return Seeker("4096", room.center)


@sample(EmbeddingTable, 1728, 368)
def table(room: Frame) -> VMobject:
    part = EmbeddingTable(room, ("4094", "4095"), "64 numbers")
    return VGroup(part, part.refusal("IndexError"))


@sample(NewRow, 1728, 368)
def new_row(room: Frame) -> VMobject:
    whole = EmbeddingTable(room, ("4094", "4095"), "64 numbers")
    return VGroup(whole, NewRow(whole, 4096, ("rows", "IndexError", "noise"), 512, 8))


@sample(Noise, 560, 240)
def noise(room: Frame) -> VMobject:
    return Noise(room, 512, 16, 7)


@sample(UntrainedRow, 1728, 160)
def untrained(room: Frame) -> VMobject:
    part = UntrainedRow(room.inset(0.0, px(44)), "4096", "untrained", 512, 8)
    return VGroup(part.words, part.noise, part.badge)
