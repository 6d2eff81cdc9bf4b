"""Embeds a clip in a slide: video, poster, captions, bookmarks and the way it starts."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from storyreel.slides.clip import SlideClip
from storyreel.slides.marks import ClipIdentity, Mark
from storyreel.slides.ooxml import NAMESPACES, Element, emu, namespaces, parsed, q, serialised
from storyreel.slides.opc import Package
from storyreel.slides.placement import ClipPlace
from storyreel.slides.slide_box import SlideBox
from storyreel.slides.timing import Start, add_playback, drop_text_builds, update_playback

MEDIA_EXTENSION = "{DAA4B4D4-6D71-4841-9C94-3DE7FCFB9230}"
TRACK_EXTENSION = "{3AFAAA56-56D3-431D-BCD4-E75A35582382}"
"""URIs of two extensions, from [MS-PPTX] 2.2.4 and 2.2.4.1."""

TRACK = "http://schemas.microsoft.com/office/2017/04/relationships/track"
"""The relationship of a slide to WebVTT captions ([MS-PPTX], Track Part)."""

MAX_SHAPE_ID = 2**31 - 1
"""PowerPoint repairs decks with larger ids, although the format allows twice as many."""

_SAME_SHAPE = 500
"""A video whose height differs by less than its width divided by this has the same shape."""


def embed(package: Package, slide: str, clip: SlideClip, place: ClipPlace, start: Start) -> None:
    """Put a clip on top of a slide, or in place of an empty placeholder.

    Nothing else on the slide is changed, except that a slide which moves on by itself waits for
    the clip.
    """
    root = package.xml(slide)
    tree = root.find(f"{q('p:cSld')}/{q('p:spTree')}")
    if place.placeholder is None:
        shape = _free_id(node.get("id", "") for node in tree.iter(q("p:cNvPr")))
        _put_on_top(tree, _picture(package, slide, clip, place.box, shape))
    else:
        shape = int(place.placeholder)
        _replace_placeholder(root, shape, _picture(package, slide, clip, place.box, shape))
    add_playback(root, shape, clip, start)
    package[slide] = serialised(root)


def embedded(package: Package, slide: str, clip: ClipIdentity) -> list[str]:
    """The ids of the pictures on a slide that show a clip, or that part of it.

    They are recognised by their mark, or by the same alternative text where another program has
    dropped the mark.
    """
    videos = [node.find(f".//{q('p:cNvPr')}") for node in videos_on(package, slide)]
    return [
        name.get("id")
        for name in videos
        if _shows(Mark.read(name.get("name", "")), name.get("descr", ""), clip)
    ]


def videos_on(package: Package, slide: str) -> list[Element]:
    """The pictures on a slide that play a video."""
    return [
        node
        for node in package.xml(slide).iter(q("p:pic"))
        if node.find(f".//{q('a:videoFile')}") is not None
    ]


def _shows(mark: Mark | None, description: str, clip: ClipIdentity) -> bool:
    return mark.key == clip.key if mark else bool(clip.alt) and description == clip.alt


def replace_embedded(package: Package, slide: str, clip: SlideClip, start: Start) -> None:
    """Put a clip in place of its earlier version on a slide.

    It keeps the place and the size, in the shape of the new video, the order, the crop, and the
    animation that the owner of the deck has given it. Files that nothing uses any more are removed.
    """
    before = {one.target for one in package.relationships(slide).values() if not one.external}
    for shape in embedded(package, slide, clip.identity):
        root = package.xml(slide)
        old = root.find(f".//{q('p:pic')}/{q('p:nvPicPr')}/{q('p:cNvPr')}[@id='{shape}']/../..")
        used = _references(old)
        new = _picture(package, slide, clip, _place_of(old, clip), int(shape))
        _exchange(old, new)
        package.unrelate(slide, used - _references(root))
        update_playback(root, int(shape), clip, start)
        package[slide] = serialised(root)
    after = {one.target for one in package.relationships(slide).values()}
    for name in before - after:
        package.remove_unused(name)


def _references(element: Element) -> set[str]:
    """The ids of the relationships that an element names."""
    return {each for node in element.iter() for each in _ids(node)}


def _ids(node: Element) -> list[str]:
    """The ids of relationships in the attributes of a node."""
    prefix = f"{{{NAMESPACES['r']}}}"
    return [value for name, value in node.attrib.items() if name.startswith(prefix) and value]


def _place_of(picture: Element, clip: SlideClip) -> SlideBox:
    """The place of a picture, in the shape of the clip: as wide, and as high as that takes."""
    transform = picture.find(f"{q('p:spPr')}/{q('a:xfrm')}")
    off, ext = transform.find(q("a:off")), transform.find(q("a:ext"))
    left, top, width, height = (
        emu(node.get(name)) for node, name in ((off, "x"), (off, "y"), (ext, "cx"), (ext, "cy"))
    )
    whole = round(width * clip.height / clip.width)
    if (
        abs(whole - height) <= width / _SAME_SHAPE
        or picture.find(f".//{q('a:srcRect')}") is not None
    ):
        return SlideBox(left, top, width, height)
    return SlideBox(left, top, width, height).fitted(clip.width, clip.height)


def _exchange(old: Element, new: Element) -> None:
    """Put the content of a new picture into an old one, which keeps its place and its look."""
    placeholder = old.find(f".//{q('p:ph')}")
    if placeholder is not None:
        new.find(f".//{q('p:nvPr')}").insert(0, placeholder)
    old.replace(old.find(q("p:nvPicPr")), new.find(q("p:nvPicPr")))
    still = new.find(f"{q('p:blipFill')}/{q('a:blip')}").get(q("r:embed"))
    old.find(f"{q('p:blipFill')}/{q('a:blip')}").set(q("r:embed"), still)
    transform = f"{q('p:spPr')}/{q('a:xfrm')}"
    for name in ("a:off", "a:ext"):
        written, wanted = old.find(f"{transform}/{q(name)}"), new.find(f"{transform}/{q(name)}")
        written.attrib.update(wanted.attrib)


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
    """Put the picture in place of a placeholder, with its id and its animations as a whole."""
    path = f".//{q('p:sp')}/{q('p:nvSpPr')}/{q('p:cNvPr')}[@id='{placeholder}']/../.."
    empty = root.find(path)
    picture.find(f".//{q('p:nvPr')}").insert(0, empty.find(f".//{q('p:ph')}"))
    empty.getparent().replace(empty, picture)
    drop_text_builds(root, placeholder)


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
    mark = Mark(clip.key, 0)
    picture = parsed(
        f"""<p:pic {namespaces()}><p:nvPicPr><p:cNvPr id="{shape}" name={quoteattr(str(mark))}
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
