"""Every kind of words with very little and very much to show."""

from __future__ import annotations

import pytest

from storyreel.design.layout import Frame
from storyreel.design.tokens import px
from storyreel.drawing.quanta import QUANTA_PER_UNIT
from storyreel.pictures.forms import Number, Words
from storyreel.pictures.kinds.kind import NoRoomError
from storyreel.pictures.kinds.labels import SMALLEST
from storyreel.pictures.shared_elements import STAGE
from tests.unit.pictures.drawn_kinds import LONG, state

QUARTER = Frame(STAGE.left, px(28), -px(28), STAGE.top)


EXTREMES = {
    "code": [
        'text: "x"',
        "text: |\n" + "\n".join(f"  value_{n} = function({n}, {n})" for n in range(8)),
        f'text: "# {LONG[:50]}"',
    ],
    "terminal": [
        "lines: []",
        "lines: [" + ", ".join(f"{{run: command {n}}}" for n in range(60)) + "]",
        f"lines: ['{LONG[:52]}']",
    ],
    "chat": [
        "messages: []",
        "messages: [" + ", ".join("{a: yes}, {b: no}" for _ in range(3)) + "]",
        f"messages: [{{a: '{LONG}'}}, {{b: '{LONG}'}}]",
    ],
    "list": ["items: []", f"items: [{', '.join(map(str, 'abcdefgh'))}]", f"items: ['{LONG}']"],
    "card": ["icon: lock", f"title: '{LONG[:55]}'", "body: {card: {body: {card: {title: in}}}}"],
    "table": [
        "rows: [[1]]",
        "header: [a, b, c, d, e, f, g, h]\nrows: ["
        + ", ".join(["[1, 2, 3, 4, 5, 6, 7, 8]"] * 8)
        + "]",
        f"rows: [['{LONG[:50]}', 2]]",
    ],
    "compare": [
        "first: a\nsecond: b",
        f"first: '{'0123456789abcdef' * 4}'\nsecond: '{'0123456789abcdee' * 4}'",
        f"first: '{LONG}'\nsecond: yes\nby: words",
    ],
    "vs": ["left: {text: {lines: [a]}}\nright: {dots: {count: 1000}}"],
    "text": [
        "lines: [a]",
        f"words: '{LONG} {LONG}'\nstyle: heading",
        "lines: [a, b, c, d, e, f, g, h]",
    ],
    "tokens": ["pieces: [a]", "pieces: [" + ", ".join("abcdefgh" * 4) + "]"],
    "figure": ["value: 0", "value: 999999999999\nunit: characters\nnote: all of them", "value: -1"],
}


CASES = [(kind, text) for kind, texts in EXTREMES.items() for text in texts]


@pytest.mark.parametrize(("kind", "text"), CASES)
def test_extremes_stay_inside_the_room_and_can_be_read(kind: str, text: str) -> None:
    text = text.replace("yes", "'yes'").replace(" no}", " 'no'}")
    for element in state(kind, text).draw(STAGE):
        path = element.form.path()
        assert path is not None, element.key
        box, slack = path.box, px(12)
        assert box.left / QUANTA_PER_UNIT >= STAGE.left - slack, element.key
        assert box.right / QUANTA_PER_UNIT <= STAGE.right + slack, element.key
        assert box.bottom / QUANTA_PER_UNIT >= STAGE.bottom - slack, element.key
        assert box.top / QUANTA_PER_UNIT <= STAGE.top + slack, element.key
        if isinstance(element.form, (Words, Number)):
            assert element.form.style.size >= SMALLEST * 0.999, element.key


@pytest.mark.parametrize("kind", ["chat", "code", "list", "table", "compare", "terminal", "card"])
def test_too_much_for_a_quarter_is_refused_with_what_to_do(kind: str) -> None:
    much = {
        "chat": f"messages: [{', '.join([f'{{a: {LONG}}}'] * 6)}]",
        "code": "text: |\n" + "  x = 1\n" * 9,
        "list": f"items: [{', '.join(map(str, 'abcdefghij'))}]",
        "table": f"rows: [{', '.join(['[1]'] * 12)}]",
        "compare": f"first: '{'ab' * 90}'\nsecond: '{'ac' * 90}'",
        "terminal": f"lines: ['{LONG}']",
        "card": f"title: '{LONG[:58]}'\nbody: {{text: {{words: {LONG}}}}}",
    }
    with pytest.raises(NoRoomError) as caught:
        list(state(kind, much[kind]).draw(QUARTER))
    assert caught.value.remedy
