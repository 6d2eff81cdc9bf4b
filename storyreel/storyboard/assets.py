"""Validate the images that a storyboard names: readable, not too large, inside assets/."""

from __future__ import annotations

import warnings
from pathlib import Path, PurePosixPath, PureWindowsPath

FORMATS = ("PNG", "JPEG", "WEBP")
MAX_PIXELS = 7680 * 4320
"""As many as the largest picture has."""


def check_asset(assets: Path, name: str) -> Path:
    """The image file `name` in the folder `assets`, with symbolic links resolved.

    Raises ValueError with a sentence for a path that is absolute, contains '..', leads outside the
    folder, does not exist, or is not a readable image in one of FORMATS with at most MAX_PIXELS.
    """
    if PurePosixPath(name).is_absolute() or PureWindowsPath(name).anchor or "\\" in name:
        raise ValueError(f"{name!r} is not a path relative to assets/.")
    if ".." in PurePosixPath(name).parts:
        raise ValueError(f"{name!r} contains '..'.")
    try:
        folder, path = assets.resolve(), (assets / name).resolve()
        inside, exists = path.is_relative_to(folder), path.is_file()
    except (OSError, ValueError, RuntimeError) as error:
        raise ValueError(f"{name!r} is not a usable path.") from error
    if not inside:
        raise ValueError(f"{name!r} leads outside assets/.")
    if not exists:
        raise ValueError(f"{name!r} is not a file in assets/.")
    _check_image(path, name)
    return path


def _check_image(path: Path, name: str) -> None:
    from PIL import Image  # noqa: PLC0415  (most storyboards name no image)

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path, formats=FORMATS) as image:
                width, height = image.size
                if width * height <= MAX_PIXELS:
                    image.load()
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise ValueError(f"{name!r} has more than {MAX_PIXELS:,} pixels.") from error
    except Exception as error:
        # Decoders of damaged files raise almost anything: OSError, SyntaxError, struct.error.
        raise ValueError(f"{name!r} is not a readable PNG, JPEG or WebP image.") from error
    if width * height > MAX_PIXELS:
        raise ValueError(f"{name!r} has more than {MAX_PIXELS:,} pixels.")
