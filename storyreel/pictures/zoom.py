"""Zooms: things of pictures drawn larger where their rooms allow."""

from __future__ import annotations

from storyreel.design.layout import Frame
from storyreel.pictures.elements import Picture
from storyreel.pictures.kinds.kind import Kind, NoRoomError

GROWTH = 1.06
"""Steps in which zooms are tried."""

LARGEST_ZOOM = 1.35
"""The largest zoom: at it, labels are as large as headings."""


def zoomed(kind: Kind, room: Frame, zoom: float) -> Picture:
    """What a thing draws in a room with all parts so many times their usual size."""
    if zoom == 1.0:
        return tuple(kind.draw(room))
    return tuple(element.scaled(zoom) for element in kind.draw(room.scaled(1 / zoom)))


def largest_zoom(kind: Kind, room: Frame) -> float:
    """The largest zoom that the usual room of a kind allows, and at which a thing fits; 1 where
    it fits at none."""
    usual = kind.usual
    if usual is None:
        return 1.0
    width, height = usual
    zoom = min(room.width / width, room.height / height, LARGEST_ZOOM)
    while zoom > 1.0:
        try:
            zoomed(kind, room, zoom)
        except NoRoomError:
            zoom /= GROWTH
        else:
            return zoom
    return 1.0
