"""Rules about the file: facts that were read back from its bytes, against what was expected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from storyreel.encode.settings import CODECS, EncoderSettings
from storyreel.inspection.file_case import FileCase
from storyreel.inspection.findings import Fault, Rule, Severity
from storyreel.inspection.probe import FileFacts
from storyreel.storyboard.timeline import SEGMENT_SECONDS

LEAST_PSNR_DB = 38.0
MOST_PATCH_ERROR = 3.0

_RENDER_AGAIN = "Render again with --force; if it comes back, report it: the encoder is at fault."


def _stream(case: FileCase) -> Iterator[Fault]:
    facts = case.facts
    for problem in facts.problems:
        yield Fault(f"The file {problem}.")
    if facts.codec is None:
        return
    compared = [
        *(_as_ordered(facts, case.expected.settings) if case.expected else ()),
        ("colour range", facts.color_range, "limited"),
        ("colour matrix", facts.color_space, "bt709"),
        ("colour primaries", facts.color_primaries, "bt709"),
        ("colour transfer", facts.color_transfer, "bt709"),
    ]
    if case.expected is None and facts.codec not in CODECS:
        yield Fault(
            f"The codec is {facts.codec}, which not every player knows.",
            measured=facts.codec,
            limit=", ".join(CODECS),
        )
    for what, found, expected in compared:
        if found != expected:
            yield Fault(
                f"The {what} is {found}, not {expected}.", measured=str(found), limit=str(expected)
            )


def _as_ordered(facts: FileFacts, wanted: EncoderSettings) -> Iterator[tuple[str, object, object]]:
    """What a file of unknown origin may choose for itself: name, what was found, what was asked."""
    yield "codec", facts.codec, wanted.codec
    yield "tag", facts.tag, wanted.tag
    yield "profile", facts.profile, wanted.profile
    yield "size", f"{facts.width}x{facts.height}", f"{wanted.width}x{wanted.height}"
    yield "pixel format", facts.pix_fmt, wanted.pix_fmt
    yield "frame rate", facts.rate, wanted.rate
    if wanted.level is not None:
        yield "level", facts.level, wanted.level


def _frame_count(case: FileCase) -> Iterator[Fault]:
    facts = case.facts
    if facts.codec is None:
        return
    decoded, packets = len(facts.decoded_pts), len(facts.packets)
    wanted = case.expected.timeline.frames if case.expected else packets
    if decoded != wanted:
        yield Fault(
            f"{decoded} frames can be decoded, not {wanted}.", measured=decoded, limit=wanted
        )
    if not facts.packets or not facts.rate or not facts.time_base:
        return
    step = 1 / (facts.rate * facts.time_base)
    if case.expected is None:  # a stated rate is a mean, which one missing frame changes
        known = [time for time in facts.decoded_pts if time is not None]
        steps = Counter(later - time for time, later in pairwise(known))
        step = Fraction(steps.most_common(1)[0][0]) if steps else step
    orders = [("is shown", facts.decoded_pts)]
    if case.expected:  # elsewhere frames may be coded out of order
        orders.append(("is to be decoded", tuple(packet.dts for packet in facts.packets)))
    for what, times in orders:
        for frame, time in enumerate(times):
            if time != frame * step:
                yield Fault(
                    f"Frame {frame} {what} at {time} ticks, not at {frame * step}.", frame=frame
                )
                break  # those after it follow from it
    if any(packet.duration != step for packet in facts.packets):
        yield Fault("Not every frame is shown for the same time.")


def _container(case: FileCase) -> Iterator[Fault]:
    facts, boxes = case.facts, case.facts.boxes
    if facts.codec is None:
        return
    for problem in boxes.problems:
        yield Fault(f"The file {problem}.")
    if not boxes.problems and not boxes.index_first():
        yield Fault("The index stands behind the frames: playing waits for the whole file.")
    if boxes.edit_lists:
        yield Fault("There is an edit list, which players read differently.")
    if any(boxes.created):
        yield Fault("The file states when it was made: two equal clips would differ.")
    if facts.width % 2 or facts.height % 2:
        yield Fault(f"A side of {facts.width}x{facts.height} is odd.")
    if facts.streams != ("video",):
        yield Fault(f"There are the streams {', '.join(facts.streams)}, not video alone.")
    if case.expected:
        wanted = case.expected.timeline.duration
        for found in sorted(set(boxes.durations) - {wanted}):
            yield Fault(
                f"The index states {float(found):.6f} s, not {float(wanted):.6f} s.",
                measured=float(found),
                limit=float(wanted),
            )


def _keyframes(case: FileCase) -> Iterator[Fault]:
    packets = case.facts.packets
    if not packets:
        return
    entries = [
        frame
        for frame, packet in enumerate(packets)
        if (packet.keyframe if packet.idr is None else packet.idr and packet.keyframe)
    ]
    for frame, packet in enumerate(packets):
        if packet.idr is not None and packet.idr != packet.keyframe:
            yield Fault(f"Frame {frame} is marked otherwise than it is coded.", frame=frame)
    if case.expected:
        for beat in case.expected.timeline.beats:
            if beat.frames.start not in entries:
                yield Fault(
                    f"Beat '{beat.id}' does not start on a frame that playing can begin with.",
                    frame=beat.frames.start,
                )
    rate = case.facts.rate
    if rate is None:
        return
    for before, after in pairwise([*entries, len(packets)]):
        if after - before > SEGMENT_SECONDS * rate:
            seconds = round(float((after - before) / rate), 3)
            yield Fault(
                f"No keyframe for {seconds} s.", before, measured=seconds, limit=SEGMENT_SECONDS
            )


def _fidelity(case: FileCase) -> Iterator[Fault]:
    for frame, found in sorted(case.fidelities.items()):
        if found.psnr < LEAST_PSNR_DB:
            yield Fault(
                f"The picture is {found.psnr:.1f} dB like the drawn one.",
                frame,
                measured=round(found.psnr, 2),
                limit=LEAST_PSNR_DB,
            )
        if found.patch_error > MOST_PATCH_ERROR:
            yield Fault(
                f"The flat colour at {found.patch_at} is off by {found.patch_error:.1f} of 255.",
                frame,
                measured=round(found.patch_error, 2),
                limit=MOST_PATCH_ERROR,
            )
    if case.expected and case.fidelities:
        missing = set(case.expected.samples) - set(case.fidelities)
        for frame in sorted(missing):
            yield Fault("There is no picture to compare with the drawn one.", frame)


FILE_RULES: tuple[Rule[FileCase], ...] = (
    Rule(
        "stream",
        Severity.FAIL,
        "codec, profile, level, size, pixel format, rate and colour tags of the ladder",
        "what PowerPoint, Keynote and browsers are known to play",
        _RENDER_AGAIN,
        _stream,
    ),
    Rule(
        "frame-count",
        Severity.FAIL,
        "every frame of the timeline, in equal steps from 0",
        "constant frame rate; editors and slides drop what does not fit",
        _RENDER_AGAIN,
        _frame_count,
    ),
    Rule(
        "container",
        Severity.FAIL,
        "index first, no edit list, no time of making, even sides, one video stream",
        "progressive playback; equal clips are equal files",
        _RENDER_AGAIN,
        _container,
    ),
    Rule(
        "keyframes",
        Severity.FAIL,
        f"an IDR frame at each beat's start and every {SEGMENT_SECONDS} s",
        "a click on a bookmark must show its beat at once",
        _RENDER_AGAIN,
        _keyframes,
    ),
    Rule(
        "fidelity",
        Severity.FAIL,
        f"{LEAST_PSNR_DB} dB of luma, flat colours within {MOST_PATCH_ERROR} of 255",
        "measured: 40 dB and less shows on text; 3 of 255 is the coarseness of 8-bit YUV",
        "If the scene is all noise, calm it; otherwise "
        + _RENDER_AGAIN[0].lower()
        + _RENDER_AGAIN[1:],
        _fidelity,
    ),
)
