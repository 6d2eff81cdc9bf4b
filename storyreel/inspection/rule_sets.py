"""Which rules apply to what: the drawings of a clip, its file, the file of a plain scene."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from storyreel.inspection.drawing_case import DrawingCase
from storyreel.inspection.file_case import FileCase
from storyreel.inspection.findings import Rule, Severity
from storyreel.inspection.rules.contrast import CONTRAST_RULES
from storyreel.inspection.rules.drawing import DRAWING_RULES
from storyreel.inspection.rules.facts import FACT_RULES
from storyreel.inspection.rules.file import FILE_RULES
from storyreel.inspection.rules.hidden import HIDDEN_RULES
from storyreel.inspection.rules.light import LIGHT_RULES
from storyreel.inspection.rules.outside import OUTSIDE_RULES
from storyreel.inspection.rules.overlap import OVERLAP_RULES
from storyreel.inspection.rules.reading import READING_RULES
from storyreel.inspection.rules.siblings import SIBLING_RULES
from storyreel.inspection.rules.touch import TOUCH_RULES

MAY_BE_INTENDED = frozenset({"blank", "freeze"})
"""Rules whose violations the author of a plain scene may have meant: a scene that begins on an
empty frame, or stops, is a choice there. In a clip with a storyboard they are mistakes."""


def _warning_only(rules: Iterable[Rule[FileCase]], names: frozenset[str]) -> list[Rule[FileCase]]:
    return [replace(rule, severity=Severity.WARN) if rule.name in names else rule for rule in rules]


STORYBOARD_DRAWING_RULES: tuple[Rule[DrawingCase], ...] = (
    *DRAWING_RULES,
    *OUTSIDE_RULES,
    *READING_RULES,
    *CONTRAST_RULES,
    *OVERLAP_RULES,
    *TOUCH_RULES,
    *HIDDEN_RULES,
    *SIBLING_RULES,
    *FACT_RULES,
)
"""For the drawings of a clip with a storyboard."""

VIDEO_RULES: tuple[Rule[FileCase], ...] = (*FILE_RULES, *LIGHT_RULES)
"""For the file of a clip with a storyboard, and for any other video file."""

SCENE_VIDEO_RULES: tuple[Rule[FileCase], ...] = tuple(_warning_only(VIDEO_RULES, MAY_BE_INTENDED))
"""For the file of a plain Manim scene: the same rules, but blank and frozen pictures only warn."""
