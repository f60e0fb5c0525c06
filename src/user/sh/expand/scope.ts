// The variables as arithmetic sees them: names and subscripts, assigned and read at once.

import type { Scope } from "../arith/evaluate.ts";
import { arithmetic } from "../arith/evaluate.ts";
import type { Shell } from "../shell.ts";
import { arrayParameter, parameter } from "../special.ts";
import { ExpansionError } from "../unwind.ts";
import { assign, assignElement, has, indices, lookup } from "../variable.ts";

export function scopeOf(sh: Shell): Scope {
  return {
    posix: !sh.dialect.extended,
    powerless: sh.dialect.name === "dash",
    get(name, index) {
      const value = index === null ? parameter(sh, name) : element(sh, name, index);
      if (value === undefined && sh.options.has("nounset")) throw new ExpansionError(sh.dialect.unset(name), true);
      return value;
    },
    set(name, index, value) {
      if (index === null) setParameter(sh, name, value);
      else setElement(sh, name, index, value);
    },
  };
}

/** Assigns a string, minding variables with a meaning and the attribute -i. Throws ReadonlyError. */
export function setParameter(sh: Shell, name: string, value: string): void {
  const v = lookup(sh.vars, name);
  if (v === undefined && sh.dialect.extended) {
    if (name === "RANDOM") {
      sh.random = Number.parseInt(value, 10) || 0;
      return;
    }
    if (name === "SECONDS") {
      sh.seconds = { ...sh.seconds, since: sh.seconds.now, base: Number.parseInt(value, 10) || 0 };
      return;
    }
  }
  if (name === "OPTIND") sh.getopts.letter = 0;
  if (name === "PATH") sh.hashed.clear();
  const text = has(v, "i") ? arithmetic(value, scopeOf(sh)).toString() : value;
  assign(sh.vars, name, text);
}

/** name[index]; the subscript of an associative array is text, any other is arithmetic. */
export function element(sh: Shell, name: string, index: string): string | undefined {
  const v = lookup(sh.vars, name);
  if (v?.assoc) return v.assoc.get(index);
  const n = subscript(sh, name, index);
  if (v?.array) return v.array.get(n);
  if (v === undefined) return arrayParameter(sh, name)?.[n] ?? (n === 0 ? parameter(sh, name) : undefined);
  return n === 0 ? v.value : undefined;
}

export function setElement(sh: Shell, name: string, index: string, value: string): void {
  const v = lookup(sh.vars, name);
  const text = has(v, "i") ? arithmetic(value, scopeOf(sh)).toString() : value;
  if (v?.assoc) {
    if (index === "") throw new ExpansionError(`${name}[${index}]: bad array subscript`);
    assignElement(sh.vars, name, index, text);
  } else {
    if (index === "") throw new ExpansionError(`${name}[]: bad array subscript`);
    assignElement(sh.vars, name, subscript(sh, name, index), text);
  }
}

/** The number of an indexed array's element; negative ones count from behind the last. */
export function subscript(sh: Shell, name: string, index: string): number {
  const n = Number(arithmetic(index, scopeOf(sh)));
  if (n >= 0) return n;
  const v = lookup(sh.vars, name);
  const last = v?.array ? (indices(v.array).at(-1) ?? -1) : (arrayParameter(sh, name)?.length ?? 1) - 1;
  if (n + last + 1 < 0) throw new ExpansionError(`${name}[${index}]: bad array subscript`);
  return n + last + 1;
}
