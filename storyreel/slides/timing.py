"""When a clip plays: the timing tree of a slide, in the form that PowerPoint writes."""

from __future__ import annotations

from enum import Enum, auto

from lxml import etree

from storyreel.slides.clip import SlideClip
from storyreel.slides.ooxml import NAMESPACES, Element, parsed, q

_HEAD = f'xmlns:p="{NAMESPACES["p"]}"'
_BLANK = (
    f"<p:timing {_HEAD}><p:tnLst><p:par>"
    '<p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst/></p:cTn>'
    "</p:par></p:tnLst></p:timing>"
)
_SLIDE = "<p:tgtEl><p:sldTgt/></p:tgtEl>"


class Start(Enum):
    """When a clip starts to play."""

    WITH_SLIDE = auto()
    ON_CLICK = auto()


def add_playback(slide: Element, shape: int, clip: SlideClip, start: Start) -> None:
    """Let the video in `shape` start with its slide or on a click.

    A click on the picture itself pauses and resumes it. Existing animations of the slide stay: the
    clip starts with the first of them, after a video that starts by itself, or after the last
    click. A slide that moves on by itself stays for as long as the clip plays.
    """
    timings = slide.findall(f".//{q('p:timing')}") or [_new_timing(slide)]
    for timing in timings:  # several: one for each version of PowerPoint
        root = _root_of(timing)
        _add_start(root, shape, clip, start)
        _add_pause(root, shape)
        _add_media(root, shape, clip)
        _number(timing)
    _wait_for(slide, clip)


def update_playback(slide: Element, shape: int, clip: SlideClip, start: Start) -> None:
    """Adapt the animation of a video to another clip; add it where the slide has none."""
    if not _targets(slide, shape):
        add_playback(slide, shape, clip, start)
        return
    for target in _targets(slide, shape):
        behaviour = target.getparent().getparent()
        if behaviour.getparent().get("cmd") == "playFrom(0.0)":
            behaviour.find(q("p:cTn")).set("dur", str(clip.duration_ms))
    _wait_for(slide, clip)


def drop_text_builds(slide: Element, shape: int) -> None:
    """Keep the animations of a shape that has become a picture, without those of its words."""
    for target in _targets(slide, shape):
        for words in target.findall(q("p:txEl")):
            target.remove(words)
    for build in slide.findall(f".//{q('p:bldP')}[@spid='{shape}']"):
        builds = build.getparent()
        builds.remove(build)
        if not len(builds):
            builds.getparent().remove(builds)


def advances_after_ms(slide: Element) -> int | None:
    """When a slide moves on by itself, in milliseconds after it appears; None if it does not."""
    times = [int(each.get("advTm")) for each in _transitions(slide) if each.get("advTm")]
    return min(times, default=None)


def _transitions(slide: Element) -> list[Element]:
    return list(slide.iter(q("p:transition")))


def _wait_for(slide: Element, clip: SlideClip) -> None:
    for transition in _transitions(slide):
        if int(transition.get("advTm") or clip.duration_ms) < clip.duration_ms:
            transition.set("advTm", str(clip.duration_ms))


def _targets(slide: Element, shape: int) -> list[Element]:
    return list(slide.findall(f".//{q('p:timing')}//{q('p:spTgt')}[@spid='{shape}']"))


def _new_timing(slide: Element) -> Element:
    timing = _built(_BLANK)
    extensions = slide.find(q("p:extLst"))
    if extensions is None:
        slide.append(timing)
    else:
        extensions.addprevious(timing)
    return timing


def _root_of(timing: Element) -> Element:
    """The children of the tree's root, which are added if the slide has none."""
    path = _path("p:tnLst", "p:par", "p:cTn")
    root = timing.find(path)
    if root is None:
        for child in list(timing.findall(q("p:tnLst"))):
            timing.remove(child)
        timing.insert(0, _built(_BLANK)[0])
        root = timing.find(path)
    children = root.find(q("p:childTnLst"))
    return children if children is not None else etree.SubElement(root, q("p:childTnLst"))


