"""How one picture becomes another: a function of the two and of a share of the time.

An element whose key is in two pictures is the same thing: it moves, grows, counts and changes its
colour. A new key enters, a key that is gone leaves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from storyreel.design.easing import glide, leave, settle
from storyreel.design.tokens import px
from storyreel.pictures.elements import Element, Picture
from storyreel.pictures.forms import (
    Form,
    Link,
    Number,
    Point,
    Polyline,
    Typed,
    Words,
    between,
    mix_forms,
    same_shape,
    with_heights,
)

RISE = px(22)
"""How far below its place an element without a birth begins."""

EXCHANGE = 0.4
"""Share of a change after which one kind of thing gives way to another."""

WHOLE = (0.0, 1.0)
DEPARTURE = (0.0, 0.4)
"""Shares of a change between which elements move, and leave, unless they say otherwise."""

TURN = (0.35, 0.65)
"""Shares of a change between which one text or shape gives way to another, or a thing that stays in
its place gets another colour: so short that few frames show neither, or half of each."""

ASIDE = 0.4
"""Share of a move in which an element swings aside, and back."""

CARRIED = 0.22
"""Share of a move in which what is only shown meanwhile appears, and disappears."""

OVERLAP = 0.72
"""How much of an element's time its successor shares when several enter one after another."""


APPEARING = 0.4
"""Share of the rest at the start of a count in which the number appears."""


def mix(before: Picture, after: Picture, share: float, counted: float | None = None) -> Picture:
    """The picture between two at a share of the time, which is eased here.

    At 0 and below it is `before`, at 1 and above `after`: the same objects. `counted` is the share
    of its way that a number has come, where this does not follow from the time.
    """
    if share <= 0:
        return _resting(before)
    if share >= 1:
        return _resting(after)
    old = {element.key: element for element in before}
    new = {element.key for element in after}
    entering = [element for element in after if element.key not in old]
    queue = [element.key for element in entering if element.span is None]
    order = {key: place for place, key in enumerate(queue)}
    leaving: dict[str | None, list[Element]] = {}
    """What leaves, by the key of what stays below it."""

    staying = None
    for element in before:
        if element.key in new:
            staying = element.key
        else:
            gone = left(element, _within(share, element.span or DEPARTURE))
            leaving.setdefault(staying, []).extend(gone)
    mixed: list[Element] = [*leaving.get(None, [])]
    for element in after:
        known = old.get(element.key)
        if known is None:
            own = (
                _staggered(share, order[element.key], len(order))
                if element.span is None
                else _within(share, element.span)
            )
            mixed += entered(element, own)
        elif known is element or (_stays(known, element) and not element.passing):
            mixed.append(element)
        else:
            own = _within(share, element.span or _usual(known, element))
            moved = own if element.span else share
            mixed += changed(known, element, own, counted, moved)
        mixed += leaving.get(element.key, ())
    return tuple(sorted(mixed, key=lambda element: element.depth))


def exchange(before: Picture, after: Picture, share: float) -> Picture:
    """The picture between two things of different kinds at a share of the time.

    What both have changes as in `mix`; all else of the first leaves before that of the second
    enters.
    """
    old, new = ({element.key for element in picture} for picture in (before, after))
    staying = mix(
        tuple(element for element in before if element.key in new),
        tuple(element for element in after if element.key in old),
        share,
    )
    leaving = mix(tuple(element for element in before if element.key not in new), (), share)
    arriving = tuple(element for element in after if element.key not in old)
    entering = mix((), arriving, (share - EXCHANGE) / (1 - EXCHANGE))
    parts = (*leaving, *staying, *entering)
    return tuple(sorted(parts, key=lambda element: element.depth))


def entered(element: Element, share: float) -> Sequence[Element]:
    """An element on its way in."""
    if share <= 0:
        return ()
    eased = settle(share)
    if element.birth is not None and same_shape(element.birth, element.form):
        return (_grown(element, element.birth, share),)
    if isinstance(element.form, Polyline | Link | Typed):
        done = min(share, 1.0) if isinstance(element.form, Typed) else glide(share)
        return (element.at(mix_forms(element.form.undrawn(), element.form, done)),)
    look = element.look.faded(min(1.0, eased * 1.4))
    return (element.at(element.form.moved(0.0, -RISE * (1 - eased)), look),)


