// Runs a sed script over lines: pattern space, hold space, and what is to be printed at the end of a cycle.

import { failed } from "../../kernel/abi/errno.ts";
import { O_APPEND, O_CREAT, O_TRUNC, O_WRONLY } from "../../kernel/abi/flags.ts";
import { splitLines } from "../coreutils/inputs.ts";
import { readFile, write } from "../libc.ts";
import { type Run, sys } from "../program.ts";
import { type Regex, search } from "../regex.ts";
import type { Cmd } from "../tool.ts";
import type { Address, Command, Part, Substitution } from "./script.ts";

/** Where lines come from. */
export interface Input {
  /** The next line without its newline; null at the end. `ended` says that a newline stood behind it. */
  next(): Run<{ text: string; ended: boolean } | null>;
  isLast(): Run<boolean>;
  readonly name: () => string;
}

export interface Machine {
  readonly cmd: Cmd;
  readonly commands: readonly Command[];
  readonly quiet: boolean;
  readonly end: string;
  readonly wrap: number;
  readonly posix: boolean;
  /** Writes to standard output, or with -i to the new file. */
  readonly emit: (text: string) => Run<void>;
  readonly files: Map<string, number>;
  hold: string;
  line: number;
  quit: number | null;
  lastRegex: Regex | null;
  /** Ranges that are open: the line where they end, or that a later line must tell. */
  readonly ranges: Map<number, number | "open">;
}

interface Cycle {
  space: string;
  ended: boolean;
  substituted: boolean;
  appended: ({ readonly text: string } | { readonly file: string })[];
}

/** Runs the script over all input. */
export function* runScript(m: Machine, input: Input): Run<void> {
  for (let restart: Cycle | null = null; ; ) {
    let c: Cycle;
    if (restart) c = restart;
    else {
      const line = yield* input.next();
      if (line === null) return;
      m.line++;
      c = { space: line.text, ended: line.ended, substituted: false, appended: [] };
    }
    const how = yield* cycle(m, c, input);
    restart = null;
    if (how !== "delete" && how !== "silent" && !m.quiet && how !== "restart") yield* printSpace(m, c);
    yield* flushAppended(m, c);
    if (how === "restart") restart = { ...c, appended: [] };
    if (m.quit !== null) return;
  }
}

function* printSpace(m: Machine, c: Cycle): Run<void> {
  yield* m.emit(c.space + (c.ended ? m.end : ""));
}

function* flushAppended(m: Machine, c: Cycle): Run<void> {
  for (const each of c.appended) {
    if ("text" in each) yield* m.emit(each.text);
    else {
      const text = yield* readFile(each.file);
      if (!failed(text)) yield* m.emit(text);
    }
  }
  c.appended = [];
}

type Ending = "end" | "delete" | "restart" | "silent";

