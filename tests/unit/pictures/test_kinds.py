"""Every kind of thing: its example, its extremes, and its documentation."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from storyreel.design.layout import Frame
from storyreel.drawing.quanta import QUANTA_PER_UNIT
from storyreel.pictures.facts import Arithmetic
from storyreel.pictures.forms import Link
from storyreel.pictures.kinds import KINDS
from storyreel.pictures.kinds.fields import PictureSurroundings
from storyreel.pictures.kinds.kind import Kind, NoRoomError
from storyreel.pictures.shared_elements import STAGE

ASSETS = Path(__file__).parents[3] / "assets"
CONTEXT = PictureSurroundings(lambda text, face: (), ASSETS, Arithmetic({}))


def example(name: str) -> Kind:
    return KINDS[name].model_validate(
        yaml.safe_load(KINDS[name].example), context=CONTEXT, strict=False
    )


@pytest.mark.parametrize("name", KINDS)
def test_its_example_is_drawn_inside_its_room(name: str) -> None:
    elements = list(example(name).draw(STAGE))
    assert elements
    slack = 0.08
    for element in elements:
        path = element.form.path()
        if isinstance(element.form, Link):
            continue
        assert path is not None, element.key
        box, unit = path.box, QUANTA_PER_UNIT
        assert box.left / unit >= STAGE.left - slack, element.key
        assert box.right / unit <= STAGE.right + slack, element.key
        assert box.bottom / unit >= STAGE.bottom - slack, element.key
        assert box.top / unit <= STAGE.top + slack, element.key


@pytest.mark.parametrize("name", KINDS)
def test_its_elements_have_keys_of_their_own(name: str) -> None:
    keys = [element.key for element in example(name).draw(STAGE)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.placed])
def test_a_room_that_is_too_small_is_refused_with_what_to_do(name: str) -> None:
    with pytest.raises(NoRoomError) as caught:
        list(example(name).draw(Frame(0.0, 0.0, 0.06, 0.06)))
    assert caught.value.what and caught.value.remedy


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_and_its_fields_are_documented(name: str) -> None:
    kind = KINDS[name]
    assert kind.__doc__ and kind.__doc__.strip()
    for field, info in kind.model_fields.items():
        if not info.exclude:
            assert info.description or field in ("x", "y"), f"{name}.{field}"
