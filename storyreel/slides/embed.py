"""One clip into one slide of a package: video, poster, captions, bookmarks and the way it plays."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from storyreel.slides.clip import SlideClip
from storyreel.slides.ooxml import NAMESPACES, Element, parsed, q, serialised
from storyreel.slides.opc import Package
from storyreel.slides.timing import add_playing

MEDIA_EXTENSION = "{DAA4B4D4-6D71-4841-9C94-3DE7FCFB9230}"
TRACK_EXTENSION = "{3AFAAA56-56D3-431D-BCD4-E75A35582382}"
"""Names of two extensions, from [MS-PPTX] 2.2.4 and 2.2.4.1."""

TRACK = "http://schemas.microsoft.com/office/2017/04/relationships/track"
"""What WebVTT captions are to a slide ([MS-PPTX], Track Part)."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a slide, in English Metric Units (914,400 an inch) from the upper left."""

    left: int
    top: int
    width: int
    height: int

    def fitted(self, across: int, down: int, share: float = 1.0) -> Box:
        """The largest rectangle of that shape in the middle of this one, times `share`."""
        scale = min(self.width / across, self.height / down) * share
        width, height = round(across * scale), round(down * scale)
        return Box(
            self.left + (self.width - width) // 2,
            self.top + (self.height - height) // 2,
            width,
            height,
        )


def embed(
    package: Package,
    slide: str,
    clip: SlideClip,
    box: Box,
    on_click: bool,
    placeholder: int | None = None,
) -> None:
    """Put the clip on a slide's part, on top of everything or in place of an empty placeholder.

    `placeholder` is the id of that shape. Nothing else on the slide is changed.
    """
    root = package.xml(slide)
    tree = root.find(f"{q('p:cSld')}/{q('p:spTree')}")
    shape = 1 + max(int(node.get("id", "0")) for node in tree.iter(q("p:cNvPr")))
    picture = _picture(package, slide, clip, box, shape)
    if placeholder is None:
        extensions = tree.find(q("p:extLst"))
        if extensions is None:
            tree.append(picture)
        else:
            extensions.addprevious(picture)
    else:
        empty = root.find(
            f".//{q('p:sp')}/{q('p:nvSpPr')}/{q('p:cNvPr')}[@id='{placeholder}']/../.."
        )
        picture.find(f".//{q('p:nvPr')}").insert(0, empty.find(f".//{q('p:ph')}"))
        empty.getparent().replace(empty, picture)
    add_playing(root, shape, clip.duration_ms, on_click)
    package[slide] = serialised(root)


def _picture(package: Package, slide: str, clip: SlideClip, box: Box, shape: int) -> Element:
    captions = clip.captions.encode()
    video = package.add_media("media", ".mp4", clip.video.read_bytes(), "video/mp4")
    poster = package.add_media("image", ".png", clip.poster, "image/png")
    track = package.add_media("track", ".vtt", captions, "text/vtt")
    marks = "".join(
        f'<p14:bmk name={quoteattr(mark.name)} time="{mark.milliseconds}"/>'
        for mark in clip.bookmarks
    )
    shown, copy = (package.relate(slide, kind, video) for kind in (RT.VIDEO, RT.MEDIA))
    said = package.relate(slide, TRACK, track)
    still = package.relate(slide, RT.IMAGE, poster)
    identity = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{clip.id} {shape} {clip.captions}")).upper()
    head = " ".join(f'xmlns:{name}="{NAMESPACES[name]}"' for name in ("a", "p", "r"))
    picture = parsed(
        f"""<p:pic {head}><p:nvPicPr><p:cNvPr id="{shape}" name={quoteattr(clip.title)}
        descr={quoteattr(clip.alt)}><a:hlinkClick r:id="" action="ppaction://media"/></p:cNvPr>
        <p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr>
        <p:nvPr><a:videoFile r:link="{shown}"/>
        <p:extLst><p:ext uri="{MEDIA_EXTENSION}">
        <p14:media xmlns:p14="{NAMESPACES["p14"]}" r:embed="{copy}">
        <p14:bmkLst>{marks}</p14:bmkLst>
        <p14:extLst><p:ext uri="{TRACK_EXTENSION}">
        <p173:tracksInfo xmlns:p173="{NAMESPACES["p173"]}" displayLoc="media"><p173:trackLst>
        <p173:track id="{{{identity}}}" label="Captions" lang={quoteattr(clip.language)}
        r:embed="{said}"/>
        </p173:trackLst></p173:tracksInfo></p:ext></p14:extLst></p14:media></p:ext></p:extLst>
        </p:nvPr></p:nvPicPr>
        <p:blipFill><a:blip r:embed="{still}"/>
        <a:stretch><a:fillRect/></a:stretch></p:blipFill>
        <p:spPr><a:xfrm><a:off x="{box.left}" y="{box.top}"/>
        <a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm>
        <a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>""".encode()
    )
    for node in picture.iter():
        node.text = node.tail = None  # line breaks of the text above
    return picture
