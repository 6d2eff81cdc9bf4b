"""A turn that is planned to be filled again: dashed and empty."""

from __future__ import annotations

from manim import VGroup

from .dashes import planned_sheet
from .seed import Role
from .spot import Spot


class PlannedSeed(VGroup):
    """An empty dashed turn with the name of its role."""

    def __init__(self, role: str, spot: Spot) -> None:
        super().__init__(planned_sheet(spot.outline()), Role(role, spot))
