"""The report of a published clip: what it is, what was found, and what it was made of."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from storyreel import __version__
from storyreel.base.provenance import Provenance
from storyreel.encode.bitstream import encoder_options
from storyreel.encode.encoder import encoder_build
from storyreel.encode.settings import EncoderSettings
from storyreel.inspection.fidelity import Fidelity
from storyreel.inspection.findings import Finding, failed
from storyreel.inspection.machine import machine_data
from storyreel.inspection.probe import FileFacts
from storyreel.inspection.report import facts_data, finding_data, likeness_data
from storyreel.output.report_file import report_text

LIBRARIES = ("manim", "skia-python", "av", "uharfbuzz", "numpy", "pydantic", "pillow")


@dataclass(frozen=True, slots=True)
class Report:
    """What is written beside a clip as `.report.json`.

    `facts` and `findings` are of the published video. `fonts` maps names of fonts to SHA-256,
    `seconds` maps stages to wall seconds.
    """

    clip: str
    quality: str
    renderer: str
    settings: EncoderSettings
    facts: FileFacts
    poster_sha256: str
    captions_sha256: str
    findings: Sequence[Finding]
    drawing_digest: str
    provenance: Provenance
    fonts: Mapping[str, str]
    seconds: Mapping[str, float]
    peak_rss_mb: float
    segments_total: int = 0
    segments_reused: int = 0
    workers: int = 0
    drawing_marks: str = ""
    """Eight hexadecimal characters for each frame's drawing; they show where a change begins."""

    fidelities: Mapping[int, Fidelity] = field(default_factory=dict)
    sections: Sequence[Mapping[str, Any]] = ()
    """Name, first frame and number of frames of each beat, or of each section of a plain scene."""

    scene_files: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of the data files that a plain scene read, by their paths from its folder."""

    scene_place: str = ""
    """Where the file of a plain scene is, as a digest: reports name no folders of the machine."""

    @property
    def passed(self) -> bool:
        return not failed(self.findings)

    def as_data(self) -> dict[str, Any]:
        """Plain values for JSON, the most wanted ones first."""
        return {
            "clip": self.clip,
            "quality": self.quality,
            "passed": self.passed,
            "findings": [finding_data(finding) for finding in self.findings],
            "video_sha256": self.facts.sha256,
            "poster_sha256": self.poster_sha256,
            "captions_sha256": self.captions_sha256,
            "file": facts_data(self.facts),
            "fidelity": likeness_data(self.fidelities),
            "drawing_digest": self.drawing_digest,
            "renderer": self.renderer,
            "provenance": self.provenance.as_data(),
            "fonts": dict(self.fonts),
            "encoder": {
                "build": encoder_build(self.settings.encoder),
                "asked": asdict(self.settings) | {"options": dict(self.settings.options)},
                "effective": encoder_options(self.facts.encoder or ""),
            },
            "versions": versions(),
            "machine": machine_data(),
            "workers": self.workers,
            "segments_total": self.segments_total,
            "segments_reused": self.segments_reused,
            "seconds": dict(self.seconds),
            "peak_rss_mb": round(self.peak_rss_mb, 1),
            "sections": [dict(section) for section in self.sections],
            "scene_files": dict(self.scene_files),
            "scene_place": self.scene_place,
            "drawing_marks": self.drawing_marks,
        }

    def to_json(self) -> str:
        """The report as text; see `report_text`."""
        return report_text(self.as_data())


def versions() -> dict[str, str]:
    """The versions of this program, Python and the libraries that pictures depend on."""
    found = {"storyreel": __version__, "python": platform.python_version()}
    for library in LIBRARIES:
        try:
            found[library] = version(library)
        except PackageNotFoundError:
            found[library] = "missing"
    return found
