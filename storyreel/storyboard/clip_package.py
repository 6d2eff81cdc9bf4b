"""Load the Python modules of a clip from its folder, wherever the project is.

The folder becomes a package under a name of its own. Its modules import each other relatively
(`from .parts.road import Road`), and clips of two projects never mix in one process.
"""

from __future__ import annotations

import sys
import traceback
from hashlib import sha256
from importlib import import_module, invalidate_caches
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec
from pathlib import Path
from types import ModuleType

from storyreel.base.errors import Location
from storyreel.base.user_code import text_of
from storyreel.storyboard.catalog import ClipFiles


def load_clip_module(clip: ClipFiles, name: str) -> ModuleType:
    """Import `name` from the clip's folder; if the folder has changed, import it again.

    Raises what the module raises: `location_in` finds its line.
    """
    return import_module(f"{_package(clip)}.{name}")


def execute_clip_module(clip: ClipFiles, name: str) -> ModuleType:
    """Import `name` like `load_clip_module`, but execute it once more if it is loaded already."""
    package = _package(clip)
    sys.modules.pop(f"{package}.{name}", None)
    return import_module(f"{package}.{name}")


def described(error: BaseException) -> str:
    """The class of an error, and its message if it has one."""
    return f"{type(error).__name__}: {text_of(error)}".rstrip(" .:")


def location_in(clip: ClipFiles, error: BaseException) -> Location | None:
    """The last line of the clip's modules that an error went through, if there is one."""
    if isinstance(error, SyntaxError) and error.filename and clip.owns(Path(error.filename)):
        return Location(clip.shown(Path(error.filename)), error.lineno, error.offset)
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if clip.owns(Path(frame.filename)):
            return Location(clip.shown(Path(frame.filename)), frame.lineno)
    return None


def _package(clip: ClipFiles) -> str:
    """The name of the package that is the clip's folder with its present sources.

    The package has no code of its own: an `__init__.py` in the folder is not executed.
    """
    digest = sha256(bytes(clip.folder))
    for path in clip.modules:
        digest.update(bytes(path.relative_to(clip.folder)) + b"\0")
        digest.update(sha256(path.read_bytes()).digest())
    name = f"storyreel_clip_{clip.folder.name}_{digest.hexdigest()[:16]}"
    if name not in sys.modules:
        spec = ModuleSpec(name, None, is_package=True)
        spec.submodule_search_locations = [str(clip.folder)]
        sys.modules[name] = module_from_spec(spec)
        invalidate_caches()
    return name
