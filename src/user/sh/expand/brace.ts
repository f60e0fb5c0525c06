// Brace expansion: a{b,c}d and {1..3}, done on the text of a word before anything else - bash(1), EXPANSION.

/** All words that a word stands for; the word alone where it has no braces to expand. */
export function braces(text: string): string[] {
  for (let i = 0; i < text.length; i = skip(text, i)) {
    if (text[i] !== "{" || (i > 0 && text[i - 1] === "$")) continue;
    const end = closing(text, i);
    if (end < 0) continue;
    const inner = text.slice(i + 1, end);
    const choices = split(inner) ?? sequence(inner);
    if (!choices) continue;
    const before = text.slice(0, i);
    const after = braces(text.slice(end + 1));
    return choices.flatMap((choice) => after.map((rest) => before + choice + rest));
  }
  return [text];
}

/** Behind the character at i, or behind the quoted or expanded thing that begins there. */
function skip(text: string, i: number): number {
  const ch = text[i];
  if (ch === "\\") return i + 2;
  if (ch === "'" || ch === '"' || ch === "`") {
    let j = i + 1;
    while (j < text.length && text[j] !== ch) j += text[j] === "\\" && ch !== "'" ? 2 : 1;
    return j + 1;
  }
  if (ch === "$" && (text[i + 1] === "{" || text[i + 1] === "(")) return matching(text, i + 1) + 1;
  if ((ch === "<" || ch === ">") && text[i + 1] === "(") return matching(text, i + 1) + 1;
  return i + 1;
}

function matching(text: string, open: number): number {
  const close = text[open] === "{" ? "}" : ")";
  let depth = 0;
  for (let i = open; i < text.length; ) {
    if (text[i] === text[open]) depth++;
    if (text[i] === close && --depth === 0) return i;
    i = i === open || text[i] === text[open] ? i + 1 : skip(text, i);
  }
  return text.length;
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i = skip(text, i)) {
    if (text[i] === "{") depth++;
    else if (text[i] === "}" && --depth === 0) return i;
  }
  return -1;
}

function split(inner: string): string[] | null {
  const all: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < inner.length; i = skip(inner, i)) {
    if (inner[i] === "{") depth++;
    else if (inner[i] === "}") depth--;
    else if (inner[i] === "," && depth === 0) {
      all.push(inner.slice(from, i));
      from = i + 1;
    }
  }
  if (all.length === 0) return null;
  return [...all, inner.slice(from)].flatMap(braces);
}

function sequence(inner: string): string[] | null {
  const m = /^(-?\d+|[A-Za-z])\.\.(-?\d+|[A-Za-z])(?:\.\.(-?\d+))?$/.exec(inner);
  if (!m) return null;
  const [, a = "", b = "", by] = m;
  const letters = /[A-Za-z]/.test(a);
  if (letters !== /[A-Za-z]/.test(b)) return null;
  const from = letters ? a.charCodeAt(0) : Number(a);
  const to = letters ? b.charCodeAt(0) : Number(b);
  const step = Math.abs(Number(by ?? 1)) || 1;
  const padded = !letters && [a, b].some((n) => /^-?0\d/.test(n));
  const width = padded ? Math.max(a.length, b.length) : 0;
  const all: string[] = [];
  for (let n = from; from <= to ? n <= to : n >= to; n += from <= to ? step : -step) {
    all.push(letters ? String.fromCharCode(n) : zeroPadded(n, width));
  }
  return all;
}

const zeroPadded = (n: number, width: number): string =>
  n < 0 ? `-${String(-n).padStart(width - 1, "0")}` : String(n).padStart(width, "0");
