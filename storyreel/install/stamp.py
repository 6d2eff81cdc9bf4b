"""Whether `.venv` is finished and fits this checkout; the only thing a later start looks at.

Few imports on purpose: this runs before each command.
"""

import hashlib
import os

NAME = "storyreel-setup"
"""The stamp, a file in `.venv`."""

UNFINISHED = "unfinished\n"
"""What the stamp holds from the making of `.venv` until its last package is in."""

LOCKS = ("requirements.lock", "requirements-build.lock")


def python_of(root: str) -> str:
    """The interpreter in the `.venv` of the checkout at `root`."""
    return os.path.join(root, ".venv", "bin", "python")


def path_of(root: str) -> str:
    """The stamp's file."""
    return os.path.join(root, ".venv", NAME)


def expected(root: str) -> str:
    """What the stamp of a finished `.venv` says: the locks, its place, the Python below it.

    A changed lock, a moved checkout, and a Python that was upgraded or removed all change it.
    """
    digest = hashlib.sha256()
    for lock in LOCKS:
        with open(os.path.join(root, lock), "rb") as file:
            digest.update(file.read())
    interpreter = os.path.realpath(python_of(root))
    return f"locks {digest.hexdigest()}\nroot {root}\npython {interpreter}\n"


def found(root: str) -> str | None:
    """What the stamp says now; None where there is none."""
    try:
        with open(path_of(root), encoding="utf-8") as file:
            return file.read()
    except OSError:
        return None


def write(root: str, text: str) -> None:
    """Put a stamp on `.venv`, whole or not at all."""
    beside = path_of(root) + ".new"
    with open(beside, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path_of(root))


def is_current(root: str) -> bool:
    """Whether `.venv` is finished, made from the locks as they are, and can be started."""
    return found(root) == expected(root) and os.access(python_of(root), os.X_OK)
