// The studio's page: shows the clip as it arrives, and sends edits of its storyboard.

(function () {
"use strict";

const { Drawings, Painter } = Storyreel;
const $ = (id) => document.getElementById(id);
const painter = new Painter(new Drawings(), $("picture"));

const state = {
  clip: null, // what the server told of the clip: words, beats, values
  frames: [], // the frames of the version that is shown, as far as they have arrived
  complete: [], // the frames of the last version that has arrived completely
  frame: 0,
  playing: false,
  findings: [],
  items: [],
  chosen: null,
  problems: false,
};
let arriving = null; // the version that is coming in: { drawings, frames }
let socket, retry = 250, saved = 0;

// The connection ------------------------------------------------------------------------------

function connect() {
  socket = new WebSocket(`${location.origin.replace("http", "ws")}${location.pathname}live`);
  socket.binaryType = "arraybuffer";
  socket.onopen = () => {
    retry = 250;
    ask("clips");
    const clip = decodeURIComponent(location.hash.slice(1));
    if (clip) ask("open", { clip, frame: state.frame });
  };
  let order = Promise.resolve(); // chunks are inflated one after another
  socket.onmessage = (event) => { order = order.then(() => receive(event.data)).catch(console.error); };
  socket.onclose = () => {
    status("Waiting for the studio", "problems");
    setTimeout(connect, retry = Math.min(4000, retry * 2));
  };
}

function ask(what, data = {}) {
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ do: what, ...data }));
}

async function receive(data) {
  const size = new DataView(data).getUint32(0, true);
  const [kind, told] = JSON.parse(new TextDecoder().decode(new Uint8Array(data, 4, size)));
  await RECEIVERS[kind]?.(told, new Uint8Array(data, 4 + size));
}

const RECEIVERS = {
  clips(clips) {
    $("clips").replaceChildren(...clips.map((clip) => new Option(clip.stem.replace(/-/g, " "), clip.id)));
    $("clips").value = decodeURIComponent(location.hash.slice(1));
  },
  drawing() {
    saved = performance.now();
    arriving = { drawings: new Drawings(), frames: [], clip: null };
    status("Drawing", "drawing");
  },
  clip(clip) {
    arriving.clip = clip;
  },
  async frames(told, chunk) {
    await arriving.drawings.add(chunk);
    arriving.drawings.frames.forEach((frame, number) => { arriving.frames[number] = frame; });
    arriving.drawings.frames = [];
  },
  drawn(told) {
    for (const [number, old] of told.same) arriving.frames[number] = state.complete[old];
    if (told.frame !== undefined) {
      state.items = told.items;
      adopt();
      mark("frame");
    } else {
      paint();
      mark("beat");
    }
    showReady();
  },
  findings(findings) {
    mark("clip");
    state.complete = arriving.frames;
    state.findings = findings;
    showFindings();
    status(`Live, ${((performance.now() - saved) / 1000).toFixed(1)} s`, "live");
  },
  problems(problems) {
    state.problems = true;
    showProblems(problems);
  },
  refused(problems) {
    showProblems(problems);
    if (state.clip) showValues();
  },
  items(told) {
    if (told.frame !== state.frame) return;
    state.items = told.items;
    showItems();
  },
  painted(told, file) {
    if (told.frame !== state.frame || $("truth").ariaPressed !== "true") return;
    URL.revokeObjectURL($("painted").src);
    $("painted").src = URL.createObjectURL(new Blob([file], { type: "image/png" }));
    $("painted").hidden = false;
  },
  steps(told) {
    $("undo").disabled = told.undo === 0;
    $("redo").disabled = told.redo === 0;
  },
  progress(told) {
    const lines = $("publishing").querySelector("pre");
    lines.textContent += `${told.text}\n`;
    lines.scrollTop = lines.scrollHeight;
  },
  published(told) {
    const done = told.exit_code === 0, clip = told.document.clips?.[0];
    $("publishing").querySelector("h2").textContent = done ? `Published: ${clip?.path || clip?.video || state.clip.name}` : "Not published";
    $("publishing").querySelector("button").textContent = "Close";
  },
};

