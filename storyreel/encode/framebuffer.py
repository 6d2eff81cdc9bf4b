"""The easel: the picture of the last segment stays on it, and the next is painted over it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from storyreel.encode.planes import Planes
from storyreel.encode.settings import EncoderSettings
from storyreel.paint.raster import Raster


class Framebuffer:
    """A picture as pixels and as planes, which one segment after another may change.

    Both are exact whatever they showed before: a segment that finds its first frame nearly there
    comes to the same bytes in less time. Where one fails, the next begins with nothing.
    """

    def __init__(self) -> None:
        self._picture: tuple[Raster, Planes] | None = None

    @contextmanager
    def picture(self, settings: EncoderSettings) -> Iterator[tuple[Raster, Planes]]:
        """The picture for a segment of these settings; there are never two."""
        raster, planes = self._picture or (None, None)
        self._picture = None
        size = settings.width, settings.height
        if raster is None or (raster.width, raster.height) != size:
            raster = planes = None
            raster = Raster(*size)
        if planes is None or planes.pix_fmt != settings.pix_fmt:
            planes = None
            planes = Planes(*size, settings.pix_fmt)
        yield raster, planes
        self._picture = raster, planes
