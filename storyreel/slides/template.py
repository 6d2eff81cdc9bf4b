"""An empty deck in the look of the clips: 16:9, with a layout for each kind of slide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from io import BytesIO

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from storyreel.design.tokens import Color
from storyreel.slides.ooxml import NAMESPACES, Element, parsed, q, serialised
from storyreel.slides.opc import Package
from storyreel.slides.slide_box import SlideBox

WIDTH, HEIGHT = 12_192_000, 6_858_000
"""A widescreen slide, in English Metric Units."""

_MASTER = "ppt/slideMasters/slideMaster1.xml"
_ONE_DATE = datetime(1980, 1, 1, tzinfo=UTC)
"""The date of every deck, so that two builds of one lesson are the same file."""

_UNWANTED = ("ppt/printerSettings/printerSettings1.bin", "docProps/thumbnail.jpeg")
"""Parts of python-pptx's template that describe another machine and another deck."""

_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><Application>Storyreel</Application>'
    "<PresentationFormat>Widescreen</PresentationFormat></Properties>"
)
_FONT = "Arial"
"""A font that every slide program has: a deck carries no fonts."""

_THEME = {
    "dk1": Color.CHARCOAL,
    "lt1": Color.PEARL,
    "dk2": Color.NAVY,
    "lt2": Color.SOFT_GREY,
    "accent1": Color.NAVY,
    "accent2": Color.GOLD,
    "accent3": Color.SLATE,
    "accent4": Color.GOLD_TEXT,
    "accent5": Color.LINE,
    "accent6": Color.HAIRLINE,
    "hlink": Color.NAVY,
    "folHlink": Color.SLATE,
}
_INCH = 914_400
_LEFT = round(0.92 * _INCH)
_INNER = WIDTH - 2 * _LEFT
_TITLE = SlideBox(_LEFT, round(0.5 * _INCH), _INNER, round(0.85 * _INCH))
_BODY = SlideBox(_LEFT, round(1.9 * _INCH), _INNER, round(4.6 * _INCH))
_GAP = round(0.14 * _INCH)
"""Between a bar and the text beside it."""

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


@dataclass(frozen=True, slots=True)
class _Style:
    """How a placeholder sets its text: points, theme colour, weight, and where in its box."""

    size: float
    color: str = "tx1"
    bold: bool = False
    anchor: str = "t"
    numbered: bool = False
    after: int = 0
    """Points between paragraphs."""


_LABEL = _Style(20, "accent4", bold=True, anchor="b")
_STATEMENT = _Style(40, "tx2", bold=True)


def blank_deck(title: str) -> Package:
    """A deck without slides; equal titles make equal decks."""
    deck = Presentation()
    about = deck.core_properties
    about.title, about.author, about.last_modified_by = title, "Storyreel", "Storyreel"
    about.comments = ""  # otherwise the name of the library
    about.created = about.modified = _ONE_DATE
    saved = BytesIO()
    deck.save(saved)
    package = Package.read(saved.getvalue())
    _drop_unwanted(package)
    package["docProps/app.xml"] = _PROPERTIES.encode()
    _widen(package)
    _apply_theme(package)
    _write_layouts(package)
    return package


def _drop_unwanted(package: Package) -> None:
    for name in ("", package.main):
        known = package.relationships(name).items()
        package.unrelate(name, {key for key, one in known if one.target in _UNWANTED})
    for name in _UNWANTED:
        package.remove_unused(name)


def _widen(package: Package) -> None:
    root = package.xml(package.main)
    size = root.find(q("p:sldSz"))
    size.attrib.clear()  # it says 4:3
    size.set("cx", str(WIDTH))
    size.set("cy", str(HEIGHT))
    package[package.main] = serialised(root)


def _apply_theme(package: Package) -> None:
    part = package.related(_MASTER, RT.THEME) or ""
    root = package.xml(part)
    root.set("name", "Storyreel")
    scheme = root.find(f".//{q('a:clrScheme')}")
    scheme.set("name", "Storyreel")
    for name, color in _THEME.items():
        place = scheme.find(q(f"a:{name}"))
        place.clear()
        etree.SubElement(place, q("a:srgbClr"), val=color[1:])
    fonts = root.find(f".//{q('a:fontScheme')}")
    fonts.set("name", "Storyreel")
    for face in fonts.findall(f"*/{q('a:latin')}"):
        face.set("typeface", _FONT)
    package[part] = serialised(root)


