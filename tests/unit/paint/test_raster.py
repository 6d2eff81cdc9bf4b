"""The raster: exact under damage, opaque, economical, and deterministic."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

import hypothesis.strategies as st
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import HealthCheck, given, settings

from storyreel.drawing.damage import PixelRect, bounds, tiles, to_pixels
from storyreel.drawing.drawing import Clip, Drawing, ImageItem, PathItem, Pixels, Sampling
from storyreel.drawing.paints import Cap, Join, Paint, Rgba, Shadow, Stroke
from storyreel.drawing.path import FillRule, Path
from storyreel.drawing.quanta import QUANTA_PER_UNIT, Box
from storyreel.paint import raster as raster_module
from storyreel.paint import tile_cache
from storyreel.paint.raster import Raster, paint_drawing
from storyreel.paint.tile_cache import TileCache

U = QUANTA_PER_UNIT
SIZE = 426, 240
BLACK: Rgba = (0, 0, 0, 65535)
NAVY: Rgba = (0x1A1A, 0x3636, 0x5D5D, 65535)
WHITE: Rgba = (65535, 65535, 65535, 65535)


def rectangle(left: float, bottom: float, right: float, top: float) -> Path:
    return Path.rectangle(Box(*(round(value * U) for value in (left, bottom, right, top))))


def at(pixels: npt.NDArray[np.uint8], x: float, y: float) -> tuple[int, ...]:
    """The pixel at a place of the scene, at 240 lines."""
    return tuple(pixels[int(120 - y * 30), int(213 + x * 30)].tolist())


def differs_outside(
    before: npt.NDArray[np.uint8], after: npt.NDArray[np.uint8], rects: tuple[PixelRect, ...]
) -> bool:
    changed = (before != after).any(axis=-1)
    for rect in rects:
        changed[rect.top : rect.bottom, rect.left : rect.right] = False
    return bool(changed.any())


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), size=st.sampled_from([(160, 90), (333, 187), (854, 480)]))
def test_painting_the_damage_gives_the_pixels_of_painting_everything(
    data: st.DataObject, size: tuple[int, int], stories: st.SearchStrategy[list[Drawing]]
) -> None:
    raster = Raster(*size)
    for drawing in data.draw(stories):
        before = raster.pixels.copy()
        rects = raster.paint(drawing)
        assert (raster.pixels == paint_drawing(drawing, *size)).all()
        assert not differs_outside(before, raster.pixels, rects)
        assert (raster.pixels[..., 3] == 255).all()


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), size=st.sampled_from([(160, 90), (854, 480)]))
def test_restored_layers_are_what_would_be_painted(
    data: st.DataObject, size: tuple[int, int], busy_stories: st.SearchStrategy[list[Drawing]]
) -> None:
    raster = Raster(*size)
    for drawing in data.draw(busy_stories):
        raster.paint(drawing)
        assert (raster.pixels == paint_drawing(drawing, *size)).all()


def test_layers_restored_below_others_than_their_own_are_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Planted: the second layer counts as equal although it differs."""
    exact = tile_cache.shared_layers
    monkeypatch.setattr(
        tile_cache, "shared_layers", lambda one, other: exact(one[2:], other[2:]) + 2
    )
    raster = Raster(*SIZE)
    below, above = (
        [PathItem(rectangle(x, 0, x + 3, 1), fill=Paint((color,))) for x in (-3.0, -2.8, -2.6)]
        for color in (NAVY, BLACK)
    )
    for lower, upper in [(below[0], above[0]), (below[0], above[1]), (below[1], above[2])]:
        drawing = Drawing((lower, upper))
        raster.paint(drawing)
    assert (raster.pixels != paint_drawing(drawing, *SIZE)).any()


def test_a_damage_that_is_too_small_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(areas: Iterable[Box], width: int, height: int) -> tuple[PixelRect, ...]:
        exact = to_pixels(areas, width, height)
        return tuple(PixelRect(r.left, r.top, r.right - 9, r.bottom) for r in exact)

    monkeypatch.setattr(raster_module, "to_pixels", careless)
    raster = Raster(*SIZE)
    cards = [PathItem(rectangle(x, 0, x + 3, 1), fill=Paint((NAVY,))) for x in (-3.0, -2.8)]
    raster.paint(Drawing((cards[0],)))
    before = raster.pixels.copy()
    rects = raster.paint(Drawing((cards[1],)))
    assert differs_outside(before, raster.pixels, rects)