def _grown(element: Element, birth: Form, share: float) -> Element:
    """An element that grows from its birth, after it has shown that for the time of its rest."""
    eased = settle(max(0.0, share - element.rest) / (1 - element.rest))
    shown = share / (element.rest * APPEARING) if element.rest else eased * 4
    return element.at(mix_forms(birth, element.form, eased), element.look.faded(min(1.0, shown)))


def left(element: Element, share: float) -> Sequence[Element]:
    """An element on its way out, at a share of its own time. A number does not count back."""
    own = leave(share)
    if own >= 1 or element.passing:
        return ()
    counted = isinstance(element.form, Number)
    if element.birth is not None and same_shape(element.birth, element.form) and not counted:
        form = mix_forms(element.form, element.birth, own)
        return (element.at(form, element.look.faded(1 - max(0.0, own * 4 - 3))),)
    return (element.at(element.form, element.look.faded(1 - own)),)


def changed(
    before: Element,
    after: Element,
    share: float,
    counted: float | None = None,
    moved: float | None = None,
) -> Sequence[Element]:
    """One element between two states; `moved` is the share of its move that has passed where its
    words or its shape turn in another time."""
    eased = glide(share)
    if same_shape(before.form, after.form):
        form = _form_between(before.form, after, eased, counted)
        look = before.look.mix(after.look, eased)
        if after.arc != (0.0, 0.0):
            aside = glide(min(share, 1 - share) / ASIDE)
            form = form.moved(after.arc[0] * aside, after.arc[1] * aside)
        if after.passing:
            look = look.faded(min(share, 1 - share, CARRIED) / CARRIED)
        return (after.at(form, look),)
    # Another text, or another shape: the old one gives way, then the new one comes.
    dx, dy = _way(before.form, after.form)
    come = glide(share if moved is None else moved)
    if share < 0.5:
        own = leave(share / 0.5)
        form = before.form.moved(dx * come, dy * come + RISE * own)
        return (before.at(form, before.look.faded(1 - own)),)
    own = settle((share - 0.5) / 0.5)
    form = after.form.moved(dx * (come - 1), dy * (come - 1) - RISE * (1 - own))
    return (after.at(form, after.look.faded(own)),)


def _way(first: Form, last: Form) -> Point:
    """How far words that turn into others move with what they belong to."""
    if not (isinstance(first, Words) and isinstance(last, Words) and first.anchor == last.anchor):
        return 0.0, 0.0
    return last.at[0] - first.at[0], last.at[1] - first.at[1]


def _form_between(first: Form, after: Element, eased: float, counted: float | None) -> Form:
    """The form on the way to that of an element: where it has a pace, a number has its value by
    the time, and all else follows the digits."""
    last = after.form
    if after.pace is None:
        return mix_forms(first, last, eased)
    form = mix_forms(first, last, after.pace.at(eased if counted is None else counted))
    if after.pace.level:
        form = with_heights(form, mix_forms(first, last, eased))
    if isinstance(form, Number) and isinstance(first, Number) and isinstance(last, Number):
        return replace(form, value=between(first.value, last.value, eased))
    return form


def _stays(before: Element, after: Element) -> bool:
    """Whether an element looks the same in two states, and does not swing aside between them."""
    alike = before.form == after.form and before.look == after.look
    return alike and (after.arc == (0.0, 0.0) or before == after)


def _usual(before: Element, after: Element) -> tuple[float, float]:
    """The shares of a change between which an element changes that does not say so itself."""
    if not same_shape(before.form, after.form):
        return TURN
    recoloured = before.look.paints != after.look.paints
    return TURN if before.form == after.form and recoloured else WHOLE


def _staggered(share: float, place: int, count: int) -> float:
    """The share of its own time of one of `count` elements that enter one after another."""
    overlap = max(OVERLAP, 1 - 2.2 / max(count, 1))
    length = 1 / (1 + (count - 1) * (1 - overlap))
    return min(max((share - place * length * (1 - overlap)) / length, 0.0), 1.0)


def _resting(picture: Picture) -> Picture:
    """What is left of a picture at rest."""
    if not any(element.passing for element in picture):
        return picture
    return tuple(element for element in picture if not element.passing)


def _within(share: float, span: tuple[float, float]) -> float:
    """The share of the time between two shares of a change."""
    first, last = span
    return min(max((share - first) / (last - first), 0.0), 1.0)
