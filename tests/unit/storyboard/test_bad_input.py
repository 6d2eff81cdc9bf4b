"""Every mistake that an author can make: where it is reported, and in which words."""

from __future__ import annotations

import pytest

from storyreel.base.errors import ExitCode, Location, RequestError
from storyreel.base.project import Project
from storyreel.storyboard.load import load_storyboard

SHOWN = "storyboards/hour29-demo.yaml"
HERE = "‸"
"""Marks, in a changed text, the position that the error must have."""

TABLE: dict[str, tuple[str, str, str]] = {
    # name: (text of the storyboard, what it becomes, phrases of the message divided by |)
    "unknown key": (
        "    duration: 8.4",
        "    duration: 8.4\n    ‸durattion: 3",
        "beat 'first', durattion: this key is unknown.|'duration'?|Valid keys: id, duration, capt",
    ),
    "unknown key at the top": (
        "insight: A",
        "‸insigth: A",
        "insigth: this key is unknown.|'insight'?",
    ),
    "misspelt key that is needed": (
        "title: A",
        "‸titel: A",
        "titel: this key is unknown|Did you mean 'title'?",
    ),
    "misspelt key that all beats but the last need": (
        "caption: Then it",
        "‸captoin: Then it",
        "beat 'first', captoin: this key is unknown.|Did you mean 'caption'?",
    ),
    "misspelt key that the scene needs": (
        "cues: {drop",
        "‸cuse: {drop",
        "beat 'first', cuse: this key is unknown.|Did you mean 'cues'?",
    ),
    "unknown key in data": (
        "  count: 12",
        "  count: 12\n  ‸cuont: 3",
        "data.cuont: this key is unknown|'count'",
    ),
    "unknown key in a row": (
        "{token: cat, id",
        "{token: cat, ‸ix: 3, id",
        "data.rows item 2, ix: this key is unkn",
    ),
    "missing key": (
        "    duration: 8.4\n",
        "",
        "beat 'first', duration: this key is missing.|Add `duration: …`",
    ),
    "text for a number": (
        "duration: 8.4",
        "duration: ‸eight",
        "beat 'first', duration: must be a number, not the text 'eight'.|without quotes",
    ),
    "decimal comma": ("duration: 8.4", "duration: ‸8,4", "the text '8,4'.|Write `8.4`: digits"),
    "number with a unit": ("duration: 8.4", "duration: ‸8.4 s", "the text '8.4 s'.|Write `8.4`"),
    "thousands": ("duration: 8.4", "duration: ‸8,400", "the text '8,400'.|as in 4.5, without q"),
    "number in quotes": ("duration: 8.4", 'duration: ‸"8.4"', "not the text '8.4'.|without quotes"),
    "number for a text": (
        "title: A demonstration",
        "title: ‸2024",
        "title: must be text, not the number 2024.|Put it in quotes.",
    ),
    "number with a broken part": (
        "count: 12",
        "count: ‸12.5",
        "must be a whole number, not the nu",
    ),
    "yes is a text": ("count: 12", "count: ‸yes", "must be a whole number, not the text 'yes'"),
    "true is not a number": ("count: 12", "count: ‸true", "must be a whole number, not true."),
    "minutes are not a number": (
        "duration: 8.4",
        "duration: ‸1:30",
        "a number, not the text '1:30'",
    ),
    "empty value": ("title: A demonstration", "title:‸", "title: must be text, not empty."),
    "list for a mapping": (
        "{token: cat, id: 3797}",
        "‸[cat, 3797]",
        "must be a mapping, not a list",
    ),
    "text for a list": (
        "rail: [First, Second]",
        "rail: ‸First",
        "rail: must be a list, not the text|Write `[one, two]`",
    ),
    "word out of a set": (
        "placement: full-slide",
        "placement: ‸fullslide",
        "placement: must be 'full-slide' or a number, not the text|Did you mean 'full-slide'?",
    ),
    "share over one": ("placement: full-slide", "placement: ‸1.5", "at most 1, not the number 1.5"),
    "negative count": ("id: 3797", "id: ‸-1", "data.rows item 2, id: must be at least 0, not"),
    "missing beat": (
        "    duration: 8.4\n"
        "    caption: Then it goes on.\n"
        "    cues: {drop: 1, land: 2.5}\n"
        "  - id: second\n"
        "    step: Second\n"
        "    duration: 7.6\n"
        "    caption: And on.\n",
        "    duration: 16\n    caption: Then it goes on.\n    cues: {drop: 1, land: 2.5}\n",
        "beats: the scene's beat 'second' is missing.|Add `- id: second` after 'first'.",
    ),
    "beat that the scene lacks": (
        "  - id: closing",
        "  - id: ‸third\n    duration: 0.2\n    caption: Hello.\n  - id: closing",
        "beat 4, id: the scene has no beat 'third'.|Its beats are opening, first, second, closing",
    ),
    "misspelt beat": ("id: second", "id: ‸secnod", "no beat 'secnod'.|Did you mean 'second'?"),
    "beats out of order": (
        "  - id: first\n"
        "    step: First\n"
        "    duration: 8.4\n"
        "    caption: Then it goes on.\n"
        "    cues: {drop: 1, land: 2.5}\n"
        "  - id: second\n"
        "    step: Second\n"
        "    duration: 7.6\n"
        "    caption: And on.\n",
        "  - id: ‸second\n"
        "    step: Second\n"
        "    duration: 7.6\n"
        "    caption: And on.\n"
        "  - id: first\n"
        "    step: First\n"
        "    duration: 8.4\n"
        "    caption: Then it goes on.\n"
        "    cues: {drop: 1, land: 2.5}\n",
        "beat 2, id: the beat 'second' is out of order: 'first' comes first.|plays opening, first",
    ),
    "beat twice": (
        "  - id: closing",
        "  - id: ‸first\n    duration: 0.2\n    caption: Hello.\n  - id: closing",
        "beat 4, id: beat 2 has the same id, 'first'.|Rename",
    ),
    "id not in snake_case": ("id: opening", "id: ‸Opening!", "must be snake_case|'Opening!'"),
    "missing cue": (
        "cues: {show: 0.5}",
        "cues: ‸{}",
        "beat 'opening', cues: the cue 'show' is missing",
    ),
    "misspelt cue": (
        "{drop: 1, land",
        "{‸dorp: 1, land",
        "beat 'first', cues.dorp: the scene uses no cue 'dorp' in|Did you mean 'drop'?",
    ),
    "cue after the end": (
        "cues: {show: 0.5}",
        "cues: {show: ‸8}",
        "beat 'opening', cues.show: 8 s is not before the beat's end at 8 s.",
    ),
    "negative cue": ("show: 0.5", "show: ‸-0.5", "beat 'opening', cues.show: must be at least 0"),
    "cue that is not a number": (
        "show: 0.5",
        "show: ‸.nan",
        "must be a finite number, not the number",
    ),
    "cue with a bad name": ("{show: 0.5}", "{show: 0.5, ‸Big One: 1}", "must be snake_case"),
    "duplicate key": (
        "    step: First",
        "    step: First\n    ‸step: Second",
        "the key 'step' is already on line 14.|Keep one of them.",
    ),
    "clip too long": (
        "duration: 8.4",
        "duration: ‸12.5",
        "beat 'first', duration: 12.5 s makes the clip 34.1 s long; 28 to 32 s are|Shorten a beat.",
    ),
    "clip too short": (
        "duration: 6",
        "duration: ‸3.5",
        "beat 'closing', duration: 3.5 s makes the clip 27.5 s long; 28 to|Lengthen a beat.",
    ),
    "no time": ("duration: 6", "duration: ‸0", "beat 'closing', duration: must be more than 0"),
    "negative time": ("duration: 6", "duration: ‸-6", "must be more than 0, not the number -6."),
    "endless time": (
        "duration: 6",
        "duration: ‸.inf",
        "must be a finite number, not the number inf",
    ),
    "overflowing time": ("duration: 6", "duration: ‸1e999", "must be a finite number, not the num"),
    "time beyond the maximum": (
        "duration: 6",
        "duration: ‸1e308",
        "must be at most 3600, not the num",
    ),
    "time of 98 digits": (
        "duration: 6",
        f"duration: ‸0x{'f' * 98}",
        "must be at most 3600, not the",
    ),
    "time that is not a number": ("duration: 6", "duration: ‸.nan", "must be a finite number"),
    "beat shorter than a frame": (
        "duration: 7.6",
        "duration: ‸0.05",
        "0.05 s is shorter than one f",
    ),
    "character the font lacks": (
        "caption: And on.",
        "caption: ‸And on ☃.",
        "beat 'second', caption: contains U+2603 SNOWMAN, which the sans font lacks.",
    ),
    "character the mono font lacks": ("token: cat", "token: ‸☃", "SNOWMAN, which the mono font"),
    "control character": (
        "And on.",
        "And ‸\x07on.",
        "the file contains U+0007 CONTROL CHARACTER here.",
    ),
    "control character, escaped": ("caption: And on.", 'caption: ‸"And \\a on."', "U+0007 CONTROL"),
    "bidirectional override": ("And on.", "And ‸\u202eon.", "U+202E RIGHT-TO-LEFT OVERRIDE"),
    "override in a comment": ("insight", "# ‸\u202e\ninsight", "U+202E RIGHT-TO-LEFT OVERRIDE"),
    "lone surrogate": (
        "caption: And on.",
        'caption: ‸"And \\ud800"',
        "contains U+D800 LONE SURROGATE",
    ),
    "line break on screen": (
        "caption: And on.",
        "caption: ‸>\n      And on.",
        "LINE BREAK.|below `>-`",
    ),
    "tab on screen": ("caption: And on.", 'caption: ‸"And\\ton."', "contains U+0009 TAB."),
    "blank text": (
        "caption: And on.",
        'caption: ‸" "',
        "beat 'second', caption: the text is blank.",
    ),
    "caption of 13 words": (
        "caption: And on.",
        "caption: ‸a b c d e f g h i j k l m",
        "beat 'second', caption: has 13 words, but may have at most 12.|fewer words.",
    ),
    "caption too wide": (
        "caption: And on.",
        f"caption: ‸{'character ' * 9}",
        "beat 'second', caption: does not fit on 2 lines of 42 characters.",
    ),
    "caption in the last beat": (
        "    duration: 6",
        "    duration: 6\n    caption: ‸Hello.",
        "beat 'closing', caption: the last beat cannot have a caption",
    ),
    "beat without a caption": (
        "    caption: And on.\n",
        "",
        "beat 'second', caption: this key is missing.",
    ),
    "step that is not on the rail": (
        "step: Second",
        "step: ‸Secnd",
        "'Secnd' is not among the steps of `rail`.|Did you mean 'Second'?|They are First, Second.",
    ),
    "step twice": (
        "[First, Second]",
        "[First, Second, ‸First]",
        "rail item 3: 'First' is already a step.",
    ),
    "seven steps": (
        "rail: [First, Second]",
        "rail: ‸[First, Second, a, b, c, d, e]",
        "has 7 entries, but may have at most 6",
    ),
    "title too long": (
        "A demonstration",
        f"‸{'x' * 41}",
        "title: has 41 characters, but may have at most 40.",
    ),
    "digest too short": (
        'digest: "ab',
        'digest: ‸"b',
        "64 lower-case hexadecimal characters|(63 characters)",
    ),
    "another clip": (
        "clip: hour29",
        "clip: ‸hour28",
        "this file belongs to the clip 'hour29', not to 'hour28'",
    ),
    "asset above": ("image: null", "image: ‸../secret.png", "contains '..'.|inside assets/"),
    "asset with a root": ("image: null", "image: ‸/etc/passwd", "not a path relative to assets/"),
    "asset that does not exist": ("image: null", "image: ‸cat.png", "is not a file in assets/"),
    "anchor": ("alt: Two boxes", "alt: ‸&a Two boxes", "&a is a YAML anchor|Delete it, or put"),
    "alias": (
        "insight: A small one.",
        "insight: ‸*a",
        "*a is a YAML alias|Write the value out, or put",
    ),
    "tag": ("alt: Two", "alt: ‸!!binary Two", "!!binary is a YAML tag|Delete it"),
    "merge key": ("insight:", "‸<<: {a: 1}\ninsight:", "<< is a YAML merge key"),
    "merge key with aliases": (
        "insight:",
        "‸<<: [*a, *b]\ninsight:",
        "<< is a YAML merge key|Write the keys out.",
    ),
    "merge key for a key that is needed": (
        "duration: 8.4",
        "‸<<: *usual",
        "<< is a YAML merge key|Write the keys out.",
    ),
    "second document": (
        "insight: A small one.",
        "‸---\ninsight: x",
        "a second document begins here.",
    ),
    "key that is not text": ("insight: A", "‸124: x\ninsight: A", "this key is not text."),
    "not YAML": (
        "title: A",
        "title: A‸: b",
        "not valid YAML: there is a second ': ' on this line.|in quotes.",
    ),
    "tab before a key": (
        "insight",
        "‸\tinsight",
        "not valid YAML: there is a tab|Indent with spaces, not with tabs.",
    ),
    "open bracket": (
        "[First, Second]",
        "‸[First, Second",
        "not valid YAML: the bracket that opens here is not closed.",
    ),
}


