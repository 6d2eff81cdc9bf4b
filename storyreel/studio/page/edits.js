// Edits of the storyboard, and the values that drawn things come from.

import { ask, receive } from "./connection.js";
import { toast } from "./problems.js";
import { beatIndex, emit, on, state } from "./state.js";

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const valueAt = (path) => state.clip.values.find((each) => same(each.path, path))?.value;
const beatAt = (path) => (path[0] === "beats" ? state.clip.beats[path[1]]?.id : undefined);

const asked = new Map(); // by number: edits that the server has not answered, and the version that they were made in
const waiting = []; // edits of an older version, which wait for the newest
let last = 0; // the number of the last edit

// A place to edit as it is when the author begins: another page may change the file meanwhile.
export function placeOf(path) {
  return { path, was: valueAt(path), beat: beatAt(path) };
}

// Writes values: pairs of a place, as from `placeOf`, and a value. What others have changed is kept.
export function edit(edits) {
  const changed = edits.find(({ place: { path, was, beat } }) => !same([was, beat], [valueAt(path), beatAt(path)]));
  if (!changed) return send(edits);
  toast(`${changed.place.path.at(-1)} has changed meanwhile. What you wrote: ${changed.value}`);
  emit("refused");
}

function send(edits) {
  const digest = state.clip.digest, number = last += 1;
  asked.set(number, { edits, digest });
  ask("edit", { number, digest, edits: edits.map(({ place, value }) => ({ path: place.path, value })) });
}

// The edits of an answer, which are not asked for any more; none where it answers something else.
function answered({ number }) {
  const found = asked.get(number) ?? { edits: [] };
  asked.delete(number);
  return found;
}

// Gives a part of a thing, such as a bar, another name in all pictures of the thing.
export function rename([thing, name], to) {
  if (to.trim() && to !== name) ask("rename", { digest: state.clip.digest, thing, name, to });
}

// The file has changed since this page was told of it: the edit is made in the new version.
receive("stale", (told) => {
  const { edits, digest } = answered(told);
  if (!edits.length) return;
  if (state.clip.digest !== digest) return edit(edits);
  waiting.push(edits);
  if (state.problems.length) giveUp();
});
on("clip", () => {
  for (const edits of waiting.splice(0)) edit(edits);
});
on("problems", giveUp);

// A file that somebody else has left with mistakes is not edited.
function giveUp() {
  const values = waiting.splice(0).flat().map((each) => each.value);
  if (values.length) toast(`The file has mistakes: correct them first. What you wrote: ${values.join(", ")}`);
}

// The file has been edited: what the forms show is true, even where a mistake keeps it from being drawn.
receive("steps", (told) => {
  state.steps = told;
  state.clip.digest = told.digest;
  for (const { place, value } of answered(told).edits) {
    place.was = value;
    const shown = state.clip.values.find((each) => same(each.path, place.path));
    if (shown) shown.value = value;
  }
  emit("edited");
});

// The value of the storyboard that makes a drawn text, or null; `item.why` says why there is none.
export function valueOf(item) {
  return item?.source ? state.clip.values.find((each) => same(each.path, item.source)) || null : null;
}

// The line of the storyboard that a drawn thing comes from, or null.
export function lineOf(item) {
  const value = valueOf(item);
  if (value || item.line) return value?.line || item.line;
  const index = beatIndex(), owner = item.owner?.split(/[ /]/)[0];
  const named = (value) => value.path.includes(owner), earlier = (value) => value.path[0] === "beats" && value.path[1] <= index;
  return owner ? state.clip.values.filter((value) => named(value) && earlier(value)).at(-1)?.line || null : null;
}
