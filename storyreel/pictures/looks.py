"""The fills that words and shapes of pictures share."""

from __future__ import annotations

from storyreel.design.tokens import Color
from storyreel.pictures.elements import Look, color

INK = Look(fill=color(Color.CHARCOAL))
SOFT = Look(fill=color(Color.MUTED))
NAVY = Look(fill=color(Color.NAVY))
GOLD = Look(fill=color(Color.GOLD))
