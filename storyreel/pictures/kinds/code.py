"""`code`: lines of a program, highlighted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from storyreel.base.counted import counted
from storyreel.base.errors import did_you_mean
from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, TextStyle, Type, px
from storyreel.pictures.choreography import phased, whole_thing
from storyreel.pictures.elements import Element, Look, Picture, color, renamed
from storyreel.pictures.forms import Rect
from storyreel.pictures.kinds.entry import numbered
from storyreel.pictures.kinds.fields import Count
from storyreel.pictures.kinds.kind import Kind, NoRoomError
from storyreel.pictures.kinds.labels import width_of, words
from storyreel.pictures.kinds.signs import GOLD_WORDS, PLATE, RADIUS
from storyreel.pictures.looks import GOLD, INK, NAVY, SOFT
from storyreel.storyboard.values import Distinct, MonoLines, mistake

SMALLEST_CODE = Type.CODE.size
LARGEST = px(66)
LEADING = 1.42
CLOSE = 1.22
"""Distance of lines in sizes of the text: as a rule, and at least."""

PAD = px(44)
BAND = Look(fill=color(Color.GOLD_PALE))
BAR = px(9)
TAB = 4

LOOKS = {
    "Token.Comment": SOFT,
    "Token.Keyword": NAVY,
    "Token.Literal": GOLD_WORDS,
    "Token.Name.Builtin": NAVY,
    "Token.Name.Class": NAVY,
    "Token.Name.Decorator": GOLD_WORDS,
    "Token.Name.Function": NAVY,
    "Token.Name.Tag": NAVY,
    "Token.Operator": SOFT,
    "Token.Operator.Word": NAVY,
    "Token.Punctuation": SOFT,
}
"""Looks by kinds of tokens of Pygments; a token has the look of the nearest kind above it."""

STRONG = ("Token.Keyword", "Token.Name.Class", "Token.Name.Function", "Token.Operator.Word")
"""Kinds of tokens in bold."""

SIMILAR = 0.4
"""The least likeness at which one line becomes another; below it, one leaves and one enters."""


@dataclass(frozen=True, slots=True)
class CodeToken:
    """A piece of a line without blanks, the column at which it begins, and its kind."""

    text: str
    column: int
    kind: str

    @property
    def look(self) -> Look:
        """The colour of its kind."""
        kind = self.kind
        while kind and kind not in LOOKS:
            kind = kind.rpartition(".")[0]
        return LOOKS.get(kind, INK)

    @property
    def style(self) -> TextStyle:
        """The weight of its kind."""
        return Type.CODE_STRONG if self.kind.startswith(STRONG) else Type.CODE


@dataclass(frozen=True, slots=True)
class CodeLine:
    """One line of code; its key is its text and which of equal lines it is."""

    key: str
    tokens: tuple[CodeToken, ...]

    def token_keys(self) -> list[str]:
        """The keys of its tokens."""
        return [f"code/{self.key}/{place}" for place in range(len(self.tokens))]

    @property
    def texts(self) -> list[str]:
        return [token.text for token in self.tokens]


@lru_cache(maxsize=256)
def highlighted(text: str, language: str) -> tuple[CodeLine, ...]:
    """The lines of a program in a language that Pygments knows."""
    from pygments.lexers import get_lexer_by_name  # noqa: PLC0415 - few clips show code

    lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    rows: list[list[CodeToken]] = [[]]
    column = 0
    for kind, piece in lexer.get_tokens(text):
        for number, part in enumerate(piece.split("\n")):
            if number:
                rows.append([])
                column = 0
            rows[-1] += _pieces(part, column, str(kind))
            column += len(part)
    written = text.split("\n")
    rows += [[] for _ in range(len(written) - len(rows))]
    keys = numbered(line.strip() for line in written)
    return tuple(CodeLine(key, tuple(row)) for key, row in zip(keys, rows, strict=False))


def _pieces(text: str, column: int, kind: str) -> Iterator[CodeToken]:
    """The pieces between blanks."""
    for blank, characters in groupby(text, str.isspace):
        piece = "".join(characters)
        if not blank:
            yield CodeToken(piece, column, kind)
        column += len(piece)


def _language(name: str) -> str:
    from pygments.lexers import get_all_lexers  # noqa: PLC0415 - few clips show code

    names = [alias for _, aliases, _, _ in get_all_lexers() for alias in aliases]
    if name not in names:
        near = did_you_mean(name, names)
        raise mistake(f"unknown language {name!r}.", f"{near}See pygments.org/languages.")
    return name


def _spaced(text: Any) -> Any:
    """A program with blanks for its tabs."""
    return text.expandtabs(TAB) if isinstance(text, str) else text


class CodeState(Kind):
    """A program on a plate; lines and words that are in the next picture, too, move there."""

    name: ClassVar[str] = "code"
    quoted: ClassVar[bool] = True
    example: ClassVar[str] = (
        '{text: "for row in rows:\\n    loss = model(row)\\n    loss.backward()", mark: [3]}'
    )

    text: Annotated[
        MonoLines,
        BeforeValidator(_spaced),
        Field(description="The program, on as many lines as it has."),
    ]
    language: Annotated[
        str,
        AfterValidator(_language),
        Field(max_length=40, description="Its language, as Pygments names it."),
    ] = "python"
    mark: Annotated[
        tuple[Count, ...], Distinct, Field(description="Lines in gold, counted from 1.")
    ] = ()

    @model_validator(mode="after")
    def _consistent(self) -> CodeState:
        for index, place in enumerate(self.mark):
            if not 1 <= place <= len(self.lines):
                remedy = f"Write lines from 1 to {len(self.lines)}."
                raise mistake(f"marks line {place}.", remedy, "mark", index)
        return self

    @property
    def lines(self) -> tuple[CodeLine, ...]:
        """Its lines, with the colours of a highlighter."""
        return highlighted(self.text.strip("\n"), self.language)

    def draw(self, room: Frame) -> Iterator[Element]:
        lines = self.lines
        columns = max(
            (line.tokens[-1].column + len(line.tokens[-1].text) for line in lines if line.tokens),
            default=1,
        )
        advance = width_of("0", replace(Type.CODE, size=1.0))
        wide, high = room.width - 2 * PAD, room.height - 2 * PAD * 0.7
        size = min(LARGEST, wide / (columns * advance), high / (len(lines) * CLOSE))
        if size < SMALLEST_CODE * 0.999:
            raise NoRoomError(
                f"code of {counted(len(lines), 'line')} of up to "
                f"{counted(columns, 'character')} does not fit at a size that can be read."
            )
        pitch, step = min(size * LEADING, high / len(lines)), advance * size
        x, y = room.center
        width, height = columns * step + 2 * PAD, len(lines) * pitch + 2 * PAD * 0.7
        plate = Frame(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        yield Element("plate", Rect(plate, RADIUS), PLATE)
        yield from self._bands(plate, pitch)
        for number, line in enumerate(lines):
            middle = plate.top - PAD * 0.7 - (number + 0.5) * pitch
            for key, token in zip(line.token_keys(), line.tokens, strict=True):
                at = (plate.left + PAD + token.column * step, middle)
                style = replace(token.style, size=size)
                yield words(key, token.text, style, at, "left", token.look).with_role("code")

    def _bands(self, plate: Frame, pitch: float) -> Iterator[Element]:
        """A band behind each run of marked lines; the first one slides to where the next is."""
        marked = sorted(set(self.mark))
        runs = [
            [place for _, place in run]
            for _, run in groupby(enumerate(marked), lambda pair: pair[1] - pair[0])
        ]
        for number, run in enumerate(runs):
            top = plate.top - PAD * 0.7 - (run[0] - 1) * pitch
            frame = Frame(plate.left, top - len(run) * pitch, plate.right, top)
            born = Rect(replace(frame, right=frame.left + BAR))
            yield Element(f"band/{number}", Rect(frame), BAND, "decor", born)
            side = replace(frame, right=frame.left + BAR)
            born = Rect(replace(side, top=side.bottom))
            yield Element(f"edge/{number}", Rect(side), GOLD, "decor", born)

    def change_from(
        self, earlier: Kind | None, before: Picture, after: Picture
    ) -> tuple[Picture, Picture]:
        if not isinstance(earlier, CodeState):
            return before, after
        before = renamed(before, same_tokens(earlier.lines, self.lines))
        return phased(before, after, whole_thing)


def same_tokens(old: tuple[CodeLine, ...], new: tuple[CodeLine, ...]) -> Mapping[str, str]:
    """For every token of old lines its key in new lines; a key of its own where it leaves."""
    names = {key: f"gone/{key}" for line in old for key in line.token_keys()}
    for first, second in _same_lines(old, new):
        matcher = SequenceMatcher(None, first.texts, second.texts, autojunk=False)
        was, now = first.token_keys(), second.token_keys()
        for a, b, length in matcher.get_matching_blocks():
            names |= dict(zip(was[a : a + length], now[b : b + length], strict=True))
    return names


def _same_lines(
    old: tuple[CodeLine, ...], new: tuple[CodeLine, ...]
) -> Iterator[tuple[CodeLine, CodeLine]]:
    """Pairs of lines of which one becomes the other: equal ones first, then similar ones."""
    left, right = dict(enumerate(old)), dict(enumerate(new))
    texts = [tuple(line.texts) for line in old], [tuple(line.texts) for line in new]
    matcher = SequenceMatcher(None, *texts, autojunk=False)
    for a, b, length in matcher.get_matching_blocks():
        for step in range(length):
            yield left.pop(a + step), right.pop(b + step)
    for place, line in list(left.items()):
        if not line.tokens:
            continue
        likeness = {
            at: (SequenceMatcher(None, line.texts, other.texts).ratio(), -abs(at - place))
            for at, other in right.items()
        }
        best = max(likeness, key=lambda at: likeness[at], default=None)
        if best is not None and likeness[best][0] >= SIMILAR:
            yield left.pop(place), right.pop(best)
