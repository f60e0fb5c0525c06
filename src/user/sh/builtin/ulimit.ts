// ulimit: the shell's own resource limits, which what it starts inherits. A builtin since a child could only limit itself.

import { EINVAL, failed, strerror } from "../../../kernel/abi/errno.ts";
import { type Limit, type Resource, RLIM_INFINITY, resourceNumber } from "../../../kernel/abi/resource.ts";
import { PIPE_BUF } from "../../../kernel/param.ts";
import { err, out } from "../../libc.ts";
import { type Run, sys } from "../../program.ts";
import { complain, notModelled } from "../message.ts";
import type { Shell } from "../shell.ts";
import { type Builtin, badOption, options } from "./builtin.ts";

interface Row {
  readonly letter: string;
  readonly resource: Resource | "pipe";
  readonly name: string;
  /** bash: what a number counts. */
  readonly unit?: string;
  /** Bytes and the like in one of them. */
  readonly factor: number;
}

const row = (letter: string, resource: Row["resource"], name: string, unit?: string, factor = 1): Row =>
  unit === undefined ? { letter, resource, name, factor } : { letter, resource, name, unit, factor };

// limits[], builtins/ulimit.def of bash 5.2
const BASH: readonly Row[] = [
  row("R", "rttime", "real-time non-blocking time", "microseconds"),
  row("c", "core", "core file size", "blocks", 1024),
  row("d", "data", "data seg size", "kbytes", 1024),
  row("e", "nice", "scheduling priority"),
  row("f", "fsize", "file size", "blocks", 1024),
  row("i", "sigpending", "pending signals"),
  row("l", "memlock", "max locked memory", "kbytes", 1024),
  row("m", "rss", "max memory size", "kbytes", 1024),
  row("n", "nofile", "open files"),
  row("p", "pipe", "pipe size", "512 bytes", 512),
  row("q", "msgqueue", "POSIX message queues", "bytes"),
  row("r", "rtprio", "real-time priority"),
  row("s", "stack", "stack size", "kbytes", 1024),
  row("t", "cpu", "cpu time", "seconds"),
  row("u", "nproc", "max user processes"),
  row("v", "as", "virtual memory", "kbytes", 1024),
  row("x", "locks", "file locks"),
];
const USAGE = "ulimit: usage: ulimit [-SHabcdefiklmnpqrstuvxPRT] [limit]\n";

// limits[], miscbltin.c of dash 0.5.12
const DASH: readonly Row[] = [
  row("t", "cpu", "time(seconds)"),
  row("f", "fsize", "file(blocks)", undefined, 512),
  row("d", "data", "data(kbytes)", undefined, 1024),
  row("s", "stack", "stack(kbytes)", undefined, 1024),
  row("c", "core", "coredump(blocks)", undefined, 512),
  row("m", "rss", "memory(kbytes)", undefined, 1024),
  row("l", "memlock", "locked memory(kbytes)", undefined, 1024),
  row("p", "nproc", "process"),
  row("n", "nofile", "nofiles"),
  row("v", "as", "vmemory(kbytes)", undefined, 1024),
  row("w", "locks", "locks"),
  row("r", "rtprio", "rtprio"),
];

interface Which {
  readonly soft: boolean;
  readonly hard: boolean;
}

function* limitOf({ resource }: Row): Run<Limit> {
  if (resource === "pipe") return { soft: PIPE_BUF, hard: PIPE_BUF };
  const limit = yield* sys("prlimit64", { pid: 0, resource: resourceNumber(resource) });
  return failed(limit) ? { soft: 0, hard: 0 } : limit;
}

const shown = ({ factor }: Row, value: number): string =>
  value === RLIM_INFINITY ? "unlimited" : String(Math.floor(value / factor));

function* set({ resource }: Row, old: Limit, value: number, { soft, hard }: Which): Run<number> {
  if (resource === "pipe") return EINVAL;
  const next = { soft: soft ? value : old.soft, hard: hard ? value : old.hard };
  const r = yield* sys("prlimit64", { pid: 0, resource: resourceNumber(resource), next });
  return failed(r) ? r : 0;
}

export const ulimit: Builtin = (sh, args) => (sh.dialect.name === "bash" ? bash(sh, args) : dash(sh, args));