// Marks for the benchmark: the time from the saved file to the pixels.
function mark(name) {
  requestAnimationFrame(() => performance.mark(`storyreel-${name}`));
}

// The picture ---------------------------------------------------------------------------------

// The version that arrives takes the place of the one that is shown.
function adopt() {
  const first = !state.clip || state.clip.name !== arriving.clip.name;
  state.clip = arriving.clip;
  state.frames = arriving.frames;
  state.problems = false;
  $("problems").hidden = true;
  $("frame").classList.remove("old");
  $("file").textContent = state.clip.file;
  document.title = `${state.clip.title} – Storyreel Studio`;
  if (first) state.frame = Math.min(state.frame, state.clip.frames - 1);
  buildTimeline();
  showValues();
  go(state.frame);
}

function paint() {
  if (state.clip) painter.show(state.frames[state.frame]);
}

function fit() {
  const width = Math.round($("frame").clientWidth * devicePixelRatio), height = Math.round(width * 9 / 16);
  if (!width || (painter.canvas.width === width && painter.canvas.height === height)) return;
  painter.canvas.width = width;
  painter.canvas.height = height;
  paint();
}

let described;
function go(frame) {
  const before = beatAt();
  state.frame = Math.max(0, Math.min(state.clip.frames - 1, Math.round(frame)));
  paint();
  $("head").style.left = `${100 * (state.frame + 0.5) / state.clip.frames}%`;
  const seconds = state.frame / state.clip.fps;
  $("clock").textContent = `${seconds.toFixed(2)} / ${(state.clip.frames / state.clip.fps).toFixed(0)} s`;
  $("timeline").setAttribute("aria-valuenow", seconds.toFixed(2));
  $("timeline").setAttribute("aria-valuetext", `${seconds.toFixed(1)} seconds, ${beatAt().title}`);
  $("picture").setAttribute("aria-label", `${beatAt().title}: ${captionAt() || state.clip.alt}`);
  if (before !== beatAt()) showBeat();
  if (state.playing) return;
  $("painted").hidden = true;
  $("overlay").querySelectorAll(".item, .mark").forEach((box) => box.remove());
  clearTimeout(described);
  described = setTimeout(() => {
    ask("playhead", { frame: state.frame });
    if (state.problems) return;
    ask("describe", { frame: state.frame });
    if ($("truth").ariaPressed === "true") ask("paint", { frame: state.frame });
  }, 120);
}

function beatAt() {
  if (!state.clip) return null;
  const seconds = (state.frame + 0.5) / state.clip.fps;
  return state.clip.beats.find((beat) => seconds < beat.stop) || state.clip.beats.at(-1);
}

function captionAt() {
  const seconds = state.frame / state.clip.fps;
  return state.clip.captions.find((each) => each.start <= seconds && seconds < each.stop)?.text;
}

let started;
function play() {
  if (!state.clip) return;
  state.playing = !state.playing;
  $("play").textContent = state.playing ? "❚❚" : "▶";
  $("play").setAttribute("aria-label", state.playing ? "Pause" : "Play");
  if (!state.playing) return go(state.frame);
  if (state.frame >= state.clip.frames - 1) state.frame = 0;
  started = performance.now() - state.frame / state.clip.fps * 1000;
  $("overlay").querySelectorAll(".item, .mark").forEach((box) => box.remove());
  requestAnimationFrame(tick);
}

function tick(now) {
  if (!state.playing) return;
  const frame = Math.floor((now - started) / 1000 * state.clip.fps);
  if (frame >= state.clip.frames - 1) {
    go(state.clip.frames - 1);
    return play();
  }
  if (frame !== state.frame && frame >= 0) go(frame);
  requestAnimationFrame(tick);
}

