"""Label plates: the model chooses one of two, and only that one goes back."""

from __future__ import annotations

from manim import VGroup

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, px
from storyreel.parts.tone import between, edge, rgb

from .plan import clamp, mix
from .row import INSET
from .tile import GOLD, Paint, Tile

PLAIN = Paint(("#FFFFFF", "#F1F5FA"), ("#FFFFFF", "#F1F5FA"), Color.NAVY)
EDGE = "#9DB0C8"
STYLE = Type.CAPTION.sized(72)
HEIGHT, GAP = px(150), px(28)
MIDDLE = px(345)
"""How far the middles of the plates are below the top of the shelf."""


class Labels(VGroup):
    """Two plates that share the width of a shelf; `chosen` is the index of the answer."""

    def __init__(self, labels: tuple[str, ...], chosen: int, shelf: Frame) -> None:
        super().__init__()
        self.chosen = chosen
        self.plates = [Tile(label, STYLE, PLAIN) for label in labels]
        middle = shelf.top - MIDDLE
        room = Frame(
            shelf.left + INSET, middle - HEIGHT / 2, shelf.right - INSET, middle + HEIGHT / 2
        )
        self._frames = room.columns((1.0,) * len(labels), GAP)
        self.add(*self.plates)
        self.rise(0.0)

    @property
    def winner(self) -> Tile:
        """The plate that is chosen."""
        return self.plates[self.chosen]

    @property
    def other(self) -> Tile:
        """The plate that is not."""
        return self.plates[1 - self.chosen]

    @property
    def answer(self) -> Frame:
        """The frame of the label that is chosen."""
        return self._frames[self.chosen]

    def rise(self, share: float) -> None:
        """Grow in their places, one after the other."""
        for index, (plate, frame) in enumerate(zip(self.plates, self._frames, strict=True)):
            own = clamp(share * 1.4 - 0.4 * index)
            x, y = frame.center
            size = mix(0.6, 1.0, own)
            half, tall = frame.width / 2 * size, frame.height / 2 * size
            plate.lay(Frame(x - half, y - tall, x + half, y + tall))
            plate.veil(clamp(own * 3), clamp(own * 2 - 1))
            edge(plate.ground, rgb(EDGE), px(3), clamp(own * 3))

    def choose(self, share: float) -> None:
        """The chosen plate turns gold."""
        plate = self.plates[self.chosen]
        top, bottom = (between(a, b, share) for a, b in zip(PLAIN.plain, GOLD, strict=True))
        plate.ground.color_down(top, bottom)
        edge(plate.ground, between(EDGE, Color.GOLD_LINE, share), px(3))