def missing_characters(text: str, face: str) -> list[str]:
    return [character for character in text if character == "☃"]


def problems_of(project: Project, data: str | bytes) -> RequestError:
    path = project.root / SHOWN
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    with pytest.raises(RequestError) as caught:
        load_storyboard(path, project, missing_characters)
    assert caught.value.exit_code == ExitCode.BAD_REQUEST
    return caught.value


@pytest.mark.parametrize(("old", "new", "phrases"), TABLE.values(), ids=TABLE.keys())
def test_a_mistake_is_reported_once_with_its_place(
    shared_project: Project, storyboard_text: str, old: str, new: str, phrases: str
) -> None:
    assert storyboard_text.count(old) == 1, "the row must change exactly one place"
    marked = storyboard_text.replace(old, new)
    error = problems_of(shared_project, marked.replace(HERE, ""))
    assert len(error.problems) == 1, f"expected one problem:\n{error}"
    for phrase in phrases.split("|"):
        assert phrase in str(error)
    where = error.problems[0].where
    assert where is not None
    if HERE in marked:
        before = marked.partition(HERE)[0].split("\n")
        assert where == Location(SHOWN, len(before), len(before[-1]) + 1)
    assert error.problems[0].remedy, "every error says what to do"


def test_an_unknown_key_does_not_hide_a_missing_one_of_another_name(
    shared_project: Project, storyboard_text: str
) -> None:
    error = problems_of(shared_project, storyboard_text.replace("caption: Then", "durattion: Then"))
    assert len(error.problems) == 2
    assert "beat 'first', caption: this key is missing." in str(error)


