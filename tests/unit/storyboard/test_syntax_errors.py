"""Mistakes in YAML: each is reported once, where the author made it, with the right remedy."""

from __future__ import annotations

import pytest

from storyreel.base.errors import Location, RequestError
from storyreel.base.project import Project
from storyreel.storyboard.load import load_storyboard

SHOWN = "storyboards/hour29-demo.yaml"
HERE = "‸"
"""Marks the position that the error must have."""

TABLE: dict[str, tuple[str, str, str]] = {
    # name: (text of the storyboard, what it becomes, phrases of the message divided by |)
    "double quotes not closed": (
        "caption: And on.",
        'caption: ‸"And on.',
        "quotation mark that opens here is not closed|Close the quotes.",
    ),
    "single quotes not closed, closed by an apostrophe": (
        "caption: Then it goes on.",
        "caption: ‸'Then it goes on.\n    notes: It's slow.",
        "quotation mark that opens here is not closed|Close the quotes.",
    ),
    "quotes not closed to the end of the file": (
        "  image: null",
        "  image: ‸'cat.png",
        "quotation mark that opens here is not closed|Close the quotes.",
    ),
    "unknown escape": (
        "caption: And on.",
        'caption: "And ‸\\qon."',
        "unknown escape after the backslash|use single quotes",
    ),
    "apostrophe in single quotes": (
        "caption: And on.",
        "caption: ‸'It's all.'",
        "the apostrophe ends the text|in double quotes",
    ),
    "quotes in double quotes": (
        "caption: And on.",
        'caption: ‸"Say "yes" twice."',
        "the second quotation mark ends the text|in single quotes",
    ),
    "text after quotes": (
        "caption: And on.",
        'caption: ‸"And" on.',
        "more text after the closing quotation mark|Put all of it in quotes.",
    ),
    "comma after a bracket": (
        "caption: And on.",
        "caption: {text: And on.}‸,",
        "there is a comma after the closing '}'|Delete it.",
    ),
    "one bracket too many": (
        "caption: And on.",
        "caption: {text: And on.}‸}",
        "this '}' closes nothing|Delete it, or one before it.",
    ),
    "a bracket closed too early": (
        "caption: And on.",
        "caption: {text: And on.}‸, from: 1}",
        "all brackets are closed before this comma|Move a '}' to the end",
    ),
    "dash without a space": (
        "  - id: second",
        "  ‸-id: second",
        "a space is missing after the dash|Write `- id:`.",
    ),
    "text after a bracket": (
        "caption: And on.",
        "caption: ‸[rerun] all.",
        "more text after the closing ']'|Put the text in quotes: a value that begins with [",
    ),
    "caption indented too deep": (
        "    caption: And on.",
        "      ‸caption: And on.",
        "'caption' is indented deeper than the line above.|Indent it like the other keys.",
    ),
    "typographic quotes": (
        "caption: And on.",
        "caption: ‸“Seed: on.”",
        "“ is a typographic quotation mark|Use straight quotes",
    ),
    "second colon": (
        "caption: And on.",
        "caption: Seed‸: on.",
        "a second ': ' on this line|in quotes.",
    ),
    "merge conflict": (
        "  - id: second",
        "‸<<<<<<< HEAD\n  - id: second\n=======\n  - id: other\n>>>>>>> mine",
        "two versions of the file have not been merged.|Keep one of the versions",
    ),
    "no colon": (
        "    step: Second",
        "    ‸step Second",
        "no colon followed by a space|`step: Second`",
    ),
    "no space after the colon": (
        "    step: Second",
        "    ‸step:Second",
        "no colon followed by a space|`step: Second`",
    ),
    "no colon after a dash": (
        "  - id: second",
        "  ‸- id second",
        "no colon followed by a space|`id: second`",
    ),
    "no space after the colon in braces": (
        "cues: {show: 0.5}",
        "cues: {‸show:0.5}",
        "a space is missing after the colon of 'show'|Write `show: 0.5`.",
    ),
    "no-break space as indentation": (
        "    caption: And on.",
        "‸\u00a0\u00a0\u00a0\u00a0caption: And on.",
        "U+00A0 NO-BREAK SPACE is used as a space|Use ordinary spaces.",
    ),
    "no-break space after a colon": (
        "    step: Second",
        "    step:‸\u00a0Second",
        "U+00A0 NO-BREAK SPACE is used as a space|Use ordinary spaces.",
    ),
    "no-break space after a dash": (
        "  - id: second",
        "  - ‸\u00a0id: second",
        "U+00A0 NO-BREAK SPACE is used as a space|Use ordinary spaces.",
    ),
    "forgotten dash": (
        "  - id: first",
        "    ‸id: first",
        "the key 'id' is repeated: a new item begins with a dash.|Write `- id: …`.",
    ),
    "forgotten dash of the last beat": (
        "  - id: closing",
        "    ‸id: closing",
        "a new item begins with a dash",
    ),
    "text that begins with asterisks": (
        "caption: And on.",
        "caption: ‸**And** on.",
        "a value cannot begin with '*'|Put the text in quotes.",
    ),
    "text that begins with a percent sign": (
        "caption: And on.",
        "caption: ‸%s on.",
        "a value cannot begin with '%'|Put the text in quotes.",
    ),
    "missing comma": (
        "cues: {drop: 1, land: 2.5}",
        "cues: {drop: 1 land‸: 2.5}",
        "a comma or a closing bracket is missing before this.|Separate entries with commas",
    ),
    "no time between cues": (
        "cues: {drop: 1, land: 2.5}",
        "cues: {drop: 1, land: ‸1.05}",
        "cue 'land' is 0.05 s after cue 'drop', but something moves|at least 0.1 s between them.",
    ),
    "cues out of order": (
        "cues: {drop: 1, land: 2.5}",
        "cues: {drop: 1, land: ‸0.9}",
        "cue 'land' at 0.9 s comes before cue 'drop' at 1 s.|needs this order: drop, land.",
    ),
    "renamed beat": (
        "id: second",
        "id: ‸quiz",
        "the scene has no beat 'quiz'.|Did you mean 'second'?",
    ),
    "renamed cue": (
        "{drop: 1, land: 2.5}",
        "{‸begin: 1, land: 2.5}",
        "the scene uses no cue 'begin'|Did you mean 'drop'?",
    ),
}