def _write_layouts(package: Package) -> None:
    """Replace the master's styles and the layouts, and remove the layouts that are not used."""
    wanted = {layout.part for layout in DeckLayout}
    related = package.relationships(_MASTER)
    unused = {
        key
        for key, one in related.items()
        if one.type == RT.SLIDE_LAYOUT and one.target not in wanted
    }
    root = package.xml(_MASTER)
    for node in list(root.iter(q("p:sldLayoutId"))):
        if node.get(q("r:id")) in unused:
            node.getparent().remove(node)
    _restyle_master(root)
    package[_MASTER] = serialised(root)
    package.unrelate(_MASTER, unused)
    for key in unused:
        package.remove_unused(related[key].target)
    for layout, (kind, shapes) in _layouts().items():
        package[layout.part] = _layout(layout.title, kind, shapes)


def _restyle_master(root: Element) -> None:
    """The master's placeholders, and its styles for titles and bodies."""
    boxes = {
        "title": _TITLE,
        "body": _BODY,
        "dt": SlideBox(_LEFT, 6_356_350, 2_400_000, 365_125),
        "ftr": SlideBox((WIDTH - 4_800_000) // 2, 6_356_350, 4_800_000, 365_125),
        "sldNum": SlideBox(WIDTH - _LEFT - 2_400_000, 6_356_350, 2_400_000, 365_125),
    }
    for shape in root.iter(q("p:sp")):
        box = boxes[shape.find(f".//{q('p:ph')}").get("type", "body")]
        transform = shape.find(f".//{q('a:xfrm')}")
        transform.getparent().replace(transform, parsed(_transform(box).encode()))
    texts: Element = root.find(q("p:txStyles"))
    texts.getparent().replace(texts, parsed(_text_styles().encode()))


def _text_styles() -> str:
    head = _head()
    sizes = (20, 18, 16, 14, 14)
    levels = "".join(
        f'<a:lvl{n}pPr marL="{n * 285750}" indent="-285750" algn="l" eaLnBrk="1" hangingPunct="1">'
        '<a:lnSpc><a:spcPct val="110000"/></a:lnSpc><a:spcBef><a:spcPts val="800"/></a:spcBef>'
        '<a:buClr><a:schemeClr val="accent2"/></a:buClr><a:buFont typeface="Arial"/>'
        f'<a:buChar char="•"/>{_letters(_Style(size))}</a:lvl{n}pPr>'
        for n, size in enumerate(sizes, start=1)
    )
    title = (
        '<a:lvl1pPr algn="l" eaLnBrk="1" hangingPunct="1"><a:lnSpc><a:spcPct val="95000"/>'
        f"</a:lnSpc><a:buNone/>{_letters(_Style(32, 'tx2', bold=True))}</a:lvl1pPr>"
    )
    other = f'<a:lvl1pPr algn="l">{_letters(_Style(18))}</a:lvl1pPr>'
    return (
        f"<p:txStyles {head}><p:titleStyle>{title}</p:titleStyle><p:bodyStyle>{levels}"
        f"</p:bodyStyle><p:otherStyle>{other}</p:otherStyle></p:txStyles>"
    )


def _layouts() -> dict[DeckLayout, tuple[str, str]]:
    """Type and shapes of each layout."""
    label = SlideBox(_LEFT, round(1.55 * _INCH), _INNER, round(0.5 * _INCH))
    statement = SlideBox(_LEFT, round(2.15 * _INCH), round(10.6 * _INCH), round(3.8 * _INCH))
    name = SlideBox(_LEFT, _INCH, round(10 * _INCH), round(2.2 * _INCH))
    below = SlideBox(_LEFT, round(3.65 * _INCH), round(10 * _INCH), _INCH)
    title = _placeholder("title", "", _TITLE, _Style(32, "tx2", bold=True, anchor="b"))
    heading = title + _bar(_LEFT, _TITLE.bottom + _GAP)
    labelled = _bar(_LEFT, label.top - _GAP) + _placeholder("title", "", label, _LABEL)
    return {
        DeckLayout.TITLE: (
            "title",
            _placeholder("ctrTitle", "", name, _Style(48, "tx2", bold=True, anchor="b"))
            + _bar(_LEFT, name.bottom + _GAP)
            + _placeholder("subTitle", "1", below, _Style(24, "accent3")),
        ),
        DeckLayout.CONTENT: ("obj", heading + _placeholder("", "1", _BODY, None)),
        DeckLayout.INSIGHT: ("", labelled + _placeholder("body", "1", statement, _STATEMENT)),
        DeckLayout.QUESTION: ("", labelled + _placeholder("body", "1", statement, _Style(36))),
        DeckLayout.AGENDA: (
            "",
            heading + _placeholder("body", "1", _BODY, _Style(28, numbered=True, after=14)),
        ),
        DeckLayout.CLIP: ("titleOnly", title),
        DeckLayout.BLANK: ("blank", ""),
        DeckLayout.SOURCES: ("", heading + _placeholder("body", "1", _BODY, _Style(16, after=4))),
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
        f'<p:sldLayout {_head()}{stated} preserve="1"><p:cSld name="{name}"><p:spTree><p:nvGrpSpPr>'
        '<p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
        f"{shapes}{footers}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
        "</p:sldLayout>"
    )
    return serialised(parsed(text.encode()))


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


def _placeholder(kind: str, index: str, box: SlideBox, style: _Style | None) -> str:
    """A placeholder of a layout; without a style, that of the master."""
    stated = (f' type="{kind}"' if kind else "") + (f' idx="{index}"' if index else "")
    words = "Click to edit" if style else "Click to add content"
    body = "<a:bodyPr/><a:lstStyle/>"
    if style:
        body = (
            f'<a:bodyPr lIns="0" rIns="0" anchor="{style.anchor}"><a:normAutofit/></a:bodyPr>'
            f"<a:lstStyle>{_level(style)}</a:lstStyle>"
        )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="@id" name="{(kind or "content").title()} Placeholder"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph{stated}/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{_transform(box, declared=False)}</p:spPr><p:txBody>{body}<a:p><a:r>"
        f'<a:rPr lang="en-US"/><a:t>{words}</a:t></a:r></a:p></p:txBody></p:sp>'
    )


