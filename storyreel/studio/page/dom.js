// Small helpers for the page's elements.

export const $ = (id) => document.getElementById(id);

// An element; keys of `attributes` that begin with "on" are listeners, `text` is its text.
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "text") element.textContent = value;
    else if (name === "value") element.value = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `icons.svg#${name}`);
  svg.append(use);
  return svg;
}

// Replaces what a panel shows; the focus stays on the control with the same id, else at the same place.
export function refill(panel, ...children) {
  const controls = () => [...panel.querySelectorAll("button, input, select, textarea")];
  const focused = panel.contains(document.activeElement) ? document.activeElement : null, place = controls().indexOf(focused);
  panel.replaceChildren(...children);
  const now = focused?.id ? controls().find((each) => each.id === focused.id) : controls()[place];
  if (focused && now?.localName === focused.localName) now.focus();
}

// Places an element at a box in shares of the frame: left, top, right, bottom. What is outside the
// frame is cut off, and a box that is outside as a whole is not shown.
export function place(element, box) {
  const [left, top, right, bottom] = box.map((share) => Math.max(0, Math.min(1, share)));
  element.hidden = left >= right || top >= bottom;
  Object.assign(element.style, {
    left: `${100 * left}%`, top: `${100 * top}%`, width: `${100 * (right - left)}%`, height: `${100 * (bottom - top)}%`,
  });
  return element;
}

export const pressed = (id) => $(id).getAttribute("aria-pressed") === "true";

export const typing = (element) => /^(input|textarea|select)$/.test(element.localName);

// A dialog that removes itself when it is closed. It has the focus unless a child has `autofocus`.
export function dialog(label, ...children) {
  const element = h("dialog", { "aria-label": label, tabindex: -1, onclose: () => element.remove() }, ...children,
    h("button", { class: "plain close", "aria-label": "Close", onclick: () => element.close() }, icon("x")));
  element.addEventListener("click", (event) => event.target === element && element.close());
  document.body.append(element);
  element.showModal();
  (element.querySelector("[autofocus]") || element).focus();
  return element;
}
