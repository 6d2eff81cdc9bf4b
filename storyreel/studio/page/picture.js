// The picture: the frame under the playhead, and playing.

import { ask } from "./connection.js";
import { $, icon, pressed } from "./dom.js";
import { beatNow, captionNow, emit, frameOf, momentOf, on, seconds, state } from "./state.js";

const { Drawings, Painter } = Storyreel;
const painter = new Painter(new Drawings(), $("picture"));

export function paint() {
  if (!state.clip) return;
  const older = pressed("before") && state.before;
  const frame = older ? frameOf(momentOf(state.frame), older.clip) : state.frame;
  const shown = older ? older.frames[frame] : state.frames[state.frame];
  if (shown) painter.show(shown);
}

// Moves the playhead; everything that depends on it follows.
export function go(frame) {
  state.frame = Math.max(0, Math.min(state.clip.frames - 1, Math.round(frame)));
  paint();
  emit("frame");
  if (!state.playing) settle();
}

// Calls back when what has been painted is on the screen, or soon where the page is not seen.
export function afterPaint(callback) {
  const painted = new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const soon = new Promise((done) => setTimeout(done, 100));
  Promise.race([painted, soon]).then(callback);
}

// When the playhead rests: the server learns of it, and tells what is drawn.
let resting;
function settle() {
  clearTimeout(resting);
  resting = setTimeout(() => {
    ask("playhead", { frame: state.frame });
    if (!state.problems.length) ask("describe", { frame: state.frame });
    emit("rest");
  }, 120);
}

let started;
export function play() {
  if (!state.clip) return;
  state.playing = !state.playing;
  $("play").replaceChildren(icon(state.playing ? "pause" : "play"));
  $("play").setAttribute("aria-label", state.playing ? "Pause" : "Play");
  emit("playing");
  if (!state.playing) return go(state.frame);
  if (state.frame >= state.clip.frames - 1) state.frame = 0;
  started = performance.now() - 1000 * seconds();
  requestAnimationFrame(tick);
}

export function pause() {
  if (state.playing) play();
}

function tick(now) {
  if (!state.playing) return;
  const frame = Math.floor((now - started) / 1000 * state.clip.fps);
  if (frame >= state.clip.frames - 1) {
    state.frame = state.clip.frames - 1;
    return play();
  }
  if (frame !== state.frame && frame >= 0) go(frame);
  requestAnimationFrame(tick);
}

function fit() {
  const width = Math.round($("frame").clientWidth * devicePixelRatio), height = Math.round(width * 9 / 16);
  if (!width || (painter.canvas.width === width && painter.canvas.height === height)) return;
  painter.canvas.width = width;
  painter.canvas.height = height;
  paint();
}

let said;
function describe() {
  const beat = beatNow(), caption = captionNow();
  $("picture").setAttribute("aria-label", `${beat.title}: ${caption || state.clip.alt}`);
  if (state.playing && caption && caption !== said) $("said").textContent = said = caption;
}

new ResizeObserver(fit).observe($("frame"));
on("frame", describe);
on("arrived", paint);
on("clip", () => $("frame").classList.remove("loading"));
