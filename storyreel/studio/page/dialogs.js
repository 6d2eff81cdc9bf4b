// Dialogs: keys, a new clip, the gallery of kinds, and publishing.

import { ask, receive } from "./connection.js";
import { $, dialog, h, icon } from "./dom.js";
import { toast } from "./problems.js";
import { beatIndex, state } from "./state.js";

const KEYS = [
  [["Space"], "play or pause"], [["←", "→"], "one frame; with Shift one second"], [["J", "K", "L"], "back five seconds, pause, on five seconds"],
  [["[", "]"], "previous or next beat"], [["1", "–", "9"], "moments of this beat"], [["Home", "End"], "first or last frame"],
  [["B", "S", "A"], "boxes, text sizes, safe area"], [["T"], "as the renderer paints it"], [["D"], "where the two differ"], [["X"], "before the last change"],
  [["P"], "pin this moment"], [["G"], "gallery of kinds"], [["Ctrl", "Z"], "undo; with Shift redo"], [["Double click"], "edit a text on the picture"], [["Drag"], "a thing onto another: they change places"],
  [["F2"], "under On stage: edit the text"], [["←", "→"], "on a cue or a border: move it by 0.1 s; with Shift 1 s"], [["?"], "these keys"],
];
const cap = (name) => (name === "–" ? name : h("kbd", { text: name }));

// What screen readers say between two texts.
const pause = (text) => h("span", { class: "unseen", text });

export function showKeys() {
  dialog("Keys", h("h1", { text: "Keys" }), h("dl", { class: "keys" }, ...KEYS.flatMap(([names, what]) => [h("dt", {}, ...names.map(cap), pause(": ")), h("dd", {}, what, pause(". "))])));
}

// A new clip ----------------------------------------------------------------------------------

let created = null;
export function newClip() {
  const name = h("input", { id: "new-name", autofocus: true, "aria-describedby": "new-error new-hint", placeholder: "hour31-my-clip", required: true, autocomplete: "off", spellcheck: "false" });
  const error = h("p", { id: "new-error", class: "error", role: "alert" });
  const form = h("form", { onsubmit: (event) => {
    event.preventDefault();
    error.textContent = "";
    name.removeAttribute("aria-invalid");
    ask("new", { name: name.value.trim() });
  } }, h("label", { for: "new-name", text: "Name of the storyboard" }), name,
  h("p", { id: "new-hint", class: "hint", text: "Lower-case letters, digits and hyphens. The part before the first hyphen is the clip's id." }), error, h("button", { class: "main", text: "Create" }));
  const box = dialog("New clip", h("h1", { text: "New clip" }), form);
  created = { box, name, error };
}

receive("created", (id) => {
  created?.box.close();
  location.hash = id;
});

// Mistakes in the name are shown in the dialog; says whether it is open.
export function refusedName(problems) {
  if (!created?.box.isConnected) return false;
  created.name.setAttribute("aria-invalid", "true");
  created.error.textContent = problems.map((problem) => `${problem.what} ${problem.remedy || ""}`).join(" ");
  return true;
}

// The gallery ---------------------------------------------------------------------------------

const exhibits = [];
let cards = null, none = null, asked = false;
export function showGallery() {
  const filter = h("input", { type: "search", autofocus: true, placeholder: "Find a kind", "aria-label": "Find a kind", oninput: () => {
    const words = filter.value.toLowerCase();
    for (const card of cards.children) card.hidden = !card.dataset.words.includes(words);
    const left = cards.querySelectorAll(":scope > :not([hidden])").length;
    none.textContent = !words ? "" : left === 0 ? "No kind has these words." : left === 1 ? "1 kind" : `${left} kinds`;
  } });
  cards = h("div", { class: "exhibits" });
  none = h("p", { class: "hint", role: "status" });
  const box = dialog("Gallery of kinds", h("h1", { text: "Gallery of kinds" }), h("p", { class: "hint", text: "Everything that a picture can show, with the YAML that made it." }), filter, none, cards);
  box.classList.add("wide");
  cards.append(...exhibits.map(card));
  if (!asked) ask("gallery");
  asked = true;
}

