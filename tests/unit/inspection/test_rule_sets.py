"""Rules for clips and for plain scenes: the same rules, some of them with a milder severity."""

from __future__ import annotations

from collections import Counter

from storyreel.inspection.drawing_case import DrawingCase
from storyreel.inspection.file_case import FileCase
from storyreel.inspection.findings import Rule, Severity
from storyreel.inspection.rule_sets import (
    SCENE_VIDEO_RULES,
    STORYBOARD_DRAWING_RULES,
    VIDEO_RULES,
)


def test_every_rule_has_a_name_of_its_own_a_source_and_a_remedy() -> None:
    rules: list[Rule[DrawingCase] | Rule[FileCase]] = [*STORYBOARD_DRAWING_RULES, *VIDEO_RULES]
    names = Counter(rule.name for rule in rules)
    assert set(names.values()) == {1}
    for rule in rules:
        assert rule.limit and rule.source and rule.remedy


def test_a_plain_scene_is_judged_by_every_rule_about_files_and_light() -> None:
    assert [rule.name for rule in SCENE_VIDEO_RULES] == [rule.name for rule in VIDEO_RULES]
    warnings = {rule.name for rule in SCENE_VIDEO_RULES if rule.severity is Severity.WARN}
    assert warnings == {"blank", "freeze"}