def test_several_mistakes_are_reported_together_in_the_order_of_the_file(
    shared_project: Project, storyboard_text: str
) -> None:
    text = (
        storyboard_text.replace("title: A demonstration", "title: 7\ntitel: x")
        .replace("duration: 8.4", "duration: -1")
        .replace("{show: 0.5}", "{shwo: 0.5}")
        .replace("And on.", "And on ☃.")
        .replace("step: Second", "step: Third\n    step: Second")
        .replace("id: closing", "id: clsoing")
        .replace("count: 12", "count: many")
    )
    error = problems_of(shared_project, text)
    lines = [problem.where.line or 0 for problem in error.problems if problem.where]
    assert lines == sorted(lines)
    phrases = [
        "title: must be text",
        "titel: this key is unknown",
        "Did you mean 'show'?",
        "beat 'first', duration: must be more than 0",
        "the key 'step' is already",
        "'Third' is not among the steps",
        "SNOWMAN",
        "Did you mean 'closing'?",
        "data.count: must be a whole number",
    ]
    assert len(error.problems) == len(phrases), str(error)
    for phrase in phrases:
        assert phrase in str(error)


FILES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", f"{SHOWN}: the file is empty."),
    "comments only": (b"# nothing\n\n", f"{SHOWN}: the file is empty."),
    "null": (b"~\n", f"{SHOWN}:1:1: a storyboard must be a mapping, not empty."),
    "words": (
        b"Dear reader\n",
        f"{SHOWN}:1:1: a storyboard must be a mapping, not the text 'Dear reader'.",
    ),
    "list": (b"- a\n", f"{SHOWN}:1:1: a storyboard must be a mapping, not a list."),
    "latin-1": (
        "clip: hour29\ntitle: Café".encode("latin-1"),
        f"{SHOWN}:2:11: the file is not UTF-8: byte 23",
    ),
    "utf-16": (
        "clip: hour29".encode("utf-16"),
        f"{SHOWN}:1:1: the file is not UTF-8: byte 0 is 0xFF.",
    ),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), f"{SHOWN}:1:1: the file is not UTF-8"),
    "zeros": (bytes(1000), f"{SHOWN}:1:1: the file contains 1000 unprintable characters"),
    "100 KB of brackets": (b"[" * 100_000, f"{SHOWN}:1:33: the nesting is deeper than 32 levels."),
    "100 KB of braces": (b"{" * 100_000, f"{SHOWN}:1:33: the nesting is deeper than 32 levels."),
    "100 KB of lines of brackets": (
        b"[\n" * 50_000,
        f"{SHOWN}:33:1: the nesting is deeper than 32 lev",
    ),
    "100 KB of dashes": (b"- " * 50_000, f"{SHOWN}:1:65: the nesting is deeper than 32 levels."),
    "100 KB of questions": (b"? " * 50_000, f"{SHOWN}:1:65: the nesting is deeper than 32 levels."),
    "too large": (b"#" * 2**20 + b"#", f"{SHOWN}: the file is larger than 1 MiB."),
    "too many entries": (b"a: [" + b"1, " * 20_000 + b"]", "more than 20,000 entries."),
    "character beyond unicode": (b'a: "\\UFFFFFFFF"', f"{SHOWN}:1:"),
}


