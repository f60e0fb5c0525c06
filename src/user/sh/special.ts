// Parameters that are computed when asked for: $?, $#, LINENO, RANDOM, PIPESTATUS …

import { failed } from "../../kernel/abi/errno.ts";
import { type Run, sys } from "../program.ts";
import { currentLine } from "./message.ts";
import type { Shell } from "./shell.ts";
import { elements, lookup, scalar } from "./variable.ts";

const SECOND = 1e9;

/** Names whose value must be asked of the kernel first. */
const ASKED = /SECONDS|BASHPID|EPOCH|SRANDOM/;

/** Brings $SECONDS, $BASHPID and the like up to date where `text` mentions them. */
export function* refresh(sh: Shell, text: string): Run<void> {
  if (!ASKED.test(text)) return;
  if (text.includes("BASHPID")) yield* ownPid(sh);
  if (/SECONDS|EPOCH/.test(text)) sh.seconds.now = yield* sys("clock_gettime", {});
}

/** $BASHPID */
export function* ownPid(sh: Shell): Run<number> {
  if (sh.ownPid === null) {
    const pid = yield* sys("getpid", {});
    sh.ownPid = failed(pid) ? sh.pid : pid;
  }
  return sh.ownPid;
}

/** The value of $name for every kind of name; undefined when unset. */
export function parameter(sh: Shell, name: string): string | undefined {
  const v = lookup(sh.vars, name);
  if (v !== undefined) return scalar(v);
  const first = name.charCodeAt(0);
  if (first >= 48 && first <= 57) return name === "0" ? sh.name : sh.positional[Number(name) - 1];
  return (
    SPECIAL[name]?.(sh) ?? (sh.dialect.extended ? (DYNAMIC[name]?.(sh) ?? arrayParameter(sh, name)?.[0]) : undefined)
  );
}

export const isSpecial = (sh: Shell, name: string): boolean =>
  name in SPECIAL || (sh.dialect.extended && (name in DYNAMIC || name in ARRAYS));

const SPECIAL: Readonly<Record<string, (sh: Shell) => string | undefined>> = {
  "?": (sh) => String(sh.status),
  $: (sh) => String(sh.pid),
  "!": (sh) => (sh.lastBackground === null ? undefined : String(sh.lastBackground)),
  "#": (sh) => String(sh.positional.length),
  "-": (sh) => flags(sh),
  "@": (sh) => (sh.positional.length > 0 ? sh.positional.join(" ") : undefined),
  "*": (sh) => (sh.positional.length > 0 ? sh.positional.join(separator(sh)) : undefined),
  LINENO: (sh) => String(currentLine(sh)),
};

const DYNAMIC: Readonly<Record<string, (sh: Shell) => string | undefined>> = {
  _: (sh) => sh.lastArgument,
  RANDOM: (sh) => String(random(sh)),
  SRANDOM: (sh) => String(random(sh) * 32768 + random(sh)),
  SECONDS: (sh) => String(sh.seconds.base + Math.floor((sh.seconds.now - sh.seconds.since) / SECOND)),
  EPOCHSECONDS: (sh) => String(Math.floor(sh.seconds.now / SECOND)),
  EPOCHREALTIME: (sh) => (sh.seconds.now / SECOND).toFixed(6),
  BASHPID: (sh) => String(sh.ownPid ?? sh.pid),
  BASH_SUBSHELL: (sh) => String(sh.subshells),
  SHELLOPTS: (sh) => [...sh.options].sort().join(":"),
  BASHOPTS: (sh) => [...sh.shopts].sort().join(":"),
  HISTCMD: (sh) => String(sh.history.length + 1),
};

const ARRAYS: Readonly<Record<string, (sh: Shell) => string[]>> = {
  PIPESTATUS: (sh) => sh.pipeStatus.map(String),
  FUNCNAME: (sh) => {
    const names = sh.frames.map((f) => (f.kind === "function" ? f.name : "source")).reverse();
    return names.length > 0 && sh.scriptName !== null ? [...names, "main"] : names;
  },
  BASH_SOURCE: (sh) => {
    const files = sh.frames.map((f) => f.file).reverse();
    return sh.scriptName === null ? files : [...files, sh.scriptName];
  },
  BASH_LINENO: (sh) => [...sh.frames.map((f) => String(f.callerLine)).reverse(), ...(sh.commandString ? [] : ["0"])],
  DIRSTACK: (sh) => [sh.cwd, ...sh.dirStack],
};

/** Array variables that are computed. */
export function arrayParameter(sh: Shell, name: string): string[] | undefined {
  return sh.dialect.extended ? ARRAYS[name]?.(sh) : undefined;
}

/** All values of name[@]. */
export function arrayValues(sh: Shell, name: string): string[] {
  const v = lookup(sh.vars, name);
  if (v !== undefined) return elements(v);
  const computed = arrayParameter(sh, name);
  if (computed) return computed;
  const single = parameter(sh, name);
  return single === undefined ? [] : [single];
}

/** The first character of IFS: what "$*" puts between. */
export function separator(sh: Shell): string {
  const ifs = parameter(sh, "IFS");
  return ifs === undefined ? " " : ifs.slice(0, 1);
}

/** Does the locale write characters in UTF-8? The C locale has bytes. */
export function isUtf8(sh: Shell): boolean {
  const locale = ["LC_ALL", "LC_CTYPE", "LANG"].map((name) => parameter(sh, name)).find((value) => value);
  return /utf-?8/i.test(locale ?? "");
}

export const ifsOf = (sh: Shell): string => parameter(sh, "IFS") ?? " \t\n";

// shell_flags of bash's flags.c, in its order
const FLAGS: readonly (readonly [string, string])[] = [
  ["a", "allexport"],
  ["b", "notify"],
  ["e", "errexit"],
  ["f", "noglob"],
  ["h", "hashall"],
  ["k", "keyword"],
  ["m", "monitor"],
  ["n", "noexec"],
  ["p", "privileged"],
  ["u", "nounset"],
  ["v", "verbose"],
  ["x", "xtrace"],
  ["B", "braceexpand"],
  ["C", "noclobber"],
  ["E", "errtrace"],
  ["H", "histexpand"],
  ["P", "physical"],
  ["T", "functrace"],
];

export const FLAG_OPTIONS = new Map(FLAGS);

function flags(sh: Shell): string {
  const set = FLAGS.filter(
    ([letter, option]) => sh.options.has(option as never) && (sh.dialect.extended || !/[hBH]/.test(letter)),
  );
  const letters = set.map(([letter]) => letter);
  if (sh.interactive) letters.splice(letters.findIndex((l) => l > "i" || l < "a") >>> 0, 0, "i");
  return (
    letters.join("") +
    (!sh.dialect.extended ? (sh.readsStdin ? "s" : "") : sh.commandString ? "c" : sh.readsStdin ? "s" : "")
  );
}

/** bash's own generator (lib/sh/random.c): Park and Miller's, its seed the pid here, so that a run repeats. */
export function random(sh: Shell): number {
  const seed = sh.random === 0 ? 123459876 : sh.random;
  const high = Math.trunc(seed / 127773);
  const low = seed - 127773 * high;
  const next = 16807 * low - 2836 * high;
  sh.random = next < 0 ? next + 2147483647 : next;
  return ((sh.random >> 16) ^ (sh.random & 65535)) & 32767;
}
