"""Forms: the geometry of one element, and the way from one geometry to another.

Lengths are scene units, with the origin in the centre of the frame and y upwards. `mix` is exact
at both ends: `a.mix(b, 0)` looks like `a` and `a.mix(b, 1)` like `b`.
"""

from storyreel.pictures.forms.contours import Contours
from storyreel.pictures.forms.form import Form, mix_forms, same_shape, with_heights
from storyreel.pictures.forms.geometry import Point, Points, between, point_between, point_scaled
from storyreel.pictures.forms.link import Link
from storyreel.pictures.forms.outline import Outline
from storyreel.pictures.forms.pace import Pace
from storyreel.pictures.forms.photo import Photo
from storyreel.pictures.forms.polyline import Polyline
from storyreel.pictures.forms.rect import Rect
from storyreel.pictures.forms.words import CURSOR, SHARE, Anchor, Number, Typed, Words, shown

__all__ = [
    "CURSOR",
    "SHARE",
    "Anchor",
    "Contours",
    "Form",
    "Link",
    "Number",
    "Outline",
    "Pace",
    "Photo",
    "Point",
    "Points",
    "Polyline",
    "Rect",
    "Typed",
    "Words",
    "between",
    "mix_forms",
    "point_between",
    "point_scaled",
    "same_shape",
    "shown",
    "with_heights",
]
