// od(1): dumps bytes as numbers or characters.

import { failed } from "../../kernel/abi/errno.ts";
import { err, readAll } from "../libc.ts";
import { Exit, type Run } from "../program.ts";
import { quote } from "../quote.ts";
import { type Cmd, NOT_MODELLED, tool } from "../tool.ts";
import { parseSize } from "./human.ts";
import { eachInput, readError } from "./inputs.ts";

const SHORT: Readonly<Record<string, string>> = {
  a: "a",
  b: "o1",
  c: "c",
  d: "u2",
  i: "d4",
  l: "d8",
  o: "o2",
  s: "d2",
  x: "x2",
};
const SIZES: Readonly<Record<string, number>> = { C: 1, S: 2, I: 4, L: 8 };
/** Columns that a number of so many bytes takes, by kind. */
const DIGITS: Readonly<Record<string, Readonly<Record<number, number>>>> = {
  o: { 1: 3, 2: 6, 4: 11, 8: 22 },
  d: { 1: 4, 2: 6, 4: 11, 8: 20 },
  u: { 1: 3, 2: 5, 4: 10, 8: 20 },
  x: { 1: 2, 2: 4, 4: 8, 8: 16 },
};
const NAMED =
  "nul soh stx etx eot enq ack bel bs ht nl vt ff cr so si dle dc1 dc2 dc3 dc4 nak syn etb can em sub esc fs gs rs us sp".split(
    " ",
  );
const ESCAPED: Readonly<Record<number, string>> = {
  0: "\\0",
  7: "\\a",
  8: "\\b",
  9: "\\t",
  10: "\\n",
  11: "\\v",
  12: "\\f",
  13: "\\r",
};

interface Format {
  readonly kind: string;
  readonly size: number;
  readonly width: number;
  readonly trailer: boolean;
}

export const odMain = tool(
  {
    name: "od",
    usage: "[OPTION]... [FILE]...",
    options: `
  -A, --address-radix=RADIX  output format for file offsets; RADIX is one of [doxn]
  ! --endian=WORD          swap input bytes according the specified order
  -j, --skip-bytes=BYTES   skip BYTES input bytes first
  -N, --read-bytes=BYTES   limit dump to BYTES input bytes
  ! -S, --strings[=BYTES]  show only NUL terminated strings of at least BYTES
  -t, --format=TYPE        select output format or formats
  -v, --output-duplicates  do not use * to mark line suppression
  -w, --width[=BYTES]      output BYTES bytes per output line; 32 is implied when BYTES is not specified
  ! --traditional          accept arguments in third form above
  -a                       same as -t a
  -b                       same as -t o1
  -c                       same as -t c
  -d                       same as -t u2
  ! -f                     same as -t fF
  -i                       same as -t dI
  -l                       same as -t dL
  -o                       same as -t o2
  -s                       same as -t d2
  -x                       same as -t x2
`,
  },
  function* (cmd): Run<number> {
    const formats: Format[] = [];
    for (const { name, value } of cmd.given) {
      if (name === "format") formats.push(...(yield* parseFormats(cmd, value ?? "")));
      else if (SHORT[name]) formats.push(...(yield* parseFormats(cmd, SHORT[name])));
    }
    if (formats.length === 0) formats.push(...(yield* parseFormats(cmd, "o2")));
    const radix = cmd.last("address-radix") ?? "o";
    if (!/^[doxn]$/.test(radix)) {
      return yield* cmd.die(1, `invalid output address radix ${quote(radix)}; it must be one character from [doxn]`);
    }
    const skip = yield* bytes(cmd, "skip-bytes", 0);
    const limit = yield* bytes(cmd, "read-bytes", Infinity);
    let data = "";
    let opened = false;
    const ok = yield* eachInput(cmd, cmd.operands, function* ({ name, fd }) {
      opened = true;
      const part = yield* readAll(fd);
      if (failed(part)) {
        yield* readError(cmd, name, part);
        return false;
      }
      data += part;
      return true;
    });
    if (!opened) return 1;
    if (skip > data.length) return yield* cmd.die(1, "cannot skip past end of combined input");
    const text = data.slice(skip, limit === Infinity ? undefined : skip + limit);
    const line = cmd.has("width") ? Number(cmd.last("width") ?? 32) : 16;
    yield* dump(cmd, text, skip, formats, line, radix);
    return ok ? 0 : 1;
  },
);

