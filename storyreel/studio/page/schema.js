// What the JSON Schema says of a value of the storyboard.

import { state } from "./state.js";

// All that the schema says of the value at a path, as one description; null for nothing.
export function described(path) {
  if (!state.schema) return null;
  let nodes = variants(state.schema, []);
  path.forEach((part, depth) => { nodes = nodes.flatMap((node) => below(node, part)).flatMap((node) => variants(node, path.slice(0, depth + 1))); });
  if (!nodes.length) return null;
  const values = (key) => nodes.map((node) => node[key]).filter((value) => value !== undefined);
  const choices = nodes.flatMap((node) => node.enum || (node.const === undefined ? [] : [node.const]));
  return {
    types: new Set(nodes.flatMap((node) => node.type || [])),
    choices: choices.length && nodes.every((node) => node.enum || node.const !== undefined || node.type === "null" || !node.type) ? choices : null,
    description: values("description")[0] || "",
    minimum: values("minimum")[0] ?? values("exclusiveMinimum")[0],
    maximum: values("maximum")[0] ?? values("exclusiveMaximum")[0],
    maxLength: values("maxLength")[0],
    fallback: values("default")[0],
  };
}

// The keys that a mapping may have, with what the schema says of each.
export function keysOf(path) {
  if (!state.schema) return [];
  let nodes = variants(state.schema, []);
  path.forEach((part, depth) => { nodes = nodes.flatMap((node) => below(node, part)).flatMap((node) => variants(node, path.slice(0, depth + 1))); });
  return [...new Set(nodes.flatMap((node) => Object.keys(node.properties || {})))];
}

function below(node, part) {
  if (typeof part === "number") {
    const items = Array.isArray(node.items) ? node.items[part] : node.items;
    return items ? [items] : [];
  }
  const found = node.properties?.[part] ?? node.additionalProperties;
  return found && typeof found === "object" ? [found] : [];
}

// A node without references, and one for each alternative; `path` tells which conditions hold.
function variants(node, path) {
  const { $ref, allOf = [], anyOf = [], oneOf = [], ...own } = node;
  const others = [...allOf, ...anyOf, ...oneOf].filter((each) => !each.if).flatMap((each) => variants(each, path));
  const conditional = allOf.filter((each) => each.if && holds(each.if, path)).map((each) => each.then);
  const named = $ref ? variants(resolved($ref), path) : [];
  return [...(Object.keys(own).length ? [own] : []), ...others, ...conditional, ...named];
}

function resolved($ref) {
  return $ref.split("/").slice(1).reduce((node, part) => node[part], state.schema);
}

function holds(condition, path) {
  return Object.entries(condition.properties || {}).every(([key, { const: wanted }]) =>
    wanted !== undefined && state.clip.values.some((value) => value.value === wanted && value.path.length === path.length + 1
      && value.path.at(-1) === key && path.every((part, k) => part === value.path[k])));
}
