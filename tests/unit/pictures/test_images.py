"""`image`: what of a picture shows, and how it fades."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pydantic import ValidationError

from storyreel.drawing.drawing import ImageItem
from storyreel.pictures.drawing_items import item_of
from storyreel.pictures.elements import Element, Look
from storyreel.pictures.forms import Photo
from storyreel.pictures.kinds import KINDS
from storyreel.pictures.kinds.fields import PictureSurroundings
from storyreel.pictures.shared_elements import STAGE
from tests.unit.pictures.drawn_kinds import CONTEXT


@pytest.fixture
def photo(tmp_path: Path) -> PictureSurroundings:
    Image.new("RGB", (400, 100), "navy").save(tmp_path / "wide.png")
    return replace(CONTEXT, assets=tmp_path)


def shown(context: PictureSurroundings, **fields: object) -> Photo:
    image = KINDS["image"].model_validate({"file": "wide.png", **fields}, context=context)
    form = next(e.form for e in image.draw(STAGE) if e.key == "image")
    assert isinstance(form, Photo)
    return form


def test_an_image_fills_its_place_and_keeps_its_proportions(photo: PictureSurroundings) -> None:
    form = shown(photo)
    assert form.window.frame.width == pytest.approx(STAGE.width)
    assert form.window.frame.height == pytest.approx(STAGE.height)
    assert form.frame.width / form.frame.height == pytest.approx(4)


def test_an_image_shown_whole_is_not_cropped(photo: PictureSurroundings) -> None:
    form = shown(photo, fit="contain")
    assert form.window.frame.width == pytest.approx(form.frame.width)
    assert form.window.frame.height == pytest.approx(form.frame.height)


def test_the_point_in_sight_never_leaves_a_blank_edge(photo: PictureSurroundings) -> None:
    form = shown(photo, center=(0.0, 1.0), zoom=2.0)
    assert form.frame.left == pytest.approx(form.window.frame.left)
    assert form.frame.bottom == pytest.approx(form.window.frame.bottom)


def test_an_image_becomes_an_item_that_fades(photo: PictureSurroundings) -> None:
    look = Look(fill=(65535, 65535, 65535, 65535))
    whole = item_of(Element("image", shown(photo), look))
    half = item_of(Element("image", shown(photo), look.faded(0.5)))
    assert isinstance(whole, ImageItem) and isinstance(half, ImageItem)
    assert np.all(whole.pixels.rgba[..., 3] == 255)
    assert np.all(half.pixels.rgba[..., 3] == 127)
    assert item_of(Element("image", shown(photo), look.faded(0.0))) is None


def test_a_missing_image_is_refused(photo: PictureSurroundings) -> None:
    with pytest.raises(ValidationError, match="is not a file in assets"):
        KINDS["image"].model_validate({"file": "no.png"}, context=photo)
