"""`studio`: see a clip live in the browser while its storyboard is written."""

from __future__ import annotations

import argparse
import os
import socket
import threading
import webbrowser

from storyreel.base.errors import MachineError, Problem
from storyreel.base.project import Project
from storyreel.cli.console import Console, Reply
from storyreel.cli.folder import require_project
from storyreel.cli.registry import Example
from storyreel.cli.shared_options import common_options, port_number
from storyreel.cli.signals import ending_by
from storyreel.storyboard.catalog import all_clips, find_clip

EXAMPLES: tuple[Example, ...] = (
    ("", "all clips of the project"),
    ("hour29", "begin with this clip"),
    ("hour29 --no-open --port 8400", "print the address only"),
)


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("clip", nargs="?", metavar="CLIP", help="the clip to begin with")
    parser.add_argument("--no-open", action="store_true", help="do not open a browser")
    parser.add_argument(
        "--port", type=port_number, default=0, metavar="N", help="port (default: any free one)"
    )
    common_options(parser)


def run(options: argparse.Namespace, project: Project, console: Console) -> Reply:
    """Serve the studio until it is interrupted."""
    require_project(project)
    clips = all_clips(project)
    begin = find_clip(project, options.clip).id if options.clip else next((c.id for c in clips), "")
    from storyreel.studio.drawing_process import DrawingProcess
    from storyreel.studio.job import Job
    from storyreel.studio.last_run import StudioRun, port_for, recorded
    from storyreel.studio.token import new_token

    listening = _listen(options.port or _usable(port_for(project)))
    port, token = listening.getsockname()[1], new_token()
    address = f"http://127.0.0.1:{port}/{token}/#{begin}"
    drawing = DrawingProcess()
    if begin:
        drawing.begin_early(Job(str(project.root), begin))
    # Clip, browser and server start at the same time.
    console.say(f"Studio: {address}\nPress Ctrl-C to end it.")
    if not options.no_open:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    import uvicorn

    from storyreel.studio.server import MAX_MESSAGE, studio_app

    config = uvicorn.Config(
        studio_app(project, drawing, token, port), log_level="warning", ws_max_size=MAX_MESSAGE,
        timeout_graceful_shutdown=1,
    )  # fmt: skip
    server = uvicorn.Server(config)
    run = recorded(project, StudioRun(port, os.getpid()))
    with listening, run, ending_by(server.handle_exit):
        server.run(sockets=[listening])
    return Reply({"address": address})


def _usable(port: int) -> int:
    """The port if it is free, else 0 for any free one."""
    try:
        with socket.socket(socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
    except OSError:
        return 0
    return port


def _listen(port: int) -> socket.socket:
    """A socket on the loopback; raises MachineError for a port that is taken or not allowed."""
    listening = socket.socket(socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port))
        listening.listen()  # so that the address is good as soon as it is printed
    except OSError as error:
        what = f"The studio cannot use port {port}: {error.strerror}."
        raise MachineError(Problem(what, "Choose another with --port.")) from error
    return listening
