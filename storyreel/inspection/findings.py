"""Rules and findings: a rule looks at a case and yields faults; what is said of them is here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Generic, TypeVar

from storyreel.drawing.drawing import Box
from storyreel.storyboard.timeline import Timeline

Case = TypeVar("Case")
Measure = float | str


class Severity(StrEnum):
    """A clip with a FAIL is not published; a WARN is told and no more."""

    FAIL = "fail"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule saw, as the rule yields it; what is None is taken from the rule."""

    message: str
    frame: int | None = None
    line: int | None = None
    text: str | None = None
    measured: Measure | None = None
    limit: Measure | None = None
    severity: Severity | None = None
    remedy: str | None = None
    box: Box | None = None
    """Where in the frame it is to be seen."""


@dataclass(frozen=True, slots=True)
class Rule(Generic[Case]):
    """One thing that is checked; adding a rule is adding a function and a line to a table.

    `limit` and `source` say what is demanded and who says so, `remedy` what an author can do.
    """

    name: str
    severity: Severity
    limit: str
    source: str
    remedy: str
    check: Callable[[Case], Iterable[Fault]]


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault with its place in the clip; `line` is the storyboard's."""

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
    """The findings of all rules: failures before warnings, each in the order of the clip.

    `timeline` turns frames into beats and seconds; without one, findings name the frame alone.
    `line_of` says on which line of the storyboard a text stands.
    """
    findings = [
        _finding(rule, fault, timeline, line_of) for rule in rules for fault in rule.check(case)
    ]
    return failures_first(findings)


def failures_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Failures before warnings, each in the order of the clip."""
    return tuple(sorted(findings, key=lambda f: (f.severity is Severity.WARN, f.frame or 0)))


def failed(findings: Sequence[Finding]) -> bool:
    """Whether a clip with these findings must not be published."""
    return any(finding.severity is Severity.FAIL for finding in findings)


def strictly(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The same findings, but none of them a mere warning."""
    return tuple(replace(finding, severity=Severity.FAIL) for finding in findings)


def _finding(
    rule: Rule[Case],
    fault: Fault,
    timeline: Timeline | None,
    line_of: Callable[[str], int | None],
) -> Finding:
    beat, time, line = None, None, fault.line
    if line is None and fault.text:
        line = line_of(fault.text)
    if timeline and fault.frame is not None:
        time = round(float(timeline.fps.seconds(fault.frame)), 3)
        if 0 <= fault.frame < timeline.frames:
            beat = timeline.beat_at(fault.frame).id
    return Finding(
        rule=rule.name,
        severity=fault.severity or rule.severity,
        message=fault.message,
        remedy=fault.remedy or rule.remedy,
        beat=beat,
        frame=fault.frame,
        time_s=time,
        line=line,
        text=fault.text,
        measured=fault.measured,
        limit=rule.limit if fault.limit is None else fault.limit,
        box=fault.box,
    )
