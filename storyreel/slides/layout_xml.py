"""The XML of placeholders, text styles and bars in the master and the layouts of a new deck."""

from __future__ import annotations

from dataclasses import dataclass

from storyreel.slides.ooxml import NAMESPACES, namespaces
from storyreel.slides.slide_box import SlideBox


@dataclass(frozen=True, slots=True)
class TextLook:
    """How a placeholder sets its text: points, theme colour, weight, and where in its box."""

    size: float
    color: str = "tx1"
    bold: bool = False
    anchor: str = "t"
    numbered: bool = False
    after: int = 0
    """Points between paragraphs."""


def master_text_styles() -> str:
    """The styles of titles, bodies and other text of the master."""
    sizes = (20, 18, 16, 14, 14)
    levels = "".join(
        f'<a:lvl{n}pPr marL="{n * 285750}" indent="-285750" algn="l" eaLnBrk="1" hangingPunct="1">'
        '<a:lnSpc><a:spcPct val="110000"/></a:lnSpc><a:spcBef><a:spcPts val="800"/></a:spcBef>'
        '<a:buClr><a:schemeClr val="accent2"/></a:buClr><a:buFont typeface="Arial"/>'
        f'<a:buChar char="•"/>{_letters(TextLook(size))}</a:lvl{n}pPr>'
        for n, size in enumerate(sizes, start=1)
    )
    title = (
        '<a:lvl1pPr algn="l" eaLnBrk="1" hangingPunct="1"><a:lnSpc><a:spcPct val="95000"/>'
        f"</a:lnSpc><a:buNone/>{_letters(TextLook(32, 'tx2', bold=True))}</a:lvl1pPr>"
    )
    other = f'<a:lvl1pPr algn="l">{_letters(TextLook(18))}</a:lvl1pPr>'
    return (
        f"<p:txStyles {namespaces()}><p:titleStyle>{title}</p:titleStyle><p:bodyStyle>{levels}"
        f"</p:bodyStyle><p:otherStyle>{other}</p:otherStyle></p:txStyles>"
    )


def placeholder(kind: str, index: str, box: SlideBox, style: TextLook | None) -> str:
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
        f"<p:spPr>{transform(box, declared=False)}</p:spPr><p:txBody>{body}<a:p><a:r>"
        f'<a:rPr lang="en-US"/><a:t>{words}</a:t></a:r></a:p></p:txBody></p:sp>'
    )


def _level(style: TextLook) -> str:
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


def _letters(style: TextLook) -> str:
    return (
        f'<a:defRPr sz="{round(style.size * 100)}" b="{int(style.bold)}" kern="1200"><a:solidFill>'
        f'<a:schemeClr val="{style.color}"/></a:solidFill><a:latin typeface="+mn-lt"/>'
        '<a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr>'
    )


def bar(box: SlideBox) -> str:
    """The gold bar at a title."""
    return (
        '<p:sp><p:nvSpPr><p:cNvPr id="@id" name="Bar"/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvSpPr><p:spPr>{transform(box, declared=False)}<a:prstGeom prst="rect"><a:avLst/>'
        '</a:prstGeom><a:solidFill><a:schemeClr val="accent2"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln>"
        '</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-US"/></a:p>'
        "</p:txBody></p:sp>"
    )


def transform(box: SlideBox, *, declared: bool = True) -> str:
    """Where a shape is; `declared` for a part of XML that is parsed alone."""
    head = f' xmlns:a="{NAMESPACES["a"]}"' if declared else ""
    return (
        f'<a:xfrm{head}><a:off x="{box.left}" y="{box.top}"/>'
        f'<a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm>'
    )
