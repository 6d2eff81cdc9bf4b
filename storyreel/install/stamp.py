"""The stamp of a finished `.venv`, which says for which checkout it was made.

It is checked before every command, so this module imports as little as possible.
"""

import hashlib
import os

NAME = "storyreel-setup"
"""The name of the stamp, a file in `.venv`."""

UNFINISHED = "unfinished\n"
"""The content of the stamp until the last package is installed."""

LOCKS = ("requirements.lock", "requirements-build.lock")


def python_of(root: str) -> str:
    """The interpreter in the `.venv` of the checkout at `root`."""
    return os.path.join(root, ".venv", "bin", "python")


def path_of(root: str) -> str:
    """The path of the stamp."""
    return os.path.join(root, ".venv", NAME)


def expected(root: str) -> str:
    """The stamp that a finished `.venv` should have: digest of the locks, location, Python.

    It changes with a lock, with the location of the checkout, and when the Python that `.venv` uses
    is upgraded or removed.
    """
    digest = hashlib.sha256()
    for lock in LOCKS:
        with open(os.path.join(root, lock), "rb") as file:
            digest.update(file.read())
    interpreter = os.path.realpath(python_of(root))
    return f"locks {digest.hexdigest()}\nroot {root}\npython {interpreter}\n"


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
