"""A headless browser, controlled in the DevTools protocol over two pipes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

LONGEST_S = 60.0
PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)
needs_browser = pytest.mark.skipif(PROGRAM is None, reason="Chromium is not installed")

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--window-size=1280,720",
    "--remote-debugging-pipe",
)


class Connection:
    """The pipes to a browser; `seen` holds the reported events of each session."""

    def __init__(self, write: int, read: int) -> None:
        self._write, self._read = write, read
        self._buffer, self._number = b"", 0
        self.seen: dict[str | None, list[dict[str, Any]]] = {}

    def call(self, method: str, session: str | None = None, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self._write, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result
            if "method" in answer:
                self.seen.setdefault(answer.get("sessionId"), []).append(answer)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            data = os.read(self._read, 1 << 16)
            assert data, "the browser has ended"
            self._buffer += data
        message, _, self._buffer = self._buffer.partition(b"\0")
        answer: dict[str, Any] = json.loads(message)
        return answer


class Tab:
    """One page: `go` opens an address, `ask` runs JavaScript, `seen` holds all reported events."""

    def __init__(self, connection: Connection, target: str | None = None) -> None:
        """A new page, or the existing one with that id."""
        self._connection = connection
        if target is None:
            target = connection.call("Target.createTarget", url="about:blank")["targetId"]
        attached = connection.call("Target.attachToTarget", targetId=target, flatten=True)
        self._target, self._session = target, attached["sessionId"]
        self.seen = connection.seen.setdefault(self._session, [])
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        return self._connection.call(method, self._session, **parameters)

    @contextmanager
    def another(self) -> Iterator[Tab]:
        """A second page of the same browser, closed at the end of the block."""
        tab = Tab(self._connection)
        try:
            yield tab
        finally:
            self._connection.call("Target.closeTarget", targetId=tab._target)

    def go(self, address: str) -> None:
        self.seen.clear()
        self.call("Page.navigate", url=address)
        self.wait("document.readyState === 'complete'")

    def ask(self, expression: str) -> Any:
        answer = self.call(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def wait(self, expression: str, longest_s: float = LONGEST_S) -> None:
        """Wait until the expression is true; fail after `longest_s`."""
        deadline = time.monotonic() + longest_s
        while not self.ask(expression):
            assert time.monotonic() < deadline, expression
            time.sleep(0.1)

    @contextmanager
    def opened(self) -> Iterator[Tab]:
        """The page that this one has opened in a window; wait for it."""
        deadline = time.monotonic() + LONGEST_S
        while True:
            targets = self._connection.call("Target.getTargets")["targetInfos"]
            found = [each["targetId"] for each in targets if each.get("openerId")]
            if found:
                yield Tab(self._connection, found[0])
                return
            assert time.monotonic() < deadline, "no window was opened"
            time.sleep(0.1)

    def press(self, key: str, code: int) -> None:
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code)

    def click(self, selector: str) -> None:
        """Click in the middle of the element."""
        at = self.ask(
            "(({x, y, width, height}) => ({x: x + width / 2, y: y + height / 2}))"
            f"(document.querySelector({selector!r}).getBoundingClientRect())"
        )
        self.call("Input.dispatchMouseEvent", type="mouseMoved", **at)
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **at)

    def requests(self) -> list[str]:
        events = (e for e in self.seen if e["method"] == "Network.requestWillBeSent")
        return [event["params"]["request"]["url"] for event in events]

    def complaints(self) -> list[str]:
        """Console errors and warnings, exceptions, and resources that did not load."""
        found = []
        for event in self.seen:
            method, told = event["method"], event["params"]
            if method == "Runtime.exceptionThrown":
                found.append(str(told))
            if method == "Runtime.consoleAPICalled" and told["type"] in ("error", "warning"):
                found.append(str(told["args"]))
            if method == "Log.entryAdded" and told["entry"]["level"] in ("error", "warning"):
                found.append(told["entry"]["text"])
            if method == "Network.loadingFailed" and not told.get("canceled"):
                found.append(told["errorText"])
        return found


@contextmanager
def browsing(profile: Path) -> Iterator[Tab]:
    """A tab in a fresh browser, which is closed at the end of the block."""
    assert PROGRAM is not None
    to_browser, write = os.pipe()
    read, from_browser = os.pipe()
    # The browser listens on descriptor 3 and answers on 4.
    line = f'exec "$@" 3<&{to_browser} 4>&{from_browser}'
    process = subprocess.Popen(
        ["bash", "-c", line, "browser", PROGRAM, *FLAGS, f"--user-data-dir={profile}"],
        pass_fds=(to_browser, from_browser),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(to_browser)
    os.close(from_browser)
    try:
        yield Tab(Connection(write, read))
    finally:
        os.close(write)
        os.close(read)
        process.terminate()
        process.wait(30)
