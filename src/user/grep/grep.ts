// grep(1) 3.11: prints lines that match a pattern.

import { EISDIR, type Errno, failed } from "../../kernel/abi/errno.ts";
import { O_DIRECTORY, O_RDONLY, S_IFDIR, S_IFMT } from "../../kernel/abi/flags.ts";
import { argmatch } from "../argmatch.ts";
import { globMatch } from "../glob.ts";
import { listDir, readAll } from "../libc.ts";
import { type Main, type Run, sys } from "../program.ts";
import { catchStackOverflow } from "../stack-overflow.ts";
import { flush, isatty } from "../stdio.ts";
import { type Cmd, tool } from "../tool.ts";
import { type Matcher, makeMatcher, type Span } from "./matcher.ts";
import { GREP_OPTIONS, GREP_REWRITE } from "./options.ts";

export const grepMain: Main = grep("grep", null);
export const egrepMain: Main = grep("egrep", "extended");
export const fgrepMain: Main = grep("fgrep", "fixed");

type Kind = "basic" | "extended" | "fixed";

interface Shape {
  readonly matcher: Matcher;
  readonly invert: boolean;
  readonly before: number;
  readonly after: number;
  readonly most: number;
  readonly names: boolean;
  readonly color: boolean;
  readonly end: string;
  readonly only: boolean;
}

/** What all files together leave: the exit status, and whether a group of context lines was printed before. */
interface Sum {
  found: boolean;
  trouble: boolean;
  grouped: boolean;
}

function grep(name: string, fixedKind: Kind | null): Main {
  return tool(
    {
      name,
      version: "(GNU grep) 3.11",
      usage: "[OPTION]... PATTERNS [FILE]...",
      options: GREP_OPTIONS,
      rewrite: GREP_REWRITE,
      failure: 2,
      usageText: true,
    },
    function* (cmd): Run<number> {
      yield* catchStackOverflow(name);
      if (fixedKind)
        yield* cmd.warn(`warning: ${name} is obsolescent; using grep -${fixedKind === "fixed" ? "F" : "E"}`);
      const last = cmd.given.findLast((g) => /^(extended-regexp|fixed-strings|basic-regexp)$/.test(g.name))?.name;
      const kind: Kind =
        fixedKind ?? (last === "extended-regexp" ? "extended" : last === "fixed-strings" ? "fixed" : "basic");
      const { patterns, files } = yield* readPatterns(cmd);
      const shape = yield* readShape(cmd, patterns, kind, files);
      if (kind !== "fixed") for (const pattern of patterns) yield* warnAbout(cmd, pattern, kind === "extended");
      const sum: Sum = { found: false, trouble: false, grouped: false };
      const recursive = isRecursive(cmd);
      const list = files.length > 0 ? files : recursive ? ["."] : ["-"];
      for (const file of list) {
        const shown = file === "." && files.length === 0 ? "" : file;
        const go = yield* searchPath(cmd, file, shown, shape, sum, recursive, true);
        if (!go) break;
      }
      if (sum.found && cmd.has("quiet")) return 0;
      return sum.trouble ? 2 : sum.found ? 0 : 1;
    },
  );
}

/** What grep 3.8 and later complain of, and take all the same. */
function* warnAbout(cmd: Cmd, pattern: string, extended: boolean): Run<void> {
  const bare = pattern.replace(/\[\^?\]?[^\]]*\]/g, "");
  const start = extended ? /(?:^|[(|])([*+?])/.exec(bare)?.[1] : undefined;
  if (start) yield* cmd.warn(`warning: ${start} at start of expression`);
  for (const m of bare.matchAll(/\\(.)/g)) {
    if (/[A-Za-z0]/.test(m[1] ?? "") && !/[wWsSbB]/.test(m[1] ?? ""))
      yield* cmd.warn(`warning: stray \\ before ${m[1]}`);
  }
}

const isRecursive = (cmd: Cmd): boolean =>
  cmd.has("recursive", "dereference-recursive") || cmd.last("directories") === "recurse";

