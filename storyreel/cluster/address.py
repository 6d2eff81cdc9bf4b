"""Addresses of clusters as users name them, and which of them are safe to use."""

from __future__ import annotations

import ipaddress
import json
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from storyreel.base.errors import Problem, RequestError

LOOPBACK = "127.0.0.1"
FORMS = "tls://HOST:PORT, tcp://HOST:PORT, or the path of a scheduler file"
_OWN = "local:"
_MOST_DIGITS = 4
"""Of the number of workers of an own cluster."""

_PROTOCOLS = ("tcp", "tls")
_ENCRYPTED = "tls"


@dataclass(frozen=True, slots=True)
class OwnCluster:
    """A cluster on this machine that exists for one command."""

    workers: int


@dataclass(frozen=True, slots=True)
class SchedulerAddress:
    """The scheduler of a running cluster: a URL with host and port.

    `insecure` allows connections to other machines without encryption.
    """

    url: str
    insecure: bool = False

    @property
    def encrypted(self) -> bool:
        return is_encrypted(self.url)

    @property
    def local(self) -> bool:
        """Whether the scheduler is reached without leaving this machine."""
        return _on_loopback(urlsplit(self.url).hostname or "")

    def allows(self, url: str) -> bool:
        """Whether a worker at this URL may be used: encrypted, on this machine, or insecure."""
        return self.insecure or is_safe(url)


def is_encrypted(url: str) -> bool:
    """Whether connections to a URL use TLS."""
    return urlsplit(url).scheme == _ENCRYPTED


def is_safe(url: str) -> bool:
    """Whether connections to a URL are encrypted or stay on this machine."""
    return is_encrypted(url) or _on_loopback(urlsplit(url).hostname or "")


def parse_cluster(text: str, insecure: bool) -> OwnCluster | SchedulerAddress:
    """The cluster that `--cluster` names; raises RequestError for anything else than
    `local:N` and what `parse_scheduler` takes."""
    if not text.startswith(_OWN):
        return parse_scheduler(text, insecure)
    number = text.removeprefix(_OWN)
    if not (number.isdecimal() and len(number) <= _MOST_DIGITS and int(number) >= 1):
        problem = Problem(f"--cluster {text}: the number of workers must be from 1 to 9999.")
        raise RequestError(problem)
    return OwnCluster(int(number))


def parse_scheduler(text: str, insecure: bool) -> SchedulerAddress:
    """The scheduler at a URL or in a scheduler file, the JSON file that dask's scheduler writes.

    Raises RequestError for anything else, and for a connection that would not be encrypted,
    unless `insecure` allows it or the scheduler is on this machine.
    """
    url = text if "://" in text else _url_in_file(Path(text), text)
    _require_url(url)
    if not (insecure or is_safe(url)):
        what = f"The connection to {url} is not encrypted, and anyone on the way could run code."
        remedy = "Use tls:// (see docs/cluster.md), or --insecure on a network that you trust."
        raise RequestError(Problem(what, remedy))
    return SchedulerAddress(url, insecure)


def _require_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        valid = parts.scheme in _PROTOCOLS and parts.hostname and parts.port
    except ValueError:  # a port that is not a number
        valid = False
    if not valid:
        raise RequestError(Problem(f"{url} is not the address of a cluster.", f"Give {FORMS}."))


def _url_in_file(path: Path, text: str) -> str:
    try:
        return str(json.loads(path.read_text("utf-8"))["address"])
    except OSError as error:
        what = f"{text} is not the address of a cluster, and no file ({error.strerror})."
        raise RequestError(Problem(what, f"Give {FORMS}.")) from error
    except (ValueError, KeyError, TypeError) as error:
        what = f"{text} is not a scheduler file: it has no address."
        remedy = "dask scheduler --scheduler-file writes one."
        raise RequestError(Problem(what, remedy)) from error


def _on_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