// Things on the picture -----------------------------------------------------------------------

function place(element, [left, top, right, bottom]) {
  Object.assign(element.style, { left: `${100 * left}%`, top: `${100 * top}%`, width: `${100 * (right - left)}%`, height: `${100 * (bottom - top)}%` });
  return element;
}

function showItems() {
  $("overlay").querySelectorAll(".item").forEach((box) => box.remove());
  for (const item of [...state.items].reverse()) {
    const box = place(document.createElement("div"), item.box);
    box.className = "item";
    box.title = item.text || item.owner || item.role;
    box.addEventListener("click", () => choose(item, box));
    box.addEventListener("dblclick", () => editOn(item, box));
    $("overlay").append(box);
  }
}

function choose(item, box) {
  $("overlay").querySelectorAll(".chosen").forEach((other) => other.classList.remove("chosen"));
  box.classList.add("chosen");
  state.chosen = item;
  select("tab-beat");
  showBeat();
}

// The value of the storyboard that a drawn text comes from.
function valueOf(item) {
  if (!item.text) return null;
  const words = item.text.normalize("NFC"), values = state.clip.values.filter((value) => typeof value.value === "string");
  const equal = values.filter((value) => value.value.normalize("NFC") === words);
  const holding = values.filter((value) => value.value.normalize("NFC").replace(/\s+/g, " ").includes(words));
  const index = state.clip.beats.indexOf(beatAt());
  const here = (value) => value.path[0] === "beats" && value.path[1] === index;
  return equal.find((value) => value.line === item.line) || equal.find(here) || equal[0] || holding.find(here) || holding[0] || null;
}

function editOn(item, box) {
  const value = valueOf(item);
  if (!value) return;
  const field = document.createElement("textarea");
  field.value = value.value;
  field.rows = Math.max(1, Math.ceil(value.value.length / 44));
  Object.assign(field.style, { left: box.style.left, top: box.style.top, width: `max(260px, ${box.style.width})` });
  field.setAttribute("aria-label", value.name);
  let done = false;
  const finish = (keep) => {
    if (done) return;
    done = true;
    field.remove();
    if (keep && field.value !== value.value) edit([{ path: value.path, value: field.value }]);
    $("stage").focus();
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

function edit(edits) {
  ask("edit", { digest: state.clip.digest, edits });
}

// The panels ----------------------------------------------------------------------------------

function field(value) {
  const label = document.createElement("label");
  label.className = "field";
  const name = document.createElement("span"), line = document.createElement("i");
  name.textContent = value.name.replace(/^beat '[^']*', /, "");
  line.textContent = `line ${value.line}`;
  name.append(line);
  const kind = typeof value.value, long = kind === "string" && value.value.length > 34;
  const input = document.createElement(long ? "textarea" : "input");
  if (kind === "boolean") {
    input.type = "checkbox";
    input.checked = value.value;
  } else {
    input.value = value.value;
    if (kind === "number") input.inputMode = "decimal";
  }
  const commit = () => {
    const now = kind === "boolean" ? input.checked : kind === "number" ? Number(input.value.trim().replace(",", ".")) : input.value;
    if (now === value.value) return;
    if (kind === "number" && (input.value.trim() === "" || !Number.isFinite(now))) {
      input.value = value.value;
      return;
    }
    edit([{ path: value.path, value: now }]);
  };
  input.addEventListener("change", commit);
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); input.blur(); }
    if (event.key === "Escape") { input.value = value.value; input.blur(); }
  });
  label.append(name, input);
  return label;
}

function heading(text) {
  const element = document.createElement("h2");
  element.textContent = text;
  return element;
}

