"""The weight of a segment: what it will cost beside others, told from its drawings at a glance.

Workers take the heaviest first. No byte depends on that, so an estimate will do; but it is made
while the clip is performed, so it must be cheap, where `damage` is exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from storyreel.drawing.drawing import FRAME_HEIGHT, FRAME_WIDTH, QUANTA_PER_UNIT, Box, Drawing

_WIDTH, _HEIGHT = round(FRAME_WIDTH * QUANTA_PER_UNIT), FRAME_HEIGHT * QUANTA_PER_UNIT
_FRAME = Box(-_WIDTH // 2, -_HEIGHT // 2, _WIDTH // 2, _HEIGHT // 2)


def estimated_cost(drawings: Sequence[Drawing]) -> float:
    """How many frames that are new all over cost as much as those that follow the first.

    What a segment takes beyond its first picture goes with this: over the segments of three clips,
    at 1080p and 8K, the correlation of ranks was 0.92 to 0.97.
    """
    return sum(_new(before, after) for before, after in pairwise(drawings))


def _new(before: Drawing, after: Drawing) -> float:
    """The share of the picture between the outermost edges of what is not in both.

    The stage keeps the items that stay as they are, so they are told apart by identity.
    """
    if before == after:
        return 0.0
    boxes = [item.box for item in set(before.items) ^ set(after.items)] or [_FRAME]
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    seen = Box(min(lefts), min(bottoms), max(rights), max(tops)).intersection(_FRAME)
    return seen.width * seen.height / (_WIDTH * _HEIGHT) if seen else 0.0