function* cycle(m: Machine, c: Cycle, input: Input): Run<Ending> {
  for (let i = 0; i < m.commands.length; i++) {
    const k = m.commands[i];
    if (!k) break;
    if (k.name === "}" || k.name === ":") continue;
    if ((yield* applies(m, k, c, input)) === k.negated) {
      if (k.name === "{") i = k.end;
      continue;
    }
    switch (k.name) {
      case "{":
        break;
      case "=":
        yield* m.emit(`${m.line}\n`);
        break;
      case "a":
        c.appended.push({ text: k.text });
        break;
      case "i":
        yield* m.emit(k.text);
        break;
      case "c":
        // In a range the text comes once, at its end.
        if (!k.to || k.negated || !m.ranges.has(k.id)) yield* m.emit(k.text);
        return "delete";
      case "d":
        return "delete";
      case "D": {
        const at = c.space.indexOf("\n");
        if (at < 0) return "delete";
        c.space = c.space.slice(at + 1);
        return "restart";
      }
      case "F":
        yield* m.emit(`${input.name()}\n`);
        break;
      case "g":
        c.space = m.hold;
        break;
      case "G":
        c.space += `\n${m.hold}`;
        break;
      case "h":
        m.hold = c.space;
        break;
      case "H":
        m.hold += `\n${c.space}`;
        break;
      case "x":
        [c.space, m.hold] = [m.hold, c.space];
        break;
      case "z":
        c.space = "";
        break;
      case "l":
        yield* m.emit(unambiguous(c.space, k.text === "" ? m.wrap : Number(k.text)));
        break;
      case "n": {
        if (yield* input.isLast()) return "end";
        if (!m.quiet) yield* printSpace(m, c);
        yield* flushAppended(m, c);
        const line = yield* input.next();
        if (line === null) return "silent";
        m.line++;
        c.space = line.text;
        c.ended = line.ended;
        break;
      }
      case "N": {
        // "If there is no next input, sed exits without processing more commands" and GNU prints the pattern space.
        if (yield* input.isLast()) return m.posix ? "silent" : "end";
        yield* flushAppended(m, c);
        const line = yield* input.next();
        if (line === null) return "end";
        m.line++;
        c.space += `\n${line.text}`;
        c.ended = line.ended;
        break;
      }
      case "p":
        yield* m.emit(c.space + m.end);
        break;
      case "P":
        yield* m.emit((c.space.split("\n")[0] ?? "") + m.end);
        break;
      case "q":
        m.quit = Number(k.text || 0);
        return "end";
      case "Q":
        m.quit = Number(k.text || 0);
        return "silent";
      case "r":
        c.appended.push({ file: k.text });
        break;
      case "R": {
        const line = yield* nextOf(m, k.text);
        if (line !== null) c.appended.push({ text: `${line}\n` });
        break;
      }
      case "w":
        yield* toFile(m, k.text, c.space + m.end);
        break;
      case "W":
        yield* toFile(m, k.text, (c.space.split("\n")[0] ?? "") + m.end);
        break;
      case "s":
        if (k.sub && (yield* substitute(m, k.sub, c))) c.substituted = true;
        break;
      case "y":
        c.space = Array.from(c.space, (ch) => k.map?.get(ch) ?? ch).join("");
        break;
      case "b":
      case "t":
      case "T": {
        const go = k.name === "b" || c.substituted === (k.name === "t");
        if (k.name !== "b") c.substituted = false;
        if (!go) break;
        if (k.text === "") return "end";
        i = m.commands.findIndex((other) => other.name === ":" && other.text === k.text);
        break;
      }
    }
  }
  return "end";
}

const linesRead = new WeakMap<Machine, Map<string, string[]>>();

/** R: the next line of a file, each time another. */
function* nextOf(m: Machine, path: string): Run<string | null> {
  const all = linesRead.get(m) ?? new Map<string, string[]>();
  linesRead.set(m, all);
  let lines = all.get(path);
  if (!lines) {
    const text = yield* readFile(path);
    lines = failed(text) ? [] : splitLines(text);
    all.set(path, lines);
  }
  return lines.shift() ?? null;
}

function* toFile(m: Machine, path: string, text: string): Run<void> {
  if (path === "/dev/stdout") return yield* m.emit(text);
  let fd = path === "/dev/stderr" ? 2 : m.files.get(path);
  if (fd === undefined) {
    const opened = yield* sys("openat", { path, flags: O_WRONLY | O_CREAT | O_APPEND, mode: 0o666 });
    if (failed(opened)) return yield* m.cmd.die(4, `couldn't open file ${path}`, opened);
    fd = opened;
    m.files.set(path, fd);
  }
  yield* write(fd, text);
}

/** "w" files are created before the first line is read. */
export function* createFiles(m: Machine): Run<void> {
  for (const k of m.commands) {
    const path = k.name === "w" || k.name === "W" ? k.text : k.sub?.file;
    if (!path || path.startsWith("/dev/std") || m.files.has(path)) continue;
    const fd = yield* sys("openat", { path, flags: O_WRONLY | O_CREAT | O_TRUNC, mode: 0o666 });
    if (failed(fd)) yield* m.cmd.die(4, `couldn't open file ${path}`, fd);
    else m.files.set(path, fd);
  }
}

function* matches(m: Machine, a: Address, c: Cycle, input: Input): Run<boolean> {
  switch (a.kind) {
    case "line":
      return m.line === a.n;
    case "last":
      return yield* input.isLast();
    case "step":
      return a.step <= 0 ? m.line === a.first : m.line >= a.first && (m.line - a.first) % a.step === 0;
    case "regex": {
      const regex = a.regex ?? m.lastRegex;
      if (!regex) return yield* m.cmd.die(1, "no previous regular expression");
      m.lastRegex = regex;
      return search(regex, c.space) !== null;
    }
    default:
      return false;
  }
}

