// pstree(1): the processes as a tree, equal branches folded together.

import { readUsers } from "../accounts.ts";
import { getopt, optionTable } from "../getopt.ts";
import { byBytes, err, out } from "../libc.ts";
import { type Proc, readProcs } from "../procps/proc.ts";
import type { Main } from "../program.ts";
import { NOT_MODELLED } from "../tool.ts";

const OPTIONS = optionTable(`
  -a, --arguments         show command line arguments
  -A, --ascii             use ASCII line drawing characters
  -c, --compact-not       don't compact identical subtrees
! -C, --color=TYPE        color process by attribute (age)
! -g, --show-pgids        show process group ids; implies -c
! -G, --vt100             use VT100 line drawing characters
  -h, --highlight-all     highlight current process and its ancestors
! -H, --highlight-pid=PID  highlight this process and its ancestors
  -l, --long              don't truncate long lines
  -n, --numeric-sort      sort output by PID
! -N, --ns-sort=TYPE      sort output by this namespace type
  -p, --show-pids         show PIDs; implies -c
! -s, --show-parents      show parents of the selected process
  -S, --ns-changes        show namespace transitions
  -t, --thread-names      show full thread names
  -T, --hide-threads      hide threads, show only processes
  -u, --uid-changes       show uid transitions
! -U, --unicode           use UTF-8 (Unicode) line drawing characters
  -V, --version           display version information
! -Z, --security-context  show security attributes
`);
const NAMESPACES = ["cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts"];

interface Shown {
  readonly label: string;
  readonly kids: readonly { readonly node: Shown; readonly count: number }[];
}

interface Style {
  readonly args: boolean;
  readonly pids: boolean;
  readonly compact: boolean;
  readonly numeric: boolean;
  readonly uids: ReadonlyMap<number, string> | null;
  readonly namespaces: boolean;
}

export const pstreeMain: Main = function* (self) {
  const parsed = getopt(OPTIONS, self.argv.slice(1));
  const has = (name: string) => parsed.given.some((g) => g.name === name);
  if (parsed.problem) {
    yield* err(`pstree: ${parsed.problem}\nUsage: pstree [-acglpsStTuZ] [ -h | -H PID ] [ -n | -N type ]\n`);
    return 1;
  }
  const missing = parsed.given.find((g) => !g.modelled);
  if (missing) {
    yield* err(`pstree: option '${missing.flag}' is not modelled in Cutaway\n`);
    return NOT_MODELLED;
  }
  if (has("version")) {
    yield* err("pstree (PSmisc) 23.7\n");
    return 0;
  }
  const users = yield* readUsers();
  const style: Style = {
    args: has("arguments"),
    pids: has("show-pids"),
    compact: !has("compact-not") && !has("show-pids") && !has("arguments"),
    numeric: has("numeric-sort"),
    uids: has("uid-changes") ? new Map(users.map((u) => [u.uid, u.name])) : null,
    namespaces: has("ns-changes"),
  };
  const links = style.namespaces ? NAMESPACES.map((n) => `ns/${n}`) : [];
  const procs = yield* readProcs({ files: [], links });
  if (procs.length === 0) {
    yield* err("/proc is empty (not mounted ?)\n");
    return 1;
  }
  const [which = "1"] = parsed.operands;
  const roots = /^\d+$/.test(which)
    ? procs.filter((p) => p.pid === Number(which))
    : topmostOf(procs, users.find((u) => u.name === which)?.uid);
  if (!/^\d+$/.test(which) && roots.length === 0) {
    yield* err(users.some((u) => u.name === which) ? "No processes found.\n" : `No such user name: ${which}\n`);
    return 1;
  }
  // On a terminal the real pstree cuts lines at its width; here they are left whole.
  for (const root of roots) yield* out(draw(nodeOf(root, null, procs, style), style));
  return 0;
};

function topmostOf(procs: readonly Proc[], uid: number | undefined): Proc[] {
  const own = procs.filter((p) => p.uids[1] === uid);
  return own.filter((p) => !own.some((q) => q.pid === p.ppid));
}

function nodeOf(p: Proc, parent: Proc | null, procs: readonly Proc[], style: Style): Shown {
  const notes: string[] = [];
  if (style.pids && !style.args) notes.push(String(p.pid));
  if (style.uids && parent && p.uids[1] !== parent.uids[1])
    notes.push(style.uids.get(p.uids[1] ?? 0) ?? String(p.uids[1]));
  if (style.namespaces && parent) {
    notes.push(
      ...NAMESPACES.filter((n) => p.extra[`ns/${n}`] !== undefined && p.extra[`ns/${n}`] !== parent.extra[`ns/${n}`]),
    );
  }
  const name = style.args && style.pids ? `${p.comm},${p.pid}` : p.comm;
  const head = notes.length > 0 ? `${name}(${notes.join(",")})` : name;
  const label = style.args && p.argv.length > 1 ? `${head} ${p.argv.slice(1).join(" ")}` : head;
  const kids = procs.filter((q) => q.ppid === p.pid).sort((a, b) => order(a, b, style));
  const shown = kids.map((kid) => nodeOf(kid, p, procs, style));
  return { label, kids: style.compact ? fold(shown) : shown.map((node) => ({ node, count: 1 })) };
}

const order = (a: Proc, b: Proc, style: Style): number =>
  (style.numeric ? 0 : byBytes(a.comm, b.comm)) || a.pid - b.pid;

/** Equal neighbours and their trees count once. */
function fold(nodes: readonly Shown[]): { node: Shown; count: number }[] {
  const folded: { node: Shown; count: number; key: string }[] = [];
  for (const node of nodes) {
    const key = JSON.stringify(node);
    const same = folded.find((f) => f.key === key);
    if (same) same.count++;
    else folded.push({ node, count: 1, key });
  }
  // What stands several times comes behind what stands once.
  return [...folded.filter((f) => f.count === 1), ...folded.filter((f) => f.count > 1)];
}

function draw(root: Shown, style: Style): string {
  return style.args ? outline(root, "", "").join("") : `${branches(root).join("\n")}\n`;
}

/** One line for the first child, the others below it. */
function branches({ label, kids }: Shown): string[] {
  if (kids.length === 0) return [label];
  const blank = " ".repeat(label.length);
  return kids.flatMap(({ node, count }, i) => {
    const first = i === 0;
    const lastOne = i === kids.length - 1;
    const joint = kids.length === 1 ? "---" : first ? "-+-" : lastOne ? " `-" : " |-";
    const head = (first ? label : blank) + joint;
    const below = blank + (lastOne ? "   " : " | ");
    const times = count > 1 ? `${count}*[` : "";
    const inner = branches(node);
    return inner.map(
      (text, j) =>
        (j === 0 ? head + times + text : below + " ".repeat(times.length) + text) +
        (count > 1 && j === inner.length - 1 ? "]" : ""),
    );
  });
}

/** With arguments every process has a line of its own. */
function outline({ label, kids }: Shown, before: string, joint: string): string[] {
  const deeper = before + (joint === "" ? "  " : joint === "|-" ? "|   " : "    ");
  return [
    `${before}${joint}${label}\n`,
    ...kids.flatMap(({ node }, i) => outline(node, deeper, i === kids.length - 1 ? "`-" : "|-")),
  ];
}
