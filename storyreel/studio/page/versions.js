// Versions of the clip as they arrive: the frame under the playhead, its beat, then all others.

import { receive } from "./connection.js";
import { afterPaint, go, paint } from "./picture.js";
import { emit, state } from "./state.js";

const { Drawings } = Storyreel;
let arriving = null, saved = 0;

receive("drawing", () => {
  saved = performance.now();
  arriving = { streams: [], frames: [], clip: null };
  state.checking = true;
  emit("drawing");
});

receive("clip", (clip) => { arriving.clip = clip; });

receive("frames", async (told, chunk) => {
  const drawings = arriving.streams[told.stream] ||= new Drawings(), version = arriving;
  await drawings.add(chunk);
  drawings.frames.forEach((frame, number) => { version.frames[number] = frame; });
  drawings.frames = [];
});

receive("drawn", (told) => {
  for (const [number, old] of told.same) arriving.frames[number] = state.current?.frames[old];
  if (told.retitled) retitle(told);
  if (told.frame === undefined) {
    emit("arrived");
    mark(beatIsHere() ? "beat" : "more");
    return;
  }
  state.problems = [];
  state.clip = arriving.clip;
  state.frames = arriving.frames;
  state.items = told.items;
  state.frame = Math.min(state.frame, state.clip.frames - 1);
  paint();
  mark("frame");
  afterPaint(() => {
    emit("clip");
    if (state.frame !== told.frame) return go(state.frame); // the playhead has moved meanwhile
    emit("frame");
    emit("rest");
  });
});

// Frames of the version before, each with its title replaced by that of a frame that has arrived.
function retitle({ title: [shown, at], retitled }) {
  const { frames } = arriving, title = frames[shown].items[at], made = new Map();
  for (const [number, old, place] of retitled) {
    const before = state.current.frames[old];
    if (!made.has(before)) made.set(before, { ...before, items: before.items.with(place, title) });
    frames[number] = made.get(before);
  }
}

receive("complete", () => {
  const { clip, frames } = arriving, old = state.current;
  const same = old?.frames.length === frames.length && frames.every((frame, k) => frame === old.frames[k]);
  if (old?.clip.name === clip.name && !same) state.before = old;
  if (old && old.clip.name !== clip.name) state.before = null;
  state.current = { clip, frames };
  state.took = (performance.now() - saved) / 1000;
  emit("complete");
  mark("clip");
});

receive("findings", (findings) => {
  state.findings = findings;
  state.checking = false;
  emit("findings");
});

receive("problems", (problems) => {
  state.problems = problems;
  emit("problems");
});

function beatIsHere() {
  const { clip, frames } = arriving, now = (state.frame + 0.5) / clip.fps;
  const beat = clip.beats.find((each) => now < each.stop) || clip.beats.at(-1);
  for (let k = Math.ceil(beat.start * clip.fps); k < beat.stop * clip.fps; k++) if (!frames[k]) return false;
  return true;
}

// Marks for the benchmark: the time from the saved file to the pixels.
let marked = null;
function mark(name) {
  const version = arriving;
  if (name === "beat" && marked === version) return;
  if (name === "beat") marked = version;
  requestAnimationFrame(() => performance.mark(`storyreel-${name}`));
}
