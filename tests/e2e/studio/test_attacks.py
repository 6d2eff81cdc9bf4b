"""The studio as an attacker meets it."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Iterator, Mapping
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import websockets

from tests.e2e import browser
from tests.e2e.browser import needs_browser
from tests.e2e.program import LONGEST_S
from tests.e2e.studio.page import wait_live
from tests.e2e.studio.running import Studio, answered, fetch, running, small_project, start, talk


def test_the_page_comes_with_a_policy_that_forbids_everything_from_elsewhere(
    studio: Studio,
) -> None:
    answer = fetch(studio, f"/{studio.token}/")
    assert answer.status == 200
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/", {}),
        ("/wrong-token/", {}),
        ("/{token}x/", {}),
        ("/{token}/", {"Host": "attacker.example"}),
        ("/{token}/", {"Host": "attacker.example:{port}"}),
        ("/{token}/", {"Origin": "http://attacker.example"}),
        ("/{token}/", {"Origin": "null"}),
        ("/{token}/../../pyproject.toml", {}),
        ("/{token}/..%2f..%2fpyproject.toml", {}),
        ("/{token}/%2e%2e/server.py", {}),
        ("/{token}/fonts/..%2f..%2fserver.py", {}),
        ("/{token}/server.py", {}),
    ],
)
def test_requests_of_others_are_refused(studio: Studio, path: str, headers: dict[str, str]) -> None:
    filled = {name: value.format(port=studio.port) for name, value in headers.items()}
    assert fetch(studio, path.format(token=studio.token), **filled).status == 404


@pytest.mark.parametrize("host", ["127.0.0.2", "::1"])
def test_it_listens_on_one_address_of_the_loopback(studio: Studio, host: str) -> None:
    with pytest.raises(OSError, match=r"refused|Cannot assign|Address family"):
        socket.create_connection((host, studio.port), 5)


def test_other_origins_get_no_leave_to_read(studio: Studio) -> None:
    headers = {"Origin": "http://attacker.example", "Access-Control-Request-Method": "GET"}
    answer = fetch(studio, f"/{studio.token}/", "OPTIONS", **headers)
    assert answer.status == 404
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]


def test_the_token_of_an_earlier_run_is_refused(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    first = start(project, "judge")
    assert fetch(first, f"/{first.token}/").status == 200
    first.process.kill()
    first.process.wait(LONGEST_S)
    with running(project, "judge") as second:
        assert second.port == first.port  # where the pages of the killed run look for it
        assert second.token != first.token
        assert len(second.token) >= 32  # 24 random bytes
        assert fetch(second, f"/{second.token}/").status == 200
        assert fetch(second, f"/{first.token}/").status == 404
        with pytest.raises(websockets.InvalidStatus):
            talk(second, '{"do": "clips"}', token=first.token)
        assert first.token not in (project / ".storyreel" / "studio.json").read_text()
        assert second.token not in (project / ".storyreel" / "studio.json").read_text()


@needs_browser
def test_a_page_of_another_origin_gets_nothing_even_with_the_token(
    studio: Studio, page: browser.Tab, tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text("<title>Another site</title>")
    handler = partial(QuietHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as site, page.another() as attacker:
        Thread(target=site.serve_forever, daemon=True).start()
        attacker.go(f"http://127.0.0.1:{site.server_address[1]}/index.html")
        address, live = studio.address.partition("#")[0], f"ws://127.0.0.1:{studio.port}"
        attempts = {
            "fetch": f"fetch('{address}').then(() => done('read'), () => done('refused'))",
            "script": f"load('script', '{address}player.js')",
            "image": f"load('img', '{address}icons.svg')",
            "socket": f"const s = new WebSocket('{live}/{studio.token}/live');"
            " s.onopen = () => done('open'); s.onerror = () => done('refused');",
        }
        load = (
            "const load = (tag, src) => { const e = document.createElement(tag);"
            " e.onload = () => done('loaded'); e.onerror = () => done('refused');"
            " e.src = src; document.head.append(e); };"
        )
        answers = {
            name: attacker.ask(f"new Promise((done) => {{ {load} {attempt} }})")
            for name, attempt in attempts.items()
        }
        site.shutdown()
    assert answers == dict.fromkeys(attempts, "refused")


@needs_browser
def test_markup_in_a_storyboard_is_text(studio: Studio, page: browser.Tab) -> None:
    attack = "<img src=x onerror=taken=1>"
    text = studio.board.read_text()
    studio.board.write_text(text.replace("title: Twenty pairs, one judge", f"title: {attack}", 1))
    page.wait(f"studio.clip.title === {json.dumps(attack)}")
    wait_live(page)
    page.ask("document.querySelector('#tab-yaml').click()")
    assert attack in page.ask("document.querySelector('#panel-yaml').textContent")
    page.ask("document.querySelector('#tab-beat').click()")
    assert page.ask("[...document.images].every((image) => !image.src.endsWith('/x'))")
    assert page.ask("window.taken === undefined")


@needs_browser
def test_the_policy_stops_code_and_files_from_elsewhere(page: browser.Tab) -> None:
    broken = page.ask(
        "new Promise((done) => { const found = [];"
        " addEventListener('securitypolicyviolation', (event) => {"
        "  found.push(event.effectiveDirective); if (found.length === 3) done(found.sort()); });"
        " const script = document.createElement('script'); script.textContent = 'window.taken = 1';"
        " document.body.append(script); new Image().src = 'http://127.0.0.1:1/x.png';"
        " fetch('http://127.0.0.1:1/').catch(() => 0); })"
    )
    assert broken == ["connect-src", "img-src", "script-src-elem"]
    assert page.ask("window.taken === undefined")
    page.seen.clear()


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without a log."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.mark.parametrize(
    ("token", "origin"),
    [("wrong", "own"), ("", None), ("", "http://attacker.example"), ("", "http://127.0.0.1:1")],
)
def test_connections_of_others_are_refused(studio: Studio, token: str, origin: str | None) -> None:
    with pytest.raises(websockets.InvalidStatus):
        talk(studio, '{"do": "clips"}', token=token, origin=origin)


@pytest.mark.parametrize(
    "request_text",
    [
        '{"do": "open", "clip": "../../etc/passwd", "frame": 0}',
        '{"do": "open", "clip": "/etc/passwd", "frame": 0}',
        '{"do": "open", "clip": "judge", "frame": "x"}',
        '{"do": "edit", "digest": "0", "edits": [{"path": ["title"], "value": ["x"]}]}',
        '{"do": "edit", "digest": "0", "edits": 7}',
        json.dumps(
            {"do": "edit", "digest": "0", "edits": [{"path": ["title"], "value": "x"}] * 51}
        ),
        '{"do": "publish", "quality": "../x"}',
        '{"do": "open", "clip": "judge", "frame": 1e999}',
        '{"do": "insert", "digest": "0", "beat": 1e999, "kind": "figure"}',
        '{"do": "delete"}',
        '{"do": ["open"]}',
        "{}",
    ],
)
def test_requests_for_anything_else_are_refused_and_change_nothing(
    studio: Studio, request_text: str
) -> None:
    before = {path: path.read_bytes() for path in studio.project.rglob("*.yaml")}
    ((kind, _),) = talk(studio, request_text)
    assert kind == "refused"
    assert {path: path.read_bytes() for path in studio.project.rglob("*.yaml")} == before


EDIT: dict[str, object] = {"do": "edit", "edits": [{"path": ["title"], "value": "Mine"}]}
RENAME: dict[str, object] = {"do": "rename", "thing": "pairs", "name": "model", "to": "Mine"}
INSERT: dict[str, object] = {"do": "insert", "beat": 0, "kind": "figure"}


@pytest.fixture
def parts(studio: Studio) -> Iterator[Path]:
    """The storyboard of a second clip, whose bars have names."""
    board = studio.project / "storyboards" / "parts.yaml"
    picture = "{pairs: {bars: {values: {model: 1, person: 2}}}}"
    board.write_text(f"clip: parts\nbeats: [{{id: one, picture: {picture}}}]\n")
    yield board
    board.unlink()


def asked_of_parts(studio: Studio, board: Path, *requests: Mapping[str, object]) -> list[str]:
    """The kinds of the answers to requests that would write the storyboard `parts`."""

    async def asking() -> list[str]:
        uri = f"ws://127.0.0.1:{studio.port}/{studio.token}/live"
        own = websockets.Origin(f"http://127.0.0.1:{studio.port}")
        seen = sha256(board.read_bytes()).hexdigest() if board.is_file() else ""
        async with websockets.connect(uri, origin=own) as connection:
            await connection.send('{"do": "open", "clip": "parts", "frame": 0}')
            kinds = []
            for request in requests:
                await connection.send(json.dumps({"digest": seen, **request}))
                kinds.append((await answered(connection, "refused", "stale", "steps"))[0])
            return kinds

    return asyncio.run(asking())


def test_a_rename_writes_the_storyboard_on_the_page_alone(studio: Studio, parts: Path) -> None:
    before = {path: path.read_bytes() for path in studio.project.rglob("*.yaml")}
    assert asked_of_parts(studio, parts, RENAME | {"to": "a: {b}, *c # d"}) == ["steps"]
    changed = before.pop(parts).decode().replace("model", '"a: {b}, *c # d"')
    assert parts.read_text() == changed
    assert {path: path.read_bytes() for path in before} == before


def test_renames_of_anything_else_are_refused_and_change_nothing(
    studio: Studio, parts: Path
) -> None:
    attacks: list[Mapping[str, object]] = [
        *({"thing": thing} for thing in ("../../etc/passwd", "", "one", ["pairs"], None)),
        *({"name": name} for name in ("/etc/passwd", "values", "nothing", {"model": 1}, 7)),
        *({"to": to} for to in ("person", "", "x" * 101, "x" * 200_000, "\ud800", ["Mine"], 7)),
        {"digest": "0"},
        {"digest": ["0"]},
    ]
    before = {path: path.read_bytes() for path in studio.project.rglob("*.yaml")}
    kinds = asked_of_parts(studio, parts, *({**RENAME, **attack} for attack in attacks))
    assert kinds == ["refused"] * len(attacks)
    assert {path: path.read_bytes() for path in studio.project.rglob("*.yaml")} == before


def test_nothing_is_written_without_the_token(studio: Studio, parts: Path) -> None:
    before, seen = parts.read_bytes(), sha256(parts.read_bytes()).hexdigest()
    opening = '{"do": "open", "clip": "parts", "frame": 0}'
    told = [json.dumps(each | {"digest": seen}) for each in (EDIT, RENAME, INSERT)]
    with pytest.raises(websockets.InvalidStatus):
        talk(studio, opening, *told, token="wrong")
    assert parts.read_bytes() == before


def test_a_storyboard_that_is_no_yaml_is_not_written(studio: Studio, parts: Path) -> None:
    parts.write_text(parts.read_text() + "}")
    before = parts.read_bytes()
    assert asked_of_parts(studio, parts, EDIT, RENAME, INSERT) == ["refused"] * 3
    assert parts.read_bytes() == before


def test_a_folder_in_place_of_the_storyboard_is_refused(studio: Studio, parts: Path) -> None:
    text = parts.read_bytes()
    parts.unlink()
    parts.mkdir()
    try:
        kinds = asked_of_parts(studio, parts, EDIT, RENAME, INSERT)
    finally:
        parts.rmdir()
        parts.write_bytes(text)
    assert kinds == ["refused"] * 3


def test_a_link_to_a_file_elsewhere_is_not_written(studio: Studio, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    text = studio.board.read_text()
    outside.write_text(text.replace("clip: judge", "clip: link"))
    link = studio.project / "storyboards" / "link-elsewhere.yaml"
    link.symlink_to(outside)
    edit = {
        "do": "edit",
        "digest": sha256(outside.read_bytes()).hexdigest(),
        "edits": [{"path": ["title"], "value": "Mine"}],
    }
    try:
        kinds = talk(studio, '{"do": "open", "clip": "link", "frame": 0}', json.dumps(edit))
    finally:
        link.unlink()
    assert "refused" in [kind for kind, _ in kinds]
    assert "Mine" not in outside.read_text()


@pytest.mark.parametrize(
    "name", ["../evil", "/tmp/evil", "a/b", "Evil", "x" * 300, "judge-again", ""]
)
def test_a_new_clip_has_a_plain_name_of_its_own(studio: Studio, name: str) -> None:
    before = sorted(studio.project.rglob("*"))
    ((kind, _),) = talk(studio, json.dumps({"do": "new", "name": name}))
    assert kind == "refused"
    assert sorted(studio.project.rglob("*")) == before


@pytest.mark.parametrize("number", ["0", "-1", "x", "..%2f..%2fetc", "99999999999999999999"])
def test_only_what_was_published_here_is_served(studio: Studio, number: str) -> None:
    assert fetch(studio, f"/{studio.token}/published/{number}").status == 404


@pytest.mark.parametrize(
    "flood",
    ["not json", b"bytes", '"text"', "[" * 20_000, '{"do": "' + "x" * 300_000 + '"}'],
    ids=["text", "bytes", "string", "brackets", "long"],
)
def test_what_no_page_sends_ends_the_connection(studio: Studio, flood: str | bytes) -> None:
    with pytest.raises(websockets.ConnectionClosed) as caught:
        talk(studio, flood)
    assert caught.value.rcvd, "it ends without a word"
    assert caught.value.rcvd.code in (1008, 1009)
    assert fetch(studio, f"/{studio.token}/").status == 200


def test_a_flood_of_requests_ends_the_connection(studio: Studio) -> None:
    with pytest.raises(websockets.ConnectionClosed):
        talk(studio, *['{"do": "playhead", "frame": 1}'] * 1300, '{"do": "clips"}')
