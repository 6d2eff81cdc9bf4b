"""The colours of the yard by night and in lamplight: shades and tints of the palette."""

from __future__ import annotations

from storyreel.design.tokens import Color


class Night:
    """Colours in the dark, and of what is lit."""

    SKY = ("#0E203C", "#1D3A66")
    ROAD = ("#0F2140", "#0A1730")
    EDGE = "#35527D"
    WIRE = "#7E96B8"
    FAINT = "#9FB1CF"
    """Letters and outlines in the dark."""
    DULL_GOLD = "#A58B3A"
    """The gold space in the dark."""
    MOON = "#F1F5FA"
    """Letters and outlines on the wire in the light."""
    INK = Color.CHARCOAL
    """Letters in the light."""
    BEAM = "#F4F7FB"
    GOLD = "#D9B544"
    PALE_GOLD = "#F0DB93"
