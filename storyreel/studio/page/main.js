// The studio's page: shows the clip as it arrives, and sends edits of its storyboard.

import { ask, connect, receive } from "./connection.js";
import { askForAddress } from "./next_run.js";
import { newClip, publish, refusedName, showGallery, showKeys } from "./dialogs.js";
import { $, h, pressed, typing } from "./dom.js";
import "./inspector.js";
import "./overlay.js";
import { go, paint, pause, play } from "./picture.js";
import { pin } from "./pins.js";
import { toast } from "./problems.js";
import { beatIndex, emit, firstFrame, on, state } from "./state.js";
import { goToBeat, goToCue } from "./timeline.js";
import { toggleDifference } from "./truth.js";
import "./versions.js";
import "./yaml.js";

const QUALITIES = ["smoke", "480p", "720p", "1080p", "1440p", "4k", "8k"];
const wanted = () => decodeURIComponent(location.hash.slice(1));

// The state of the connection and of the clip -------------------------------------------------

function status(text, kind, title = "") {
  $("status").textContent = text;
  $("status").title = title;
  $("status").dataset.state = kind;
}

// What screen readers say of the state: the end of a drawing, not each step to it.
let forgetting;
function told(text) {
  $("news").textContent = text;
  clearTimeout(forgetting);
  forgetting = setTimeout(() => { $("news").textContent = ""; }, 4000); // else it is said again after a dialog
}

function lost(text) {
  status(text, "lost");
  told(text);
}

connect(() => {
  ask("clips");
  if (wanted()) ask("open", { clip: wanted(), frame: state.frame });
}, async () => {
  lost("Waiting for the studio");
  const answer = await fetch(location.pathname).catch(() => null);
  if (!answer) lost("The studio has ended. Start it again.");
  else if (!answer.ok) {
    lost("The studio has a new address. This page follows when you open it.");
    askForAddress();
  }
});

receive("clips", (clips) => {
  $("clips").replaceChildren(...clips.map((clip) => h("option", { value: clip.id, text: clip.stem.replace(/-/g, " ") })));
  $("clips").value = wanted();
  $("empty").hidden = clips.length > 0;
  $("frame").hidden = !clips.length;
  document.body.classList.toggle("bare", !clips.length);
  if (!clips.length) status("No clips", "live");
  if (clips.length && !wanted()) location.hash = clips[0].id;
});

receive("schema", (told) => {
  if (told.clip !== wanted()) return;
  state.schema = told.schema;
  emit("schema");
});

on("edited", () => {
  $("undo").disabled = state.steps.undo === 0;
  $("redo").disabled = state.steps.redo === 0;
});

on("drawing", () => { status("Drawing", "drawing"); told(""); });
on("clip", () => { if (!state.schema) ask("schema"); }); // after the first picture
on("clip", () => { document.title = `${state.clip.title} – Storyreel Studio`; });
on("complete", () => status("Checking", "drawing"));
on("findings", () => {
  status(`Live · ${state.took.toFixed(1)} s`, "live", `The whole clip was drawn ${state.took.toFixed(1)} s after the change`);
  const count = state.findings.length;
  told(`Drawn. ${count === 0 ? "Nothing found." : count === 1 ? "1 finding." : `${count} findings.`}`);
});
on("problems", () => status(state.problems.length === 1 ? "1 mistake" : `${state.problems.length} mistakes`, "problems"));
on("complete", () => { $("before").disabled = !state.before; });

addEventListener("hashchange", () => {
  pause();
  Object.assign(state, { frame: 0, chosen: null, before: null, current: null, schema: null, items: [] });
  if (pressed("before")) toggle("before");
  $("clips").value = wanted();
  $("frame").classList.add("loading");
  ask("open", { clip: wanted(), frame: 0 });
});

// Controls ------------------------------------------------------------------------------------

function toggle(id) {
  if ($(id).disabled) return;
  $(id).setAttribute("aria-pressed", String(!pressed(id)));
  if (id === "before") {
    $("ribbon").hidden = !pressed("before");
    $("ribbon").textContent = "Before the last change";
    return paint();
  }
  emit("switch");
}

function key(event) {
  const busy = typing(event.target) || document.querySelector("dialog[open]");
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !busy) {
    event.preventDefault();
    return ask(event.shiftKey ? "redo" : "undo");
  }
  if (busy || event.ctrlKey || event.metaKey || event.altKey || !state.clip) return;
  if (event.target.localName === "button" && (event.key === " " || event.key === "Enter")) return;
  const { fps, beats } = state.clip, step = event.shiftKey ? fps : 1, now = beatIndex();
  const actions = {
    " ": play, k: pause, j: () => go(state.frame - 5 * fps), l: () => go(state.frame + 5 * fps),
    ArrowLeft: () => go(state.frame - step), ArrowRight: () => go(state.frame + step), Home: () => go(0), End: () => go(state.clip.frames),
    "[": () => goToBeat(state.frame > firstFrame(state.clip, beats[now]) + 8 ? now : now - 1), "]": () => goToBeat(now + 1),
    b: () => toggle("boxes"), s: () => toggle("sizes"), a: () => toggle("safe"), t: () => toggle("truth"), x: () => toggle("before"),
    d: toggleDifference, p: pin, g: showGallery, "?": showKeys,
  };
  const action = /^[1-9]$/.test(event.key) ? () => goToCue(event.key - 1) : actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!action) return;
  event.preventDefault();
  if (action !== play) pause();
  action();
}

$("quality").append(...QUALITIES.map((name) => h("option", { text: name })));
$("quality").value = "1080p";
document.addEventListener("keydown", key);
const step = (frames) => { pause(); if (state.clip) go(state.frame + frames); };
const CLICKS = {
  play, "step-back": () => step(-1), "step-on": () => step(1), undo: () => ask("undo"), redo: () => ask("redo"),
  pin: () => state.clip && pin(), gallery: showGallery, help: showKeys, new: newClip, publish,
};
for (const [id, action] of Object.entries(CLICKS)) $(id).addEventListener("click", () => action());
for (const id of ["boxes", "sizes", "safe", "before", "truth"]) $(id).addEventListener("click", () => toggle(id));
$("empty").querySelector("button").addEventListener("click", newClip);
$("clips").addEventListener("change", (event) => { location.hash = event.target.value; });

receive("refused", (problems) => {
  if (!refusedName(problems)) toast(problems.map((problem) => `${problem.what} ${problem.remedy || ""}`).join(" "));
  emit("refused");
});

globalThis.studio = state; // for tests
