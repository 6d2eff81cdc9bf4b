// What the page knows, and who wants to hear of changes.

export const state = {
  clip: null, // what the server told of the clip that is shown: words, beats, values, text
  frames: [], // its frames, as far as they have arrived
  current: null, // the last version that has arrived completely: { clip, frames }
  before: null, // the version before that one
  frame: 0,
  playing: false,
  findings: [],
  checking: true, // whether inspection has not ended yet
  items: [], // what is drawn in the frame under the playhead
  chosen: null,
  problems: [],
  schema: null,
};

const listeners = new Map();

export function on(event, listener) {
  listeners.set(event, [...(listeners.get(event) || []), listener]);
}

export function emit(event) {
  for (const listener of listeners.get(event) || []) listener();
}

export const seconds = (frame = state.frame) => frame / state.clip.fps;

export function beatIndex(clip = state.clip, frame = state.frame) {
  const now = (frame + 0.5) / clip.fps, found = clip.beats.findIndex((beat) => now < beat.stop);
  return found < 0 ? clip.beats.length - 1 : found;
}

export const beatNow = () => state.clip.beats[beatIndex()];

export const firstFrame = (clip, beat) => Math.ceil(beat.start * clip.fps - 1e-6);

// A moment that outlives edits: a beat by its id, and frames from its start.
export function momentOf(frame) {
  const beat = state.clip.beats[beatIndex(state.clip, frame)];
  return { beat: beat.id, offset: frame - firstFrame(state.clip, beat) };
}

// The frame of a moment in a version of the clip; null for a beat that it lacks.
export function frameOf(moment, clip = state.clip) {
  const beat = clip.beats.find((each) => each.id === moment.beat);
  if (!beat) return null;
  const first = firstFrame(clip, beat), last = Math.ceil(beat.stop * clip.fps - 1e-6) - 1;
  return Math.max(first, Math.min(last, first + moment.offset));
}

export function captionNow() {
  const now = seconds();
  return state.clip.captions.find((each) => each.start <= now && now < each.stop)?.text;
}
