// Variables written as commands that would make them: declare -p, ${x@A}, export -p.

import { indices, keys, type Variable } from "../variable.ts";
import { ansiQuote } from "./operation.ts";

const ORDER = "aAilnrtux";

/** "-x", "-ar", "--" */
export function flagsOf(v: Variable): string {
  const letters = (v.array ? "a" : "") + (v.assoc ? "A" : "") + v.attributes;
  const sorted = [...ORDER].filter((letter) => letters.includes(letter)).join("");
  return `-${sorted === "" ? "-" : sorted}`;
}

/** declare -x NAME="value" */
export function declarationOf(name: string, v: Variable | null): string | null {
  if (v === null) return null;
  const value = valueText(v);
  return `declare ${flagsOf(v)} ${name}${value === null ? "" : `=${value}`}`;
}

export function valueText(v: Variable): string | null {
  if (v.array)
    return `(${indices(v.array)
      .map((i) => `[${i}]=${doubleQuote(v.array?.get(i) ?? "")}`)
      .join(" ")})`;
  if (v.assoc) {
    const items = keys(v).map((k) => `[${assocKey(k)}]=${doubleQuote(v.assoc?.get(k) ?? "")} `);
    return `(${items.join("")})`;
  }
  return v.value === undefined ? null : doubleQuote(v.value);
}

const assocKey = (key: string): string => (/^[\w.%+,:@^-]+$/.test(key) ? key : doubleQuote(key));

/** "…", or $'…' where there are bytes that cannot be shown. */
export function doubleQuote(text: string): string {
  if (/[\x00-\x1f\x7f-\xff]/.test(text)) return ansiQuote(text);
  return `"${text.replace(/["\\$`]/g, "\\$&")}"`;
}

/** As `set` lists a value: quoted only where needed. */
export function plainQuote(text: string): string {
  if (/[\x00-\x1f\x7f-\xff]/.test(text)) return ansiQuote(text);
  if (text !== "" && !/[\s"'\\|&;()<>!{}*[\]?^$`#~]/.test(text)) return text;
  return text === "" ? "" : `'${text.replace(/'/g, "'\\''")}'`;
}
