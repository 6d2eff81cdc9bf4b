"""One row per mistake that an author can make: where it is reported, and in which words."""

from __future__ import annotations

import pytest

from storyreel.base.errors import ExitCode, Location, RequestError
from storyreel.base.project import Project
from storyreel.storyboard.load import load_storyboard

SHOWN = "storyboards/hour29-demo.yaml"
HERE = "‸"
"""In a changed text: the place that the error must name."""

TABLE: dict[str, tuple[str, str, str]] = {
    # name: (text of the storyboard, what it becomes, phrases of the message divided by |)
    "unknown key": (
        "    duration: 8.4",
        "    duration: 8.4\n    ‸durattion: 3",
        "beats[1].durattion: unknown key.|Did you mean 'duration'?|Valid keys: id, duration, capt",
    ),
    "unknown key at the top": ("insight: A", "‸insigth: A", "insigth: unknown key.|'insight'?"),
    "misspelt key that is needed": (
        "title: A",
        "‸titel: A",
        "titel: unknown|Did you mean 'title'?",
    ),
    "misspelt key that all beats but the last need": (
        "caption: Then it",
        "‸captoin: Then it",
        "beats[1].captoin: unknown key.|Did you mean 'caption'?",
    ),
    "misspelt key that the scene needs": (
        "cues: {drop",
        "‸cuse: {drop",
        "beats[1].cuse: unknown key.|Did you mean 'cues'?",
    ),
    "unknown key in data": (
        "  count: 12",
        "  count: 12\n  ‸cuont: 3",
        "data.cuont: unknown|'count'",
    ),
    "unknown key in a row": ("{token: cat, id", "{token: cat, ‸ix: 3, id", "data.rows[1].ix: unkn"),
    "missing key": ("    duration: 8.4\n", "", "beats[1].duration: is missing.|Add `duration: …`"),
    "text for a number": (
        "duration: 8.4",
        "duration: ‸eight",
        "beats[1].duration: must be a number, not the text 'eight'.|without quotes",
    ),
    "number in quotes": ("duration: 8.4", 'duration: ‸"8.4"', "must be a number, not the text"),
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
    "true is no number": ("count: 12", "count: ‸true", "must be a whole number, not true."),
    "minutes are no number": ("duration: 8.4", "duration: ‸1:30", "a number, not the text '1:30'"),
    "empty value": ("title: A demonstration", "title:‸", "title: must be text, not empty."),
    "list for a mapping": (
        "{token: cat, id: 3797}",
        "‸[cat, 3797]",
        "must be a mapping, not a list",
    ),
    "text for a list": (
        "rail: [First, Second]",
        "rail: ‸First",
        "rail: must be a list, not the te",
    ),
    "word out of a set": (
        "placement: full-slide",
        "placement: ‸fullslide",
        "placement: must be 'full-slide' or a number, not the text|Did you mean 'full-slide'?",
    ),
    "share over one": ("placement: full-slide", "placement: ‸1.5", "at most 1, not the number 1.5"),
    "negative count": ("id: 3797", "id: ‸-1", "data.rows[1].id: must be at least 0, not the numb"),
    "missing beat": (
        "    duration: 8.4\n"
        "    caption: Then it goes on.\n"
        "    cues: {drop: 1, land: 2.5}\n"
        "  - id: second\n"
        "    step: Second\n"
        "    duration: 7.6\n"
        "    caption: And on.\n",
        "    duration: 16\n    caption: Then it goes on.\n    cues: {drop: 1, land: 2.5}\n",
        "beats: beat 'second' of the scene is missing.|Add `- id: second` after 'first'.",
    ),
    "beat that the scene lacks": (
        "  - id: closing",
        "  - id: ‸third\n    duration: 0.2\n    caption: Hello.\n  - id: closing",
        "beats[3].id: the scene has no beat 'third'.|Its beats are opening, first, second, closing",
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
        "beats[1].id: beat 'second' is out of order: 'first' comes first.|Order: opening, first",
    ),
    "beat twice": (
        "  - id: closing",
        "  - id: ‸first\n    duration: 0.2\n    caption: Hello.\n  - id: closing",
        "beats[3].id: beats[1] has the id 'first' too.|Rename",
    ),
    "id not in snake_case": ("id: opening", "id: ‸Opening!", "must be snake_case|'Opening!'"),
    "missing cue": ("cues: {show: 0.5}", "cues: ‸{}", "cue 'show' of beat 'opening' is missing"),
    "misspelt cue": (
        "{drop: 1, land",
        "{‸dorp: 1, land",
        "beats[1].cues.dorp: the scene uses no cue 'dorp' in beat 'first'.|Did you mean 'drop'?",
    ),
    "cue after the end": (
        "cues: {show: 0.5}",
        "cues: {show: ‸8}",
        "beats[0].cues.show: 8 s is not before the beat's end at 8 s.",
    ),
    "negative cue": ("show: 0.5", "show: ‸-0.5", "beats[0].cues.show: must be at least 0"),
    "cue that is no number": (
        "show: 0.5",
        "show: ‸.nan",
        "must be a finite number, not the number",
    ),
    "cue with a bad name": ("{show: 0.5}", "{show: 0.5, ‸Big One: 1}", "must be snake_case"),
    "duplicate key": (
        "    step: First",
        "    step: First\n    ‸step: Second",
        "duplicate key 'step', first on line 14.|Keep one.",
    ),
    "clip too long": (
        "duration: 8.4",
        "duration: ‸12.5",
        "beats[1].duration: 12.5 s makes the clip 34.1 s; 28 to 32 s allowed.|Shorten a beat.",
    ),
    "clip too short": (
        "duration: 6",
        "duration: ‸3.5",
        "beats[3].duration: 3.5 s makes the clip 27.5 s; 28 to 32 s allowed.|Lengthen a beat.",
    ),
    "no time": ("duration: 6", "duration: ‸0", "beats[3].duration: must be more than 0, not the"),
    "negative time": ("duration: 6", "duration: ‸-6", "must be more than 0, not the number -6."),
    "endless time": (
        "duration: 6",
        "duration: ‸.inf",
        "must be a finite number, not the number inf",
    ),
    "overflowing time": ("duration: 6", "duration: ‸1e999", "must be a finite number, not the num"),
    "time beyond measure": ("duration: 6", "duration: ‸1e308", "must be at most 3600, not the num"),
    "time of 98 digits": (
        "duration: 6",
        f"duration: ‸0x{'f' * 98}",
        "must be at most 3600, not the",
    ),
    "time that is no number": ("duration: 6", "duration: ‸.nan", "must be a finite number"),
    "beat shorter than a frame": ("duration: 7.6", "duration: ‸0.05", "0.05 s is shorter than a f"),
    "character the font lacks": (
        "caption: And on.",
        "caption: ‸And on ☃.",
        "beats[2].caption: contains U+2603 SNOWMAN, which the sans font lacks.",
    ),
    "character the mono font lacks": ("token: cat", "token: ‸☃", "SNOWMAN, which the mono font"),
    "control character": ("And on.", "And ‸\x07on.", "contains U+0007 CONTROL CHARACTER."),
    "control character, escaped": ("caption: And on.", 'caption: ‸"And \\a on."', "U+0007 CONTROL"),
    "bidirectional override": ("And on.", "And ‸\u202eon.", "U+202E RIGHT-TO-LEFT OVERRIDE"),
    "override in a comment": ("insight", "# ‸\u202e\ninsight", "U+202E RIGHT-TO-LEFT OVERRIDE"),
    "lone surrogate": ("caption: And on.", 'caption: ‸"And \\ud800"', "contains U+D800"),
    "line break on screen": (
        "caption: And on.",
        "caption: ‸>\n      And on.",
        "LINE BREAK.|use >-",
    ),
    "tab on screen": ("caption: And on.", 'caption: ‸"And\\ton."', "contains U+0009 TAB."),
    "blank text": ("caption: And on.", 'caption: ‸" "', "beats[2].caption: is blank."),
    "caption of 13 words": (
        "caption: And on.",
        "caption: ‸a b c d e f g h i j k l m",
        "beats[2].caption: has 13 words; 12 at most.|Say it shorter.",
    ),
    "caption too wide": (
        "caption: And on.",
        f"caption: ‸{'character ' * 9}",
        "beats[2].caption: does not fit on 2 lines of 42 characters.",
    ),
    "caption in the last beat": (
        "    duration: 6",
        "    duration: 6\n    caption: ‸Hello.",
        "beats[3].caption: the last beat has no caption",
    ),
    "beat without a caption": ("    caption: And on.\n", "", "beats[2].caption: is missing."),
    "step that is not on the rail": (
        "step: Second",
        "step: ‸Secnd",
        "'Secnd' is not on the rail.|Did you mean 'Second'?|Its steps are First, Second.",
    ),
    "step twice": (
        "[First, Second]",
        "[First, Second, ‸First]",
        "rail[2]: 'First' is there twice.",
    ),
    "seven steps": (
        "rail: [First, Second]",
        "rail: ‸[First, Second, a, b, c, d, e]",
        "has 7 entries; at most 6",
    ),
    "title too long": ("A demonstration", f"‸{'x' * 41}", "title: has 41 characters; at most 40."),
    "digest too short": ('digest: "ab', 'digest: ‸"b', "64 hexadecimal characters|(63 characters)"),
    "another clip": ("clip: hour29", "clip: ‸hour28", "'hour28' is not the clip of this file"),
    "asset above": ("image: null", "image: ‸../secret.png", "climbs with '..'.|inside assets/"),
    "asset with a root": ("image: null", "image: ‸/etc/passwd", "not a path relative to assets/"),
    "asset that is not there": ("image: null", "image: ‸cat.png", "is not a file in assets/"),
    "anchor": ("alt: Two boxes", "alt: ‸&a Two boxes", "anchor &a.|Delete it."),
    "alias": ("insight: A small one.", "insight: ‸*a", "alias *a.|Write the value out."),
    "tag": ("alt: Two", "alt: ‸!!binary Two", "tag tag:yaml.org,2002:binary.|Delete it"),
    "merge key": ("insight:", "‸<<: {a: 1}\ninsight:", "merge key <<."),
    "second document": (
        "insight: A small one.",
        "‸---\ninsight: x",
        "a second document begins here.",
    ),
    "key that is no text": ("insight: A", "‸124: x\ninsight: A", "this key is not a text."),
    "not YAML": ("title: A", "title: A‸: b", "not YAML: mapping values are not allowed|in quotes."),
    "tab before a key": ("insight", "‸\tinsight", "not YAML|Indent with blanks, not with tabs."),
    "open bracket": ("[First, Second]", "[First, Second", "not YAML: while parsing a flow"),
}


