"""Numbers in pictures come from facts; those that are made up say so."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from storyreel.base.errors import RequestError
from storyreel.base.project import Project
from storyreel.base.timebase import Fps
from storyreel.design.tokens import Color
from storyreel.inspection.run import judge_drawings
from storyreel.pictures.clips import PictureClip
from storyreel.pictures.elements import color
from storyreel.pictures.facts import Arithmetic, Fact, Ledger
from storyreel.pictures.forms import Number, Rect
from storyreel.pictures.kinds import KINDS
from storyreel.pictures.kinds.fields import PictureSurroundings
from storyreel.pictures.kinds.kind import Kind
from storyreel.pictures.known_numbers import KnownNumbers
from storyreel.pictures.load import load_clip
from storyreel.pictures.shared_elements import STAGE
from storyreel.storyboard.timeline import compile_timeline
from tests.unit.pictures.conftest import Loads
from tests.unit.pictures.drawn_kinds import frozen

FACTS = {
    "loss": Fact(value=4.605, source="ln 100"),
    "rows": Fact(value=1_200_000.0, source="log"),
    "share": Fact(value=0.173, source="log"),
}


def known(**fields: object) -> KnownNumbers:
    return KnownNumbers.of(fields, Ledger(results={-0.25}), FACTS)


@pytest.mark.parametrize(
    "text",
    [
        "4.605",
        "4.6 of loss",
        "5",
        "1,200,000 rows",
        "1.2 M rows",
        "17 %",
        "17.3%",
        "−25%",
        "step 3",
        "the 2nd try",
        "#4",
        "H100",
        "int8",
        "at 12:30",
        "no number",
        "three rows",
    ],
)
def test_facts_their_roundings_ordinals_and_names_are_carried(text: str) -> None:
    assert known().unknown_in(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [("4.7", "4.7"), ("18 %", "18 %"), ("1.3 M", "1.3 M"), ("17 of 20", "17"), ("26%", "26%")],
)
def test_other_numbers_are_not(text: str, found: str) -> None:
    assert known().unknown_in(text) == found


def test_the_length_of_a_list_and_the_ticks_of_an_axis_are_carried() -> None:
    assert known(items=["a", "b", "c"]).unknown_in("3 things") is None
    assert known(items=["a", "b"]).unknown_in("3 things") == "3"
    assert known(x_ticks=[0, 250]).unknown_in("250") is None
    assert known(values={"a": 250}).unknown_in("250") == "250"


def findings(clip: PictureClip) -> list[tuple[str, int | None]]:
    timeline = compile_timeline(clip.storyboard, Fps(10))
    drawings = [drawing for _, drawing in clip.performance.drawings(Fps(10), range(300))]
    found = judge_drawings(timeline, clip.storyboard, drawings, clip.source)
    return [(each.message, each.line) for each in found if each.rule == "unsourced"]


def test_a_number_without_a_fact_is_a_warning_at_its_line(load: Loads) -> None:
    clip = load(
        "picture:\n"
        "  a: {bars: {values: {seal: 0.24, sensor: after}, digits: 2}}\n"
        "  b: {figure: {value: guess, digits: 3}}\n"
    )
    assert findings(clip) == [("0.24 in 'a' does not come from a fact.", 13)]


SHOWING = {
    "text": "{words: 7.25 of all}",
    "figure": "{value: 7.25, digits: 2}",
    "bars": "{values: {a: 7.25}, digits: 2}",
    "curve": "{x: [0, 9], y: [0, 9], line: x, guide: 3, guide_label: at 7.25}",
    "numberline": "{span: [0, 9], values: {the 7.25: 4}}",
    "points": "{x: [0, 9], y: [0, 9], places: {the 7.25: [4, 4]}}",
    "meter": "{value: 7.25, to: 9, digits: 2}",
    "timeline": "{span: [0, 9], events: {7.25 lost: 2, found: 4}}",
    "flow": "{edges: [lose 7.25 -> find]}",
    "layers": "{stack: [lose 7.25, find]}",
    "relay": "{strengths: [1, 7.25], at: 2, digits: 2}",
    "route": "{stops: [lose 7.25, find]}",
    "cells": "{values: [[0.725, 0.1]], digits: 3}",
    "dots": "{count: 4, groups: {the 7.25: 2, rest: 2}}",
    "icon": "{show: factory, word: made 7.25}",
    "list": "{items: [lose 7.25, find]}",
    "table": "{rows: [[lost, 7.25]]}",
    "card": "{title: lost 7.25}",
    "vs": "{left: {figure: {value: 7.25, digits: 2}}, right: {icon: {show: factory}}}",
}
"""For each kind that shows numbers that need a fact, a state that shows one without."""

QUOTED = {
    *("tokens", "code", "terminal", "chat", "compare", "formula"),
    *("image", "compass", "arrow", "bracket"),
}
"""Kinds whose numbers are quoted, or that show other things, or none."""


def unsourced(clip: PictureClip, now: float) -> set[str]:
    return {each.unsourced for each in clip.performance.picture(now) if each.unsourced}


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_warns_of_numbers_without_a_fact(name: str, load: Loads) -> None:
    assert (name in SHOWING) != (name in QUOTED)
    if name in SHOWING:
        clip = load(f"picture: {{a: {{{name}: {SHOWING[name]}}}}}")
        assert {found.strip("%") for found in unsourced(clip, 9.0)} <= {"7.25", "0.725", "0.100"}
        assert unsourced(clip, 9.0)


def test_words_of_arrows_and_labels_need_facts_too(load: Loads) -> None:
    arrow = "way: {arrow: {from: a, to: b, text: 7.25 off}}"
    clip = load(f"picture: {{a: {{text: {{words: a}}}}, b: {{text: {{words: b}}}}, {arrow}}}")
    assert unsourced(clip, 9.0) == {"7.25"}
    clip = load("picture: {a: {tokens: {pieces: ['12']}, label: 7.25 pieces}}")
    assert unsourced(clip, 9.0) == {"7.25"}
    clip = load("picture: {a: {tokens: {pieces: [x]}, label: '{guess / 2:.2f} pieces'}}")
    assert unsourced(clip, 9.0) == set(), "labels may be reckoned from facts"


def test_quoted_words_stay_quoted_within_another_thing(load: Loads) -> None:
    clip = load("picture: {a: {card: {title: Code, body: {code: {text: x = 26.5}}}}}")
    assert unsourced(clip, 9.0) == set()
    clip = load("picture: {a: {card: {title: Sum, body: {figure: {value: 26.5, digits: 1}}}}}")
    assert unsourced(clip, 9.0) == {"26.5"}


@pytest.mark.parametrize(
    ("beat", "found"),
    [
        ("a: {numberline: {span: [0, 200], every: 50}}", set()),
        ("a: {card: {body: {numberline: {span: [0, 200], every: 50}}}}", set()),
        ("a: {numberline: {span: [0, 200], every: 50}, label: 70 of them}", {"70"}),
    ],
)
def test_numbers_of_a_scale_that_a_kind_makes_need_no_fact(
    load: Loads, beat: str, found: set[str]
) -> None:
    assert unsourced(load(f"picture: {{{beat}}}"), 9.0) == found


def test_a_number_that_counts_between_facts_needs_none(load: Loads) -> None:
    clip = load(
        "picture: {a: {meter: {value: guess, to: 9, digits: 3}}}\n"
        "then: [{at: 3, a: {meter: {value: after}}}]"
    )
    assert [unsourced(clip, 3 + step / 10) for step in range(9)] == [set()] * 9


@pytest.mark.parametrize(
    ("fields", "same"),
    [
        ("bars: {even: words, mark: place}", "bars: {even: 12, mark: 5}"),
        ("dots: {count: words, solid: place}", "dots: {count: 12, solid: 5}"),
        ("dots: {count: words, groups: {a: place, b: words - place}}",
         "dots: {count: 12, groups: {a: 5, b: 7}}"),
        ("tokens: {pieces: [a, b, c, d, e], mark: [place], ids: [1, 2, 3, 4, words]}",
         "tokens: {pieces: [a, b, c, d, e], mark: [5], ids: [1, 2, 3, 4, 12]}"),
        ("layers: {units: [place, words]}", "layers: {units: [5, 12]}"),
        ("figure: {value: words, digits: place - 4}", "figure: {value: 12, digits: 1}"),
        ("points: {x: [0, 9], y: [0, 9], groups: {a: {count: words, center: [place, place],"
         " spread: [1, 1]}}}",
         "points: {x: [0, 9], y: [0, 9], groups: {a: {count: 12, center: [5, 5],"
         " spread: [1, 1]}}}"),
        ("compass: {count: words, spread: 30}", "compass: {count: 12, spread: 30}"),
        ("code: {text: 'a', mark: [place - 4]}", "code: {text: 'a', mark: [1]}"),
        ("cells: {rows: place, columns: words}", "cells: {rows: 5, columns: 12}"),
    ],
)  # fmt: skip
def test_a_fact_may_stand_wherever_a_number_does(fields: str, same: str) -> None:
    facts = PictureSurroundings(
        lambda text, face: (), Path(), Arithmetic({"words": 12.0, "place": 5.0})
    )

    def state(text: str) -> Kind:
        ((name, values),) = yaml.safe_load(f"{{{text}}}").items()
        return KINDS[name].model_validate(values, context=facts, strict=False)

    assert state(fields) == state(same)


def test_a_count_has_to_be_whole(load: Loads) -> None:
    with pytest.raises(RequestError, match=r"'guess' is 4.605, and not a whole.*round\(guess\)"):
        load("picture: {a: {dots: {count: guess}}}")


@pytest.mark.parametrize(
    ("beat", "unused"),
    [
        ("picture: {a: {figure: {value: guess, digits: 3}}}", ["lesson.yaml:6:3: facts.after"]),
        ("picture: {a: {figure: {value: guess / after, digits: 3}}}", []),
        ("picture: {a: {figure: {value: guess, digits: 3}, label: 'now {after}'}}", []),
        ("picture: {a: {curve: {x: [0, 9], y: [0, 9], line: guess + after * x}}}", []),
        ("picture: {a: {card: {body: {figure: {value: guess, note: now 1.069}}}}}", []),
        (
            "picture: {a: {figure: {value: guess}}}\nthen: [{at: 5, a: {figure: {value: after}}}]",
            [],
        ),
    ],
)
def test_a_fact_that_no_picture_uses_is_a_warning_at_its_line(
    load: Loads, beat: str, unused: list[str]
) -> None:
    warnings = [str(warning) for warning in load(beat).source.warnings]
    assert [warning.partition(": no picture")[0].split("/")[-1] for warning in warnings] == unused


def test_quoted_words_need_no_fact(load: Loads) -> None:
    assert findings(load("picture: {a: {tokens: {pieces: ['12', '26'], ids: [7, 8]}}}")) == []


def made_up(folder: Path, beat: str) -> PictureClip:
    project = Project.at(folder)
    project.storyboards.mkdir()
    path = project.storyboards / "lesson.yaml"
    path.write_text(
        "clip: lesson\ntitle: A lesson\nalt: A lesson.\n"
        "facts: {rate: {value: 0.4, illustration: true}, seen: {value: 0.2, source: log}}\n"
        f"beats:\n- {{id: one, step: One, duration: 15, caption: One., {beat}}}\n"
        "- {id: two, step: Two, duration: 15, layout: b,"
        " picture: {b: {figure: {value: seen, digits: 1}}}}\n"
        "wisdom: It is over.\n",
        "utf-8",
    )
    clip = load_clip(path, project)
    assert isinstance(clip, PictureClip)
    return clip


def test_what_is_made_up_keeps_its_emphasis(tmp_path: Path) -> None:
    clip = made_up(
        tmp_path,
        "picture: {a: {bars: {values: {x: rate, y: rate, z: rate}, mark: x}, dim: [z]},"
        " b: {figure: {value: rate, note: share}, mark: [number]}}",
    )
    picture = {element.key: element for element in clip.performance.picture(8.0)}
    marked, plain, dimmed = (picture[f"a/bar/{name}"].look for name in "xyz")
    assert marked.dash and marked.stroke == color(Color.DEEP_GOLD)
    assert plain.dash and plain.stroke == color(Color.MUTED)
    assert dimmed.stroke is not None and dimmed.stroke[3] < 0.3 * 65535
    assert picture["b/number"].look.fill == color(Color.DEEP_GOLD)
    assert picture["b/note"].look.fill == color(Color.MUTED)


def test_what_is_made_up_is_hollow_and_named_once(tmp_path: Path) -> None:
    clip = made_up(
        tmp_path,
        "picture: {a: {bars: {values: {x: rate}, digits: 1}}, b: {figure: {value: rate}},"
        " c: {bars: {values: {y: seen}, digits: 1}}}",
    )
    picture = {element.key: element for element in clip.performance.picture(8.0)}
    bar = picture["a/bar/x"]
    assert bar.look.fill is None and bar.look.dash and bar.look.stroke == color(Color.MUTED)
    assert isinstance(picture["b/illustration"].form, Rect), "words get a dashed frame"
    assert picture["c/bar/y"].look.fill == color(Color.NAVY)
    assert [key for key in picture if key.startswith("illustration/word")]
    later = {element.key for element in clip.performance.picture(20.0)}
    assert "illustration/word" not in later


PAY = Arithmetic({"pay": (20.0, 22.0, 25.0, 31.0, 210.0), "base": 10.0})


@pytest.mark.parametrize(
    ("expression", "number"),
    [
        ("mean(pay)", 61.6),
        ("median(pay)", 25.0),
        ("sum(pay) / count(pay)", 61.6),
        ("max(pay) - min(pay)", 190.0),
        ("max(base, 3)", 10.0),
        ("mean(base, 30)", 20.0),
    ],
)
def test_functions_make_one_number_of_a_list(expression: str, number: float) -> None:
    assert PAY.value(expression) == pytest.approx(number)


@pytest.mark.parametrize("expression", ["pay", "pay + pay"])
def test_a_list_alone_is_no_number(expression: str) -> None:
    with pytest.raises(ValueError, match="is a list of"):
        PAY.value(expression)


def listed(value: object) -> Fact:
    return Fact.model_validate({"value": value, "source": "counted"})


def test_the_numbers_of_a_fact_are_checked_one_by_one() -> None:
    assert listed((20, 22.5)).numbers == (20.0, 22.5)
    assert listed(3).numbers == (3.0,)
    for wrong, what in (((1, "x"), "item 2 is 'x'"), ((), "has 0 numbers"), ((True,), "item 1")):
        with pytest.raises(ValidationError, match=what):
            listed(wrong)


def test_fields_for_lists_take_the_name_of_a_list() -> None:
    around = PictureSurroundings(lambda text, face: (), Path(), PAY)
    fields = {"values": "pay", "guide": "mean(pay)", "ticks": ("min(pay)",)}
    bars = KINDS["bars"].model_validate(fields, context=around)
    written = {"values": (20, 22, 25, 31, 210), "guide": 61.6, "ticks": (20,)}
    assert bars == KINDS["bars"].model_validate(written, context=around)
    with pytest.raises(ValidationError):
        KINDS["bars"].model_validate({"values": "pai"}, context=around)
    tiles = KINDS["tokens"].model_validate({"pieces": tuple("abcde"), "ids": "pay"}, context=around)
    assert tiles.model_dump()["ids"] == (20, 22, 25, 31, 210)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1969, "1969"),
        (18198, "18,198"),
        (8_100_000_000, "8,100,000,000"),
        (-1_234_567.8, "−1,234,568"),
        (1 / 3, "0.333333"),
        (0.00002, "0.00002"),
    ],
)
def test_words_show_a_number_in_full(value: float, text: str) -> None:
    assert Arithmetic({"people": value}).text("{people}") == text


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("bars", "{values: [people, 0], digits: 0}"),
        ("flow", "{edges: [a -> b], direction: down, counts: {a -> b: people}}"),
        ("table", "{rows: [[a, '{people}']]}"),
        ("figure", "{value: people}"),
    ],
)
def test_every_kind_sets_thousands_apart(kind: str, fields: str) -> None:
    around = PictureSurroundings(lambda text, face: (), Path(), Arithmetic({"people": 1_234_567.0}))
    made = KINDS[kind].model_validate(frozen(yaml.safe_load(fields)), context=around)
    forms = [each.form for each in made.draw(STAGE)]
    assert "1,234,567" in [form.words.text for form in forms if isinstance(form, Number)]
