"""The stamp of a finished `.venv`, which says for which checkout it was made.

It is checked before every command, so this module imports as little as possible.
"""

import hashlib
import os
from collections.abc import Iterable

NAME = "storyreel-setup"
"""The name of the stamp, a file in `.venv`."""

UNFINISHED = "unfinished\n"
"""The content of the stamp until the last package is installed."""

LOCKS = ("requirements.lock", "requirements-build.lock")

EXTENSION = "storyreel/native"
"""The folder of the extension in the checkout: its C sources, and the module made of them."""

MODULE = "_extension.abi3.so"
"""The compiled extension, for every Python from 3.11 on."""


def python_of(root: str) -> str:
    """The interpreter in the `.venv` of the checkout at `root`."""
    return os.path.join(root, ".venv", "bin", "python")


def path_of(root: str) -> str:
    """The path of the stamp."""
    return os.path.join(root, ".venv", NAME)


def expected(root: str) -> str:
    """The stamp that a finished `.venv` should have: `packages`, and a line on the extension.

    That line changes with the C sources, and when the module that was compiled is gone, damaged or
    another one, as in a new checkout with a `.venv` from a cache.
    """
    sources = _digest(root, extension_sources(root))
    try:
        module = _digest(root, [f"{EXTENSION}/{MODULE}"])
    except OSError:
        module = "not compiled"
    return f"{packages(root)}extension {sources} {module}\n"


def packages(root: str) -> str:
    """The part of the stamp that `.venv` must match: digest of the locks, location, Python.

    It changes with a lock, with the location of the checkout, and when the Python that `.venv` uses
    is upgraded or removed.
    """
    interpreter = os.path.realpath(python_of(root))
    return f"locks {_digest(root, LOCKS)}\nroot {root}\npython {interpreter}\n"


def extension_sources(root: str) -> list[str]:
    """The C sources of the extension and their headers, sorted; relative to the checkout."""
    try:
        names = sorted(os.listdir(os.path.join(root, EXTENSION)))
    except OSError:
        return []
    return [f"{EXTENSION}/{name}" for name in names if name.endswith((".c", ".h"))]


def _digest(root: str, names: Iterable[str]) -> str:
    """SHA-256 over the contents of files."""
    digest = hashlib.sha256()
    for name in names:
        with open(os.path.join(root, name), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def found(root: str) -> str | None:
    """The content of the stamp, or None."""
    try:
        with open(path_of(root), encoding="utf-8") as file:
            return file.read()
    except OSError:
        return None


def write(root: str, text: str) -> None:
    """Write the stamp atomically."""
    beside = path_of(root) + ".new"
    with open(beside, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path_of(root))


def is_current(root: str) -> bool:
    """Whether `.venv` is finished, matches the locks and can be started."""
    return found(root) == expected(root) and os.access(python_of(root), os.X_OK)
