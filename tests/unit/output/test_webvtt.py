"""Captions as WebVTT: cues that cover the clip, in lines that fit."""

from __future__ import annotations

import re
from fractions import Fraction

from storyreel.base.timebase import Fps, FrameRange
from storyreel.output.webvtt import webvtt, webvtt_of
from storyreel.storyboard.timeline import TimedBeat, Timeline


def timeline(*sentences: str, frames: int = 75) -> Timeline:
    return Timeline(
        Fps(30),
        tuple(
            TimedBeat(
                id=f"beat_{index}",
                index=index,
                frames=FrameRange(index * frames, (index + 1) * frames),
                caption=None,
                sentence=sentence,
                step=None,
                cues={},
            )
            for index, sentence in enumerate(sentences)
        ),
    )


def test_one_cue_for_each_beat() -> None:
    assert webvtt(timeline("Here it begins.", "It ends.")) == (
        "WEBVTT\n"
        "\n"
        "beat_0\n"
        "00:00:00.000 --> 00:00:02.500\n"
        "Here it begins.\n"
        "\n"
        "beat_1\n"
        "00:00:02.500 --> 00:00:05.000\n"
        "It ends.\n"
    )


def test_marks_are_escaped() -> None:
    text = webvtt(timeline("a & b --> <c>"))
    assert "a &amp; b --&gt; &lt;c&gt;\n" in text
    assert text.count("-->") == 1


def test_long_sentences_break_into_two_lines() -> None:
    text = webvtt(timeline("Reproducibility gates turn experiments into evidence."))
    assert "\nReproducibility gates turn\nexperiments into evidence.\n" in text


def test_cues_meet_without_gap_or_overlap() -> None:
    text = webvtt(timeline(*["x"] * 9, frames=7))
    starts, stops = zip(*re.findall(r"(\S+) --> (\S+)", text), strict=True)
    assert starts[1:] == stops[:-1]
    assert stops[-1] == "00:00:02.100"


def test_clocks_beyond_a_minute() -> None:
    assert "01:01:01.500 --> 02:02:03.000" in webvtt(timeline("a", "b", frames=109_845))


def test_words_at_any_time_stand_in_order_without_empty_lines() -> None:
    said = [
        (Fraction(5, 2), Fraction(3), "later\n\n--> & two lines"),
        (Fraction(-1, 2), Fraction(1), "sooner"),
        (Fraction(4), Fraction(4), "never"),
        (Fraction(-5), Fraction(-3), "too early"),
        (Fraction(-1), Fraction(0), "just too early"),
        (Fraction(5), Fraction(6), " \n"),
    ]
    assert webvtt_of(said) == (
        "WEBVTT\n\n"
        "00:00:00.000 --> 00:00:01.000\nsooner\n\n"
        "00:00:02.500 --> 00:00:03.000\nlater\n--&gt; &amp; two lines\n"
    )
    assert webvtt_of([]) == "WEBVTT\n"