def test_every_process_paints_the_same() -> None:
    program = """
import hashlib, numpy as np
from storyreel.drawing.drawing import *
from storyreel.paint.raster import paint_drawing
points = (np.random.default_rng(1).random((31, 2)) - 0.5) * 4e6
item = PathItem(
    Path(points.astype(np.int32), (0,), (False,)),
    fill=Paint(((0, 9999, 0, 40000), (65535, 0, 0, 65535)), (0, 0), (1000000, 0)),
    stroke=Stroke(Paint(((0, 0, 65535, 65535),)), 30000),
    shadow=Shadow(0, -9999, 50000, (0, 0, 0, 30000)),
)
print(hashlib.sha256(paint_drawing(Drawing((item,)), 426, 240).tobytes()).hexdigest())
"""
    runs = [
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        for _ in range(2)
    ]
    assert runs[0].stdout == runs[1].stdout != ""


def test_a_held_frame_paints_nothing() -> None:
    raster = Raster(*SIZE)
    drawing = Drawing((PathItem(rectangle(0, 0, 1, 1), fill=Paint((NAVY,))),))
    raster.paint(drawing)
    painted, built = raster.painted_pixels, raster.paths_built
    for _ in range(300):
        assert raster.paint(drawing) == ()
        assert raster.paint(replace(drawing)) == ()
    assert (raster.painted_pixels, raster.paths_built) == (painted, built)


def test_twice_the_size_paints_at_most_four_times_the_pixels() -> None:
    dots = [PathItem(rectangle(x, 0, x + 0.2, 0.2), fill=Paint((NAVY,))) for x in (-3, -2.9, -2.8)]
    counts = []
    for scale in (1, 2, 4, 8):
        raster = Raster(426 * scale, 240 * scale)
        for dot in dots:
            raster.paint(Drawing((dot,)))
        counts.append(raster.painted_pixels)
    assert all(large <= 4 * small for small, large in pairwise(counts))


