"""Hostile storyboards and pictures are answered quickly, with little memory and no crash."""

from __future__ import annotations

import io
import json
import os
import shutil
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.sparse import only

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads its memory from /proc")
ROOT = Path(__file__).parents[2]
BOARD = next((ROOT / "storyboards").glob("hour29*.yaml")).read_bytes()
MOST_WORK = 20.0
"""In units of the loader: 2 s where a unit takes a tenth of a second."""

HANG_S = 60.0
MOST_MB = 200.0

Ask = Callable[[bytes], dict[str, Any]]


@pytest.fixture(scope="module")
def loader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Ask]]:
    """Start a loader of a kind in a process with limits; every answer is checked against them."""
    project = tmp_path_factory.mktemp("project")
    for folder in ("scenes", "storyboards"):
        shutil.copytree(ROOT / folder, project / folder)
    (project / "assets").mkdir()
    running: list[subprocess.Popen[bytes]] = []

    def start(kind: str) -> Ask:
        program = Path(__file__).with_name("loader.py")
        process = subprocess.Popen(
            [sys.executable, "-P", str(program), str(project), kind],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        running.append(process)
        assert process.stdin
        assert process.stdout
        stdin, stdout, ready = process.stdin, process.stdout, DefaultSelector()
        ready.register(stdout, EVENT_READ)

        def ask(data: bytes) -> dict[str, Any]:
            stdin.write(b"%d\n%b" % (len(data), data))
            stdin.flush()
            assert ready.select(HANG_S), "no answer"
            line = stdout.readline()
            assert line, f"the loader died with {process.wait()}"
            answer: dict[str, Any] = json.loads(line)
            assert "traceback" not in answer, answer["traceback"]
            assert answer["work"] < MOST_WORK
            assert answer["peak_mb"] < MOST_MB
            for where, what in answer["problems"]:
                assert where
                assert what
            return answer

        return ask

    yield start
    for process in running:
        process.kill()
        process.communicate()


@pytest.fixture(scope="module")
def load(loader: Callable[[str], Ask]) -> Ask:
    return loader("storyboard")


@pytest.fixture(scope="module")
def look(loader: Callable[[str], Ask]) -> Ask:
    return loader("asset")


SCALARS = st.one_of(
    st.text(max_size=40),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.none(),
    st.dates(),
    st.sampled_from(["no", "1:30", "010", "1e3", ".inf", "-.nan", "0x1F", "~", "\u202e", "\ud7ff"]),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)
PIECES = st.sampled_from(
    b"""[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[ {a: {a: {a: {a: &a [*a] <<: !!binary --- ?
    - id: opening duration: ' " |+ % @ ` \t \0 \xff \xe2\x80\xa8""".split(b" ")
)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """The shipped storyboard with a few stretches cut, doubled or replaced."""
    data = BOARD
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(data)))
        stop = min(len(data), start + draw(st.integers(0, 120)))
        middle = draw(st.one_of(PIECES, st.binary(max_size=12), st.just(data[start:stop] * 2)))
        data = data[:start] + middle + data[stop:]
    return data


@st.composite
def with_other_value(draw: st.DrawFn) -> bytes:
    """The storyboard with one value, at any depth, replaced by a value of any kind."""
    board = yaml.safe_load(BOARD)
    place: Any = board
    while True:
        keys = list(place) if isinstance(place, dict) else range(len(place))
        key = draw(st.sampled_from(keys))
        inner = place[key]
        if not isinstance(inner, dict | list) or not inner or draw(st.booleans()):
            place[key] = draw(VALUES)
            return yaml.safe_dump(board, allow_unicode=True).encode(errors="replace")
        place = inner


BYTES = st.one_of(
    st.binary(max_size=300),
    st.text(max_size=300).map(str.encode),
    VALUES.map(lambda value: yaml.safe_dump(value, allow_unicode=True).encode(errors="replace")),
    damaged(),
    with_other_value(),
)
FUZZING = settings(deadline=None, suppress_health_check=list(HealthCheck), database=None)


def test_the_shipped_storyboard_has_no_problems(load: Ask) -> None:
    assert load(BOARD)["problems"] == []


@settings(FUZZING, max_examples=60)
@given(data=BYTES)
def test_random_bytes_are_answered_within_the_limits(load: Ask, data: bytes) -> None:
    load(data)


@pytest.mark.faults
@settings(FUZZING, max_examples=5000)
@given(data=BYTES)
def test_many_random_bytes_are_answered_within_the_limits(load: Ask, data: bytes) -> None:
    load(data)


