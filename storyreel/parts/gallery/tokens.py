"""Samples of text as tiles and tokens."""

from __future__ import annotations

from typing import cast

from manim import VGroup, VMobject

from storyreel.design.layout import Frame
from storyreel.design.tokens import Color, Type, px
from storyreel.parts.gallery.sample import played, sample
from storyreel.parts.tokens import hop, pieces, snapping, strip, tiles
from storyreel.parts.tokens.tiling import Cuts, joined_frames, parted_frames

TOKENS = (
    strip.Token("Small", 18712),
    strip.Token(" words", 2456),
    strip.Token(" travel", 3067),
    strip.Token(" far", 1290),
)
STYLE, HEIGHT = Type.CODE_STRONG, px(100)


@sample(strip.TokenStrip, 1080, 260)
def token_strip(room: Frame) -> VMobject:
    frames = parted_frames(TOKENS, (0.0, px(30)), STYLE, HEIGHT)
    part = strip.TokenStrip(TOKENS, frames)
    played(part.number(1.0))
    return part


@sample(strip.Tile, 480, 260)
def token(room: Frame) -> VMobject:
    frame = Frame(-px(140), -px(20), px(140), px(80))
    look = strip.Look(frame, told=1.0)
    return strip.Tile(TOKENS[1], look, STYLE, Color.NAVY, Color.WHITE, px(140))


@sample(Cuts, 900, 240)
def cuts(room: Frame) -> VMobject:
    frames = joined_frames(TOKENS, (0.0, 0.0), STYLE, HEIGHT)
    part = Cuts([frame.left for frame in frames[1:]], -px(90), px(90))
    played(part.draw(1.0))
    return VGroup(strip.TokenStrip(TOKENS, frames), part)


@sample(snapping.Snapping, 1300, 260)
def snapped(room: Frame) -> VMobject:
    text = "".join(piece.text for piece in TOKENS)
    part = snapping.Snapping(text, TOKENS, (0.0, 0.0))
    moving = part.unfold((room.left, 0.0)), part.cut(1.0)
    played(*moving)
    return VGroup(*(cast(VMobject, motion.mobject) for motion in moving))


@sample(tiles.Tile, 480, 240)
def tile(room: Frame) -> VMobject:
    places = room.inset(px(20), px(60)).columns((1.0, 1.0, 1.0), px(30))
    plain, odd, solid = (tiles.Tile(f, t) for f, t in zip(places, "abc", strict=True))
    odd.lie(odd.frame, odd=1.0)
    solid.lie(solid.frame, solid=1.0)
    return VGroup(plain, odd, solid)


@sample(tiles.Tiles, 900, 240)
def row(room: Frame) -> VMobject:
    text = "a␣row␣of␣it"
    return tiles.Tiles(tiles.tile_frames(room.inset(0.0, px(70)), len(text)), text)


@sample(tiles.Passage, 760, 360)
def passage(room: Frame) -> VMobject:
    upper, _, lower = room.rows((100.0, 160.0, 100.0), 0.0)
    source = tiles.Tiles(tiles.tile_frames(upper, 8), "shuffled")
    order = (6, 0, 1, 2, 3, 4, 5, 7)
    part = tiles.Passage(source, tiles.tile_frames(lower, 8), order, 0)
    played(part.fall(1.0))
    return VGroup(source, part)


@sample(tiles.Trail, 480, 260)
def trail(room: Frame) -> VMobject:
    inner = room.inset(px(60), px(30))
    part = tiles.Trail((inner.left, inner.top), (inner.right, inner.bottom))
    part.reach(1.0)
    return part


@sample(hop.Tokens, 1000, 280)
def tokens(room: Frame) -> VMobject:
    ids, text = room.rows((1.0, 1.0), px(20))
    return hop.Tokens(ids, text, ("712", "45", "9", "381"), ("Smal", "lwo", "␣", "rds"), 2)


@sample(pieces.Pieces, 1000, 260)
def text_in_pieces(room: Frame) -> VMobject:
    texts = [(token.text, token.id) for token in TOKENS]
    places = pieces.in_line([text for text, _ in texts], room.left, px(30), px(92), 1.2)
    paints = (pieces.PROMPT, pieces.SOLID, pieces.HOLLOW, pieces.MARKED)
    looks = [pieces.Look(f, p, told=1.0, scale=1.2) for f, p in zip(places, paints, strict=True)]
    return pieces.Pieces(texts, looks)


@sample(pieces.Piece, 420, 240)
def piece(room: Frame) -> VMobject:
    (place,) = pieces.in_line(["word"], -pieces.extent("word") / 2, px(30), px(92))
    return pieces.Piece("word", 4775, pieces.Look(place, told=1.0))
