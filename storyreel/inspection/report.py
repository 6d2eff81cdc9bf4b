"""Facts and findings as plain data for JSON, and as text for a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from storyreel.base.counted import counted
from storyreel.drawing.quanta import FRAME_HEIGHT, FRAME_WIDTH, QUANTA_PER_UNIT, Box
from storyreel.inspection.findings import Finding, Severity

if TYPE_CHECKING:
    from storyreel.inspection.fidelity import Fidelity
    from storyreel.inspection.probe import FileFacts


def finding_data(finding: Finding) -> dict[str, Any]:
    """A finding's fields, without those that say nothing.

    `box` is in shares of the frame: left, top, right and bottom, from its upper left corner.
    """
    data = {name: value for name, value in asdict(finding).items() if value is not None}
    if finding.box is not None:
        data["box"] = box_data(finding.box)
    return data


def box_data(box: Box) -> list[float]:
    """A box as shares of the frame: left, top, right, bottom."""
    high = FRAME_HEIGHT * QUANTA_PER_UNIT
    wide = FRAME_WIDTH * QUANTA_PER_UNIT
    edges = (
        0.5 + box.left / wide,
        0.5 - box.top / high,
        0.5 + box.right / wide,
        0.5 - box.bottom / high,
    )
    return [round(edge, 4) for edge in edges]


def facts_data(facts: FileFacts) -> dict[str, Any]:
    """A file's facts for reading: packets are counted and not listed."""
    keyframes = [n for n, packet in enumerate(facts.packets) if packet.keyframe]
    rate, base = facts.rate, facts.time_base
    first = facts.decoded_pts[0] if facts.decoded_pts else None
    return {
        "size": facts.size,
        "streams": list(facts.streams),
        "codec": facts.codec,
        "tag": facts.tag,
        "profile": facts.profile,
        "level": facts.level,
        "width": facts.width,
        "height": facts.height,
        "pix_fmt": facts.pix_fmt,
        "fps": None if rate is None else (int(rate) if rate.denominator == 1 else float(rate)),
        "color": {
            "range": facts.color_range,
            "matrix": facts.color_space,
            "primaries": facts.color_primaries,
            "transfer": facts.color_transfer,
        },
        "frames": len(facts.decoded_pts),
        "start_s": None if first is None or base is None else float(first * base),
        "duration_s": float(facts.boxes.durations[0]) if facts.boxes.durations else None,
        "keyframes": keyframes,
        "boxes": [box.kind for box in facts.boxes.top],
        "edit_lists": facts.boxes.edit_lists,
        "encoder_note": facts.encoder,
        "problems": list(facts.problems),
    }


def likeness_data(fidelities: Mapping[int, Fidelity]) -> dict[str, Any]:
    """The worst of all sampled frames, nothing where none was sampled."""
    if not fidelities:
        return {}
    worst = min(fidelities, key=lambda frame: fidelities[frame].psnr)
    return {
        "sampled_frames": len(fidelities),
        "least_psnr_db": round(fidelities[worst].psnr, 2),
        "at_frame": worst,
        "most_patch_error": round(max(found.patch_error for found in fidelities.values()), 2),
    }


def summary_text(findings: Sequence[Finding], storyboard: str | None = None) -> str:
    """The findings for a terminal, two or three lines each; `storyboard` is the file's name."""
    if not findings:
        return "Inspection: nothing found."
    fails = sum(finding.severity is Severity.FAIL for finding in findings)
    warnings = counted(len(findings) - fails, "warning")
    lines = [f"Inspection: {counted(fails, 'failure')}, {warnings}."]
    width = max(len(finding.rule) for finding in findings)
    for finding in findings:
        lines.append(
            f"  {finding.severity.upper():4}  {finding.rule:{width}}  {_place(finding, storyboard)}"
        )
        lines.append(f"        {finding.message}")
        lines.append(f"        {finding.remedy}")
    return "\n".join(lines)


def _place(finding: Finding, storyboard: str | None) -> str:
    parts = []
    if finding.line is not None:
        parts.append(f"{storyboard}:{finding.line}" if storyboard else f"line {finding.line}")
    if finding.beat is not None:
        parts.append(f"beat '{finding.beat}'")
    if finding.time_s is not None:
        parts.append(f"{finding.time_s:.3f} s")
    if finding.frame is not None:
        parts.append(f"frame {finding.frame}")
    return ", ".join(parts) or "whole clip"
