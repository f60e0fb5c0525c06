// pgrep(1) and pkill(1): processes by name and other attributes, listed or signalled.

import { EPERM, ESRCH, failed, strerror } from "../../kernel/abi/errno.ts";
import { SIGTERM, signalNumber } from "../../kernel/abi/signal.ts";
import { readGroups, readUsers } from "../accounts.ts";
import { getopt, optionTable } from "../getopt.ts";
import { err, out, readFile } from "../libc.ts";
import { Exit, type Main, type Run, type Self, sys } from "../program.ts";
import { NOT_MODELLED } from "../tool.ts";
import { type ProcpsTool, usageOf } from "./frame.ts";
import { HZ, type Proc, readProcs, ttyName, uptime } from "./proc.ts";
import { commandLine, escapeText } from "./text.ts";

const SHARED = `
  -c, --count               count of matching processes
  -f, --full                use full process name to match
  -g, --pgroup <PGID,...>   match listed process group IDs
  -G, --group <GID,...>     match real group IDs
  -i, --ignore-case         match case insensitively
  -n, --newest              select most recently started
  -o, --oldest              select least recently started
  -O, --older <seconds>     select where older than seconds
  -P, --parent <PPID,...>   match only child processes of the given parent
  -s, --session <SID,...>   match session IDs
  --signal <sig>            signal to send (either number or name)
  -t, --terminal <tty,...>  match by controlling terminal
  -u, --euid <ID,...>       match by effective IDs
  -U, --uid <ID,...>        match by real IDs
  -x, --exact               match exactly with the command name
  -F, --pidfile <file>      read PIDs from file
! -L, --logpidfile          fail if PID file is not locked
  -r, --runstates <state>   match runstates [D,S,Z,...]
  -A, --ignore-ancestors    exclude our ancestors from results
! --cgroup <grp,...>        match by cgroup v2 names
  --ns <PID>                match the processes that belong to the same namespace as <pid>
  --nslist <ns,...>         list which namespaces will be considered for the --ns option
`;
const PGREP: ProcpsTool = {
  name: "pgrep",
  usage: "[options] <pattern>",
  options: `
  -d, --delimiter <string>  specify output delimiter
  -l, --list-name           list PID and process name
  -a, --list-full           list PID and full command line
  -v, --inverse             negates the matching
  -w, --lightweight         list all TID
${SHARED.trim()}
`,
  failure: 2,
};
const PKILL: ProcpsTool = {
  name: "pkill",
  usage: "[options] <pattern>",
  options: `
! -H, --require-handler     match only if signal handler is present
! -q, --queue <value>       integer value to be sent with the signal
  -e, --echo                display what is killed
${SHARED.trim()}
`,
  failure: 2,
};
const COMMON = "\n  -h, --help  display this help and exit\n  -V, --version  output version information and exit\n";
const TABLES = {
  pgrep: optionTable(PGREP.options + COMMON),
  pkill: optionTable(PKILL.options + COMMON),
};

const NAMESPACES = ["ipc", "mnt", "net", "pid", "user", "uts"];
const NONE_MATCHED = 1;
const USAGE = 2;
const FATAL = 3;
const COMM_MAX = 15;

interface Context {
  readonly who: "pgrep" | "pkill";
  readonly given: readonly { readonly name: string; readonly value: string | undefined }[];
}

const has = (c: Context, name: string): boolean => c.given.some((g) => g.name === name);
const last = (c: Context, name: string): string | undefined => c.given.findLast((g) => g.name === name)?.value;

function* fail(c: Context, text: string, status = USAGE): Run<never> {
  yield* err(`${c.who}: ${text}\n`);
  throw new Exit(status);
}

function* tryHelp(c: Context, text: string, status = USAGE): Run<never> {
  yield* err(`${c.who}: ${text}\nTry \`${c.who} --help' for more information.\n`);
  throw new Exit(status);
}