function showBeat() {
  if (!state.clip || $("panel-beat").contains(document.activeElement)) return;
  const beat = beatAt(), index = state.clip.beats.indexOf(beat);
  const parts = [];
  if (state.chosen) parts.push(chosenCard(state.chosen));
  parts.push(heading(`${index + 1}. ${beat.id}`));
  parts.push(...state.clip.values.filter((value) => value.path[0] === "beats" && value.path[1] === index).map(field));
  $("panel-beat").replaceChildren(...parts);
  document.querySelectorAll("#timeline .beat").forEach((block, k) => block.classList.toggle("now", k === index));
}

function chosenCard(item) {
  const card = document.createElement("div"), list = document.createElement("dl");
  card.className = "card";
  card.append(heading(item.text || item.owner || item.role), list);
  const value = valueOf(item);
  const rows = [["kind", item.role], ["of", item.owner], ["size", item.size && `${item.size} % of the height`], ["line", value?.line || item.line]];
  for (const [name, told] of rows.filter(([, each]) => each)) {
    const term = document.createElement("dt"), says = document.createElement("dd");
    term.textContent = name;
    says.textContent = told;
    list.append(term, says);
  }
  if (value) card.append(field(value));
  return card;
}

function showValues() {
  showBeat();
  if ($("panel-clip").contains(document.activeElement)) return;
  const rest = state.clip.values.filter((value) => value.path[0] !== "beats");
  $("panel-clip").replaceChildren(heading(state.clip.title), ...rest.map(field));
}

function showFindings() {
  const { findings } = state;
  $("count").textContent = findings.length || "";
  $("panel-found").replaceChildren(heading(findings.length ? "What inspection found" : "Nothing found"), ...findings.map((found) => {
    const button = document.createElement("button"), where = document.createElement("small");
    button.className = `finding ${found.severity}`;
    button.textContent = found.message;
    where.textContent = [found.rule, found.line && `line ${found.line}`].filter(Boolean).join(", ");
    button.append(where);
    button.addEventListener("click", () => goToFinding(found));
    return button;
  }));
  document.querySelectorAll("#timeline .spot").forEach((spot) => spot.remove());
  for (const found of findings) {
    const spot = document.createElement("i");
    spot.className = `spot ${found.severity}`;
    spot.title = found.message;
    spot.style.left = `${100 * (found.frame || 0) / state.clip.frames}%`;
    $("timeline").append(spot);
  }
}

function goToFinding(found) {
  if (found.frame !== undefined) go(found.frame);
  if (!found.box) return;
  const box = place(document.createElement("div"), found.box);
  box.className = "mark";
  setTimeout(() => $("overlay").append(box), 10);
}

function showProblems(problems) {
  const list = problems.map((problem) => {
    const line = document.createElement("p"), place = document.createElement("code");
    place.textContent = problem.line ? `${problem.path}:${problem.line}:${problem.column}` : problem.path || "";
    line.append(place, `${problem.what} ${problem.remedy}`);
    return line;
  });
  $("problems").replaceChildren(heading(problems.length === 1 ? "One mistake" : `${problems.length} mistakes`), ...list);
  $("problems").hidden = false;
  $("frame").classList.toggle("old", state.problems);
  status(problems.length === 1 ? "1 mistake" : `${problems.length} mistakes`, "problems");
}

function status(text, kind) {
  $("status").textContent = text;
  $("status").dataset.state = kind;
}

function select(id) {
  for (const tab of document.querySelectorAll("[role=tab]")) {
    const chosen = tab.id === id;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    $(tab.getAttribute("aria-controls")).hidden = !chosen;
  }
}

// The timeline --------------------------------------------------------------------------------