def test_a_path_is_built_once_while_its_item_stays() -> None:
    raster = Raster(*SIZE)
    still = PathItem(rectangle(-1, -1, 1, 1), stroke=Stroke(Paint((NAVY,)), U // 10))
    for step in range(20):
        dot = PathItem(rectangle(step / 20, 0, 0.5 + step / 20, 0.5), fill=Paint((NAVY,)))
        raster.paint(Drawing((still, dot)))
    assert raster.paths_built == 2 + 20


def test_a_frame_is_not_painted_again_in_the_tiles_between_its_lines() -> None:
    frame = PathItem(rectangle(-7, -3.9, 7, 3.9), stroke=Stroke(Paint((NAVY,)), U // 10))
    dots = [PathItem(rectangle(x, 0.2, x + 0.2, 0.4), fill=Paint((NAVY,))) for x in (0.2, 0.3)]
    layers = []
    for around in ((), (frame,)):
        raster = Raster(3840, 2160, cached_tiles=0)
        raster.paint(Drawing((*around, dots[0])))
        before = raster.painted_layers
        raster.paint(Drawing((*around, dots[1])))
        layers.append(raster.painted_layers - before)
    assert layers[0] == layers[1] > 0


def test_what_is_beside_a_change_is_not_painted_again() -> None:
    """A law of cost. For less than three layers, it costs more to keep the pixels around."""
    dots = [PathItem(rectangle(x, 0.2, x + 0.2, 0.4), fill=Paint((NAVY,))) for x in (0.2, 0.3)]
    layers = []
    for count in (0, 2, 3, 9):
        beside = [
            PathItem(rectangle(-4, 0, k / 3 - 3, 1), fill=Paint((NAVY,))) for k in range(count)
        ]
        raster = Raster(*SIZE)
        raster.paint(Drawing((dots[0], *beside)))
        before = raster.painted_layers
        raster.paint(Drawing((dots[1], *beside)))
        layers.append(raster.painted_layers - before)
        assert (raster.pixels == paint_drawing(Drawing((dots[1], *beside)), *SIZE)).all()
    assert layers == [2, 4, 2, 2]


def faint_card_and_dots() -> list[Drawing]:
    """A dot that moves from drawing to drawing, over the edge of a translucent card and a wall."""
    wall = PathItem(rectangle(-8, -5, 8, 5), fill=Paint((NAVY,)))
    card = PathItem(rectangle(-1, -1, 1, 1), fill=Paint(((*BLACK[:3], 30000),)))
    dots = (rectangle(x, 0, x + 0.4, 0.4) for x in (0.7, 0.8, 0.9, 1.0, 1.1))
    return [Drawing((wall, card, PathItem(dot, fill=Paint((BLACK,))))) for dot in dots]


def test_of_restored_tiles_only_what_is_painted_again_is_copied(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A law of cost."""
    copied: list[int] = []
    restore = TileCache.restore

    def counting(cache: TileCache, tile: PixelRect, part: PixelRect) -> None:
        copied.append(part.area)
        restore(cache, tile, part)

    monkeypatch.setattr(TileCache, "restore", counting)
    raster = Raster(*SIZE)
    for drawing in faint_card_and_dots():
        raster.paint(drawing)
        assert (raster.pixels == paint_drawing(drawing, *SIZE)).all()
    unit = SIZE[1] / 8
    assert len(copied) == 3
    assert max(copied) < (0.5 * unit + 5) * (0.4 * unit + 5)


def test_a_part_without_the_layers_painted_again_is_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Planted: a translucent card is painted again where it was not taken away."""
    monkeypatch.setattr(Raster, "_touched", lambda raster, tile, parts, *_: bounds(parts))
    raster = Raster(*SIZE)
    for wall, card, dot in (drawing.items for drawing in faint_card_and_dots()):
        drawing = Drawing((wall, dot, card))
        raster.paint(drawing)
    assert (raster.pixels != paint_drawing(drawing, *SIZE)).any()


def test_the_stroke_of_the_lowest_layer_is_painted_once() -> None:
    faint = Stroke(Paint(((*BLACK[:3], 30000),)), 4 * U)
    wall = PathItem(rectangle(-8, -5, 8, 5), fill=Paint((NAVY,)), stroke=faint)
    raster = Raster(*SIZE)
    for x in (0.0, 0.1, 0.2):
        dot = PathItem(rectangle(x, 0, x + 0.4, 0.4), fill=Paint((BLACK,)))
        raster.paint(Drawing((wall, dot)))
        assert (raster.pixels == paint_drawing(Drawing((wall, dot)), *SIZE)).all()


def test_what_is_between_changes_is_not_painted_again() -> None:
    """A law of cost: nor while the cache begins to keep what is below."""
    below = [PathItem(rectangle(-7, -3, 7, y), fill=Paint((NAVY,))) for y in (-2.0, -1.9)]
    dots = [
        [PathItem(rectangle(x + y, 0.2, x + y + 0.2, 0.4), fill=Paint((BLACK,))) for x in (-6, 5)]
        for y in (0, 0.1, 0.2)
    ]
    between = [PathItem(rectangle(-4, 0, k / 3 - 3, 1), fill=Paint((NAVY,))) for k in range(9)]
    raster, layers = Raster(*SIZE), []
    for pair in dots:
        before = raster.painted_layers
        raster.paint(Drawing((*below, *pair, *between)))
        layers.append(raster.painted_layers - before)
        assert (raster.pixels == paint_drawing(Drawing((*below, *pair, *between)), *SIZE)).all()
    assert layers == [1 + 2 + 2 + 9, 1 + 2 + 2, 2]


def test_layers_that_are_spared_beside_too_small_a_change_are_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Planted: what changes counts as narrower than it is, so layers above it are left out."""

    def careless(
        rects: Iterable[PixelRect], width: int, height: int
    ) -> dict[PixelRect, tuple[PixelRect, ...]]:
        found = tiles(rects, width, height)
        return {tile: (part._replace(right=part.left + 3),) for tile, (part,) in found.items()}

    monkeypatch.setattr(raster_module, "tiles", careless)
    cards = [PathItem(rectangle(x, 0, x + 3, 1), fill=Paint((NAVY,))) for x in (-3.0, -2.8)]
    above = [PathItem(rectangle(-1, 0, 0, 0.5), fill=Paint((WHITE,))) for _ in range(3)]
    raster = Raster(*SIZE)
    for card in cards:
        raster.paint(Drawing((card, *above)))
    assert (raster.pixels != paint_drawing(Drawing((cards[1], *above)), *SIZE)).any()


def test_a_failure_while_painting_is_followed_by_painting_everything() -> None:
    raster = Raster(*SIZE)
    good = Drawing((PathItem(rectangle(-1, -1, 1, 1), fill=Paint((NAVY,))),))
    raster.paint(good)
    broken = PathItem(rectangle(-2, -1, 1, 1), fill=Paint(()))
    with pytest.raises(RuntimeError):
        raster.paint(Drawing((broken,)))
    assert raster.paint(good) == (PixelRect(0, 0, *SIZE),)
    assert (raster.pixels == paint_drawing(good, *SIZE)).all()


def test_the_origin_is_the_centre_and_y_points_up() -> None:
    pixels = paint_drawing(Drawing((PathItem(rectangle(0, 0, 2, 1), fill=Paint((NAVY,))),)), *SIZE)
    inside = {(x, y): at(pixels, x, y) for x in (-1, 1) for y in (-0.5, 0.5)}
    assert inside.pop((1, 0.5)) == (0x1A, 0x36, 0x5D, 255)
    assert set(inside.values()) == {(255, 255, 255, 255)}


def test_what_an_opaque_shape_hides_leaves_no_trace() -> None:
    below = PathItem(rectangle(-3, -2, 3, 2), fill=Paint((BLACK,)))
    above = PathItem(rectangle(-7.5, -4.5, 7.5, 4.5), fill=Paint((NAVY,)))
    veil = PathItem(rectangle(-7.5, -4.5, 7.5, 4.5), fill=Paint(((*NAVY[:3], 60000),)))
    alone, both, veiled = (
        paint_drawing(Drawing(items), *SIZE) for items in ((above,), (below, above), (below, veil))
    )
    assert (alone == both).all()
    assert at(veiled, 0, 0) != at(both, 0, 0)


def test_a_shadow_is_below_its_card_and_fades_outwards() -> None:
    card = PathItem(
        rectangle(-2, -1, 2, 1),
        fill=Paint((WHITE,)),
        shadow=Shadow(0, -U // 10, U // 5, (0, 0, 0, 30000)),
    )
    pixels = paint_drawing(Drawing((card,)), *SIZE)
    below = [at(pixels, 0, -1 - step / 10)[0] for step in range(1, 9)]
    assert at(pixels, 0, 0) == (255, 255, 255, 255)
    assert below == sorted(below)
    assert below[0] < 215
    assert below[-1] == 255
    assert at(pixels, 0, 1.2)[0] > at(pixels, 0, -1.2)[0]


@pytest.mark.parametrize("sigma", [0.004, 0.02, 0.1, 0.4])
def test_a_shadow_is_as_soft_at_every_size(sigma: float) -> None:
    shadow = Shadow(0, 0, round(sigma * U), (0, 0, 0, 65535))
    card = PathItem(rectangle(-2, -2, 2, 2), fill=Paint(((0, 0, 0, 0),)), shadow=shadow)
    small, large = (
        paint_drawing(Drawing((card,)), 426 * scale, 240 * scale)[..., 0].astype(float)
        for scale in (1, 4)
    )
    averaged = large.reshape(240, 4, 426, 4).mean(axis=(1, 3))
    assert np.abs(averaged - small).max() <= 12


@pytest.mark.parametrize("alpha", [600, 6554, 10486, 40000, 65535])
def test_a_shadow_ends_where_it_is_invisible(alpha: int, monkeypatch: pytest.MonkeyPatch) -> None:
    shadow = Shadow(0, U // 10, U // 5, (0, 0, 0, alpha))
    card = PathItem(rectangle(-2, -2, 2, 2), fill=Paint((NAVY,)), shadow=shadow)
    ends = paint_drawing(Drawing((card,)), 960, 540).astype(int)
    assert card.box.height < 4 * U + 6 * shadow.sigma or alpha == 65535
    monkeypatch.setattr(Shadow, "reach", property(lambda self: 3 * self.sigma))
    goes_on = paint_drawing(Drawing((replace(card),)), 960, 540)
    assert np.abs(ends - goes_on).max() <= 1


def test_a_clip_cuts_off_fill_stroke_and_shadow() -> None:
    card = PathItem(
        rectangle(-2, -1, 2, 1),
        fill=Paint((NAVY,)),
        stroke=Stroke(Paint((BLACK,)), U // 5),
        shadow=Shadow(0, 0, U // 5, BLACK),
        clips=(Clip(rectangle(-1, -3, 1, 0)),),
    )
    pixels = paint_drawing(Drawing((card,)), *SIZE)
    assert at(pixels, 0, -0.5) == (0x1A, 0x36, 0x5D, 255)
    assert at(pixels, 0, -1) == (0, 0, 0, 255)
    for x, y in [(0, 0.5), (-1.5, -0.5), (1.5, -0.5), (-2, 0)]:
        assert at(pixels, x, y) == (255, 255, 255, 255)


def test_a_gradient_runs_between_straight_colours() -> None:
    clear = Paint(((65535, 0, 0, 65535), (65535, 0, 0, 0)), (-2 * U, 0), (2 * U, 0))
    pixels = paint_drawing(Drawing((PathItem(rectangle(-2, -1, 2, 1), fill=clear),)), *SIZE)
    assert at(pixels, -1.95, 0)[1] < 8
    assert at(pixels, 0, 0)[1] == pytest.approx(128, abs=4)
    assert at(pixels, 1.95, 0)[1] > 247


def test_a_vertical_gradient_is_the_same_where_it_hides_everything_and_where_it_does_not() -> None:
    sky = Paint(((0, 0, 65535, 65535), (65535, 65535, 0, 65535)), (0, -4 * U), (0, 4 * U))
    frame = rectangle(-8, -5, 8, 5)
    hiding = Drawing((PathItem(frame, fill=sky),))
    left = Clip(rectangle(-8, -5, 0, 5))
    clipped = Drawing((PathItem(frame, fill=sky, clips=(left,)),))
    shown = paint_drawing(clipped, 640, 360)
    assert (paint_drawing(hiding, 640, 360)[:, :319] == shown[:, :319]).all()
    assert (shown[:, 321:] == 255).all()


def test_a_clip_that_hides_a_rectangle_leaves_the_rest() -> None:
    card = PathItem(rectangle(-2, -1, 2, 1), fill=Paint((NAVY,)))
    hole, frame = Clip(rectangle(-1, -0.5, 1, 0.5), inside=False), Clip(rectangle(-3, -1, 1.5, 1))
    pixels = paint_drawing(Drawing((replace(card, clips=(hole, frame)),)), *SIZE)
    for x, y in [(0, 0), (0.9, 0.4), (1.6, 0)]:
        assert at(pixels, x, y) == (255, 255, 255, 255)
    for x, y in [(0, 0.6), (-1.5, 0), (1.3, 0)]:
        assert at(pixels, x, y) == (0x1A, 0x36, 0x5D, 255)


def test_clips_end_with_their_item() -> None:
    left, right = Clip(rectangle(-3, -3, 0, 3)), Clip(rectangle(0, -3, 3, 3))
    cards = [
        PathItem(rectangle(-2, y, 2, y + 0.5), fill=Paint((NAVY,)), clips=clips)
        for y, clips in ((-2, (left,)), (-1, (left,)), (0, ()), (1, (right,)))
    ]
    pixels = paint_drawing(Drawing(tuple(cards)), *SIZE)
    seen = [[at(pixels, x, y)[0] < 99 for x in (-1, 1)] for y in (-1.75, -0.75, 0.25, 1.25)]
    assert seen == [[True, False], [True, False], [True, True], [False, True]]


@pytest.mark.parametrize(("rule", "middle"), [(FillRule.NON_ZERO, 0), (FillRule.EVEN_ODD, 255)])
def test_a_path_is_filled_shaded_and_clipped_by_its_rule(rule: FillRule, middle: int) -> None:
    outer, inner = rectangle(-2, -2, 2, 2), rectangle(-1, -1, 1, 1)
    points = np.vstack([outer.points, inner.points])
    ring = Path(points, (0, len(outer.points)), (True, True), rule)
    black, all_of_it = Paint((BLACK,)), rectangle(-3, -3, 3, 3)
    for item in (
        PathItem(ring, fill=black),
        PathItem(ring, shadow=Shadow(0, 0, U // 50, BLACK)),
        PathItem(all_of_it, fill=black, clips=(Clip(ring),)),
    ):
        pixels = paint_drawing(Drawing((item,)), *SIZE)
        assert at(pixels, 0, 0)[0] == middle
        assert at(pixels, 1.5, 0)[0] == 0
    outside = PathItem(all_of_it, fill=black, clips=(Clip(ring, inside=False),))
    assert at(paint_drawing(Drawing((outside,)), *SIZE), 0, 0)[0] == 255 - middle


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 2**32), st.booleans(), st.sampled_from(list(Join)), st.sampled_from(list(Cap))
)
def test_a_stroke_paints_nothing_outside_the_box(
    seed: int, closed: bool, join: Join, cap: Cap
) -> None:
    """Corners of every angle, with curves of no length between some."""
    rng = np.random.default_rng(seed)
    anchors = np.repeat(rng.integers(-U, U, (4, 2)), rng.integers(1, 3, 4), axis=0)
    anchors = np.vstack([anchors, anchors[:1]]) if closed else anchors
    curves = np.linspace(anchors[:-1], anchors[1:], 4)[1:].swapaxes(0, 1).reshape(-1, 2)
    path = Path(np.vstack([anchors[:1], curves]).astype(np.int32), (0,), (closed,))
    item = PathItem(path, stroke=Stroke(Paint((NAVY,)), U // 2, join, cap))
    pixels = paint_drawing(Drawing((item,)), *SIZE)
    blank = paint_drawing(Drawing(()), *SIZE)
    assert (pixels != blank).any()
    assert not differs_outside(blank, pixels, to_pixels([item.box], *SIZE))


def test_a_radial_gradient_runs_outwards_to_its_ellipse() -> None:
    light = Paint.radial((WHITE, BLACK), (U, 0), ((3 * U, 0), (U, U)))
    pixels = paint_drawing(Drawing((PathItem(rectangle(-4, -3, 6, 3), fill=light),)), *SIZE)
    assert at(pixels, 1, 0)[0] > 247
    for x, y in [(2, 0), (0, 0), (1, 0.5), (1, -0.5)]:
        assert at(pixels, x, y)[0] == pytest.approx(128, abs=8)
    assert at(pixels, 3.1, 0)[0] == at(pixels, 1, -1.1)[0] == 0


def test_colours_are_where_their_offsets_say() -> None:
    bands = Paint((WHITE, BLACK, BLACK), (-2 * U, 0), (2 * U, 0), offsets=(0, 32768, 65535))
    pixels = paint_drawing(Drawing((PathItem(rectangle(-2, -1, 2, 1), fill=bands),)), *SIZE)
    assert at(pixels, -1, 0)[0] == pytest.approx(128, abs=4)
    assert at(pixels, 0.05, 0)[0] == at(pixels, 1.9, 0)[0] == 0


def test_an_opaque_radial_gradient_hides_what_is_below() -> None:
    light = Paint.radial((WHITE, NAVY), (0, 0), ((U, 0), (0, U)))
    above = PathItem(rectangle(-7.5, -4.5, 7.5, 4.5), fill=light)
    below = PathItem(rectangle(-3, -2, 3, 2), fill=Paint((BLACK,)))
    alone, both = (paint_drawing(Drawing(items), *SIZE) for items in ((above,), (below, above)))
    assert (alone == both).all()


@pytest.mark.parametrize("sampling", Sampling)
def test_an_image_fills_its_parallelogram(sampling: Sampling) -> None:
    rgba = np.zeros((2, 2, 4), np.uint8)
    rgba[0, 0] = rgba[1, 1] = (200, 0, 0, 255)
    rgba[0, 1] = (0, 200, 0, 255)  # the lower left stays transparent
    corners = (-2 * U, 2 * U), (2 * U, 2 * U), (-2 * U, -2 * U)
    pixels = paint_drawing(Drawing((ImageItem(Pixels(rgba), corners, sampling),)), *SIZE)
    assert at(pixels, -1.8, 1.8) == pytest.approx((200, 0, 0, 255), abs=55)  # cubics swing
    assert at(pixels, 1.8, 1.8) == pytest.approx((0, 200, 0, 255), abs=55)
    assert at(pixels, -1.8, -1.8) == (255, 255, 255, 255)
    assert at(pixels, 2.2, 0) == (255, 255, 255, 255)
