"""What the options of `slides` must not say together."""

from __future__ import annotations

import argparse

from storyreel.base.errors import Problem, RequestError
from storyreel.base.regular_file import why_no_file
from storyreel.slides import page
from storyreel.slides.deliver import require_own, require_target
from storyreel.slides.video_file import UNWRITABLE

LONGEST_TITLE = 200
"""In characters, as in a storyboard."""


def require_consistent(options: argparse.Namespace) -> None:
    """Raise RequestError for options that name no output or contradict each other."""
    problems = []
    if not (options.output or options.into or options.html or options.pdf):
        problems.append(
            Problem(
                "No output was requested.", "Add -o FILE, --into FILE, --html DIR or --pdf FILE."
            )
        )
    problems += _wrong_places(options)
    deck = options.output or options.into
    for option, given in (("--on-click", options.on_click), ("--place", options.place)):
        if given and not deck:
            problems.append(Problem(f"{option} is for a .pptx.", "Add -o FILE or --into FILE."))
    if options.paper and not options.pdf:
        problems.append(Problem("--paper is for a handout.", "Add --pdf FILE."))
    if options.one_file and not options.html:
        problems.append(Problem("--one-file is for --html.", "Add --html FILE.html."))
    if options.steps and not (deck or options.html):
        problems.append(Problem("--steps is for decks.", "Add -o FILE or --html DIR."))
    if options.bare and (options.into or not (options.output or options.html)):
        what = "--bare is for new lessons."
        problems.append(Problem(what, "Leave it out; --into adds clips alone."))
    if options.title is not None:
        problems += _wrong_title(options)
    if problems:
        raise RequestError(*problems)


def _wrong_title(options: argparse.Namespace) -> list[Problem]:
    """What is wrong with --title."""
    if not options.title.strip():
        return [Problem("--title is blank.", "Write the title of the lesson.")]
    if len(options.title) > LONGEST_TITLE:
        what = f"--title has {len(options.title)} characters, but may have at most {LONGEST_TITLE}."
        return [Problem(what, "Shorten it.")]
    if bad := UNWRITABLE.search(options.title):
        return [Problem(f"--title contains {bad[0]!r}.", "Write it without this character.")]
    if options.bare or not (options.output or options.html):
        what = "--title is for the title slide of a new lesson."
        return [Problem(what, "Leave it out, or add -o FILE or --html DIR without --bare.")]
    return []


def _wrong_places(options: argparse.Namespace) -> list[Problem]:
    """The contradictions among --into, --slide, --after and --cover."""
    if options.into is not None and not options.into.is_file():
        what = f"{options.into} {why_no_file(options.into)}."
        return [Problem(what, "Name a .pptx of yours, or write a new lesson with -o FILE.")]
    problems = []
    place = [name for name in ("slide", "after") if getattr(options, name) is not None]
    if options.into is None and place:
        problems.append(
            Problem(
                f"--into FILE and --{place[0]} N go together.", f"Add --into or drop --{place[0]}."
            )
        )
    elif options.into is not None and len(place) != 1:
        what = "--into FILE and one of --slide N and --after N go together."
        problems.append(Problem(what, "Use --after N for new slides after slide N."))
    if options.slide is not None and (len(options.clips) != 1 or "all" in options.clips):
        problems.append(
            Problem("--slide takes one clip.", "Name that clip alone, or use --after N.")
        )
    if options.slide is not None and options.steps:
        problems.append(Problem("--steps needs a slide for each beat.", "Use --after N."))
    if options.cover and options.slide is None:
        problems.append(Problem("--cover goes with --slide N.", "Leave it out."))
    return problems


def require_targets(options: argparse.Namespace) -> None:
    """Check every file and folder that the options name as an output, before anything is made.

    Raises RequestError for a name that is unsuitable or another's, MachineError for a folder that
    is not writable.
    """
    if options.output:
        suffix = options.into.suffix.lower() if options.into else ".pptx"
        require_target("-o", options.output, suffix)
        _require_new_copy(options)
    elif options.into:
        require_target("--into", options.into, options.into.suffix.lower())
    if options.pdf:
        require_target("--pdf", options.pdf, ".pdf")
        require_own("--pdf", options.pdf)
    if options.one_file:
        page.require_own_file(options.html)
    elif options.html:
        page.require_own_folder(options.html)


def _require_new_copy(options: argparse.Namespace) -> None:
    """Raise RequestError where a copy of a deck would replace another one, maybe an edited one."""
    if options.into and options.output.exists():
        if options.into.exists() and options.output.samefile(options.into):
            return
        raise RequestError(
            Problem(
                f"-o {options.output} exists.",
                f"Name another file, or change that one with --into {options.output}.",
            )
        )