function buildTimeline() {
  const { clip } = state, length = clip.frames / clip.fps, share = (seconds) => `${100 * seconds / length}%`;
  const add = (kind, start, stop, text) => {
    const element = document.createElement("div");
    element.className = kind;
    element.style.left = share(start);
    if (stop !== null) element.style.width = `calc(${share(stop - start)} - 2px)`;
    element.textContent = element.title = text;
    return element;
  };
  const parts = [];
  clip.beats.forEach((beat, index) => {
    parts.push(add("beat", beat.start, beat.stop, beat.title));
    if (index > 0) parts.push(border(index, share(beat.start)));
    for (const [name, seconds] of Object.entries(beat.cues)) parts.push(cue(index, name, seconds, add("cue", seconds, null, name)));
  });
  for (const caption of clip.captions) parts.push(add("caption", caption.start, caption.stop, caption.text));
  const head = document.createElement("div"), ready = document.createElement("div");
  head.id = "head";
  ready.className = "ready";
  $("timeline").replaceChildren(...parts, ready, head);
  $("timeline").setAttribute("aria-valuemax", length.toFixed(1));
  showReady();
  showFindings();
}

// How much of the clip has arrived.
function showReady() {
  const ready = document.querySelector("#timeline .ready");
  if (!ready || !state.clip) return;
  const done = state.frames.filter(Boolean).length / state.clip.frames;
  ready.style.width = done < 1 ? `${100 * done}%` : "0";
}

function secondsAt(event) {
  const box = $("timeline").getBoundingClientRect();
  return Math.max(0, Math.min(1, (event.clientX - box.left) / box.width)) * state.clip.frames / state.clip.fps;
}

function dragged(element, move, drop) {
  element.addEventListener("pointerdown", (event) => {
    event.stopPropagation();
    element.setPointerCapture(event.pointerId);
    element.classList.add("held");
    let seconds = null;
    element.onpointermove = (moved) => { seconds = move(secondsAt(moved)); };
    element.onpointerup = () => {
      element.classList.remove("held");
      element.onpointermove = element.onpointerup = null;
      if (seconds !== null) drop(seconds);
    };
  });
  return element;
}

const round = (seconds) => Math.round(seconds * 10) / 10;

// The border between two beats: what one gains the other loses.
function border(index, left) {
  const [before, after] = [state.clip.beats[index - 1], state.clip.beats[index]];
  const element = document.createElement("div");
  element.className = "border";
  element.style.left = left;
  element.title = "Drag to change both durations";
  return dragged(element, (seconds) => {
    const at = Math.max(before.start + 0.5, Math.min(after.stop - 0.5, before.start + round(seconds - before.start)));
    element.style.left = `${100 * at * state.clip.fps / state.clip.frames}%`;
    return at;
  }, (at) => edit([
    { path: ["beats", index - 1, "duration"], value: round(at - before.start) },
    { path: ["beats", index, "duration"], value: round(after.stop - at) },
  ]));
}

function cue(index, name, seconds, element) {
  const beat = state.clip.beats[index];
  element.title = `Cue ${name}: drag to move`;
  return dragged(element, (moved) => {
    const at = Math.max(beat.start, Math.min(beat.stop, beat.start + round(moved - beat.start)));
    element.style.left = `${100 * at * state.clip.fps / state.clip.frames}%`;
    return at;
  }, (at) => edit([{ path: ["beats", index, "cues", name], value: round(at - beat.start) }]));
}

// Controls ------------------------------------------------------------------------------------

const KEYS = [
  ["Space", "play or pause"], ["← →", "one frame"], ["Shift ← →", "one second"], ["J K L", "back, pause, on"], ["[ ]", "previous or next beat"],
  ["1 – 9", "cues of this beat"], ["Home End", "first or last frame"], ["B", "boxes of what is drawn"], ["T", "frame as the renderer paints it"],
  ["Ctrl Z", "undo the last edit"], ["Double click", "edit a text on the picture"], ["?", "these keys"],
];

