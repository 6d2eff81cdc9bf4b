"""Rules about contrast: texts and graphics against what is behind them in the same frame."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from storyreel.drawing.drawing import Drawing, Item, PathItem
from storyreel.drawing.paints import Paint, Rgba
from storyreel.drawing.path import Path
from storyreel.drawing.quanta import Box
from storyreel.inspection.contrast_ratio import contrast, hex_of, nearest_passing, painted_over
from storyreel.inspection.drawing_case import DrawingCase, StaticItem
from storyreel.inspection.findings import Rule, Severity, Violation
from storyreel.inspection.known_items import KnownItems
from storyreel.inspection.letters import Mask, ink_of, letters_of
from storyreel.inspection.luminance import Floats, luminance
from storyreel.inspection.sample_renderer import Rgb, SampleRenderer
from storyreel.inspection.text_samples import TextSample, TextView
from storyreel.inspection.visible_items import TextKey, cap_height, shape_box

TEXT_CONTRAST, LARGE_CONTRAST = 4.5, 3.0
LARGE_CAP = 0.06
"""Cap height of large text, as a share of the slide's: one and a half times that of a sentence,
as WCAG's 18 points are to 12."""

STEADY_SAMPLES = 2
"""Samples in a row that must measure the same: in the middle of a change of colour any text may be
faint."""

_ALLOWED_SHARE = 0.3
"""Share of a letter that may have less contrast: where a line runs behind it, or a pill ends."""

_ROUNDING = 0.99
"""A step of an eight-bit channel changes a contrast by up to a hundredth."""


@dataclass(frozen=True, slots=True)
class _Measurement:
    """A contrast ratio and the two colours that have it, from 0 to 255."""

    ratio: float
    backdrop: tuple[int, ...]
    color: tuple[int, ...]

    def reaches(self, limit: float) -> bool:
        return self.ratio >= limit * _ROUNDING

    def __str__(self) -> str:
        return f"{self.ratio:.2f}:1 ({hex_of(self.color)} on {hex_of(self.backdrop)})"


_NOTHING_TO_MEASURE = _Measurement(21.0, (255, 255, 255), (0, 0, 0))


@dataclass(slots=True)
class _FaintSpell:
    """How long a text in one place has been too faint, in frames and in equal samples in a row."""

    since: int
    until: int
    last: _Measurement
    steady: int = 0

    def extend(self, sample: TextSample, measured: _Measurement) -> None:
        self.steady = 1 + (self.steady if measured is self.last else 0)
        self.until, self.last = sample.frame + sample.frames, measured


def _contrast(case: DrawingCase) -> Iterator[Violation]:
    """Texts that are too faint, either unchanged for some samples or for longer than a fade."""
    meter = _TextMeter(case.renderer)
    spells: dict[TextKey, _FaintSpell] = {}
    reported: set[tuple[str, str]] = set()
    for sample in case.text_samples:
        for view in sample.views:
            key, name = view.text.key, (view.text.tag.role, view.text.words)
            if sample.frame not in case.static_frames.get(key, ()):
                continue
            limit, measured = _limit(case, view), meter.measure(sample, view)
            if measured.reaches(limit):
                spells.pop(key, None)
                continue
            spell = spells.get(key)
            if spell is None or spell.until < sample.frame:
                spell = spells[key] = _FaintSpell(sample.frame, sample.frame, measured)
            spell.extend(sample, measured)
            too_long = spell.until - spell.since > case.transition_frames
            lasts = spell.steady >= STEADY_SAMPLES or too_long
            if lasts and name not in reported:
                reported.add(name)
                yield _faint_text(view, measured, limit, sample.frame)


def _limit(case: DrawingCase, view: TextView) -> float:
    height = cap_height(view.text.item, view.text.tag) or 0.0
    return LARGE_CONTRAST if height * case.placement >= LARGE_CAP else TEXT_CONTRAST


def _faint_text(view: TextView, measured: _Measurement, limit: float, frame: int) -> Violation:
    better = nearest_passing(measured.color, measured.backdrop, limit)
    return Violation(
        f"The contrast of '{view.text.words}' ({view.text.tag.role}) is {measured}; "
        f"the minimum is {limit:g}:1.",
        frame,
        line=view.text.tag.line,
        text=view.text.words,
        box=view.box,
        measured=round(measured.ratio, 2),
        limit=limit,
        remedy=_remedy(view, better),
    )


