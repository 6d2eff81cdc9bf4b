"""Which rules apply to what: the drawings of a clip, its file, the file of a plain scene."""

from __future__ import annotations

from dataclasses import replace

from storyreel.inspection.drawing_case import DrawingCase
from storyreel.inspection.file_case import FileCase
from storyreel.inspection.findings import Rule, Severity
from storyreel.inspection.rules.contrast import CONTRAST_RULES
from storyreel.inspection.rules.drawing import DRAWING_RULES
from storyreel.inspection.rules.facts import FACT_RULES
from storyreel.inspection.rules.file import FILE_RULES
from storyreel.inspection.rules.hidden import HIDDEN_RULES
from storyreel.inspection.rules.light import LIGHT_RULES, SCENE_BLANK_RULE
from storyreel.inspection.rules.outside import OUTSIDE_RULES
from storyreel.inspection.rules.overlap import OVERLAP_RULES
from storyreel.inspection.rules.reading import READING_RULES
from storyreel.inspection.rules.siblings import SIBLING_RULES
from storyreel.inspection.rules.touch import TOUCH_RULES


def _of_scene(rule: Rule[FileCase]) -> Rule[FileCase]:
    """The rule for plain scenes, which may begin with nothing, show little, or stop on purpose."""
    if rule.name == SCENE_BLANK_RULE.name:
        return SCENE_BLANK_RULE
    return replace(rule, severity=Severity.WARN) if rule.name == "freeze" else rule


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

SCENE_VIDEO_RULES: tuple[Rule[FileCase], ...] = tuple(map(_of_scene, VIDEO_RULES))
"""For the file of a plain Manim scene: the same rules, but blank and frozen pictures only warn, and
only a picture that shows nothing is blank."""
