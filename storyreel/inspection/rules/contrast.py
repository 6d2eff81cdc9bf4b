"""The rule about contrast: what is drawn against what is really behind it, in that frame."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from storyreel.drawing.drawing import Box, Drawing, Item, Paint, PathItem
from storyreel.inspection.contrast_ratio import contrast, nearest_passing, painted_over
from storyreel.inspection.drawing_case import DrawingCase
from storyreel.inspection.findings import Fault, Rule, Severity
from storyreel.inspection.luminance import luminance
from storyreel.inspection.text_samples import Look, Rgb, TextView, pixel_of
from storyreel.inspection.visible_items import Place, cap_height, plain_surface, shape_box

TEXT_CONTRAST, LARGE_CONTRAST = 4.5, 3.0
LARGE_CAP = 0.06
"""One and a half times the size of a sentence, as WCAG's 18 points are to 12."""

FADE_S = Fraction(3, 5)
"""Longer than anything of the family takes to change its colour."""

LOOKS = 2
"""In a row that must find the same: between two colours anything may be faint."""

_ALLOWED = 0.3
"""Share of a text's ground that may be worse: a line that runs behind it, the edge of a pill."""

_ROUNDING = 0.995


@dataclass(frozen=True, slots=True)
class _Measure:
    """What was found of a text: `key` is the same as long as text and ground are."""

    key: tuple[bytes, ...]
    ratio: float
    ground: tuple[int, ...]
    color: tuple[int, ...]


@dataclass(slots=True)
class _Faint:
    """A text at one place that has been too faint from one frame to another."""

    since: int
    until: int
    steady: int
    last: _Measure


def _contrast(case: DrawingCase) -> Iterator[Fault]:
    """A text fails that stays too faint: unchanged from one look to the next, or for long."""
    fade = case.timeline.fps.first_frame_at_or_after(FADE_S)
    gauge = _Gauge(case)
    frames: defaultdict[Place, set[int]] = defaultdict(set)
    for stand in case.stands:
        frames[stand.place].update(stand.frames)
    faint: dict[Place, _Faint] = {}
    told: set[tuple[str, str]] = set()
    for look in case.looks:
        for sight in look.sights:
            if look.frame not in frames[sight.place]:
                continue
            text, limit = sight.tag.text or "", _limit(case, sight)
            found = gauge.measure(look, sight)
            if found.ratio >= limit * _ROUNDING:
                faint.pop(sight.place, None)
                continue
            seen = faint.get(sight.place)
            if seen is None or seen.until < look.frame:
                seen = faint[sight.place] = _Faint(look.frame, 0, 0, found)
            seen.steady = 1 + (seen.steady if seen.last.key == found.key else 0)
            seen.until, seen.last = look.frame + look.frames, found
            lasting = seen.steady >= LOOKS or seen.until - seen.since > fade
            if lasting and (sight.tag.role, text) not in told:
                told.add((sight.tag.role, text))
                yield _fault(sight, found, limit, look.frame)


def _fault(sight: TextView, found: _Measure, limit: float, frame: int) -> Fault:
    better = nearest_passing(found.color, found.ground, limit)
    remedy = f"Take {better}, the nearest of the palette that passes."
    return Fault(
        f"'{sight.tag.text}' ({sight.tag.role}) has a contrast of {found.ratio:.2f}:1, under "
        f"{limit:g}:1: {_hex(found.color)} on {_hex(found.ground)}.",
        frame,
        line=sight.tag.line,
        text=sight.tag.text,
        box=sight.box,
        measured=round(found.ratio, 2),
        limit=limit,
        remedy=remedy if better else "No colour of the palette passes: change what is behind it.",
    )


class _Gauge:
    """Measures texts; what is below one is painted once, and only if it must be."""

    def __init__(self, case: DrawingCase) -> None:
        self._case = case
        self._known: dict[tuple[bytes, ...], _Measure] = {}

    def measure(self, look: Look, sight: TextView) -> _Measure:
        """The contrast that seven tenths of a text reach or pass, with both its colours."""
        key = (sight.item.key, *(item.key for item in sight.below))
        if key not in self._known:
            self._known[key] = _measured(key, sight.item, self._behind(look, sight))
        return self._known[key]

    def _behind(self, look: Look, sight: TextView) -> Rgb:
        plain = _plain_ground(sight)
        if plain is not None:
            return plain
        return self._case.sketchbook.cut(sight.below, look.drawing.background, sight.box)


def _plain_ground(sight: TextView) -> Rgb | None:
    """The one colour behind a text that stands well inside an opaque surface, or None."""
    surface = plain_surface(sight.below[-1]) if sight.below else None
    if surface is None or not surface.bears(sight.box):
        return None
    return pixel_of(surface.color)[None, None]


