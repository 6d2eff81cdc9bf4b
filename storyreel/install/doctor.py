"""Check what this machine has and lacks, with the command that installs what is missing.

Libraries are imported inside the checks, because the doctor must start where one is broken.
"""

from __future__ import annotations

import platform
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from importlib import metadata, util
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from storyreel import native
from storyreel.base.disk import nearest_existing, require_writable
from storyreel.base.errors import ExitCode, MachineError
from storyreel.base.presets import LADDER
from storyreel.base.program import CHECKOUT, REINSTALL
from storyreel.base.project import Project
from storyreel.encode.settings import CODECS, encoder_settings
from storyreel.install import system
from storyreel.install.commands import QUICK_S, run
from storyreel.output.names import DEFAULT_CODEC

if TYPE_CHECKING:
    from packaging.requirements import Requirement

    from storyreel.workers.capacity import Machine

State: TypeAlias = Literal["ok", "warn", "missing"]

LOW_DISK_MB = 2000
"""Below this, a clip at 8K with its segments may not fit."""

NO_DISK_MB = 200
"""Below this, a clip at 4K with its segments may not fit."""

COMPILED = ("cairo", "manimpango", "skia", "av", "uharfbuzz")
"""Modules that need libraries outside Python, so they can be installed and still fail to load."""


@dataclass(frozen=True, slots=True)
class Check:
    """The result of one check: its subject, state, details, and remedy."""

    name: str
    state: State
    detail: str
    remedy: str = ""


class PackageCheck(Check):
    """The check of one package; in text, all of these that are ok share a line."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """All checks in order."""

    checks: tuple[Check, ...]

    @property
    def exit_code(self) -> ExitCode:
        """OK unless something that rendering needs is missing."""
        unmet = any(check.state == "missing" for check in self.checks)
        return ExitCode.UNABLE_MACHINE if unmet else ExitCode.OK

    def text(self) -> str:
        """One aligned line per check, with its remedy below it; good packages share a line."""
        checks = self._with_packages_counted()
        width = max((len(check.name) for check in checks), default=0)
        lines = []
        for check in checks:
            lines.append(f"{check.state:<7}  {check.name:<{width}}  {check.detail}".rstrip())
            lines += [f"{'':7}  {'':{width}}  {line}" for line in check.remedy.splitlines() if line]
        return "\n".join([*lines, "", self.verdict])

    def _with_packages_counted(self) -> list[Check]:
        """The checks with one in place of the packages that are ok, which counts them."""
        good = [
            check
            for check in self.checks
            if isinstance(check, PackageCheck) and check.state == "ok"
        ]
        counted = Check("packages", "ok", f"{len(good)} in the versions that are wanted")
        shown = [counted if check in good[:1] else check for check in self.checks]
        return [check for check in shown if check not in good]

    @property
    def verdict(self) -> str:
        """The diagnosis in one sentence."""
        unmet = [check.name for check in self.checks if check.state == "missing"]
        return f"Missing: {', '.join(unmet)}." if unmet else "This machine can render."

    def as_data(self) -> dict[str, Any]:
        """For a JSON document."""
        return {"checks": [asdict(check) for check in self.checks], "exit_code": self.exit_code}


def examine(project: Project) -> Diagnosis:
    """Check everything that rendering this project needs; changes nothing."""
    return Diagnosis(
        (
            python(),
            *_guarded("packages", lambda: packages(CHECKOUT and CHECKOUT / "requirements.lock")),
            *(loading(module) for module in COMPILED),
            extension(),
            *system_needs(),
            *_guarded("fonts", lambda: (fonts(),)),
            *_guarded("encoders", lambda: tuple(encoder(codec) for codec in CODECS)),
            media(project),
            disk(project),
            *_guarded("machine", capacity),
        )
    )


def _guarded(name: str, look: Callable[[], tuple[Check, ...]]) -> tuple[Check, ...]:
    """The checks of `look`, or one that says which library it could not import."""
    try:
        return look()
    except ImportError as error:
        return (Check(name, "missing", f"cannot be checked: {error}", REINSTALL),)


def python() -> Check:
    """The version of Python and its platform."""
    version = platform.python_version()
    return Check("Python", "ok", f"{version} on {platform.platform()} ({sys.executable})")


def packages(lock: Path | None) -> tuple[Check, ...]:
    """One check per package of a lock; without one, per requirement of the installed Storyreel."""
    from packaging.requirements import Requirement

    if lock is None:
        wanted: Iterable[Requirement] = map(Requirement, metadata.requires("storyreel") or ())
    elif lock.is_file():
        wanted = pins(lock.read_text("utf-8"))
    else:
        return (Check("packages", "warn", f"{lock.name} does not exist"),)
    here = {"extra": ""}
    return tuple(package(pin) for pin in wanted if not pin.marker or pin.marker.evaluate(here))


def pins(lock: str) -> Iterator[Requirement]:
    """The requirements of a lock file's text: `name==version`, with their markers."""
    from packaging.requirements import Requirement

    for line in re.findall(r"^[^\s#-][^\\\n]*", lock, flags=re.MULTILINE):
        yield Requirement(line)


