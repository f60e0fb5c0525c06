import { failed } from "../../kernel/abi/errno.ts";
import { O_RDONLY } from "../../kernel/abi/flags.ts";
import { readAll } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { quote, quotef } from "../quote.ts";
import { tool } from "../tool.ts";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** RFC 4648 */
export function encodeBase64(bytes: string): string {
  let out = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const n = (bytes.charCodeAt(i) << 16) | ((bytes.charCodeAt(i + 1) || 0) << 8) | (bytes.charCodeAt(i + 2) || 0);
    const left = bytes.length - i;
    out += LETTERS[n >> 18] ?? "";
    out += LETTERS[(n >> 12) & 63] ?? "";
    out += left > 1 ? LETTERS[(n >> 6) & 63] : "=";
    out += left > 2 ? LETTERS[n & 63] : "=";
  }
  return out;
}

/** What could be decoded, and whether all of it was valid. */
export function decodeBase64(text: string): { bytes: string; valid: boolean } {
  let bytes = "";
  const bare = text.replace(/\n/g, "");
  for (let i = 0; i < bare.length; i += 4) {
    const group = bare.slice(i, i + 4);
    const m = /^([A-Za-z0-9+/]{2,4})(={0,2})$/.exec(group);
    if (!m?.[1]) return { bytes, valid: false };
    let n = 0;
    for (const c of m[1].padEnd(4, "A")) n = (n << 6) | LETTERS.indexOf(c);
    bytes += String.fromCharCode((n >> 16) & 255, (n >> 8) & 255, n & 255).slice(0, m[1].length - 1);
  }
  return { bytes, valid: true };
}

export const base64Main = tool(
  {
    name: "base64",
    usage: "[OPTION]... [FILE]",
    options: `
  -d, -D, --decode         decode data
  -i, --ignore-garbage     when decoding, ignore non-alphabet characters
  -w, --wrap=COLS          wrap encoded lines after COLS character (default 76). Use 0 to disable line wrapping
`,
  },
  function* (cmd): Run<number> {
    const [file = "-", extra] = cmd.operands;
    if (extra !== undefined) return yield* cmd.misuse(`extra operand ${quote(extra)}`);
    const wrap = cmd.last("wrap") ?? "76";
    if (!/^\d+$/.test(wrap)) return yield* cmd.die(1, `invalid wrap size: ${quote(wrap)}`);
    const fd = file === "-" ? 0 : yield* sys("openat", { path: file, flags: O_RDONLY });
    if (failed(fd)) return yield* cmd.die(1, quotef(file), fd);
    const text = yield* readAll(fd);
    if (failed(text)) return yield* cmd.die(1, "read error", text);
    if (cmd.has("decode")) {
      const done = decodeBase64(cmd.has("ignore-garbage") ? text.replace(/[^A-Za-z0-9+/=]/g, "") : text);
      yield* cmd.print(done.bytes);
      return done.valid ? 0 : yield* cmd.die(1, "invalid input");
    }
    const encoded = encodeBase64(text);
    const columns = Number(wrap);
    if (columns === 0) yield* cmd.print(encoded);
    else for (let i = 0; i < encoded.length; i += columns) yield* cmd.print(`${encoded.slice(i, i + columns)}\n`);
    return 0;
  },
);
