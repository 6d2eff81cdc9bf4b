// The storyboard's text, with the lines of the beat under the playhead.

import { $, h } from "./dom.js";
import { go } from "./picture.js";
import { beatIndex, firstFrame, on, state } from "./state.js";

let shown = "", wanted = null;

export function showLine(line) {
  wanted = line;
  show();
  scrollTo(line);
}

// Scrolls to the beat under the playhead.
export function showBeatLines() {
  if (state.clip) scrollTo(state.clip.beats[beatIndex()].line);
}

function scrollTo(line) {
  $("panel-yaml").querySelector(`[data-line="${line}"]`)?.scrollIntoView({ block: "center" });
}

function show() {
  if (!state.clip) return;
  if (shown !== state.clip.text) {
    shown = state.clip.text;
    $("panel-yaml").replaceChildren(h("ol", {}, ...shown.split(/\r\n|\r|\n/).map((text, k) => row(text, k + 1))));
  }
  const { beats } = state.clip, index = beatIndex(), first = beats[index].line, last = beats[index + 1]?.line ?? Infinity;
  for (const element of $("panel-yaml").querySelectorAll("li")) {
    const line = Number(element.dataset.line);
    element.classList.toggle("now", line >= first && line < last);
    element.classList.toggle("wanted", line === wanted);
  }
}

function row(text, line) {
  return h("li", { "data-line": line, onclick: () => goToBeat(line) }, ...coloured(text));
}

function coloured(text) {
  const [, blanks, dash, key, rest] = /^(\s*)((?:- )*)([\w-]+:(?=\s|$))?(.*)$/.exec(text) || [];
  const comment = /^\s*#/.test(text);
  if (comment) return [h("span", { class: "comment", text })];
  return [blanks + dash, key ? h("span", { class: "key", text: key }) : null, rest || (key ? "" : "\u200b")];
}

function goToBeat(line) {
  const beat = state.clip.beats.findLast((each) => each.line <= line);
  wanted = line;
  if (beat) go(firstFrame(state.clip, beat));
  show();
}

on("clip", show);
let beat = -1;
on("frame", () => {
  if (beat !== beatIndex()) show();
  beat = beatIndex();
});
