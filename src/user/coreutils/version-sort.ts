// filevercmp of gnulib: numbers inside names compare as numbers. Used by ls -v and sort -V.

import { byBytes } from "../libc.ts";

const SUFFIX = /(?:\.[A-Za-z~][A-Za-z0-9~]*)*$/;

export function compareVersions(a: string, b: string): number {
  if (a === b) return 0;
  // "." and "..", then hidden names, come first.
  for (const special of ["", ".", ".."]) {
    if (a === special) return -1;
    if (b === special) return 1;
  }
  if (a.startsWith(".") !== b.startsWith(".")) return a.startsWith(".") ? -1 : 1;
  const [x, y] = a.startsWith(".") ? [a.slice(1), b.slice(1)] : [a, b];
  const bare = compareParts(x.replace(SUFFIX, ""), y.replace(SUFFIX, ""));
  return bare || compareParts(x, y) || byBytes(a, b);
}

// Debian's version order: "~" before the end, letters before other characters, digits as numbers.
function compareParts(a: string, b: string): number {
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    while ((i < a.length && !isDigit(a[i])) || (j < b.length && !isDigit(b[j]))) {
      const d = order(a[i]) - order(b[j]);
      if (d !== 0) return d;
      i++;
      j++;
    }
    const [m, n] = [/^\d*/.exec(a.slice(i))?.[0] ?? "", /^\d*/.exec(b.slice(j))?.[0] ?? ""];
    const [p, q] = [m.replace(/^0+/, ""), n.replace(/^0+/, "")];
    if (p.length !== q.length) return p.length - q.length;
    const d = byBytes(p, q);
    if (d !== 0) return d;
    i += m.length;
    j += n.length;
  }
  return 0;
}

const isDigit = (c: string | undefined): boolean => c !== undefined && c >= "0" && c <= "9";

function order(c: string | undefined): number {
  if (c === undefined) return -1;
  if (isDigit(c)) return 0;
  if (c === "~") return -2;
  return /[A-Za-z]/.test(c) ? c.charCodeAt(0) : c.charCodeAt(0) + 256;
}
