"""The wisdom box with two lines."""

from __future__ import annotations

from storyreel.design.layout import Grid
from storyreel.design.tokens import Type
from storyreel.parts.long_wisdom import LongWisdom
from storyreel.parts.text import Line
from storyreel.storyboard.model import Wisdom

TEXT = "Encoding choices influence all downstream compute and quality."


def test_the_sentence_stands_on_two_lines_in_the_box() -> None:
    box = LongWisdom(Wisdom(label="Wisdom", text=TEXT))
    label, *lines = [leaf for leaf in box.get_family() if isinstance(leaf, Line)]
    assert label.text == "Wisdom"
    assert " ".join(line.text for line in lines) == TEXT
    assert len(lines) == 2
    assert all(line.style == Type.CAPTION for line in lines)
    for line in (label, *lines):
        assert line.get_right()[0] < Grid.WISDOM.right - 0.2
        assert Grid.WISDOM.bottom + 0.1 < line.get_bottom()[1]
        assert line.get_top()[1] < Grid.WISDOM.top - 0.1
    assert label.get_right()[0] < lines[0].get_left()[0]
