// Things of a picture change places: on the picture by dragging one onto another, or in its card.

import { $, h } from "./dom.js";
import { edit, placeOf } from "./edits.js";
import { beatIndex, seconds, state } from "./state.js";

const FAR = 6; // pixels, from which a press is a drag
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const ownerOf = (item) => item.owner?.split(/[ /]/)[0];
const words = (layout) => new Set(layout.value.split(/\s+/).filter((word) => word && word !== "."));

// The layout that is in force under the playhead, as a value of the storyboard, or undefined.
function layoutNow() {
  const index = beatIndex(), start = state.clip.beats[index].start;
  const at = (path) => state.clip.values.find((each) => same(each.path, [...path.slice(0, -1), "at"]))?.value ?? 0;
  return state.clip.values.filter(({ path }) => path[0] === "beats" && path[1] === index && path.at(-1) === "layout"
    && (path.length === 3 || (path[2] === "then" && start + at(path) <= seconds()))).at(-1);
}

// The names that a thing can change places with; none for what the layout does not place.
export function partnersOf(item) {
  const layout = item.owner && layoutNow(), names = layout ? words(layout) : new Set();
  return names.delete(ownerOf(item)) ? [...names] : [];
}

export function swap(item, other) {
  const layout = layoutNow(), own = ownerOf(item), swapped = { [own]: other, [other]: own };
  edit([{ place: placeOf(layout.path), value: layout.value.replace(/[^\s]+/g, (word) => swapped[word] ?? word) }]);
}

// Lets the box of a thing be dragged onto that of another.
export function draggable(box) {
  box.addEventListener("pointerdown", (down) => {
    const partners = down.button === 0 ? partnersOf(box.item) : [];
    if (!partners.length) return;
    let target = null;
    const end = (done) => {
      box.onpointermove = box.onpointerup = box.onpointercancel = null;
      mark(null);
      for (const each of boxesOf(ownerOf(box.item))) each.style.translate = "";
      box.classList.remove("dragged");
      if (done && target) swap(box.item, target);
    };
    box.setPointerCapture(down.pointerId);
    box.onpointermove = (event) => {
      const [dx, dy] = [event.clientX - down.clientX, event.clientY - down.clientY];
      if (!box.classList.contains("dragged") && Math.hypot(dx, dy) < FAR) return;
      box.classList.add("dragged");
      for (const each of boxesOf(ownerOf(box.item))) each.style.translate = `${dx}px ${dy}px`;
      target = partners.find((name) => boxesOf(name).some((each) => holds(each, event))) || null;
      mark(target);
    };
    box.onpointerup = () => end(true);
    box.onpointercancel = () => end(false);
  });
}

// A choice of the things to change places with, for those without a mouse; null where there are none.
export function swapper(item) {
  const partners = partnersOf(item);
  if (!partners.length) return null;
  const list = h("select", { class: "add", "aria-label": "Change places with", onchange: () => swap(item, list.value) },
    h("option", { value: "", text: "Change places with …" }), ...partners.map((name) => h("option", { value: name, text: name })));
  return list;
}

function boxesOf(owner) {
  return [...$("overlay").querySelectorAll(".item")].filter((box) => ownerOf(box.item) === owner);
}

function mark(owner) {
  for (const box of $("overlay").querySelectorAll(".item")) box.classList.toggle("target", owner !== null && ownerOf(box.item) === owner);
}

function holds(box, { clientX, clientY }) {
  const { left, right, top, bottom } = box.getBoundingClientRect();
  return left <= clientX && clientX <= right && top <= clientY && clientY <= bottom;
}
