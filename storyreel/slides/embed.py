"""Embeds a clip in a slide: video, poster, captions, bookmarks and the way it starts."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from storyreel.slides.clip import SlideClip
from storyreel.slides.ooxml import NAMESPACES, Element, parsed, q, serialised
from storyreel.slides.opc import Package
from storyreel.slides.placement import SlideBox
from storyreel.slides.timing import Start, add_playback

MEDIA_EXTENSION = "{DAA4B4D4-6D71-4841-9C94-3DE7FCFB9230}"
TRACK_EXTENSION = "{3AFAAA56-56D3-431D-BCD4-E75A35582382}"
"""URIs of two extensions, from [MS-PPTX] 2.2.4 and 2.2.4.1."""

TRACK = "http://schemas.microsoft.com/office/2017/04/relationships/track"
"""The relationship of a slide to WebVTT captions ([MS-PPTX], Track Part)."""

MAX_SHAPE_ID = 2**31 - 1
"""PowerPoint repairs decks with larger ids, although the format allows twice as many."""


def embed(
    package: Package,
    slide: str,
    clip: SlideClip,
    box: SlideBox,
    start: Start,
    placeholder: int | None = None,
) -> None:
    """Put a clip on top of a slide, or in place of the empty placeholder with that id.

    Nothing else on the slide is changed.
    """
    root = package.xml(slide)
    tree = root.find(f"{q('p:cSld')}/{q('p:spTree')}")
    shape = _free_id(node.get("id", "") for node in tree.iter(q("p:cNvPr")))
    picture = _picture(package, slide, clip, box, shape)
    if placeholder is None:
        _put_on_top(tree, picture)
    else:
        _replace_placeholder(root, placeholder, picture)
    add_playback(root, shape, clip.duration_ms, start)
    package[slide] = serialised(root)


def _free_id(taken: Iterable[str]) -> int:
    """An id for a new shape: the next one, or where ids are used up the lowest free one."""
    numbers = {int(text) for text in taken if text.isdecimal()}
    following = max(numbers, default=1) + 1
    if following <= MAX_SHAPE_ID:
        return following
    return next(number for number in range(2, MAX_SHAPE_ID) if number not in numbers)


def _put_on_top(tree: Element, picture: Element) -> None:
    extensions = tree.find(q("p:extLst"))
    if extensions is None:
        tree.append(picture)
    else:
        extensions.addprevious(picture)


def _replace_placeholder(root: Element, placeholder: int, picture: Element) -> None:
    path = f".//{q('p:sp')}/{q('p:nvSpPr')}/{q('p:cNvPr')}[@id='{placeholder}']/../.."
    empty = root.find(path)
    picture.find(f".//{q('p:nvPr')}").insert(0, empty.find(f".//{q('p:ph')}"))
    empty.getparent().replace(empty, picture)


def _picture(package: Package, slide: str, clip: SlideClip, box: SlideBox, shape: int) -> Element:
    words = clip.words
    video = package.add_media("media", ".mp4", clip.video.read_bytes(), "video/mp4")
    poster = package.add_media("image", ".png", clip.poster, "image/png")
    marks = "".join(
        f'<p14:bmk name={quoteattr(mark.name)} time="{mark.milliseconds}"/>'
        for mark in clip.bookmarks
    )
    link, copy = (package.relate(slide, kind, video) for kind in (RT.VIDEO, RT.MEDIA))
    track = _captions(package, slide, clip, shape) if words.captions else ""
    still = package.relate(slide, RT.IMAGE, poster)
    head = " ".join(f'xmlns:{name}="{NAMESPACES[name]}"' for name in ("a", "p", "r"))
    picture = parsed(
        f"""<p:pic {head}><p:nvPicPr><p:cNvPr id="{shape}" name={quoteattr(words.title)}
        descr={quoteattr(words.alt)}><a:hlinkClick r:id="" action="ppaction://media"/></p:cNvPr>
        <p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr>
        <p:nvPr><a:videoFile r:link="{link}"/>
        <p:extLst><p:ext uri="{MEDIA_EXTENSION}">
        <p14:media xmlns:p14="{NAMESPACES["p14"]}" r:embed="{copy}">
        <p14:bmkLst>{marks}</p14:bmkLst>
        {track}</p14:media></p:ext></p:extLst>
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


def _captions(package: Package, slide: str, clip: SlideClip, shape: int) -> str:
    """The element that names the captions of a video, which are added to the package."""
    words = clip.words
    track = package.add_media("track", ".vtt", words.captions.encode(), "text/vtt")
    relationship = package.relate(slide, TRACK, track)
    identity = f"{words.name} {shape} {words.captions}"
    track_id = str(uuid.uuid5(uuid.NAMESPACE_OID, identity)).upper()
    return f"""<p14:extLst><p:ext uri="{TRACK_EXTENSION}">
        <p173:tracksInfo xmlns:p173="{NAMESPACES["p173"]}" displayLoc="media"><p173:trackLst>
        <p173:track id="{{{track_id}}}" label="Captions" lang={quoteattr(words.language)}
        r:embed="{relationship}"/>
        </p173:trackLst></p173:tracksInfo></p:ext></p14:extLst>"""
