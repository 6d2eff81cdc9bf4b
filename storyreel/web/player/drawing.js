// Packed drawings (see web/pack.py), and a painter that draws them on a canvas.

(function (global) {
"use strict";

const VERSION = 3;
const FRAME_HEIGHT = 138240; // units in the height of the frame: 4320 * 1024 quanta, 32 a unit
const [SHAPE, POSE, FILL, STROKE, BACK_STROKE, SHADOW, CLIPS, IMAGE] = [0, 1, 2, 3, 4, 5, 6, 7];
const FIELDS = 8, COLUMNS = 8; // fields of an item, and the columns of each
const MITER_LIMIT = 10;
const JOINS = ["miter", "round", "bevel"];
const CAPS = ["butt", "round", "square"];
const RULES = ["nonzero", "evenodd"];
let made = 0;
const NOTHING = new Array(FIELDS).fill([]);

class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }
  get ended() {
    return this.at >= this.bytes.length;
  }
  unsigned() {
    let value = 0, factor = 1, byte;
    do {
      byte = this.bytes[this.at++];
      value += (byte & 127) * factor;
      factor *= 128;
    } while (byte > 127);
    return value;
  }
  signed() {
    const value = this.unsigned();
    return value % 2 ? -(value + 1) / 2 : value / 2;
  }
  block() {
    const size = this.unsigned();
    this.at += size;
    return this.bytes.subarray(this.at - size, this.at);
  }
}