/** One program under two names: pkill is a link to pgrep. */
export const pgrepMain: Main = function* (self: Self) {
  const who = (self.argv[0] ?? "").endsWith("pkill") ? "pkill" : "pgrep";
  let words = self.argv.slice(1);
  let sig = SIGTERM;
  if (who === "pkill") {
    // "-TERM" or "-9" may stand anywhere among the options.
    const at = words.findIndex((w) => /^-[^-]/.test(w) && signalNumber(w.slice(1)) !== null);
    if (at >= 0) {
      sig = signalNumber((words[at] ?? "").slice(1)) ?? SIGTERM;
      words = words.filter((_, i) => i !== at);
    }
  }
  const parsed = getopt(TABLES[who], words);
  const c: Context = { who, given: parsed.given };
  if (parsed.problem) {
    yield* err(`${who}: ${parsed.problem}\n${usageOf(who === "pkill" ? PKILL : PGREP)}`);
    return USAGE;
  }
  if (has(c, "help")) {
    yield* out(usageOf(who === "pkill" ? PKILL : PGREP));
    return 0;
  }
  if (has(c, "version")) {
    yield* out(`${who} from procps-ng 4.0.4\n`);
    return 0;
  }
  const missing = parsed.given.find((g) => !g.modelled);
  if (missing) yield* fail(c, `option '${missing.flag}' is not modelled in Cutaway`, NOT_MODELLED);
  const named = last(c, "signal");
  if (named !== undefined) sig = signalNumber(named) ?? (yield* fail(c, `Unknown signal "${named}".`));
  const found = yield* select(c, parsed.operands);
  return who === "pgrep" ? yield* show(c, found) : yield* signalAll(c, found, sig);
};

type Test = (p: Proc) => boolean;
const CRITERIA = /^(pgroup|group|parent|session|terminal|euid|uid|runstates|older|ns|pidfile)$/;

function* select(c: Context, operands: readonly string[]): Run<Proc[]> {
  const tests = yield* criteria(c);
  const [pattern] = operands;
  if (operands.length > 1) yield* tryHelp(c, "only one pattern can be provided");
  if (pattern === undefined && !c.given.some((g) => CRITERIA.test(g.name))) {
    yield* tryHelp(c, "no matching criteria specified");
  }
  if (has(c, "newest") && has(c, "oldest")) yield* tryHelp(c, "-v, -n and -o are mutually exclusive");
  if (pattern !== undefined) tests.push(yield* patternTest(c, pattern));
  const links = has(c, "ns") ? namespaceList(c).map((n) => `ns/${n}`) : [];
  const me = yield* sys("getpid", {});
  const all = yield* readProcs({ files: [], links });
  const ancestors = has(c, "ignore-ancestors") ? above(all, me) : new Set<number>();
  const inverse = has(c, "inverse");
  const found = all.filter((p) => p.pid !== me && !ancestors.has(p.pid) && tests.every((t) => t(p)) !== inverse);
  if (has(c, "newest"))
    return found
      .slice()
      .sort((a, b) => b.start - a.start || b.pid - a.pid)
      .slice(0, 1);
  if (has(c, "oldest"))
    return found
      .slice()
      .sort((a, b) => a.start - b.start || a.pid - b.pid)
      .slice(0, 1);
  return found;
}

function above(all: readonly Proc[], pid: number): Set<number> {
  const set = new Set<number>();
  for (let p = all.find((q) => q.pid === pid); p; p = all.find((q) => q.pid === p?.ppid)) set.add(p.pid);
  return set;
}

function* patternTest(c: Context, pattern: string): Run<Test> {
  const full = has(c, "full");
  const plain = /^[\w .-]*$/.test(pattern);
  if (!full && plain && pattern.length > COMM_MAX) {
    yield* err(
      `${c.who}: pattern that searches for process name longer than 15 characters will result in zero matches\n` +
        `Try \`${c.who} -f' option to match against the complete command line.\n`,
    );
    throw new Exit(NONE_MATCHED);
  }
  let regex: RegExp;
  try {
    regex = new RegExp(has(c, "exact") ? `^(?:${pattern})$` : pattern, has(c, "ignore-case") ? "i" : "");
  } catch (e) {
    const unmatched = /Unterminated group/.test(String(e)) ? "Unmatched ( or \\(" : "Invalid regular expression";
    return yield* fail(c, `regex error: ${unmatched}`);
  }
  return (p) => regex.test(full ? commandText(p) : p.comm);
}

const commandText = (p: Proc): string => (p.argv.length > 0 ? p.argv.join(" ") : p.comm);

const namespaceList = (c: Context): readonly string[] => last(c, "nslist")?.split(",") ?? NAMESPACES;

