"""`doctor`: what this machine has, what is missing, and how to fix it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from storyreel.base.project import Project
from storyreel.cli.console import Console, Reply
from storyreel.cli.registry import Example
from storyreel.cli.shared_options import codec_option, common_options, insecure_option
from storyreel.cluster.address import parse_scheduler
from storyreel.cluster.extra import require_distributed
from storyreel.encode.segment_store import Store
from storyreel.install.doctor import examine
from storyreel.output.names import DEFAULT_CODEC

if TYPE_CHECKING:
    from storyreel.cluster.overview import ClusterView

EXAMPLES: tuple[Example, ...] = (
    ("", ""),
    ("--json", ""),
    ("--cluster tls://render.example:8786", "the workers of a cluster, and which of them fit"),
)


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help="check the workers of a cluster instead: tls://HOST:PORT or a scheduler file",
    )
    insecure_option(parser)
    codec_option(parser, default=DEFAULT_CODEC)
    common_options(parser)


def run(options: argparse.Namespace, project: Project, console: Console) -> Reply:
    """Check everything that a render needs; the exit code is 3 if something is missing, or no
    worker of the cluster fits."""
    if options.cluster is not None:
        view = _cluster_view(options, project)
        console.say(view.text())
        return Reply(view.as_data(), view.exit_code)
    diagnosis = examine(project)
    console.say(diagnosis.text())
    return Reply(diagnosis.as_data(), diagnosis.exit_code)


def _cluster_view(options: argparse.Namespace, project: Project) -> ClusterView:
    scheduler = parse_scheduler(options.cluster, options.insecure)
    require_distributed()
    from storyreel.cluster.overview import view_cluster

    return view_cluster(scheduler, Store(project.store), options.codec)