function* readPatterns(cmd: Cmd): Run<{ patterns: string[]; files: readonly string[] }> {
  const patterns: string[] = [];
  for (const { name, value = "" } of cmd.given) {
    if (name === "regexp") patterns.push(...value.split("\n"));
    if (name === "file") {
      const fd = value === "-" ? 0 : yield* sys("openat", { path: value, flags: O_RDONLY });
      if (failed(fd)) return yield* cmd.die(2, value, fd);
      const text = yield* readAll(fd);
      if (failed(text)) return yield* cmd.die(2, value, text);
      if (text !== "") patterns.push(...(text.endsWith("\n") ? text.slice(0, -1) : text).split("\n"));
    }
  }
  if (cmd.has("regexp", "file")) return { patterns, files: cmd.operands };
  const [first, ...files] = cmd.operands;
  if (first === undefined) return yield* cmd.tryHelp();
  return { patterns: first.split("\n"), files };
}

function* readShape(cmd: Cmd, patterns: string[], kind: Kind, files: readonly string[]): Run<Shape> {
  const number = function* (name: string, what: string): Run<number | undefined> {
    const text = cmd.last(name);
    if (text === undefined) return undefined;
    return /^\d+$/.test(text) ? Number(text) : yield* cmd.die(2, `${text}: ${what}`);
  };
  const context = yield* number("context", "invalid context length argument");
  const after = yield* number("after-context", "invalid context length argument");
  const before = yield* number("before-context", "invalid context length argument");
  const most = cmd.last("max-count");
  if (most !== undefined && !/^-?\d+$/.test(most)) return yield* cmd.die(2, "invalid max count");
  const fold =
    cmd.given.findLast((g) => g.name === "ignore-case" || g.name === "no-ignore-case")?.name === "ignore-case";
  const matcher = makeMatcher(patterns, kind, fold, cmd.has("word-regexp"), cmd.has("line-regexp"));
  if (typeof matcher === "string" && cmd.busybox) return yield* cmd.die(2, `bad regex '${patterns[0]}'`);
  if (typeof matcher === "string") return yield* cmd.die(2, matcher);
  const named = cmd.given.findLast((g) => g.name === "with-filename" || g.name === "no-filename")?.name;
  const recursive = isRecursive(cmd);
  const when = cmd.has("color")
    ? yield* argmatch(cmd, "--color", cmd.last("color") ?? "auto", [["always"], ["never"], ["auto"]])
    : "never";
  const quietly = cmd.has("only-matching", "count", "files-with-matches", "files-without-match", "quiet");
  return {
    matcher,
    invert: cmd.has("invert-match"),
    before: quietly ? 0 : (before ?? context ?? 0),
    after: quietly ? 0 : (after ?? context ?? 0),
    most: most === undefined || Number(most) < 0 ? Infinity : Number(most),
    names: named
      ? named === "with-filename"
      : recursive
        ? !(files.length === 1 && !(yield* isDirectory(files[0] ?? "")))
        : files.length > 1,
    color: when === "always" || (when === "auto" && (yield* isatty(1))),
    end: cmd.has("null-data") ? "\0" : "\n",
    only: cmd.has("only-matching"),
  };
}

function* isDirectory(path: string): Run<boolean> {
  const st = yield* sys("stat", { path });
  return !failed(st) && (st.mode & S_IFMT) === S_IFDIR;
}

/** False where nothing more is to be searched: -q and a match. */
function* searchPath(
  cmd: Cmd,
  path: string,
  shown: string,
  shape: Shape,
  sum: Sum,
  recursive: boolean,
  named: boolean,
): Run<boolean> {
  const base = path.slice(path.lastIndexOf("/") + 1);
  if (path !== "-" && !chosen(cmd, base, named)) return true;
  const complain = function* (e: Parameters<Cmd["warn"]>[1]): Run<boolean> {
    if (!cmd.has("no-messages")) yield* cmd.warn(shown || path, e);
    sum.trouble = true;
    return true;
  };
  if (recursive && path !== "-") {
    const st = named || cmd.has("dereference-recursive") ? yield* sys("stat", { path }) : yield* sys("lstat", { path });
    if (failed(st)) return yield* complain(st);
    const type = st.mode & S_IFMT;
    if (type === S_IFDIR) {
      if (!named && cmd.all("exclude-dir").some((p) => globMatch(p, base))) return true;
      return yield* searchDir(cmd, path, shown, shape, sum, complain);
    }
    // -r leaves out symbolic links met on the way, and devices.
    if (!named && type !== 0o100000) return true;
  }
  const fd = path === "-" ? 0 : yield* sys("openat", { path, flags: O_RDONLY });
  if (failed(fd)) return yield* complain(fd);
  if (path !== "-" && cmd.last("directories") === "skip" && (yield* isDirectory(path))) {
    yield* sys("close", { fd });
    return true;
  }
  const name = path === "-" ? (cmd.last("label") ?? "(standard input)") : shown;
  const found = yield* searchFile(cmd, fd, name, shape, sum);
  if (fd !== 0) yield* sys("close", { fd });
  // BusyBox says nothing of a directory: it matches nowhere.
  if (found === EISDIR && cmd.busybox) return true;
  if (failed(found)) return yield* complain(found);
  if (found) sum.found = true;
  return !(found && cmd.has("quiet"));
}

