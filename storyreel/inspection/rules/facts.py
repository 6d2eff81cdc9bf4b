"""The rule about numbers: each comes from a fact of the storyboard."""

from __future__ import annotations

from collections.abc import Iterator

from storyreel.inspection.drawing_case import DrawingCase
from storyreel.inspection.findings import Rule, Severity, Violation
from storyreel.inspection.visible_items import shape_box


def _unsourced(case: DrawingCase) -> Iterator[Violation]:
    """Each number of a thing once, where it first shows."""
    seen: set[tuple[str | None, str]] = set()
    for static in case.static_items:
        tag = static.tag
        if tag.unsourced is None or (tag.owner, tag.unsourced) in seen:
            continue
        seen.add((tag.owner, tag.unsourced))
        yield Violation(
            f"{tag.unsourced} in {tag.owner!r} does not come from a fact.",
            static.frame,
            line=tag.line,
            text=tag.text,
            measured=tag.unsourced,
            box=shape_box(static.item),
        )


FACT_RULES: tuple[Rule[DrawingCase], ...] = (
    Rule(
        "unsourced",
        Severity.WARN,
        "every number of a picture is a fact, follows from facts, or counts a list",
        "a viewer cannot check a number; its source can",
        "Add it to `facts:` with its source, or with `illustration: true`, and use its name.",
        _unsourced,
    ),
)
