"""The layouts of a new deck: which placeholders each has, and where."""

from __future__ import annotations

from enum import Enum

from storyreel.slides.layout_xml import TextLook, bar, placeholder
from storyreel.slides.ooxml import namespaces, parsed, serialised
from storyreel.slides.slide_box import SlideBox

WIDTH, HEIGHT = 12_192_000, 6_858_000
"""A widescreen slide, in English Metric Units."""

_INCH = 914_400
_LEFT = round(0.92 * _INCH)
_INNER = WIDTH - 2 * _LEFT
_TITLE = SlideBox(_LEFT, round(0.5 * _INCH), _INNER, round(0.85 * _INCH))
_BODY = SlideBox(_LEFT, round(1.9 * _INCH), _INNER, round(4.6 * _INCH))
_GAP = round(0.14 * _INCH)
"""Between a bar and the text beside it."""

MASTER_BOXES = {
    "title": _TITLE,
    "body": _BODY,
    "dt": SlideBox(_LEFT, 6_356_350, 2_400_000, 365_125),
    "ftr": SlideBox((WIDTH - 4_800_000) // 2, 6_356_350, 4_800_000, 365_125),
    "sldNum": SlideBox(WIDTH - _LEFT - 2_400_000, 6_356_350, 2_400_000, 365_125),
}
"""Where the placeholders of the master are, by their types."""

_BAR = round(0.62 * _INCH), round(0.07 * _INCH)
"""Width and height of the gold bar at titles."""


class DeckLayout(Enum):
    """The layouts of a new deck, by the number of their part and their name."""

    TITLE = 1, "Title Slide"
    CONTENT = 2, "Title and Content"
    INSIGHT = 3, "Insight"
    QUESTION = 4, "Question"
    AGENDA = 5, "Agenda"
    CLIP = 6, "Clip"
    BLANK = 7, "Blank"
    SOURCES = 8, "Sources"

    @property
    def part(self) -> str:
        return f"ppt/slideLayouts/slideLayout{self.value[0]}.xml"

    @property
    def title(self) -> str:
        """The name that slide programs show."""
        return self.value[1]


_LABEL = TextLook(20, "accent4", bold=True, anchor="b")
_STATEMENT = TextLook(40, "tx2", bold=True)

_FOOTERS = (
    ("dt", "half", "Date Placeholder", ""),
    ("ftr", "quarter", "Footer Placeholder", ""),
    (
        "sldNum",
        "quarter",
        "Slide Number Placeholder",
        '<a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum"><a:rPr lang="en-US"/>'
        "<a:t>‹#›</a:t></a:fld>",
    ),
)


def layout_parts() -> dict[str, bytes]:
    """The content of each layout, by the name of its part."""
    return {
        layout.part: _layout(layout.title, kind, shapes)
        for layout, (kind, shapes) in _layouts().items()
    }


def _layouts() -> dict[DeckLayout, tuple[str, str]]:
    """Type and shapes of each layout."""
    label = SlideBox(_LEFT, round(1.55 * _INCH), _INNER, round(0.5 * _INCH))
    statement = SlideBox(_LEFT, round(2.15 * _INCH), round(10.6 * _INCH), round(3.8 * _INCH))
    name = SlideBox(_LEFT, _INCH, round(10 * _INCH), round(2.2 * _INCH))
    below = SlideBox(_LEFT, round(3.65 * _INCH), round(10 * _INCH), _INCH)
    title = placeholder("title", "", _TITLE, TextLook(32, "tx2", bold=True, anchor="b"))
    heading = title + _bar(_TITLE.bottom + _GAP)
    labelled = _bar(label.top - _GAP) + placeholder("title", "", label, _LABEL)
    return {
        DeckLayout.TITLE: (
            "title",
            placeholder("ctrTitle", "", name, TextLook(48, "tx2", bold=True, anchor="b"))
            + _bar(name.bottom + _GAP)
            + placeholder("subTitle", "1", below, TextLook(24, "accent3")),
        ),
        DeckLayout.CONTENT: ("obj", heading + placeholder("", "1", _BODY, None)),
        DeckLayout.INSIGHT: ("", labelled + placeholder("body", "1", statement, _STATEMENT)),
        DeckLayout.QUESTION: ("", labelled + placeholder("body", "1", statement, TextLook(36))),
        DeckLayout.AGENDA: (
            "",
            heading + placeholder("body", "1", _BODY, TextLook(28, numbered=True, after=14)),
        ),
        DeckLayout.CLIP: ("titleOnly", title),
        DeckLayout.BLANK: ("blank", ""),
        DeckLayout.SOURCES: ("", heading + placeholder("body", "1", _BODY, TextLook(16, after=4))),
    }


def _layout(name: str, kind: str, shapes: str) -> bytes:
    stated = f' type="{kind}"' if kind else ' userDrawn="1"'
    footers = "".join(
        f'<p:sp><p:nvSpPr><p:cNvPr id="{n}" name="{words} {n - 1}"/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{each}" sz="{size}" idx="{n}"/>'
        f"</p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p>{field}</a:p>"
        "</p:txBody></p:sp>"
        for n, (each, size, words, field) in enumerate(_FOOTERS, start=10)
    )
    ids = iter(range(2, 10))
    while "@id" in shapes:
        shapes = shapes.replace("@id", str(next(ids)), 1)
    text = (
        f'<p:sldLayout {namespaces()}{stated} preserve="1"><p:cSld name="{name}"><p:spTree>'
        '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
        f"{shapes}{footers}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
        "</p:sldLayout>"
    )
    return serialised(parsed(text.encode()))


def _bar(top: int) -> str:
    return bar(SlideBox(_LEFT, top, *_BAR))
