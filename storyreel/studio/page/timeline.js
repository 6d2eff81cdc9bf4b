// The timeline: beats, captions with their reading times, moments to drag, findings, the playhead.

import { $, h } from "./dom.js";
import { edit, placeOf } from "./edits.js";
import { go, pause } from "./picture.js";
import { beatIndex, beatNow, firstFrame, on, seconds, state } from "./state.js";

const line = $("timeline"), position = $("position"); // apart: what is in a slider is not read out
const MARK_ROW = 20, MARKS_TOP = 74, MAX_ROWS = 6, LABEL_EDGES = 14;
const round = (value) => Math.round(value * 10) / 10;
const measure = document.createElement("canvas").getContext("2d");

const length = () => state.clip.frames / state.clip.fps;
const share = (time) => `${100 * time / length()}%`;

function build() {
  const { clip } = state, active = line.contains(document.activeElement) ? document.activeElement : null, focused = active?.dataset.key;
  const beats = clip.beats.map((beat, index) => block("beat", beat, beat.title, `Beat ${index + 1}: ${beat.title}, ${(beat.stop - beat.start).toFixed(1)} s`));
  const borders = clip.beats.slice(1).map((beat, index) => border(index + 1));
  const marks = placed(clip.marks);
  const rows = Math.max(1, ...marks.map((each) => each.row + 1));
  line.style.setProperty("--rows", rows);
  line.replaceChildren(position, h("i", { class: "ready" }), ...beats, ...borders, ...clip.captions.map(caption), ...marks.map(mark), h("i", { id: "head" }));
  position.setAttribute("aria-valuemax", length().toFixed(1));
  showReady();
  showFindings();
  move();
  if (active === position) position.focus({ preventScroll: true });
  if (focused) line.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}

function block(kind, { start, stop }, text, title) {
  const element = h("div", { class: kind, title, text });
  element.style.left = share(start);
  element.style.width = `calc(${share(stop - start)} - 3px)`;
  return element;
}

function caption(each) {
  const time = each.stop - each.start, needed = each.reading, hurried = needed > time + 0.01;
  const element = block(hurried ? "caption hurried" : "caption", each, each.text, `${each.text}\nReading takes ${needed.toFixed(1)} s; it shows for ${time.toFixed(1)} s.`);
  const bar = h("i");
  bar.style.width = `${Math.min(100, 100 * needed / time)}%`;
  element.append(bar);
  return element;
}

// Moments in rows, so that no label covers another. Where all rows are taken, labels are cut.
function placed(marks) {
  measure.font = "500 12px Manrope";
  const width = line.clientWidth || 1000, lasts = []; // the last moment of each row
  return [...marks].sort((one, other) => one.time - other.time).map((each) => {
    const left = each.time / length() * width, right = left + measure.measureText(each.name).width + LABEL_EDGES;
    let row = lasts.findIndex((last) => last.right <= left);
    if (row < 0) row = lasts.length < MAX_ROWS ? lasts.length : firstToEnd(lasts);
    if (lasts[row]) lasts[row].room = Math.max(0, left - lasts[row].left - LABEL_EDGES);
    return lasts[row] = { ...each, row, left, right };
  });
}

function firstToEnd(lasts) {
  const ends = lasts.map((last) => last.right);
  return ends.indexOf(Math.min(...ends));
}

function mark(each) {
  const beat = state.clip.beats[each.beat], begun = placeOf(each.path);
  const label = h("span", { text: each.name });
  if (each.room !== undefined) label.style.maxWidth = `${each.room}px`;
  const element = h("div", { class: "cue", "data-key": each.path.join("."), role: "slider", "aria-label": `${each.name}, in beat ${beat.id}`,
    "aria-valuemin": 0, "aria-valuemax": round(beat.stop - beat.start), "aria-valuenow": round(each.time - beat.start), "aria-valuetext": `${round(each.time - beat.start)} seconds into the beat` }, label);
  element.style.left = share(each.time);
  element.style.top = `${MARKS_TOP + MARK_ROW * each.row}px`;
  element.title = `${each.name}: ${round(each.time - beat.start)} s into ${beat.id}. Drag, or use the arrow keys.`;
  const within = (time) => Math.max(beat.start, Math.min(beat.stop, beat.start + round(time - beat.start)));
  movable(element, () => each.time, within, (time) => edit([{ place: begun, value: round(time - beat.start) }]),
    (time) => `${round(time - beat.start)} s`);
  return element;
}