def _add_start(root: Element, shape: int, clip: SlideClip, start: Start) -> None:
    steps = _main_sequence(root)
    first = steps[0] if len(steps) else None
    if start is Start.ON_CLICK:
        call = _call(shape, clip.duration_ms, "clickEffect")
        steps.append(_built(_STEP.format(head=_HEAD, begin="", call=call)))
    elif first is not None and first.find(f".//{q('p:cond')}[@evt='onBegin']") is not None:
        _join_first_step(first, shape, clip)
    else:
        call = _call(shape, clip.duration_ms, "afterEffect")
        steps.insert(0, _built(_STEP.format(head=_HEAD, begin=_AT_ONCE, call=call)))


def _join_first_step(step: Element, shape: int, clip: SlideClip) -> None:
    """Start a clip with the animations that begin with the slide, or after a video among them."""
    stages = step.find(_path("p:cTn", "p:childTnLst"))
    ends = [_end_of_video(stage) for stage in stages]
    latest = max((end for end in ends if end is not None), default=None)
    if latest is None:
        together = stages.find(_path("p:par", "p:cTn", "p:childTnLst"))
        together.append(_built(_call(shape, clip.duration_ms, "withEffect")))
    else:
        call = _call(shape, clip.duration_ms, "afterEffect")
        stages.append(_built(_STAGE.format(head=_HEAD, delay=latest, call=call)))


def _end_of_video(stage: Element) -> int | None:
    """When the last video of a stage has played, in milliseconds; None for one without videos."""
    delay = stage.find(_path("p:cTn", "p:stCondLst", "p:cond")).get("delay", "0")
    calls = [each for each in stage.iter(q("p:cmd")) if each.get("cmd", "").startswith("playFrom")]
    lengths = [each.find(_path("p:cBhvr", "p:cTn")).get("dur", "0") for each in calls]
    times = [int(text) for text in lengths if text.isdecimal()]
    return int(delay) + max(times) if times and delay.isdecimal() else None


_AT_ONCE = '<p:cond evt="onBegin" delay="0"><p:tn val="0"/></p:cond>'
_STAGE = (
    '<p:par {head}><p:cTn id="0" fill="hold"><p:stCondLst><p:cond delay="{delay}"/></p:stCondLst>'
    "<p:childTnLst>{call}</p:childTnLst></p:cTn></p:par>"
)
_STEP = (
    '<p:par {head}><p:cTn id="0" fill="hold"><p:stCondLst><p:cond delay="indefinite"/>{begin}'
    '</p:stCondLst><p:childTnLst><p:par><p:cTn id="0" fill="hold"><p:stCondLst>'
    '<p:cond delay="0"/></p:stCondLst><p:childTnLst>{call}</p:childTnLst></p:cTn></p:par>'
    "</p:childTnLst></p:cTn></p:par>"
)


def _call(shape: int, duration_ms: int, node_type: str) -> str:
    return (
        f'<p:par {_HEAD}><p:cTn id="0" presetID="1" presetClass="mediacall" presetSubtype="0" '
        f'fill="hold" nodeType="{node_type}"><p:stCondLst><p:cond delay="0"/></p:stCondLst>'
        '<p:childTnLst><p:cmd type="call" cmd="playFrom(0.0)"><p:cBhvr>'
        f'<p:cTn id="0" dur="{duration_ms}" fill="hold"/><p:tgtEl><p:spTgt spid="{shape}"/>'
        "</p:tgtEl></p:cBhvr></p:cmd></p:childTnLst></p:cTn></p:par>"
    )