function* bash(sh: Shell, args: readonly string[]): Run<number> {
  const asked: { row: Row; value: string | undefined }[] = [];
  let [soft, hard, all] = [false, false, false];
  let i = 0;
  for (; i < args.length; i++) {
    const word = args[i] ?? "";
    if (word === "--") {
      i++;
      break;
    }
    if (!word.startsWith("-") || word === "-") break;
    for (let j = 1; j < word.length; j++) {
      const letter = word[j] ?? "";
      if (letter === "S") soft = true;
      else if (letter === "H") hard = true;
      else if (letter === "a") all = true;
      else {
        const found = BASH.find((r) => r.letter === letter);
        if (!found) {
          yield* complain(sh, `ulimit: -${letter}: invalid option`);
          yield* err(USAGE);
          return 2;
        }
        // The value is the rest of the word, or the next word unless it looks like an option.
        const rest = word.slice(j + 1);
        const next = args[i + 1];
        const value = rest !== "" ? rest : next !== undefined && !next.startsWith("-") ? args[++i] : undefined;
        asked.push({ row: found, value });
        break;
      }
    }
  }
  const shows = { soft: soft || !hard, hard: hard || !soft };
  if (all) {
    for (const r of BASH) yield* print(r, shows, true);
    return 0;
  }
  if (asked.length === 0) asked.push({ row: BASH.find((r) => r.letter === "f") as Row, value: args[i] });
  for (const { row: r, value } of asked) {
    const status = value === undefined ? yield* print(r, shows, asked.length > 1) : yield* change(sh, r, value, shows);
    if (status !== 0) return status;
  }
  return 0;
}

/** "%-20s %20s" of the name and its unit, where there are several. */
function* print(r: Row, { soft }: Which, named: boolean): Run<number> {
  const limit = yield* limitOf(r);
  const unit = r.unit === undefined ? `(-${r.letter}) ` : `(${r.unit}, -${r.letter}) `;
  const left = named ? `${r.name.padEnd(20)} ${unit.padStart(20)}` : "";
  yield* out(`${left}${shown(r, soft ? limit.soft : limit.hard)}\n`);
  return 0;
}

function* change(sh: Shell, r: Row, value: string, which: Which): Run<number> {
  const old = yield* limitOf(r);
  const words: Readonly<Record<string, number>> = { hard: old.hard, soft: old.soft, unlimited: RLIM_INFINITY };
  if (!(value in words) && !/^\d+$/.test(value)) return yield* complain(sh, `ulimit: ${value}: invalid number`);
  const wanted = words[value] ?? Number(value) * r.factor;
  if (wanted > RLIM_INFINITY) return yield* complain(sh, `ulimit: ${value}: limit out of range`);
  // Who is not root and asks for no soft limit gets the hard one: set_limit()
  const capped = wanted === RLIM_INFINITY && !which.hard && (yield* sys("geteuid", {})) !== 0 ? old.hard : wanted;
  const e = yield* set(r, old, capped, which);
  return failed(e) ? yield* complain(sh, `ulimit: ${r.name}: cannot modify limit: ${strerror(e)}`) : 0;
}

function* dash(sh: Shell, args: readonly string[]): Run<number> {
  const { letters, used, bad } = options(args, "HSatfdscmlpnvwr");
  if (bad) return yield* badOption(sh, "ulimit", bad, "");
  const values = args.slice(used);
  const all = letters.has("a");
  if (all && sh.dialect.name === "ash") return yield* notModelled(sh, "ulimit", "option '-a'");
  if (values.length > (all ? 0 : 1)) return yield* complain(sh, "ulimit: too many arguments", 2);
  const none = !letters.has("S") && !letters.has("H");
  const which = { soft: none || letters.has("S"), hard: none || letters.has("H") };
  if (all) {
    for (const r of DASH) yield* out(`${r.name.padEnd(20)} ${yield* value(r, which)}\n`);
    return 0;
  }
  const letter = [...letters.keys()].findLast((l) => l !== "S" && l !== "H") ?? "f";
  const r = DASH.find((d) => d.letter === letter) as Row;
  const [wanted] = values;
  if (wanted === undefined) {
    yield* out(`${yield* value(r, which)}\n`);
    return 0;
  }
  if (wanted !== "unlimited" && !/^\d*$/.test(wanted)) return yield* complain(sh, "ulimit: bad number", 2);
  const e = yield* set(r, yield* limitOf(r), wanted === "unlimited" ? RLIM_INFINITY : Number(wanted) * r.factor, which);
  return failed(e) ? yield* complain(sh, `ulimit: error setting limit (${strerror(e)})`, 2) : 0;
}

function* value(r: Row, { soft }: Which): Run<string> {
  const limit = yield* limitOf(r);
  return shown(r, soft ? limit.soft : limit.hard);
}