function key(event) {
  const typing = /^(input|textarea|select)$/.test(event.target.localName);
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !typing) {
    event.preventDefault();
    return ask(event.shiftKey ? "redo" : "undo");
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !state.clip) return;
  if (event.target.localName === "button" && (event.key === " " || event.key === "Enter")) return;
  const { fps } = state.clip, step = event.shiftKey ? fps : 1, beats = state.clip.beats, now = beats.indexOf(beatAt());
  const beat = (number) => go(Math.ceil(beats[Math.max(0, Math.min(beats.length - 1, number))].start * fps - 1e-6));
  const cues = Object.values(beats[now].cues);
  const actions = {
    " ": play, k: () => state.playing && play(), j: () => go(state.frame - 5 * fps), l: () => go(state.frame + 5 * fps),
    ArrowLeft: () => go(state.frame - step), ArrowRight: () => go(state.frame + step), Home: () => go(0), End: () => go(state.clip.frames),
    "[": () => beat(state.frame > beats[now].start * fps + 8 ? now : now - 1), "]": () => beat(now + 1),
    b: () => toggle("boxes"), t: () => toggle("truth"), "?": help,
  };
  const action = /^[1-9]$/.test(event.key) ? () => cues[event.key - 1] !== undefined && go(Math.ceil(cues[event.key - 1] * fps)) : actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!action) return;
  event.preventDefault();
  if (state.playing && action !== play) play();
  action();
}

function toggle(id) {
  const on = $(id).getAttribute("aria-pressed") !== "true";
  $(id).setAttribute("aria-pressed", String(on));
  if (id === "boxes") $("overlay").classList.toggle("boxes", on);
  $("overlay").querySelector(".safe")?.remove();
  if ($("boxes").ariaPressed === "true" || $("truth").ariaPressed === "true") $("overlay").append(Object.assign(document.createElement("div"), { className: "safe" }));
  if (id === "truth") {
    $("painted").hidden = true;
    if (on && state.clip) ask("paint", { frame: state.frame });
  }
}

function help() {
  $("help").innerHTML = "<h2>Keys</h2><dl></dl>";
  for (const [name, what] of KEYS) {
    const term = document.createElement("dt"), says = document.createElement("dd");
    term.textContent = name;
    says.textContent = what;
    $("help").querySelector("dl").append(term, says);
  }
  $("help").showModal();
}

function publish() {
  if (!state.clip) return;
  $("publishing").innerHTML = "<h2></h2><pre></pre><button>Run in the background</button>";
  $("publishing").querySelector("h2").textContent = `Rendering ${state.clip.name} at ${$("quality").value}`;
  $("publishing").querySelector("button").addEventListener("click", () => $("publishing").close());
  $("publishing").showModal();
  ask("publish", { quality: $("quality").value });
}

function listen() {
  new ResizeObserver(fit).observe($("frame"));
  document.addEventListener("keydown", key);
  $("play").addEventListener("click", play);
  $("undo").addEventListener("click", () => ask("undo"));
  $("redo").addEventListener("click", () => ask("redo"));
  $("truth").addEventListener("click", () => toggle("truth"));
  $("boxes").addEventListener("click", () => toggle("boxes"));
  $("publish").addEventListener("click", publish);
  $("help").addEventListener("click", () => $("help").close());
  $("clips").addEventListener("change", (event) => { location.hash = event.target.value; });
  addEventListener("hashchange", () => {
    state.frame = 0;
    state.chosen = null;
    $("clips").value = decodeURIComponent(location.hash.slice(1));
    ask("open", { clip: $("clips").value, frame: 0 });
  });
  for (const tab of document.querySelectorAll("[role=tab]")) tab.addEventListener("click", () => select(tab.id));
  const line = $("timeline");
  line.addEventListener("pointerdown", (event) => {
    if (!state.clip) return;
    line.setPointerCapture(event.pointerId);
    if (state.playing) play();
    go(secondsAt(event) * state.clip.fps);
  });
  line.addEventListener("pointermove", (event) => line.hasPointerCapture(event.pointerId) && go(secondsAt(event) * state.clip.fps));
}

globalThis.studio = state;
listen();
connect();
})();
