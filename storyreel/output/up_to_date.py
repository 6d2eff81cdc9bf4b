"""What stands already: a clip made of the very same, by the very same, is not made again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from storyreel.base.project import Project
from storyreel.design.fonts import verify_fonts
from storyreel.encode.encoder import encoder_build
from storyreel.encode.settings import EncoderSettings
from storyreel.inspection.report import versions
from storyreel.output.inventory import file_digest, read_report
from storyreel.output.publish import Place
from storyreel.storyboard.load import Loaded

_PACKAGE = Path(__file__).parents[1]


def inputs_digest(
    loaded: Loaded, settings: EncoderSettings, renderer: str, project: Project
) -> str:
    """One digest of everything that a render reads: 64 hexadecimal characters.

    The storyboard, all scenes and assets, all sources of this program, the fonts, the encoder with
    its settings, and the versions of libraries. What is new in any of them makes another digest,
    whether or not it changes a picture.
    """
    digest = hashlib.sha256()
    named = {
        "storyboard": loaded.source.digest,
        "settings": settings.digest(),
        "renderer": renderer,
        "encoder": encoder_build(settings.encoder),
        "fonts": dict(verify_fonts()),
        "versions": versions(),
    }
    digest.update(json.dumps(named, sort_keys=True).encode())
    for folder, pattern in ((_PACKAGE, "*.py"), (project.scenes, "*.py"), (project.assets, "*")):
        for path in _files(folder, pattern):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def up_to_date_report(place: Place, digest: str, strict: bool) -> dict[str, Any] | None:
    """The report of the clip that stands there, where rendering could only make it again.

    None where it was made of anything else, is not whole or not the file that was inspected; and,
    where strictness is asked for, where inspection had found anything.
    """
    report = read_report(place.report)
    if report.get("made_of") != digest or not report.get("passed"):
        return None
    if strict and report.get("findings"):
        return None
    if not all(path.is_file() for path in (place.video, place.poster, place.captions)):
        return None
    return report if report.get("video_sha256") == file_digest(place.video) else None


def _files(folder: Path, pattern: str) -> Iterator[Path]:
    yield from sorted(path for path in folder.rglob(pattern) if path.is_file())
