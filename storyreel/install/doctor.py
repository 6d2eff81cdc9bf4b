"""What this machine has, what is missing, and the line that mends it.

Libraries are imported where they are looked at: a doctor has to start where one of them is broken.
"""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from storyreel.base.errors import ExitCode, MachineError
from storyreel.base.presets import LADDER
from storyreel.base.project import Project
from storyreel.encode.settings import CODECS, encoder_settings
from storyreel.install import system
from storyreel.output.publish import nearest_existing, require_writable

if TYPE_CHECKING:
    from packaging.requirements import Requirement

    from storyreel.workers.capacity import Machine

State: TypeAlias = Literal["ok", "warn", "missing"]

LOW_DISK_MB = 2000
"""Under this, a clip at 8K with its segments may not fit."""

NO_DISK_MB = 200
"""Under this, a clip at 4K with its segments may not fit."""

AGAIN = "Remove .venv and run `python3 render.py doctor`."

DEFAULT_CODEC = "h264"

COMPILED = ("cairo", "manimpango", "skia", "av", "uharfbuzz")
"""Modules that lean on libraries outside Python, so may be installed and still not load."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: what it is, how it stands, and how to mend it."""

    name: str
    state: State
    detail: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """All that was looked at, in order."""

    checks: tuple[Check, ...]

    @property
    def exit_code(self) -> ExitCode:
        """OK if nothing that is needed is missing."""
        lacking = any(check.state == "missing" for check in self.checks)
        return ExitCode.UNABLE_MACHINE if lacking else ExitCode.OK

    def text(self) -> str:
        """One aligned line for each check, with its remedy below where there is one."""
        width = max((len(check.name) for check in self.checks), default=0)
        lines = []
        for check in self.checks:
            lines.append(f"{check.state:<7}  {check.name:<{width}}  {check.detail}".rstrip())
            lines += [f"{'':7}  {'':{width}}  {line}" for line in check.remedy.splitlines() if line]
        return "\n".join([*lines, "", self.verdict])

    @property
    def verdict(self) -> str:
        """The diagnosis in one sentence."""
        lacking = [check.name for check in self.checks if check.state == "missing"]
        return f"Missing: {', '.join(lacking)}." if lacking else "All that is needed is here."

    def as_data(self) -> dict[str, Any]:
        """For a JSON document."""
        return {"checks": [asdict(check) for check in self.checks], "exit_code": self.exit_code}


def examine(project: Project) -> Diagnosis:
    """Look at everything that a render of this project needs; changes nothing."""
    return Diagnosis(
        (
            python(),
            *_guarded("packages", lambda: packages(project.root / "requirements.lock")),
            *(loading(module) for module in COMPILED),
            *system_needs(),
            *_guarded("fonts", lambda: (fonts(),)),
            *_guarded("encoders", lambda: tuple(encoder(codec) for codec in CODECS)),
            media(project),
            disk(project),
            *_guarded("machine", capacity),
        )
    )


def _guarded(name: str, look: Callable[[], tuple[Check, ...]]) -> tuple[Check, ...]:
    """What `look` finds, or one check that says which library kept it from looking."""
    try:
        return look()
    except ImportError as error:
        return (Check(name, "missing", f"cannot be looked at: {error}", AGAIN),)


def python() -> Check:
    """Which Python runs this, on what."""
    version = platform.python_version()
    return Check("Python", "ok", f"{version} on {platform.platform()} ({sys.executable})")


def packages(lock: Path) -> tuple[Check, ...]:
    """One check for each locked package; one in all where there is no lock to compare with."""
    try:
        text = lock.read_text("utf-8")
    except OSError:
        return (Check("packages", "warn", f"no {lock.name} to compare the packages with"),)
    return tuple(package(pin) for pin in pins(text) if not pin.marker or pin.marker.evaluate())


def pins(lock: str) -> Iterator[Requirement]:
    """The requirements of a lock file's text: `name==version`, with their markers."""
    from packaging.requirements import Requirement

    for line in re.findall(r"^[^\s#-][^\\\n]*", lock, flags=re.MULTILINE):
        yield Requirement(line)


