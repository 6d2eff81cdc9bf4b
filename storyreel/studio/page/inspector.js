// The panels beside the picture: forms for values, what is on stage, and what inspection found.

import { $, h, icon, place, refill } from "./dom.js";
import { edit, lineOf, placeOf, rename, valueOf } from "./edits.js";
import { choose, chosenIsHere, editOn, nameOf } from "./overlay.js";
import { go, pause } from "./picture.js";
import { swapper } from "./places.js";
import { described, keysOf } from "./schema.js";
import { beatIndex, on, state } from "./state.js";
import { showBeatLines, showLine } from "./yaml.js";

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// Tabs ----------------------------------------------------------------------------------------

const tabs = [...document.querySelectorAll("[role=tab]")];

export function select(id) {
  for (const tab of tabs) {
    const chosen = tab.id === id;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    $(tab.getAttribute("aria-controls")).hidden = !chosen;
  }
  if (id === "tab-yaml") showBeatLines();
}

tabs.forEach((tab, k) => {
  tab.addEventListener("click", () => select(tab.id));
  tab.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.stopPropagation();
    const next = tabs[(k + step + tabs.length) % tabs.length];
    select(next.id);
    next.focus();
  });
});

// Forms ---------------------------------------------------------------------------------------

function lineLink(line, id) {
  return h("button", { id: `line-${id}`, class: "link", text: `line ${line}`, title: "Show it in the YAML", onclick: (event) => {
    event.preventDefault();
    select("tab-yaml");
    showLine(line);
  } });
}

// A label and an input for a value that exists, or for one that is added; `part` is that of the panel.
function field(path, value, line, part = "field") {
  const told = described(path), id = `${part}-${path.join("-")}`, name = labelOf(path), input = inputFor(told, value);
  let begun = placeOf(path);
  const written = () => begun.was ?? value;
  input.id = id;
  input.addEventListener("follow", () => {
    const now = placeOf(path);
    if (now.beat !== begun.beat || typeof now.was !== typeof written() || !shows(input, written())) return;
    begun = now;
    if (!shows(input, now.was)) write(input, now.was);
  });
  const commit = () => {
    const now = read(input, told, written());
    if (now === undefined || now === written()) return;
    edit([{ place: begun, value: now }]);
  };
  input.addEventListener("change", commit);
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Enter" && !event.shiftKey && input.localName !== "select") { event.preventDefault(); left = id; input.blur(); }
    if (event.key === "Escape") { write(input, written()); input.blur(); }
  });
  const top = h("span", { class: "label" }, h("label", { for: id, text: name }));
  if (line) top.append(lineLink(line, id));
  const hint = [told?.description, limits(told, value)].filter(Boolean).join(" ");
  if (hint) input.setAttribute("aria-describedby", `${id}-hint`);
  const style = [input.type, typeof value === "number" ? "number" : "", String(value).includes("\n") ? "code" : ""];
  return h("div", { class: `field ${style.join(" ")}` }, top, input, hint ? h("small", { id: `${id}-hint`, text: hint }) : null);
}

function labelOf(path) {
  const last = path.at(-1);
  return typeof last === "number" ? `${path.at(-2)} ${last + 1}` : last;
}

function limits(told, value) {
  if (told?.maxLength && typeof value === "string") return `${[...value].length} of ${told.maxLength} characters.`;
  if (told?.minimum !== undefined && told?.maximum !== undefined) return `${told.minimum} to ${told.maximum}.`;
  return "";
}

function inputFor(told, value) {
  const types = told?.types || new Set();
  if (typeof value === "boolean" || (value === null && types.has("boolean"))) return h("input", { type: "checkbox", ...(value && { checked: true }) });
  if (told?.choices && told.choices.every((each) => typeof each !== "object")) {
    const choices = told.choices.includes(value) ? told.choices : [value ?? "", ...told.choices];
    return h("select", { value }, ...choices.map((each) => h("option", { text: each, ...(each === value && { selected: true }) })));
  }
  const numeric = typeof value === "number" || (value === null && isNumeric(types));
  if (numeric && !types.has("string")) {
    return h("input", { type: "number", step: "any", value: value ?? "", min: told?.minimum, max: told?.maximum });
  }
  const long = typeof value === "string" && (value.length > 34 || value.includes("\n"));
  return h(long ? "textarea" : "input", { value: value ?? "", ...(long ? { rows: 1 } : { type: "text" }) });
}

const isNumeric = (types) => types.has("number") || types.has("integer");

function write(input, value) {
  if (input.type === "checkbox") input.checked = value;
  else input.value = value ?? "";
}

// Whether an input says a value as it was written there.
function shows(input, value) {
  return input.type === "checkbox" ? input.checked === value : input.value === String(value ?? "");
}