// The border between two beats: what one gains the other loses.
function border(index) {
  const before = state.clip.beats[index - 1], after = state.clip.beats[index];
  const lengths = [index - 1, index].map((each) => placeOf(["beats", each, "duration"]));
  const element = h("div", { class: "border", role: "slider", "data-key": `border.${index}`, "aria-label": `Border between ${before.id} and ${after.id}`,
    "aria-valuemin": 0, "aria-valuemax": length(), "aria-valuenow": after.start, title: "Drag, or use the arrow keys: what one beat gains the other loses" });
  element.style.left = share(after.start);
  const within = (time) => Math.max(before.start + 0.5, Math.min(after.stop - 0.5, before.start + round(time - before.start)));
  movable(element, () => after.start, within, (time) => edit([
    { place: lengths[0], value: round(time - before.start) },
    { place: lengths[1], value: round(after.stop - time) },
  ]), (time) => `${round(time - before.start)} s | ${round(after.stop - time)} s`);
  return element;
}

// Lets an element be dragged, and moved by arrow keys; `commit` gets the new time.
function movable(element, at, within, commit, told) {
  const tip = h("span", { class: "tip" });
  const show = (time) => {
    element.style.left = share(time);
    tip.textContent = told(time);
    if (!tip.isConnected) element.append(tip);
  };
  element.addEventListener("pointerdown", (event) => {
    event.stopPropagation();
    element.setPointerCapture(event.pointerId);
    element.focus({ preventScroll: true });
    element.classList.add("held");
    const offset = at() - secondsAt(event);
    let time = null;
    element.onpointermove = (moved) => show(time = within(secondsAt(moved) + offset));
    element.onpointerup = element.onpointercancel = () => {
      element.classList.remove("held");
      tip.remove();
      element.onpointermove = element.onpointerup = element.onpointercancel = null;
      if (time !== null && Math.abs(time - at()) > 0.001) commit(time);
    };
  });
  let moved = null, later;
  element.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 0.1, ArrowLeft: -0.1 }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    moved = within((moved ?? at()) + step * (event.shiftKey ? 10 : 1));
    show(moved);
    clearTimeout(later);
    later = setTimeout(() => { tip.remove(); commit(moved); moved = null; }, 350);
  });
}

function secondsAt(event) {
  const box = line.getBoundingClientRect();
  return Math.max(0, Math.min(1, (event.clientX - box.left) / box.width)) * length();
}

// How much of the clip has arrived.
function showReady() {
  const ready = line.querySelector(".ready");
  if (!ready || !state.clip) return;
  const done = state.frames.filter(Boolean).length / state.clip.frames;
  ready.style.width = done < 1 ? `${100 * done}%` : "0";
}

function showFindings() {
  line.querySelectorAll(".spot").forEach((spot) => spot.remove());
  if (!state.clip) return;
  for (const found of state.findings) {
    const spot = h("i", { class: `spot ${found.severity}`, title: found.message });
    spot.style.left = `${100 * (found.frame || 0) / state.clip.frames}%`;
    line.append(spot);
  }
}

// The playhead, the clock, and what can be reached by Tab: the moments of this beat.
function move() {
  const { clip } = state, now = seconds(), index = beatIndex();
  $("head").style.left = `${100 * (state.frame + 0.5) / clip.frames}%`;
  $("clock").textContent = `${now.toFixed(2)} / ${length().toFixed(0)} s`;
  if (!state.playing) { // else screen readers would say each frame instead of the captions
    position.setAttribute("aria-valuenow", now.toFixed(2));
    position.setAttribute("aria-valuetext", `${now.toFixed(1)} seconds, ${beatNow().title}`);
  }
  if (line.dataset.beat === String(index) && line.dataset.digest === clip.digest) return;
  Object.assign(line.dataset, { beat: index, digest: clip.digest });
  line.querySelectorAll(".beat").forEach((block, k) => block.classList.toggle("now", k === index));
  line.querySelectorAll(".cue").forEach((each) => { each.tabIndex = each.dataset.key.startsWith(`beats.${index}.`) ? 0 : -1; });
  line.querySelectorAll(".border").forEach((each, k) => { each.tabIndex = k === index || k === index - 1 ? 0 : -1; });
}

export function goToBeat(number) {
  const { beats } = state.clip;
  go(firstFrame(state.clip, beats[Math.max(0, Math.min(beats.length - 1, number))]));
}

export function goToCue(number) {
  const marks = state.clip.marks.filter((each) => each.beat === beatIndex()).sort((one, other) => one.time - other.time);
  if (marks[number]) go(Math.ceil(marks[number].time * state.clip.fps - 1e-6));
}

line.addEventListener("pointerdown", (event) => {
  if (!state.clip) return;
  line.setPointerCapture(event.pointerId);
  position.focus({ preventScroll: true, focusVisible: false });
  pause();
  go(secondsAt(event) * state.clip.fps);
});
line.addEventListener("pointermove", (event) => line.hasPointerCapture(event.pointerId) && go(secondsAt(event) * state.clip.fps));
let width = 0;
new ResizeObserver(() => {
  if (!state.clip || line.clientWidth === width) return;
  width = line.clientWidth;
  line.dataset.beat = "";
  build();
}).observe(line);
on("clip", () => { line.dataset.beat = ""; build(); });
on("frame", move);
on("arrived", showReady);
on("complete", showReady);
on("findings", showFindings);