def package(pin: Requirement) -> Check:
    """Whether a locked package is installed in the locked version."""
    try:
        version = metadata.version(pin.name)
    except metadata.PackageNotFoundError:
        return Check(pin.name, "missing", f"not installed; locked is {pin.specifier}", AGAIN)
    if pin.specifier.contains(version, prereleases=True):
        return Check(pin.name, "ok", version)
    return Check(pin.name, "warn", f"{version} is installed; locked is {pin.specifier}", AGAIN)


def loading(module: str) -> Check:
    """Whether a compiled library loads, in a process of its own for it may crash."""
    command = [sys.executable, "-c", f"import {module}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return Check(f"import {module}", "ok", "loads")
    why = done.stderr.strip().splitlines()[-1:] or [f"ended with code {done.returncode}"]
    return Check(f"import {module}", "missing", why[0], AGAIN)


def system_needs() -> tuple[Check, ...]:
    """What the operating system has to bring; what is only needed to build is no obstacle now."""
    lacking = system.missing()
    powers = system.Powers.found()

    def check(need: system.Need) -> Check:
        if need not in lacking:
            return Check(need.name, "ok", "")
        state: State = "warn" if need.only_to_set_up else "missing"
        return Check(need.name, state, need.why, system.remedy_for([need], powers))

    return tuple(check(need) for need in system.needs())


def fonts() -> Check:
    """Whether every font is there with the bytes that the manifest names."""
    from storyreel.design.fonts import verify_fonts

    try:
        digests = verify_fonts()
    except MachineError as error:
        return Check("fonts", "missing", error.problems[0].what, AGAIN)
    listed = ", ".join(f"{name} {digest[:8]}" for name, digest in digests.items())
    return Check("fonts", "ok", listed)


def encoder(codec: str) -> Check:
    """Whether FFmpeg has the encoder of a codec; only the default one is needed."""
    from storyreel.encode.encoder import encoder_build, has_encoder

    name = encoder_settings(codec, LADDER["smoke"]).encoder
    if has_encoder(name):
        return Check(f"encoder {name}", "ok", f"--codec {codec}; {encoder_build(name)}")
    state: State = "missing" if codec == DEFAULT_CODEC else "warn"
    return Check(f"encoder {name}", state, f"--codec {codec} needs it", AGAIN)


def media(project: Project) -> Check:
    """Whether clips can be published."""
    try:
        require_writable(project.media)
    except MachineError as error:
        return Check("media", "missing", error.problems[0].what, error.problems[0].remedy)
    return Check("media", "ok", f"{project.media} can be written")


def disk(project: Project, free_mb: int | None = None) -> Check:
    """Whether there is room for clips."""
    if free_mb is None:
        free_mb = shutil.disk_usage(nearest_existing(project.media)).free // 2**20
    state: State = "missing" if free_mb < NO_DISK_MB else "warn" if free_mb < LOW_DISK_MB else "ok"
    remedy = "" if state == "ok" else "Make room, or publish elsewhere with --out DIR."
    return Check("disk", state, f"{free_mb} MB free", remedy)


def capacity() -> tuple[Check, ...]:
    """Memory and processors, within a container's limits."""
    from storyreel.workers.capacity import Machine

    machine = Machine.current()
    return memory(machine), Check("cores", "ok", str(machine.cores))


def memory(machine: Machine) -> Check:
    """Up to which size the free memory carries one worker."""
    fitting = [
        quality.name
        for quality in LADDER.values()
        if quality.parent_mb + quality.worker_mb <= machine.memory_mb
    ]
    detail = f"{machine.memory_mb} MB free"
    if not fitting:
        return Check("memory", "missing", f"{detail}; not enough", "Close other programs.")
    largest = list(LADDER)[-1]
    if fitting[-1] == largest:
        return Check("memory", "ok", f"{detail}; enough for {largest}")
    return Check("memory", "warn", f"{detail}; enough for {fitting[-1]}", "Close other programs.")
