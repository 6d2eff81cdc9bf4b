"""Things within things: a field that holds any other kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, ValidationError, ValidationInfo, WithJsonSchema

from storyreel.base.errors import did_you_mean
from storyreel.design.layout import Frame
from storyreel.pictures.elements import Element, Picture, below, inside
from storyreel.pictures.kinds.kind import MOVE, Kind
from storyreel.storyboard.record import raised_again
from storyreel.storyboard.values import mistake

S = TypeVar("S", bound=Kind)

ANY_KIND = {"type": "object", "minProperties": 1, "maxProperties": 1}
"""The JSON Schema of a thing within another one."""


def kinds_within() -> dict[str, type[Kind]]:
    """The kinds that may be within another one, by name: all that need a place."""
    return {kind.name: kind for kind in _subclasses(Kind) if "name" in vars(kind) and kind.placed}


def _subclasses(kind: type[Any]) -> Iterator[type[Kind]]:
    for subclass in kind.__subclasses__():
        yield subclass
        yield from _subclasses(subclass)


def _state(value: Any, info: ValidationInfo) -> Any:
    """The state that a mapping such as {figure: {value: 3}} stands for."""
    if isinstance(value, Kind):
        return value
    kinds = kinds_within()
    if not isinstance(value, Mapping) or len(value) != 1:
        raise mistake("must name one kind.", "Write a kind, as in {figure: {value: 3}}.")
    ((name, fields),) = value.items()
    if name not in kinds:
        near = did_you_mean(str(name), list(kinds))
        raise mistake(f"unknown kind {name!r}.", f"{near}The kinds are {', '.join(kinds)}.")
    try:
        return kinds[name].model_validate(fields, context=info.context)
    except ValidationError as error:
        raise ValidationError.from_exception_data(
            error.title, [raised_again(detail, [], (name,)) for detail in error.errors()]
        ) from None


Within = Annotated[Kind, BeforeValidator(_state), WithJsonSchema(ANY_KIND)]
"""Any kind, written as in a picture: {figure: {value: 3}}."""


def carried_within(
    parts: tuple[str, ...], known: Mapping[str, Any], stated: Mapping[str, Any]
) -> dict[str, Any]:
    """What is stated over what is known, also within `parts` that keep their kind."""
    found = {**known, **stated}
    for part in parts:
        old, new = known.get(part), stated.get(part)
        if not isinstance(old, Mapping) or not isinstance(new, Mapping) or old.keys() != new.keys():
            continue
        for name, fields in new.items():
            kind = kinds_within().get(name)
            if kind and isinstance(fields, Mapping) and isinstance(old[name], Mapping):
                found[part] = {name: kind.carried(old[name], fields)}
    return found


def draw_within(part: str, kind: Kind, room: Frame) -> Iterator[Element]:
    """The elements of the thing in `part`, with that name in their keys."""
    for element in below(part, kind.draw(room)):
        yield element._replace(quoted=element.quoted or kind.quoted)


def between_within(first: S, second: S, parts: tuple[str, ...], share: float) -> S | None:
    """The state between two of which only things in `parts` differ, if these know the way."""
    mixed: dict[str, Kind] = {}
    for part in parts:
        old, new = getattr(first, part), getattr(second, part)
        if old != new:
            found = old.between(new, share) if old and new else None
            if found is None:
                return None
            mixed[part] = found
    same = first.model_copy(update={part: getattr(second, part) for part in mixed}) == second
    return second.model_copy(update=mixed) if mixed and same else None


def change_within(
    part: str, states: tuple[Kind | None, Kind | None], ends: tuple[Picture, Picture]
) -> tuple[Picture, Picture]:
    """The ends of a change with what the thing in `part` says of its own."""
    earlier, later = states
    if later is None:
        return ends
    own = later.change_from(earlier, *(inside(part, picture) for picture in ends))
    if not ends[0]:
        own = own[0], _in_turn(own[1])
    before, after = (
        (*(element for element in picture if not element.key.startswith(f"{part}/")), *new)
        for picture, new in zip(ends, (below(part, end) for end in own), strict=True)
    )
    return before, after


def _in_turn(picture: Picture) -> Picture:
    """What enters with the thing that holds it: its words have no time of their own."""
    return tuple(
        element._replace(span=None) if element.role == "label" else element for element in picture
    )


def seconds_within(parts: tuple[str, ...], earlier: Kind | None, later: Kind) -> float:
    """Seconds of a change: as many as the slowest thing within needs."""
    same = earlier if type(earlier) is type(later) else None
    return max(
        (
            kind.seconds(getattr(same, part, None))
            for part in parts
            if (kind := getattr(later, part)) is not None and kind != getattr(same, part, None)
        ),
        default=MOVE,
    )