@pytest.mark.parametrize(("old", "new", "phrases"), TABLE.values(), ids=TABLE.keys())
def test_a_mistake_is_one_problem_at_its_place(
    shared_project: Project, storyboard_text: str, old: str, new: str, phrases: str
) -> None:
    assert storyboard_text.count(old) == 1, "the row must change exactly one place"
    marked = storyboard_text.replace(old, new)
    path = shared_project.root / SHOWN
    path.write_text(marked.replace(HERE, ""), encoding="utf-8")
    with pytest.raises(RequestError) as caught:
        load_storyboard(path, shared_project)
    assert len(caught.value.problems) == 1, f"expected one problem:\n{caught.value}"
    for phrase in phrases.split("|"):
        assert phrase in str(caught.value)
    before = marked.partition(HERE)[0].split("\n")
    assert caught.value.problems[0].where == Location(SHOWN, len(before), len(before[-1]) + 1)


ACCEPTED: dict[str, tuple[str, str]] = {
    # name: (text of the storyboard, what it becomes)
    "cues close together": ("cues: {drop: 1, land: 2.5}", "cues: {drop: 1.1, land: 1.2}"),
    "apostrophe without quotes": ("caption: And on.", "caption: It's on."),
    "typographic quotes without a colon": ("caption: And on.", "caption: “And on.”"),
    "quoted text over two lines": ("caption: And on.", 'caption: "And\n      on."'),
    "colon without a space": ("caption: And on.", "caption: At 12:30 on."),
    "no-break space in a text": ("caption: And on.", "caption: About 12\u00a0% on."),
    "no-break space at the start of a paragraph": (
        "notes: Say this slowly.",
        "notes: |-\n      \u00a0\u00a0Say this slowly.",
    ),
    "joined letters and emoji off screen": (
        "notes: Say this slowly.",
        "notes: Say \U0001f469\u200d\U0001f680 and \u0645\u06cc\u200c\u062e.",
    ),
    "joiner in a comment": (
        "insight",
        "# \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645\ninsight",
    ),
    "emoji newer than this Python": ("notes: Say", "notes: \U0001fae9 Say"),
}


@pytest.mark.parametrize(("old", "new"), ACCEPTED.values(), ids=ACCEPTED.keys())
def test_near_misses_are_accepted(
    shared_project: Project, storyboard_text: str, old: str, new: str
) -> None:
    path = shared_project.root / SHOWN
    path.write_text(storyboard_text.replace(old, new), encoding="utf-8")
    assert load_storyboard(path, shared_project).source.warnings == ()


@pytest.mark.parametrize(
    ("new", "what", "column"),
    [
        ("Guess token #1 of 100.", "the rest of the line is a comment", 26),
        ("Guess the # of tokens.", "the rest of the line is a comment", 24),
        ("Guess **this** token.", "asterisks of '**this**'", 14),
        ("Guess <b>this</b> token.", "'<b>' is shown as it is", 14),
        ("Guess this &amp; that.", "'&amp;' is shown as it is", 14),
        ("Guess $x^2$ again.", "'$x^2$' is shown as it is", 14),
        ("Read [this](https://a.org).", "'[this](https://a.org)' is shown as it is", 14),
    ],
)
def test_probable_mistakes_are_warnings(
    shared_project: Project, storyboard_text: str, new: str, what: str, column: int
) -> None:
    path = shared_project.root / SHOWN
    path.write_text(storyboard_text.replace("And on.", new), encoding="utf-8")
    (warning,) = load_storyboard(path, shared_project).source.warnings
    assert what in warning.what
    assert warning.where == Location(SHOWN, 21, column)
    assert warning.remedy


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("caption: And on.", "caption: And on.\n    # the second one"),
        ("caption: And on.", 'caption: "Guess #1."  # shown'),
        ("caption: And on.", "caption: And on.    # a comment"),
        ("step: Second", "step: Second  # of two"),
        ("caption: And on.", "caption: On 2**10 and 2**12."),
        ("caption: And on.", "caption: C# and F# on."),
        ("caption: And on.", "caption: For $5 or $6, a < b & c > d."),
        ("caption: And on.", 'caption: "[sic] (once), <|end|> and <eos>."'),
        ("caption: And on.", "caption: Rows **#** and **##** on."),
    ],
)
def test_intended_comments_and_asterisks_cause_no_warning(
    shared_project: Project, storyboard_text: str, old: str, new: str
) -> None:
    path = shared_project.root / SHOWN
    path.write_text(storyboard_text.replace(old, new), encoding="utf-8")
    assert load_storyboard(path, shared_project).source.warnings == ()