def covers(text: str, face: str) -> list[str]:
    return [character for character in text if character == "☃"]


def problems_of(project: Project, data: str | bytes) -> RequestError:
    path = project.root / SHOWN
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    with pytest.raises(RequestError) as caught:
        load_storyboard(path, project, covers)
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


def test_a_key_is_missing_beside_an_unknown_one_that_does_not_mean_it(
    shared_project: Project, storyboard_text: str
) -> None:
    error = problems_of(shared_project, storyboard_text.replace("caption: Then", "durattion: Then"))
    assert len(error.problems) == 2
    assert "beats[1].caption: is missing." in str(error)


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
    lines = [problem.where.line for problem in error.problems if problem.where]
    assert lines == sorted(lines)
    phrases = [
        "title: must be text",
        "titel: unknown key",
        "Did you mean 'show'?",
        "beats[1].duration: must be more than 0",
        "duplicate key 'step'",
        "'Third' is not on the rail",
        "SNOWMAN",
        "Did you mean 'closing'?",
        "data.count: must be a whole number",
    ]
    assert len(error.problems) == len(phrases), str(error)
    for phrase in phrases:
        assert phrase in str(error)


FILES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", f"{SHOWN}: is empty."),
    "comments only": (b"# nothing\n\n", f"{SHOWN}: is empty."),
    "null": (b"~\n", f"{SHOWN}:1:1: must be a mapping, not empty."),
    "words": (b"Dear reader\n", f"{SHOWN}:1:1: must be a mapping, not the text 'Dear reader'."),
    "list": (b"- a\n", f"{SHOWN}:1:1: must be a mapping, not a list."),
    "latin-1": (
        "clip: hour29\ntitle: Café".encode("latin-1"),
        f"{SHOWN}:2:11: is not UTF-8: byte 23",
    ),
    "utf-16": ("clip: hour29".encode("utf-16"), f"{SHOWN}:1:1: is not UTF-8: byte 0 is 0xFF."),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), f"{SHOWN}:1:1: is not UTF-8"),
    "zeros": (bytes(1000), f"{SHOWN}:1:1: contains 1000 characters that are no text"),
    "100 KB of brackets": (b"[" * 100_000, f"{SHOWN}:1:33: nested deeper than 32 levels."),
    "100 KB of braces": (b"{" * 100_000, f"{SHOWN}:1:33: nested deeper than 32 levels."),
    "100 KB of lines of brackets": (b"[\n" * 50_000, f"{SHOWN}:33:1: nested deeper than 32 lev"),
    "100 KB of dashes": (b"- " * 50_000, f"{SHOWN}:1:65: nested deeper than 32 levels."),
    "100 KB of questions": (b"? " * 50_000, f"{SHOWN}:1:65: nested deeper than 32 levels."),
    "too large": (b"#" * 2**20 + b"#", f"{SHOWN}: is larger than 1 MiB."),
    "too many entries": (b"a: [" + b"1, " * 20_000 + b"]", "more than 20,000 entries."),
    "character beyond unicode": (b'a: "\\UFFFFFFFF"', f"{SHOWN}:1:"),
}