function chosen(cmd: Cmd, base: string, named: boolean): boolean {
  if (named && base === "") return true;
  let keep = true;
  const filters = cmd.given.filter((g) => g.name === "include" || g.name === "exclude");
  if (filters.length === 0) return true;
  if (!named || !isRecursive(cmd)) {
    keep = filters[0]?.name === "exclude";
    for (const f of filters) if (globMatch(f.value ?? "", base)) keep = f.name === "include";
  }
  return keep;
}

function* searchDir(
  cmd: Cmd,
  path: string,
  shown: string,
  shape: Shape,
  sum: Sum,
  complain: (e: Parameters<Cmd["warn"]>[1]) => Run<boolean>,
): Run<boolean> {
  const fd = yield* sys("openat", { path, flags: O_RDONLY | O_DIRECTORY });
  if (failed(fd)) return yield* complain(fd);
  yield* sys("close", { fd });
  const names = yield* listDir(path);
  if (failed(names)) return yield* complain(names);
  for (const name of names) {
    const child = path.endsWith("/") ? path + name : `${path}/${name}`;
    const label = shown === "" ? name : shown.endsWith("/") ? shown + name : `${shown}/${name}`;
    const st = yield* sys("lstat", { path: child });
    const dir = !failed(st) && (st.mode & S_IFMT) === S_IFDIR;
    if (dir && cmd.all("exclude-dir").some((p) => globMatch(p, name))) continue;
    if (!dir && !chosen(cmd, name, false)) continue;
    if (dir) {
      if (!(yield* searchDir(cmd, child, label, shape, sum, complain))) return false;
    } else if (!(yield* searchPath(cmd, child, label, shape, sum, true, false))) return false;
  }
  return true;
}

/** Lines as they come in; the file is binary from the first block on that holds a NUL. */
interface LineSource {
  readonly next: () => Run<string | null | Errno>;
  readonly binary: () => boolean;
}

const BLOCK = 98304; // bytes a read asks for; INITIAL_BUFSIZE of grep

function lineSource(fd: number, end: string): LineSource {
  let buffer = "";
  let done = false;
  let nul = false;
  return {
    binary: () => nul,
    *next() {
      for (;;) {
        const at = buffer.indexOf(end);
        if (at >= 0 || (done && buffer !== "")) {
          const line = at < 0 ? buffer : buffer.slice(0, at);
          buffer = at < 0 ? "" : buffer.slice(at + 1);
          return line;
        }
        if (done) return null;
        const part = yield* sys("read", { fd, count: BLOCK });
        if (failed(part)) return part;
        if (part === "") done = true;
        if (part.includes("\0")) nul = true;
        buffer += part;
      }
    },
  };
}

