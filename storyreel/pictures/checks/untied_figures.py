"""Figures that count beside a point of a chart which says another number on the way."""

from __future__ import annotations

from collections.abc import Iterator

from storyreel.design.easing import glide
from storyreel.pictures.forms import between
from storyreel.pictures.kinds.figure import FigureState
from storyreel.pictures.kinds.kind import Reading
from storyreel.pictures.passages import Passage
from storyreel.pictures.score import Score
from storyreel.storyboard.source import Mistake

NEAR = 0.02
"""Share of a chart's scale within which a number is taken for that of its point: less can hardly
be seen."""

SAMPLES = 16
"""Into so many parts the time is divided at which both change."""


def untied_figures(score: Score) -> Iterator[Mistake]:
    """A warning for each figure that begins and ends as a point of a chart, and says something
    else between."""
    charts = [
        (track.name, part, passage)
        for track in score.tracks
        for passage in track.passages
        for part in (passage.after.stated.state.readings if passage.after.stated.state else ())
    ]
    for track in score.tracks:
        for passage in track.passages:
            yield from _untied(passage, charts)


def _untied(figure: Passage, charts: list[tuple[str, str, Passage]]) -> Iterator[Mistake]:
    """A warning for the first of the charts from which a figure differs on the way."""
    ends = _counted(figure)
    if ends is None:
        return
    for name, part, chart in charts:
        if not max(chart.start, figure.start) < min(chart.stop, figure.stop):
            continue
        before, after = chart.reading(part, chart.start), chart.reading(part, chart.stop)
        moves = before is not None and after is not None and before.value != after.value
        scale = _scale(ends, (before, after)) if moves and before and after else None
        if scale is not None and _differ(figure, ends, (chart, part), scale):
            percent = ", percent: true" if scale != 1 else ""
            yield Mistake(
                figure.after.stated.path,
                f"counts to {ends[1]:g} by itself while the point of {name!r} moves: "
                "the two say different numbers on the way.",
                f"Write `of: {name}.{part}{percent}` in place of `value`.",
            )
            return


def _counted(passage: Passage) -> tuple[float, float] | None:
    """The numbers between which a figure counts by itself; None where it does not."""
    state = passage.after.stated.state
    if not isinstance(state, FigureState) or state.of is not None:
        return None
    earlier = passage.before.stated.state if passage.before else None
    first = earlier.value if isinstance(earlier, FigureState) else state.count_from
    return None if first is None or first == state.value else (first, state.value)


def _scale(ends: tuple[float, float], readings: tuple[Reading, Reading]) -> float | None:
    """By what a point's numbers become those of a figure at both ends: 1, or 100 for per cent."""
    span = readings[1].span
    near = NEAR * (span[1] - span[0])
    pairs = list(zip(ends, (reading.value for reading in readings), strict=True))
    return next(
        (
            scale
            for scale in (1.0, 100.0)
            if all(abs(number - scale * value) <= near * scale for number, value in pairs)
        ),
        None,
    )


def _differ(
    figure: Passage, ends: tuple[float, float], followed: tuple[Passage, str], scale: float
) -> bool:
    """Whether the figure and the point say different numbers at a time at which one changes."""
    chart, part = followed
    start, stop = min(chart.start, figure.start), max(chart.stop, figure.stop)
    for step in range(SAMPLES + 1):
        now = start + (stop - start) * step / SAMPLES
        reading = chart.reading(part, max(now, chart.start))
        assert reading is not None
        share = (now - figure.start) / (figure.stop - figure.start)
        number = between(*ends, glide(min(max(share, 0.0), 1.0)))
        span = reading.span[1] - reading.span[0]
        if abs(number - scale * reading.value) > (NEAR * span) * scale + 1e-9:
            return True
    return False