receive("exhibit", (told, svg) => {
  const exhibit = { ...told, picture: URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" })) };
  exhibits.push(exhibit);
  if (cards?.isConnected) cards.append(card(exhibit));
});

// Text in which `names` are code.
const worded = (text) => text.split("`").map((part, k) => (k % 2 ? h("code", { text: part }) : part));

function card({ name, summary, yaml, picture, placed }) {
  const insert = placed && state.clip && h("button", { class: "plain", title: "Insert it into this beat", "aria-label": `Insert ${name} into this beat`, onclick: () => {
    ask("insert", { digest: state.clip.digest, beat: beatIndex(), kind: name });
    insert.closest("dialog").close();
  } }, icon("plus"));
  const copy = h("button", { class: "plain", title: "Copy the YAML", "aria-label": `Copy the YAML of ${name}`, onclick: async () => {
    await navigator.clipboard.writeText(yaml);
    copy.replaceChildren("Copied");
    copy.setAttribute("aria-label", "Copied");
    setTimeout(() => { copy.replaceChildren(icon("copy")); copy.setAttribute("aria-label", `Copy the YAML of ${name}`); }, 1500);
  } }, icon("copy"));
  return h("article", { "data-words": `${name} ${summary}`.toLowerCase() }, h("img", { src: picture, alt: summary, loading: "lazy" }),
    h("div", { class: "heading" }, h("h2", { text: name }), insert || null, copy), h("p", {}, ...worded(summary)), h("pre", { tabindex: 0, role: "group", "aria-label": `YAML of ${name}`, text: yaml }));
}

// Publishing ----------------------------------------------------------------------------------

let publishing = null;
// The heading of the dialog, also for screen readers; a toast where it has been closed.
function conclude(text) {
  publishing.title.textContent = publishing.spoken.textContent = text;
  if (!publishing.box.isConnected) toast(text);
}

export function publish() {
  if (!state.clip) return;
  const bar = h("progress", { "aria-label": "Frames" }), step = h("p", { class: "hint", text: "Starting" }), spoken = h("p", { class: "unseen", role: "status" });
  const title = h("h1", { text: `Publishing ${state.clip.name} at ${$("quality").value}` });
  const cancel = h("button", { text: "Stop", onclick: () => { ask("cancel"); publishing.box.close(); } });
  const body = h("div", {}, bar, step, cancel), box = dialog("Publish", title, body, spoken);
  publishing = { box, bar, step, spoken, title, body };
  ask("publish", { quality: $("quality").value });
}

receive("progress", (told) => {
  if (!publishing) return;
  const { bar, step, spoken } = publishing, part = told.done ? `Beat ${told.beat}` : told.doing;
  if (part && part !== spoken.textContent) spoken.textContent = part; // not each frame
  if (told.total) bar.max = told.total;
  if (told.done) bar.value = told.done;
  if (told.done) step.textContent = `Frame ${told.done} of ${bar.max}, beat ${told.beat}`;
  else if (told.doing) step.textContent = told.doing;
});

receive("published", (told) => {
  if (!publishing) return;
  const { box, body } = publishing, again = told.seconds === 0;
  conclude(!told.passed ? "Not published: inspection found failures" : again ? "Up to date" : "Published");
  const video = h("video", { "aria-label": "The published clip", src: `published/${told.number}`, controls: true, playsinline: true });
  video.muted = true;
  video.play().catch(() => {}); // a browser that plays nothing by itself shows the first frame
  body.replaceChildren(video, h("p", { class: "path" }, h("code", { text: told.path }), again ? "" : `  made in ${told.seconds} s`),
    ...told.findings.map((found) => h("p", { class: `finding ${found.severity}`, text: found.message })));
  box.classList.add("video");
});

receive("unpublished", (problems) => {
  if (!publishing) return;
  conclude("Not published");
  publishing.body.replaceChildren(...problems.map((problem) => h("p", { class: "error", text: [problem.path && `${problem.path}:${problem.line}`, problem.what, problem.remedy].filter(Boolean).join(" ") })));
});
