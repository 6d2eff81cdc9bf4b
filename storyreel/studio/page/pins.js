// Pinned moments: small pictures that follow every edit.

import { $, h, icon } from "./dom.js";
import { go, pause } from "./picture.js";
import { frameOf, momentOf, on, state } from "./state.js";

const { Drawings, Painter } = Storyreel;
const MOST = 8;
let pins = [], clip = null;

export function pin() {
  const moment = momentOf(state.frame), same = (each) => each.beat === moment.beat && each.offset === moment.offset;
  if (pins.some(({ moment: each }) => same(each))) return;
  pins = [...pins, made(moment)].slice(-MOST);
  keep();
}

function made(moment) {
  const canvas = h("canvas", { width: Math.round(160 * devicePixelRatio), height: Math.round(90 * devicePixelRatio) }), label = h("span");
  const picture = { moment, painter: new Painter(new Drawings(), canvas), label };
  picture.element = h("div", { class: "pin" },
    h("button", { onclick: () => { pause(); const frame = frameOf(moment); if (frame !== null) go(frame); } }, canvas, label),
    h("button", { class: "plain small", title: "Unpin", "aria-label": "Unpin", onclick: () => { pins = pins.filter((each) => each !== picture); keep(); } }, icon("x")));
  return picture;
}

function show() {
  for (const { moment, painter, label, element } of pins) {
    const frame = frameOf(moment), drawing = frame === null ? null : state.frames[frame];
    element.classList.toggle("gone", frame === null);
    label.textContent = frame === null ? `${moment.beat}: no longer in the clip` : `${(frame / state.clip.fps).toFixed(1)} s  ${moment.beat}`;
    if (drawing) painter.show(drawing);
  }
}

function keep() {
  $("pins").replaceChildren(...pins.map(({ element }) => element));
  $("pins").hidden = !pins.length;
  sessionStorage.setItem(`pins ${clip}`, JSON.stringify(pins.map(({ moment }) => moment)));
  show();
}

on("clip", () => {
  if (clip !== state.clip.name) {
    clip = state.clip.name;
    pins = JSON.parse(sessionStorage.getItem(`pins ${clip}`) || "[]").map(made);
    keep();
  }
  show();
});
on("arrived", show);
on("complete", show);