def _level(style: _Style) -> str:
    bullet, indent = "<a:buNone/>", 'marL="0" indent="0"'
    if style.numbered:
        bullet = (
            '<a:buClr><a:schemeClr val="accent4"/></a:buClr><a:buFont typeface="+mj-lt"/>'
            '<a:buAutoNum type="arabicPlain"/>'
        )
        indent = 'marL="571500" indent="-571500"'
    after = f'<a:spcAft><a:spcPts val="{style.after * 100}"/></a:spcAft>'
    return (
        f'<a:lvl1pPr {indent} algn="l"><a:lnSpc><a:spcPct val="105000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef>{after}{bullet}{_letters(style)}</a:lvl1pPr>'
    )


def _letters(style: _Style) -> str:
    return (
        f'<a:defRPr sz="{round(style.size * 100)}" b="{int(style.bold)}" kern="1200"><a:solidFill>'
        f'<a:schemeClr val="{style.color}"/></a:solidFill><a:latin typeface="+mn-lt"/>'
        '<a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr>'
    )


def _bar(left: int, top: int) -> str:
    """The gold bar at a title."""
    box = SlideBox(left, top, *_BAR)
    return (
        '<p:sp><p:nvSpPr><p:cNvPr id="@id" name="Bar"/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvSpPr><p:spPr>{_transform(box, declared=False)}<a:prstGeom prst="rect"><a:avLst/>'
        '</a:prstGeom><a:solidFill><a:schemeClr val="accent2"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln>"
        '</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-US"/></a:p>'
        "</p:txBody></p:sp>"
    )


def _transform(box: SlideBox, *, declared: bool = True) -> str:
    head = f' xmlns:a="{NAMESPACES["a"]}"' if declared else ""
    return (
        f'<a:xfrm{head}><a:off x="{box.left}" y="{box.top}"/>'
        f'<a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm>'
    )


def _head() -> str:
    return " ".join(f'xmlns:{name}="{NAMESPACES[name]}"' for name in ("a", "p", "r"))
