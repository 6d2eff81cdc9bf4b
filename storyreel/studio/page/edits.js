// Edits of the storyboard, and the values that drawn things come from.

import { ask, receive } from "./connection.js";
import { beatIndex, emit, state } from "./state.js";

let asked = [];

export function edit(edits) {
  asked = edits;
  ask("edit", { digest: state.clip.digest, edits });
}

// The file has been edited: what the forms show is true, even where a mistake keeps it from being drawn.
receive("steps", (told) => {
  state.steps = told;
  state.clip.digest = told.digest;
  for (const { path, value } of asked) {
    const shown = state.clip.values.find((each) => JSON.stringify(each.path) === JSON.stringify(path));
    if (shown) shown.value = value;
  }
  asked = [];
  emit("edited");
});

const plain = (text) => text.normalize("NFC").replace(/\s+/g, " ");

// The value of the storyboard that a drawn text comes from, or null.
export function valueOf(item) {
  if (!item?.text) return null;
  const words = plain(item.text), texts = state.clip.values.filter((value) => typeof value.value === "string");
  const equal = texts.filter((value) => plain(value.value) === words), holding = texts.filter((value) => plain(value.value).includes(words));
  const index = beatIndex(), here = (value) => value.path[0] === "beats" && value.path[1] === index;
  return equal.find((value) => item.line && value.line === item.line) || equal.find(here) || equal[0] || holding.find(here) || holding[0] || null;
}

// The line of the storyboard that a drawn thing comes from, or null.
export function lineOf(item) {
  const value = valueOf(item);
  if (value || item.line) return value?.line || item.line;
  const index = beatIndex(), owner = item.owner?.split(/[ /]/)[0];
  const named = (value) => value.path.includes(owner), earlier = (value) => value.path[0] === "beats" && value.path[1] <= index;
  return owner ? state.clip.values.filter((value) => named(value) && earlier(value)).at(-1)?.line || null : null;
}