@pytest.mark.parametrize(("data", "message"), FILES.values(), ids=FILES.keys())
def test_a_file_that_is_no_storyboard_is_one_clear_error(
    shared_project: Project, data: bytes, message: str
) -> None:
    error = problems_of(shared_project, data)
    assert len(error.problems) == 1, str(error)
    assert message in str(error)
    assert error.problems[0].remedy


def test_a_byte_order_mark_is_accepted(project: Project, storyboard_text: str) -> None:
    path = project.root / SHOWN
    path.write_text(storyboard_text, encoding="utf-8-sig")
    assert load_storyboard(path, project).storyboard.clip == "hour29"


def test_a_folder_and_a_missing_file(project: Project) -> None:
    with pytest.raises(RequestError, match=r"storyboards: is a folder\."):
        load_storyboard(project.storyboards, project)
    with pytest.raises(RequestError, match=r"does not exist\. Did you mean 'hour29-demo.yaml'\?"):
        load_storyboard(project.storyboards / "hour29-dmo.yaml", project)


def test_a_name_that_no_file_system_takes(project: Project) -> None:
    with pytest.raises(RequestError, match=r"(cannot be read|does not exist)"):
        load_storyboard(project.storyboards / ("x" * 5000), project)
    with pytest.raises(RequestError, match=r"(cannot be read|does not exist)"):
        load_storyboard(project.storyboards / "a\0b.yaml", project)


def test_many_mistakes_are_cut_to_a_number_that_can_be_read(
    shared_project: Project, storyboard_text: str
) -> None:
    error = problems_of(shared_project, storyboard_text + "".join(f"k{i}: 1\n" for i in range(99)))
    assert len(error.problems) == 41
    assert "and 59 more." in str(error.problems[-1])
