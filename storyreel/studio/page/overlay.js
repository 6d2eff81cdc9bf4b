// What lies over the picture: boxes of things, text sizes, the safe area, findings, and edits.

import { receive } from "./connection.js";
import { $, h, place, pressed } from "./dom.js";
import { edit, placeOf, rename, valueOf } from "./edits.js";
import { draggable } from "./places.js";
import { toast } from "./problems.js";
import { emit, on, state } from "./state.js";

const CAP_HEIGHT = 0.72; // of Manrope, in shares of its size

receive("items", (told) => {
  if (told.frame !== state.frame || state.playing) return;
  state.items = told.items;
  emit("items");
});

export function choose(item) {
  state.chosen = item;
  emit("chosen");
}

export function nameOf(item) {
  return item.text || [item.owner, item.role].filter(Boolean).join(" ");
}

let shown = -1; // the frame whose things are shown
function show() {
  clear();
  shown = state.frame;
  for (const item of [...state.items].reverse()) {
    const box = place(h("div", { class: "item", title: nameOf(item), onclick: () => choose(item), ondblclick: () => editOn(item) }), item.box);
    box.item = item;
    draggable(box);
    if (item.size) box.append(h("span", { class: "size", text: `${item.size}%` }));
    box.append(h("span", { class: "name", text: nameOf(item) }));
    $("overlay").append(box);
  }
  showFindings();
  mark();
}

// Findings of the moment under the playhead.
function showFindings() {
  const near = state.findings.filter((found) => found.box && found.frame !== undefined && Math.abs(found.frame - state.frame) <= 1);
  for (const found of near) $("overlay").append(place(h("div", { class: `found ${found.severity}` }, h("span", { text: found.message })), found.box));
}

function clear() {
  $("overlay").querySelectorAll(".item, .found").forEach((box) => box.remove());
}

const same = (item) => state.chosen && item.text === state.chosen.text && item.owner === state.chosen.owner && item.role === state.chosen.role;

// Whether the chosen thing is in the frame under the playhead.
export const chosenIsHere = () => state.items.some(same);

function mark() {
  for (const box of $("overlay").querySelectorAll(".item")) {
    box.classList.toggle("chosen", box.item === state.chosen || (!state.items.includes(state.chosen) && same(box.item)));
  }
}

// Writes what an author has typed: a number where there was one.
function write(place, old, text) {
  const number = Number(text.trim().replace(",", "."));
  if (typeof old !== "number") edit([{ place, value: text }]);
  else if (text.trim() && Number.isFinite(number)) edit([{ place, value: number }]);
  else toast(`${place.path.at(-1)} is a number: ${text} is none.`);
}

export function editOn(item) {
  const value = valueOf(item);
  if (value) {
    const begun = placeOf(value.path);
    return typed(item, value.name, String(value.value), (text) => write(begun, value.value, text));
  }
  if (item.part) return typed(item, `name of ${item.part[1]}`, item.part[1], (text) => rename(item.part, text));
  if (item.why) toast(item.why);
}

// The size in pixels in which a text is drawn, as far as it can be typed in.
function fontSize({ size }) {
  const drawn = size ? size / 100 * $("frame").clientHeight / CAP_HEIGHT : 0;
  return Math.max(14, Math.min(64, drawn));
}

// A field over a thing, in which its text stays where it is; `commit` gets what has been typed, unless it is what was there.
function typed(item, name, old, commit) {
  const field = h("textarea", { "aria-label": name, value: old, rows: 1 }), left = Math.min(74, 100 * item.box[0]);
  Object.assign(field.style, { left: `${left}%`, top: `${100 * item.box[1]}%`, maxWidth: `${100 - left}%`, fontSize: `${fontSize(item)}px` });
  let done = false;
  const finish = (keep) => {
    if (done) return;
    done = true;
    field.remove();
    if (keep && field.value !== old) commit(field.value);
    $("frame").focus();
  };
  field.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Enter" && !event.shiftKey) finish(true);
    if (event.key === "Escape") finish(false);
  });
  field.addEventListener("blur", () => finish(true));
  $("overlay").append(field);
  field.focus();
  field.select();
}

function switches() {
  for (const id of ["boxes", "sizes", "safe"]) $("overlay").classList.toggle(id, pressed(id));
}

$("overlay").append(h("div", { class: "margin" }));
on("items", show);
on("clip", show);
on("findings", show);
on("frame", () => state.frame !== shown && clear());
on("chosen", mark);
on("switch", switches);