def _main_sequence(root: Element) -> Element:
    """The steps of the slide's main sequence, which is added if the slide has none."""
    for found in root.findall(f"{q('p:seq')}/{q('p:cTn')}[@nodeType='mainSeq']"):
        steps = found.find(q("p:childTnLst"))
        return steps if steps is not None else etree.SubElement(found, q("p:childTnLst"))
    sequence = _built(
        f'<p:seq {_HEAD} concurrent="1" nextAc="seek">'
        '<p:cTn id="0" dur="indefinite" nodeType="mainSeq"><p:childTnLst/></p:cTn>'
        f'<p:prevCondLst><p:cond evt="onPrev" delay="0">{_SLIDE}</p:cond></p:prevCondLst>'
        f'<p:nextCondLst><p:cond evt="onNext" delay="0">{_SLIDE}</p:cond></p:nextCondLst></p:seq>'
    )
    root.insert(0, sequence)
    return sequence[0][0]


def _add_pause(root: Element, shape: int) -> None:
    target = f'<p:tgtEl><p:spTgt spid="{shape}"/></p:tgtEl>'
    root.append(
        _built(
            f'<p:seq {_HEAD} concurrent="1" nextAc="seek"><p:cTn id="0" restart="whenNotActive" '
            'fill="hold" evtFilter="cancelBubble" nodeType="interactiveSeq">'
            f'<p:stCondLst><p:cond evt="onClick" delay="0">{target}</p:cond></p:stCondLst>'
            '<p:endSync evt="end" delay="0"><p:rtn val="all"/></p:endSync><p:childTnLst>'
            '<p:par><p:cTn id="0" fill="hold"><p:stCondLst><p:cond delay="0"/></p:stCondLst>'
            '<p:childTnLst><p:par><p:cTn id="0" fill="hold"><p:stCondLst><p:cond delay="0"/>'
            '</p:stCondLst><p:childTnLst><p:par><p:cTn id="0" presetID="2" presetClass="mediacall" '
            'presetSubtype="0" fill="hold" nodeType="clickEffect"><p:stCondLst><p:cond delay="0"/>'
            '</p:stCondLst><p:childTnLst><p:cmd type="call" cmd="togglePause"><p:cBhvr>'
            f'<p:cTn id="0" dur="1" fill="hold"/>{target}</p:cBhvr></p:cmd></p:childTnLst></p:cTn>'
            "</p:par></p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par></p:childTnLst>"
            f'</p:cTn><p:nextCondLst><p:cond evt="onClick" delay="0">{target}</p:cond>'
            "</p:nextCondLst></p:seq>"
        )
    )


def _add_media(root: Element, shape: int, clip: SlideClip) -> None:
    """The node of the video, which keeps its last frame and does not rewind."""
    repeat = 'repeatCount="indefinite" ' if clip.loops else ""
    root.append(
        _built(
            f'<p:video {_HEAD}><p:cMediaNode vol="80000">'
            f'<p:cTn id="0" {repeat}fill="hold" display="0">'
            '<p:stCondLst><p:cond delay="indefinite"/></p:stCondLst></p:cTn>'
            f'<p:tgtEl><p:spTgt spid="{shape}"/></p:tgtEl></p:cMediaNode></p:video>'
        )
    )


def _number(timing: Element) -> None:
    """Number the new nodes, and let the steps of the main sequence refer to its number.

    Existing nodes keep their numbers, as other elements of the slide may refer to them.
    """
    nodes = list(timing.iter(q("p:cTn")))
    highest = max((int(node.get("id", "0")) for node in nodes), default=0)
    for node in nodes:
        if node.get("id") == "0":
            highest += 1
            node.set("id", str(highest))
    (main,) = (node for node in nodes if node.get("nodeType") == "mainSeq")
    for step in main.find(q("p:childTnLst")):
        for begin in step.findall(f"{_path('p:cTn', 'p:stCondLst', 'p:cond')}[@evt='onBegin']"):
            begin.find(q("p:tn")).set("val", main.get("id"))


def _path(*names: str) -> str:
    return "/".join(map(q, names))


def _built(text: str) -> Element:
    return parsed(text.encode())
