"""Rules about the file: the facts read back from it, against what was expected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise

from storyreel.encode.settings import CODECS, EncoderSettings
from storyreel.inspection.fidelity import MAX_PATCH_ERROR, MIN_PSNR_DB, Fidelity
from storyreel.inspection.file_case import FileCase
from storyreel.inspection.findings import Rule, Severity, Violation
from storyreel.inspection.probe import FileFacts
from storyreel.storyboard.timeline import SEGMENT_SECONDS, Timeline

_RENDER_AGAIN = "Render again with --force. If it happens again, report it: it is an encoder error."
_COPY_AGAIN = "Check that it is a video and whole: copy it again, or render it again."
_REDUCE_NOISE = "The encoder cannot follow noise that moves. Reduce it, or leave it as it is."


def _stream(case: FileCase) -> Iterator[Violation]:
    facts = case.facts
    for problem in facts.problems:
        yield Violation(f"The file {problem}.", remedy=None if case.expected else _COPY_AGAIN)
    if facts.codec is None:
        return
    if case.expected is None and facts.codec not in CODECS:
        yield Violation(
            f"The codec is {facts.codec}, which not every player supports.",
            measured=facts.codec,
            limit=", ".join(CODECS),
        )
    compared = [
        *(_as_requested(facts, case.expected.settings) if case.expected else ()),
        ("colour range", facts.color_range, "limited"),
        ("colour matrix", facts.color_space, "bt709"),
        ("colour primaries", facts.color_primaries, "bt709"),
        ("colour transfer", facts.color_transfer, "bt709"),
    ]
    for what, found, expected in compared:
        if found != expected:
            verb = "are" if what.endswith("s") else "is"
            yield Violation(
                f"The {what} {verb} {found} instead of {expected}.",
                measured=str(found),
                limit=str(expected),
            )


def _as_requested(
    facts: FileFacts, settings: EncoderSettings
) -> Iterator[tuple[str, object, object]]:
    """What only a file of known origin must have: name, value found, value requested."""
    yield "codec", facts.codec, settings.codec
    yield "tag", facts.tag, settings.tag
    yield "profile", facts.profile, settings.profile
    yield "size", f"{facts.width}x{facts.height}", f"{settings.width}x{settings.height}"
    yield "pixel format", facts.pix_fmt, settings.pix_fmt
    yield "frame rate", facts.rate, settings.rate
    if settings.level is not None:
        yield "level", facts.level, settings.level


def _frame_count(case: FileCase) -> Iterator[Violation]:
    facts = case.facts
    if facts.codec is None:
        return
    decoded, packets = len(facts.decoded_pts), len(facts.packets)
    wanted = case.expected.timeline.frames if case.expected else packets
    if decoded != wanted:
        yield Violation(
            f"The file has {decoded} decodable frames instead of {wanted}.",
            measured=decoded,
            limit=wanted,
        )
    if facts.packets and facts.rate and facts.time_base:
        yield from _uneven_steps(case, 1 / (facts.rate * facts.time_base))


def _uneven_steps(case: FileCase, step: Fraction) -> Iterator[Violation]:
    """Frames whose times are not multiples of one step, `step` ticks by the stated frame rate."""
    facts = case.facts
    times = [("has the presentation time", facts.decoded_pts)]
    if case.expected is None:  # the stated rate is a mean, which one missing frame changes
        step = _most_frequent_step(facts) or step
    else:  # in other files, frames may be coded out of order
        times.append(("has the decoding time", tuple(packet.dts for packet in facts.packets)))
    for what, found in times:
        for frame, time in enumerate(found):
            if time != frame * step:
                yield Violation(
                    f"Frame {frame} {what} {time} instead of {frame * step} ticks.", frame=frame
                )
                break  # later ones follow from it
    if any(packet.duration != step for packet in facts.packets):
        yield Violation("The frames do not all have the same duration.")


def _most_frequent_step(facts: FileFacts) -> Fraction | None:
    known = [time for time in facts.decoded_pts if time is not None]
    steps = Counter(later - time for time, later in pairwise(known))
    return Fraction(steps.most_common(1)[0][0]) if steps else None


def _container(case: FileCase) -> Iterator[Violation]:
    facts, boxes = case.facts, case.facts.boxes
    if facts.codec is None:
        return
    for problem in boxes.problems:
        yield Violation(f"The file {problem}.")
    if not boxes.problems and not boxes.index_first():
        yield Violation("The index follows the frames: players must load the whole file first.")
    if boxes.edit_lists:
        yield Violation("The file has an edit list, which players interpret differently.")
    if any(boxes.created):
        yield Violation("The file states its creation time, so two equal clips differ.")
    if facts.width % 2 or facts.height % 2:
        yield Violation(f"The size {facts.width}x{facts.height} has an odd side.")
    allowed = (case.expected.streams,) if case.expected else (("video",), ("video", "audio"))
    if facts.streams not in allowed:
        found = ", ".join(facts.streams)
        wanted = " or ".join(" and ".join(streams) for streams in allowed)
        yield Violation(f"The streams are {found} instead of {wanted}.")
    if case.expected:
        duration = case.expected.timeline.duration
        for stated in sorted(set(boxes.durations) - {duration}):
            yield Violation(
                f"The index states a duration of {float(stated):.6f} s instead of "
                f"{float(duration):.6f} s.",
                measured=float(stated),
                limit=float(duration),
            )


def _keyframes(case: FileCase) -> Iterator[Violation]:
    packets, rate = case.facts.packets, case.facts.rate
    if not packets:
        return
    for frame, packet in enumerate(packets):
        if packet.idr is not None and packet.idr != packet.keyframe:
            mark = "marked" if packet.keyframe else "not marked"
            coded = "an IDR picture" if packet.idr else "not an IDR picture"
            yield Violation(f"Frame {frame} is {mark} as a keyframe but is {coded}.", frame=frame)
    entries = [
        frame for frame, packet in enumerate(packets) if packet.keyframe and packet.idr is not False
    ]
    if case.expected:
        yield from _beats_without_keyframe(case.expected.timeline, entries)
    if rate is None:
        return
    for before, after in pairwise([*entries, len(packets)]):
        if after - before > SEGMENT_SECONDS * rate:
            seconds = round(float((after - before) / rate), 3)
            yield Violation(
                f"No keyframe occurs for {seconds} s; the maximum is {SEGMENT_SECONDS} s.",
                before,
                measured=seconds,
                limit=SEGMENT_SECONDS,
            )


def _beats_without_keyframe(timeline: Timeline, entries: list[int]) -> Iterator[Violation]:
    for beat in timeline.beats:
        if beat.frames.start not in entries:
            message = f"Beat '{beat.id}' does not start on a keyframe."
            yield Violation(message, frame=beat.frames.start)


def fidelity_violations(fidelities: Mapping[int, Fidelity]) -> Iterator[Violation]:
    """What is wrong with decoded pictures, given by frame, compared with the painted ones."""
    for frame, found in sorted(fidelities.items()):
        if found.psnr < MIN_PSNR_DB:
            yield Violation(
                f"PSNR against the drawing is {found.psnr:.1f} dB; the minimum is {MIN_PSNR_DB:g} "
                "dB.",
                frame,
                measured=round(found.psnr, 2),
                limit=MIN_PSNR_DB,
                severity=Severity.WARN if found.hidden else Severity.FAIL,
                remedy=_REDUCE_NOISE if found.hidden else _RENDER_AGAIN,
            )
        if found.patch_error > MAX_PATCH_ERROR:
            yield Violation(
                f"The flat colour at {found.patch_at} is off by {found.patch_error:.2f} of 255; "
                f"the maximum is {MAX_PATCH_ERROR:g}.",
                frame,
                measured=round(found.patch_error, 2),
                limit=MAX_PATCH_ERROR,
            )


def _fidelity(case: FileCase) -> Iterator[Violation]:
    yield from fidelity_violations(case.fidelities)
    if case.expected and case.fidelities:
        missing = set(case.expected.samples) - set(case.fidelities)
        for frame in sorted(missing):
            yield Violation("The file has no picture to compare with the drawing.", frame)


FILE_RULES: tuple[Rule[FileCase], ...] = (
    Rule(
        "stream",
        Severity.FAIL,
        "codec, profile, level, size, pixel format, rate and colour tags as requested",
        "what PowerPoint, Keynote and browsers are known to play",
        _RENDER_AGAIN,
        _stream,
    ),
    Rule(
        "frame-count",
        Severity.FAIL,
        "every frame of the timeline, in equal steps from 0",
        "constant frame rate; editors and slide programs drop frames that do not fit",
        _RENDER_AGAIN,
        _frame_count,
    ),
    Rule(
        "container",
        Severity.FAIL,
        "index first, no edit list, no creation time, even sides, one video stream, sound if any",
        "progressive playback; equal clips are equal files",
        _RENDER_AGAIN,
        _container,
    ),
    Rule(
        "keyframes",
        Severity.FAIL,
        f"an IDR picture at each beat's start and every {SEGMENT_SECONDS} s",
        "a click on a bookmark must show its beat at once",
        _RENDER_AGAIN,
        _keyframes,
    ),
    Rule(
        "fidelity",
        Severity.FAIL,
        f"{MIN_PSNR_DB:g} dB PSNR of luma, flat colours within {MAX_PATCH_ERROR:g} of 255",
        "measured: below 40 dB, errors show on text; 3 of 255 is the step of 8-bit YUV",
        _RENDER_AGAIN,
        _fidelity,
    ),
)