// What an input says, as a value of the right type; undefined for nothing that can be written.
function read(input, told, value) {
  if (input.type === "checkbox") return input.checked;
  const text = input.value, number = Number(text.trim().replace(",", "."));
  const types = told?.types || new Set([typeof value]);
  if (text.trim() && Number.isFinite(number) && (typeof value === "number" || isNumeric(types))) return number;
  if (typeof value === "number" && !types.has("string")) {
    write(input, value);
    return undefined;
  }
  return text;
}

// Values with the same mapping around them, in the order of the file.
function groups(values) {
  const found = [];
  for (const value of values) {
    const parent = value.path.slice(0, -1), last = found.at(-1);
    const group = last && same(last.parent, parent) ? last : found.find((each) => same(each.parent, parent));
    if (group) group.values.push(value);
    else found.push({ parent, values: [value] });
  }
  return found;
}

function form(values, base) {
  const parts = groups(values).map(({ parent, values }) => {
    const title = parent.slice(base).map((part) => (typeof part === "number" ? part + 1 : part)).join(" › ");
    const list = typeof values[0].path.at(-1) === "number";
    return h("fieldset", { class: list ? "list" : "" }, title ? h("legend", { text: title }) : null,
      ...values.map((value) => field(value.path, value.value, value.line)), list ? null : adder(parent, values, title));
  });
  return parts;
}

// Adds one of the keys that a mapping may have and lacks. The list is made when it is asked for:
// screen readers say what each new list shows.
function adder(parent, values, title) {
  const there = new Set(state.clip.values.filter((value) => same(value.path.slice(0, parent.length), parent)).map((value) => value.path[parent.length]));
  const missing = keysOf(parent).filter((key) => !there.has(key)).map((key) => [key, described([...parent, key])])
    .filter(([, told]) => told && (told.choices || ["string", "number", "integer", "boolean"].some((type) => told.types.has(type))));
  if (!missing.length || parent.length === 0 && values.length === 0) return null;
  const name = title ? `Add to ${title}` : "Add a value";
  const button = h("button", { id: `add-${parent.join("-")}`, class: "add", text: "Add …", "aria-label": name, "aria-haspopup": "listbox", onclick: () => {
    const list = h("select", { class: "add", "aria-label": name, onchange: () => begin(list, [...parent, list.value]) },
      h("option", { value: "", text: "Add …" }), ...missing.map(([key, told]) => h("option", { value: key, text: key, title: told.description })));
    waiting.add(button.closest("[role=tabpanel]"));
    button.replaceWith(list);
    list.focus();
    if (navigator.userActivation.isActive) list.showPicker();
  } });
  return button;
}

// A field for a new value in place of the list that it was chosen from.
function begin(list, path) {
  const added = field(path, null, null);
  list.replaceWith(added);
  const input = added.querySelector("input, select, textarea");
  input.focus();
  if (input.type === "checkbox") input.click();
}

// Panels --------------------------------------------------------------------------------------

const waiting = new Set(); // panels whose forms are no longer as the file is
let left = null; // the field that was left by Enter, to which the focus returns

// Whether somebody is in a form: then it waits, and values that the author has not changed follow
// the file, so that an edit never replaces what was not seen.
function waits(panel) {
  const busy = panel.contains(document.activeElement) && document.activeElement.matches("input, textarea, select");
  waiting[busy ? "add" : "delete"](panel);
  if (busy) for (const input of panel.querySelectorAll(".field :is(input, textarea, select)")) input.dispatchEvent(new Event("follow"));
  return busy;
}

function fill(panel, ...children) {
  refill(panel, ...children);
  const input = left && panel.querySelector(`#${CSS.escape(left)}`);
  if (!input) return;
  input.focus();
  left = null;
}

const heading = (text, ...more) => h("div", { class: "heading" }, h("h2", { text }), ...more);

function showBeat() {
  const panel = $("panel-beat");
  if (!state.clip || waits(panel)) return;
  const index = beatIndex(), beat = state.clip.beats[index], top = panel.scrollTop;
  const own = state.clip.values.filter((value) => value.path[0] === "beats" && value.path[1] === index);
  fill(panel, ...(chosenIsHere() ? [card(state.chosen)] : []), heading(`${index + 1}. ${beat.id}`, lineLink(beat.line, "beat")), ...form(own, 2));
  panel.scrollTop = panel.dataset.beat === String(index) ? top : 0;
  panel.dataset.beat = index;
}

