"""A file of plain Manim scenes: one of its classes, and where in it something went wrong."""

from __future__ import annotations

import random
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from xml.etree.ElementTree import ParseError

import numpy as np
from manim import Scene

from storyreel.base.errors import Location, Problem, RequestError, did_you_mean
from storyreel.base.gc_tuning import freeze_imports
from storyreel.base.system_errors import out_of_memory
from storyreel.stage.file_reads import is_library_file
from storyreel.stage.remedies import explained

_CURRENT_FOLDER = ""
"""As an entry of `sys.path`."""


@dataclass(frozen=True, slots=True)
class SceneFile:
    """A file and the name of a scene class in it."""

    path: Path
    """Absolute."""

    shown: str
    """The path as the user wrote it."""

    name: str

    @contextmanager
    def loaded(self, seed: int) -> Iterator[type[Scene]]:
        """The scene class; modules in its file's folder and in the current one can be imported.

        As by `python -m manim`, but only as long as the block lasts: another file may have modules
        of the same names. Raises RequestError with the line where the file fails, and for a class
        that is not there or no plain scene.
        """
        module_name = f"storyreel_scenes_in_{self.path.stem}"
        before, known = list(sys.path), frozenset(sys.modules)
        sys.path[:0] = [str(self.path.parent), _CURRENT_FOLDER]
        random.seed(seed)
        np.random.seed(seed)
        try:
            with self.locating_errors("the file"):
                spec = spec_from_file_location(module_name, self.path)
                assert spec is not None and spec.loader is not None
                module = module_from_spec(spec)
                sys.modules[module_name] = module  # dataclasses look themselves up there
                spec.loader.exec_module(module)
            freeze_imports()
            yield self._chosen(module)
        finally:
            sys.path[:] = before
            for name in [name for name in sys.modules if name not in known]:
                if name == module_name or _is_users(sys.modules[name]):
                    del sys.modules[name]

    @contextmanager
    def locating_errors(self, who: str) -> Iterator[None]:
        """Turn what is raised by the user's code, or below it, into a problem at its line."""
        try:
            yield
        except RequestError as error:
            place = self.line_of(error) or Location(self.shown)
            raise RequestError(
                *(Problem(p.what, p.remedy, p.where or place) for p in error.problems)
            ) from error
        except ParseError as error:  # a SyntaxError, although not of Python
            place = self.line_of(error) or Location(self.shown)
            what = f"a file that {who} reads, such as an SVG, is not XML: {error}."
            raise RequestError(Problem(what, "Save it again.", place)) from error
        except SyntaxError as error:
            where = self.line_of(error)
            if error.filename == str(self.path):
                where = Location(self.shown, error.lineno, error.offset)
            raise RequestError(Problem(f"{error.msg}.", "Fix the file.", where)) from error
        except MemoryError as error:
            where = self.line_of(error) or Location(self.shown)
            raise out_of_memory(who, error, where) from error
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # scenes may raise anything
            where = self.line_of(error) or Location(self.shown)
            what, remedy = explained(error)
            raise RequestError(Problem(f"{who} fails: {what}.", remedy, where)) from error

    def line_of(self, error: BaseException) -> Location | None:
        """The last line of the file that an error went through."""
        lines = [
            frame.lineno
            for frame in traceback.extract_tb(error.__traceback__)
            if frame.filename == str(self.path)
        ]
        return Location(self.shown, lines[-1]) if lines else None

    def _chosen(self, module: ModuleType) -> type[Scene]:
        scenes = {
            name: value
            for name, value in vars(module).items()
            if isinstance(value, type)
            and issubclass(value, Scene)
            and value.__module__ == module.__name__
        }
        where = Location(self.shown)
        there = f"Its scenes: {', '.join(scenes)}." if scenes else "It has no scenes."
        found = getattr(module, self.name, None)
        if found is None:
            hint = did_you_mean(self.name, scenes)
            raise RequestError(
                Problem(f"the file has no class {self.name!r}.", hint + there, where)
            )
        if not (isinstance(found, type) and issubclass(found, Scene)):
            raise RequestError(Problem(f"{self.name} is not a Manim scene.", there, where))
        if any(_is_story_scene(base) for base in found.__mro__):
            what = f"{self.name} performs a storyboard."
            raise RequestError(Problem(what, "Render its clip by name.", where))
        return found


def _is_story_scene(cls: type) -> bool:
    """Whether a class is StoryScene; its module takes long to import and few files need it."""
    return (cls.__module__, cls.__name__) == ("storyreel.stage.scene", "StoryScene")


def _is_users(module: ModuleType) -> bool:
    """Whether a module is neither installed nor ours."""
    file = getattr(module, "__file__", None)
    return file is not None and not is_library_file(Path(file))
