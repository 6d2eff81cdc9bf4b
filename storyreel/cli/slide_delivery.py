"""Writes the decks that the command `slides` was asked for, and reports each file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storyreel.base.counted import counted
from storyreel.base.project import Project
from storyreel.cli.console import Console
from storyreel.slides import page
from storyreel.slides.clip import SlideClip
from storyreel.slides.deck import new_deck
from storyreel.slides.deliver import deliver, size_warning, size_words
from storyreel.slides.existing import ExistingDeck, Showing, put_after, put_on_slide
from storyreel.slides.legibility import shown_clips, too_small
from storyreel.slides.lesson import Lesson, bare_lesson, full_lesson
from storyreel.slides.lint import lint_deck, lint_slides, require_valid
from storyreel.slides.opc import Package
from storyreel.slides.own_deck import update_deck
from storyreel.slides.video_file import name_in_words

if TYPE_CHECKING:
    from storyreel.slides.sources import SlideSource


@dataclass
class Delivered:
    """The files that were written; reports each as it is added."""

    console: Console
    project: Project
    files: list[dict[str, Any]] = field(default_factory=list)
    clips: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def add(self, kind: str, path: Path, size: int, clips: int, remedy: str | None) -> None:
        """Report a file; `remedy` says how to make it smaller if it is too large."""
        shown = self.project.shown(path.absolute())
        self.console.say(f"{shown}: {counted(clips, 'clip')}, {size_words(size)}")
        self.files.append({"kind": kind, "path": str(path.absolute()), "bytes": size})
        warning = size_warning(path, size, remedy) if remedy else None
        if warning:
            self.warn(warning)

    def warn(self, words: str) -> None:
        """Report something that the owner of the file should know."""
        print(f"Warning: {words}", file=sys.stderr)
        self.warnings.append(words)


@dataclass(frozen=True)
class Delivery:
    """Writes decks of clips, each of which comes in one or more parts."""

    done: Delivered
    options: argparse.Namespace
    showing: Showing
    sources: Sequence[SlideSource]
    clips: Sequence[SlideClip]
    parts: Sequence[Sequence[SlideClip]]

    def powerpoint(self, base: ExistingDeck | Package | None) -> None:
        """Write the .pptx: into a deck of somebody, into one of ours, or a new one."""
        target = self.options.output or self.options.into
        if isinstance(base, ExistingDeck):
            package = self._insert(base, target)
        elif base is not None:
            package = self._update(base, target)
        else:
            package = new_deck(self._lesson(self.parts), self.showing)
            require_valid(target, lint_deck(package))
        size = deliver(target, package.write)
        self.done.add("pptx", target, size, len(self.clips), _smaller(self.clips, size))
        self._say_places(package, base.replaced if isinstance(base, ExistingDeck) else ())

    def browser(self) -> None:
        """Write a deck for browsers, in which clips stop at beats by themselves."""
        target, steps = self.options.html, self.options.steps
        clips: Sequence[SlideClip] = self.clips
        if self.options.vector:
            pairs = zip(self.sources, clips, strict=True)
            clips = [replace(clip, drawn=source.drawn()) for source, clip in pairs]
        lesson = self._lesson([(clip,) for clip in clips])
        if self.options.one_file:
            size = page.write_one_file(target, lesson, steps=steps)
        else:
            size = page.write_page(target, lesson, steps=steps)
            target /= page.INDEX
        self.done.add("html", target, size, len(self.clips), None)

    def _insert(self, deck: ExistingDeck, target: Path) -> Package:
        shown = [part for each in self.parts for part in each]
        if self.options.after is not None:
            put_after(deck, self.options.after, shown, self.showing)
        else:
            put_on_slide(deck, self.options.slide, shown[0], self.showing)
        require_valid(target, deck.new_issues(shown))
        for warning in deck.warnings:
            self.done.warn(warning)
        return deck.package

    def _update(self, package: Package, target: Path) -> Package:
        before = lint_slides(package, package.slides)
        changes = update_deck(package, self._lesson(self.parts), self.showing)
        found = lint_slides(package, package.slides)
        require_valid(target, [issue for issue in found if issue not in before])
        for number in changes.kept:
            self.done.console.say(f"  slide {number}: your words were kept")
        for warning in changes.warnings:
            self.done.warn(warning)
        return package

    def _lesson(self, parts: Sequence[Sequence[SlideClip]]) -> Lesson:
        if self.options.bare:
            return bare_lesson(parts)
        target = self.options.output or self.options.html
        return full_lesson(self.options.title or _lesson_title(target, parts), parts)

    def _say_places(self, package: Package, replaced: Sequence[int]) -> None:
        """Say on which slides the clips are, and warn of those that are too small to read.

        The place of clips that were `replaced` on their slides is that of the deck's owner.
        """
        for source, clip, parts in zip(self.sources, self.clips, self.parts, strict=True):
            places = shown_clips(package, parts)
            numbers = sorted({each.slide for each in places})
            if self.options.into:
                self.done.console.say(f"  {clip.words.name}: {_slides(numbers)}")
            if places and not all(each.fills for each in places):
                smallest = source.smallest_text()
                least = min(places, key=lambda each: each.box.height)
                problem = too_small(least, smallest)
                if problem and least.slide in replaced:
                    self.done.warn(f"{problem} Make the clip larger there.")
                elif problem:
                    self.done.warn(f"{problem} Use --place full, or make the clip larger there.")


def _slides(numbers: Sequence[int]) -> str:
    """`slide 4`, or `slides 4, 5 and 6`."""
    if len(numbers) == 1:
        return f"slide {numbers[0]}"
    *before, last = map(str, numbers)
    return f"slides {', '.join(before)} and {last}"


def _lesson_title(target: Path, parts: Sequence[Sequence[SlideClip]]) -> str:
    """The title of the only clip, or the name of the file in words."""
    if len(parts) == 1:
        return parts[0][0].words.clip_title
    return name_in_words(target)


def _smaller(clips: Sequence[SlideClip], size: int) -> str:
    """How to make a deck of that size smaller."""
    of_clips = sum(clip.video.stat().st_size for clip in clips)
    if of_clips < size / 2:
        return f"{size_words(size - of_clips)} of it were there before: compress its pictures."
    ways = ["Add --quality 720p"] if clips[0].height > 720 else []
    ways += ["split it into two decks"] if len(clips) > 1 else []
    words = ", or ".join(ways) or "Put the clip into a separate deck"
    return f"{words[0].upper()}{words[1:]}."