def _measured(key: tuple[bytes, ...], item: PathItem, ground: Rgb) -> _Measure:
    paint = _paint_of(item)
    if paint is None:
        return _Measure(key, 21.0, (255, 255, 255), (0, 0, 0))
    colors = painted_over(paint, ground)
    ratios = contrast(luminance(colors), luminance(ground)).reshape(len(colors), -1)
    at = int(ratios.shape[1] * _ALLOWED)
    order = np.argsort(ratios, axis=1)[:, at]
    which = int(np.argmin(np.take_along_axis(ratios, order[:, None], axis=1)))
    pixel = int(order[which])
    color = np.rint(colors.reshape(len(colors), -1, 3)[which, pixel])
    return _Measure(
        key,
        float(ratios[which, pixel]),
        tuple(map(int, ground.reshape(-1, 3)[pixel])),
        tuple(map(int, color)),
    )


def _paint_of(item: Item) -> Paint | None:
    """What a text's letters are painted with: its fill, or else its line."""
    if not isinstance(item, PathItem):
        return None
    if item.fill is not None and item.fill.visible:
        return item.fill
    return item.stroke.paint if item.stroke else None


def _limit(case: DrawingCase, sight: TextView) -> float:
    height = cap_height(sight.item, sight.tag) or 0.0
    return LARGE_CONTRAST if height * case.placement >= LARGE_CAP else TEXT_CONTRAST


def _hex(rgb: tuple[int, ...]) -> str:
    return "#" + "".join(f"{channel:02X}" for channel in rgb)


def _graphics(case: DrawingCase) -> Iterator[Fault]:
    """Graphics of which neither surface nor line stands out.

    What holds a text is told by it, and what has an owner by the owner's other parts.
    """
    told: set[tuple[object, object]] = set()
    clear: set[str] = set()
    faint: list[tuple[str | None, Fault]] = []
    for frame, item, tag in case.standing:
        box = shape_box(item)
        if tag.role != "graphic" or not isinstance(item, PathItem) or box is None:
            continue
        kind = (item.fill, item.stroke and item.stroke.paint)
        drawing = case.drawings[min(frame + case.moment - 1, len(case.drawings) - 1)]
        if kind in told or tag.owner in clear or _holds_text(drawing, box):
            continue
        found = _standing_out(case, drawing, item)
        if found is None:
            continue
        if found.ratio >= LARGE_CONTRAST * _ROUNDING:
            clear.update([tag.owner] if tag.owner else [])
            continue
        told.add(kind)
        faint.append((tag.owner, _graphic_fault(found, frame, tag.owner, box)))
    yield from (fault for owner, fault in faint if owner not in clear)


def _graphic_fault(found: _Measure, frame: int, owner: str | None, box: Box) -> Fault:
    better = nearest_passing(found.color, found.ground, LARGE_CONTRAST)
    return Fault(
        f"A graphic{f' of {owner}' if owner else ''} has a contrast of {found.ratio:.2f}:1, under "
        f"{LARGE_CONTRAST:g}:1: {_hex(found.color)} on {_hex(found.ground)}.",
        frame,
        box=box,
        measured=round(found.ratio, 2),
        limit=LARGE_CONTRAST,
        remedy=f"If it matters, give it a line or a surface in {better or 'another colour'}; "
        "if not, tag it as decor.",
    )


def _holds_text(drawing: Drawing, box: Box) -> bool:
    for item in drawing.items:
        text = shape_box(item) if item.tag and item.tag.text else None
        if text and box.intersection(text):
            return True
    return False


def _standing_out(case: DrawingCase, drawing: Drawing, item: PathItem) -> _Measure | None:
    """The better of surface and line against what is below; None where nothing is seen."""
    box = item.box
    below = []
    for other in drawing.items:
        if other.key == item.key:
            break
        if other.box.intersection(box):
            below.append(other)
    ground = case.sketchbook.cut(below, drawing.background, box)
    inked = (case.sketchbook.cut([*below, item], drawing.background, box) != ground).any(axis=2)
    if not inked.any():
        return None
    best: _Measure | None = None
    for paint in (item.fill, item.stroke.paint if item.stroke else None):
        if paint is None or not paint.visible:
            continue
        pixels = ground[inked]
        colors = painted_over(paint, pixels)
        ratios = contrast(luminance(colors), luminance(pixels)).max(axis=0)
        at = int(np.argsort(ratios)[len(ratios) // 2])
        color = tuple(round(float(c)) for c in colors[0, at])
        found = _Measure((), float(ratios[at]), tuple(map(int, pixels[at])), color)
        best = found if best is None or found.ratio > best.ratio else best
    return best


CONTRAST_RULES: tuple[Rule[DrawingCase], ...] = (
    Rule(
        "contrast",
        Severity.FAIL,
        f"{TEXT_CONTRAST}:1 for text, {LARGE_CONTRAST:g}:1 for capitals of {LARGE_CAP:.0%}",
        "WCAG 2.2, 1.4.3, level AA",
        "Take a darker colour of the palette, or a lighter ground.",
        _contrast,
    ),
    Rule(
        "graphics",
        Severity.WARN,
        f"{LARGE_CONTRAST:g}:1 for graphics that matter",
        "WCAG 2.2, 1.4.11, level AA",
        "Take a darker colour of the palette for its line or its surface.",
        _graphics,
    ),
)
