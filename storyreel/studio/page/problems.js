// Mistakes: where they are, with the line and a caret, while the last good picture stays.

import { $, h, icon } from "./dom.js";
import { on, state } from "./state.js";

function entry(problem) {
  const where = problem.path ? [problem.path, problem.line, problem.column].filter(Boolean).join(":") : "";
  return h("li", {}, where ? h("code", { class: "where", text: where }) : null, h("p", { text: `${problem.what} ${problem.remedy || ""}` }),
    problem.excerpt ? excerpt(problem) : null);
}

// The line around the mistake, and a caret below it.
function excerpt({ excerpt: text, column, line }) {
  const at = (column || 1) - 1, from = Math.max(0, at - 18), shown = text.slice(from, from + 60).replace(/\t/g, " ");
  const number = `${line} `, blanks = " ".repeat(number.length + (from ? 1 : 0) + at - from);
  return h("pre", { "aria-hidden": "true" }, h("i", { text: number }), `${from ? "…" : ""}${shown}\n${blanks}`, h("b", { text: "^" }));
}

function show() {
  const { problems } = state;
  $("problems").hidden = !problems.length;
  $("frame").classList.toggle("old", problems.length > 0);
  if (!problems.length) return;
  $("frame").classList.remove("loading");
  const count = problems.length === 1 ? "1 mistake" : `${problems.length} mistakes`;
  $("problems").replaceChildren(h("h2", {}, icon("triangle-alert"), h("span", { text: count })), h("ol", {}, ...problems.map(entry)));
}

let fading;
export function toast(text) {
  $("toast").textContent = text;
  $("toast").hidden = false;
  clearTimeout(fading);
  fading = setTimeout(() => { $("toast").hidden = true; }, 6000);
}

on("problems", show);
on("clip", show);
