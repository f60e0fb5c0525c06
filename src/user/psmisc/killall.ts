// killall(1): signals all processes that run a program of that name.

import { ESRCH, failed, strerror } from "../../kernel/abi/errno.ts";
import { SIGNAL_NAMES, SIGTERM, signalNumber } from "../../kernel/abi/signal.ts";
import { readUsers } from "../accounts.ts";
import { getopt, optionTable } from "../getopt.ts";
import { err, out } from "../libc.ts";
import { type Proc, readProcs } from "../procps/proc.ts";
import { type Main, type Run, sys } from "../program.ts";
import { NOT_MODELLED } from "../tool.ts";

const OPTIONS = optionTable(`
  -e, --exact           require exact match for very long names
  -I, --ignore-case     case insensitive process name match
  -g, --process-group   kill process group instead of process
! -y, --younger-than=T  kill processes younger than TIME
! -o, --older-than=T    kill processes older than TIME
! -i, --interactive     ask for confirmation before killing
  -l, --list            list all known signal names
  -q, --quiet           don't print complaints
  -r, --regexp          interpret NAME as an extended regular expression
  -s, --signal=SIGNAL   send this signal instead of SIGTERM
  -u, --user=USER       kill only process(es) running as USER
  -v, --verbose         report if the signal was successfully sent
  -V, --version         display version information
  -w, --wait            wait for processes to die
! -n, --ns=PID          match processes that belong to the same namespaces as PID
! -Z, --context=REGEXP  kill only process(es) having context
`);
const USAGE = `Usage: killall [OPTION]... [--] NAME...
       killall -l, --list
       killall -V, --version
`;
const LINE = 80; // columns of the list of signals
const POLL = 100_000_000; // virtual nanoseconds between two looks with --wait

export const killallMain: Main = function* (self) {
  let sig = SIGTERM;
  const words = self.argv.slice(1).filter((w) => {
    const n = /^-[A-Z0-9]/.test(w) ? signalNumber(w.slice(1)) : null;
    if (n === null || /^-[IVZ]$/.test(w)) return true;
    sig = n;
    return false;
  });
  const parsed = getopt(OPTIONS, words);
  const has = (name: string) => parsed.given.some((g) => g.name === name);
  const last = (name: string) => parsed.given.findLast((g) => g.name === name)?.value;
  const missing = parsed.given.find((g) => !g.modelled);
  if (missing) {
    yield* err(`killall: option '${missing.flag}' is not modelled in Cutaway\n`);
    return NOT_MODELLED;
  }
  if (parsed.problem) yield* err(`killall: ${parsed.problem}\n`);
  if (has("list")) return yield* listSignals();
  if (has("version")) {
    yield* out("killall (PSmisc) 23.7\n");
    return 0;
  }
  const user = last("user");
  if (parsed.problem || (parsed.operands.length === 0 && user === undefined)) {
    yield* err(USAGE);
    return 1;
  }
  const named = last("signal");
  if (named !== undefined) {
    const n = signalNumber(named);
    if (n === null) {
      yield* err(`${named}: unknown signal; killall -l lists signals.\n`);
      return 1;
    }
    sig = n;
  }
  const uid = user === undefined ? null : (yield* readUsers()).find((u) => u.name === user)?.uid;
  if (uid === undefined) {
    yield* err(`Cannot find user ${user}\n`);
    return 1;
  }
  const me = yield* sys("getpid", {});
  const procs = yield* readProcs();
  if (procs.length === 0) {
    yield* err("killall: /proc lacks process entries (not mounted ?)\n");
    return 1;
  }
  const all = procs.filter((p) => p.pid !== me && (uid === null || p.uids[0] === uid));
  const killed: number[] = [];
  let status = 0;
  for (const name of parsed.operands.length > 0 ? parsed.operands : [""]) {
    const found = all.filter((p) => name === "" || matches(p, name, has("regexp"), has("ignore-case")));
    const done = yield* signalEach(found, sig, has("verbose"), has("quiet"), has("process-group"));
    if (done.length === 0) {
      if (!has("quiet") && found.length === 0) yield* err(`${name}: no process found\n`);
      status = 1;
    }
    killed.push(...done);
  }
  if (has("wait")) yield* waitUntilGone(killed);
  return status;
};

function matches(p: Proc, name: string, regexp: boolean, ignoreCase: boolean): boolean {
  if (regexp) return new RegExp(name, ignoreCase ? "i" : "").test(p.comm);
  // The kernel keeps 15 bytes of a name; the command line tells the rest.
  const base = (p.argv[0] ?? "").split("/").at(-1) ?? "";
  const own = p.comm.length >= 15 && base.startsWith(p.comm) ? base : p.comm;
  const wanted = name.includes("/") ? p.argv[0] : own;
  return ignoreCase ? wanted?.toLowerCase() === name.toLowerCase() : wanted === name;
}

function* signalEach(
  found: readonly Proc[],
  sig: number,
  verbose: boolean,
  quiet: boolean,
  group: boolean,
): Run<number[]> {
  const done: number[] = [];
  for (const p of found) {
    const r = yield* sys("kill", { pid: group ? -p.pgrp : p.pid, sig });
    if (!failed(r)) {
      done.push(p.pid);
      if (verbose) yield* err(`Killed ${p.comm}(${group ? "pgid " : ""}${p.pid}) with signal ${sig}\n`);
    } else if (r !== ESRCH && !quiet) yield* err(`${p.comm}(${p.pid}): ${strerror(r)}\n`);
  }
  return done;
}

function* waitUntilGone(pids: readonly number[]): Run<void> {
  for (const pid of pids) {
    while (!failed(yield* sys("kill", { pid, sig: 0 }))) yield* sys("nanosleep", { ns: POLL });
  }
}

function* listSignals(): Run<number> {
  let line = "";
  for (const name of SIGNAL_NAMES.slice(1)) {
    if (line.length + name.length + 1 >= LINE) {
      yield* out(`${line}\n`);
      line = name;
    } else line = line === "" ? name : `${line} ${name}`;
  }
  yield* out(`${line}\n`);
  return 0;
}
