"""What the studio shows of a clip beside its picture."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from storyreel.drawing.drawing import Drawing, PathItem, Tag
from storyreel.drawing.paints import Shadow
from storyreel.storyboard.source import read_source
from storyreel.studio.outline import drawn_items
from tests.small_clip import write_small_clip

BLACK = (0, 0, 0, 65535)


def test_a_shadow_is_no_part_of_the_box_of_a_thing(
    tmp_path: Path, moving_drawings: tuple[Drawing, ...]
) -> None:
    board = write_small_clip(tmp_path)
    source = read_source(board, board.name)
    (item, _) = moving_drawings[0].items
    assert isinstance(item, PathItem)
    card = replace(item, tag=Tag("graphic"))

    def box(item: PathItem) -> object:
        (shown,) = drawn_items(Drawing((item,)), source, 0)
        return shown["box"]

    lifted = replace(card, shadow=Shadow(0, -9000, 20000, BLACK))
    assert lifted.box != card.box
    assert box(lifted) == box(card)