BOMBS = {
    "brackets": b"[" * 1_000_000,
    "braces": b"{a: " * 250_000,
    "dashes": b"- " * 500_000,
    "merge keys": b"a: &a {x: 1}\n"
    + b"".join(b"%c: &%c {<<: [*%c, *%c]}\n" % (c + 1, c + 1, c, c) for c in range(97, 120)),
    "aliases": b"a: &a [x,x,x]\n"
    + b"".join(b"%c: &%c [*%c,*%c,*%c]\n" % (c + 1, c + 1, c, c, c) for c in range(97, 120)),
    "one long line": b"title: " + b"x" * 1_000_000,
    "many keys": b"".join(b"k%d: 1\n" % n for n in range(80_000)),
    "many mistakes": b"beats:\n" + b"- {id: 1}\n" * 100_000,
    "a number of a million digits": b"title: " + b"9" * 1_000_000,
    "a hexadecimal million": b"title: 0x" + b"f" * 1_000_000,
    "sixties": b"title: " + b"1:" * 400_000 + b"1",
    "comments": b"#\n" * 500_000,
    "quotes": b'title: "' + b"\\u202e" * 150_000 + b'"',
    "no text at all": bytes(range(256)) * 4000,
    "two megabytes": b"a" * 2**21,
    "byte order marks": b"\xef\xbb\xbf" * 300_000,
    "folded": b"title: >\n" + b"  x\n\n" * 200_000,
    "documents": b"---\n" * 250_000,
    "tags": b"!" * 1_000_000,
    "escaped breaks": b'title: "' + b"\\\n" * 400_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused(load: Ask, name: str) -> None:
    assert load(BOMBS[name])["problems"]


def png(width: int, height: int, depth: int, kind: int, data: bytes, *extra: bytes) -> bytes:
    """A PNG file with this header and this data, which need not match."""
    header = struct.pack(">2I5B", width, height, depth, kind, 0, 0, 0)
    chunks = [b"IHDR" + header, *extra, b"IDAT" + data, b"IEND"]
    framed = (
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
        for chunk in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(framed)


def zeros(count: int) -> bytes:
    return zlib.compress(bytes(count), 9)


def encoded(kind: str, size: tuple[int, int]) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, "navy").save(buffer, kind)
    return buffer.getvalue()


PICTURES: dict[str, tuple[Callable[[], bytes], str]] = {
    "a small one": (lambda: encoded("PNG", (40, 30)), ""),
    "of many pixels": (lambda: png(60_000, 60_000, 1, 0, zeros(1000)), "pixels"),
    "of most pixels": (lambda: png(2**31 - 1, 2**31 - 1, 16, 6, zeros(10)), "pixels"),
    "of none": (lambda: png(0, 0, 8, 6, zeros(10)), "readable"),
    "cut short": (lambda: encoded("PNG", (400, 300))[:300], "readable"),
    "JPEG cut short": (lambda: encoded("JPEG", (400, 300))[:600], "readable"),
    "WebP cut short": (lambda: encoded("WEBP", (400, 300))[:40], "readable"),
    "with too little data": (lambda: png(4000, 4000, 8, 6, zeros(1000)), "readable"),
    "with a gigabyte of text": (
        lambda: png(2, 2, 8, 6, zeros(18), b"zTXtx\0\0" + zeros(2**30)),
        "readable",
    ),
    "with a profile of a gigabyte": (
        lambda: png(2, 2, 8, 6, zeros(18), b"iCCPx\0\0" + zeros(2**30)),
        "",
    ),
    "a GIF by another name": (lambda: encoded("GIF", (4, 3)), "readable"),
    "a page": (lambda: b"<html>" * 1000, "readable"),
    "nothing": (lambda: b"", "readable"),
    "as large as allowed": (lambda: png(7680, 4320, 8, 6, zeros(4320 * (7680 * 4 + 1))), ""),
    "as large and twice as deep": (
        lambda: png(7680, 4320, 16, 6, zeros(4320 * (7680 * 8 + 1))),
        "",
    ),
}


@pytest.mark.parametrize("name", only(lambda name: "gigabyte" not in name, PICTURES))
def test_a_hostile_picture_is_refused_or_read(look: Ask, name: str) -> None:
    make, told = PICTURES[name]
    problems = look(make())["problems"]
    if told:
        assert told in problems[0][1]
