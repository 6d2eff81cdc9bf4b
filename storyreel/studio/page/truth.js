// The frame as the renderer paints it, and how the picture of the page differs from it.

import { ask, receive } from "./connection.js";
import { $, h, pressed } from "./dom.js";
import { on, state } from "./state.js";

const { Drawings, Painter } = Storyreel;
const LEVELS = 8, MOST_PIXELS = 4e6;
let painted = null;

const told = h("span", { role: "status" });
const differ = h("button", { "aria-pressed": "false", text: "Difference", title: "Where the page's picture differs by more than 8 levels (D)", onclick: () => {
  differ.setAttribute("aria-pressed", String(differ.getAttribute("aria-pressed") !== "true"));
  show();
} });
$("truthbar").append(told, differ);

export function toggleDifference() {
  if (pressed("truth")) differ.click();
}

function request() {
  painted = null;
  show();
  if (!pressed("truth") || !state.clip || state.problems.length) return;
  told.textContent = `Painting at ${$("quality").value} …`;
  ask("paint", { frame: state.frame, quality: $("quality").value });
}

receive("painted", async (data, file) => {
  if (data.frame !== state.frame || data.quality !== $("quality").value || !pressed("truth")) return;
  URL.revokeObjectURL($("painted").src);
  $("painted").src = URL.createObjectURL(new Blob([file], { type: "image/png" }));
  await $("painted").decode();
  painted = { frame: data.frame };
  told.textContent = `As rendered at ${data.quality}, ${$("painted").naturalWidth} × ${$("painted").naturalHeight}. ${compared()}`;
  show();
});

// Compares both pictures pixel by pixel, paints where they differ, and says how much.
function compared() {
  const image = $("painted"), { naturalWidth: width, naturalHeight: height } = image, drawing = state.frames[state.frame];
  if (width * height > MOST_PIXELS || !drawing) return "";
  const own = h("canvas", { width, height });
  new Painter(new Drawings(), own).show(drawing);
  const other = h("canvas", { width, height }).getContext("2d", { willReadFrequently: true });
  other.drawImage(image, 0, 0);
  const one = own.getContext("2d").getImageData(0, 0, width, height).data, two = other.getImageData(0, 0, width, height).data;
  const heat = new ImageData(width, height);
  let sum = 0, many = 0;
  for (let k = 0; k < one.length; k += 4) {
    const most = Math.max(Math.abs(one[k] - two[k]), Math.abs(one[k + 1] - two[k + 1]), Math.abs(one[k + 2] - two[k + 2]));
    sum += most;
    const pale = 200 + two[k + 1] / 5;
    heat.data.set(most > LEVELS ? [190, 20, 60, 255] : [pale, pale, pale, 255], k);
    if (most > LEVELS) many++;
  }
  Object.assign($("difference"), { width, height });
  $("difference").getContext("2d").putImageData(heat, 0, 0);
  const pixels = one.length / 4;
  return `The page's picture differs by ${(sum / pixels).toFixed(2)} of 255 levels; ${(100 * many / pixels).toFixed(2)}% of the pixels by more than ${LEVELS}.`;
}

function show() {
  const on = pressed("truth");
  $("truthbar").hidden = !on;
  $("painted").hidden = !on || !painted;
  $("difference").hidden = $("painted").hidden || differ.getAttribute("aria-pressed") !== "true";
}

on("rest", request);
on("switch", request);
on("playing", () => { painted = null; show(); });
on("frame", () => { if (painted && painted.frame !== state.frame) { painted = null; show(); } });
$("quality").addEventListener("change", request);
