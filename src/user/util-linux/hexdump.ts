// hexdump(1): bytes in hexadecimal, and with -C beside it what they spell.

import { failed } from "../../kernel/abi/errno.ts";
import { readAll, readFile } from "../libc.ts";
import type { Run } from "../program.ts";
import type { Cmd } from "../tool.ts";
import { ulTool } from "./frame.ts";

const WIDTH = 16; // bytes a line

export const hexdumpMain = ulTool(
  {
    name: "hexdump",
    usage: ["[options] <file>..."],
    does: "Display file contents in hexadecimal, decimal, octal, or ascii.",
    options: `
! -b, --one-byte-octal     one-byte octal display
! -X, --one-byte-hex       one-byte hexadecimal display
! -c, --one-byte-char      one-byte character display
  -C, --canonical          canonical hex+ASCII display
! -d, --two-bytes-decimal  two-byte decimal display
! -o, --two-bytes-octal    two-byte octal display
  -x, --two-bytes-hex      two-byte hexadecimal display
! -L, --color[=<mode>]     interpret color formatting specifiers
! -e, --format <format>    format string to be used for displaying data
! -f, --format-file <file>  file that contains format strings
  -n, --length <length>    interpret only length bytes of input
  -s, --skip <offset>      skip offset bytes from the beginning
  -v, --no-squeezing       output identical lines
`,
    man: "hexdump(1)",
  },
  function* (cmd) {
    const canonical = cmd.has("canonical") || cmd.self.argv[0]?.endsWith("hd") === true;
    const { data, status } = yield* input(cmd);
    if (data === null) return yield* cmd.die(1, "all input file arguments failed");
    const skip = Math.min(size(cmd.last("skip")), data.length);
    const length = cmd.last("length");
    const part = data.slice(skip, length === undefined ? undefined : skip + size(length));
    const draw = canonical ? canonicalLine : cmd.has("two-bytes-hex") ? spacedLine : wordLine;
    let before: string | null = null;
    let starred = false;
    for (let at = 0; at < part.length; at += WIDTH) {
      const bytes = part.slice(at, at + WIDTH);
      if (bytes === before && !cmd.has("no-squeezing") && at + WIDTH < part.length + 1 && bytes.length === WIDTH) {
        if (!starred) yield* cmd.print("*\n");
        starred = true;
        continue;
      }
      starred = false;
      before = bytes;
      yield* cmd.print(draw(skip + at, bytes));
    }
    if (part.length > 0) {
      const end = (skip + part.length).toString(16);
      yield* cmd.print(`${end.padStart(canonical ? 8 : 7, "0")}\n`);
    }
    return status;
  },
);

const UNITS = "KMGTPE";
const size = (text = "0"): number => {
  const m = /^(0x[0-9a-f]+|\d+)([KMGTPE])?/i.exec(text);
  return Number(m?.[1] ?? 0) * (m?.[2] ? 1024 ** (UNITS.indexOf(m[2].toUpperCase()) + 1) : 1);
};

function* input(cmd: Cmd): Run<{ data: string | null; status: number }> {
  if (cmd.operands.length === 0) {
    const text = yield* readAll(0);
    return { data: failed(text) ? "" : text, status: 0 };
  }
  let data: string | null = null;
  let status = 0;
  for (const path of cmd.operands) {
    const text = yield* readFile(path);
    if (failed(text)) {
      yield* cmd.warn(path, text);
      status = 1;
    } else data = (data ?? "") + text;
  }
  return { data, status };
}

const hex = (c: string): string => c.charCodeAt(0).toString(16).padStart(2, "0");

function canonicalLine(at: number, bytes: string): string {
  const cells = Array.from(bytes, hex);
  const half = (from: number) =>
    cells
      .slice(from, from + 8)
      .join(" ")
      .padEnd(23);
  const text = bytes.replace(/[^ -~]/g, ".");
  return `${at.toString(16).padStart(8, "0")}  ${half(0)}  ${half(8)}  |${text}|\n`;
}

/** Two bytes as one number of the machine: the second byte first. */
const words = (bytes: string): string[] =>
  (bytes.match(/.{1,2}/gs) ?? []).map((w) => (w.length === 2 ? hex(w[1] ?? "") : "00") + hex(w[0] ?? ""));

const wordLine = (at: number, bytes: string): string =>
  `${at.toString(16).padStart(7, "0")} ${words(bytes).join(" ").padEnd(39)}\n`;

const spacedLine = (at: number, bytes: string): string =>
  `${at.toString(16).padStart(7, "0")} ${words(bytes)
    .map((w) => `   ${w}`)
    .join(" ")
    .padEnd(63)}\n`;