def _remedy(view: TextView, better: str | None) -> str:
    """What helps in a picture, whose colours its kind chooses, and in a scene."""
    if view.text.tag.part:
        return "Move what is behind it (`layout`), or change `mark`, `dim` or `tone` of the two."
    if better:
        return f"Use {better}, the nearest colour of the palette that passes."
    return "No colour of the palette passes: change what is behind the text."


class _TextMeter:
    """Measures the contrast of texts where their letters are; equal views are measured once."""

    def __init__(self, renderer: SampleRenderer) -> None:
        self._renderer = renderer
        self._known: dict[tuple[bytes, ...], _Measurement] = {}

    def measure(self, sample: TextSample, view: TextView) -> _Measurement:
        """The contrast of the faintest letter; the same object for equal views."""
        key = tuple(item.key for item in (view.text.item, *view.below))
        if key not in self._known:
            self._known[key] = self._measured(view, sample.drawing.background)
        return self._known[key]

    def _measured(self, view: TextView, background: Rgba) -> _Measurement:
        item, box = view.text.item, view.box
        paint = _letter_paint(item)
        if paint is None:
            return _NOTHING_TO_MEASURE
        backdrop = self._renderer.paint(view.below, background, box)
        if len(paint.colors) == 1 and (backdrop == backdrop[0, 0]).all():
            one = backdrop[:1, :1]
            return _Pixels(painted_over(paint, one)[0], one).measured()
        pixels = _Pixels(self._colors(paint, view, backdrop, background), backdrop)
        if pixels.least() >= TEXT_CONTRAST:  # wherever the letters are
            return pixels.measured()
        ink = ink_of(self._renderer, item, box)
        whole = pixels.measured(ink)
        if pixels.least(ink) >= TEXT_CONTRAST:
            return whole
        letters = letters_of(self._renderer, item, box, ink)
        return min(map(pixels.measured, letters), key=lambda one: one.ratio)

    def _colors(self, paint: Paint, view: TextView, backdrop: Rgb, background: Rgba) -> Floats:
        """The colours that a text's paint has in each pixel of its box."""
        if len(paint.colors) == 1:
            colors: Floats = painted_over(paint, backdrop)[0]
            return colors
        full = PathItem(Path.rectangle(view.box), fill=paint)
        painted = self._renderer.paint((*view.below, full), background, view.box)
        return np.asarray(painted, np.float64)


class _Pixels:
    """The colours of a text in pixels, and what is behind them: (rows, columns, 3)."""

    def __init__(self, colors: Floats, backdrop: Rgb) -> None:
        self._colors, self._backdrop = colors, backdrop
        self._ratios = contrast(luminance(colors), luminance(backdrop))

    def least(self, part: Mask | None = None) -> float:
        """The least contrast in some or all pixels."""
        return float((self._ratios if part is None else self._ratios[part]).min())

    def measured(self, part: Mask | None = None) -> _Measurement:
        """The contrast that seven tenths of some or all pixels reach."""
        chosen = np.ones_like(self._ratios, np.bool_) if part is None else part
        ratios = self._ratios[chosen]
        place = int(np.argsort(ratios)[int(len(ratios) * _ALLOWED_SHARE)])
        return _Measurement(
            float(ratios[place]),
            tuple(map(int, self._backdrop[chosen][place])),
            tuple(map(int, np.rint(self._colors[chosen][place]))),
        )


def _letter_paint(item: PathItem) -> Paint | None:
    """The paint of a text's letters: its fill, or else its stroke."""
    if item.fill is not None and item.fill.visible:
        return item.fill
    return item.stroke.paint if item.stroke else None


