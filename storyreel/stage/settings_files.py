"""The user's settings of Manim: `manim.cfg` in the current folder and in the home folder."""

from __future__ import annotations

import re
from configparser import ConfigParser, Error, ParsingError
from os.path import isfile
from pathlib import Path

from manim import config
from manim._config.utils import ManimConfig, config_file_paths

from storyreel.base.errors import Location, Problem, RequestError


def read_settings_files() -> None:
    """Set Manim's global configuration as the user's files say.

    Raises RequestError with the line of a wrong setting.
    """
    # `Path.is_file` raises an error for a folder that can't be entered.
    library, *users = filter(isfile, config_file_paths())
    if not users:  # Manim was imported with its own settings
        return
    parser = _parser_of(library)
    for path in users:
        _read(parser, path)
    try:
        config.digest_parser(parser)
    except Exception as error:
        wrong = [_wrong_setting(path, library) for path in users]
        problem = next(filter(None, wrong), None)
        raise RequestError(
            problem or Problem(f"The settings of Manim are wrong: {error}.", "Correct manim.cfg.")
        ) from error


def _parser_of(path: Path) -> ConfigParser:
    parser = ConfigParser()
    parser.read_string(path.read_text("utf-8"))
    return parser


def _read(parser: ConfigParser, path: Path) -> None:
    try:
        parser.read_string(path.read_text("utf-8"), str(path))
    except OSError as error:
        problem = Problem(
            f"can't be read ({error.strerror}).", "Check its permissions.", Location(str(path))
        )
        raise RequestError(problem) from error
    except (Error, UnicodeError) as error:
        line = getattr(error, "lineno", None)
        if isinstance(error, ParsingError) and getattr(error, "errors", None):
            line = error.errors[0][0]
        what = "is not a settings file of Manim"
        if line is None:
            what += f": {error}"
        remedy = "Write settings as `name = value` below a section such as [CLI]."
        raise RequestError(Problem(f"{what}.", remedy, Location(str(path), line))) from error


def _wrong_setting(path: Path, library: Path) -> Problem | None:
    """The first setting of a file that Manim refuses beside its own ones."""
    own = _parser_of(path)
    for section in own.sections():
        for name, value in own.items(section, raw=True):
            parser = _parser_of(library)
            if not parser.has_section(section):
                continue
            parser.set(section, name, value.replace("%", "%%"))
            try:
                ManimConfig().digest_parser(parser)
            except Exception as error:
                what = f"{name} = {value} is not valid: {error}".rstrip(".")
                where = Location(str(path), _line_of(path, section, name))
                return Problem(f"{what}.", "Correct the line, or remove it.", where)
    return None


def _line_of(path: Path, section: str, name: str) -> int | None:
    here = ""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        header = re.match(r"\[(.+)\]", line.strip())
        if header:
            here = header[1]
        elif here == section and re.match(rf"\s*{re.escape(name)}\s*[=:]", line, re.IGNORECASE):
            return number
    return None