function card(item) {
  const value = valueOf(item), line = lineOf(item);
  const rows = [["kind", item.role], ["of", item.owner], ["size", item.size && `${item.size}% of the height`]].filter(([, told]) => told);
  return h("section", { class: "card", "aria-label": "Chosen" },
    heading(nameOf(item), h("button", { class: "plain small", "aria-label": "Choose nothing", onclick: () => choose(null) }, icon("x"))),
    h("dl", {}, ...rows.flatMap(([name, told]) => [h("dt", { text: name }), h("dd", { text: told })])),
    value ? field(value.path, value.value, value.line, "chosen") : item.part ? partField(item.part) : line ? lineLink(line, "chosen") : null,
    item.why ? h("small", { text: item.why }) : null, swapper(item));
}

// The name of a part of a thing.
function partField(part) {
  const input = h("input", { id: "field-part", type: "text", value: part[1], onchange: () => rename(part, input.value) });
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Enter") input.blur();
    if (event.key === "Escape") { input.value = part[1]; input.blur(); }
  });
  return h("div", { class: "field text" }, h("span", { class: "label" }, h("label", { for: input.id, text: "name" })), input);
}

function showClip() {
  const panel = $("panel-clip");
  if (!state.clip || waits(panel)) return;
  fill(panel, heading(state.clip.file), ...form(state.clip.values.filter((value) => value.path[0] !== "beats"), 0));
}

// Everything in the frame under the playhead, for the keyboard and for screen readers.
function showStage() {
  const rows = alike(state.items).map((items) => h("button", {
    class: "row", "aria-pressed": String(items.includes(state.chosen)), onclick: () => choose(items[0]),
    onkeydown: (event) => event.key === "F2" && editOn(items[0]),
    onmouseenter: () => items.forEach((item) => light(item, true)), onmouseleave: () => items.forEach((item) => light(item, false)),
  }, h("span", { text: nameOf(items[0]) }), h("small", { text: detailsOf(items) })));
  refill($("panel-stage"), heading(`${state.items.length} things in this frame`), ...rows);
}

// Things without a text that have one name are one row.
function alike(items) {
  const rows = new Map();
  items.forEach((item, k) => {
    const key = item.text ? k : nameOf(item);
    rows.set(key, [...(rows.get(key) || []), item]);
  });
  return [...rows.values()];
}

function detailsOf([item, ...more]) {
  return [item.text ? item.role : "", item.size ? `${item.size}%` : "", more.length ? `${more.length + 1} times` : ""].filter(Boolean).join(", ");
}

function light(item, on) {
  for (const box of $("overlay").querySelectorAll(".item")) if (box.item === item) box.classList.toggle("lit", on);
}

function showFindings() {
  const { findings, checking, problems } = state, waiting = problems.length ? "The storyboard has mistakes: correct them first." : "Every frame is looked at once it is drawn.";
  $("count").textContent = findings.length || "";
  refill($("panel-found"),
    heading(problems.length ? "Not checked" : checking ? "Checking" : findings.length ? "What inspection found" : "Nothing found"),
    ...(checking ? [h("p", { class: "hint", text: waiting })] : []),
    ...(findings.length || checking ? [] : [h("p", { class: "hint", text: "Text sizes, contrast, overlap, reading times and the safe area are fine in every frame." })]),
    ...findings.map((found) => h("button", { class: `finding ${found.severity}`, onclick: () => goTo(found) },
      h("span", { text: found.message }), found.remedy ? h("small", { text: found.remedy }) : null,
      h("small", { class: "where", text: [found.severity === "fail" ? "failure" : "warning", found.rule, found.time_s !== undefined && `${found.time_s.toFixed(1)} s`, found.line && `line ${found.line}`].filter(Boolean).join(" · ") }))));
}

function goTo(found) {
  pause();
  if (found.frame !== undefined) go(found.frame);
  if (found.line) showLine(found.line);
  if (found.box) setTimeout(() => $("overlay").append(place(h("div", { class: `found ${found.severity}` }), found.box)), 40);
}

let beat = -1;
on("frame", () => {
  if (beat !== beatIndex()) showBeat();
  beat = beatIndex();
});
on("clip", () => { showBeat(); showClip(); });
on("refused", () => { document.activeElement?.blur?.(); showBeat(); showClip(); });
on("schema", () => { showBeat(); showClip(); });
on("edited", () => { showBeat(); showClip(); });
on("chosen", () => {
  if (state.chosen) select("tab-beat");
  showBeat();
  showStage();
});
on("items", () => {
  showStage();
  if (Boolean(document.querySelector("#panel-beat .card")) !== chosenIsHere()) showBeat();
});
on("clip", showStage);
on("findings", showFindings);
on("drawing", showFindings);
on("problems", showFindings);
for (const [id, show] of [["panel-beat", showBeat], ["panel-clip", showClip]]) {
  $(id).addEventListener("focusout", () => setTimeout(() => waiting.has($(id)) && show(), 400));
}
