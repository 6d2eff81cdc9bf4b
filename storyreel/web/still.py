"""One drawing as an SVG picture, for print and for pages without scripts."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from html import escape

from PIL import Image

from storyreel.drawing.drawing import Clip, Drawing, ImageItem, Item, PathItem
from storyreel.drawing.paints import Cap, Join, Paint, Rgba, Shadow, Stroke
from storyreel.drawing.path import Path
from storyreel.drawing.quanta import FRAME_HEIGHT, QUANTA_PER_UNIT

LINES = 1080
"""Height of the picture in its own units."""

_PIXEL = FRAME_HEIGHT * QUANTA_PER_UNIT / LINES
_JOINS = {Join.MITER: "miter", Join.ROUND: "round", Join.BEVEL: "bevel"}
_CAPS = {Cap.BUTT: "butt", Cap.ROUND: "round", Cap.SQUARE: "square"}


def svg_still(drawing: Drawing, width: int, label: str) -> str:
    """A drawing as the text of an SVG file, `width` by LINES units, with `label` for readers."""
    return _Still(drawing, width).text(label)


class _Still:
    def __init__(self, drawing: Drawing, width: int) -> None:
        self._drawing, self._width = drawing, width
        self._definitions: dict[str, str] = {}

    def text(self, label: str) -> str:
        items = "".join(element for item in self._drawing.items for element in self._item(item))
        definitions = "".join(
            definition.replace("ID", name, 1) for definition, name in self._definitions.items()
        )
        color, _ = _color(self._drawing.background)
        size = f'width="{self._width}" height="{LINES}"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self._width} {LINES}" {size}'
            f' data-generator="Storyreel" role="img" aria-label="{escape(label)}">'
            f"<defs>{definitions}</defs>"
            f'<rect {size} fill="{color}"/>{items}</svg>'
        )

    def _item(self, item: Item) -> Iterator[str]:
        for clip in item.clips:
            yield self._clipped_group(clip)
        yield from self._image(item) if isinstance(item, ImageItem) else self._shape(item)
        yield "</g>" * len(item.clips)

    def _clipped_group(self, clip: Clip) -> str:
        path = f'<path d="{self._path(clip.path)}"'
        if clip.inside:
            rule = ' clip-rule="evenodd"' if clip.path.rule else ""
            shape = f'<clipPath id="ID">{path}{rule}/></clipPath>'
            return f'<g clip-path="url(#{self._defined(shape)})">'
        frame = f'width="{self._width}" height="{LINES}"'
        hole = (
            f'<mask id="ID" maskUnits="userSpaceOnUse" x="0" y="0" {frame}>'
            f'<rect {frame} fill="#fff"/>{path}{_rule(clip.path)}/></mask>'
        )
        return f'<g mask="url(#{self._defined(hole)})">'

    def _shape(self, item: PathItem) -> Iterator[str]:
        path, rule = self._path(item.path), _rule(item.path)
        if item.shadow is not None and item.shadow.sigma > 0:
            yield self._shadow(path, rule, item.shadow)
        if item.back_stroke is not None:
            yield f'<path d="{path}" fill="none"{self._stroke(item.back_stroke)}/>'
        fill = ' fill="none"' if item.fill is None else self._paint("fill", item.fill)
        stroke = "" if item.stroke is None else self._stroke(item.stroke)
        yield f'<path d="{path}"{fill}{rule}{stroke}/>'

    def _shadow(self, path: str, rule: str, shadow: Shadow) -> str:
        blur = (
            '<filter id="ID" x="-50%" y="-50%" width="200%" height="200%">'
            f'<feGaussianBlur stdDeviation="{_number(shadow.sigma)}"/></filter>'
        )
        move = f"translate({_number(shadow.dx)} {_number(-shadow.dy)})"
        paint = self._paint("fill", Paint((shadow.color,)))
        shape = f'<path d="{path}" transform="{move}"{rule}{paint}/>'
        return f'<g filter="url(#{self._defined(blur)})">{shape}</g>'

    def _stroke(self, stroke: Stroke) -> str:
        return (
            f'{self._paint("stroke", stroke.paint)} stroke-width="{_number(stroke.width)}"'
            f' stroke-linejoin="{_JOINS[stroke.join]}" stroke-linecap="{_CAPS[stroke.cap]}"'
            ' stroke-miterlimit="10"'
        )

    def _paint(self, name: str, paint: Paint) -> str:
        if len(paint.colors) == 1:
            color, opacity = _color(paint.colors[0])
            return f' {name}="{color}"' + (f' {name}-opacity="{opacity}"' if opacity != "1" else "")
        return f' {name}="url(#{self._defined(self._gradient(paint))})"'

    def _gradient(self, paint: Paint) -> str:
        stops = "".join(
            f'<stop offset="{share:.4g}" stop-color="{color}" stop-opacity="{opacity}"/>'
            for share, (color, opacity) in zip(paint.shares, map(_color, paint.colors), strict=True)
        )
        units = 'id="ID" gradientUnits="userSpaceOnUse"'
        if paint.side is None:
            (x1, y1), (x2, y2) = self._point(paint.start), self._point(paint.end)
            line = f'x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"'
            return f"<linearGradient {units} {line}>{stops}</linearGradient>"
        (x, y), (ax, ay), (bx, by) = paint.start, paint.end, paint.side
        radii = map(_number, (ax - x, y - ay, bx - x, y - by))
        circle = f'cx="0" cy="0" r="1" gradientTransform="matrix({" ".join(radii)} '
        return (
            f"<radialGradient {units} {circle}{' '.join(self._point(paint.start))})"
            f'">{stops}</radialGradient>'
        )

    def _image(self, item: ImageItem) -> Iterator[str]:
        height, width = item.pixels.rgba.shape[:2]
        file = io.BytesIO()
        Image.fromarray(item.pixels.rgba).save(file, "PNG", optimize=True)
        data = base64.b64encode(file.getvalue()).decode()
        (ax, ay), (bx, by), (cx, cy) = (
            (self._width / 2 + x / _PIXEL, LINES / 2 - y / _PIXEL) for x, y in item.corners
        )
        across = (bx - ax) / width, (by - ay) / width, (cx - ax) / height, (cy - ay) / height
        matrix = " ".join(f"{value:.6g}" for value in (*across, ax, ay))
        sharp = "" if item.sampling else ' style="image-rendering:pixelated"'
        yield (
            f'<image width="{width}" height="{height}" transform="matrix({matrix})"{sharp}'
            f' href="data:image/png;base64,{data}"/>'
        )

    def _path(self, path: Path) -> str:
        points = [self._point((x, y)) for x, y in path.points.tolist()]
        ends = (*path.starts[1:], len(points))
        parts = []
        for start, end, closed in zip(path.starts, ends, path.closed, strict=True):
            curves = " ".join(f"{x} {y}" for x, y in points[start + 1 : end])
            (x, y), close = points[start], "Z" if closed else ""
            parts.append(f"M{x} {y}C{curves}{close}" if curves else f"M{x} {y}{close}")
        return "".join(parts)

    def _point(self, point: tuple[int, int]) -> tuple[str, str]:
        x, y = point
        return _short(self._width / 2 + x / _PIXEL), _short(LINES / 2 - y / _PIXEL)

    def _defined(self, definition: str) -> str:
        return self._definitions.setdefault(definition, f"d{len(self._definitions)}")


def _rule(path: Path) -> str:
    return ' fill-rule="evenodd"' if path.rule else ""


def _color(color: Rgba) -> tuple[str, str]:
    red, green, blue, alpha = color
    return "#" + "".join(
        f"{round(c / 257):02x}" for c in (red, green, blue)
    ), f"{alpha / 65535:.4g}"


def _number(quanta: int) -> str:
    return _short(quanta / _PIXEL)


def _short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"