function* searchFile(cmd: Cmd, fd: number, name: string, shape: Shape, sum: Sum): Run<boolean | Errno> {
  const { end, most } = shape;
  const source = lineSource(fd, end);
  const asText = end !== "\n" || cmd.has("text") || cmd.last("binary-files") === "text";
  const skips = cmd.has("I") || cmd.last("binary-files") === "without-match";
  const listing = cmd.has("files-with-matches", "files-without-match");
  const quiet = cmd.has("quiet") || listing;
  const context = shape.before + shape.after > 0;
  const printer = linePrinter(cmd, name, shape);
  const before: { line: string; i: number; offset: number }[] = [];
  let [count, offset, after, last] = [0, 0, 0, -1];
  let binary = false;
  for (let i = 0; ; i++) {
    if (count >= most && after === 0) break;
    const line = yield* source.next();
    if (line === null) break;
    if (failed(line)) return line;
    binary = source.binary() && !asText;
    if (binary && skips) return false;
    const silent = quiet || cmd.has("count") || binary;
    const hit = count < most && shape.matcher.test(line) !== shape.invert;
    if (hit) {
      count++;
      if (quiet || (binary && !cmd.has("count"))) break;
      if (!silent) {
        const first = before[0]?.i ?? i;
        if (context && sum.grouped && (last < 0 || first > last + 1)) yield* cmd.print(printer.separator());
        for (const b of before) yield* cmd.print(printer.line(b.line, b.i, b.offset, "-"));
        before.length = 0;
        yield* cmd.print(printer.line(line, i, offset, ":"));
        if (cmd.has("line-buffered")) yield* flush(cmd.out);
        sum.grouped = true;
        last = i;
        after = shape.after;
      }
    } else if (after > 0 && !silent) {
      yield* cmd.print(printer.line(line, i, offset, "-"));
      last = i;
      after--;
    } else if (shape.before > 0) {
      before.push({ line, i, offset });
      if (before.length > shape.before) before.shift();
    }
    offset += line.length + 1;
  }
  if (binary && count > 0 && !quiet && !cmd.has("count"))
    yield* cmd.print(`${cmd.who}: ${name}: binary file matches\n`);
  if (cmd.has("quiet")) return count > 0;
  const sep = cmd.has("null") ? "\0" : "";
  if (cmd.has("count") && !listing) yield* cmd.print(`${shape.names ? printer.name(sep || ":") : ""}${count}\n`);
  const wanted = cmd.has("files-without-match") ? count === 0 : count > 0;
  if (listing && wanted) yield* cmd.print(`${printer.bare()}${sep || "\n"}`);
  return listing ? wanted : count > 0;
}

interface Printer {
  line(text: string, index: number, offset: number, mark: ":" | "-"): string;
  separator(): string;
  name(mark: string): string;
  bare(): string;
}

const paint = (code: string, text: string): string => `\x1b[${code}m\x1b[K${text}\x1b[m\x1b[K`;

function linePrinter(cmd: Cmd, name: string, shape: Shape): Printer {
  const c = (code: string, text: string): string => (shape.color ? paint(code, text) : text);
  const zero = cmd.has("null");
  const fileName = (mark: string): string => c("35", name) + (mark === "\0" ? mark : c("36", mark));
  const prefix = (index: number, offset: number, mark: string): string =>
    (shape.names ? fileName(zero ? "\0" : mark) : "") +
    (cmd.has("line-number")
      ? c("32", String(index + 1).padStart(cmd.has("initial-tab") ? 4 : 0)) + c("36", mark)
      : "") +
    (cmd.has("byte-offset") ? c("32", String(offset)) + c("36", mark) : "") +
    (cmd.has("initial-tab") && (shape.names || cmd.has("line-number", "byte-offset")) ? "\t" : "");
  const highlight = (text: string, mark: string): string => {
    if (!shape.color || shape.invert !== (mark === "-")) return text;
    let out = "";
    let at = 0;
    for (const s of shape.matcher.spans(text)) {
      out += text.slice(at, s.start) + paint("01;31", text.slice(s.start, s.end));
      at = s.end;
    }
    return out + text.slice(at);
  };
  return {
    line(text, index, offset, mark) {
      if (!shape.only) return `${prefix(index, offset, mark)}${highlight(text, mark)}${shape.end}`;
      if (shape.invert) return "";
      const part = (s: Span) =>
        `${prefix(index, offset + s.start, mark)}${c("01;31", text.slice(s.start, s.end))}${shape.end}`;
      return shape.matcher.spans(text).map(part).join("");
    },
    separator: () => {
      if (cmd.has("no-group-separator")) return "";
      return `${c("36", cmd.last("group-separator") ?? "--")}\n`;
    },
    name: fileName,
    bare: () => c("35", name),
  };
}