@pytest.mark.parametrize(("data", "message"), FILES.values(), ids=FILES.keys())
def test_a_file_that_is_not_a_storyboard_is_one_clear_error(
    shared_project: Project, data: bytes, message: str
) -> None:
    error = problems_of(shared_project, data)
    assert len(error.problems) == 1, str(error)
    assert message in str(error)
    assert error.problems[0].remedy


def test_a_link_that_leads_nowhere(project: Project) -> None:
    path = project.storyboards / "hour29-linked.yaml"
    path.symlink_to("elsewhere.yaml")
    with pytest.raises(
        RequestError, match=r"the link leads to elsewhere\.yaml, which does not exist"
    ):
        load_storyboard(path, project)


def test_a_byte_order_mark_is_accepted(project: Project, storyboard_text: str) -> None:
    path = project.root / SHOWN
    path.write_text(storyboard_text, encoding="utf-8-sig")
    assert load_storyboard(path, project).storyboard.clip == "hour29"


def test_a_folder_and_a_missing_file(project: Project) -> None:
    with pytest.raises(RequestError, match=r"storyboards: this is a folder\."):
        load_storyboard(project.storyboards, project)
    with pytest.raises(RequestError, match=r"does not exist\. Did you mean 'hour29-demo.yaml'\?"):
        load_storyboard(project.storyboards / "hour29-dmo.yaml", project)


def test_an_invalid_file_name(project: Project) -> None:
    with pytest.raises(RequestError, match=r"(cannot be read|does not exist)"):
        load_storyboard(project.storyboards / ("x" * 5000), project)
    with pytest.raises(RequestError, match=r"(cannot be read|does not exist)"):
        load_storyboard(project.storyboards / "a\0b.yaml", project)


def test_only_the_first_forty_problems_are_listed(
    shared_project: Project, storyboard_text: str
) -> None:
    error = problems_of(shared_project, storyboard_text + "".join(f"k{i}: 1\n" for i in range(99)))
    assert len(error.problems) == 41
    assert "there are 59 more problems." in str(error.problems[-1])
