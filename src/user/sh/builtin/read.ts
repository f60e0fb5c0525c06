// read, and mapfile (readarray).

import { EBADF, failed, strerror } from "../../../kernel/abi/errno.ts";
import { POLLIN, TCGETS } from "../../../kernel/abi/flags.ts";
import { err } from "../../libc.ts";
import { type Run, sys } from "../../program.ts";
import { setElement, setParameter } from "../expand/scope.ts";
import { complain } from "../message.ts";
import type { Shell } from "../shell.ts";
import { ifsOf } from "../special.ts";
import { runPending } from "../trap.ts";
import { assignArray, isName, ReadonlyError } from "../variable.ts";
import { type Builtin, badOption, options } from "./builtin.ts";
import { type Line, readLine } from "./read-line.ts";

const USAGE =
  "read [-ers] [-a array] [-d delim] [-i text] [-n nchars] [-N nchars] [-p prompt] [-t timeout] [-u fd] [name ...]";
const TIMED_OUT = 128 + 14; // as if SIGALRM had ended it

export const read: Builtin = function* (sh, args) {
  const { letters, used, bad } = options(args, sh.dialect.extended ? "ra:d:n:N:p:t:u:s" : "rp:");
  if (bad) return yield* badOption(sh, "read", bad, USAGE, "ei");
  const names = args.slice(used);
  for (const name of names) {
    if (!/^[A-Za-z_]\w*(\[.*\])?$/.test(name)) return yield* complain(sh, `read: \`${name}': not a valid identifier`);
  }
  const fd = Number(letters.get("u") ?? 0);
  const prompt = letters.get("p");
  if (prompt !== undefined && !failed(yield* sys("ioctl", { fd, request: TCGETS }))) yield* err(prompt);
  const timeout = letters.get("t");
  if (timeout !== undefined) {
    if (!/^\d*\.?\d*$/.test(timeout) || timeout === "") {
      return yield* complain(sh, `read: ${timeout}: invalid timeout specification`);
    }
    const ready = yield* waitReadable(sh, fd, Number(timeout));
    if (Number(timeout) === 0) return ready ? 0 : 1;
    if (!ready) {
      for (const name of names) setParameter(sh, name, "");
      return TIMED_OUT;
    }
  }
  const exact = letters.get("N");
  const count = letters.get("n") ?? exact;
  if (count !== undefined && !/^\d+$/.test(count)) return yield* complain(sh, `read: ${count}: invalid number`);
  const delimiter = letters.has("d") ? (letters.get("d") as string).slice(0, 1) : "\n";
  const line = yield* logicalLine(
    fd,
    exact === undefined ? delimiter : null,
    count === undefined ? null : Number(count),
    letters.has("r"),
  );
  if (line.error === EBADF) return yield* complain(sh, `read: ${fd}: invalid file descriptor: ${strerror(EBADF)}`);
  if (line.error !== null) return yield* complain(sh, `read: read error: ${fd}: ${strerror(line.error)}`);
  const values = letters.get("a");
  try {
    if (values !== undefined) assignArray(sh.vars, values, splitLine(line.text, ifsOf(sh), Number.POSITIVE_INFINITY));
    else if (names.length === 0) setParameter(sh, "REPLY", unmark(line.text));
    else if (exact !== undefined) setParameter(sh, names[0] as string, unmark(line.text));
    else distribute(sh, names, line.text);
  } catch (e) {
    if (!(e instanceof ReadonlyError)) throw e;
    return yield* complain(sh, `${e.name}: readonly variable`);
  }
  return line.ended ? 1 : 0;
};

function* waitReadable(sh: Shell, fd: number, seconds: number): Run<boolean> {
  const end = (yield* sys("clock_gettime", {})) + seconds * 1e9;
  for (;;) {
    const left = Math.max(0, Math.round((end - (yield* sys("clock_gettime", {}))) / 1e6));
    const r = yield* sys("poll", { fds: [{ fd, events: POLLIN }], timeout: left });
    if (!failed(r)) return r.some((p) => p.revents !== 0);
    // Interrupted by a signal: its trap runs, then the waiting goes on.
    yield* runPending(sh);
  }
}

/** A mark before characters that a backslash quoted: they separate nothing. */
const QUOTED = "\u0100";
const unmark = (text: string): string => text.replaceAll(QUOTED, "");

