// kill: signals to processes and jobs, and their names.

import { failed, strerror } from "../../../kernel/abi/errno.ts";
import { SIGCONT, SIGHUP, SIGTERM, signalName, signalNumber } from "../../../kernel/abi/signal.ts";
import { killAs } from "../../busybox/kill.ts";
import { err, out } from "../../libc.ts";
import { type Run, sys } from "../../program.ts";
import { isStopped } from "../job/table.ts";
import { complain } from "../message.ts";
import type { Shell } from "../shell.ts";
import type { Builtin } from "./builtin.ts";
import { jobOf } from "./job-of.ts";

const KILL_USAGE = "kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]";
const DASH_USAGE = "Usage: kill [-s sigspec | -signum | -sigspec] [pid | job]... or\nkill -l [exitstatus]";

export const kill: Builtin = function* (sh, args) {
  if (sh.dialect.name === "ash" && !args.some((a) => a.startsWith("%"))) {
    const argv0 = sh.self.argv[0] ?? "sh";
    return yield* killAs(argv0.slice(argv0.lastIndexOf("/") + 1).replace(/^-/, ""), args);
  }
  if (args.length === 0) return yield* usage(sh);
  const [first = ""] = args;
  if (first === "-l" || first === "-L") return yield* listSignals(sh, args.slice(1));
  const { spec, rest } = signalSpec(sh, args);
  const sig = spec === null ? SIGTERM : decode(sh, spec);
  if (sig === null) return yield* badSignal(sh, spec ?? "", first === "-s");
  if (rest.length === 0) return yield* usage(sh);
  let status = 0;
  for (const target of rest) status = (yield* killOne(sh, target, sig)) || status;
  return status;
};

function* usage(sh: Shell): Run<number> {
  if (sh.dialect.extended) yield* err(`kill: usage: ${KILL_USAGE}\n`);
  else yield* complain(sh, `kill: ${DASH_USAGE}`);
  return 2;
}

/** "-9", "-TERM", "-s TERM", "-n 9"; in bash also "-sTERM": and so "-sigterm" asks for "igterm". */
function signalSpec(sh: Shell, args: readonly string[]): { spec: string | null; rest: readonly string[] } {
  const [first = ""] = args;
  const attached = sh.dialect.extended && /^-[sn]./.test(first);
  const separate = first === "-s" || (first === "-n" && sh.dialect.extended);
  const spec = separate ? (args[1] ?? "") : attached ? first.slice(2) : /^-[^-]/.test(first) ? first.slice(1) : null;
  const rest = args.slice(separate ? 2 : spec === null && first !== "--" ? 0 : 1);
  return { spec, rest: rest[0] === "--" ? rest.slice(1) : rest };
}

/** dash does not know the names with SIG: decode_signal() of its trap.c. */
function decode(sh: Shell, spec: string): number | null {
  return !sh.dialect.extended && /^sig/i.test(spec) ? null : signalNumber(spec);
}

function* badSignal(sh: Shell, spec: string, asked: boolean): Run<number> {
  if (sh.dialect.extended) return yield* complain(sh, `kill: ${spec}: invalid signal specification`);
  const text = asked ? `invalid signal number or name: ${spec}` : `Illegal option -${spec[0] ?? ""}`;
  return yield* complain(sh, `kill: ${text}`, 2);
}

function* killOne(sh: Shell, target: string, sig: number): Run<number> {
  if (target.startsWith("%")) {
    const job = yield* jobOf(sh, "kill", target);
    if (job === null) return 1;
    const stopped = isStopped(job);
    if (job.pgid !== null) {
      const status = yield* send(sh, target, -job.pgid, sig);
      // A stopped job could not act on it: bash wakes it.
      if (stopped && (sig === SIGTERM || sig === SIGHUP)) yield* sys("kill", { pid: -job.pgid, sig: SIGCONT });
      return status;
    }
    for (const p of job.processes) yield* sys("kill", { pid: p.pid, sig });
    return 0;
  }
  if (!/^-?\d+$/.test(target)) {
    if (sh.dialect.extended) return yield* complain(sh, `kill: ${target}: arguments must be process or job IDs`);
    return yield* complain(sh, `kill: Illegal number: ${target}`, 2);
  }
  return yield* send(sh, target, Number(target), sig);
}

function* send(sh: Shell, target: string, pid: number, sig: number): Run<number> {
  const r = yield* sys("kill", { pid, sig });
  if (!failed(r)) return 0;
  if (sh.dialect.name === "dash") return yield* complain(sh, `kill: ${strerror(r)}`);
  if (sh.dialect.name === "ash") return yield* complain(sh, `can't kill pid ${target}: ${strerror(r)}`);
  return yield* complain(sh, `kill: (${target}) - ${strerror(r)}`);
}

function* listSignals(sh: Shell, args: readonly string[]): Run<number> {
  let status = 0;
  for (const arg of args) {
    const n = /^\d+$/.test(arg) ? Number(arg) : null;
    if (n !== null) {
      const sig = n > 128 ? n - 128 : n;
      if (sig > 64) status = yield* complain(sh, `kill: ${arg}: invalid signal specification`);
      else yield* out(`${sig === 0 ? "EXIT" : signalName(sig)}\n`);
    } else {
      const sig = signalNumber(arg);
      if (sig === null) status = yield* complain(sh, `kill: ${arg}: invalid signal specification`);
      else yield* out(`${sig}\n`);
    }
  }
  if (args.length === 0)
    yield* out(
      sh.dialect.extended ? signalTable() : `${Array.from({ length: 31 }, (_, i) => signalName(i + 1)).join("\n")}\n`,
    );
  return status;
}

/** Five to a row, as kill -l shows them. */
function signalTable(): string {
  const all = Array.from({ length: 64 }, (_, i) => i + 1).filter((n) => n !== 32 && n !== 33);
  const name = (n: number): string =>
    n === 29
      ? "IO"
      : n <= 31
        ? signalName(n)
        : n <= 49
          ? n === 34
            ? "RTMIN"
            : `RTMIN+${n - 34}`
          : n === 64
            ? "RTMAX"
            : `RTMAX-${64 - n}`;
  let text = "";
  for (const [i, n] of all.entries()) {
    text += `${String(n).padStart(2)}) SIG${name(n)}${i % 5 === 4 ? "\n" : "\t"}`;
  }
  return `${text}\n`;
}