def _graphics(case: DrawingCase) -> Iterator[Violation]:
    """Graphics that stand out neither by their fill nor by their stroke.

    A graphic that holds a text is recognised by the text, and one with an owner by any other
    graphic of that owner.
    """
    shapes = KnownItems(shape_box)
    judged: set[tuple[object, object]] = set()
    clear: set[str] = set()
    faint: list[tuple[str | None, Violation]] = []
    for static in case.static_items:
        item, owner = static.item, static.tag.owner
        box = shapes[item]
        if static.tag.role != "graphic" or not isinstance(item, PathItem) or box is None:
            continue
        paints = (item.fill, item.stroke and item.stroke.paint)
        drawing = _settled_drawing(case, static)
        if paints in judged or owner in clear or _holds_text(drawing, box, shapes):
            continue
        measured = _graphic_contrast(case.renderer, drawing, item)
        if measured is None:
            continue
        if not measured.reaches(LARGE_CONTRAST):
            judged.add(paints)
            faint.append((owner, _faint_graphic(measured, static, box)))
        elif owner:
            clear.add(owner)
    yield from (violation for owner, violation in faint if owner not in clear)


def _settled_drawing(case: DrawingCase, static: StaticItem) -> Drawing:
    """The drawing by which an item has been static for the least time."""
    frame = static.frame + case.min_static_frames - 1
    return case.drawings[min(frame, len(case.drawings) - 1)]


def _holds_text(drawing: Drawing, box: Box, shapes: Mapping[Item, Box | None]) -> bool:
    for item in drawing.items:
        text = shapes[item] if item.tag and item.tag.text else None
        if text and box.intersection(text):
            return True
    return False


def _graphic_contrast(
    renderer: SampleRenderer, drawing: Drawing, item: PathItem
) -> _Measurement | None:
    """The better of fill and stroke against what is below; None where the item is invisible."""
    below = _items_below(drawing, item)
    backdrop = renderer.paint(below, drawing.background, item.box)
    painted = renderer.paint([*below, item], drawing.background, item.box)
    changed = (painted != backdrop).any(axis=2)
    if not changed.any():
        return None
    paints = (item.fill, item.stroke.paint if item.stroke else None)
    measured = [
        _median_contrast(paint, backdrop[changed]) for paint in paints if paint and paint.visible
    ]
    return max(measured, key=lambda one: one.ratio, default=None)


def _items_below(drawing: Drawing, item: PathItem) -> Sequence[Item]:
    below = []
    for other in drawing.items:
        if other.key == item.key:
            break
        if other.box.intersection(item.box):
            below.append(other)
    return below


def _median_contrast(paint: Paint, pixels: Rgb) -> _Measurement:
    colors = painted_over(paint, pixels)
    ratios = contrast(luminance(colors), luminance(pixels)).max(axis=0)
    middle = int(np.argsort(ratios)[len(ratios) // 2])
    color = tuple(round(float(channel)) for channel in colors[0, middle])
    return _Measurement(float(ratios[middle]), tuple(map(int, pixels[middle])), color)


def _faint_graphic(measured: _Measurement, static: StaticItem, box: Box) -> Violation:
    better = nearest_passing(measured.color, measured.backdrop, LARGE_CONTRAST)
    owner = f" of {static.tag.owner}" if static.tag.owner else ""
    return Violation(
        f"The contrast of a graphic{owner} is {measured}; the minimum is {LARGE_CONTRAST:g}:1.",
        static.frame,
        box=box,
        measured=round(measured.ratio, 2),
        limit=LARGE_CONTRAST,
        remedy="Change `mark`, `dim` or `tone` of its thing."
        if static.tag.line
        else f"If it matters, give it a stroke or a fill in {better or 'another colour'}; "
        "if not, tag it as decor.",
    )


CONTRAST_RULES: tuple[Rule[DrawingCase], ...] = (
    Rule(
        "contrast",
        Severity.FAIL,
        f"{TEXT_CONTRAST}:1 for text, {LARGE_CONTRAST:g}:1 for capitals of {LARGE_CAP:.0%} of the "
        "slide's height",
        "WCAG 2.2, 1.4.3, level AA",
        "Use a darker colour of the palette, or a lighter background.",
        _contrast,
    ),
    Rule(
        "graphics",
        Severity.WARN,
        f"{LARGE_CONTRAST:g}:1 for graphics that matter",
        "WCAG 2.2, 1.4.11, level AA",
        "Use a darker colour of the palette for its stroke or its fill.",
        _graphics,
    ),
)