def package(pin: Requirement) -> Check:
    """Whether a package is installed in a version that is wanted."""
    try:
        version = metadata.version(pin.name)
    except metadata.PackageNotFoundError:
        return PackageCheck(
            pin.name, "missing", f"not installed; wanted is {pin.specifier}", REINSTALL
        )
    if pin.specifier.contains(version, prereleases=True):
        return PackageCheck(pin.name, "ok", version)
    return PackageCheck(pin.name, "warn", f"{version}; wanted is {pin.specifier}", REINSTALL)


def loading(module: str) -> Check:
    """Whether a compiled library loads, tried in a separate process because it may crash."""
    done = run([sys.executable, "-c", f"import {module}"], limit_s=QUICK_S)
    if done.code == 0:
        return Check(f"import {module}", "ok", "loads")
    why = done.output.strip().splitlines()[-1:] or [f"exit code {done.code}"]
    return Check(f"import {module}", "missing", why[0], REINSTALL)


def extension() -> Check:
    """Whether inner loops run compiled; without that everything works, slower."""
    if native.extension:
        return Check("extension", "ok", "compiled")
    if native.left_out():
        why, remedy = f"left out by {native.SWITCH}=off", f"Unset {native.SWITCH}."
    elif util.find_spec(native.MODULE) is None:
        why, remedy = "not compiled", REINSTALL
    else:
        why, remedy = loading(native.MODULE).detail, REINSTALL
    return Check("extension", "warn", f"{why}; rendering is slower", remedy)


def system_needs() -> tuple[Check, ...]:
    """System packages; what only the set-up needs is a warning."""
    powers = system.Privileges.detect()

    def check(need: system.SystemNeed) -> Check:
        if need.is_met():
            return Check(need.name, "ok", "")
        state: State = "warn" if need.only_to_set_up else "missing"
        return Check(need.name, state, need.why, system.remedy_for([need], powers))

    return tuple(check(need) for need in system.needs())


def fonts() -> Check:
    """Whether every font exists with the digest in the manifest."""
    from storyreel.design.fonts import verify_fonts

    try:
        digests = verify_fonts()
    except MachineError as error:
        return Check("fonts", "missing", error.problems[0].what, REINSTALL)
    listed = ", ".join(f"{name} {digest[:8]}" for name, digest in digests.items())
    return Check("fonts", "ok", listed)


def encoder(codec: str) -> Check:
    """Whether FFmpeg has the encoder of a codec; only the default codec is required."""
    from storyreel.encode.encoder import encoder_build, has_encoder

    name = encoder_settings(codec, LADDER["smoke"]).encoder
    if has_encoder(name):
        return Check(f"encoder {name}", "ok", f"--codec {codec}; {encoder_build(name)}")
    state: State = "missing" if codec == DEFAULT_CODEC else "warn"
    return Check(f"encoder {name}", state, f"needed for --codec {codec}", REINSTALL)


def media(project: Project) -> Check:
    """Whether clips can be published."""
    try:
        require_writable(project.media)
    except MachineError as error:
        return Check("media", "missing", error.problems[0].what, error.problems[0].remedy)
    return Check("media", "ok", f"{project.media} is writable")


def disk(project: Project, free_mb: int | None = None) -> Check:
    """Whether there is disk space for clips."""
    if free_mb is None:
        free_mb = shutil.disk_usage(nearest_existing(project.media)).free // 2**20
    state: State = "missing" if free_mb < NO_DISK_MB else "warn" if free_mb < LOW_DISK_MB else "ok"
    remedy = "" if state == "ok" else "Free some space, or publish elsewhere with --out DIR."
    return Check("disk", state, f"{free_mb} MB free", remedy)


def capacity() -> tuple[Check, ...]:
    """Memory and cores, within a container's limits."""
    from storyreel.workers.capacity import Machine

    machine = Machine.current()
    return memory(machine), Check("cores", "ok", str(machine.cores))


def memory(machine: Machine) -> Check:
    """The largest quality for which the free memory suffices with one worker."""
    fitting = [
        quality.name
        for quality in LADDER.values()
        if quality.parent_mb + quality.worker_mb <= machine.memory_mb
    ]
    detail = f"{machine.memory_mb} MB free"
    if not fitting:
        return Check(
            "memory", "missing", f"{detail}; not enough for any quality", "Close other programs."
        )
    largest = list(LADDER)[-1]
    if fitting[-1] == largest:
        return Check("memory", "ok", f"{detail}; enough for {largest}")
    return Check("memory", "warn", f"{detail}; enough for {fitting[-1]}", "Close other programs.")
