"""Findings drawn on a picture: the safe area, each text's size in per cent, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PIL import Image, ImageDraw, ImageFont

from storyreel.drawing.drawing import Drawing
from storyreel.drawing.quanta import Box
from storyreel.inspection.findings import Finding, Severity
from storyreel.inspection.report import box_data
from storyreel.inspection.rules.drawing import GRAPHIC_AREA, TEXT_AREA
from storyreel.inspection.visible_items import cap_height, opacity, shape_box
from storyreel.inspection.whole_texts import with_whole_texts
from storyreel.render.contact_sheet import Shot
from storyreel.render.sheet_font import LABEL, sheet_font
from storyreel.storyboard.timeline import Timeline

_SAFE, _TEXT = "#3C8D5A", "#2F6FDB"
_OUTLINE = {Severity.FAIL: "#D0021B", Severity.WARN: "#D9730D"}
_LABEL = 0.019
"""Of the picture's width, but never so small that it can't be read."""

_LEAST_LABEL = 9
_VISIBLE = 0.1


def finding_shots(timeline: Timeline, findings: Iterable[Finding]) -> tuple[Shot, ...]:
    """One frame for each place in the clip at which something was found."""
    rules: dict[int, list[str]] = {}
    for finding in findings:
        if finding.frame is not None and 0 <= finding.frame < timeline.frames:
            rules.setdefault(finding.frame, []).append(finding.rule)
    return tuple(
        Shot(
            frame,
            timeline.fps.seconds(frame),
            timeline.beat_at(frame).id,
            ", ".join(dict.fromkeys(names)),
        )
        for frame, names in sorted(rules.items())
    )


def marked(
    picture: Image.Image,
    drawing: Drawing,
    frame: int,
    findings: Sequence[Finding],
    placement: float,
) -> Image.Image:
    """A copy of a frame's picture with the marks of that frame on it."""
    result = picture.copy()
    pen = ImageDraw.Draw(result)
    small = sheet_font(LABEL, max(_LEAST_LABEL, picture.width * _LABEL))
    for share in (TEXT_AREA, GRAPHIC_AREA):
        inset = (1 - share) / 2
        pen.rectangle(_pixels((inset, inset, 1 - inset, 1 - inset), picture), outline=_SAFE)
    for item in with_whole_texts([drawing])[0].items:
        box = shape_box(item)
        if item.tag is None or not item.tag.text or box is None or opacity(item) < _VISIBLE:
            continue
        edges = _pixels(box_data(box), picture)
        pen.rectangle(edges, outline=_TEXT)
        height = cap_height(item, item.tag)
        if height is not None and item.tag.role != "token":  # a token is a cell of a picture
            _label(pen, edges, f"{height * placement:.1%}", _TEXT, small)
    boxes = {shape_box(item) for item in drawing.items}
    for finding in findings:
        here = finding.frame == frame or finding.box in boxes
        if finding.box is not None and here:
            _outline(pen, finding, finding.box, picture, small)
    return result


def _outline(
    pen: ImageDraw.ImageDraw,
    finding: Finding,
    box: Box,
    picture: Image.Image,
    font: ImageFont.FreeTypeFont,
) -> None:
    left, top, right, bottom = _pixels(box_data(box), picture)
    width = max(2, picture.width // 320)
    edges = (left - width - 1, top - width - 1, right + width + 1, bottom + width + 1)
    color = _OUTLINE[finding.severity]
    pen.rectangle(edges, outline=color, width=width)
    _label(
        pen, (edges[0], edges[3] + font.size * 1.2, edges[2], edges[3]), finding.rule, color, font
    )


def _label(
    pen: ImageDraw.ImageDraw,
    edges: tuple[float, float, float, float],
    text: str,
    color: str,
    font: ImageFont.FreeTypeFont,
) -> None:
    """Words just above the upper left corner of a box, on a ground of their own."""
    at = (edges[0], edges[1] - font.size * 1.15)
    pen.rectangle(pen.textbbox(at, text, font=font), fill="#FFFFFF")
    pen.text(at, text, fill=color, font=font)


def _pixels(shares: Sequence[float], picture: Image.Image) -> tuple[float, float, float, float]:
    left, top, right, bottom = shares
    width, height = picture.width - 1, picture.height - 1
    return left * width, top * height, right * width, bottom * height