/** Whether the command is for this line: a range begins at its first address and ends after its second. */
function* applies(m: Machine, k: Command, c: Cycle, input: Input): Run<boolean> {
  if (!k.from) return true;
  if (!k.to) return yield* matches(m, k.from, c, input);
  const state = m.ranges.get(k.id);
  if (state === undefined) {
    const zero = k.from.kind === "line" && k.from.n === 0;
    if (zero && m.line === 1) {
      if (!(yield* matches(m, k.to, c, input))) m.ranges.set(k.id, "open");
      return true;
    }
    if (!(yield* matches(m, k.from, c, input))) return false;
    const end = endLine(m, k.to);
    if (end === null) m.ranges.set(k.id, "open");
    else if (end > m.line) m.ranges.set(k.id, end);
    // "$" may be this very line.
    if (k.to.kind === "last" && (yield* input.isLast())) m.ranges.delete(k.id);
    return true;
  }
  if (typeof state === "number") {
    if (m.line >= state) m.ranges.delete(k.id);
    return m.line <= state;
  }
  if (yield* matches(m, k.to, c, input)) m.ranges.delete(k.id);
  return true;
}

/** The line where a range ends that begins here; null where only later lines tell. */
function endLine(m: Machine, to: Address): number | null {
  switch (to.kind) {
    case "line":
      return to.n;
    case "plus":
      return m.line + to.n;
    case "multiple":
      return to.n <= 0 ? m.line : Math.ceil(m.line / to.n) * to.n;
    default:
      return null;
  }
}

function* substitute(m: Machine, s: Substitution, c: Cycle): Run<boolean> {
  const regex = s.regex ?? m.lastRegex;
  if (!regex) return yield* m.cmd.die(1, "no previous regular expression");
  m.lastRegex = regex;
  let out = "";
  let at = 0;
  let count = 0;
  let done = false;
  let behind = -1; // where the match before ended, if it was not empty
  for (let from = 0; from <= c.space.length; ) {
    const hit = search(regex, c.space, from);
    if (!hit) break;
    // An empty match right behind the one before does not count.
    if (hit.start === hit.end && hit.start === behind) {
      from = hit.end + 1;
      continue;
    }
    count++;
    if (count >= s.nth) {
      out += c.space.slice(at, hit.start) + replaced(s.parts, hit.groups);
      at = hit.end;
      done = true;
      if (!s.global) break;
    }
    behind = hit.end;
    from = hit.end > hit.start ? hit.end : hit.end + 1;
  }
  if (!done) return false;
  c.space = out + c.space.slice(at);
  if (s.print > 0) for (let i = 0; i < s.print; i++) yield* m.emit(c.space + m.end);
  if (s.file !== null) yield* toFile(m, s.file, c.space + m.end);
  return true;
}

/** The replacement, with \U \L \E \u \l obeyed. */
function replaced(parts: readonly Part[], groups: readonly (string | undefined)[]): string {
  let out = "";
  let mode: "L" | "U" | "E" = "E";
  let once: "l" | "u" | null = null;
  for (const part of parts) {
    if ("shift" in part) {
      if (part.shift === "l" || part.shift === "u") once = part.shift;
      else mode = part.shift;
      continue;
    }
    let text = "text" in part ? part.text : (groups[part.group] ?? "");
    if (mode === "U") text = upper(text);
    if (mode === "L") text = lower(text);
    if (once && text !== "") {
      text = (once === "u" ? upper(text.slice(0, 1)) : lower(text.slice(0, 1))) + text.slice(1);
      once = null;
    }
    out += text;
  }
  return out;
}

const upper = (s: string): string => s.replace(/[a-z]/g, (c) => c.toUpperCase());
const lower = (s: string): string => s.replace(/[A-Z]/g, (c) => c.toLowerCase());

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\x07": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
};

/** l: the pattern space with escapes, wrapped, "$" at its end. */
function unambiguous(text: string, wrap: number): string {
  let out = "";
  let column = 0;
  for (const c of text) {
    const shown = ESCAPES[c] ?? (c >= " " && c <= "~" ? c : `\\${c.charCodeAt(0).toString(8).padStart(3, "0")}`);
    if (wrap > 1 && column + shown.length > wrap - 1) {
      out += "\\\n";
      column = 0;
    }
    out += shown;
    column += shown.length;
  }
  return `${out}$\n`;
}