function* criteria(c: Context): Run<Test[]> {
  const tests: Test[] = [];
  const users = yield* readUsers();
  const groups = yield* readGroups();
  const self = { pgrp: yield* sys("getpgid", { pid: 0 }), session: yield* sys("getsid", { pid: 0 }) };
  for (const { name, value = "" } of c.given) {
    const items = value.split(",").filter((i) => i !== "");
    const ids = function* (what: string, names: (item: string) => number | undefined): Run<number[]> {
      const list: number[] = [];
      for (const item of items) {
        const id = names(item) ?? (/^\d+$/.test(item) ? Number(item) : undefined);
        list.push(id ?? (yield* fail(c, `invalid ${what}: ${item}`)));
      }
      return list;
    };
    if (name === "parent") {
      const list = yield* ids("not a number", () => undefined);
      tests.push((p) => list.includes(p.ppid));
    } else if (name === "pgroup" || name === "session") {
      // "0" means the group or session of pgrep itself.
      const mine = name === "pgroup" ? self.pgrp : self.session;
      const list = (yield* ids("not a number", () => undefined)).map((id) => (id === 0 ? mine : id));
      tests.push((p) => list.includes(name === "pgroup" ? p.pgrp : p.session));
    } else if (name === "euid" || name === "uid") {
      const list = yield* ids("user name", (item) => users.find((u) => u.name === item)?.uid);
      tests.push((p) => list.includes(p.uids[name === "euid" ? 1 : 0] ?? -1));
    } else if (name === "group") {
      const list = yield* ids("group name", (item) => groups.find((g) => g.name === item)?.gid);
      tests.push((p) => list.includes(p.gids[0] ?? -1));
    } else if (name === "terminal")
      tests.push((p) => items.includes(ttyName(p.tty)) || (items.includes("-") && p.tty === 0));
    else if (name === "runstates") tests.push((p) => value.includes(p.state));
    else if (name === "older") {
      const now = yield* uptime();
      tests.push((p) => now - p.start / HZ >= Number(value));
    } else if (name === "pidfile") tests.push(yield* pidFileTest(c, value));
    else if (name === "ns") tests.push(yield* sameNamespaces(c, value));
    else if (name === "nslist" && items.some((i) => !NAMESPACES.includes(i))) throw new Exit(USAGE);
  }
  return tests;
}

function* pidFileTest(c: Context, path: string): Run<Test> {
  const text = yield* readFile(path);
  const pid = failed(text) ? Number.NaN : Number.parseInt(text, 10);
  if (Number.isNaN(pid)) yield* tryHelp(c, "pidfile not valid", NONE_MATCHED);
  return (p) => p.pid === pid;
}

function* sameNamespaces(c: Context, pid: string): Run<Test> {
  const wanted = new Map<string, string>();
  for (const ns of namespaceList(c)) {
    const text = yield* sys("readlink", { path: `/proc/${pid}/ns/${ns}` });
    if (failed(text)) yield* fail(c, "Error reading reference namespace information", FATAL);
    wanted.set(`ns/${ns}`, String(text));
  }
  return (p) => [...wanted].every(([link, text]) => p.extra[link] === text);
}

function* show(c: Context, found: readonly Proc[]): Run<number> {
  if (has(c, "count")) yield* out(`${found.length}\n`);
  else if (found.length > 0) {
    const text = (p: Proc) => {
      if (has(c, "list-full")) return `${p.pid} ${commandLine(p)}`;
      return has(c, "list-name") ? `${p.pid} ${escapeText(p.comm)}` : String(p.pid);
    };
    yield* out(`${found.map(text).join(last(c, "delimiter") ?? "\n")}\n`);
  }
  return found.length > 0 ? 0 : NONE_MATCHED;
}

function* signalAll(c: Context, found: readonly Proc[], sig: number): Run<number> {
  let sent = 0;
  for (const p of found) {
    const r = yield* sys("kill", { pid: p.pid, sig });
    if (!failed(r)) {
      sent++;
      if (has(c, "echo")) yield* out(`${p.comm} killed (pid ${p.pid})\n`);
    } else if (r === EPERM) yield* err(`${c.who}: killing pid ${p.pid} failed: ${strerror(r)}\n`);
    else if (r !== ESRCH) yield* err(`${c.who}: killing pid ${p.pid} failed: ${strerror(r)}\n`);
  }
  if (has(c, "count")) yield* out(`${found.length}\n`);
  return sent > 0 ? 0 : NONE_MATCHED;
}