async function inflate(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

// A curve whose handles are on its chord is a line, as in the engine's own painter.
function isStraight(x1, y1, x2, y2, x3, y3) {
  const slack = Math.hypot(x3, y3) + 1;
  return Math.abs(x3 * y1 - y3 * x1) <= slack && Math.abs(x3 * y2 - y3 * x2) <= slack
    && within(x3 * x1 + y3 * y1, x3, y3, slack) && within(x3 * x2 + y3 * y2, x3, y3, slack);
}

function within(along, x, y, slack) {
  return along >= -slack && along <= x * x + y * y + slack;
}

// The numbers that follow if every one changes as much again.
function continued(past, now) {
  return past.length === now.length ? now.map((value, k) => 2 * value - past[k]) : now;
}

class Drawings {
  // The frames of a clip, as far as their chunks have arrived.
  constructor() {
    this.number = made++;
    this.contours = [];
    this.shapes = [];
    this.paints = [];
    this.images = [];
    this.looks = [];
    this.frames = [];
  }

  async add(deflated) {
    const reader = new Reader(await inflate(deflated));
    if (reader.unsigned() !== VERSION) throw new Error("This clip needs another player.");
    const first = reader.unsigned(), count = reader.unsigned();
    this._readShapes(new Reader(reader.block()));
    this._readPaints(new Reader(reader.block()));
    await this._readImages(new Reader(reader.block()));
    const items = { masks: new Reader(reader.block()), columns: [] };
    for (let k = 0; k < FIELDS * COLUMNS; k++) items.columns.push(new Reader(reader.block()));
    this._readFrames(new Reader(reader.block()), items, first, count);
  }

  _readShapes(reader) {
    const contourCount = reader.unsigned(), contours = new Reader(reader.block());
    for (let n = 0; n < contourCount; n++) {
      const head = contours.unsigned(), count = head >> 1;
      const points = new Int32Array(2 * count);
      for (let axis = 0; axis < 2; axis++) {
        for (let k = 1; k < count; k++) points[2 * k + axis] = points[2 * k - 2 + axis] + contours.signed();
      }
      this.contours.push({ points, closed: head % 2 === 1 });
    }
    const shapeCount = reader.unsigned(), shapes = new Reader(reader.block());
    for (let n = 0; n < shapeCount; n++) {
      const one = 2 ** shapes.unsigned(), count = shapes.unsigned(), contours = [];
      for (let k = 0; k < count; k++) contours.push(shapes.unsigned());
      const places = new Int32Array(2 * count);
      for (let k = 0, x = 0, y = 0; k < count; k++) {
        places[2 * k] = x += shapes.signed();
        places[2 * k + 1] = y += shapes.signed();
      }
      this.shapes.push({ one, contours, places, path: null });
    }
  }

  _readPaints(reader) {
    while (!reader.ended) {
      const count = reader.unsigned(), colors = [];
      for (let k = 0; k < count; k++) {
        const [r, g, b, a] = [reader.unsigned(), reader.unsigned(), reader.unsigned(), reader.unsigned()];
        colors.push({ css: `rgb(${r / 257} ${g / 257} ${b / 257} / ${a / 65535})`, rgb: `rgb(${r / 257} ${g / 257} ${b / 257})`, alpha: a / 65535 });
      }
      const offsets = [];
      for (let left = count > 1 ? reader.unsigned() : 0; left > 0; left--) offsets.push(reader.unsigned() / 65535);
      this.paints.push({ colors, shares: offsets.length ? offsets : colors.map((color, k) => k / (count - 1)) });
    }
  }

  async _readImages(reader) {
    const blobs = [];
    while (!reader.ended) blobs.push(new Blob([reader.block()], { type: "image/png" }));
    this.images.push(...await Promise.all(blobs.map((blob) => createImageBitmap(blob, { premultiplyAlpha: "premultiply" }))));
  }

  _readFrames(reader, items, first, count) {
    let before = [], shown = null;
    for (let frame = first; frame < first + count; frame++) {
      const head = reader.unsigned();
      if (head > 0) {
        const background = reader.unsigned(), now = [];
        let place = 0;
        for (let step = 1; step < head; step++) {
          const kept = reader.unsigned(), dropped = reader.unsigned(), inserted = reader.unsigned();
          for (let k = 0; k < kept; k++) now.push(before[place + k]);
          place += kept;
          for (let k = 0; k < inserted; k++) {
            const back = reader.unsigned();
            if (back > 0) now.push(this.looks[this.looks.length - back]);
            else now.push(this._readLook(items, k < dropped ? before[place + k] : null));
          }
          place += dropped;
        }
        while (place < before.length) now.push(before[place++]);
        shown = { background: this.paints[background].colors[0].css, items: now };
        before = now;
      }
      this.frames[frame] = shown;
    }
  }

  // An item as the one that it replaces goes on, but for the fields in its mask.
  _readLook({ masks, columns }, like) {
    const mask = masks.unsigned(), fields = like ? like.predicted : NOTHING.slice();
    for (let number = 0; number < FIELDS; number++) {
      if (number === POSE && fields[SHAPE][0] !== like?.fields[SHAPE][0]) fields[POSE] = this._unmoved(fields[SHAPE][0]);
      if (!(mask >> number & 1)) continue;
      const expected = fields[number], size = number === POSE ? expected.length : masks.unsigned();
      const values = fields[number] = new Array(size);
      for (let k = 0; k < size; k++) {
        values[k] = columns[COLUMNS * number + k % COLUMNS].signed() + (expected.length === size ? expected[k] : 0);
      }
    }
    const look = new Look(this, fields, like ? like.fields : NOTHING);
    this.looks.push(look);
    return look;
  }

  _unmoved(shape) {
    return shape === undefined ? [] : [this.shapes[shape].one, 0, 0, 0, 0, 0];
  }

  shapePath(number) {
    const shape = this.shapes[number];
    if (!shape.path) shape.path = this._buildPath(shape);
    return shape.path;
  }

  // The bounds of a shape's points: left, bottom, right, top.
  shapeBox(number) {
    const shape = this.shapes[number];
    if (!shape.box) {
      const box = [Infinity, Infinity, -Infinity, -Infinity];
      shape.contours.forEach((contour, k) => {
        const { points } = this.contours[contour], dx = shape.places[2 * k], dy = shape.places[2 * k + 1];
        for (let p = 0; p < points.length; p += 2) {
          box[0] = Math.min(box[0], points[p] + dx);
          box[1] = Math.min(box[1], points[p + 1] + dy);
          box[2] = Math.max(box[2], points[p] + dx);
          box[3] = Math.max(box[3], points[p + 1] + dy);
        }
      });
      shape.box = box;
    }
    return shape.box;
  }

  _buildPath(shape) {
    const path = new Path2D();
    shape.contours.forEach((number, k) => {
      const { points, closed } = this.contours[number];
      const dx = shape.places[2 * k], dy = shape.places[2 * k + 1];
      path.moveTo(dx, dy);
      for (let p = 2; p + 5 < points.length; p += 6) {
        const x0 = points[p - 2], y0 = points[p - 1];
        const [x1, y1, x2, y2, x3, y3] = points.subarray(p, p + 6);
        if (isStraight(x1 - x0, y1 - y0, x2 - x0, y2 - y0, x3 - x0, y3 - y0)) path.lineTo(dx + x3, dy + y3);
        else path.bezierCurveTo(dx + x1, dy + y1, dx + x2, dy + y2, dx + x3, dy + y3);
      }
      if (closed) path.closePath();
    });
    return path;
  }
}

class Look {
  // One item of a drawing, with its path in units of the frame.
  constructor(drawings, fields, past) {
    this.drawings = drawings;
    this.fields = fields;
    this.past = past;
    this._path = this._box = null;
  }
  get path() {
    if (!this._path) this._path = this.placed(this.fields[SHAPE][0], this.fields[POSE]);
    return this._path;
  }
  // The fields of the item that replaces this one if all goes on as before.
  get predicted() {
    const { fields, past } = this, expected = fields.map((field, number) => continued(past[number], field));
    if (past[SHAPE][0] !== fields[SHAPE][0]) expected[POSE] = fields[POSE];
    return expected;
  }
  get rule() {
    return RULES[this.fields[SHAPE][1] || 0];
  }
  // Each clip as its path, its fill rule, whether it shows its inside, and its bounds.
  get clips() {
    const fields = this.fields[CLIPS], clips = [];
    for (let k = 0; k < fields.length; k += 8) {
      const [shape, bits, ...pose] = fields.slice(k, k + 8);
      clips.push({ path: this.placed(shape, pose), rule: RULES[bits & 1], inside: bits < 2, box: this.shapeBox(shape, pose) });
    }
    return clips;
  }
  // The matrix of a pose.
  matrix(shape, [scale, turn, skew, stretch, e, f]) {
    const { one } = this.drawings.shapes[shape];
    return { a: scale / one, b: turn / one, c: (skew - turn) / one, d: (scale + stretch) / one, e, f };
  }
  placed(shape, pose) {
    const path = new Path2D();
    path.addPath(this.drawings.shapePath(shape), this.matrix(shape, pose));
    return path;
  }
  // The bounds of all that the item paints, in units: left, bottom, right, top.
  get box() {
    if (!this._box) this._box = this._bounds();
    return this._box;
  }
  _bounds() {
    return this.clips.filter((clip) => clip.inside).map((clip) => clip.box).reduce(common, this._ownBounds());
  }
  _ownBounds() {
    const { fields } = this;
    if (fields[IMAGE].length) {
      const [, , ax, ay, bx, by, cx, cy] = fields[IMAGE], xs = [ax, bx, cx, bx + cx - ax], ys = [ay, by, cy, by + cy - ay];
      return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    }
    const inner = this.shapeBox(fields[SHAPE][0], fields[POSE]);
    const widths = [fields[STROKE], fields[BACK_STROKE]].map((stroke) => stroke.length ? stroke[1] * (stroke[2] === 0 ? MITER_LIMIT : 1.5) / 2 : 0);
    const box = grown(inner, Math.max(...widths), 0, 0);
    if (!fields[SHADOW].length) return box;
    const [, dx, dy, sigma] = fields[SHADOW], shadow = grown(inner, 3 * sigma, dx, dy);
    return [Math.min(box[0], shadow[0]), Math.min(box[1], shadow[1]), Math.max(box[2], shadow[2]), Math.max(box[3], shadow[3])];
  }
  shapeBox(number, pose) {
    const [x0, y0, x1, y1] = this.drawings.shapeBox(number), { a, b, c, d, e, f } = this.matrix(number, pose);
    const xs = [a * x0 + c * y0, a * x0 + c * y1, a * x1 + c * y0, a * x1 + c * y1];
    const ys = [b * x0 + d * y0, b * x0 + d * y1, b * x1 + d * y0, b * x1 + d * y1];
    return [Math.min(...xs) + e, Math.min(...ys) + f, Math.max(...xs) + e, Math.max(...ys) + f];
  }
  release() {
    this._path = null;
  }
}

class Painter {
  // Paints frames on a canvas. What stays the same below the moving items is painted once.
  constructor(drawings, canvas) {
    this.drawings = drawings;
    this.canvas = canvas;
    this.context = canvas.getContext("2d", { alpha: false });
    this.layer = null;
    this.layerItems = [];
    this.shadows = new Map();
    this.previous = null;
    this.pathsHeld = new Set();
  }

  paint(number) {
    return this.show(this.drawings.frames[number]);
  }

  // Paints a frame of these drawings, or of others; returns whether there is one.
  show(frame) {
    if (!frame) return false;
    const { canvas } = this;
    if (this.previous && this.previous.frame === frame && this.previous.width === canvas.width && this.previous.height === canvas.height) return true;
    const resized = !this.layer || this.layer.width !== canvas.width || this.layer.height !== canvas.height;
    if (resized) this._resize();
    const alike = this.previous && !resized ? alikeBelow(this.previous.frame, frame) : 0;
    const held = this._layerHolds(frame) ? this.layerItems.length : -1;
    if (held < 0 || alike > held + 6) this._paintLayer(frame, alike);
    const damage = this.previous && !resized ? this._damage(this.previous.frame, frame) : null;
    const context = this.context;
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    if (damage) context.clip(rectangles(damage));
    for (const [left, top, right, bottom] of damage || [[0, 0, canvas.width, canvas.height]]) {
      if (right > left && bottom > top) context.drawImage(this.layer, left, top, right - left, bottom - top, left, top, right - left, bottom - top);
    }
    this._paintItems(context, frame.items, this.layerItems.length, damage);
    context.restore();
    this.previous = { frame, width: canvas.width, height: canvas.height };
    this._limitPaths();
    return true;
  }

  _resize() {
    this.layer = document.createElement("canvas");
    this.layer.width = this.canvas.width;
    this.layer.height = this.canvas.height;
    this.layerContext = this.layer.getContext("2d", { alpha: false });
    this.layerItems = [];
    this.layerBackground = null;
    this.shadows.clear();
  }

  _layerHolds(frame) {
    if (this.layerBackground !== frame.background || this.layerItems.length > frame.items.length) return false;
    return this.layerItems.every((item, k) => item === frame.items[k]);
  }

  _paintLayer(frame, count) {
    const context = this.layerContext;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = frame.background;
    context.fillRect(0, 0, this.layer.width, this.layer.height);
    this.layerItems = frame.items.slice(0, count);
    this.layerBackground = frame.background;
    this._paintItems(context, this.layerItems, 0);
  }

  // The rectangles in pixels outside of which two frames are equal, or null for everything.
  _damage(one, other) {
    if (one.background !== other.background) return null;
    const before = new Set(one.items), now = new Set(other.items);
    const kept = one.items.filter((item) => now.has(item)), keptNow = other.items.filter((item) => before.has(item));
    if (kept.length !== keptNow.length || kept.some((item, k) => item !== keptNow[k])) return null;
    const changed = one.items.filter((item) => !now.has(item)).concat(other.items.filter((item) => !before.has(item)));
    return merged(changed.map((item) => this._pixels(item)));
  }

  _pixels(item) {
    const { width, height } = this.canvas, scale = height / FRAME_HEIGHT;
    const [left, bottom, right, top] = item.box;
    return [
      Math.max(0, Math.floor(width / 2 + left * scale) - 2), Math.max(0, Math.floor(height / 2 - top * scale) - 2),
      Math.min(width, Math.ceil(width / 2 + right * scale) + 2), Math.min(height, Math.ceil(height / 2 - bottom * scale) + 2),
    ];
  }

  _paintItems(context, items, from, damage = null) {
    const scale = this.canvas.height / FRAME_HEIGHT;
    const view = [scale, 0, 0, -scale, this.canvas.width / 2, this.canvas.height / 2];
    context.miterLimit = MITER_LIMIT;
    for (let k = from; k < items.length; k++) {
      if (damage) {
        const box = this._pixels(items[k]);
        if (!damage.some((part) => meet(part, box))) continue;
      }
      context.setTransform(...view);
      this._paintItem(context, items[k], view);
    }
  }

  _paintItem(context, item, view) {
    this.pathsHeld.add(item);
    const clips = item.fields[CLIPS].length ? item.clips : [], holes = clips.filter((clip) => !clip.inside);
    if (!clips.length) {
      this._paintWhole(context, item, view);
      return;
    }
    context.save();
    for (const clip of clips) if (clip.inside) context.clip(clip.path, clip.rule);
    if (holes.length) this._paintWithHoles(context, item, view, holes);
    else this._paintWhole(context, item, view);
    context.restore();
  }

  // The item alone on a canvas of its own, from which the holes are cut.
  _paintWithHoles(context, item, view, holes) {
    const [left, top, right, bottom] = this._pixels(item), width = right - left, height = bottom - top;
    if (width <= 0 || height <= 0) return;
    const apart = document.createElement("canvas"), cut = apart.getContext("2d");
    apart.width = width;
    apart.height = height;
    const moved = [view[0], view[1], view[2], view[3], view[4] - left, view[5] - top];
    cut.miterLimit = MITER_LIMIT;
    cut.setTransform(...moved);
    this._paintWhole(cut, item, moved);
    cut.globalCompositeOperation = "destination-out";
    cut.fillStyle = "#000";
    for (const hole of holes) cut.fill(hole.path, hole.rule);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.drawImage(apart, left, top);
  }

  _paintWhole(context, item, view) {
    const { fields } = item;
    if (fields[IMAGE].length) {
      this._paintImage(context, item, view);
    } else {
      if (fields[SHADOW].length) this._paintShadow(context, item, view);
      if (fields[BACK_STROKE].length) this._paintStroke(context, item, fields[BACK_STROKE]);
      if (fields[FILL].length) this._paintFill(context, item, view);
      if (fields[STROKE].length) this._paintStroke(context, item, fields[STROKE]);
    }
  }

  // A radial gradient is a circle of radius 1 in coordinates of its own, to which the path is taken.
  _paintFill(context, item, view) {
    const [paint, ...points] = item.fields[FILL];
    context.fillStyle = this._style(context, item, paint, points);
    if (points.length === 6) {
      const [x, y, ax, ay, bx, by] = points, ellipse = [ax - x, ay - y, bx - x, by - y, x, y], path = new Path2D();
      path.addPath(item.path, new DOMMatrix(ellipse).inverse());
      context.transform(...ellipse);
      context.fill(path, item.rule);
      context.setTransform(...view);
    } else {
      context.fill(item.path, item.rule);
    }
  }

  _paintStroke(context, item, [paint, width, join, cap, ...points]) {
    if (width === 0) return;
    context.strokeStyle = this._style(context, item, paint, points);
    context.lineWidth = width;
    context.lineJoin = JOINS[join];
    context.lineCap = CAPS[cap];
    context.stroke(item.path);
  }

  // A colour, or a gradient between two points or, of three points, in a circle of radius 1.
  _style(context, item, paint, points) {
    const { colors, shares } = item.drawings.paints[paint];
    if (!points.length) return colors[0].css;
    const style = points.length === 4 ? context.createLinearGradient(...points) : context.createRadialGradient(0, 0, 0, 0, 0, 1);
    colors.forEach((color, k) => style.addColorStop(shares[k], color.css));
    return style;
  }

  _paintImage(context, item, view) {
    const [number, sampling, ax, ay, bx, by, cx, cy] = item.fields[IMAGE];
    const image = item.drawings.images[number];
    context.transform((bx - ax) / image.width, (by - ay) / image.width, (cx - ax) / image.height, (cy - ay) / image.height, ax, ay);
    context.imageSmoothingEnabled = sampling > 0;
    context.imageSmoothingQuality = sampling === 1 ? "high" : "low";
    context.drawImage(image, 0, 0);
    context.setTransform(...view);
  }

  // A blurred shadow is painted once, without its opacity, and moved with its shape.
  _paintShadow(context, item, view) {
    const fields = item.fields, [paint, dx, dy, sigma] = fields[SHADOW];
    if (sigma === 0) return;
    const scale = view[0], color = item.drawings.paints[paint].colors[0];
    const [scaled, turn, skew, stretch, left, top] = fields[POSE];
    const key = [item.drawings.number, ...fields[SHAPE], scaled, turn, skew, stretch, sigma, color.rgb].join();
    let shadow = this.shadows.get(key);
    if (!shadow) {
      shadow = this._blur(item, sigma * scale, color.rgb, scale);
      this.shadows.set(key, shadow);
      if (this.shadows.size > 96) this.shadows.delete(this.shadows.keys().next().value);
    }
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalAlpha = color.alpha;
    const x = view[4] + (left + dx) * scale, y = view[5] - (top + dy) * scale;
    context.drawImage(shadow.canvas, x + shadow.left, y + shadow.top);
    context.globalAlpha = 1;
    context.setTransform(...view);
  }

  _blur(item, sigma, color, scale) {
    const [shape] = item.fields[SHAPE], pose = [...item.fields[POSE].slice(0, 4), 0, 0];
    const [left, bottom, right, top] = item.shapeBox(shape, pose);
    const reach = Math.ceil(3 * sigma) + 2;
    const canvas = document.createElement("canvas");
    const x = Math.floor(left * scale) - reach, y = Math.floor(-top * scale) - reach;
    canvas.width = Math.max(1, Math.ceil(right * scale) + reach - x);
    canvas.height = Math.max(1, Math.ceil(-bottom * scale) + reach - y);
    const context = canvas.getContext("2d"), away = 2 * canvas.width + 100;
    const { a, b, c, d } = item.matrix(shape, pose);
    context.shadowColor = color;
    context.shadowBlur = 2 * sigma;
    context.shadowOffsetX = away;
    context.setTransform(a * scale, -b * scale, c * scale, -d * scale, -x - away, -y);
    context.fill(item.drawings.shapePath(shape), item.rule);
    return { canvas, left: x, top: y };
  }

  _limitPaths() {
    if (this.pathsHeld.size < 4000) return;
    for (const item of this.pathsHeld) item.release();
    this.pathsHeld.clear();
  }
}

function grown([left, bottom, right, top], by, dx, dy) {
  return [left - by + dx, bottom - by + dy, right + by + dx, top + by + dy];
}

function meet(one, other) {
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
}

function common(one, other) {
  const left = Math.max(one[0], other[0]), bottom = Math.max(one[1], other[1]);
  return [left, bottom, Math.max(left, Math.min(one[2], other[2])), Math.max(bottom, Math.min(one[3], other[3]))];
}

// Rectangles that cover the given ones and do not meet.
function merged(boxes) {
  const result = [];
  for (let box of boxes) {
    if (box[2] <= box[0] || box[3] <= box[1]) continue;
    for (let k = 0; k < result.length; k++) {
      if (!meet(result[k], box)) continue;
      const other = result.splice(k, 1)[0];
      box = [Math.min(box[0], other[0]), Math.min(box[1], other[1]), Math.max(box[2], other[2]), Math.max(box[3], other[3])];
      k = -1;
    }
    result.push(box);
  }
  return result;
}

function rectangles(boxes) {
  const path = new Path2D();
  for (const [left, top, right, bottom] of boxes) path.rect(left, top, right - left, bottom - top);
  return path;
}

// How many items from the bottom two frames have in common.
function alikeBelow(one, other) {
  if (one.background !== other.background) return 0;
  const count = Math.min(one.items.length, other.items.length);
  let k = 0;
  while (k < count && one.items[k] === other.items[k]) k++;
  return k;
}

global.Storyreel = { Drawings, Painter };
})(globalThis);