function* bytes(cmd: Cmd, option: string, otherwise: number): Run<number> {
  const text = cmd.last(option);
  if (text === undefined) return otherwise;
  const n = /^0x[0-9a-f]+$/i.test(text)
    ? Number(text)
    : /^0[0-7]+$/.test(text)
      ? Number.parseInt(text, 8)
      : parseSize(text);
  return n ?? (yield* cmd.die(1, `invalid -${option === "skip-bytes" ? "j" : "N"} argument ${quote(text)}`));
}

function* parseFormats(cmd: Cmd, text: string): Run<Format[]> {
  const formats: Format[] = [];
  let at = 0;
  while (at < text.length) {
    const m = /^(?:([ac])|([doux])(\d+|[CSIL])?|(f)(?:\d+|[BDFHL])?)(z?)/.exec(text.slice(at));
    if (!m) {
      return yield* cmd.die(1, `invalid character '${text[at]}' in type string ${quote(text)}`);
    }
    if (m[4]) return yield* cmd.die(NOT_MODELLED, "type 'f' is not modelled in Cutaway");
    const kind = m[1] ?? m[2] ?? "o";
    const size = m[1] ? 1 : m[3] === undefined ? 4 : (SIZES[m[3]] ?? Number(m[3]));
    const width = m[1] ? 3 : DIGITS[kind]?.[size];
    if (width === undefined) {
      yield* cmd.warn(`invalid type string ${quote(text)};`);
      yield* err(`this system doesn't provide a ${size}-byte integral type\n`);
      throw new Exit(1);
    }
    formats.push({ kind, size, width, trailer: m[5] === "z" });
    at += m[0].length;
  }
  return formats;
}

function* dump(
  cmd: Cmd,
  text: string,
  start: number,
  formats: readonly Format[],
  line: number,
  radix: string,
): Run<void> {
  const address = (n: number): string => {
    if (radix === "n") return "";
    return n.toString(radix === "o" ? 8 : radix === "x" ? 16 : 10).padStart(radix === "x" ? 6 : 7, "0");
  };
  // Columns of all formats line up: each item is as wide as the widest format needs for its bytes.
  const perLine = Math.max(...formats.map((f) => (f.width + 1) * (line / f.size)));
  let before: string | null = null;
  let starred = false;
  for (let at = 0; at < text.length; at += line) {
    const row = text.slice(at, at + line);
    if (!cmd.has("output-duplicates") && row === before && row.length === line) {
      if (!starred) yield* cmd.print("*\n");
      starred = true;
      continue;
    }
    starred = false;
    before = row;
    for (const [i, f] of formats.entries()) {
      const count = line / f.size;
      const pad = perLine - (f.width + 1) * count;
      let out = i === 0 ? address(start + at) : " ".repeat(address(start + at).length);
      let used = 0;
      for (let n = 0; n * f.size < row.length; n++) {
        const blanks = Math.floor((pad * (n + 1)) / count) - Math.floor((pad * n) / count);
        const shown = item(row.slice(n * f.size, (n + 1) * f.size), f);
        out += " ".repeat(blanks) + shown.padStart(f.width + 1);
        used = n + 1;
      }
      if (f.trailer) {
        const left = Math.ceil(count - used);
        out += `${" ".repeat(left * (f.width + 1))}  >${row.replace(/[^ -~]/g, ".")}<`;
      }
      yield* cmd.print(`${out}\n`);
    }
  }
  if (radix !== "n") yield* cmd.print(`${address(start + text.length)}\n`);
}

function item(chunk: string, { kind, size, width }: Format): string {
  const code = chunk.charCodeAt(0);
  if (kind === "c") return ESCAPED[code] ?? (code >= 32 && code < 127 ? chunk : code.toString(8).padStart(3, "0"));
  if (kind === "a") {
    const low = code & 127;
    return low === 127 ? "del" : (NAMED[low] ?? String.fromCharCode(low));
  }
  let n = 0n;
  for (let i = size - 1; i >= 0; i--) n = (n << 8n) | BigInt(chunk.charCodeAt(i) || 0);
  if (kind === "d") return BigInt.asIntN(size * 8, n).toString();
  if (kind === "u") return n.toString();
  return n.toString(kind === "o" ? 8 : 16).padStart(width, "0");
}