/** A line; without -r a backslash quotes the next character, and joins lines. */
function* logicalLine(fd: number, delimiter: string | null, limit: number | null, raw: boolean): Run<Line> {
  let text = "";
  for (;;) {
    const left = limit === null ? null : limit - unmark(text).length;
    const line = yield* readLine(fd, delimiter ?? "\u0100", left);
    if (raw) return { ...line, text: text + line.text };
    const joined = /(^|[^\\])(\\\\)*\\$/.test(line.text) && !line.ended && delimiter === "\n";
    const body = joined ? line.text.slice(0, -1) : line.text;
    text += body.replace(/\\([\s\S]?)/g, (_, ch: string) => (ch === "" ? "" : QUOTED + ch));
    if (!joined) return { ...line, text };
  }
}

function distribute(sh: Shell, names: readonly string[], text: string): void {
  const values = splitLine(text, ifsOf(sh), names.length);
  for (const [i, name] of names.entries()) {
    const m = /^(\w+)\[(.*)\]$/.exec(name);
    if (m) setElement(sh, m[1] as string, m[2] as string, values[i] ?? "");
    else if (isName(name)) setParameter(sh, name, values[i] ?? "");
  }
}

/** At most `most` fields; the last takes the rest of the line, less the separators at its end. */
export function splitLine(text: string, ifs: string, most: number): string[] {
  const blank = (ch: string | undefined): boolean => ch !== undefined && " \t\n".includes(ch) && ifs.includes(ch);
  const separates = (i: number): boolean => ifs.includes(text[i] as string) && text[i - 1] !== QUOTED;
  let i = 0;
  while (i < text.length && blank(text[i])) i++;
  const fields: string[] = [];
  while (i < text.length) {
    if (fields.length === most - 1) {
      fields.push(unmark(lastField(text.slice(i), ifs)));
      return fields;
    }
    const from = i;
    while (i < text.length && !(text[i] !== QUOTED && separates(i))) i++;
    fields.push(unmark(text.slice(from, i)));
    while (i < text.length && blank(text[i])) i++;
    if (i < text.length && !blank(text[i - 1]) && separates(i)) i++;
    else if (i < text.length && separates(i) && !blank(text[i])) i++;
    while (i < text.length && blank(text[i])) i++;
  }
  return fields;
}

function lastField(text: string, ifs: string): string {
  let end = text.length;
  const blank = (ch: string): boolean => " \t\n".includes(ch) && ifs.includes(ch);
  while (end > 0 && blank(text[end - 1] as string) && text[end - 2] !== QUOTED) end--;
  const rest = text.slice(0, end);
  // A single trailing separator that is no blank goes, too, if it is the only one.
  const last = rest.at(-1);
  if (
    last !== undefined &&
    ifs.includes(last) &&
    !blank(last) &&
    ![...rest.slice(0, -1)].some((ch) => ifs.includes(ch))
  ) {
    return rest.slice(0, -1);
  }
  return rest;
}

export const mapfile: Builtin = function* (sh, args, { name: who }) {
  const { letters, used, bad } = options(args, "td:n:O:s:u:");
  if (bad) {
    return yield* badOption(
      sh,
      who,
      bad,
      `${who} [-d delim] [-n count] [-O origin] [-s count] [-t] [-u fd] [-C callback] [-c quantum] [array]`,
      "Cc",
    );
  }
  const name = args[used] ?? "MAPFILE";
  if (!isName(name)) return yield* complain(sh, `${who}: \`${name}': not a valid identifier`);
  const fd = Number(letters.get("u") ?? 0);
  const delimiter = letters.has("d") ? (letters.get("d") as string).slice(0, 1) : "\n";
  const most = Number(letters.get("n") ?? 0) || Number.POSITIVE_INFINITY;
  const skip = Number(letters.get("s") ?? 0);
  const lines: string[] = [];
  for (let seen = 0; lines.length < most; seen++) {
    const line = yield* readLine(fd, delimiter, null);
    if (line.ended && line.text === "") break;
    if (seen >= skip) lines.push(line.text + (letters.has("t") || line.ended ? "" : delimiter));
    if (line.ended) break;
  }
  const origin = letters.get("O");
  if (origin === undefined) assignArray(sh.vars, name, lines);
  else for (const [i, line] of lines.entries()) setElement(sh, name, String(Number(origin) + i), line);
  return 0;
};
