"""The framebuffer: a picture that one segment leaves and the next one changes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from storyreel.encode.planes import Planes
from storyreel.encode.settings import EncoderSettings
from storyreel.paint.raster import Raster


class Framebuffer:
    """The last picture of a process, as pixels and as planes.

    Reusing it saves time and changes no byte: the file of a segment does not depend on what the
    picture showed before. After a failure the next segment begins with a new picture.
    """

    def __init__(self) -> None:
        self._picture: tuple[Raster, Planes] | None = None

    @contextmanager
    def picture(self, settings: EncoderSettings) -> Iterator[tuple[Raster, Planes]]:
        """The picture for a segment of these settings; only one exists at a time."""
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
