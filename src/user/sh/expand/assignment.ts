// Assignments: x=1, x+=1, a[2]=x, a=(1 2 [5]=x), m=([k]=v).

import { type Assignment, parse, type Word } from "unbash";
import type { Run } from "../../program.ts";
import { arithmetic } from "../arith/evaluate.ts";
import type { Shell } from "../shell.ts";
import { parameter, refresh } from "../special.ts";
import { ExpansionError } from "../unwind.ts";
import { assignArray, has, indices, lookup, PLAIN, put, ReadonlyError, target } from "../variable.ts";
import { element, scopeOf, setElement, setParameter, subscript } from "./scope.ts";
import { expandAssigned, expandInto, expandText } from "./word.ts";

export interface ArrayItem {
  readonly key: string | null;
  readonly append: boolean;
  readonly value: string;
}

/** An assignment with its right side expanded. */
export interface Assigned {
  readonly name: string;
  readonly append: boolean;
  readonly index: string | null;
  readonly value: string | readonly ArrayItem[];
}

export function* expandAssignment(sh: Shell, node: Assignment): Run<Assigned> {
  const index = node.index ? yield* expandText(sh, node.index) : null;
  if (node.value.type === "Word") {
    const value = yield* expandAssigned(sh, node.value);
    return { name: node.name, append: node.append ?? false, index, value };
  }
  const items: ArrayItem[] = [];
  for (const word of node.value.elements) yield* itemsOf(sh, word, items);
  return { name: node.name, append: node.append ?? false, index, value: items };
}

function* itemsOf(sh: Shell, word: Word, items: ArrayItem[]): Run<void> {
  if (/^\[[\s\S]*\]\+?=/.test(word.text)) {
    const command = parse(`a${word.text}`).commands[0]?.command;
    const inner = command?.type === "Command" ? command.prefix[0] : undefined;
    if (inner?.type === "Assignment" && inner.index && inner.value.type === "Word") {
      const key = yield* expandText(sh, inner.index);
      items.push({ key, append: inner.append ?? false, value: yield* expandAssigned(sh, inner.value) });
      return;
    }
  }
  const values: string[] = [];
  yield* expandInto(sh, word, values);
  for (const value of values) items.push({ key: null, append: false, value });
}

/** Carries an assignment out. Throws ExpansionError where the variable is readonly. */
export function store(sh: Shell, a: Assigned): void {
  try {
    if (typeof a.value !== "string") storeArray(sh, a.name, a.value, a.append);
    else if (a.index !== null) setElement(sh, a.name, a.index, joined(sh, a, a.value));
    else setParameter(sh, a.name, joined(sh, a, a.value));
  } catch (e) {
    if (e instanceof ReadonlyError)
      throw new ExpansionError(`${e.name}: ${sh.dialect.extended ? "readonly variable" : "is read only"}`);
    throw e;
  }
  if (sh.options.has("allexport")) {
    const v = lookup(sh.vars, a.name);
    if (v && !has(v, "x")) put(sh.vars, target(sh.vars, a.name), { ...v, attributes: `${v.attributes}x` });
  }
}

/** What += adds to: text is joined, an integer variable is summed. */
function joined(sh: Shell, a: Assigned, value: string): string {
  if (!a.append) return value;
  const old = (a.index === null ? parameter(sh, a.name) : element(sh, a.name, a.index)) ?? "";
  if (!has(lookup(sh.vars, a.name), "i")) return old + value;
  return (arithmetic(old || "0", scopeOf(sh)) + arithmetic(value, scopeOf(sh))).toString();
}

function storeArray(sh: Shell, reference: string, items: readonly ArrayItem[], append: boolean): void {
  const name = target(sh.vars, reference);
  const old = sh.vars.table.get(name) ?? PLAIN;
  if (has(old, "r")) throw new ReadonlyError(name);
  if (old.assoc) {
    if (!append) put(sh.vars, name, { ...old, assoc: new Map() });
    storePairs(sh, name, items);
    return;
  }
  if (!append) assignArray(sh.vars, name, []);
  else if (!old.array) {
    put(sh.vars, name, { ...old, value: undefined, array: new Map(old.value === undefined ? [] : [[0, old.value]]) });
  }
  const array = sh.vars.table.get(name)?.array as Map<number, string>;
  let next = append ? (indices(array).at(-1) ?? -1) + 1 : 0;
  for (const { key, append: adds, value } of items) {
    if (key !== null) next = subscript(sh, name, key);
    setElement(sh, name, String(next), adds ? (array.get(next) ?? "") + value : value);
    next++;
  }
}

function storePairs(sh: Shell, name: string, items: readonly ArrayItem[]): void {
  for (let i = 0; i < items.length; i++) {
    const { key, append, value } = items[i] as ArrayItem;
    if (key === null) {
      setElement(sh, name, value, items[++i]?.value ?? "");
    } else {
      const old = append ? (lookup(sh.vars, name)?.assoc?.get(key) ?? "") : "";
      setElement(sh, name, key, old + value);
    }
  }
}

/** Evaluates and assigns at once. */
export function* assignNode(sh: Shell, node: Assignment): Run<Assigned> {
  if (node.name === "SECONDS") yield* refresh(sh, "SECONDS");
  const assigned = yield* expandAssignment(sh, node);
  store(sh, assigned);
  return assigned;
}
