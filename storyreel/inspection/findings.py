"""Rules and findings: a rule examines a case and yields violations, which become findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Generic, TypeVar

from storyreel.drawing.quanta import Box
from storyreel.storyboard.timeline import Timeline

Case = TypeVar("Case")
Measure = float | str


class Severity(StrEnum):
    """A FAIL keeps a clip from being published; a WARN is only reported."""

    FAIL = "fail"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Violation:
    """What a rule found, as the rule yields it.

    `severity`, `remedy` and `limit` override those of the rule where they are not None. `line` is
    a line of the storyboard, `box` the place in the frame.
    """

    message: str
    frame: int | None = None
    line: int | None = None
    text: str | None = None
    measured: Measure | None = None
    limit: Measure | None = None
    severity: Severity | None = None
    remedy: str | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Rule(Generic[Case]):
    """One requirement. To add a rule, write its function and add it to a tuple of rules.

    `limit` states the requirement and `source` where it comes from. `remedy` tells the author what
    to do.
    """

    name: str
    severity: Severity
    limit: str
    source: str
    remedy: str
    check: Callable[[Case], Iterable[Violation]]


@dataclass(frozen=True, slots=True)
class Finding:
    """A violation with its place in the clip; `line` is a line of the storyboard."""

    rule: str
    severity: Severity
    message: str
    remedy: str
    beat: str | None = None
    frame: int | None = None
    time_s: float | None = None
    line: int | None = None
    text: str | None = None
    measured: Measure | None = None
    limit: Measure | None = None
    box: Box | None = None


def judge(
    rules: Iterable[Rule[Case]],
    case: Case,
    timeline: Timeline | None,
    line_of: Callable[[str], int | None] = lambda text: None,
) -> tuple[Finding, ...]:
    """Apply all rules to a case; failures come before warnings, each in the order of the clip.

    `timeline` turns frames into beats and seconds; without one, findings carry the frame alone.
    `line_of` returns the storyboard's line of a text, or None.
    """
    return failures_first(
        _finding(rule, violation, timeline, line_of)
        for rule in rules
        for violation in rule.check(case)
    )


def failures_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort failures before warnings, each in the order of the clip."""
    return tuple(sorted(findings, key=lambda f: (f.severity is Severity.WARN, f.frame or 0)))


def failed(findings: Sequence[Finding]) -> bool:
    """Whether any finding keeps the clip from being published."""
    return any(finding.severity is Severity.FAIL for finding in findings)


def promote_warnings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The same findings, all of them failures."""
    return tuple(replace(finding, severity=Severity.FAIL) for finding in findings)


def _finding(
    rule: Rule[Case],
    violation: Violation,
    timeline: Timeline | None,
    line_of: Callable[[str], int | None],
) -> Finding:
    beat, time_s = _place(violation.frame, timeline)
    line = violation.line
    if line is None and violation.text:
        line = line_of(violation.text)
    return Finding(
        rule=rule.name,
        severity=violation.severity or rule.severity,
        message=violation.message,
        remedy=violation.remedy or rule.remedy,
        beat=beat,
        frame=violation.frame,
        time_s=time_s,
        line=line,
        text=violation.text,
        measured=violation.measured,
        limit=rule.limit if violation.limit is None else violation.limit,
        box=violation.box,
    )


def _place(frame: int | None, timeline: Timeline | None) -> tuple[str | None, float | None]:
    """The beat and the time in seconds of a frame, as far as they are known."""
    if timeline is None or frame is None:
        return None, None
    inside = 0 <= frame < timeline.frames
    beat = timeline.beat_at(frame).id if inside else None
    return beat, round(float(timeline.fps.seconds(frame)), 3)
