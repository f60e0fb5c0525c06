// What the Tab key could add to a command line: commands, files, variables. Pure functions over a world.
//
// The files are looked up by the system calls that the shell itself would make, on a transaction that is thrown away.
// What only the shell's own memory knows (functions, aliases, a PATH changed since) is not seen from here.

import { failed } from "../../kernel/abi/errno.ts";
import { O_DIRECTORY, O_RDONLY, S_IFDIR, S_IFMT, X_OK } from "../../kernel/abi/flags.ts";
import { CALLS } from "../../kernel/sys/table.ts";
import { get } from "../../kernel/table.ts";
import type { Pid } from "../../kernel/task/task.ts";
import { isBlock, Tx } from "../../kernel/tx.ts";
import type { World } from "../../kernel/world.ts";
import { byBytes } from "../libc.ts";
import { builtinNames } from "./builtin/names.ts";
import type { DialectName } from "./dialect.ts";

export interface Completion {
  /** Where in the line the candidates go: they replace everything from here to the cursor. */
  readonly start: number;
  /** In byte order; a directory ends with "/". */
  readonly candidates: readonly string[];
}

/** Completes the word before the cursor for the shell `pid`. Line and candidates are bytes. */
export function complete(world: World, pid: Pid, line: string, cursor: number): Completion {
  const before = line.slice(0, cursor);
  const start = wordStart(before);
  const word = unquoted(before.slice(start));
  const tx = new Tx(world);
  const task = get(tx.k.tasks, pid);
  if (!task) return { start, candidates: [] };
  if (/^\$\w*$/.test(word)) return { start, candidates: variables(task.env, word) };
  if (isCommandPlace(before.slice(0, start)) && !word.includes("/")) {
    return { start, candidates: commands(tx, pid, task.env, dialectOf(task.argv[0] ?? ""), word) };
  }
  return { start, candidates: files(tx, pid, task.env, word).map(quoted) };
}

/** The longest text that all candidates begin with. */
export function commonPrefix(candidates: readonly string[]): string {
  const [first = "", ...rest] = candidates;
  let length = first.length;
  for (const other of rest) while (!other.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length);
}

/** Where the word begins that the text ends in, quotes and backslashes minded. */
function wordStart(text: string): number {
  let start = 0;
  let quote = "";
  for (let i = 0; i < text.length; i++) {
    const ch = text[i] as string;
    if (quote !== "") {
      if (ch === quote) quote = "";
      else if (ch === "\\" && quote === '"') i++;
    } else if (ch === "\\") i++;
    else if (ch === "'" || ch === '"') quote = ch;
    else if (/[\s;&|<>()=]/.test(ch)) start = i + 1;
  }
  return start;
}

const unquoted = (word: string): string => word.replace(/\\([\s\S])|['"]/g, "$1");
const quoted = (name: string): string => name.replace(/[\s\\'"$`&|;<>(){}*?[\]#~!]/g, "\\$&").replace(/^\\~/, "~");

/** Behind these a command is expected. */
function isCommandPlace(before: string): boolean {
  if (/(^|[;&|(`\n]|\$\()\s*$/.test(before)) return true;
  return /(^|[\s;&|(])(then|do|else|elif|if|while|until|!|\{|time|exec|command|nohup|sudo)\s+$/.test(before);
}

const dialectOf = (argv0: string): DialectName => {
  const name = argv0.slice(argv0.lastIndexOf("/") + 1).replace(/^-/, "");
  return name === "sh" || name === "dash" ? "dash" : name === "ash" ? "ash" : "bash";
};

const valueOfName = (env: readonly string[], name: string): string | undefined =>
  env.find((entry) => entry.startsWith(`${name}=`))?.slice(name.length + 1);

function variables(env: readonly string[], word: string): string[] {
  const names = env.map((entry) => `$${entry.slice(0, entry.indexOf("="))}`);
  return unique(names.filter((name) => name.startsWith(word)));
}

const unique = (all: readonly string[]): string[] => [...new Set(all)].sort(byBytes);

/** A call made in vain: only its answer counts. */
function ask<N extends "openat" | "getdents64" | "stat" | "access">(tx: Tx, pid: Pid, call: N, args: object): unknown {
  const r = (CALLS[call].handler as (tx: Tx, pid: Pid, args: object) => unknown)(tx, pid, args);
  return isBlock(r) ? -1 : r;
}

function list(tx: Tx, pid: Pid, path: string): string[] {
  const fd = ask(tx, pid, "openat", { path, flags: O_RDONLY | O_DIRECTORY });
  if (failed(fd)) return [];
  const entries = ask(tx, pid, "getdents64", { fd });
  if (failed(entries)) return [];
  return (entries as readonly { readonly name: string }[]).map((e) => e.name).filter((n) => n !== "." && n !== "..");
}

function isDirectory(tx: Tx, pid: Pid, path: string): boolean {
  const st = ask(tx, pid, "stat", { path });
  return !failed(st) && ((st as { readonly mode: number }).mode & S_IFMT) === S_IFDIR;
}

function commands(tx: Tx, pid: Pid, env: readonly string[], dialect: DialectName, word: string): string[] {
  const found: string[] = builtinNames(dialect).filter((name) => name.startsWith(word));
  for (const dir of (valueOfName(env, "PATH") ?? "").split(":")) {
    if (dir === "") continue;
    for (const name of list(tx, pid, dir)) {
      if (!name.startsWith(word)) continue;
      const path = `${dir}/${name}`;
      if (!failed(ask(tx, pid, "access", { path, mode: X_OK })) && !isDirectory(tx, pid, path)) found.push(name);
    }
  }
  return unique(found);
}

function files(tx: Tx, pid: Pid, env: readonly string[], word: string): string[] {
  const slash = word.lastIndexOf("/") + 1;
  const dir = word.slice(0, slash);
  const prefix = word.slice(slash);
  const home = dir.startsWith("~/") ? (valueOfName(env, "HOME") ?? "") : null;
  const where = home === null ? dir : home + dir.slice(1);
  const names = list(tx, pid, where === "" ? "." : where);
  // "readline … match-hidden-files": names with a dot are offered only where the dot was typed, as in the shell's "*".
  const matching = names.filter((name) => name.startsWith(prefix) && (prefix !== "" || !name.startsWith(".")));
  return unique(matching.map((name) => dir + name + (isDirectory(tx, pid, where + name) ? "/" : "")));
}
